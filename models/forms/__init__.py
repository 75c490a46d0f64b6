"""Published forms, and their submissions with answers."""
