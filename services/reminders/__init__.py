"""Reminders: who is to be told what at an instant, in which words, and what may wait."""
