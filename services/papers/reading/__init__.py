"""Reads a Word file as blocks that can be typeset: paragraphs, tables, pictures, as they look."""
