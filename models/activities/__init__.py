"""Daily field activities: their content, the messages they come from, and their changes."""
