"""Finds the sectors met and the tags that the words of a message suggest, considering negation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thai.lexicon import WordToken
from thai.meaning import Cause

LONGEST_TOPIC = 2  # words after เรื่อง; later ones may be people again
EVERY = "all"  # the table of words for all sectors together, from which some may be excepted

Span = tuple[int, int]
SectorsOf = Mapping[str, tuple[str, ...]]  # table of partners -> the sectors that it means


def partners_in(tokens: Sequence[WordToken], sectors_of: SectorsOf, names: Sequence[Span] = ()) -> list[Cause]:
    """Return the sectors mentioned, whether met or not. Words in names of places say nothing: ต.บึงพระ, จ.พัทลุง."""
    return _sectors(tokens, sectors_of, _inside(tokens, names))


def sectors_in(tokens: Sequence[WordToken], sectors_of: SectorsOf, names: Sequence[Span] = ()) -> list[Cause]:
    """Return the sectors met, each with the first words that say so, in the order of the message."""
    return _sectors(tokens, sectors_of, _denied(tokens) | _inside(tokens, names) | _topics(tokens))


def _topics(tokens: Sequence[WordToken]) -> set[int]:
    """Return the indexes of tokens that say what was spoken about: a few words after เรื่อง, up to a break or กับ.

    People whose number follows were met: เรื่องกลุ่มทอผ้า 8 คน.
    """
    topics: set[int] = set()
    run: list[int] | None = None  # of the topic that is being read
    for index, token in enumerate(tokens):
        keys = {sense.key for sense in token.senses if sense.kind == "speech"}
        if token.text[0].isdigit() and run:
            topics.difference_update(run)
            run = None
        elif token.text == "\n" or keys & {"joint", "contact", "but"}:
            run = None
        elif "topic" in keys:
            run = []
        elif token.blank:
            run = run if run and index + 1 < len(tokens) and tokens[index + 1].text[0].isdigit() else None
        elif run is not None and len(run) < LONGEST_TOPIC:
            run.append(index)
            topics.add(index)
    return topics


def _inside(tokens: Sequence[WordToken], names: Sequence[Span]) -> set[int]:
    """Return the indexes of tokens that begin inside names."""
    if not names or not tokens:
        return set()
    covered = bytearray(tokens[-1].end + 1)
    for start, end in names:
        covered[start:end] = b"\1" * (end - start)
    return {index for index, token in enumerate(tokens) if covered[token.start]}


def tags_in(tokens: Sequence[WordToken]) -> list[Cause]:
    """Return the suggested tags, each with the first words that say so, in the order of the message."""
    causes: dict[str, Cause] = {}
    for token in tokens:
        for sense in token.senses:
            if sense.kind == "tags":
                causes.setdefault(sense.key, Cause("tags", sense.key, token.text))
    return list(causes.values())


def _sectors(tokens: Sequence[WordToken], sectors_of: SectorsOf, denied: set[int]) -> list[Cause]:
    causes: dict[str, Cause] = {}
    excepted = {sense.key for index in denied for sense in tokens[index].senses if sense.kind == "partners"}
    for index, token in enumerate(tokens):
        if index in denied:
            continue
        for sense in token.senses:
            if sense.kind != "partners":
                continue
            for sector in sectors_of[sense.key]:
                if sense.key != EVERY or sector not in excepted:
                    causes.setdefault(sector, Cause("sectors", sector, token.text))
    return list(causes.values())


def _denied(tokens: Sequence[WordToken]) -> set[int]:
    """Return the indexes of partners not met: after ไม่ได้พบ or ยกเว้น up to แต่, a verb or a break; before ไม่ได้มา."""
    denied: set[int] = set()
    denying = negated = False
    run: list[int] = []
    before_but: list[int] = []
    for index, token in enumerate(tokens):
        keys = {sense.key for sense in token.senses if sense.kind == "speech"}
        if token.key("partners"):
            run.append(index)
            if denying:
                denied.add(index)
            negated = False
        elif "did_not_come" in keys or (negated and "attend" in keys):
            denied.update(run or before_but)
            negated = False
        elif "but" in keys or token.text == "\n":
            denying = negated = False
            before_but, run = run, []
        elif "absent" in keys:
            denying, negated = True, False
        elif "negation" in keys:
            negated = True
        elif "contact" in keys:
            denying, negated = negated, False
            run = []
        elif "joint" in keys or token.blank:
            continue
        elif token.key("fieldwork"):
            denying = negated = False
            run = []
        elif not keys:
            negated = False
    return denied
