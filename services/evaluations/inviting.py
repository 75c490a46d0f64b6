"""Who gets a link to rate, and the cards with links as QR codes to hand over, for the commands and the chat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from locales.texts import Text
from models.evaluations.ratings import RatingState
from models.people.people import Person
from programmes import Programme
from programmes.evaluations import EvaluationRound
from services.evaluations import nominations
from services.evaluations.nominations import RaterOf
from services.papers.rater_cards import CardOfRater, CardWords, rater_cards
from thai.dates import long_day

NAMED: Final = 2  # people on a card; of more only how many there are


def to_invite(
    session: Session,
    round_key: str,
    about_ids: Sequence[int],
    *,
    kinds: Collection[str] | None = None,
    everybody: bool = False,
    named: str | None = None,
) -> list[list[RaterOf]]:
    """Return the rows of each accepted rater (of some `kinds`) who has still to rate one of these people: of those
    without a link, of `everybody`, or of the one with a name or person id."""
    found: dict[int, list[RaterOf]] = {}
    for row in nominations.raters_of(session, round_key, about_ids):
        waits = row.rating.state == RatingState.ACCEPTED and not row.rating.is_given
        meant = named in (None, row.person.name, str(row.person.id))
        of_kind = kinds is None or row.rating.kind in kinds
        if waits and meant and of_kind and (everybody or named or not row.has_link):
            found.setdefault(row.rater.id, []).append(row)
    return list(found.values())


def cards(
    session: Session,
    programme: Programme,
    turn: EvaluationRound,
    raters: Sequence[Sequence[RaterOf]],
    text: Text,
    address: str,
    now: datetime,
    *,
    by: Person | None,
    a_page: int = 4,
) -> bytes:
    """Issue a link for each of these raters and return the cards with them as a PDF. `address` is that of our pages."""
    closes = long_day(programme.round_days(turn)[1], text.language)
    made = [
        CardOfRater(
            name=rows[0].person.name,
            organisation=rows[0].rater.organisation or "",
            about=whom(rows, text),
            closes=closes,
            address=f"{address}/r/{nominations.issue_link(session, rows[0].rater, now, by=by)}",
        )
        for rows in raters
    ]
    words = CardWords(
        programme=programme.short_name(text.language),
        title=text("rater-card-title"),
        how=text("rater-card-how"),
        personal=text("rater-card-personal"),
    )
    return rater_cards(made, words, a_page=a_page)


def whom(rows: Sequence[RaterOf], text: Text) -> str:
    """Return whom a rater rates, in few words."""
    names = [row.about.name for row in rows]
    if len(names) <= NAMED:
        return text("rater-card-about", names=", ".join(names))
    return text("rater-whom-many", count=len(names))
