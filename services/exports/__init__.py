"""Exports: what is on record as tables, and the files they become."""
