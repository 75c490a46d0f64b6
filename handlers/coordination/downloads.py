"""Exports in the chat: makes a one-time link. The content of the file is decided when it is downloaded."""

from datetime import date
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.download import DownloadCard, download_card
from bot.cards.summary import SummaryDays
from bot.inbound.router import on_intent, on_postback, on_words
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ExportDays
from bot.postback.fields import EXPORTS
from handlers.conversation import leave_question
from handlers.coordination.access import SUMMARY, enquiry, summary_request
from handlers.roles import COORDINATORS
from models.coordination import downloads
from models.coordination.downloads import ExportRequest
from models.forms import forms
from models.people import audit
from thai.coordination import file_of_export, kind_of_export, wants_export
from thai.dates import day_span
from thai.places import display

DEFAULT: Final = "xlsx"
MAP: Final = "geojson"
LABEL: Final = LABEL_GRAPHEMES["quick_reply"]
FORMS_OFFERED: Final = 10


def choose(turn: Turn, button: ExportDays | None = None) -> Reply:
    """Answer "export …": ask for what was not said, or take everything up to today."""
    if not turn.links.public_url:
        return say(turn.text("export-no-address"))
    words = turn.event.text or ""
    kind = button.what if button else kind_of_export(words)
    days = _days(turn, button)
    if kind is None:
        leave_question(turn)
        items = [quick.choice(turn.text(f"export-{one}"), _button(days, what=one)) for one in EXPORTS]
        return say(turn.text("export-which"), quick_replies=items)
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
    others = [(f"export-as-{one}", one) for one in ("csv", "geojson") if one != suffix]
    values = DownloadCard(
        what=turn.text(f"export-{kind}"),
        name=turn.me.name,
        days=day_span(days.first, days.last, turn.text.language) if days else turn.text("download-all-days"),
        file=f".{suffix}",
        url=f"{turn.links.public_url}/d/{token}",
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
        return None if button.first == ALL_DAYS else summary_request(turn, button).days
    slots = turn.understood.slots if turn.understood else None
    said = bool(slots and (slots.period or slots.activity_date or slots.places))
    of_those_above = turn.conversation.open == SUMMARY and not enquiry(turn).whole
    return summary_request(turn).days if said or of_those_above else None


ALL_DAYS: Final = date(1000, 1, 1).isoformat()  # in a button, it means all days


def _button(days: SummaryDays | None, **more: Any) -> ExportDays:
    if days is None:
        return ExportDays(ALL_DAYS, ALL_DAYS, **more)
    return ExportDays(days.first.isoformat(), days.last.isoformat(), area=days.area, agency=days.agency, **more)


def _wants_export(turn: Turn) -> bool:
    return wants_export(turn.event.text or "")


commands = [
    on_postback(ExportDays, COORDINATORS)(choose),
    on_intent("export", roles=COORDINATORS)(choose),
    on_words(roles=COORDINATORS, when=_wants_export)(choose),
    on_postback(ExportDays)(decline),
    on_intent("export")(decline),
]
