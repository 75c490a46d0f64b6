"""Reads what mentors and coordinators ask about many people: of which part, as which table, about what.

The words are in data/enquiries.toml. They are no words of commands: what `understand` makes of a message does not
change by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Final

from pythainlp.tokenize.newmm import segment
from pythainlp.util.trie import Trie

from thai.classifier import LIKELY_QUESTION, UNLIKELY_QUESTION, Likelihoods, likelihoods
from thai.context import Context, ProgrammeWords
from thai.data import read
from thai.features import features
from thai.gazetteer import gazetteer
from thai.intents import OVERSEEING
from thai.lexicon import lexicon
from thai.meaning import Place, Slots
from thai.normalise import folded, tidy
from thai.sentence import Sentence
from thai.sentence import read as read_sentence
from thai.slots import slots_of

GROUPS: Final = ("province", "district", "agency", "mentor", "person")
COMPARED: Final = "comparison"
ORDERS: Final = ("worst", "best", "reviews")
LONGEST: Final = 400  # characters; longer messages ask for more than one thing
BUDDHIST, BUDDHIST_FROM = 543, 2400  # years between the eras; from which year on a year is of the Buddhist one
_ISO: Final = re.compile(r"((?:19|20|24|25)\d\d)-(\d\d)-(\d\d)")
SHORTEST_DISTRICT: Final = 4  # letters of a district that may be named without its level
SHORT: Final = 30  # letters besides days and places
SHORTEST_INSIDE: Final = 5  # letters; a shorter word is often a part of another (ลา of เวลา)
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
    roles: frozenset[str]
    dated: bool
    short: bool
    certain: bool
    example: str


_BY_LIKELIHOOD: Final = Subject(
    about="",
    group=None,
    needs=frozenset(),
    any_of=frozenset(),
    side_by_side=(),
    unless=frozenset(),
    without_topic=False,
    roles=frozenset(OVERSEEING),
    dated=False,
    short=False,
    certain=False,
    example="",
)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What a message asks about. `about` is None if it is none of data/enquiries.toml.

    `group` and `order` are those of a table. `whole`: no place or days asked about before are meant; `of_programme`:
    the whole programme is named; `from_start`: the days since it began are meant. `slots` has the days and places.
    `certain`: it is a question, whatever else was read.
    """

    slots: Slots
    about: str | None = None
    group: str | None = None
    order: str = "worst"
    whole: bool = False
    of_programme: bool = False
    from_start: bool = False
    certain: bool = False


def read_enquiry(text: str, context: Context) -> Enquiry:
    """Return what a message asks about."""
    tidied = tidy(text)
    sentence = read_sentence(folded(tidied), context)
    said = _ideas(sentence.text, context.words)
    ideas = {idea for _, found in said for idea in found}
    subject = None
    if len(sentence.text) <= LONGEST and "thinks_aloud" not in ideas:
        subject = _likely(_subject(said, ideas, sentence, context.role), ideas, sentence, context)
    intent = "leave" if subject and subject.about == "leave" else "summary"  # Friday: the next, or the last
    slots, _ = slots_of(sentence, intent, None, tidied, None)
    if "corrects" in ideas and (said_anew := _said_anew(tidied, intent, context)):
        slots = replace(slots, activity_date=said_anew.activity_date, period=said_anew.period)
    if slots.period and slots.period == sentence.since_start:
        slots = replace(slots, period=None)
    days = bool(slots.period or slots.activity_date)
    slots = replace(slots, places=slots.places or _elsewhere(said))
    return Enquiry(
        slots=slots,
        about=subject.about if subject else None,
        group=subject.group if subject else None,
        order=_order(ideas, subject),
        whole=not ideas.isdisjoint(("whole", "of_programme", "from_start")),
        of_programme="of_programme" in ideas and not days,
        from_start="from_start" in ideas and not days,
        certain=subject is not None and subject.certain,
    )


def _said_anew(tidied: str, intent: str, context: Context) -> Slots | None:
    """Return what is read behind the last correction (เมื่อวาน เอ้ยเมื่อวานซืน …), if its first words are days."""
    at = max(tidied.rfind(word) + len(word) for word in words_of("corrects") if word in tidied)
    rest = tidied[at:].lstrip()
    sentence = read_sentence(folded(rest), context)
    first = next((day for day in sentence.days if day.start == 0), None)
    if first is None:
        return None
    return slots_of(read_sentence(folded(rest[: first.end]), context), intent, None, rest[: first.end], None)[0]


def day_said(text: str, context: Context) -> date | None:
    """Return the day that a text consists of, in either era (2566-07-01, ๑ ก.ค. ๒๕๖๖), None if it is no day."""
    written = _ISO.fullmatch(text)
    if written is not None:  # a command's; the lexicon takes a quarter of a second to be read
        year = int(written[1])
        with suppress(ValueError):
            return date(year - BUDDHIST if year >= BUDDHIST_FROM else year, int(written[2]), int(written[3]))
        return None
    sentence = read_sentence(folded(tidy(text)), context)
    days = [day for day in sentence.days if day.start == 0 and day.end == len(sentence.text) and day.is_one_day]
    return days[0].first if days else None


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
            roles=frozenset(row.get("roles", ())),
            dated=row.get("dated", False),
            short=row.get("short", False),
            certain=row.get("certain", False),
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


def _subject(
    said: Sequence[tuple[str, frozenset[str]]], ideas: set[str], sentence: Sentence, role: str | None
) -> Subject | None:
    topic = bool(sentence.tags or sentence.partners)
    for subject in subjects():
        if (
            subject.needs <= ideas
            and (not subject.any_of or not subject.any_of.isdisjoint(ideas))
            and subject.unless.isdisjoint(ideas)
            and not (subject.without_topic and topic)
            and not (subject.dated and not sentence.days)
            and not (subject.short and _letters_besides(sentence) > SHORT)
            and (not subject.roles or role in subject.roles)
            and _stand_side_by_side(subject.side_by_side, said)
        ):
            return subject
    return None


def _likely(found: Subject | None, ideas: set[str], sentence: Sentence, context: Context) -> Subject | None:
    """Return what a rule found if the whole message is likely to ask it, else what the whole message asks, if anything.

    A rule finds a few words, which strangers also use in sentences that ask for nothing (แผนที่จะไปตรวจยังไม่นิ่ง). Only
    words that follow each other (รายจังหวัด) are certain by themselves.
    """
    if context.role not in OVERSEEING:
        return found
    likely = Likelihoods(likelihoods(features(sentence, context), context.role))
    if found is not None and (found.side_by_side or likely.of_question(found.about) >= UNLIKELY_QUESTION):
        return found
    asked = likely.question
    if asked is None or asked[1] < LIKELY_QUESTION:
        return None
    return replace(_BY_LIKELIHOOD, about=asked[0], group=_group_said(ideas) if asked[0] == COMPARED else None)


def _group_said(ideas: set[str]) -> str:
    """Return the group of a table that no rule names: that of the first word for one, else people."""
    return next((group for group in GROUPS if group in ideas), "person")


def _letters_besides(sentence: Sentence) -> int:
    """Return how many letters a sentence has besides its days and places."""
    spans = [*((day.start, day.end) for day in sentence.days), *((start, end) for start, end, _ in sentence.places)]
    taken = {at for start, end in spans for at in range(start, end)}
    return sum(1 for at, letter in enumerate(sentence.text) if at not in taken and not letter.isspace())


def _stand_side_by_side(wanted: Sequence[str], said: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Return whether words with these ideas follow each other, with nothing but fillers between them."""
    if not wanted:
        return True
    found = [ideas for _, ideas in said if "filler" not in ideas]
    return any(
        all(idea in ideas for idea, ideas in zip(wanted, found[at : at + len(wanted)], strict=True))
        for at in range(len(found) - len(wanted) + 1)
    )


def _elsewhere(said: Sequence[tuple[str, frozenset[str]]]) -> tuple[Place, ...]:
    """Return the first province that is named without its level, or a part of the country, whose code is unknown."""
    for word, ideas in said:
        if "region" in ideas:
            return (Place("province", word),)
        codes = _provinces().get(word)
        if codes and "not_a_province" not in ideas:
            return (Place("province", gazetteer().name_of[codes[0]], codes[0]),)
    return _district_by_name(said)


def _district_by_name(said: Sequence[tuple[str, frozenset[str]]]) -> tuple[Place, ...]:
    """Return the first district that is named without its level, where a place is likely: ของแม่ใจ, แม่ใจอะ. Names of
    districts are also words of every day, and names of others."""
    nothing = ("", frozenset[str]())
    for before, (word, _), after in zip([nothing, *said], said, [*said[1:], nothing], strict=False):
        codes = _districts().get(word)
        if codes and ("of_here" in before[1] or "then" in after[1] or after == nothing):
            return (Place("district", gazetteer().name_of[codes[0]], codes[0]),)
    return ()


@cache
def _districts() -> Mapping[str, Sequence[str]]:
    """Return the codes of the districts whose names are long and no other district's, by their names."""
    return {
        folded(tidy(name)): codes
        for name, codes in gazetteer().names["district"].items()
        if len(codes) == 1 and len(name) >= SHORTEST_DISTRICT
    }


@cache
def _provinces() -> Mapping[str, Sequence[str]]:
    """Return the codes of the provinces by their names, as they are written and as they are called."""
    return {folded(tidy(name)): codes for name, codes in gazetteer().names["province"].items() if len(codes) == 1}


def _order(ideas: set[str], subject: Subject | None) -> str:
    """Return who comes first in a table: those with most reviews waiting, the best if asked for, else the worst."""
    if "reviewing" in ideas or (subject and subject.group == "mentor"):
        return "reviews"
    praised = not ideas.isdisjoint(("most", "diligent")) and ideas.isdisjoint(("bad", "lazy"))
    return "best" if praised else "worst"


def _ideas(text: str, words: ProgrammeWords | None) -> list[tuple[str, frozenset[str]]]:
    """Return the words of a text, without spaces, each with its ideas."""
    trie, known = _vocabulary(words)
    pieces = (piece for piece in segment(text, trie) if not piece.isspace())
    return [(piece, known.get(piece) or _ideas_inside(piece, known)) for piece in pieces]


def _ideas_inside(piece: str, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ideas of our longer words inside a word that is none of ours: แบบสอบถาม of ตอบแบบสอบถาม."""
    who = frozenset(("who",)) if piece.startswith(words_of("who")) else frozenset()  # ใครยังไม่ตอบ
    return who | frozenset(
        idea
        for start in range(len(piece))
        for end in range(start + SHORTEST_INSIDE, len(piece) + 1)
        for idea in known.get(piece[start:end], ())
    )


@lru_cache(maxsize=8)
def _vocabulary(words: ProgrammeWords | None) -> tuple[Trie, Mapping[str, frozenset[str]]]:
    """Return our words and all others, at which a message is cut, and the ideas of ours."""
    known: dict[str, frozenset[str]] = {}
    for idea, table in read("enquiries").items():
        if idea not in NOT_IDEAS:
            for word in table:
                plain = folded(tidy(word))
                known[plain] = known.get(plain, frozenset()) | {idea}
    return Trie({*lexicon(words).senses, *known, *_provinces(), *_districts()}), known
