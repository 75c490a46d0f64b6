"""Reads by which day something is to be done: 30 ก.ย., สิ้นเดือนกันยายน, ภายในเดือนหน้า, 15."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from thai.context import Context
from thai.normalise import folded, normalise, tidy
from thai.sentence import read
from thai.written_dates import with_day

_DAY_OF_MONTH: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")


def day_to_come(text: str, context: Context) -> date | None:
    """Return the last day that a message names, today or later, or None: the end of a period, and of a month."""
    words = normalise(text)
    if _DAY_OF_MONTH.fullmatch(words):
        return with_day(context.today, int(words), 1)
    found: list[date] = []
    for said in read(folded(tidy(text)), context).days:
        days = (said.first, said.last, said.ahead, said.ahead_last, *said.days)
        found += [day for day in days if day is not None and day >= context.today]
    return max(found, default=None)
