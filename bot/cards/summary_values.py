"""Turns a summary into the values of its card: adds labels of the programme and names of places to the numbers."""

from datetime import date

from bot.cards.summary import SummaryCard, SummaryDays
from locales.texts import Text
from programmes import Programme
from services.summaries.summary import Summary
from thai.places import display


def card_values(summary: Summary, programme: Programme, text: Text, kept_on: date | None = None) -> SummaryCard:
    before = summary.last_week.sectors if summary.last_week else {}
    return SummaryCard(
        scope=scope_name(summary.scopes, summary.place, summary.agency, programme, text),
        days=SummaryDays(summary.first, summary.last, summary.place, agency_key(programme, summary.agency)),
        people=summary.people,
        missing=summary.missing,
        on_leave=summary.on_leave,
        totals=summary.totals,
        last_week=summary.last_week,
        sectors=tuple(
            (sector.label(text.language), summary.totals.sectors[sector.key], before.get(sector.key))
            for sector in programme.sectors
        ),
        silent=summary.silent,
        unreviewed=summary.unreviewed,
        stuck=summary.stuck,
        stuck_after=programme.reviews.coordinator_after,
        unwell=summary.unwell,
        kept_on=kept_on,
        exports=bool(summary.scopes),  # only coordinators hold any
        daily=programme.expects_days or bool(summary.totals.expected),
        reviewed=bool(programme.stages),
        open_until=programme.reporting.due_by.strftime("%H.%M") if summary.open_day else None,
    )


def agency_key(programme: Programme, name: str | None) -> str | None:
    """Return the programme's key of an agency, or None if the programme does not know it."""
    return next((agency.key for agency in programme.agencies if agency.name.th == name), None)


def scope_name(scopes: tuple[str, ...], place: str | None, agency: str | None, programme: Programme, text: Text) -> str:
    """Return a scope in words: the whole programme, a phase, an agency or a province, and a place in it if given. A
    part of the whole programme is named alone."""
    limited = agency is not None or place is not None
    names = [_one(scope, programme, text) for scope in scopes if not (limited and scope == "all")]
    names = names or ([] if scopes else [text("scope-mentor")])
    if agency is not None:
        names.append(_one(f"agency:{agency}", programme, text))
    if place is not None:
        names.append(display(place, text.language))
    return " · ".join(dict.fromkeys(names))


def _one(scope: str, programme: Programme, text: Text) -> str:
    kind, _, value = scope.partition(":")
    match kind:
        case "phase":
            return next(
                (phase.name(text.language) for phase in programme.phases if str(phase.number) == value),
                text("scope-unknown"),
            )
        case "agency":
            return next((one.name(text.language) for one in programme.agencies if one.name.th == value), value)
        case "province":
            return display(value, text.language)
        case "unit" if programme.units is not None and programme.units.knows(value):
            return programme.units.unit(value).called(text.language)
        case "all":
            return text("scope-all")
    return text("scope-unknown")
