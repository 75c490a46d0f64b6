"""``/sim/people``: the people, what each does on the phone, and what each sees in the chat."""

import asyncio
import re
from typing import Any

from aiohttp import web

from simulator.control.acts import events_of, given_in
from simulator.control.json_bodies import answer, read_json
from simulator.people import FRIEND, STRANGER, SimulatedPerson
from simulator.phone import Phone
from simulator.platform import Platform
from simulator.webhook_sender import WebhookEvent, WebhookResult

# Names in JSON, and the attributes of a person.
_CHANGEABLE = {
    "role": "role",
    "note": "note",
    "tip": "tip",
    "statusMessage": "status_message",
    "pictureUrl": "picture_url",
    "language": "language",
}
_USER = re.compile(r"U[0-9a-f]{32}\Z")


def make_person(platform: Platform, given: dict[str, Any]) -> SimulatedPerson:
    """Make a person of JSON ``{"displayName", "userId"?, "role"?, "note"?, "tip"?,
    "pictureUrl"?, "language"?, "friend"?}``."""
    user_id = given.get("userId") or platform.ids.user()
    if not _USER.match(user_id):
        raise ValueError("userId must be U and 32 hexadecimal digits")
    person = SimulatedPerson(
        user_id=user_id,
        display_name=str(given["displayName"]),
        role=str(given.get("role") or ""),
        note=str(given.get("note") or ""),
        tip=str(given.get("tip") or ""),
        picture_url=given.get("pictureUrl"),
        status_message=given.get("statusMessage"),
        language=given.get("language", "th"),
        state=FRIEND if given.get("friend", True) else STRANGER,
    )
    platform.people.add(person)
    platform.tell_person(person)
    return person


class PeopleControl:
    """The handlers. ``{who}`` is a user id, or a display name that only one person has."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def everybody(self, _: web.Request) -> web.Response:
        return answer([one.to_json() for one in self._platform.people])

    async def create(self, request: web.Request) -> web.Response:
        return answer(make_person(self._platform, await read_json(request)).to_json(), 201)

    async def get(self, request: web.Request) -> web.Response:
        return answer(self._person(request).to_json())

    async def change(self, request: web.Request) -> web.Response:
        person, given = self._person(request), await read_json(request)
        if unknown := given.keys() - _CHANGEABLE:
            raise ValueError(f"cannot be changed: {', '.join(sorted(unknown))}; can: {', '.join(_CHANGEABLE)}")
        for name, value in given.items():
            setattr(person, _CHANGEABLE[name], value)
        self._platform.tell_person(person)
        return answer(person.to_json())

    async def chat(self, request: web.Request) -> web.Response:
        """Return what the person sees after ``after``; wait up to ``wait`` s for ``count`` messages of the bot."""
        person = self._person(request)
        after = int(request.query.get("after", "0"))
        if seconds := float(request.query.get("wait", "0")):
            await person.hears(after, int(request.query.get("count", "1")), seconds)
        return answer({"seq": len(person.chat), "messages": [one.to_json() for one in person.after(after)]})

    async def act(self, request: web.Request) -> web.Response:
        """Let a person act. The answer comes when the bot has acknowledged the event (with ``wait`` 0 at once)."""
        person, given = self._person(request), await given_in(request)
        before = len(person.chat)
        events = events_of(Phone(self._platform, person), request.match_info["act"], given)
        return answer(await acted(self._platform, request, before, events))

    def _person(self, request: web.Request) -> SimulatedPerson:
        return self._platform.people.find(request.match_info["who"])


async def acted(platform: Platform, request: web.Request, before: int, events: list[WebhookEvent]) -> dict[str, Any]:
    """Deliver these events to the bot and return how it answered; with ``wait`` 0, do not wait for its answer."""
    tasks = [platform.courier.dispatch(event) for event in events]
    waiting = [task for task in tasks if task is not None]
    delivered: list[WebhookResult] = []
    if request.query.get("wait", "1") != "0":
        delivered = list(await asyncio.gather(*waiting))
    return {
        "after": before,
        "messageIds": [one["message"]["id"] for one in events if one["type"] == "message"],
        "events": events,
        "delivered": [{"status": one.status, "reason": one.reason, "seq": one.seq} for one in delivered],
        "held": len(tasks) - len(waiting),
    }
