"""Exports: stored data as tables, and the files of these tables."""
