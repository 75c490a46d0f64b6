"""Development plans: how they stand, whose word they need, what is asked about them when."""
