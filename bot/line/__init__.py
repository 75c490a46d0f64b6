"""Talking with the LINE platform."""
