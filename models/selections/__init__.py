"""Selections: what jurors have marked, and what came of it when one was closed."""
