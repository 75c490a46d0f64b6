"""Reminders: who gets which text at an instant, and what waits for later."""
