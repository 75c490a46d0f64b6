"""What units and their teams do: seats, forums, steps, plans."""
