"""Reads announcements of coordinators and mentors: to whom they go, and the words exactly as they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from thai.almanac import either
from thai.beginnings import word_at_beginning
from thai.context import Context
from thai.data import read
from thai.gazetteer import gazetteer
from thai.normalise import tidy
from thai.questions import asks
from thai.regions import region_at
from thai.single_answers import read_places

ROLES: Final = {"participants": "participant", "mentors": "mentor", "coordinators": "coordinator"}
GROUPS: Final = {"not_reported": "participant", "not_reviewed": "mentor"}  # the role of its people
LONGEST_ADDRESS: Final = 120  # characters in which it is said to whom the words go
LONGEST_QUESTION: Final = 80  # characters of a question that begins like an announcement
SHORTEST_NAME: Final = 2
LONGEST_NAME: Final = 30  # characters behind receivers in which ว่า ends words about them
_AROUND: Final = " \t\n:;,-–—\u200b"
_LEVELS: Final = r"(?:จังหวัด|อำเภอ|เขต|กิ่งอำเภอ|จ\.|อ\.|จว\.?)?"


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
        return self.unread is not None and (not self.are_partly_known or _narrows(self.unread, 0))

    @property
    def are_partly_known(self) -> bool:
        """Whether somebody was named, though not everything that was said of them was understood."""
        return replace(self, unread=None).are_said


@dataclass(frozen=True, slots=True)
class AnnouncementSaid:
    """An announcement as typed: `words` are None if only the command was typed. `named` is all that follows ประกาศถึง,
    if no receivers were understood in it: it may begin with somebody's name."""

    words: str | None
    to: Receivers = field(default_factory=Receivers)
    named: str | None = None


def announces(text: str) -> bool:
    """Return whether a message begins with ประกาศ or a like word: whatever follows is an announcement."""
    return _opening(text, "announces") is not None


def asks_of_one(text: str) -> bool:
    """Return whether a message that begins with ประกาศ asks of an announcement: ประกาศผลเมื่อไหร่, or of one that was
    made: ประกาศเรื่องประชุมส่งไปหรือยัง. What is written behind a space or to somebody is announced, also a question."""
    said = text.strip()
    found = word_at_beginning(said[:LONGEST_QUESTION].lower(), _words_of("announces"))
    if found is None or len(said) > LONGEST_QUESTION or "\n" in said:
        return False
    rest = said[len(found) :].lower()
    if not rest[:1].isspace() and _asked_at_the_end().search(rest):
        return True
    asked = rest.startswith(_words_of("asked_of")) or rest.lstrip().startswith(_words_of("asked_behind_a_space"))
    return asked and asks(said)


def says_send(text: str) -> bool:
    """Return whether words only say, beside the preview of an announcement, that it is to be sent: ใช่ ส่งเลย."""
    return _yes_send().fullmatch(tidy(text).lower()) is not None


@cache
def _yes_send() -> re.Pattern[str]:
    particles = either(read("speech")["particle"])
    yes, send, behind = (either(_words_of(table)) for table in ("yes_send", "send", "send_behind"))
    return re.compile(rf"(?:{yes}\s*(?:{particles}\s*)*)+{send}\s*(?:(?:{behind}|{particles})\s*)*")


@cache
def _asked_at_the_end() -> re.Pattern[str]:
    particles = either(read("speech")["particle"])
    return re.compile(rf"{either(_words_of('asked_at_the_end'))}\s*(?:{particles}|[?ๆ\s])*$")


def certain_announcement_in(text: str, context: Context) -> AnnouncementSaid | None:
    """Return the announcement if a message is certainly one: it begins with ประกาศ, or tells something to receivers of
    whom some are known, or is to be passed on."""
    said = announcement_in(text, context)
    if said is None or announces(text):
        return said
    certain = said.to.are_known or said.to.are_partly_known or _opening(text, "passes_on") is not None
    return said if said.words is not None and certain else None


def announcement_in(text: str, context: Context) -> AnnouncementSaid | None:
    """Return the announcement of a message that begins with ประกาศ, or that tells somebody something (แจ้ง … ว่า), or
    None for other messages. The words are a piece of `text`, unchanged."""
    at = _opening(text, "announces")
    if at is not None:
        return _announced(text, at, context)
    at = _opening(text, "tells")
    if at is not None:
        return _told(text, at, context)
    to = _saluted(text, 0, context)
    return AnnouncementSaid(_words(text, 0), to) if to else None


def begins_to_tell(text: str, context: Context) -> bool:
    """Return whether a message begins with telling somebody something, wherever its words begin: แจ้งน้องทุกจว. …"""
    at = _opening(text, "tells")
    return at is not None and _receivers(text, _after(text, at, "to")[0], context)[0].are_said


def told_to(text: str, context: Context) -> Receivers:
    """Return the receivers of a message that begins with telling somebody something and says not where its words begin:
    แจ้งพี่เลี้ยงทุกท่านให้ตรวจงาน. What stands between them and ให้ may narrow them, so it is `unread`."""
    at = _opening(text, "tells")
    if at is None:
        return Receivers()
    to, end = _receivers(text, _after(text, at, "to")[0], context)
    if not to.are_said or _after(text, end, "asked_to")[1]:
        return to
    return replace(to, unread=to.unread or _first_words(text, end) or None)


def as_written(text: str, message: str) -> str:
    """Return the end of a text that was read as `message`, with the digits and signs of the text."""
    tidied = tidy(text)
    at = tidied.rfind(message)
    return text[at : at + len(message)] if at >= 0 and len(tidied) == len(text) else message


def receivers_in(text: str, context: Context) -> Receivers | None:
    """Return the receivers that a whole message names, such as "ครูพี่เลี้ยง อ.แม่ใจ", or None if it says anything else."""
    to, end = _receivers(text, _after(text, 0, "to")[0], context)
    return to if to.are_said and not text[end:].strip(_AROUND) else None


def _announced(text: str, at: int, context: Context) -> AnnouncementSaid:
    """Read what follows ประกาศ. Without ถึง or ว่า, words that name receivers stay in the announcement too."""
    start, linked = _after(text, at, "to")
    to, end = _receivers(text, start, context)
    saluted = None if to.are_said or linked else _saluted(text, at, context)
    if saluted:
        return AnnouncementSaid(_words(text, at), saluted)
    if not to.are_said:
        return (
            AnnouncementSaid(_words(text, at), _not_understood(text, start), text[start:])
            if linked
            else (AnnouncementSaid(_words(text, at), to))
        )
    if to.group and not linked:
        return AnnouncementSaid(_words(text, at))  # what they are asked to do is the text itself
    rest, said_that = _after(text, end, "that")
    if said_that or not text[end:].strip(_AROUND):
        return AnnouncementSaid(_words(text, rest), to)
    if linked and (more := _more_of_receivers(text, end, to, context)):
        return AnnouncementSaid(_words(text, end), replace(to, unread=more))
    if linked and (_is_break(text, end) or _after(text, end, "begins")[1]):
        return AnnouncementSaid(_words(text, end), to)
    if _is_break(text, end):
        return AnnouncementSaid(_words(text, at), to)
    if linked or _narrows(text, end):  # ประกาศทุกคนยกเว้นกรมที่ดิน
        return _as_far_as_understood(text, at, end, to)
    return AnnouncementSaid(_words(text, at))  # นายอำเภอแม่ใจเชิญประชุม: no receivers, but the text itself


def _saluted(text: str, at: int, context: Context) -> Receivers | None:
    """Return to whom a letter goes that begins here (เรียน นายอำเภอทุกท่าน …), or None. A mentor writes to participants
    only: their letters to others are none of ours."""
    start, salutes = _after(text, at, "salutes")
    if not salutes:
        return None
    to, end = _receivers(text, start, context)
    theirs = context.role != ROLES["mentors"] or set(to.roles) <= {ROLES["participants"]}
    over = _is_break(text, end) or text[end] == ","
    return to if to.are_said and theirs and over and text[end:].strip(_AROUND) else None


def _told(text: str, at: int, context: Context) -> AnnouncementSaid | None:
    """Read what follows แจ้ง. Without receivers it is no announcement."""
    start, _ = _after(text, at, "to")
    to, end = _receivers(text, start, context)
    rest, said_that = _after(text, end, "that")
    if to.are_said and said_that:
        return AnnouncementSaid(_words(text, rest), to)
    if to.are_said and (more := _more_of_receivers(text, end, to, context)):
        return AnnouncementSaid(_words(text, end), replace(to, unread=more))
    if to.are_said and (_is_break(text, end) or _after(text, end, "begins")[1]):
        return AnnouncementSaid(_words(text, end), to)
    that = _that().search(text[: start + LONGEST_ADDRESS], start)
    if that is None and text[at : at + 1] == "\n" and _opening(text, "passes_on") is not None:
        return AnnouncementSaid(_words(text, at))  # a letter that is passed on
    if that is None or not text[start : that.start()].strip(_AROUND):
        return None
    return _as_far_as_understood(text, at, end, to)


def _more_of_receivers(text: str, end: int, to: Receivers, context: Context) -> str | None:
    """Return the words behind the receivers that may say more about them: ยกเว้น อ.แม่ใจ, or a name before ว่า."""
    if not _is_break(text, end) and text[end] not in ",(":
        return None
    if _narrows(text, end) or (to.phase is not None and _phase(text, end, context)):
        return _first_words(text, end) or text[end]
    that = _that().search(text[: end + LONGEST_NAME], end)
    return text[end : that.start()].strip(_AROUND) or None if that else None


def _as_far_as_understood(text: str, at: int, end: int, to: Receivers) -> AnnouncementSaid:
    """Return an announcement to receivers of whom more was said: ครูพี่เลี้ยงที่ยังไม่ตรวจงานว่า …"""
    that = _that().search(text[: at + LONGEST_ADDRESS], end)
    if that is None:
        return AnnouncementSaid(_words(text, at), replace(to, unread=_first_words(text, end)))
    more = text[end : that.start()].strip(_AROUND)
    return AnnouncementSaid(_words(text, that.end()), replace(to, unread=more or None))


def _not_understood(text: str, start: int) -> Receivers:
    return Receivers(unread=_first_words(text, start) or None)


def _first_words(text: str, start: int) -> str:
    """Return what stands up to the next break."""
    return re.split(r"[\s:]", text[start:].lstrip(_AROUND), maxsplit=1)[0][:LONGEST_ADDRESS]


def _words(text: str, start: int) -> str | None:
    return text[start:].strip(_AROUND) or None


def _is_break(text: str, at: int) -> bool:
    return at >= len(text) or text[at] in " \t\n:" or text[at - 1] in " \t\n:"


def _opening(text: str, table: str) -> int | None:
    """Return where the message goes on behind a word of a table at its beginning."""
    start = len(text) - len(text.lstrip())
    low = text[start : start + LONGEST_ADDRESS].lower()
    if low.startswith(_words_of("other_words")):
        return None
    found = word_at_beginning(low, _words_of(table))
    if found is None or (table == "announces" and asks_of_one(text)):
        return None
    return start + len(found)


def _after(text: str, at: int, table: str) -> tuple[int, bool]:
    """Return (where the text goes on behind the longest word of a table, whether there is one)."""
    start = at + len(text[at:]) - len(text[at:].lstrip(" \t"))
    low = text[start : start + LONGEST_ADDRESS].lower()
    found = word_at_beginning(low, (word for word in _words_of(table) if _is_whole(low, word, table)))
    return (at, False) if found is None else (start + len(found), True)


def _is_whole(low: str, word: str, table: str) -> bool:
    """Return whether a word at the beginning is not part of a longer one: all of allies, ว่า of ว่าที่ร้อยตรี, ทราบ of
    ทราบแล้ว."""
    rest = low[len(word) :]
    if word.isascii() and word.isalpha():
        return not (rest[:1].isascii() and rest[:1].isalpha())
    if table != "that":
        return True
    return (
        not rest.startswith(_words_of("ranks")) if word.endswith(_THAT) else not word[-1].isalpha() or rest[:1] in _ENDS
    )


def _receivers(text: str, start: int, context: Context) -> tuple[Receivers, int]:
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
        if to.are_said and (_is_break(text, at) or _after(text, at, "that")[1]) and not _narrows(text, end):
            end = at  # ครูพี่เลี้ยงโครงการ
    return replace(to, areas=_innermost(to.areas)), end


def _beside(text: str, at: int, to: Receivers, context: Context) -> tuple[int, bool]:
    """Return (where the text goes on behind a word that says nothing of its own, whether there is one)."""
    counted = _counted().match(text, at) if to.roles else None
    if counted:
        return counted.end(), True
    mine = _after(text, at, "mine") if context.role == ROLES["mentors"] and to.are_said else (at, False)
    return mine if mine[1] else _after(text, at, "beside")


def _may_follow_a_space(before: Receivers, after: Receivers) -> bool:
    """Return whether what a space divides from the receivers is theirs: mentors have no agency. A bare name of a place
    may be a word (ตาก ฝน)."""
    mentors_alone = before.roles == (ROLES["mentors"],)
    return after.roles == before.roles and not (mentors_alone and after.agencies != before.agencies)


def _narrows(text: str, at: int) -> bool:
    """Return whether what follows says more about the receivers, which was not understood."""
    return _after(text, at, "narrows")[1]


def _one_receiver(text: str, at: int, to: Receivers, context: Context) -> tuple[Receivers, int] | None:
    """Return the receivers with one more that is named here, and where its word ends."""
    group = _group(text, at) if to.group is None else None
    if group:
        return replace(to, group=group[0]), group[1]
    for table, role in ROLES.items():
        end, found = _after(text, at, table)
        if found:
            return replace(to, roles=_added(to.roles, role)), end
    end, found = _after(text, at, "everybody")
    if found:
        return replace(to, everybody=True), end
    end, found = _after(text, at, "not_on_leave")
    if found:
        return replace(to, without_leave=True), end
    phase = _phase(text, at, context)
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
        end, found = _after(text, at, table)
        if not found:
            continue
        end = _after(text, end, "today")[0]
        over = (_is_break(text, end), _after(text, end, "that")[1], _after(text, end, "begins")[1])
        return (table, end) if any(over) and not text[end : end + 1].isdigit() else None
    return None


def _phase(text: str, at: int, context: Context) -> tuple[int, int] | None:
    """Return a phase of the programme that is named here, and where its number ends; ช่วง 3 โมง is none."""
    end, found = _after(text, at, "phase")
    number = _DIGIT.match(text, end) if found else None
    if number is None or _after(text, number.end(), "units")[1]:
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


_DIGIT = re.compile(r"\s*(\d)(?!\d)")
_ENDS = ("", " ", "\t", "\n", ":", ",")
_THAT = "ว่า"
_MORE = "กว่า"
# If a vowel or tone mark follows, the letters before it are not a name.
_GOES_ON = re.compile(r"[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")


@cache
def _level() -> re.Pattern[str]:
    return re.compile(_LEVELS + r" ?")


@cache
def _that() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(read('announcing')['that'])})(?<!{_MORE})(?!{either(_words_of('ranks'))})")


@cache
def _counted() -> re.Pattern[str]:
    words = read("announcing")
    return re.compile(rf"(?:{either(words['all_of'])})\s?\d+\s?(?:{either(words['people'])})")


@cache
def _words_of(table: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in read("announcing")[table])
