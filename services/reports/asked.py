"""What a paper is asked for, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from locales.texts import Text
from models.coordination.scopes import AccessScope
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from programmes.evaluations import EvaluationRound
from services.media.store import MediaStore
from thai.dates import day_span, short_day


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """Which paper: its kind, the days it is about, the person whose it is, the rating round. None: not said."""

    kind: str
    first: date | None = None
    last: date | None = None
    person_id: int | None = None
    round_key: str | None = None


@dataclass(frozen=True, slots=True)
class PaperSource:
    """Whence a paper is made: the database, the programme with its `folder`, and what the person who asks may see.
    `text` is Thai: papers are. `reader_id` is who asks, None on the command line; `told` is called with how many of how
    many steps are done."""

    session: Session
    programme: Programme
    folder: Path
    access: AccessScope
    text: Text
    now: datetime
    media: MediaStore
    reader_id: int | None = None
    public_url: str | None = None
    told: Callable[[int, int], None] = lambda _done, _all: None

    @property
    def today(self) -> date:
        return bangkok_day(self.now)

    @property
    def open_day(self) -> date | None:
        """Today if it is not over, so that nobody is missing on it yet."""
        here = self.now.astimezone(BANGKOK)
        return here.date() if here.time() < self.programme.reporting.due_by else None

    def days(self, asked: PaperAsked) -> tuple[date, date]:
        """Return the days of a paper, as `days_of` has them."""
        return days_of(self.programme, asked, self.today)


class NothingToReport(Exception):
    """There can be no paper of these days, or of this round. `said` is the sentence that says why and what to ask."""

    def __init__(self, key: str, *days: date, name: str = "") -> None:
        super().__init__(key)
        self._key, self._days, self._name = key, days, name

    def said(self, text: Text) -> str:
        first, last, limit = self._days
        day = short_day(limit, text.language)
        return text(self._key, days=day_span(first, last, text.language), day=day, name=self._name)


def days_of(programme: Programme, asked: PaperAsked, today: date) -> tuple[date, date]:
    """Return the days of a paper that is asked for today, none in the future or outside the programme: what was asked,
    else this month. Raises NothingToReport if none of the days that were asked for is left."""
    first = asked.first or asked.last
    until = asked.last or max(today, first or today)
    if first is not None:
        if until < programme.start:
            raise NothingToReport("paper-days-before", first, until, programme.start)
        if first > programme.end:
            raise NothingToReport("paper-days-after", first, until, programme.end)
        if first > today:
            raise NothingToReport("paper-days-ahead", first, until, today)
    last = min(until, today, programme.end)
    begins = max(asked.first or last.replace(day=1), programme.start)
    return min(begins, last), last


def round_of(programme: Programme, key: str, today: date) -> EvaluationRound:
    """Return the rating round of a paper. Raises NothingToReport if it has not opened today, KeyError if there is no
    such round."""
    turn = programme.round(key)
    opens, closes = programme.round_days(turn)
    if opens > today:
        raise NothingToReport("paper-round-ahead", opens, closes, opens, name=turn.name("th"))
    return turn
