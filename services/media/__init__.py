"""Photos and files: checked, and kept by their hash."""
