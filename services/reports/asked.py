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
from services.media.store import MediaStore


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
        """Return the days of a paper, none in the future or before the programme: what was asked, else this month."""
        return days_of(self.programme, asked, self.today)


def days_of(programme: Programme, asked: PaperAsked, today: date) -> tuple[date, date]:
    """Return the days of a paper that is asked for today."""
    last = min(asked.last or today, today, programme.end)
    first = max(asked.first or last.replace(day=1), programme.start)
    return min(first, last), last
