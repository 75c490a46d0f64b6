"""People with phones, and the messages in each person's chat with the bot."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

STRANGER, FRIEND, BLOCKED = "stranger", "friend", "blocked"


class UnknownPersonError(LookupError):
    """No person has this id or name."""


@dataclass(slots=True)
class Bubble:
    """One message in a chat. ``at`` is virtual milliseconds; ``message`` is LINE's JSON as the sender gave it."""

    seq: int
    id: str
    at: int
    sender: str
    via: str
    message: dict[str, Any]
    quotes: str | None = None
    request_id: str | None = None
    read: bool = False
    unsent: bool = False

    def to_json(self) -> dict[str, Any]:
        shown = {"seq": self.seq, "id": self.id, "at": self.at, "from": self.sender, "via": self.via}
        shown |= {"read": self.read, "unsent": self.unsent, "message": None if self.unsent else self.message}
        if self.quotes:
            shown["quotedMessageId"] = self.quotes
        if self.request_id:
            shown["requestId"] = self.request_id
        return shown


@dataclass(slots=True, eq=False)
class SimulatedPerson:
    """A LINE user. ``role``, ``note`` and ``tip`` are labels of the page; the API does not know them. People
    with a tip are listed first."""

    user_id: str
    display_name: str
    role: str = ""
    note: str = ""
    tip: str = ""
    picture_url: str | None = None
    status_message: str | None = None
    language: str | None = "th"
    state: str = STRANGER
    rich_menu: str | None = None
    chat: list[Bubble] = field(default_factory=list)
    loading_until: float = 0.0
    _spoken: asyncio.Event | None = None

    def add(self, bubble: Bubble) -> None:
        self.chat.append(bubble)
        if self._spoken is not None:
            self._spoken.set()
            self._spoken = None

    def bubble(self, message_id: str) -> Bubble | None:
        return next((one for one in reversed(self.chat) if one.id == message_id), None)

    def after(self, seq: int) -> list[Bubble]:
        return self.chat[max(0, seq) :]

    async def hears(self, seq: int, count: int, seconds: float) -> None:
        """Return when the bot has sent ``count`` messages after place ``seq``, or the time is over."""
        end = time.monotonic() + seconds
        while sum(one.sender == "bot" for one in self.after(seq)) < count and (left := end - time.monotonic()) > 0:
            if self._spoken is None:
                self._spoken = asyncio.Event()
            try:
                await asyncio.wait_for(self._spoken.wait(), left)
            except TimeoutError:
                return

    def to_json(self) -> dict[str, Any]:
        last = self.chat[-1].to_json() if self.chat else None
        return {
            "userId": self.user_id,
            "displayName": self.display_name,
            "role": self.role,
            "note": self.note,
            "tip": self.tip,
            "pictureUrl": self.picture_url,
            "statusMessage": self.status_message,
            "language": self.language,
            "state": self.state,
            "richMenuId": self.rich_menu,
            "seq": len(self.chat),
            "loading": max(0.0, self.loading_until - time.monotonic()),
            "last": last,
        }


class People:
    """Everybody, by user id; ``find`` also takes a display name that only one person has."""

    def __init__(self) -> None:
        self._by_id: dict[str, SimulatedPerson] = {}
        self._by_name: dict[str, list[SimulatedPerson]] = {}

    def __iter__(self) -> Iterator[SimulatedPerson]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def add(self, person: SimulatedPerson) -> SimulatedPerson:
        if person.user_id in self._by_id:
            raise ValueError(f"{person.user_id} exists already")
        self._by_id[person.user_id] = person
        self._by_name.setdefault(person.display_name, []).append(person)
        return person

    def get(self, user_id: str) -> SimulatedPerson | None:
        return self._by_id.get(user_id)

    def find(self, key: str) -> SimulatedPerson:
        """Return a person by user id, or by a name that only one person has. Raises UnknownPersonError."""
        if person := self._by_id.get(key):
            return person
        named = self._by_name.get(key, [])
        if len(named) != 1:
            raise UnknownPersonError(f"{len(named)} people are called {key!r}")
        return named[0]
