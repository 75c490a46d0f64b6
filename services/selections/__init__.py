"""Selections in rounds: who is judged, how marks make ranks, and what closing does."""
