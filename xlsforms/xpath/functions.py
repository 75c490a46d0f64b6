"""All functions that an expression may call: ODK's, except those that a conversation cannot use."""

from typing import Final

from xlsforms.xpath import of_choices, of_logic, of_nodes, of_numbers, of_places, of_texts, of_time
from xlsforms.xpath.calls import FUNCTIONS, Function

# They ask for things that a chat does not have.
REFUSED: Final = frozenset({"pull-data", "extract-signed", "property", "intersects"})

__all__ = [
    "FUNCTIONS",
    "REFUSED",
    "Function",
    "of_choices",
    "of_logic",
    "of_nodes",
    "of_numbers",
    "of_places",
    "of_texts",
    "of_time",
]
