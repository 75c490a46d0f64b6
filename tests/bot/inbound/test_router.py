"""The router by itself: what finds a route, whose it is, what its handler is given, and what is done around it."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.inbound.labels import labels_typed
from bot.inbound.router import (
    Handler,
    Route,
    Router,
    either,
    on_any,
    on_command,
    on_event,
    on_intent,
    on_label,
    on_message,
    on_open,
    on_postback,
    on_quote,
    on_typed,
    on_words,
    surrounded,
)
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import OpenActivity, Postback, Say
from models.people.people import Role
from tests.bot.inbound.worker_under_test import TEXTS


@dataclass
class Said:
    """As much of a turn as the router looks at."""

    text: str | None = None
    intent: str | None = None
    is_command: bool = False
    postback: Postback | None = None
    open: str | None = None
    role: Role | None = Role.PARTICIPANT
    labels: frozenset[str] = frozenset()
    quotes: str | None = None
    type: str = "message"
    event: Any = field(init=False)
    conversation: Any = field(init=False)

    def __post_init__(self) -> None:
        kind = "text" if self.text is not None else None
        self.event = SimpleNamespace(type=self.type, message_type=kind, text=self.text, quoted_message_id=self.quotes)
        self.conversation = SimpleNamespace(open=self.open)

    @property
    def said_intent(self) -> str | None:
        return self.postback.intent if isinstance(self.postback, Say) else self.intent


def named(name: str) -> Handler:
    return lambda _: say(name)


def answer(routes: list[Route], **said: Any) -> str:
    turn = cast(Turn, Said(**said))
    return str(Router(routes).handler(turn)(turn).messages[0]["text"])


@pytest.mark.parametrize(
    ("matcher", "said", "not_said"),
    [
        (on_event("follow"), {"type": "follow"}, {"type": "unfollow"}),
        (on_message("text"), {"text": "a"}, {"type": "postback"}),
        (on_intent("menu"), {"text": "a", "intent": "menu"}, {"text": "a", "intent": "help"}),
        (on_intent("menu"), {"type": "postback", "postback": Say("menu")}, {"postback": Say("help")}),
        (on_typed("menu"), {"text": "a", "intent": "menu"}, {"postback": Say("menu")}),
        (on_command("menu"), {"text": "a", "intent": "menu", "is_command": True}, {"text": "a", "intent": "menu"}),
        (on_label("edit-leave"), {"text": "a", "labels": frozenset({"edit-leave"})}, {"text": "a"}),
        (on_open("why"), {"text": "a", "open": "why"}, {"type": "postback", "open": "why"}),
        (on_quote(), {"text": "a", "quotes": "7"}, {"text": "a"}),
        (on_words(), {"text": ""}, {"type": "postback"}),
        (on_words(roles=frozenset({None})), {"text": "a", "role": None}, {"text": "a"}),
        (on_words(when=lambda turn: turn.event.text == "a"), {"text": "a"}, {"text": "b"}),
        (either(on_event("follow"), on_open("why")), {"text": "a", "open": "why"}, {"text": "a", "open": "whose"}),
    ],
)
def test_a_route_is_found_by_what_the_turn_is(matcher: Any, said: dict[str, Any], not_said: dict[str, Any]) -> None:
    routes = [matcher(named("this")), on_any()(named("other"))]
    assert (answer(routes, **said), answer(routes, **not_said)) == ("this", "other")


def test_of_several_that_are_found_the_first_has_the_turn() -> None:
    routes = [
        on_words(when=lambda _: False)(named("not meant")),
        on_intent("menu")(named("first")),
        on_words()(named("second")),
        on_any()(named("last")),
    ]
    assert answer(routes, text="a", intent="menu") == "first"
    assert answer(routes, text="a") == "second"
    assert answer(routes) == "last"


def test_a_handler_is_given_the_button_or_what_was_read() -> None:
    def tapped(_: Turn, button: OpenActivity) -> Reply:
        return say(f"entry {button.activity}")

    def counted(_: Turn, number: int) -> Reply:
        return say(f"number {number}")

    def number(turn: Turn) -> int | None:
        return int(turn.event.text) if turn.event.text and turn.event.text.isdecimal() else None

    routes = [
        on_postback(OpenActivity)(tapped),
        on_words().reading(number)(counted),
        on_any()(named("other")),
    ]
    assert answer(routes, type="postback", postback=OpenActivity(7)) == "entry 7"
    assert answer(routes, text="0") == "number 0"
    assert answer(routes, text="none") == "other"


def test_what_is_around_routes_is_around_each_the_last_outermost() -> None:
    def quoted(turn: Turn, handle: Handler) -> Reply:
        return say(f"'{handle(turn).messages[0]['text']}'")

    def shouted(turn: Turn, handle: Handler) -> Reply:
        return say(f"{handle(turn).messages[0]['text']}!")

    routes = surrounded(surrounded([on_words()(named("a")), on_any()(named("b"))], quoted), shouted)
    assert (answer(list(routes), text="x"), answer(list(routes))) == ("'a'!", "'b'!")


def test_alternatives_have_their_roles_and_conditions_in_common() -> None:
    with pytest.raises(ValueError, match="belong to the whole"):
        either(on_words(when=lambda _: True), on_quote())


def test_a_turn_nobody_has_is_an_error() -> None:
    with pytest.raises(LookupError, match="end with one for everything"):
        answer([on_words()(named("words"))], type="follow")


def test_a_typed_label_is_found_by_its_words_whatever_its_spelling() -> None:
    thai, english = (TEXTS.in_language(language) for language in ("th", "en"))
    assert "offer-save" in labels_typed(f" {english('offer-save').upper()} ", english)
    assert "offer-save" in labels_typed(thai("offer-save"), thai)
    assert "offer-save" not in labels_typed(thai("offer-save"), english)
    assert not labels_typed("บลา", thai)
    assert not labels_typed(english("offer-save") + " " * 60, english)
