"""Calls LINE: one shared client with timeouts, which returns results as values and not as exceptions.

Messages are posted as the frozen bytes of their request; building the SDK's models would cost more than a turn. Small
calls (quota, who sees which menu) use the same connections. Creating the rich menus, which happens once for a channel,
uses line-bot-sdk in a process of its own: in this process the SDK would take 45 MB and slow the start.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

import orjson
import urllib3
from urllib3.exceptions import HTTPError

from bot.line.connections import ConnectionPool, NoAnswer, NotConnected
from bot.line.tokens import AccessTokens, LongLivedToken, NoToken

PROJECT: Final = Path(__file__).resolve().parents[2]  # where `python -m` finds this package
CONNECT_TIMEOUT: Final = 3.0
READ_TIMEOUT: Final = 12.0  # seconds; both timeouts together are well below the lease of an outgoing chat queue
CONTENT_TIMEOUT: Final = 30.0
CONTENT_CONNECTIONS: Final = 4
SDK_TIMEOUT: Final = 300.0  # seconds, enough for eight menus with pictures over a slow connection


class LineAnswer(StrEnum):
    """The result of a call that sends messages."""

    ACCEPTED = "accepted"  # 200; or 409: accepted before with the same retry key
    REFUSED = "refused"  # 4xx: LINE will never accept it
    TOO_FAST = "too_fast"  # 429
    LOCKED_OUT = "locked_out"  # 401 or 403: the channel has a problem, not the message
    IN_DOUBT = "in_doubt"  # 5xx or no answer: LINE may have accepted it
    NOT_SENT = "not_sent"  # no connection was made


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer with its details: ids of the sent messages in order, or an error text without message contents."""

    answer: LineAnswer
    status: int | None = None
    sent_ids: tuple[str, ...] = ()
    error: str | None = None
    already: bool = False


class LineTrouble(Exception):
    """LINE did not do what was asked. `status` is the status of its answer, or None without an answer."""

    def __init__(self, status: int | None, reason: str) -> None:
        super().__init__(f"{status or 'no answer'}: {reason}")
        self.status = status


class MessageSender(Protocol):
    """The calls of LINE that the outbox needs."""

    def reply(self, body: bytes) -> Outcome: ...

    def push(self, body: bytes, retry_key: str) -> Outcome: ...

    def multicast(self, body: bytes, retry_key: str) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class FetchedContent:
    """A photo's bytes, or the status: 202 (not ready yet), 404, 410, 413 (too large for us), 0 (no answer)."""

    status: int
    data: bytes = b""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class RichMenu:
    """One menu to create: `body` is the body of LINE's call, `image` the file to upload afterwards."""

    body: dict[str, Any]
    image: Path
    content_type: str = "image/png"

    @property
    def name(self) -> str:
        """The menu's name in LINE's list."""
        return str(self.body["name"])


class LineClient:
    """The client of LINE. It is thread-safe; a process has one."""

    def __init__(self, api_url: str, content_url: str, access: str | AccessTokens) -> None:
        """`access` is the long-lived token, or where there are short-lived ones; these end with the client."""
        self._api_url, self._content_url = api_url, content_url
        self._tokens = LongLivedToken(access) if isinstance(access, str) else access
        self._wire = ConnectionPool(api_url, connect_within=CONNECT_TIMEOUT, answer_within=READ_TIMEOUT)
        self._pool = urllib3.PoolManager(
            maxsize=CONTENT_CONNECTIONS, retries=False, timeout=urllib3.Timeout(CONTENT_TIMEOUT)
        )

    def reply(self, body: bytes) -> Outcome:
        return self._post("/v2/bot/message/reply", body, {})

    def push(self, body: bytes, retry_key: str) -> Outcome:
        return self._post("/v2/bot/message/push", body, {"X-Line-Retry-Key": retry_key})

    def multicast(self, body: bytes, retry_key: str) -> Outcome:
        return self._post("/v2/bot/message/multicast", body, {"X-Line-Retry-Key": retry_key})

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> Outcome:
        try:
            status, data = self._with_token(lambda token: self._wire.post(path, body, _headers(token) | headers))
        except NoToken as error:
            unanswered = error.status is None
            return Outcome(LineAnswer.NOT_SENT if unanswered else LineAnswer.LOCKED_OUT, error.status, error=str(error))
        except NotConnected as error:
            return Outcome(LineAnswer.NOT_SENT, error=str(error))
        except NoAnswer as error:
            return Outcome(LineAnswer.IN_DOUBT, error=str(error))
        return read_answer(status, data)

    def _with_token(self, call: Callable[[str], tuple[int, bytes]]) -> tuple[int, bytes]:
        """Make a call. If LINE refuses the token (401, so it has done nothing), make it once more with a new one, if
        there is any. Raises NoToken."""
        token = self._tokens.value()
        status, data = call(token)
        other = self._tokens.instead_of(token) if status == 401 else None
        return (status, data) if other is None else call(other)

    def content(self, message_id: str, most_bytes: int) -> FetchedContent:
        """Fetch a photo. Stop reading after `most_bytes`."""
        address = f"{self._content_url}/v2/bot/message/{message_id}/content"
        kind = ""

        def fetch(token: str) -> tuple[int, bytes]:
            nonlocal kind
            response = self._pool.request("GET", address, headers=_headers(token), preload_content=False)
            try:
                kind = response.headers.get("Content-Type", "")
                return response.status, response.read(most_bytes + 1)
            finally:
                response.close()

        try:
            status, data = self._with_token(fetch)
        except (HTTPError, NoToken):
            return FetchedContent(0)
        if status != 200:
            return FetchedContent(status)
        return FetchedContent(413) if len(data) > most_bytes else FetchedContent(200, data, kind)

    def basic_id(self) -> str | None:
        """Return the bot's @id. Raises LineTrouble."""
        found = self._ask("/v2/bot/info").get("basicId")
        return str(found) if found else None

    def pushes_of_the_month(self) -> tuple[int | None, int]:
        """Return the plan's pushes a month (None: no limit) and how many were used. Raises LineTrouble."""
        plan = self._ask("/v2/bot/message/quota")
        used = self._ask("/v2/bot/message/quota/consumption").get("totalUsage", 0)
        return (int(plan.get("value", 0)) if plan.get("type") == "limited" else None), int(used)

    def rich_menus(self) -> dict[str, str]:
        """Return the channel's rich menus: name → LINE's id. Raises LineTrouble."""
        listed = self._ask("/v2/bot/richmenu/list").get("richmenus", [])
        return {str(menu["name"]): str(menu["richMenuId"]) for menu in listed}

    def create_rich_menus(self, menus: Sequence[RichMenu]) -> dict[str, str]:
        """Create rich menus with images. Return name → LINE's id. Raises LineTrouble; menus made before it stay."""
        made = with_the_sdk(
            {
                "api_url": self._api_url,
                "content_url": self._content_url,
                "access_token": self._token(),
                "menus": [
                    {"body": menu.body, "image": str(menu.image), "content_type": menu.content_type} for menu in menus
                ],
            }
        )
        if "failed" in made:
            raise LineTrouble(*made["failed"])
        ids: dict[str, str] = made["ids"]
        return ids

    def show_by_default(self, menu_id: str) -> None:
        """Show a rich menu to everybody who has no menu of their own. Raises LineTrouble."""
        self._tell(f"/v2/bot/user/all/richmenu/{menu_id}")

    def show(self, menu_id: str, line_user_ids: Sequence[str]) -> None:
        """Show a rich menu to these people, at most 500. Raises LineTrouble."""
        if len(line_user_ids) == 1:
            self._tell(f"/v2/bot/user/{line_user_ids[0]}/richmenu/{menu_id}")
        else:
            many = {"richMenuId": menu_id, "userIds": list(line_user_ids)}
            self._tell("/v2/bot/richmenu/bulk/link", orjson.dumps(many))

    def close(self) -> None:
        self._tokens.close()
        self._wire.close()
        self._pool.clear()
        self._pool.clear()

    def _token(self) -> str:
        """Return a token that LINE knows at this moment. Raises LineTrouble."""
        self._ask("/v2/bot/info")  # renews one that was revoked
        return self._tokens.value()

    def _ask(self, path: str) -> dict[str, Any]:
        try:
            status, data = self._with_token(lambda token: self._wire.get(path, _headers(token)))
        except (NotConnected, NoAnswer, NoToken) as error:
            raise LineTrouble(getattr(error, "status", None), str(error)) from error
        if status != 200:
            raise LineTrouble(status, _reason(data))
        return _object(data)

    def _tell(self, path: str, body: bytes = b"") -> None:
        try:
            status, data = self._with_token(lambda token: self._wire.post(path, body, _headers(token)))
        except (NotConnected, NoAnswer, NoToken) as error:
            raise LineTrouble(getattr(error, "status", None), str(error)) from error
        if status not in (200, 202):
            raise LineTrouble(status, _reason(data))


def _headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


def with_the_sdk(job: Mapping[str, Any]) -> dict[str, Any]:
    """Run a job of bot/line/sdk.py in a process of its own. Raises LineTrouble if the process cannot do it."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.line.sdk"],
            input=orjson.dumps(job),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            timeout=SDK_TIMEOUT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise LineTrouble(None, type(error).__name__) from error
    return _object(done.stdout)


def read_answer(status: int, data: bytes) -> Outcome:
    """Decide by the status what an answer means. Its text is kept only for people to read."""
    if status == 200 or status == 409:
        return Outcome(LineAnswer.ACCEPTED, status, _sent_ids(data), already=status == 409)
    error = f"{status} {_reason(data)}"
    if status == 429:
        return Outcome(LineAnswer.TOO_FAST, status, error=error)
    if status in (401, 403):
        return Outcome(LineAnswer.LOCKED_OUT, status, error=error)
    if 400 <= status < 500:
        return Outcome(LineAnswer.REFUSED, status, error=error)
    return Outcome(LineAnswer.IN_DOUBT, status, error=error)


def _sent_ids(data: bytes) -> tuple[str, ...]:
    sent = _object(data).get("sentMessages")
    if not isinstance(sent, list):
        return ()
    return tuple(str(message["id"]) for message in sent if isinstance(message, dict) and "id" in message)


def _reason(data: bytes) -> str:
    """Return LINE's message and the properties it names, without the values, which may be people's words."""
    answer = _object(data)
    reasons = [str(answer.get("message", ""))]
    details = answer.get("details")
    for detail in details if isinstance(details, list) else []:
        if isinstance(detail, dict):
            reasons.append(f"{detail.get('property', '')}: {detail.get('message', '')}")
    return "; ".join(reason for reason in reasons if reason)[:500]


def _object(data: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(data)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}
