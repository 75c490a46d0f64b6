"""Reads what mentors and coordinators ask about many people: of which part, as which table, about what.

The words are in data/enquiries.toml. They are no words of commands: what `understand` makes of a message does not
change by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from pythainlp.tokenize.newmm import segment
from pythainlp.util.trie import Trie

from thai.context import Context, ProgrammeWords
from thai.data import read
from thai.lexicon import lexicon
from thai.meaning import Slots
from thai.normalise import folded, tidy
from thai.sentence import Sentence
from thai.sentence import read as read_sentence
from thai.slots import slots_of

GROUPS: Final = ("province", "district", "agency", "mentor", "person")
ORDERS: Final = ("worst", "best", "reviews")
LONGEST: Final = 240  # characters; longer messages ask for more than one thing
NOT_IDEAS: Final = ("subject", "told_in_entries", "says_nothing")  # the tables by which no message is read


@dataclass(frozen=True, slots=True)
class Subject:
    """One way to ask; see data/enquiries.toml."""

    about: str
    group: str | None
    needs: frozenset[str]
    any_of: frozenset[str]
    side_by_side: tuple[str, ...]
    unless: frozenset[str]
    without_topic: bool
    example: str


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What a message asks about. `about` is None if it is none of data/enquiries.toml.

    `group` and `order` are those of a table. `whole`: no place or days asked about before are meant; `of_programme`:
    the whole programme is named; `from_start`: the days since it began are meant. `slots` has the days and places.
    """

    slots: Slots
    about: str | None = None
    group: str | None = None
    order: str = "worst"
    whole: bool = False
    of_programme: bool = False
    from_start: bool = False


def read_enquiry(text: str, context: Context) -> Enquiry:
    """Return what a message asks about."""
    tidied = tidy(text)
    sentence = read_sentence(folded(tidied), context)
    slots, _ = slots_of(sentence, "summary", None, tidied, None)
    said = _ideas(sentence.text, context.words)
    ideas = {idea for _, found in said for idea in found}
    subject = _subject(said, ideas, sentence) if len(sentence.text) <= LONGEST else None
    days = bool(slots.period or slots.activity_date)
    return Enquiry(
        slots=slots,
        about=subject.about if subject else None,
        group=subject.group if subject else None,
        order=_order(ideas, subject),
        whole=not ideas.isdisjoint(("whole", "of_programme", "from_start")),
        of_programme="of_programme" in ideas and not days,
        from_start="from_start" in ideas and not days,
    )


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the ways to ask, in the order of their file: the first that matches is meant."""
    return tuple(
        Subject(
            about=row["about"],
            group=row.get("group"),
            needs=frozenset(row.get("needs", ())),
            any_of=frozenset(row.get("any_of", ())),
            side_by_side=tuple(row.get("side_by_side", ())),
            unless=frozenset(row.get("unless", ())),
            without_topic=row.get("without_topic", False),
            example=row["example"],
        )
        for row in read("enquiries")["subject"]
    )


def words_of(table: str) -> tuple[str, ...]:
    """Return the words of a table of data/enquiries.toml."""
    return tuple(read("enquiries")[table])


def ideas_in(text: str, words: ProgrammeWords | None) -> set[str]:
    """Return the ideas of a text, by the names of their tables."""
    return {idea for _, found in _ideas(folded(tidy(text)), words) for idea in found}


def _subject(said: Sequence[tuple[str, frozenset[str]]], ideas: set[str], sentence: Sentence) -> Subject | None:
    topic = bool(sentence.tags or sentence.partners)
    for subject in subjects():
        if (
            subject.needs <= ideas
            and (not subject.any_of or not subject.any_of.isdisjoint(ideas))
            and subject.unless.isdisjoint(ideas)
            and not (subject.without_topic and topic)
            and _stand_side_by_side(subject.side_by_side, said)
        ):
            return subject
    return None


def _stand_side_by_side(wanted: Sequence[str], said: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Return whether words with these ideas follow each other, with nothing but fillers between them."""
    if not wanted:
        return True
    found = [ideas for _, ideas in said if "filler" not in ideas]
    return any(
        all(idea in ideas for idea, ideas in zip(wanted, found[at : at + len(wanted)], strict=True))
        for at in range(len(found) - len(wanted) + 1)
    )


def _order(ideas: set[str], subject: Subject | None) -> str:
    """Return who comes first in a table: those with most reviews waiting, the best if asked for, else the worst."""
    if "reviewing" in ideas or (subject and subject.group == "mentor"):
        return "reviews"
    return "best" if "most" in ideas and "bad" not in ideas else "worst"


def _ideas(text: str, words: ProgrammeWords | None) -> list[tuple[str, frozenset[str]]]:
    """Return the words of a text, without spaces, each with its ideas."""
    trie, known = _vocabulary(words)
    pieces = (piece for piece in segment(text, trie) if not piece.isspace())
    return [(piece, known.get(piece, frozenset())) for piece in pieces]


@lru_cache(maxsize=8)
def _vocabulary(words: ProgrammeWords | None) -> tuple[Trie, Mapping[str, frozenset[str]]]:
    """Return our words and all others, at which a message is cut, and the ideas of ours."""
    known: dict[str, frozenset[str]] = {}
    for idea, table in read("enquiries").items():
        if idea not in NOT_IDEAS:
            for word in table:
                plain = folded(tidy(word))
                known[plain] = known.get(plain, frozenset()) | {idea}
    return Trie({*lexicon(words).senses, *known}), known
