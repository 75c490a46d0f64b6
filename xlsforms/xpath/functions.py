"""All functions of expressions: ODK's, but those a conversation has no use for."""

from typing import Final

from xlsforms.xpath import of_choices, of_logic, of_nodes, of_numbers, of_texts, of_time
from xlsforms.xpath.calls import FUNCTIONS, Function

# pulldata reads files a form would bring along; the others measure, shuffle or ask what a chat has not.
REFUSED: Final = frozenset({"pulldata", "pull-data", "randomize", "area", "extract-signed", "property", "intersects"})

__all__ = [
    "FUNCTIONS",
    "REFUSED",
    "Function",
    "of_choices",
    "of_logic",
    "of_nodes",
    "of_numbers",
    "of_texts",
    "of_time",
]
