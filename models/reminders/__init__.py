"""Reminder rules and what became of each of their occurrences."""
