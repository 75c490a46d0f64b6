"""What is stored, and how it is asked for: tables with their queries, one module per subject.

Queries are functions that take a `session`; nothing here sends, renders or reads a clock.
"""
