"""Measures how well and how fast Thai messages are understood, on two sets of marked messages."""
