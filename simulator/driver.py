"""Controls a simulator from tests and demos, synchronously: lets people act, and reads the journal."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlencode

import urllib3

from simulator.server import ServerThread, settings_with

Json = dict[str, Any]
WAIT = 300.0  # seconds one waits for the bot before giving up: ends what would never end


class DriverError(RuntimeError):
    """The simulator refused a call of a test."""


class Driver:
    """Calls the control API of the simulator at ``url``. Many threads may use one driver."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http = urllib3.PoolManager(maxsize=64, timeout=urllib3.Timeout(3 * WAIT), retries=False)

    def person(self, name: str, **more: Any) -> "Someone":
        """Return the person with this name or id; make one (``friend``, ``role``, ``note`` …) if there is none."""
        found = self._http.request("GET", f"{self.url}/sim/people/{quote(name)}")
        if found.status == 404:
            return Someone(self, self.call("POST", "/sim/people", {"displayName": name, **more}))
        return Someone(self, found.json())

    def people(self) -> list["Someone"]:
        return [Someone(self, one) for one in self.call("GET", "/sim/people")]

    def chat(self, person: "Someone | str") -> list[Json]:
        """Return what this person sees, oldest first."""
        return (person if isinstance(person, Someone) else self.person(person)).chat()

    def journal(self, since: int = 0, **query: Any) -> list[Json]:
        """Return lines after ``since`` by ``kind`` (api, webhook), ``name`` of a call, ``last``, ``most``, ``wait``."""
        entries: list[Json] = self.call("GET", "/sim/journal?" + urlencode({"since": since, **query}))["entries"]
        return entries

    @property
    def journal_end(self) -> int:
        return int(self.call("GET", "/sim/journal?last=0")["last"])

    def sent(self, since: int = 0) -> list[Json]:
        """Return the accepted replies, pushes, multicasts and broadcasts, which people have received."""
        ways = ("reply", "push", "multicast", "broadcast", "narrowcast")
        return [one for one in self.journal(since, kind="api") if one["name"] in ways and _was_accepted(one)]

    def fault(self, kind: str, endpoint: str = "*", **more: Any) -> Json:
        """Set one fault: ``times``, ``chance``, ``skip``, ``to``, ``latency_ms``."""
        found: Json = self.call("POST", "/sim/faults", {"kind": str(kind), "endpoint": endpoint, **more})
        return found

    def no_faults(self) -> None:
        self.call("DELETE", "/sim/faults")

    def limits(self, **more: Any) -> Json:
        """Set ``rates={"push": {"calls": 100, "seconds": 1}}``, ``monthly=300``, ``used=299``."""
        found: Json = self.call("POST", "/sim/limits", more)
        return found

    def dials(self, **more: Any) -> Json:
        found: Json = self.call("POST", "/sim/dials", more)
        return found

    def clock(self, **more: Any) -> Json:
        """Move the clock (``set="2023-07-12T09:00+07:00"``, ``advance=3600``, ``travel="day"``, ``rate=0``) or read it.

        When this returns, the journey is over, except with ``wait=0``."""
        found: Json = self.call("POST", "/sim/clock", more) if more else self.call("GET", "/sim/clock")
        while more and "wait" not in more and (found["journey"] or {}).get("state") == "under way":
            found = self.call("GET", "/sim/clock?wait=30")
        return found

    def journey(self) -> Json | None:
        """Return the last journey with its instants: ``way`` is ``[{"at", "reached": {user id: calls}}]``."""
        found: Json | None = self.call("GET", "/sim/journey")
        return found

    def webhook(self, **more: Any) -> Json:
        """Set ``url``, ``active``, ``again_after=[1, 5]``, ``timeout``, ``hold=True``."""
        found: Json = self.call("POST", "/sim/webhook", more)
        return found

    def release(self, **more: Any) -> list[Json]:
        """Send the held events: ``order``, ``batch``, ``copies``, ``seed``."""
        delivered: list[Json] = self.call("POST", "/sim/webhook/release", more)["delivered"]
        return delivered

    def redeliver(self, seq: int, duplicate: bool = False) -> Json:
        found: Json = self.call("POST", "/sim/webhook/redeliver", {"seq": seq, "duplicate": duplicate})
        return found

    def events(self, events: Sequence[Json], copies: int = 1) -> list[Json]:
        """Send these events in one signed call. Missing common fields are filled in."""
        body = {"events": list(events), "copies": copies}
        delivered: list[Json] = self.call("POST", "/sim/webhook/events", body)["delivered"]
        return delivered

    def raw(self, body: str, headers: Json | None = None, signed: bool = True) -> Json:
        found: Json = self.call("POST", "/sim/webhook/raw", {"body": body, "headers": headers or {}, "signed": signed})
        return found

    def verify(self) -> Json:
        found: Json = self.call("POST", "/sim/webhook/verify", {})
        return found

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Make one control call. Raises DriverError with the simulator's reason."""
        raw = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        answer = self._http.request(method, self.url + path, body=raw, headers=headers)
        if answer.status >= 400:
            raise DriverError(f"{method} {path}: {answer.status} {answer.data.decode()}")
        return answer.json()

    def upload(self, path: str, files: Iterable[tuple[str, bytes, str]]) -> Any:
        fields = [("file", one) for one in files]
        answer = self._http.request("POST", self.url + path, fields=fields)
        if answer.status >= 400:
            raise DriverError(f"POST {path}: {answer.status} {answer.data.decode()}")
        return answer.json()

    def close(self) -> None:
        self._http.clear()


class Someone:
    """One person, controlled by a test. Every act returns when the bot has acknowledged it, and stores its place."""

    def __init__(self, driver: Driver, given: Json) -> None:
        self._driver = driver
        self.user_id: str = given["userId"]
        self.name: str = given["displayName"]
        self.role: str = given["role"]
        self.note: str = given["note"]
        self._place = int(given["seq"])

    def says(self, text: str, quoting: str | None = None) -> "ActResult":
        return self.does("text", text=text, quotedMessageId=quoting)

    def sends_image(self, body: bytes | None = None, mime: str = "image/png") -> "ActResult":
        return self._uploads("image", [("photo", body, mime)]) if body else self.does("image")

    def sends_album(self, images: Sequence[tuple[bytes, str]]) -> "ActResult":
        return self._uploads("album", [(f"photo{index}", body, mime) for index, (body, mime) in enumerate(images)])

    def sends_file(self, path: Path, mime: str = "application/octet-stream") -> "ActResult":
        return self._uploads("file", [(path.name, path.read_bytes(), mime)])

    def sends_location(self, latitude: float, longitude: float, title: str = "", address: str = "") -> "ActResult":
        return self.does("location", latitude=latitude, longitude=longitude, title=title, address=address)

    def sends_sticker(self, *keywords: str) -> "ActResult":
        return self.does("sticker", keywords=list(keywords))

    def taps(self, data: str, params: Json | None = None, display_text: str | None = None) -> "ActResult":
        """Tap a postback with this data."""
        return self.does("postback", data=data, params=params, displayText=display_text)

    def taps_label(self, label: str) -> "ActResult":
        """Tap the newest button of the chat with this label, with any kind of action. Raises DriverError."""
        for message in reversed(self.chat()):
            if message["from"] == "bot" and (action := _action_labelled(message["message"], label)):
                return self.takes(action)
        raise DriverError(f"{self.name} sees no button {label!r}")

    def takes(self, action: Json) -> "ActResult":
        """Do what a tap on this action does on a phone."""
        if action["type"] == "message":
            return self.says(action["text"])
        if action["type"] in ("postback", "datetimepicker"):
            params = {action["mode"]: action["initial"]} if action["type"] == "datetimepicker" else None
            shown = action.get("displayText")
            return self.does("postback", data=action["data"], params=params, displayText=shown, text=action.get("text"))
        raise DriverError(f"a test cannot take a {action['type']} action")

    def follows(self) -> "ActResult":
        return self.does("follow")

    def blocks(self) -> "ActResult":
        return self.does("unfollow")

    def unsends(self, message_id: str) -> "ActResult":
        return self.does("unsend", messageId=message_id)

    def does(self, act: str, **given: Any) -> "ActResult":
        body = {key: value for key, value in given.items() if value is not None}
        return self._said(self._driver.call("POST", f"/sim/people/{self.user_id}/{act}", body))

    def chat(self, after: int = 0) -> list[Json]:
        messages: list[Json] = self._driver.call("GET", f"/sim/people/{self.user_id}/chat?after={after}")["messages"]
        return messages

    def hears(self, count: int = 1, seconds: float = WAIT) -> list[Json]:
        """Return the bot's messages since this person's last act. Raises DriverError for fewer than ``count``."""
        query = urlencode({"after": self._place, "wait": seconds, "count": count})
        found = self._driver.call("GET", f"/sim/people/{self.user_id}/chat?{query}")["messages"]
        said = [one["message"] for one in found if one["from"] == "bot"]
        if len(said) < count:
            raise DriverError(f"{self.name} heard {len(said)} of {count} messages within {seconds:g} s")
        return said

    def hears_nothing(self, seconds: float = 0.3) -> None:
        query = urlencode({"after": self._place, "wait": seconds})
        found = self._driver.call("GET", f"/sim/people/{self.user_id}/chat?{query}")["messages"]
        if said := [one["message"] for one in found if one["from"] == "bot"]:
            raise DriverError(f"{self.name} heard {said}")

    def menu(self) -> Json | None:
        """Return the rich menu shown now."""
        menu: Json | None = self._driver.call("GET", f"/sim/people/{self.user_id}/menu")
        return menu

    def _uploads(self, act: str, files: list[tuple[str, bytes, str]]) -> "ActResult":
        return self._said(self._driver.upload(f"/sim/people/{self.user_id}/{act}", files))

    def _said(self, answer: Json) -> "ActResult":
        self._place = int(answer["after"])
        return ActResult(answer)


class ActResult:
    """The result of one act: message ids, events, and the bot's acknowledgements."""

    def __init__(self, answer: Json) -> None:
        self.message_ids: list[str] = answer["messageIds"]
        self.events: list[Json] = answer["events"]
        self.delivered: list[Json] = answer["delivered"]

    @property
    def message_id(self) -> str:
        return self.message_ids[0]

    @property
    def acknowledged(self) -> bool:
        return bool(self.delivered) and all(200 <= one["status"] < 300 for one in self.delivered)


class Simulator(Driver):
    """A driver with a simulator of its own, in a thread of this process; ``platform`` is the simulator's state."""

    def __init__(self, server: ServerThread) -> None:
        super().__init__(server.url)
        self._server = server
        self.platform = server.platform

    @classmethod
    def start(cls, webhook: str = "", **more: Any) -> Self:
        """Start one; by default on a free port, secret ``secret``, token ``token``, no latency. Use it in ``with``."""
        return cls(ServerThread(settings_with(webhook=webhook, **more)).start())

    def stop(self) -> None:
        self.close()
        self._server.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _was_accepted(entry: Json) -> bool:
    """Whether LINE did what was asked. `500_after` hides that from the caller; what was refused (409) was not done."""
    return 200 <= entry["status"] < 300 or (entry.get("fault") == "500_after" and entry["status"] == 500)


def _action_labelled(part: Any, label: str) -> Json | None:
    """Return the action with this label, searched depth first in all of a message."""
    if isinstance(part, dict):
        if part.get("label") == label and "type" in part:
            return part
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            if found := _action_labelled(one, label):
                return found
    return None
