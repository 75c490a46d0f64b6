"""Daily field activities: what they say, what they were made of, how they changed."""
