"""Checks a request body against its rule and words errors as LINE does."""

from typing import Any

from simulator.rules import errors
from simulator.rules.messages import INSIDE
from simulator.rules.shapes import BodyProblems, Check


class RejectedBody(Exception):
    """LINE would answer this body with 400. The error holds ``message`` and pairs of (property, message)."""

    def __init__(self, message: str, problems: list[tuple[str, str]]) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems


def check_body(body: dict[str, Any], rule: Check, allow_http: bool = False) -> None:
    """Raise Trouble if the body breaks the rule."""
    problems = BodyProblems(allow_http=allow_http)
    rule(body, "", "", problems)
    if problems.found:
        raise RejectedBody(errors.body_has(len(problems.found)), problems.found)


def check_sending(body: dict[str, Any], rule: Check, allow_http: bool = False) -> None:
    """Do the same for a body with messages, and check the inside of each template and Flex message."""
    check_body(body, rule, allow_http)
    for index, message in enumerate(body["messages"]):
        found = INSIDE.get(message["type"])
        if found is None:
            continue
        part, place, check = found
        inside = BodyProblems(pointer=True, allow_http=allow_http)
        check(message[part], place, "", inside)
        if inside.found:
            raise RejectedBody(errors.message_invalid(index), inside.found)
