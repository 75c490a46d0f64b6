"""What a paper is asked for, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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

Undo = Callable[[Session, datetime], None]


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """Which paper: its kind, the days it is about, the person whose it is, the rating round. None: not said. Of sheets
    of codes: so many cards a page, and whether those get a new code too who have one."""

    kind: str
    first: date | None = None
    last: date | None = None
    person_id: int | None = None
    round_key: str | None = None
    a_page: int = 8
    everybody: bool = False

    @property
    def form_key(self) -> str | None:
        """The key of a rating round as a link keeps it; of a sheet of codes behind it what else is chosen."""
        if self.kind != "codes":
            return self.round_key
        return f"{self.round_key or ''}/{self.a_page}{'/all' if self.everybody else ''}"

    def with_form_key(self, key: str | None) -> PaperAsked:
        """Return this with what a link has kept."""
        if self.kind != "codes":
            return replace(self, round_key=key)
        turn, size, *others = (key or "").split("/")
        return replace(self, round_key=turn or None, a_page=int(size), everybody=bool(others))


@dataclass(frozen=True, slots=True)
class PaperSource:
    """Whence a paper is made: the database, the programme with its `folder`, and what the person who asks may see.
    `text` is Thai: papers are. `reader_id` is who asks, None on the command line; `told` is called with how many of how
    many steps are done. `invite` returns the address that opens the chat with an invite code. `undo` takes back, in a
    session that writes, what was issued for a paper that did not reach anybody."""

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
    invite: Callable[[str], str] = str
    undo: list[Undo] = field(default_factory=list)

    @property
    def today(self) -> date:
        return bangkok_day(self.now)

    @property
    def actor(self) -> str:
        """Who asks, as the audit names them."""
        return "command" if self.reader_id is None else f"person:{self.reader_id}"

    @property
    def open_day(self) -> date | None:
        """Today if it is not over, so that nobody is missing on it yet."""
        here = self.now.astimezone(BANGKOK)
        return here.date() if here.time() < self.programme.reporting.due_by else None

    def days(self, asked: PaperAsked) -> tuple[date, date]:
        """Return the days of a paper, as `days_of` has them."""
        return days_of(self.programme, asked, self.today)


class NothingToReport(Exception):
    """There can be no paper of these days, of this round, or for nobody. `said` is the sentence that says why and what
    to ask. `days` are the first and the last that were asked for, and the one that limits them."""

    def __init__(self, key: str, *days: date, name: str = "") -> None:
        super().__init__(key)
        self._key, self._days, self._name = key, days, name

    def said(self, text: Text) -> str:
        if not self._days:
            return text(self._key)
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
