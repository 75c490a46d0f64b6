"""Exports in the chat: makes a link for one device. The content of the file is decided when it is downloaded."""

from dataclasses import replace
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.commands import exports_offered, had_by
from bot.cards.download import DownloadCard, download_card
from bot.cards.summary import SummaryDays
from bot.inbound.router import on_intent, on_postback, on_words
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ExportDays
from bot.postback.fields import CALL_EXPORTS, OWN, SELECTION_EXPORTS
from handlers.conversation import leave_question
from handlers.coordination.access import SUMMARY, enquiry, summary_request, trouble
from handlers.days_meant import days_in, readings_of
from handlers.roles import COORDINATORS, MENTORS, PARTICIPANTS, WITH_A_ROLE
from models.activities import activities
from models.coordination import downloads
from models.coordination.downloads import ExportRequest
from models.forms import forms
from models.people import audit
from thai.call_questions import speaks_of_candidates
from thai.coordination import file_of_export, kind_of_export, wants_export
from thai.dates import day_span
from thai.development_asked import kind_of_development
from thai.places import display
from thai.seats import speaks_of_teams
from thai.selections import asks_about_selections as speaks_of_selections

DEFAULT: Final = "xlsx"
MAP: Final = "geojson"
OF_NO_DAY: Final = (*CALL_EXPORTS, *SELECTION_EXPORTS)  # what stands, not what was done on days
WITH_POINTS: Final = ("activities", "submissions", OWN)  # whose lines may be on the map
LABEL: Final = LABEL_GRAPHEMES["quick_reply"]
FORMS_OFFERED: Final = 10
MOST_OFFERED: Final = 13  # quick replies


def choose(turn: Turn, button: ExportDays | None = None) -> Reply:
    """Answer "export …": ask for what was not said, or take everything up to today."""
    if not turn.links.public_url:
        return say(turn.text("export-no-address"))
    refused = trouble(turn) if button is None else None
    if refused:
        return refused
    words = turn.event.text or ""
    kind = button.what if button else _kind_said(turn, words)
    days = _said_days(turn) if kind in OF_NO_DAY and button is None else _days(turn, button)
    if kind is None:
        leave_question(turn)
        known = exports_offered(had_by(turn.programme), selections=bool(turn.programme.selections))[:MOST_OFFERED]
        own = _said_days(turn)
        items = [
            quick.choice(turn.text(f"export-{one}"), _button(own if one in OF_NO_DAY else days, what=one))
            for one in known
        ]
        return say(turn.text("export-which", what=turn.text(f"export-{known[0]}")), quick_replies=items)
    form = button.form if button else None
    if kind == "submissions" and form is None:
        return _which_form(turn, days)
    suffix = (button.suffix if button else file_of_export(words)) or DEFAULT
    return _offer(turn, days, kind, suffix, form)


def offer_map(turn: Turn) -> Reply:
    """Offer the entries as a file for maps: of the days and places that were mentioned, else all up to today."""
    if not turn.links.public_url:
        return say(turn.text("export-no-address"))
    return _offer(turn, _days(turn, None), "activities", MAP, None)


def own_file(turn: Turn, button: ExportDays | None = None) -> Reply:
    """Offer a participant their own entries as a file: of the days that were mentioned, else all. Whatever was asked
    for, nobody else's are in it."""
    if not turn.links.public_url:
        return say(turn.text("export-no-address"))
    if not activities.newest(turn.session, turn.me.id):
        return say(turn.text("no-entry-yet"))
    suffix = (button.suffix if button else file_of_export(turn.event.text or "")) or DEFAULT
    return _offer(turn, _own_days(turn, button), OWN, suffix, None)


def own_file_of_before(turn: Turn) -> Reply:
    """Offer a mentor who was a participant before what they recorded then."""
    return own_file(turn) if activities.newest(turn.session, turn.me.id) else decline(turn)


def own_again(turn: Turn, button: ExportDays) -> Reply:
    """Offer one's own entries, also those of a former participant. Other buttons are those of coordinators."""
    return own_file(turn, button) if button.what == OWN else decline(turn)


def _own_days(turn: Turn, button: ExportDays | None) -> SummaryDays | None:
    """Return the days that were mentioned or tapped; None means all days."""
    if button is not None:
        return None if button.has_all_days else replace(summary_request(turn, button).days, area=None, agency=None)
    readings = readings_of(turn.understood) if turn.understood else []
    days = days_in(readings[0]) if readings else []
    return SummaryDays(min(days), max(days)) if days else None


def decline(turn: Turn, _: ExportDays | None = None) -> Reply:
    return say(turn.text("export-not-for-you"))


def _offer(turn: Turn, days: SummaryDays | None, kind: str, suffix: str, form: str | None) -> Reply:
    leave_question(turn)
    first, last = (days.first, days.last) if days else (None, None)
    agency = next((one.name.th for one in turn.programme.agencies if days and one.key == days.agency), None)
    wanted = ExportRequest(kind, suffix, form, first, last, days.area if days else None, agency)
    made, token = downloads.offer(turn.session, turn.me.id, wanted, turn.real_now)
    actor = f"person:{turn.me.id}"
    audit.record(turn.session, turn.now, actor, "offer_download", turn.me.id, download=made.id, kind=kind)
    others = [
        (f"export-as-{one}", one)
        for one in ("csv", "geojson")
        if one != suffix and not (one == MAP and kind not in WITH_POINTS)
    ]
    values = DownloadCard(
        what=turn.text(f"export-{kind}"),
        name=turn.me.name,
        days=day_span(days.first, days.last, turn.text.language) if days else turn.text("download-all-days"),
        file=f".{suffix}",
        url=turn.links.page(f"d/{token}") or "",
        place=" · ".join(_places(turn, days, agency)) or None,
        others=tuple((key, _button(days, what=kind, suffix=one, form=form)) for key, one in others),
    )
    return Reply([download_card(values, turn.text)])


def _places(turn: Turn, days: SummaryDays | None, agency: str | None) -> list[str]:
    """Return in words to what the export is limited."""
    area = [display(days.area, turn.text.language)] if days and days.area else []
    return [*([agency] if agency else []), *area]


def _which_form(turn: Turn, days: SummaryDays | None) -> Reply:
    known = sorted(version.key for version in forms.newest_of_each(turn.session))[:FORMS_OFFERED]
    if not known:
        return say(turn.text("export-no-form"))
    items = [
        quick.choice(shorten(key, LABEL, "graphemes"), _button(days, what="submissions", form=key)) for key in known
    ]
    return say(turn.text("export-which-form"), quick_replies=items)


def _days(turn: Turn, button: ExportDays | None) -> SummaryDays | None:
    """Return the days that were mentioned or of the summary above; None means all days."""
    if button is not None:
        return None if button.has_all_days else summary_request(turn, button).days
    slots = turn.understood.slots if turn.understood else None
    if slots and (slots.period or slots.activity_date or slots.places or enquiry(turn).slots.places):
        return summary_request(turn, from_day=turn.programme.start).days
    of_those_above = turn.conversation.open == SUMMARY and not enquiry(turn).whole
    return summary_request(turn).days if of_those_above else None


def _said_days(turn: Turn) -> SummaryDays | None:
    """Return the days that the words say themselves. What units have sent is no day's: the days of a summary above say
    nothing of it."""
    slots = turn.understood.slots if turn.understood else None
    if slots is None or not (slots.period or slots.activity_date):
        return None
    return replace(summary_request(turn, from_day=turn.programme.start).days, area=None, agency=None)


def _button(days: SummaryDays | None, **more: Any) -> ExportDays:
    if days is None:
        return ExportDays.of_all(**more)
    return ExportDays(days.first.isoformat(), days.last.isoformat(), area=days.area, agency=days.agency, **more)


def _kind_said(turn: Turn, words: str) -> str | None:
    """Return what is to be exported: the programme's own kinds first, where its words name one."""
    if turn.programme.calls and speaks_of_candidates(words):
        return "candidates"
    if turn.programme.selections and speaks_of_selections(words):
        return "selections"
    terms = turn.programme.forums
    if terms is not None and any(word in words for word in terms.said):
        return "forums"
    if turn.programme.development is not None and (kind := kind_of_development(words)) is not None:
        return kind
    if turn.programme.units is not None and speaks_of_teams(words):
        return "teams"
    return kind_of_export(words)


def _wants_export(turn: Turn) -> bool:
    return wants_export(turn.event.text or "")


commands = [
    on_postback(ExportDays, COORDINATORS)(choose),
    on_intent("export", roles=COORDINATORS)(choose),
    on_postback(ExportDays, WITH_A_ROLE)(own_again),
    on_intent("export", roles=PARTICIPANTS)(own_file),
    on_intent("export", roles=MENTORS)(own_file_of_before),
    on_words(roles=COORDINATORS, when=_wants_export)(choose),
    on_postback(ExportDays)(decline),
    on_intent("export")(decline),
]
