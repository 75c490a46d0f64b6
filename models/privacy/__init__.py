"""Erasing people, and deleting what was unsent."""
