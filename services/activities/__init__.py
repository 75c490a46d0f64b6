"""The content of activities as words that people read."""
