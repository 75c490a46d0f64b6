"""Reads announcements of coordinators and mentors: to whom they go, and the words exactly as they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from thai.almanac import either
from thai.announced_receivers import ROLES, Receivers, narrows, phase_at, receivers_at
from thai.announcing_words import AROUND, LONGEST_ADDRESS, after, is_break, that_pattern, words_of
from thai.beginnings import word_at_beginning
from thai.context import Context
from thai.data import read
from thai.normalise import tidy
from thai.questions import asks
from thai.sending_times import SendingTime, sending_time_in

LONGEST_QUESTION: Final = 80  # characters of a question that begins like an announcement
LONGEST_NAME: Final = 30  # characters behind receivers in which ว่า ends words about them


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
    found = word_at_beginning(said[:LONGEST_QUESTION].lower(), words_of("announces"))
    if found is None or len(said) > LONGEST_QUESTION or "\n" in said:
        return False
    rest = said[len(found) :].lower()
    of_one_made = not rest[:1].isspace() or rest.lstrip().startswith(words_of("made_before"))
    if of_one_made and (_asked_at_the_end().search(rest) or _asked_whether().search(rest)):
        return True
    asked = rest.startswith(words_of("asked_of")) or rest.lstrip().startswith(words_of("asked_behind_a_space"))
    return asked and asks(said)


@cache
def _asked_at_the_end() -> re.Pattern[str]:
    particles = either(read("speech")["particle"])
    return re.compile(rf"{either(words_of('asked_at_the_end'))}\s*(?:{particles}|[?ๆ\s])*$")


@cache
def _asked_whether() -> re.Pattern[str]:
    """Return a pattern for a question whether or by how many an announcement was received: ส่งถึงครบทุกคนมั้ยคะ."""
    particles, ends = either(read("speech")["particle"]), either(words_of("asks_whether"))
    return re.compile(rf"{either(words_of('is_received'))}[^\n]{{0,20}}{ends}\s*(?:{particles}|[?ๆ\s])*$")


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
    return at is not None and receivers_at(text, after(text, at, "to")[0], context)[0].are_said


def told_to(text: str, context: Context) -> Receivers:
    """Return the receivers of a message that begins with telling somebody something and says not where its words begin:
    แจ้งพี่เลี้ยงทุกท่านให้ตรวจงาน. What stands between them and ให้ may narrow them, so it is `unread`."""
    at = _opening(text, "tells")
    if at is None:
        return _told_later(text, context)
    to, end = receivers_at(text, _behind(text, at), context)
    if not to.are_said or after(text, end, "asked_to")[1]:
        return to
    return replace(to, unread=to.unread or _first_words(text, end) or None)


def _told_later(text: str, context: Context) -> Receivers:
    """Return the receivers before a word that tells (น้องๆ อ.เทพา แจ้งว่า …), or behind one that does not stand at the
    beginning (พรุ่งนี้บ่ายโมงเตือนครูพี่เลี้ยงว่า …); none if the text goes on behind them as if they were part of it."""
    to, end = receivers_at(text, 0, context)
    if to.are_said and after(text, _behind_politeness(text, end), "tells")[1]:
        return to
    told = _tells().search(text[:LONGEST_ADDRESS])
    if told is None:
        return Receivers()
    to, end = receivers_at(text, _behind(text, told.end()), context)
    end = _behind_politeness(text, end)
    over = is_break(text, end) or after(text, end, "that")[1] or after(text, end, "begins")[1]
    return to if to.are_said and over and not narrows(text, end) else Receivers()


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(either((*words_of("tells"), *words_of("tells_later"))))


def _behind(text: str, at: int) -> int:
    """Return where receivers may stand behind a word that tells: แจ้งด่วนถึง …"""
    return after(text, after(text, at, "urgent")[0], "to")[0]


def time_said(text: str, said: AnnouncementSaid, context: Context) -> SendingTime | None:
    """Return when to send by the words before those that tell (พรุ่งนี้บ่ายโมงเตือน …), or by those between the receivers
    and ว่า (ทุกคนตอน 2 ทุ่มว่า), if they say a time and nothing else."""
    told = _tells().search(text[:LONGEST_ADDRESS])
    beside = said.to.unread or (text[: told.start()] if told else "")
    found = sending_time_in(beside, context, asked=True) if beside.strip() else None
    return found if found is not None and found.at is not None and found.unread is None else None


def _behind_politeness(text: str, at: int) -> int:
    """Return where the text goes on behind ให้ทีครับ or the like, which must be whole words: not ที of ที่."""
    end, found = after(text, at, "politely")
    over = found and (is_break(text, end) or after(text, end, "that")[1] or after(text, end, "tells")[1])
    return end if over else at


def as_written(text: str, message: str) -> str:
    """Return the end of a text that was read as `message`, with the digits and signs of the text."""
    tidied = tidy(text)
    at = tidied.rfind(message)
    return text[at : at + len(message)] if at >= 0 and len(tidied) == len(text) else message


def _announced(text: str, at: int, context: Context) -> AnnouncementSaid:
    """Read what follows ประกาศ. Without ถึง or ว่า, words that name receivers stay in the announcement too."""
    start, linked = after(text, at, "to")
    to, end = receivers_at(text, start, context)
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
    rest, said_that = after(text, end, "that")
    if said_that or not text[end:].strip(AROUND):
        return AnnouncementSaid(_words(text, rest), to)
    if linked and (more := _more_of_receivers(text, end, to, context)):
        return AnnouncementSaid(_words(text, end), replace(to, unread=more))
    if linked and (is_break(text, end) or after(text, end, "begins")[1]):
        return AnnouncementSaid(_words(text, end), to)
    if is_break(text, end):
        return AnnouncementSaid(_words(text, at), to)
    if linked or narrows(text, end):  # ประกาศทุกคนยกเว้นกรมที่ดิน
        return _as_far_as_understood(text, at, end, to)
    return AnnouncementSaid(_words(text, at))  # นายอำเภอแม่ใจเชิญประชุม: no receivers, but the text itself


def _saluted(text: str, at: int, context: Context) -> Receivers | None:
    """Return to whom a letter goes that begins here (เรียน นายอำเภอทุกท่าน …), or None. A mentor writes to participants
    only: their letters to others are none of ours."""
    start, salutes = after(text, at, "salutes")
    if not salutes:
        return None
    to, end = receivers_at(text, start, context)
    theirs = context.role != ROLES["mentors"] or set(to.roles) <= {ROLES["participants"]}
    over = is_break(text, end) or text[end] == ","
    return to if to.are_said and theirs and over and text[end:].strip(AROUND) else None


def _told(text: str, at: int, context: Context) -> AnnouncementSaid | None:
    """Read what follows แจ้ง. Without receivers it is no announcement."""
    start = _behind(text, at)
    to, end = receivers_at(text, start, context)
    if to.are_said:
        end = _behind_politeness(text, end)
    rest, said_that = after(text, end, "that")
    if to.are_said and said_that:
        return AnnouncementSaid(_words(text, rest), to)
    if to.are_said and (more := _more_of_receivers(text, end, to, context)):
        return AnnouncementSaid(_words(text, end), replace(to, unread=more))
    if to.are_said and (is_break(text, end) or after(text, end, "begins")[1]):
        return AnnouncementSaid(_words(text, end), to)
    that = that_pattern().search(text[: start + LONGEST_ADDRESS], start)
    if that is None and text[at : at + 1] == "\n" and _opening(text, "passes_on") is not None:
        return AnnouncementSaid(_words(text, at))  # a letter that is passed on
    if that is None or not text[start : that.start()].strip(AROUND):
        return None
    return _as_far_as_understood(text, at, end, to)


def _more_of_receivers(text: str, end: int, to: Receivers, context: Context) -> str | None:
    """Return the words behind the receivers that may say more about them: ยกเว้น อ.แม่ใจ, or a name before ว่า."""
    if not is_break(text, end) and text[end] not in ",(":
        return None
    if narrows(text, end) or (to.phase is not None and phase_at(text, end, context)):
        return _first_words(text, end) or text[end]
    that = that_pattern().search(text[: end + LONGEST_NAME], end)
    return text[end : that.start()].strip(AROUND) or None if that else None


def _as_far_as_understood(text: str, at: int, end: int, to: Receivers) -> AnnouncementSaid:
    """Return an announcement to receivers of whom more was said: ครูพี่เลี้ยงที่ยังไม่ตรวจงานว่า …"""
    that = that_pattern().search(text[: at + LONGEST_ADDRESS], end)
    if that is None:
        return AnnouncementSaid(_words(text, at), replace(to, unread=_first_words(text, end)))
    more = text[end : that.start()].strip(AROUND)
    return AnnouncementSaid(_words(text, that.end()), replace(to, unread=more or None))


def _not_understood(text: str, start: int) -> Receivers:
    return Receivers(unread=_first_words(text, start) or None)


def _first_words(text: str, start: int) -> str:
    """Return what stands up to the next break."""
    return re.split(r"[\s:]", text[start:].lstrip(AROUND), maxsplit=1)[0][:LONGEST_ADDRESS]


def _words(text: str, start: int) -> str | None:
    return text[start:].strip(AROUND) or None


def _opening(text: str, table: str) -> int | None:
    """Return where the message goes on behind a word of a table at its beginning."""
    start = len(text) - len(text.lstrip())
    low = text[start : start + LONGEST_ADDRESS].lower()
    if low.startswith(words_of("other_words")):
        return None
    found = word_at_beginning(low, words_of(table))
    if found is None or (table == "announces" and asks_of_one(text)):
        return None
    return start + len(found)
