"""The stored data: tables with their queries, one module for each subject.

Queries are functions that take a `session`. Nothing here sends messages, makes texts or reads a clock.
"""
