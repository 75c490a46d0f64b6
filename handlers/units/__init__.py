"""What is said and tapped about teams, forums, steps and plans of units."""
