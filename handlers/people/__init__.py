"""Joining the programme, where somebody stands in it, and being away from it."""
