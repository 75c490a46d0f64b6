"""What a person can do on the phone, and the webhook event that LINE makes of it."""

import time
from typing import Any

from simulator.content import MessageContent
from simulator.people import BLOCKED, FRIEND, STRANGER, Bubble, SimulatedPerson
from simulator.platform import Platform
from simulator.webhook_sender import WebhookEvent


class RefusedError(Exception):
    """A phone does not allow this act."""


class Phone:
    """One person's phone. Each act changes the chat at once and returns the event for the bot."""

    def __init__(self, platform: Platform, person: SimulatedPerson) -> None:
        self._platform = platform
        self.person = person

    def text(self, text: str, quotes: str | None = None, **more: Any) -> WebhookEvent:
        if not text:
            raise RefusedError("a text needs at least one character")
        return self._message({"type": "text", "text": text, **more}, quotes)

    def sticker(self, package: str, sticker: str, keywords: list[str], text: str | None = None) -> WebhookEvent:
        message: dict[str, Any] = {"type": "sticker", "packageId": package, "stickerId": sticker}
        message |= {"stickerResourceType": "MESSAGE" if text else "STATIC"}
        if keywords:
            message["keywords"] = keywords[:15]
        if text:
            message["text"] = text[:100]
        return self._message(message)

    def location(self, latitude: float, longitude: float, title: str | None, address: str | None) -> WebhookEvent:
        message: dict[str, Any] = {"type": "location", "latitude": latitude, "longitude": longitude}
        message |= {key: value for key, value in (("title", title), ("address", address)) if value}
        return self._message(message)

    def media(self, kind: str, body: bytes, mime: str, duration: int | None = None, **more: Any) -> WebhookEvent:
        """Send an image, video or audio. The bot can fetch its bytes when they are ready."""
        message: dict[str, Any] = {"type": kind, "contentProvider": {"type": "line"}, **more}
        if duration is not None:
            message["duration"] = duration
        return self._message(message, content=(body, mime))

    def album(self, images: list[tuple[bytes, str]]) -> list[WebhookEvent]:
        """Send several pictures together: one event each, numbered from 1 (reference, "imageSet")."""
        if len(images) == 1:
            return [self.media("image", *images[0])]
        album = self._platform.ids.token(64).upper()
        return [
            self.media("image", body, mime, imageSet={"id": album, "index": index, "total": len(images)})
            for index, (body, mime) in enumerate(images, 1)
        ]

    def file(self, name: str, body: bytes, mime: str) -> WebhookEvent:
        return self._message({"type": "file", "fileName": name, "fileSize": len(body)}, content=(body, mime))

    def postback(self, data: str, params: dict[str, str] | None = None, shown: str | None = None) -> WebhookEvent:
        """Tap a postback. ``shown`` (displayText) appears in the chat as the person's message, without an event."""
        if self.person.state == BLOCKED:
            raise RefusedError("has blocked the bot: nothing can be tapped")
        if shown:
            self._platform.say(self.person, "person", "display", {"type": "text", "text": shown})
        postback: dict[str, Any] = {"data": data}
        if params:
            postback["params"] = params
        return self._event("postback", {"postback": postback}, token=True)

    def follow(self) -> WebhookEvent:
        """Add the bot as a friend, or end a block."""
        if self.person.state == FRIEND:
            raise RefusedError("is a friend already")
        unblocked, self.person.state = self.person.state == BLOCKED, FRIEND
        self._platform.tell_person(self.person)
        return self._event("follow", {"follow": {"isUnblocked": unblocked}}, token=True)

    def unfollow(self) -> WebhookEvent:
        if self.person.state == BLOCKED:
            raise RefusedError("has blocked the bot already")
        self.person.state = BLOCKED
        self._platform.tell_person(self.person)
        return self._event("unfollow", {})

    def unsend(self, message_id: str) -> WebhookEvent:
        bubble = self.person.bubble(message_id)
        if bubble is None or bubble.sender != "person" or bubble.unsent:
            raise RefusedError("there is no such message of this person's")
        bubble.unsent = True
        self._platform.contents.unsend(message_id)
        self._tell(bubble)
        return self._event("unsend", {"unsend": {"messageId": message_id}})

    def watched(self, tracking_id: str) -> WebhookEvent:
        """Watch a video with a tracking id to its end."""
        return self._event("videoPlayComplete", {"videoPlayComplete": {"trackingId": tracking_id}}, token=True)

    def links(self, nonce: str) -> WebhookEvent:
        """Link the account on the bot's own site."""
        return self._event("accountLink", {"link": {"result": "ok", "nonce": nonce}}, token=True)

    def beacon(self, hwid: str, kind: str = "enter") -> WebhookEvent:
        return self._event("beacon", {"beacon": {"hwid": hwid, "type": kind}}, token=True)

    def source(self) -> dict[str, Any]:
        return {"type": "user", "userId": self.person.user_id}

    def _message(
        self, message: dict[str, Any], quotes: str | None = None, content: tuple[bytes, str] | None = None
    ) -> WebhookEvent:
        if self.person.state == BLOCKED:
            raise RefusedError("has blocked the bot: nothing can be sent")
        if quotes and self.person.bubble(quotes) is None:
            raise RefusedError("the quoted message is not in this chat")
        platform = self._platform
        bubble = platform.say(self.person, "person", "chat", message, quotes=quotes)
        if content is not None:
            ready = time.monotonic() + platform.dials.content_delay
            platform.contents.put(bubble.id, MessageContent(content[0], content[1], ready))
        sent: dict[str, Any] = {"type": message["type"], "id": bubble.id}
        if message["type"] in ("text", "sticker", "image", "video"):
            sent["quoteToken"] = platform.quote_token(bubble.id)
        read = sent["markAsReadToken"] = platform.ids.token(48)
        platform.read_tokens[read] = (self.person, bubble.id)
        if quotes:
            sent["quotedMessageId"] = quotes
        return self._event("message", {"message": {**sent, **message}}, token=True, at=bubble.at)

    def _event(self, kind: str, more: dict[str, Any], token: bool = False, at: int | None = None) -> WebhookEvent:
        platform = self._platform
        when = platform.clock.milliseconds() if at is None else at
        event: WebhookEvent = {"type": kind, **more, "webhookEventId": platform.ids.ulid(when)}
        event["deliveryContext"] = {"isRedelivery": False}
        event |= {"timestamp": when, "source": self.source()}
        if token and platform.dials.mode == "active":
            event["replyToken"] = platform.issue_reply_token(self.person)
        event["mode"] = platform.dials.mode
        return event

    def _tell(self, bubble: Bubble) -> None:
        if self._platform.news.heard:
            self._platform.news.tell("bubble", {"userId": self.person.user_id, "bubble": bubble.to_json()})


def is_reachable(person: SimulatedPerson) -> bool:
    """Return whether the bot's messages reach a person: a friend, or somebody who wrote first."""
    return person.state == FRIEND or (person.state == STRANGER and any(one.sender == "person" for one in person.chat))
