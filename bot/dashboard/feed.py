"""`/odata/v1/` and `/feed/….csv`: what a coordinator may see, live, for Excel, Power BI and Google Sheets.

Each request asks anew whose feed it is, their consent, role and scope; so does a long answer, each second. A portion of
it is a transaction of its own: on SQLite a long one would keep everybody from writing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore
from time import monotonic, sleep
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.dashboard.pages import Dashboard
from bot.giving_way import giving_way
from bot.line.event import storable
from models.coordination import feeds, scopes
from models.coordination.scopes import AccessScope
from models.people.people import Role
from models.privacy import viewings
from models.privacy.viewings import ViewingWay
from programmes.bangkok import bangkok_day
from services.access import person_access
from services.exports.files import inert
from services.exports.making import photo_address
from services.feeds import filters, metadata
from services.feeds.fields import Cursor, FeedTable
from services.feeds.filters import FilterError
from services.feeds.submissions import set_names, submissions
from services.feeds.tables import FeedWords, coverage, entries, reviews

PORTION: Final = 50  # rows of one transaction: on SQLite nobody stores anything beside it
ASKED_AFTER: Final = 1.0  # seconds of a long answer, then whether its reader still may is asked anew
NOTED_AT_ONCE: Final = 250  # people
LONGEST_REST: Final = 0.25  # seconds
AT_ONCE: Final = 2  # long answers of one process; others wait, so that webhooks always find a free thread
REQUESTS_A_MINUTE: Final = 120  # of one feed
LARGEST_PAGE: Final = 50_000  # rows that a client may ask for at a time
KNOWN: Final = frozenset(("$top", "$skip", "$count", "$select", "$filter", "$format", "$skiptoken"))
JSON: Final = "application/json;odata.metadata=minimal;charset=utf-8"
CHALLENGE: Final = 'Basic realm="castbot", charset="UTF-8"'
HEADERS: Final = {"OData-Version": "4.0", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
TABLES: Final[Mapping[str, Callable[[FeedWords], FeedTable[Any]]]] = {
    "Entries": entries,
    "Reviews": reviews,
    "Coverage": coverage,
}


class Refused(Exception):
    """A request is not answered: status, OData's code for it, and what is wrong, in English."""

    def __init__(self, status: int, code: str, said: str) -> None:
        super().__init__(said)
        self.status, self.code, self.said = status, code, said


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Whose feed it is at this moment, what they may see, and how it is written."""

    feed: feeds.Feed
    access: AccessScope
    words: FeedWords


@dataclass(frozen=True, slots=True)
class FeedAsked:
    """What a request asks for, kept for an answer that lasts longer than the request. `page` is how many rows stand
    before a link to the next ones."""

    chosen: tuple[str, ...] | None
    conditions: Sequence[ColumnElement[bool]]
    skipped: int
    top: int | None
    page: int | None
    after: Cursor | None
    counted: bool
    token: str | None
    address: str
    arguments: Mapping[str, str]


def feed_blueprint(pages: Dashboard) -> Blueprint:
    """Return the blueprint of the feeds."""
    return LiveFeeds(pages).blueprint


class LiveFeeds:
    """The addresses of the feeds of one process."""

    def __init__(self, pages: Dashboard) -> None:
        self._pages = pages
        self._pace = MovingWindowRateLimiter(MemoryStorage())
        self._busy = BoundedSemaphore(AT_ONCE)
        self.blueprint = Blueprint("feeds", __name__)
        self.blueprint.register_error_handler(Refused, _refused)
        for rule, view in (
            ("/odata/v1/", self.service),
            ("/odata/v1/$metadata", self.metadata),
            ("/odata/v1/<name>", self.entity_set),
            ("/odata/v1/<name>/$count", self.count),
            ("/feed/<name>.csv", self.as_csv),
        ):
            self.blueprint.add_url_rule(rule, view.__name__, view, methods=["GET"])

    # ── the addresses ──

    def service(self) -> Response:
        with self._pages.database.read() as session:
            reader = self._reader(session, _token(), first=True)
            tables = self._tables(session, reader)
        self._note(reader)
        sets = [{"name": one.name, "title": one.label, "kind": "EntitySet", "url": one.name} for one in tables]
        return _answer(orjson.dumps({"@odata.context": f"{self._root()}$metadata", "value": sets}), JSON)

    def metadata(self) -> Response:
        with self._pages.database.read() as session:
            reader = self._reader(session, _token(), first=True)
            tables = self._tables(session, reader)
        self._note(reader)
        return _answer(metadata.described(tables), "application/xml;charset=utf-8")

    def count(self, name: str) -> Response:
        with self._pages.database.read() as session:
            reader = self._reader(session, _token(), first=True)
            table = self._table(session, reader, name)
            found = table.count(session, reader.access, self._asked(table).conditions)
        self._note(reader)
        return _answer(str(found).encode(), "text/plain;charset=utf-8")

    def entity_set(self, name: str) -> Response:
        with self._pages.database.read() as session:
            reader = self._reader(session, _token(), first=True)
            table = self._table(session, reader, name)
            asked = self._asked(table)
            count = table.count(session, reader.access, asked.conditions) if asked.counted else None
        self._note(reader)
        return self._streamed(self._json(table, asked, count), JSON)

    def as_csv(self, name: str) -> Response:
        with self._pages.database.read() as session:
            reader = self._reader(session, _token(), first=True)
            found = {one.lower(): one for one in (*TABLES, *set_names(session))}
            table = self._table(session, reader, found.get(name.lower(), name))
            asked = self._asked(table)
        self._note(reader)
        response = self._streamed(self._csv(table, asked), "text/csv;charset=utf-8")
        response.headers["Content-Disposition"] = "attachment"
        return response

    # ── who reads, and what ──

    def _reader(self, session: Session, token: str | None, *, first: bool = False) -> FeedReader:
        """Return who reads at this moment. Raises Refused if nobody may."""
        feed = feeds.by_token(session, storable(token)) if token else None
        if feed is None:
            raise Refused(401, "Unauthorized", "the token of a feed is missing, wrong, or was revoked")
        now, programme = self._pages.clock.now(), self._pages.calendar.current(session)
        day = bangkok_day(now)
        held = person_access(session, programme, feed.person_id, day)
        if held.refusal is not None or held.person is None or held.role is not Role.COORDINATOR:
            raise Refused(401, "Unauthorized", "the owner of this feed may not read it any more")
        if first and not self._pace.hit(RateLimitItemPerMinute(REQUESTS_A_MINUTE), str(feed.id)):
            raise Refused(429, "TooManyRequests", "this feed is read too often; wait a minute")
        access = scopes.of_person(session, programme, feed.person_id, day)
        access = access.of_agency(feed.agency) if feed.agency else access
        access = access.narrowed(feed.place) if feed.place else access
        text = self._pages.texts.in_language(held.person.language)
        return FeedReader(feed, access, FeedWords(programme, text, day, photo_address(self._pages.settings.public_url)))

    def _note(self, reader: FeedReader) -> None:
        """Note that a feed is used and whose records it reads, after what was read: on SQLite nobody can write beside a
        reader. Reading again within a minute reads no more. Of thousands of people some are stored at a time: LINE's
        calls, which are stored too, wait for less than two seconds."""
        now, at, feed = self._pages.clock.real(), self._pages.clock.now(), reader.feed
        if not feeds.is_use_due(feed, now):
            return
        with self._pages.database.read() as session:
            fetched = [one for one, _ in scopes.names(session, reader.access, (Role.PARTICIPANT,))]
        for start in range(0, len(fetched), NOTED_AT_ONCE):
            some = fetched[start : start + NOTED_AT_ONCE]
            with self._pages.database.write() as session:
                viewings.note(session, feed.person_id, some, ViewingWay.FEED, bangkok_day(at), at)
        with self._pages.database.write() as session:
            feeds.note_use(session, feed.id, now)

    def _tables(self, session: Session, reader: FeedReader) -> list[FeedTable[Any]]:
        forms = [submissions(session, reader.words, key, name) for name, key in set_names(session).items()]
        return [*(make(reader.words) for make in TABLES.values()), *forms]

    def _table(self, session: Session, reader: FeedReader, name: str) -> FeedTable[Any]:
        make = TABLES.get(name)
        if make is not None:
            return make(reader.words)
        key = set_names(session).get(name)
        if key is None:
            raise Refused(404, "NotFound", f"there is no entity set {name!r}")
        return submissions(session, reader.words, key, name)

    def _asked(self, table: FeedTable[Any]) -> FeedAsked:
        return _asked(table, self._root())

    def _root(self) -> str:
        return f"{self._pages.settings.public_url or request.url_root.rstrip('/')}/odata/v1/"

    # ── long answers ──

    def _streamed(self, written: Iterator[bytes], mime: str) -> Response:
        if not self._busy.acquire(blocking=False):
            refused = _refused(Refused(503, "Busy", "other feeds are being read; try again in a moment"))
            refused.headers["Retry-After"] = "10"
            return refused
        response = _answer(written, mime)
        response.call_on_close(self._busy.release)
        return response

    def _portions(
        self, table: FeedTable[Any], asked: FeedAsked, most: int | None
    ) -> Iterator[tuple[list[Any], Cursor]]:
        """Yield the lines in portions, each with the cursor of its last, at most `most` lines."""
        after, skipped, left = asked.after, asked.skipped, most
        access, asked_at = AccessScope(), float("-inf")
        while left is None or left > 0:
            began = monotonic()
            size = PORTION if left is None else min(PORTION, left)
            with giving_way():
                with self._pages.database.read() as session:
                    if began - asked_at >= ASKED_AFTER:
                        access, asked_at = self._reader(session, asked.token).access, began
                    portion = table.portion(session, access, asked.conditions, after, skipped, size)
                rows = [[field.cell(line) for field in table.fields] for line in portion.lines]
            if portion.last is None:
                return
            worked = monotonic() - began
            yield rows, portion.last
            if len(rows) < size:
                return
            after, skipped, left = portion.last, 0, None if left is None else left - len(rows)
            # As long as it worked: LINE's calls cannot wait, and so have the process to themselves half the time.
            sleep(min(worked, LONGEST_REST))

    def _json(self, table: FeedTable[Any], asked: FeedAsked, count: int | None) -> Iterator[bytes]:
        root, more = asked.address, dict(asked.arguments)
        places, names = _chosen(table, asked)
        context = f"{root}$metadata#{table.name}" + (f"({','.join(names)})" if asked.chosen else "")
        yield b'{"@odata.context":' + orjson.dumps(context)
        if count is not None:
            yield b',"@odata.count":' + str(count).encode()
        yield b',"value":['
        most = asked.top if asked.page is None else asked.page if asked.top is None else min(asked.top, asked.page)
        between, written = b"\n", 0
        last: Cursor | None = None
        for rows, cursor in self._portions(table, asked, most):
            last = cursor
            lines = [
                orjson.dumps({name: row[place] for name, place in zip(names, places, strict=True)}) for row in rows
            ]
            yield between + b",\n".join(lines)
            between, written = b",\n", written + len(rows)
        yield b"\n]"
        if asked.page is not None and written == asked.page and last is not None and asked.top != asked.page:
            more |= {"$skiptoken": f"{last[0]}.{last[1]}"}
            more.pop("$skip", None)
            if asked.top is not None:
                more["$top"] = str(asked.top - written)
            yield b',"@odata.nextLink":' + orjson.dumps(f"{root}{table.name}?{urlencode(more)}")
        yield b"}\n"

    def _csv(self, table: FeedTable[Any], asked: FeedAsked) -> Iterator[bytes]:
        places, _ = _chosen(table, asked)
        written = io.StringIO()
        writer = csv.writer(written)
        written.write("\ufeff")  # Excel shows Thai correctly only with it
        writer.writerow([inert(table.fields[place].label) for place in places])
        for rows, _ in self._portions(table, asked, asked.top):
            for row in rows:
                writer.writerow([_plain(row[place]) for place in places])
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
        yield written.getvalue().encode()


def _token() -> str | None:
    """Return the token of a request: of Bearer, or of Basic as its password (or its user, if that is all)."""
    said = request.authorization
    if said is None:
        return None
    if said.type == "basic":
        return said.password or said.username
    return said.token if said.type == "bearer" else None


def _asked(table: FeedTable[Any], root: str) -> FeedAsked:
    """Return what the present request asks for. Raises Refused if it is more than feeds can do."""
    said = request.args
    unknown = [name for name in said if name.startswith("$") and name not in KNOWN]
    if unknown:
        raise Refused(501, "NotImplemented", f"feeds do not have {', '.join(unknown)}")
    if said.get("$format", "json").partition(";")[0] not in ("json", "application/json"):
        raise Refused(406, "NotAcceptable", "feeds are JSON")
    try:
        conditions = filters.conditions(said["$filter"], table.filtered) if said.get("$filter") else []
    except FilterError as error:
        raise Refused(400, "BadRequest", str(error)) from None
    known = {field.name for field in table.fields}
    chosen = tuple(name.strip() for name in said.get("$select", "").split(",") if name.strip() not in ("", "*"))
    wrong = [name for name in chosen if name not in known]
    if wrong:
        raise Refused(400, "BadRequest", f"{table.name} has no {', '.join(wrong)}")
    return FeedAsked(
        chosen=chosen or None,
        conditions=conditions,
        skipped=_number("$skip") or 0,
        top=_number("$top"),
        page=_page(),
        after=_cursor(said.get("$skiptoken")),
        counted=said.get("$count") == "true",
        token=_token(),
        address=root,
        arguments=dict(said),
    )


def _number(name: str) -> int | None:
    said = request.args.get(name)
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise Refused(400, "BadRequest", f"{name} must be a whole number")
    return int(said)


def _page() -> int | None:
    """Return after how many rows a client wants a link to the next ones (Prefer: odata.maxpagesize=1000)."""
    for part in request.headers.get("Prefer", "").split(","):
        name, _, value = part.strip().partition("=")
        if name.lower() in ("odata.maxpagesize", "maxpagesize") and value.isascii() and value.isdigit():
            return max(1, min(int(value[:9]), LARGEST_PAGE))
    return None


def _cursor(said: str | None) -> Cursor | None:
    if said is None:
        return None
    day, _, number = said.rpartition(".")
    try:
        return date.fromisoformat(day), int(number[:18])
    except ValueError:
        raise Refused(400, "BadRequest", "$skiptoken is none of ours") from None


def _chosen(table: FeedTable[Any], asked: FeedAsked) -> tuple[list[int], list[str]]:
    """Return the places and names of the fields that are asked for, in the order of the table."""
    wanted = set(asked.chosen) if asked.chosen else None
    found = [(place, field.name) for place, field in enumerate(table.fields) if wanted is None or field.name in wanted]
    return [place for place, _ in found], [name for _, name in found]


def _plain(value: Any) -> Any:
    """Return a value for CSV; no cell is a formula."""
    if isinstance(value, bool):
        return int(value)
    return inert(value.replace("\x00", "")) if isinstance(value, str) else value


def _answer(body: bytes | Iterator[bytes], mime: str) -> Response:
    response = Response(body, content_type=mime)
    response.headers.update(HEADERS)
    return response


def _refused(refused: Refused) -> Response:
    said = {"error": {"code": refused.code, "message": refused.said}}
    response = _answer(orjson.dumps(said), JSON)
    response.status_code = refused.status
    if refused.status == 401:
        response.headers["WWW-Authenticate"] = CHALLENGE
    return response
