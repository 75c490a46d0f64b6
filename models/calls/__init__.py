"""Calls: who and what units have sent."""
