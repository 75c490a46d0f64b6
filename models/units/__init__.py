"""Teams of units, forums, steps and plans of units: tables and their queries."""
