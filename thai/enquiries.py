"""Reads what mentors and coordinators ask about many people: of which part of them and of the programme.

The words are in data/enquiries.toml. They are no words of commands: what `understand` makes of a message does not
change by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pythainlp.tokenize.newmm import segment
from pythainlp.util.trie import Trie

from thai.context import Context, ProgrammeWords
from thai.data import read
from thai.lexicon import lexicon
from thai.normalise import folded, tidy
from thai.sentence import read as read_sentence
from thai.slots import slots_of


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What a message asks about.

    `whole`: no place or days asked about before are meant; `of_programme`: the whole programme is named; `from_start`:
    the days since it began are meant.
    """

    whole: bool = False
    of_programme: bool = False
    from_start: bool = False


def read_enquiry(text: str, context: Context) -> Enquiry:
    """Return what a message asks about."""
    tidied = tidy(text)
    sentence = read_sentence(folded(tidied), context)
    slots, _ = slots_of(sentence, "summary", None, tidied, None)
    days = bool(slots.period or slots.activity_date)
    ideas = {idea for _, found in _ideas(sentence.text, context.words) for idea in found}
    return Enquiry(
        whole=not ideas.isdisjoint(("whole", "of_programme", "from_start")),
        of_programme="of_programme" in ideas and not days,
        from_start="from_start" in ideas and not days,
    )


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
        for word in table:
            plain = folded(tidy(word))
            known[plain] = known.get(plain, frozenset()) | {idea}
    return Trie({*lexicon(words).senses, *known}), known
