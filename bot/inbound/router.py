"""The router: a turn, and which handler it belongs to. The order of handlers.ROUTES is the precedence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import Postback

Handler = Callable[[Turn], Reply]
Matches = Callable[[Turn], bool]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and when it is meant."""

    matches: Matches
    handler: Handler


def on(matches: Matches) -> Callable[[Handler], Route]:
    """A route for turns of which `matches` is true."""
    return lambda handler: Route(matches, handler)


def on_event(*types: str) -> Callable[[Handler], Route]:
    return on(lambda turn: turn.event.type in types)


def on_message(*types: str) -> Callable[[Handler], Route]:
    return on(lambda turn: turn.event.message_type in types)


def on_postback(*kinds: type[Postback]) -> Callable[[Handler], Route]:
    return on(lambda turn: isinstance(turn.postback, kinds))


def on_intent(*intents: str) -> Callable[[Handler], Route]:
    return on(lambda turn: turn.said_intent in intents)


def on_open(question: str) -> Callable[[Handler], Route]:
    """Words that answer the open question."""
    return on(lambda turn: turn.conversation.open == question and turn.event.text is not None)


def route(routes: Sequence[Route], turn: Turn) -> Handler:
    """The handler of the first route that matches; the last route must match everything."""
    for candidate in routes:
        if candidate.matches(turn):
            return candidate.handler
    raise LookupError("no route matches; handlers.ROUTES must end with one for everything")
