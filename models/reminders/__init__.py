"""Reminder rules, and the state of each of their occurrences."""
