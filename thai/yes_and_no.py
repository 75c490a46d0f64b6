"""Reads yes and no in more words than one, as answers to the question that waits: ใช่ครับ ลาจริง, ไม่ลบแล้ว."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache
from re import escape, finditer
from typing import Final, Literal

from thai.data import read
from thai.normalise import folded, tidy

LONGEST: Final = 60  # characters; who writes more adds something
_CANNOT: Final = "ไม่ได้"  # มาไม่ได้: cannot come
_BETWEEN: Final = " \t\n,"
YesOrNo = Literal["confirm", "deny"]
_Steps = Mapping[str, tuple[tuple[str, str], ...]]  # from each state: (table of words, the state behind one of them)
# A pattern would try every way to cut words that begin alike, which takes seconds; so each place is looked at once.
_YES: Final[_Steps] = {
    "": (("particle", ""), ("yes", "yes"), ("asked", "asked alone")),
    "yes": (("yes", "yes"), ("particle", "yes"), ("asked", "named"), ("behind_yes", "affirmed")),
    "affirmed": (("behind_yes", "affirmed"), ("particle", "affirmed")),
    "asked alone": (("particle", "asked alone"), ("behind_yes", "named")),  # ลบเลย is a yes, ลบ alone is not
    "named": (("behind_yes", "named"), ("particle", "named")),
}
_NO: Final[_Steps] = {
    "": (("particle", ""), ("no", "no"), ("negates", "negated")),
    "no": (("particle", "no"), ("negates", "negated")),
    "negated": (("asked", "named"),),
    "named": (("behind_no", "named"), ("particle", "named")),
}


def yes_or_no(text: str, question: str) -> YesOrNo | None:
    """Return what a message answers to a question, by its name in the conversation; None if it adds anything, such as a
    day, a number or a but, or is no answer. A yes names what is asked or affirms twice; ใช่ alone is a command."""
    if _ends(text, question, _YES) & {"yes", "affirmed", "named"}:
        return "confirm"
    return "deny" if "named" in _ends(text, question, _NO) else None


def names_what_is_asked(text: str, question: str) -> bool:
    """Return whether a message is a yes that says to what: ใช่ ส่งเลย, not ใช่ ตามนั้น."""
    return "named" in _ends(text, question, _YES)


def _ends(text: str, question: str, steps: _Steps) -> Set[str]:
    """Return in which states the whole text can end; none if the question has no words of its own."""
    low = folded(tidy(text)).lower()
    if question not in read("yes_and_no")["asked"] or len(low) > LONGEST:
        return frozenset()
    found = {(0, "")}
    waiting = list(found)
    while waiting:
        at, state = waiting.pop()
        for table, behind in steps[state]:
            for word in _words(table, question):
                if low.startswith(word, at):
                    rest = at + len(word)
                    place = (len(low) - len(low[rest:].lstrip(_BETWEEN)), behind)
                    if place not in found:
                        found.add(place)
                        waiting.append(place)
    return {state for at, state in found if at == len(low)}


@cache
def _words(table: str, question: str) -> tuple[str, ...]:
    tables = read("yes_and_no")
    words = {"particle": read("speech")["particle"], "asked": tables["asked"][question]}.get(table) or tables[table]
    return tuple(folded(word).lower() for word in words)


def takes_no_leave(text: str) -> bool:
    """Return whether a message says that somebody is not, or no longer, on leave: วันศุกร์ไม่ลาแล้ว, ยกเลิกการลาวันศุกร์. In
    มาไม่ได้ลาป่วย the no belongs to another word."""
    low = folded(tidy(text)).lower()
    pairs = ((no, no + leave) for no in _words("negates", "leave_sure") for leave in _words("asked", "leave_sure"))
    return any(
        not no.endswith(_CANNOT) or found.start() == 0 or low[found.start() - 1] in _BETWEEN
        for no, said in pairs
        for found in finditer(escape(said), low)
    )
