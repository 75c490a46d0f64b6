"""The acts of people on a phone, by name, and the JSON or upload that each act takes."""

import base64
from collections.abc import Callable
from typing import Any

from aiohttp import BodyPartReader, web

from simulator.control.json_bodies import read_json
from simulator.phone import Phone
from simulator.webhook_sender import WebhookEvent

ActArguments = dict[str, Any]

_GREY_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def events_of(phone: Phone, act: str, given: ActArguments) -> list[WebhookEvent]:
    """Do one act and return its events. Raises ValueError, KeyError (a value is missing) or RefusedError."""
    if act not in ACTS:
        raise ValueError(f"nobody can {act} on a phone; one can {', '.join(ACTS)}")
    return ACTS[act](phone, given)


async def given_in(request: web.Request) -> ActArguments:
    """Return what the request gives: JSON, or for an upload a form with ``file`` parts (an album) or raw bytes."""
    if request.content_type == "application/json" or not request.can_read_body:
        return await read_json(request)
    given: ActArguments = dict(request.query)
    if not request.content_type.startswith("multipart/"):
        return {**given, "bytes": await request.read(), "mime": request.content_type}
    files: list[dict[str, Any]] = []
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files.append({"bytes": bytes(await part.read(decode=False)), "mime": mime, "fileName": part.filename})
    return {**given, **(files[0] if files else {}), "images": files}


def _text(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    more = {key: given[key] for key in ("mention", "emojis") if key in given}
    return [phone.text(str(given["text"]), given.get("quotedMessageId"), **more)]


def _sticker(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    ids = str(given.get("packageId", "446")), str(given.get("stickerId", "1988"))
    return [phone.sticker(*ids, list(given.get("keywords", ())), given.get("text"))]


def _location(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    place = float(given["latitude"]), float(given["longitude"])
    return [phone.location(*place, given.get("title"), given.get("address"))]


def _album(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    return phone.album([_bytes(one, "image/jpeg") for one in given["images"]])


def _image(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    return [phone.media("image", *_bytes(given, "image/png"))]


def _video(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    return [phone.media("video", *_bytes(given, "video/mp4"), int(given.get("duration", 3000)))]


def _audio(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    return [phone.media("audio", *_bytes(given, "audio/x-m4a"), int(given.get("duration", 3000)))]


def _file(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    return [phone.file(str(given.get("fileName", "file.bin")), *_bytes(given, "application/octet-stream"))]


def _postback(phone: Phone, given: ActArguments) -> list[WebhookEvent]:
    """Tap a postback. With ``displayText`` the chat shows a bubble of the person; with ``text`` it sends a message."""
    postback = phone.postback(str(given["data"]), given.get("params"), given.get("displayText"))
    return [phone.text(str(given["text"])), postback] if given.get("text") else [postback]


ACTS: dict[str, Callable[[Phone, ActArguments], list[WebhookEvent]]] = {
    "text": _text,
    "sticker": _sticker,
    "location": _location,
    "image": _image,
    "album": _album,
    "video": _video,
    "audio": _audio,
    "file": _file,
    "postback": _postback,
    "follow": lambda phone, _: [phone.follow()],
    "unfollow": lambda phone, _: [phone.unfollow()],
    "unsend": lambda phone, given: [phone.unsend(str(given["messageId"]))],
    "watched": lambda phone, given: [phone.watched(str(given["trackingId"]))],
    "beacon": lambda phone, given: [phone.beacon(str(given["hwid"]), str(given.get("type", "enter")))],
}


def _bytes(given: ActArguments, mime: str) -> tuple[bytes, str]:
    """Return the upload: raw bytes, ``base64``, or a grey pixel if a test does not need a special picture."""
    body = given.get("bytes")
    if body is None:
        body = base64.b64decode(given["base64"]) if "base64" in given else _GREY_PIXEL
    return body, str(given.get("mime") or mime)
