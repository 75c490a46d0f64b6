"""Nominating a rater in one message. What was said is stored first; what is missing is asked for, by buttons where it
can be.

    question       its answers and exits
    rater_whom     (overseers) whom the person is to rate: a name
    rater_name     the person's name
    rater_part     organisation, sector, contact or how they worked together; “none” goes on without
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.rater import rater_card
from bot.inbound.router import either, on_intent, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import HandleRater
from handlers.conversation import context, is_asked, is_fresh, leave_question
from handlers.coordination.access import access_of
from handlers.coordination.naming import people_meant
from handlers.raters.standing import card_of, decides, may_change, row_of
from handlers.roles import WITH_A_ROLE, is_participant
from models.coordination import scopes
from models.evaluations import snapshots
from models.people import people
from models.people.people import Person, Role
from programmes.evaluations import EvaluationRound, RaterKind
from services.evaluations import nominations
from services.evaluations.nominations import NominationRefused, RaterDetails, RaterOf
from services.evaluations.suggestions import contacts_by_sector
from services.roster.names import full_name
from thai.context import Context
from thai.dates import long_day
from thai.districts_said import districts_named
from thai.intents import INTENTS
from thai.names import people_named
from thai.nominations import Nomination, NominationDoubt, nomination_of, nominations_in, sector_named
from thai.normalise import tidy
from thai.phones import phones_in

WHOM: Final = "rater_whom"  # data: what was said of the raters
NAME: Final = "rater_name"  # data: about, and what else was said
PART: Final = "rater_part"  # data: rating, part
PARTS: Final = ("organisation", "sector", "contact", "worked_together")
LONGEST_PART: Final = 200  # characters
SHOWN_CONTACTS: Final = 2  # of each sector
MOST_AT_ONCE: Final = 8


def nominate(turn: Turn) -> Reply:
    """Answer "nominate …": store whom the message names, or say how to and whom to think of."""
    known = _round(turn)
    if known is None:
        leave_question(turn)
        return say(turn.text("rater-no-round"), quick_replies=[quick.command(turn.text, "menu")])
    said = nominations_in(turn.event.text or "", named_context(turn))
    if not said:
        return _how(turn, known[0])
    return _for_whom(turn, [asdict(one) for one in said[:MOST_AT_ONCE]])


def answer_whom(turn: Turn) -> Reply:
    """Take the name of who is to be rated."""
    said = list(turn.conversation.data["said"])
    return _for_whom(turn, [one | {"about": (turn.event.text or "").strip()} for one in said])


def answer_name(turn: Turn) -> Reply:
    """Take the name of the rater, with whatever else is said beside it."""
    data = turn.conversation.data
    words = (turn.event.text or "").strip()
    read = nomination_of(words, context(turn))
    name = read.name or " ".join(words.split())[:LONGEST_PART]
    about = people.by_id(turn.session, data["about"])
    if about is None or len(name) < 2:
        return _ask_name(turn, data["about"], data["said"])
    said = {key: value for key, value in asdict(read).items() if value} | {
        key: value for key, value in data["said"].items() if value
    }
    return store(turn, [(about, _read(said | {"name": name}))])


def answer_part(turn: Turn) -> Reply:
    """Take what was asked about the rater nominated last."""
    data = turn.conversation.data
    row = row_of(turn, data["rating"])
    if row is None or not may_change(turn, row):
        return _stale(turn)
    words = " ".join((turn.event.text or "").split())[:LONGEST_PART]
    part = data["part"]
    if turn.says("rater-without", "rater-no-phone") or (turn.is_command and turn.intent in INTENTS.declines):
        return _next_part(turn, row, after=part)
    if part == "sector":
        sector = sector_named(words, context(turn))
        if sector is None:
            return _ask_part(turn, row, part, trouble=turn.text("rater-which-sector-again"))
        nominations.set_details(row.rater, sector=sector)
    elif part == "contact":
        trouble = _take_contact(turn, row, words)
        if trouble:
            return _ask_part(turn, row, part, trouble=trouble)
    elif part == "worked_together":
        row.rating.worked_together = words
    else:
        nominations.set_details(row.rater, **{part: words})
        nominations.note_district(turn.session, row.rater, row.about.id, districts_named(words))
    return _next_part(turn, row, after=part)


def take_sector(turn: Turn, button: HandleRater) -> Reply:
    """Take a tapped sector, now or later."""
    row = row_of(turn, button.rating)
    known = {sector.key for sector in turn.programme.sectors}
    if row is None or not may_change(turn, row) or button.pick not in known:
        return _stale(turn)
    nominations.set_details(row.rater, sector=button.pick)
    return _next_part(turn, row, after="sector")


def go_on_without(turn: Turn, button: HandleRater) -> Reply:
    row = row_of(turn, button.rating)
    if row is None or not may_change(turn, row):
        return _stale(turn)
    mine = turn.conversation.open == PART and turn.conversation.data.get("rating") == button.rating
    return _next_part(turn, row, after=turn.conversation.data["part"] if mine else PARTS[-1])


def named_context(turn: Turn) -> Context:
    """Return the speaker with the names of whom they look after, who may be named without a title."""
    if is_participant(turn):
        return context(turn)
    names = [full_name(name).rest for _, name in scopes.names(turn.session, access_of(turn), (Role.PARTICIPANT,))]
    return replace(context(turn), people=names)


# ── whom, who ──


def _for_whom(turn: Turn, said: list[dict[str, Any]]) -> Reply:
    """Find whom each is to rate, then store them."""
    found: list[tuple[Person, Nomination]] = []
    for one in said:
        about = _about(turn, one.get("about"))
        if not isinstance(about, Person):
            turn.conversation.ask(WHOM, turn.now, said=said)
            return about
        if NominationDoubt.ONESELF in one["doubts"]:
            leave_question(turn)
            return say(turn.text("rater-refused-oneself", name=about.name))
        found.append((about, _read(one)))
    unnamed = next(((about, one) for about, one in found if one.name is None), None)
    if unnamed is not None:
        return _ask_name(turn, unnamed[0].id, asdict(unnamed[1]))
    return store(turn, found)


def _about(turn: Turn, name: str | None) -> Person | Reply:
    """Return who is to be rated: the speaker, or somebody in their scope."""
    if is_participant(turn):
        return turn.me
    if not name:
        return say(turn.text("rater-whom-ask"))
    known = people_meant(turn, name, (Role.PARTICIPANT,))
    if not known:
        return say(turn.text("rater-whom-unknown", name=name))
    if len(known) > 1:
        names = [one for _, one in known]
        exact = people_named(name, names)
        if len(exact) != 1:
            return say(turn.text("rater-whom-several", names=", ".join(names[:MOST_AT_ONCE])))
        known = [known[exact[0]]]
    return people.by_id(turn.session, known[0][0]) or say(turn.text("rater-whom-unknown", name=name))


def _ask_name(turn: Turn, about_id: int, said: dict[str, Any]) -> Reply:
    turn.conversation.ask(NAME, turn.now, about=about_id, said=said)
    return say(turn.text("rater-name-ask"), quick_replies=[quick.command(turn.text, "menu")])


def store(turn: Turn, found: Sequence[tuple[Person, Nomination]]) -> Reply:
    """Store the nominations, and show or ask about the last."""
    known = _round(turn)
    if known is None:
        return say(turn.text("rater-no-round"))
    turn_of, kind = known
    messages: list[Message] = []
    stored: list[RaterOf] = []
    for about, said in found:
        try:
            rating = nominations.nominate(
                turn.session,
                turn_of,
                kind,
                about,
                _details(said),
                turn.now,
                by=turn.me,
                accepted=decides(turn, about, kind),
            )
        except NominationRefused as refused:
            messages.append(text_message(turn.text(f"rater-refused-{refused.why}", name=said.name or "")))
            continue
        row = nominations.of_rating(turn.session, rating.id)
        if row is not None:
            stored.append(row)
            messages += [text_message(turn.text(f"rater-doubt-{one}")) for one in said.doubts if one in SAID]
    if not stored:
        leave_question(turn)
        return Reply(messages)
    if len(stored) > 1:
        leave_question(turn)
        names = "\n".join(row.person.name for row in stored)
        return Reply([text_message(turn.text("rater-stored-several", count=len(stored), names=names)), *messages][:5])
    return _next_part(turn, stored[0], before=messages)


SAID: Final = (NominationDoubt.PHONE, NominationDoubt.TWO_SECTORS)  # doubts that are explained before they are asked


def _details(said: Nomination) -> RaterDetails:
    return RaterDetails(
        name=said.name or "",
        organisation=said.organisation,
        sector=said.sector,
        phone=said.phone,
        line_id=said.line,
        worked_together=said.worked_together,
        districts=tuple(said.districts),
    )


def _read(said: dict[str, Any]) -> Nomination:
    doubts = tuple(NominationDoubt(one) for one in said.get("doubts", ()))
    known = {key: value for key, value in said.items() if key in Nomination.__slots__ and key != "doubts"}
    return replace(Nomination(**known), doubts=doubts)


# ── what is missing ──


def _next_part(turn: Turn, row: RaterOf, *, after: str | None = None, before: Sequence[Message] = ()) -> Reply:
    """Ask for the next part that is missing, or show the card."""
    rest = PARTS[PARTS.index(after) + 1 :] if after else PARTS
    for part in rest:
        if _is_missing(row, part):
            return _ask_part(turn, row, part, before=before)
    leave_question(turn)
    return Reply([*before, rater_card(card_of(turn, row), turn.text)])


def _is_missing(row: RaterOf, part: str) -> bool:
    if part == "contact":
        return not (row.rater.phone or row.rater.line_id)
    return not (row.rating.worked_together if part == "worked_together" else getattr(row.rater, part))


def _ask_part(
    turn: Turn, row: RaterOf, part: str, *, trouble: str | None = None, before: Sequence[Message] = ()
) -> Reply:
    version = turn.conversation.ask(PART, turn.now, rating=row.rating.id, part=part)
    text, rating = turn.text, row.rating.id
    items = []
    if part == "sector":
        items = [
            quick.choice(sector.label(text.language), HandleRater(rating, "sector", sector.key, conversation=version))
            for sector in turn.programme.sectors
        ]
    label = text("rater-no-phone" if part == "contact" else "rater-without")
    items.append(quick.choice(label, HandleRater(rating, "without", conversation=version)))
    asked = text(f"rater-ask-{part}", name=row.person.name)
    return Reply([*before, quick.text_message(f"{trouble}\n{asked}" if trouble else asked, items)])


def _take_contact(turn: Turn, row: RaterOf, words: str) -> str | None:
    """Store a phone or a LINE id. Return what is wrong with it, or None."""
    numbers = phones_in(tidy(words))
    right = next((one.digits for one in numbers if one.digits), None)
    if right:
        nominations.set_details(row.rater, phone=right)
        return None
    if numbers or sum(letter.isdecimal() for letter in words) >= 7:
        return turn.text("rater-doubt-phone")
    read = nomination_of(f"line {words}" if "line" not in words.lower() else words, context(turn))
    if read.line:
        nominations.set_details(row.rater, line_id=read.line)
        return None
    return turn.text("rater-contact-again")


# ── how to ──


def _how(turn: Turn, asked: EvaluationRound) -> Reply:
    """Say how to nominate, and whom the participant has met, by sector."""
    leave_question(turn)
    text = turn.text
    _, closes = turn.programme.round_days(asked)
    wanted = asked.nominate_by if asked.nominate_by and asked.nominate_by >= turn.day else None
    by = long_day(wanted, text.language) if wanted else "past"
    lines = [text("rater-how", round=asked.name(text.language), by=by, closes=long_day(closes, text.language))]
    if is_participant(turn):
        lines += suggested(turn, asked)
    return say("\n".join(lines), quick_replies=[quick.command(text, "list_raters"), quick.command(text, "menu")])


def suggested(turn: Turn, asked: EvaluationRound) -> list[str]:
    """Return a line for each sector: who is nominated, else who is on record, else that nobody is."""
    text, about = turn.text, turn.me
    mine = nominations.raters_of(turn.session, asked.key, [about.id])
    covered = {row.rater.sector for row in mine if row.rating.state in nominations.WAITING}
    contacts = contacts_by_sector(turn.session, turn.programme, about.id)
    lines = [text("rater-sectors-title")]
    for sector in turn.programme.sectors:
        name = sector.label(text.language)
        if sector.key in covered:
            lines.append(text("rater-sector-covered", sector=name))
        elif known := contacts.get(sector.key):
            lines.append(text("rater-sector-met", sector=name, names=", ".join(known[:SHOWN_CONTACTS])))
        else:
            lines.append(text("rater-sector-none", sector=name))
    return lines


def _round(turn: Turn) -> tuple[EvaluationRound, RaterKind] | None:
    """Return the round and kind that the speaker nominates for now, or None."""
    known = nominations.kind_nominated_by(turn.programme, turn.role.value) if turn.role else None
    if known is None:
        return None
    over = turn.programme.round_days(known[0])[1] < turn.day or snapshots.newest(turn.session, known[0].key)
    return None if over else known


def _stale(turn: Turn) -> Reply:
    leave_question(turn)
    return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])


def _is_about_part(turn: Turn) -> bool:
    return is_asked(turn, PART) and _answers(turn)


def _answers(turn: Turn) -> bool:
    """Return whether words answer the question: a command does not."""
    return is_fresh(turn) and not (turn.is_command and turn.intent not in INTENTS.declines)


def _asks(act: str) -> Any:
    return lambda turn: isinstance(turn.postback, HandleRater) and turn.postback.rater_act == act


routes = [
    on_postback(HandleRater, WITH_A_ROLE, when=_asks("sector"))(take_sector),
    on_postback(HandleRater, WITH_A_ROLE, when=_asks("without"))(go_on_without),
    on_open(PART, roles=WITH_A_ROLE, when=_is_about_part)(answer_part),
    on_open(NAME, roles=WITH_A_ROLE, when=_answers)(answer_name),
    on_open(WHOM, roles=WITH_A_ROLE, when=_answers)(answer_whom),
]
commands = [either(on_intent("nominate_rater"), on_label("command-nominate-rater"), roles=WITH_A_ROLE)(nominate)]
