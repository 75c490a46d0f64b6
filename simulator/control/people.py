"""``/sim/people``: who there is, what each one does on the phone and sees in the chat."""

import asyncio
import base64
import re
from typing import Any

from aiohttp import BodyPartReader, web

from simulator.control.wire import answer, read_json
from simulator.courier import Delivered, Event
from simulator.people import FRIEND, STRANGER, Person
from simulator.phone import Phone
from simulator.platform import Platform

_USER = re.compile(r"U[0-9a-f]{32}\Z")
_GREY_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def make_person(platform: Platform, given: dict[str, Any]) -> Person:
    """A person from JSON ``{"displayName", "userId"?, "role"?, "note"?, "pictureUrl"?, "language"?, "friend"?}``."""
    user_id = given.get("userId") or platform.ids.user()
    if not _USER.match(user_id):
        raise ValueError("userId must be U and 32 hexadecimal digits")
    person = Person(
        user_id=user_id,
        display_name=str(given["displayName"]),
        role=str(given.get("role") or ""),
        note=str(given.get("note") or ""),
        picture_url=given.get("pictureUrl"),
        status_message=given.get("statusMessage"),
        language=given.get("language", "th"),
        state=FRIEND if given.get("friend", True) else STRANGER,
    )
    platform.people.add(person)
    platform.tell_person(person)
    return person


class PeopleControl:
    """Handlers; ``{who}`` is a user id or a display name that one person has."""

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
        names = {"role": "role", "note": "note", "statusMessage": "status_message", "pictureUrl": "picture_url"}
        for name, value in given.items():
            setattr(person, {**names, "language": "language"}[name], value)
        self._platform.tell_person(person)
        return answer(person.to_json())

    async def chat(self, request: web.Request) -> web.Response:
        """What the person sees, oldest first. ``after``: place; ``wait``: seconds; ``count``: messages of the bot."""
        person = self._person(request)
        after = int(request.query.get("after", "0"))
        if seconds := float(request.query.get("wait", "0")):
            await person.hears(after, int(request.query.get("count", "1")), seconds)
        return answer({"seq": len(person.chat), "messages": [one.to_json() for one in person.after(after)]})

    async def act(self, request: web.Request) -> web.Response:
        """One act of a person; the answer comes when the bot has acknowledged it (``wait`` 0: at once)."""
        person, given = self._person(request), await given_in(request)
        before = len(person.chat)
        events = events_of(Phone(self._platform, person), request.match_info["act"], given)
        return answer(await acted(self._platform, request, before, events))

    def _person(self, request: web.Request) -> Person:
        return self._platform.people.find(request.match_info["who"])


async def acted(platform: Platform, request: web.Request, before: int, events: list[Event]) -> dict[str, Any]:
    """Tell the bot of these events and say how it took them; ``wait`` 0 does not wait for that."""
    tasks = [platform.courier.dispatch(event) for event in events]
    waiting = [task for task in tasks if task is not None]
    delivered: list[Delivered] = []
    if request.query.get("wait", "1") != "0":
        delivered = list(await asyncio.gather(*waiting))
    return {
        "after": before,
        "messageIds": [one["message"]["id"] for one in events if one["type"] == "message"],
        "events": events,
        "delivered": [{"status": one.status, "reason": one.reason, "seq": one.seq} for one in delivered],
        "held": len(tasks) - len(waiting),
    }


def events_of(phone: Phone, act: str, given: dict[str, Any]) -> list[Event]:
    """What the phone makes of an act's name and JSON; raises ValueError, KeyError or RefusedError."""
    if act == "text":
        more = {key: given[key] for key in ("mention", "emojis") if key in given}
        return [phone.text(str(given["text"]), given.get("quotedMessageId"), **more)]
    if act == "sticker":
        ids = str(given.get("packageId", "446")), str(given.get("stickerId", "1988"))
        return [phone.sticker(*ids, list(given.get("keywords", ())), given.get("text"))]
    if act == "location":
        place = float(given["latitude"]), float(given["longitude"])
        return [phone.location(*place, given.get("title"), given.get("address"))]
    if act == "album":
        return phone.album([_bytes(one, "image/jpeg") for one in given["images"]])
    if act in ("image", "video", "audio"):
        default = {"image": "image/png", "video": "video/mp4", "audio": "audio/x-m4a"}[act]
        body, mime = _bytes(given, default)
        duration = None if act == "image" else int(given.get("duration", 3000))
        return [phone.media(act, body, mime, duration)]
    if act == "file":
        body, mime = _bytes(given, "application/octet-stream")
        return [phone.file(str(given.get("fileName", "file.bin")), body, mime)]
    if act == "postback":
        return _postback(phone, given)
    if act == "unsend":
        return [phone.unsend(str(given["messageId"]))]
    if act == "watched":
        return [phone.watched(str(given["trackingId"]))]
    if act == "beacon":
        return [phone.beacon(str(given["hwid"]), str(given.get("type", "enter")))]
    if act in ("follow", "unfollow"):
        return [phone.follow() if act == "follow" else phone.unfollow()]
    raise ValueError(f"nobody can {act} on a phone")


def _postback(phone: Phone, given: dict[str, Any]) -> list[Event]:
    """A tap: with ``displayText`` a bubble of the person's appears; with ``text`` a message is sent too."""
    if shown := given.get("displayText"):
        phone.shows(str(shown))
    postback = phone.postback(str(given["data"]), given.get("params"))
    return [phone.text(str(given["text"])), postback] if given.get("text") else [postback]


async def given_in(request: web.Request) -> dict[str, Any]:
    """JSON, or for uploads a form with ``file`` parts (several make an album) or the bytes themselves."""
    if request.content_type == "application/json" or not request.can_read_body:
        return await read_json(request)
    given: dict[str, Any] = dict(request.query)
    if not request.content_type.startswith("multipart/"):
        return {**given, "bytes": await request.read(), "mime": request.content_type}
    files: list[dict[str, Any]] = []
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files.append({"bytes": bytes(await part.read(decode=False)), "mime": mime, "fileName": part.filename})
    return {**given, **(files[0] if files else {}), "images": files}


def _bytes(given: dict[str, Any], mime: str) -> tuple[bytes, str]:
    """The upload: raw bytes, ``base64``, or a grey pixel where a test does not care."""
    body = given.get("bytes")
    if body is None:
        body = base64.b64decode(given["base64"]) if "base64" in given else _GREY_PIXEL
    return body, str(given.get("mime") or mime)
