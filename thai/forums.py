"""Reads what a message tells of a forum: its agenda, who came by sector, how many in all, and what was decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from thai.context import Context
from thai.forum_heads import HeadsSaid, heads_in, sector_of, sector_words
from thai.forum_words import ends_with, forum_names, pattern, words
from thai.normalise import folded, tidy

LONGEST_NAMED: Final = 40  # characters of a forum with a name
NEAR: Final = 30  # characters around the word for a forum in which it is said that it is to come
_AROUND: Final = " :;,.-–\n\t()\"'"
_ABBREVIATED: Final = re.compile(r"\.[ก-ฮ]{1,3}$|(?:^|[\s\d])[ก-ฮ]{1,3}$")  # ส.ค, พ.ศ, 10 น
_COUNTED: Final = re.compile(rf"\d[\d,]*{pattern('people_after').pattern}")
_BECOMES: Final = re.compile(r"\s*(?:ให้)?เป็น\s*")
_PARTICLES: Final = re.compile(r"\s*(?:นะ)?(?:ครับ|คับ|ค่ะ|คะ|จ้า)\s*$")


@dataclass(frozen=True, slots=True)
class ForumSaid:
    """What was read; what was not said is None. `people` is how many came: the total that is said, else the sum of
    `heads` (sector -> people). `differs`: a total was said that is less than the sum. `unsure`: the numbers leave a
    doubt, so neither heads nor people are taken."""

    agenda: str | None = None
    decided: str | None = None
    heads: Mapping[str, int] = field(default_factory=dict)
    people: int | None = None
    differs: bool = False
    unsure: bool = False


def forum_in(text: str, context: Context, said: Sequence[str]) -> ForumSaid | None:
    """Return what a message tells of a forum that was held, or None. `said` are the programme's words for one."""
    whole, low = _forms(text)
    named = next(forum_names(low, tuple(said)), None)
    if named is None:
        return None
    agenda, decided, rest = _parts(whole, low, context, tuple(said))
    counted = heads_in(rest, context)
    somebody = bool(counted.heads) or counted.total is not None or counted.many
    around = low[max(0, named.start() - NEAR) : named.end() + NEAR]
    if not somebody and decided is None:
        if pattern("not_held").search(low) or pattern("asks").search(low):
            return None
    elif pattern("not_held").search(around) and decided is None and not counted.heads:
        return None
    return _forum_said(agenda, decided, counted)


def more_of_forum(text: str, context: Context, said: Sequence[str]) -> ForumSaid:
    """Return what a message adds to a forum that is being recorded, without a word for one."""
    whole, low = _forms(text)
    agenda, decided, rest = _parts(whole, low, context, tuple(said))
    return _forum_said(agenda, decided, heads_in(rest, context))


def correction_of_forum(text: str, context: Context, said: Sequence[str]) -> ForumSaid | None:
    """Return what a message changes of a forum that was just shown (แก้ประชาชนเป็น 70 คน), or None: it must begin with a
    word of correcting, and behind it name a sector with its heads, the agenda or the decision."""
    whole, low = _forms(text)
    begun = pattern("corrects").match(low)
    if begun is None or "\n" in whole.strip() or not _names_a_part(low[begun.end() :]):
        return None
    found = more_of_forum(_BECOMES.sub(" ", whole[begun.end() :], count=1), context, said)
    return None if found.unsure or not (found.heads or found.agenda or found.decided) else found


def _names_a_part(rest: str) -> bool:
    """Return whether words begin with what a part of a forum is called; แก้ปัญหาน้ำกับชาวบ้าน 30 คน does not."""
    bare = re.sub(r"^\s*(?:จำนวน)?(?:คน|ผู้เข้าร่วม)?(?:จาก)?\s*", "", rest)
    return any(known.match(bare) for known in (pattern("agenda"), pattern("decided"), sector_words()))


def asks_about_forums(text: str, said: Sequence[str]) -> bool:
    """Return whether a message asks how far the forums are."""
    _, low = _forms(text)
    named = next(forum_names(low, tuple(said)), None) or re.search(r"(?:จัด)?เวที(?!การ)", low)
    return bool(named and pattern("asks").search(low) and not re.search(r"\d+ ?(?:คน|รูป)", low))


def names_only_forum(text: str, said: Sequence[str]) -> bool:
    """Return whether a message is the word for a forum with hardly more than a name behind it: เวทีประชาคมแม่ใจ."""
    _, low = _forms(text)
    named = next(forum_names(low, tuple(said)), None)
    return named is not None and named.start() == 0 and len(low) <= LONGEST_NAMED and re.search(r"\d|\n", low) is None


def _forum_said(agenda: str | None, decided: str | None, counted: HeadsSaid) -> ForumSaid:
    if counted.unsure:
        return ForumSaid(agenda, decided, unsure=True)
    together = sum(counted.heads.values())
    people = counted.total if counted.total is not None else (together or None)
    differs = counted.total is not None and bool(counted.heads) and together > counted.total
    return ForumSaid(agenda, decided, counted.heads, people, differs)


def _forms(text: str) -> tuple[str, str]:
    """Return the message tidied, and in the form for comparing, with every character at the same place."""
    whole = tidy(text)
    low = folded(whole)
    return (whole, low) if len(whole) == len(low) else (low, low)


# ── the parts ──


def _parts(whole: str, low: str, context: Context, said: tuple[str, ...]) -> tuple[str | None, str | None, str]:
    """Return agenda and decision as written, and the rest for comparing, in which they are tabs."""
    rest = low
    for named in forum_names(low, said):
        rest = rest[: named.start()] + _tabs(named) + rest[named.end() :]
    found = pattern("decided").search(rest)
    decided = None
    if found is not None:
        end = _end_of_decision(rest, found)
        decided = _said(whole[found.end() : end])
        if decided is not None:
            rest = rest[: found.start()] + "\t" * (end - found.start()) + rest[end:]
    about = pattern("agenda").search(rest)
    agenda = None
    if about is not None:
        end = _end_of_agenda(rest, about.end(), context)
        agenda = _said(whole[about.end() : end])
        rest = rest[: about.start()] + "\t" * (end - about.start()) + rest[end:]
    return agenda, decided, rest


def _end_of_agenda(rest: str, start: int, context: Context) -> int:
    """Return where what it is about ends: at the line's end, a tab, or before a sector with its heads."""
    end = min(_line_end(rest, start), (rest + "\t").index("\t", start))
    begun = start + len(rest[start:end]) - len(rest[start:end].lstrip(_AROUND))
    for gap in re.finditer(r"[ ,]", rest[begun:end]):
        at = begun + gap.end()
        if pattern("who_came").match(rest, at, end):
            return at
        if pattern("people_after").match(rest, at, end):  # of a number that belongs to what it is about
            continue
        ahead = re.match(r"[^\d\n\t]{0,40}?\d[\d,]*", rest[at:end])
        if ahead and (sector_of(ahead[0], context) or ends_with("total", ahead[0].rstrip("0123456789,"))):
            return at
        if _COUNTED.match(rest, at, end) and sector_of(rest[begun:at], context) is None:  # not เรื่องผู้สูงอายุ 12 คน
            return at
    return end


def _end_of_decision(rest: str, found: re.Match[str]) -> int:
    """Return where a decision ends: at the line's end, or before what the forum was about if that is said behind it
    (มติผ่าน เรื่องน้ำ)."""
    end = _line_end(rest, found.end())
    if pattern("agenda").search(rest, 0, found.start()):
        return end
    about = re.compile(rf"(?<=[^\s:])\s+(?={pattern('agenda').pattern})").search(rest, found.end(), end)
    return about.start() if about else end


def _line_end(text: str, start: int) -> int:
    while start < len(text) and text[start] in " :\n":  # a label with what it says on the next line
        start += 1
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _said(written: str) -> str | None:
    """Return a part without what stands around it; the dot of an abbreviation stays (15 ส.ค.)."""
    bare = _PARTICLES.sub("", written).strip(_AROUND)
    behind = written[written.find(bare) + len(bare) :]
    dotted = behind.startswith(".") and (_ABBREVIATED.search(bare) or bare.lower().endswith(words("abbreviated")))
    return (f"{bare}." if dotted else bare) or None


def _tabs(match: re.Match[str]) -> str:
    return "\t" * len(match[0])
