"""Checks photos and files, and stores them under their hash."""
