"""Handlers of small talk, leaving questions, groups, and messages that nobody else handles."""
