"""Reads to whom an announcement goes: roles, areas, agencies, a phase, or a group such as who has not reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from thai.almanac import either
from thai.announcing_words import AROUND, LONGEST_ADDRESS, after, is_break
from thai.context import Context
from thai.data import read
from thai.gazetteer import gazetteer
from thai.regions import region_at
from thai.single_answers import read_places

ROLES: Final = {"participants": "participant", "mentors": "mentor", "coordinators": "coordinator"}
GROUPS: Final = {"not_reported": "participant", "not_reviewed": "mentor"}  # the role of its people
SHORTEST_NAME: Final = 2
_LEVELS: Final = r"(?:จังหวัด|อำเภอ|เขต|กิ่งอำเภอ|จ\.|อ\.|จว\.?)?"
_DIGIT = re.compile(r"\s*(\d)(?!\d)")
# If a vowel or tone mark follows, the letters before it are not a name.
_GOES_ON = re.compile(r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who is named as a receiver: roles, codes of areas, keys of regions and of agencies, a phase, a group (a key of
    `GROUPS`).

    `everybody` is true for ทุกคน without a role; `unread` are words for receivers that were not understood.
    """

    roles: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    group: str | None = None
    agencies: tuple[str, ...] = ()
    phase: int | None = None
    without_leave: bool = False
    everybody: bool = False
    unread: str | None = None

    @property
    def are_said(self) -> bool:
        """Whether anything was said of them."""
        return self != Receivers()

    @property
    def are_known(self) -> bool:
        """Whether somebody was named, and everything that was said of them was understood."""
        return self.unread is None and self.are_said

    @property
    def may_be_fewer(self) -> bool:
        """Whether words that were not understood may leave out some of those who were: คนที่ยังไม่รายงานเมื่อวาน."""
        return self.unread is not None and (not self.are_partly_known or narrows(self.unread, 0))

    @property
    def are_partly_known(self) -> bool:
        """Whether somebody was named, though not everything that was said of them was understood."""
        return replace(self, unread=None).are_said


def receivers_in(text: str, context: Context) -> Receivers | None:
    """Return the receivers that a whole message names, such as "ครูพี่เลี้ยง อ.แม่ใจ", or None if it says anything else."""
    to, end = receivers_at(text, after(text, 0, "to")[0], context)
    return to if to.are_said and not text[end:].strip(AROUND) else None


def receivers_at(text: str, start: int, context: Context) -> tuple[Receivers, int]:
    """Return the receivers named from `start` on, and where their last word ends.

    Behind a space only a district, an agency or a phase of theirs goes on. Another role needs และ or a comma,
    because it may be the first word of the announcement.
    """
    to, at, end, joined = Receivers(), start, start, True
    while at < min(len(text), start + LONGEST_ADDRESS):
        spaces = len(text[at:]) - len(text[at:].lstrip(" \t\u200b"))
        joined = joined or not spaces
        step = _one_receiver(text, at + spaces, to, context)
        bare = step is not None and step[0].areas != to.areas and not _has_level(text, at + spaces)
        if step is not None and (joined or (not bare and _may_follow_a_space(to, step[0]))):
            (to, at), joined = step, False
            end = at
            continue
        beside = _beside(text, at + spaces, to, context)
        if not beside[1]:
            break
        at, joined = beside[0], True
        if to.are_said and (is_break(text, at) or after(text, at, "that")[1]) and not narrows(text, end):
            end = at  # ครูพี่เลี้ยงโครงการ
    return replace(to, areas=_innermost(to.areas)), end


def _beside(text: str, at: int, to: Receivers, context: Context) -> tuple[int, bool]:
    """Return (where the text goes on behind a word that says nothing of its own, whether there is one)."""
    counted = _counted().match(text, at) if to.roles else None
    if counted:
        return counted.end(), True
    mine = after(text, at, "mine") if context.role == ROLES["mentors"] and to.are_said else (at, False)
    return mine if mine[1] else after(text, at, "beside")


def _may_follow_a_space(before: Receivers, after: Receivers) -> bool:
    """Return whether what a space divides from the receivers is theirs: mentors have no agency. A bare name of a place
    may be a word (ตาก ฝน)."""
    mentors_alone = before.roles == (ROLES["mentors"],)
    return after.roles == before.roles and not (mentors_alone and after.agencies != before.agencies)


def narrows(text: str, at: int) -> bool:
    """Return whether what follows says more about the receivers, which was not understood."""
    return after(text, at, "narrows")[1]


def _one_receiver(text: str, at: int, to: Receivers, context: Context) -> tuple[Receivers, int] | None:
    """Return the receivers with one more that is named here, and where its word ends."""
    group = _group(text, at) if to.group is None else None
    if group:
        return replace(to, group=group[0]), group[1]
    for table, role in ROLES.items():
        end, found = after(text, at, table)
        if found:
            return replace(to, roles=_added(to.roles, role)), end
    end, found = after(text, at, "everybody")
    if found:
        return replace(to, everybody=True), end
    end, found = after(text, at, "not_on_leave")
    if found:
        return replace(to, without_leave=True), end
    phase = phase_at(text, at, context)
    if phase and to.phase is None:
        return replace(to, phase=phase[0]), phase[1]
    for agency in context.programme.agencies if context.programme else ():
        names = sorted((agency.name.th, agency.name.en, *agency.also_written), key=len, reverse=True)
        said = next((name for name in names if _is_here(text, at, name)), None)
        if said:
            return replace(to, agencies=_added(to.agencies, agency.key)), at + len(said)
    region = region_at(text, at)
    if region:
        return replace(to, regions=_added(to.regions, region[0])), region[1]
    area = _area(text, at, context)
    return (replace(to, areas=_added(to.areas, area[0])), area[1]) if area else None


def _group(text: str, at: int) -> tuple[str, int] | None:
    """Return the group that is named here, such as ผู้ที่ยังไม่รายงาน, and where its words end: with the whole of them,
    which are not followed by more about them."""
    for table in GROUPS:
        end, found = after(text, at, table)
        if not found:
            continue
        end = after(text, end, "today")[0]
        over = (is_break(text, end), after(text, end, "that")[1], after(text, end, "begins")[1])
        return (table, end) if any(over) and not text[end : end + 1].isdigit() else None
    return None


def phase_at(text: str, at: int, context: Context) -> tuple[int, int] | None:
    """Return a phase of the programme that is named here, and where its number ends; ช่วง 3 โมง is none."""
    end, found = after(text, at, "phase")
    number = _DIGIT.match(text, end) if found else None
    if number is None or after(text, number.end(), "units")[1]:
        return None
    phases = {phase.number for phase in context.programme.phases} if context.programme else set()
    return (int(number[1]), number.end()) if int(number[1]) in phases else None  # int() also reads Thai digits


def _is_here(text: str, at: int, name: str) -> bool:
    return text[at : at + len(name)].lower() == name.lower()


def _has_level(text: str, at: int) -> bool:
    """Return whether อ., จังหวัด or the like stands here, or a part of the country, which is no other word."""
    level = _level().match(text, at)
    return bool(level and level[0].strip()) or region_at(text, at) is not None


def _area(text: str, at: int, context: Context) -> tuple[str, int] | None:
    """Return the code of the district or province that is named here, and where its name ends."""
    level = _level().match(text, at)
    start = level.end() if level else at
    names = gazetteer().names
    for length in range(min(gazetteer().longest, len(text) - start), SHORTEST_NAME, -1):
        name = text[start : start + length]
        if (name in names["district"] or name in names["province"]) and not _GOES_ON.match(text, start + length):
            levels = (text[at:start],) if start > at else ("อำเภอ", "จังหวัด")
            found = (_code_of(level + name, context) for level in levels)
            code = next((code for code in found if code), None)
            if code:
                return code, start + length
    return None


def _code_of(said: str, context: Context) -> str | None:
    codes = [place.code[:4] for place in read_places(said, context) if place.code]
    return max(codes, key=len, default=None)


def _innermost(areas: Sequence[str]) -> tuple[str, ...]:
    """Return the areas without the province of a named district: อ.แม่ใจ จ.พะเยา is the district."""
    return tuple(area for area in areas if not any(other != area and other.startswith(area) for other in areas))


def _added(known: tuple[str, ...], new: str) -> tuple[str, ...]:
    return known if new in known else (*known, new)


@cache
def _level() -> re.Pattern[str]:
    return re.compile(_LEVELS + r" ?")


@cache
def _counted() -> re.Pattern[str]:
    words = read("announcing")
    return re.compile(rf"(?:{either(words['all_of'])})\s?\d+\s?(?:{either(words['people'])})")
