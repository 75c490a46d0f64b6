"""Reads tables as offices save them: Excel, old or new, or text with separators. What they mean, others know."""

from spreadsheets.reading import NEW_EXCEL, OLD_EXCEL, read_tables
from spreadsheets.tables import NotReadable, Table, TableCell, TableLine, Unreadable

__all__ = [
    "NEW_EXCEL", "OLD_EXCEL", "NotReadable", "Table", "TableCell", "TableLine", "Unreadable", "read_tables",
]  # fmt: skip
