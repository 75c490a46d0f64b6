"""Who takes part, in which role, where and when; their codes, leave and quiet."""
