"""Scores announcements and questions of coordinators and mentors against what they were meant to do.

The set is in coordinators/; its README says who wrote it. An answer is found as handlers/ finds it: words about a
deputy or leave first, then what data/enquiries.toml knows, then a person's name, then the intent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from bench.thai.messages import CAST, PEOPLE, marked_message
from thai.announced_receivers import ROLES, Receivers
from thai.announcements import AnnouncementSaid, announcement_in, certain_announcement_in, time_said, told_to
from thai.classifier import OF_SOMEBODY
from thai.context import Context
from thai.coordination import read_leave, read_leave_taken_back, read_look, read_stand_in
from thai.enquiries import read_enquiry
from thai.gazetteer import gazetteer
from thai.intents import INTENTS, OVERSEEING, UNKNOWN
from thai.meaning import Slots
from thai.names import people_named
from thai.normalise import folded, normalise, tidy
from thai.regions import region_at
from thai.single_answers import read_places
from thai.understand import understand

FOLDER: Final = Path(__file__).parent / "coordinators"
AT: Final = "2023-07-12T18:00:00+07:00"
DISTRICT: Final = "5711"  # of the mentors
ANNOUNCED: Final = ("routed", "asked", "misrouted")
ANSWERED: Final = ("answered", "asked", "not understood", "something else")
# What answers each want: an intent, or `about_…` for what is asked about many people.
ANSWERS: Final[Mapping[str, frozenset[str]]] = {
    "photos": frozenset(("about_photos",)),
    "least_reporting": frozenset(("about_comparison",)),
    "obstacles": frozenset(("about_difficulties",)),
    "who_is_away": frozenset(("about_leave",)),
    "not_registered": frozenset(("about_not_registered",)),
    "cancel_leave": frozenset(("leave taken back", "about_leave_back")),
    "summary": frozenset(("summary",)),
    "table": frozenset(("about_comparison",)),
    "missing": frozenset(("who_is_missing",)),
    "pending_reviews": frozenset(("pending_reviews", "about_comparison")),
    "export": frozenset(("export",)),
    "map": frozenset(("about_map",)),
    "coverage": frozenset(("about_coverage",)),
    "form_status": frozenset(("about_form_status",)),
    "person": frozenset(("person",)),
    "received": frozenset(("about_received",)),
    "schedule": frozenset(("about_schedule", "my_schedule")),
    "announce_status": frozenset(("about_announced", "about_received")),  # it went out; who has read it
    "deputy": frozenset(("deputy", "about_deputy")),
    "help": frozenset(("help", "menu")),
    "nothing": frozenset((UNKNOWN, *INTENTS.courtesy, *INTENTS.yes_or_no)),
}
# In the sets of strangers `received` is also asked of reports, which have not to do with an announcement.
REPORTS_RECEIVED: Final = frozenset(("summary", "about_comparison"))
OF_ANNOUNCEMENTS: Final = ("ประกาศ", "แจ้ง")
# The wants whose answers are of the days and of the place that were said.
DATED: Final = frozenset(
    ("photos", "least_reporting", "obstacles", "who_is_away", "cancel_leave", "summary", "table", "missing", "export")
)
PLACED: Final = DATED - {"cancel_leave"}
TO_COME: Final = frozenset(("who_is_away", "cancel_leave"))  # of days that may not have come


@dataclass(frozen=True, slots=True)
class Told:
    """What the bot would do: an intent, "about_…", or what is said of a person; and the days and places of it."""

    answer: str
    slots: Slots
    asked: bool = False
    guesses: tuple[str, ...] = ()


@dataclass
class CoordinatorsScore:
    """How many announcements and questions had which result; `mistakes` are (result, line, what was read)."""

    announcements: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    mistakes: list[tuple[str, Mapping[str, Any], str]] = field(default_factory=list)


def score_coordinators(rows: Sequence[Mapping[str, Any]]) -> CoordinatorsScore:
    """Read every line and compare the result with its marks."""
    score = CoordinatorsScore()
    for row in rows:
        judge, counted = _KINDS[row["kind"]]
        result, read = judge(row)
        getattr(score, counted)[result] += 1
        if result not in ("routed", "answered"):
            score.mistakes.append((result, row, read))
    return score


def read_half(half: str) -> list[dict[str, Any]]:
    """Return the lines of a half, none if it is not there."""
    path = FOLDER / f"{half}.jsonl"
    return [orjson.loads(line) for line in path.read_bytes().splitlines() if line] if path.exists() else []


def lines(half: str, score: CoordinatorsScore) -> Iterator[str]:
    """Yield the score of a half as text."""
    for name, results, counts in (
        ("announcements", ANNOUNCED, score.announcements),
        ("questions", ANSWERED, score.questions),
    ):
        count = counts.total()
        yield f"{half} half: {count} {name}"
        yield from (f"    {result:<15} {counts[result] / max(1, count):7.1%}  {counts[result]}" for result in results)


def told(text: str, context: Context) -> Told:
    """Return what the bot would do with a message."""
    read = understand(text, context)
    known, coordinates = INTENTS[read.intent], context.role == "coordinator"
    if coordinates and (stand_in := read_stand_in(text, context)):
        return Told("deputy", _of_days(stand_in.first, stand_in.last))
    if coordinates and (back := read_leave_taken_back(text, context)) and _is_known(back.name, context):
        return Told("leave taken back", _of_days(back.first, back.last))
    if (
        coordinates
        and (leave := read_leave(text, context))
        and (read.intent == "leave" or _is_known(leave.name, context))
    ):
        return Told("leave of somebody", _of_days(leave.first, leave.last))
    does_something = known.acting and context.role in known.roles
    enquiry = read_enquiry(text, context)
    announced = certain_announcement_in(text, context) is not None
    if enquiry.about and (not does_something or (enquiry.certain and not announced)):
        return Told(f"about_{enquiry.about}", enquiry.slots)
    look = None if read.exact else read_look(text, context)
    if look and (_is_known(look.name, context) or (read.intent == UNKNOWN and not look.in_passing)):
        return Told("person", _of_days(look.first, look.last))
    slots = read.slots
    if read.intent == OF_SOMEBODY and context.role in OVERSEEING and slots.person:
        return Told("person", slots)
    if known.report:
        slots = replace(slots, places=slots.places or enquiry.slots.places)
    return Told(read.intent, slots, bool(read.doubts), read.guesses)


def _announcement(row: Mapping[str, Any]) -> tuple[str, str]:
    context = _context(row)
    read = understand(row["text"], context)
    said = announcement_in(row["text"], context)
    answer = told(row["text"], context).answer
    if answer == UNKNOWN:
        return "asked", UNKNOWN
    if answer != "broadcast":
        return "misrouted", answer
    words = read.slots.message or ""
    if said is None and words:
        said = AnnouncementSaid(words, told_to(row["text"], context))  # as the handler does
    if said is not None and time_said(row["text"], said, context) is not None:
        said = replace(said, to=replace(said.to, unread=None))
    if said is None or said.to.unread or (not said.to.are_said and row["audience"] not in ("all", "my")):
        return "asked", f"{said and said.to} {words}"
    right = _is_audience(row, said.to, context) and _plain(row["body"]) in _plain(words)
    return ("routed" if right else "misrouted"), f"{said.to} {words}"


def _is_audience(row: Mapping[str, Any], to: Receivers, context: Context) -> bool:
    """Return whether the receivers are those who were meant. Without any it is asked, or those in a mentor's care."""
    meant = row["audience"]
    if meant == "my" or (meant == "all" and context.role == "mentor"):  # a mentor's announcements reach no others
        return to in (Receivers(), Receivers(everybody=True), Receivers(roles=(ROLES["participants"],)))
    if meant == "all":
        return to.everybody or not to.are_said
    if isinstance(meant, str):
        return to.roles == (ROLES[meant],) and not (to.areas or to.agencies)
    if area := meant.get("area"):
        region = next((found for at in range(len(area)) if (found := region_at(area, at))), None)
        if region:
            return to.regions == (region[0],) and not to.areas
        codes = {place.code[:4] for place in read_places(area, context) if place.code}
        names = gazetteer().names  # a bare name alone is read as no place
        codes = codes or {*names["district"].get(area, ()), *names["province"].get(area, ())}
        return bool(codes) and codes == set(to.areas)
    return bool(meant.get("agency")) and len(to.agencies) == 1


def _question(row: Mapping[str, Any]) -> tuple[str, str]:
    context = _context(row)
    read = told(row["text"], context)
    shown = f"{read.answer} {_days(read.slots)} {[place.name for place in read.slots.places]} {read.guesses}"
    wanted = ANSWERS[row["wants"]]
    if row["wants"] == "received" and not any(word in row["text"] for word in OF_ANNOUNCEMENTS):
        wanted = REPORTS_RECEIVED
    if read.answer not in wanted:
        offered = read.asked or not wanted.isdisjoint(read.guesses)
        if read.answer == UNKNOWN:
            return ("asked" if offered else "not understood"), shown
        return ("asked" if read.asked else "something else"), shown
    if read.slots.problem or any(place.code is None for place in read.slots.places):
        return "asked", shown  # which day or place it is
    right = _are_days(row, read, context) and _is_place(row, read)
    return ("answered" if right else "something else"), shown


def _are_days(row: Mapping[str, Any], read: Told, context: Context) -> bool:
    """Return whether the days are those meant; days to come do not count where nothing is known of them."""
    if row["wants"] not in DATED or row["from"] is None:
        return True
    first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"] or row["from"])
    read_days = _days(read.slots) or (context.today, context.today)
    if row["wants"] in TO_COME:
        return read_days == (first, last)
    return (read_days[0], min(read_days[1], context.today)) == (first, min(last, context.today))


def _is_place(row: Mapping[str, Any], read: Told) -> bool:
    if not row.get("area") or row["wants"] not in PLACED:
        return True
    said = normalise(row["text"])
    names = (name for agency in CAST.agencies for name in (agency.name.th, *agency.also_written))
    return bool(read.slots.places) or any(normalise(name) in said for name in names)


def _days(slots: Slots) -> tuple[date, date] | None:
    if slots.period:
        return slots.period
    return (slots.activity_date, slots.activity_date) if slots.activity_date else None


def _of_days(first: date | None, last: date | None) -> Slots:
    return Slots(period=(first, last or first)) if first else Slots()


def _is_known(name: str, context: Context) -> bool:
    return bool(people_named(name, context.people))


def _context(row: Mapping[str, Any]) -> Context:
    """Return the speaker. They know the person whom they name."""
    district = DISTRICT if row["role"] == "mentor" else None
    marked = {"text": row["text"], "intent": UNKNOWN, "slots": {}, "at": AT, "role": row["role"], "district": district}
    person = row.get("person")
    return replace(marked_message(marked).context, people=(*PEOPLE, person) if person else PEOPLE)


def _plain(words: str) -> str:
    """Return words without spaces and with 0-9. What is sent is as it was written, to whom may stand before it."""
    return "".join(folded(tidy(words)).split())


_KINDS: Final = {"announcement": (_announcement, "announcements"), "question": (_question, "questions")}
