"""Papers in the chat: a card with a link for Word and one for PDF. What is in a paper is decided when it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.cards.paper import PaperCard, paper_card
from bot.inbound.router import on_intent, on_open, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.conversation import ACTIVITY_SHOWN, CHOOSING, PLAN_SHOWN, context, is_fresh, leave_question
from handlers.coordination.access import SUMMARY, access_of, trouble
from handlers.coordination.naming import people_meant
from handlers.roles import WITH_A_ROLE, is_participant
from models.coordination import downloads, scopes
from models.coordination.downloads import PAPER, Download, ExportRequest
from models.people import audit, certificates
from models.people.people import Role
from programmes.evaluations import EvaluationRound
from services.dashboard import personnel
from services.evaluations.inviting import to_invite
from services.reports.access import kinds_for, limited
from services.reports.asked import NothingToReport, PaperAsked, days_of, round_of
from services.reports.codes import SIZES
from services.reports.kinds import KINDS, PaperKind
from thai.dates import day_span, short_day
from thai.enquiries import Enquiry, read_enquiry
from thai.normalise import normalise
from thai.papers import (
    SUFFIXES,
    PaperMention,
    bare_name,
    cards_said,
    impossible_month,
    is_title,
    of_raters,
    read_paper,
    round_said,
    without_purpose,
)
from thai.places import display

NAMES_SHOWN: Final = 5
NO_QUESTION: Final = (None, SUMMARY, ACTIVITY_SHOWN, *PLAN_SHOWN)  # after these cards other words are free


def offer(turn: Turn, said: PaperMention) -> Reply:
    """Answer "a report of this month as Word": with links, or with what is missing."""
    leave_question(turn)
    if not turn.links.public_url:
        return say(turn.text("paper-no-address"))
    refused = trouble(turn)
    if refused:
        return refused
    odd = impossible_month(turn.event.text or "")
    if odd:
        return say(turn.text("summary-no-such-day", said=odd))
    named = _named(turn, said)
    if isinstance(named, Reply):
        return named
    kind = _kind(turn, said, named)
    if kind is None or turn.role not in kind.roles:
        known = ", ".join(turn.text(f"paper-{one.key}") for one in kinds_for(turn.role, turn.programme))
        return say(turn.text("paper-not-for-you", known=known))
    if kind.of_person and named is None:
        if turn.role is not kind.own:
            return say(turn.text("paper-whose", example=turn.text("paper-whose-example")))
        named = turn.me.id, turn.me.name
    try:
        return _card(turn, kind, said, named if kind.of_person else None)
    except NothingToReport as nothing:
        return say(nothing.said(turn.text))


def _card(turn: Turn, kind: PaperKind, said: PaperMention, about: tuple[int, str] | None) -> Reply:
    first, last = _days(turn) if kind.of_days else (None, None)
    begins, ends = days_of(turn.programme, PaperAsked(kind.key, first, last), turn.day)
    needs_round = kind.of_round or (kind.issues and of_raters(turn.event.text or ""))
    chosen = _round(turn) if needs_round else None
    if needs_round and chosen is None:
        known = ", ".join(one.name(turn.text.language) for one in turn.programme.evaluation.rounds)
        return say(turn.text("paper-round-said-unknown", number=round_said(turn.event.text or "") or 1, known=known))
    wanted = ExportRequest(
        f"{PAPER}{kind.key}",
        "docx",
        chosen.key if chosen else None,
        first,
        last,
        _place(turn) if turn.role is not Role.PARTICIPANT else None,
        _agency(turn),
        about[0] if about else None,
    )
    if kind.issues:
        refused = _no_codes(turn, wanted, chosen)
        if refused:
            return refused
    if kind.key == "certificate":
        refused = _no_certificates(turn, wanted)
        if refused:
            return refused
    if (wanted.agency or wanted.area) and not limited(access_of(turn), wanted.agency, wanted.area).grants:
        return say(turn.text("paper-outside", place=_where(wanted)))
    links = []
    for suffix in [one for one in SUFFIXES if one in said.suffixes] or SUFFIXES:
        for size in _sizes(turn, kind):
            asked = PaperAsked(kind.key, round_key=wanted.form_key, a_page=size or 0)
            one = replace(wanted, suffix=suffix, form_key=asked.form_key)
            made, token = downloads.offer(turn.session, turn.me.id, one, turn.real_now)
            actor = f"person:{turn.me.id}"
            audit.record(turn.session, turn.now, actor, "offer_download", turn.me.id, download=made.id, kind=one.kind)
            label = turn.text(f"paper-as-{suffix}")
            shown = turn.text("paper-codes-as", suffix=label, count=size) if size else label
            links.append((shown, turn.links.page(f"d/{token}") or ""))
    under_way = downloads.being_made(turn.session, turn.me.id, wanted.kind, turn.real_now)
    values = PaperCard(
        what=turn.text(f"paper-{kind.key}"),
        round=chosen.name(turn.text.language) if chosen else None,
        name=turn.me.name,
        days=day_span(begins, ends, turn.text.language) if kind.of_days else None,
        links=tuple(links),
        about=about[1] if about else None,
        summary=not is_participant(turn) and said.kind in ("report", "summary"),
        place=_where(wanted) or None,
        once=turn.text("paper-codes-once" if kind.issues else "paper-card-once"),
        under_way=_how_far(turn, under_way),
    )
    return Reply([paper_card(values, turn.text)])


def _how_far(turn: Turn, found: Download | None) -> str | None:
    """Return in words how far the same kind of paper is that the person has already asked for."""
    if found is None or not found.steps:
        return None
    if found.steps == 1:
        return turn.text("paper-under-way")
    return turn.text("paper-under-way-step", done=found.steps_done or 0, all=found.steps)


def _no_codes(turn: Turn, wanted: ExportRequest, chosen: EvaluationRound | None) -> Reply | None:
    """Return what to say if there is nobody to give a code to; nothing is issued by asking."""
    access = limited(access_of(turn), wanted.agency, wanted.area)
    if not access.grants:
        return None
    if chosen is None:
        waiting = personnel.not_joined(turn.session, access, turn.day, turn.now)
        return None if any(one.valid_until is None for one in waiting) else say(turn.text("paper-codes-nobody"))
    ids = [person_id for person_id, _ in scopes.names(turn.session, access, (Role.PARTICIPANT,))]
    kinds = [one.key for one in chosen.raters if "coordinator" in one.decided_by]
    found = to_invite(turn.session, chosen.key, ids, kinds=kinds)
    return None if found else say(turn.text("paper-codes-no-raters"))


def _no_certificates(turn: Turn, wanted: ExportRequest) -> Reply | None:
    """Return what to say if no certificate was issued yet to whom the speaker asks about."""
    if is_participant(turn):
        ids = [turn.me.id]
    else:
        access = limited(access_of(turn), wanted.agency, wanted.area)
        if not access.grants:
            return None
        ids = [person_id for person_id, _ in scopes.names(turn.session, access, (Role.PARTICIPANT,))]
    if certificates.holders(turn.session, ids):
        return None
    if turn.role is Role.COORDINATOR:
        return say(turn.text("paper-certificates-none"))
    terms = turn.programme.certificate
    if terms is None:
        return say(turn.text("paper-certificate-never"))
    return say(turn.text("paper-certificate-not-yet", day=short_day(terms.begins, turn.text.language)))


def _sizes(turn: Turn, kind: PaperKind) -> tuple[int | None, ...]:
    """Return how many codes a page may have: as is said, else each number that there is; None for other papers."""
    if not kind.issues:
        return (None,)
    said = cards_said(turn.event.text or "")
    return (said,) if said in SIZES else tuple(sorted(SIZES, reverse=True))


def _where(wanted: ExportRequest) -> str:
    return " · ".join(one for one in (wanted.agency, wanted.area and display(wanted.area)) if one)


def _named(turn: Turn, said: PaperMention) -> tuple[int, str] | Reply | None:
    """Return the person of a name; what to say if several are meant, or nobody in scope; None if none is named. A
    participant gets nobody else's paper."""
    if said.name is None:
        return None
    name = bare_name(said.name)
    if is_title(name):
        return None
    found = people_meant(turn, name, (Role.PARTICIPANT,)) or people_meant(
        turn, " ".join(name.split()[:2]), (Role.PARTICIPANT,)
    )
    if is_participant(turn):
        mine = [one for one in found if one[0] == turn.me.id]
        return mine[0] if mine else say(turn.text("paper-only-own"))
    if not found:
        return None if _agency(turn) or _place(turn) else say(turn.text("paper-nobody", name=said.name))
    if len(found) > 1:
        names = ", ".join(one for _, one in found[:NAMES_SHOWN])
        return say(turn.text("paper-person-many", name=said.name, names=names))
    return found[0]


def _kind(turn: Turn, said: PaperMention, about: tuple[int, str] | None) -> PaperKind | None:
    """Return the kind that is meant, by who asks and whether it is about one person."""
    if said.kind == "plan" and turn.programme.development is not None:
        return KINDS["development"]
    if said.kind not in ("report", "summary"):
        return KINDS.get(said.kind)
    if is_participant(turn) or about is not None:
        return KINDS.get("participant")
    return KINDS.get("summary" if said.kind == "summary" else "situation") or KINDS.get("situation")


def _days(turn: Turn) -> tuple[date | None, date | None]:
    """Return the days that are said, else None: each kind knows which days it is about then."""
    asked = turn.once(_enquiry)
    if asked.slots.period:
        return asked.slots.period
    if asked.slots.activity_date:
        return asked.slots.activity_date, asked.slots.activity_date
    return (turn.programme.start, turn.day) if asked.from_start or asked.of_programme else (None, None)


def _enquiry(turn: Turn) -> Enquiry:
    """Return the days and places that are said of a paper."""
    return read_enquiry(without_purpose(turn.event.text or ""), context(turn))


def _place(turn: Turn) -> str | None:
    code = next((place.code for place in turn.once(_enquiry).slots.places if place.code), None)
    return code[:4] if code else None


def _agency(turn: Turn) -> str | None:
    """Return the agency that is named as in the programme."""
    if is_participant(turn):
        return None
    words = normalise(turn.event.text or "")
    for agency in turn.programme.agencies:
        if any(normalise(name) in words for name in (agency.name.th, agency.name.en, *agency.also_written)):
            return agency.name.th
    return None


def _round(turn: Turn) -> EvaluationRound | None:
    """Return the rating round that is named, else the one that is or was open last, else the first; None if there is
    none of this number. Raises NothingToReport if it has not opened."""
    rounds = turn.programme.evaluation.rounds
    number = round_said(turn.event.text or "")
    if number is None:
        begun = [one for one in rounds if turn.programme.round_days(one)[0] <= turn.day]
        number = len(begun) or 1
    place = len(rounds) - 1 if number < 0 else number - 1
    if not 0 <= place < len(rounds):
        return None
    return round_of(turn.programme, rounds[place].key, turn.day)


def _asked(turn: Turn) -> PaperMention | None:
    """Return the paper that the words ask for, if no question is waiting for its answer and there is such a kind."""
    return None if turn.conversation.open not in NO_QUESTION and is_fresh(turn) else _asked_beside_a_question(turn)


def _asked_beside_a_question(turn: Turn) -> PaperMention | None:
    """Return the paper that words ask for which answered no open question."""
    if turn.event.quoted_message_id is not None:
        return None
    said = read_paper(turn.event.text or "", context(turn))
    if said is None or (said.kind not in KINDS and said.kind not in ("report", "summary")):
        return None
    if said.kind in ("report", "summary") and is_participant(turn) and "participant" not in KINDS:
        return None
    return said


def _asked_as_file(turn: Turn) -> PaperMention | None:
    """Return the paper if its kind of file is named: ขอแบบประเมิน alone may mean the form that is to be filled in."""
    said = _asked(turn)
    return said if said is not None and said.suffixes else None


before_forms = [on_intent("start_feedback", roles=WITH_A_ROLE).reading(_asked_as_file)(offer)]
routes = [on_words(roles=WITH_A_ROLE).reading(_asked)(offer)]
beside_questions = [on_open(*CHOOSING, roles=WITH_A_ROLE).reading(_asked_beside_a_question)(offer)]
