"""Finds the sectors met and the tags that the words of a message suggest, considering negation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from thai.data import read
from thai.lexicon import WordToken
from thai.meaning import Cause
from thai.numbers import token_at, token_beside

LONGEST_TOPIC = 2  # words after เรื่อง; later ones may be people again
EVERY = "all"  # the table of words for all sectors together, from which some may be excepted

Span = tuple[int, int]
SectorsOf = Mapping[str, tuple[str, ...]]  # table of partners -> the sectors that it means


def partners_in(tokens: Sequence[WordToken], sectors_of: SectorsOf, names: Sequence[Span] = ()) -> list[Cause]:
    """Return the sectors mentioned, whether met or not. Words in names of places say nothing: ต.บึงพระ, จ.พัทลุง."""
    return _sectors(tokens, sectors_of, _inside(tokens, names))


def sectors_in(tokens: Sequence[WordToken], sectors_of: SectorsOf, names: Sequence[Span] = ()) -> list[Cause]:
    """Return the sectors met, each with the first words that say so, in the order of the message."""
    unmet = _denied(tokens) | _inside(tokens, names) | _topics(tokens) | set(_only_named(tokens))
    unmet |= _inside(tokens, _titles(tokens)) | _homes_of(tokens, unmet)
    unmet |= _pupils(tokens, unmet) | _where_others_were_met(tokens, unmet)
    return _sectors(tokens, sectors_of, unmet)


def _topics(tokens: Sequence[WordToken]) -> set[int]:
    """Return the indexes of tokens that say what was spoken about: a few words after เรื่อง, up to a break or กับ.

    People whose number follows were met: เรื่องกลุ่มทอผ้า 8 คน.
    """
    topics: set[int] = set()
    run: list[int] | None = None  # of the topic that is being read
    counted = False  # whether a number stands before the topic: ครู 7 คน เรื่องเด็กหลุดระบบ 19 ราย
    for index, token in enumerate(tokens):
        keys = {sense.key for sense in token.senses if sense.kind == "speech"}
        if token.text[0].isdigit() and run:
            topics.difference_update(() if counted else run)
            run = None
        elif token.key("numbers") == "people" and run is None:
            counted = True
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


def _only_named(tokens: Sequence[WordToken]) -> Iterator[int]:
    """Yield the indexes of offices and schools that are only a place or have only written (ที่โรงเรียน, หนังสือ พช., ที่
    พช 0118/231), of staff and members who are met as those of others, and of temples after which a school is named."""
    before: WordToken | None = None
    for index, token in enumerate(tokens):
        if token.blank:
            continue
        if token.key("partners"):
            last = before.text if before else ""
            only_there = last in _words("before_sites") and token.text in _words("sites")
            named_after = last in _words("schools") and token.text in _words("homes") and not tokens[index - 1].blank
            spoken_of = last in _words("papers") or _numbers_a_letter(tokens, index)
            of_others = _is_staff_of_others(tokens, index) or _is_member(tokens, index)
            if only_there or named_after or spoken_of or of_others:
                yield index
        before = token


def _where_others_were_met(tokens: Sequence[WordToken], unmet: set[int]) -> set[int]:
    """Return the indexes of offices and schools behind ที่ if somebody else was met there: ร้องทุกข์ที่ศูนย์ดำรงธรรม 4 คน."""
    met = {index for index, token in enumerate(tokens) if token.key("partners") and index not in unmet}
    there = {
        index
        for index in met
        if tokens[index].text in _words("sites")
        and (before := token_beside(tokens, index, -1))
        and before.text in _words("before_sites_of_others")
    }
    return there if met - there else set()


def _numbers_a_letter(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether an office is part of the number of a letter: ที่ พช 0118/ว 231."""
    behind = [token.text for token in tokens[index + 1 : index + 4] if not token.blank]
    return len(behind) > 1 and behind[0].isdigit() and len(behind[0]) > 2 and behind[1].startswith("/")


def _is_staff_of_others(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether the next word says whose staff somebody is: จนท.โรงงาน, ป้าร้านชำ, ป้าๆ กลุ่มขนม."""
    following = token_beside(tokens, index, +1)
    return tokens[index].text in _words("staff") and following is not None and following.key("partners") is not None


def _is_member(tokens: Sequence[WordToken], index: int) -> bool:
    """Return whether a group of these people is named, which is met as a group: สมาคมชาวสวน, เจ้าของคือกลุ่มสตรี."""
    following = token_at(tokens, index + 1)
    if following and following.text in _words("says_who") and (group := token_beside(tokens, index + 1, +1)):
        return group.key("partners") is not None
    before = token_at(tokens, index - 1)
    return before is not None and before.text in _words("groups")


def _titles(tokens: Sequence[WordToken]) -> list[Span]:
    """Return the spans in quotation marks, which are names of what took place: เวที "นักธุรกิจรุ่นใหม่"."""
    marks = [token.start for token in tokens if token.text == '"']
    return list(zip(marks[::2], marks[1::2], strict=False))


def _pupils(tokens: Sequence[WordToken], unmet: set[int]) -> set[int]:
    """Return the indexes of children whose school was met, too: they are its pupils."""
    with_school = any(
        token.text in _words("schools") and token.key("partners") and index not in unmet
        for index, token in enumerate(tokens)
    )
    return {index for index, token in enumerate(tokens) if with_school and token.text in _words("children")}


def _homes_of(tokens: Sequence[WordToken], denied: set[int]) -> set[int]:
    """Return the indexes of temples and mosques of those who were not met: ไม่ได้เจอพระ คุยกันที่วัด."""
    unmet = {tokens[index].key("partners") for index in denied if tokens[index].text not in _words("homes")}
    return {
        index for index, token in enumerate(tokens) if token.text in _words("homes") and token.key("partners") in unmet
    }


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
    """Return the indexes of partners not met: after ไม่ได้พบ or ยกเว้น up to แต่, a verb, day or break; before ไม่ได้มา."""
    denied: set[int] = set()
    denying = negated = counted = False
    run: list[int] = []
    before_but: list[int] = []
    for index, token in enumerate(tokens):
        keys = {sense.key for sense in token.senses if sense.kind == "speech"}
        if token.key("partners"):
            if counted:
                run = []  # พนักงาน 12 อสม. 20 ครูไม่มา
            counted = False
            run.append(index)
            if denying:
                denied.add(index)
            negated = False
        elif token.text[0].isdigit():
            counted = True
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
        elif token.blank and index and tokens[index - 1].key("numbers") == "people":
            run, denying = [], False  # ชาวบ้านมา 12 คน นักข่าวไม่มา; ผู้ไม่มาประชุม 3 คน ผู้เข้าร่วม 5 คน
        elif "joint" in keys or token.blank:
            continue
        elif token.key("fieldwork") or token.key("calendar") or token.text in _words("there_is"):
            denying = negated = False
            run = []
        elif not keys:
            negated = False
    return denied


@cache
def _words(table: str) -> frozenset[str]:
    return frozenset(read("common")[table])
