"""The router: finds the handler of a turn.

Routes are found by properties of the turn: the type of its event or message, its button, the open question, the intent
of its words, the label that they are. Of the few routes found in this way, the first that matches is used: the order
of handlers.ROUTES is the precedence.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Generic, TypeVar

from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import Postback
from models.people.people import Role

T = TypeVar("T")
Button = TypeVar("Button", bound=Postback)
Handler = Callable[[Turn], Reply]
Around = Callable[[Turn, Handler], Reply]  # calls a handler and does something before and after
Matches = Callable[[Turn], bool]
Roles = frozenset[Role | None]  # None: a person without a role, or whose part is over
Key = tuple[str, object]  # a property of a turn: ("event", "follow"), ("intent", "menu"), ("open", "form")

ANYTHING: Final[Key] = ("anything", None)
WORDS: Final[Key] = ("words", None)
QUOTE: Final[Key] = ("quote", None)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, and the turns for which it is called.

    A turn with any of the properties `found_by` finds it. `roles` are the allowed roles of the speaker (None: all).
    `when` is a further condition. `reads` returns a value from the turn, which the handler gets as an argument; if it
    returns None, the route does not match. `around` are calls around the handler, the innermost first.
    """

    handler: Callable[..., Reply]
    found_by: tuple[Key, ...]
    roles: Roles | None = None
    when: Matches | None = None
    reads: Callable[[Turn], Any] | None = None
    around: tuple[Around, ...] = ()

    def meant(self, turn: Turn) -> Handler | None:
        """Return the handler for this turn, or None if the route does not match. `roles` were checked before."""
        if self.when is not None and not self.when(turn):
            return None
        handler: Handler = self.handler
        if self.reads is not None:
            read = self.reads(turn)
            if read is None:
                return None
            handler = partial(_handed_over, self.handler, read)
        for around in self.around:
            handler = partial(_surrounded, around, handler)
        return handler


def _handed_over(handler: Callable[[Turn, Any], Reply], read: object, turn: Turn) -> Reply:
    return handler(turn, read)


def _surrounded(around: Around, handler: Handler, turn: Turn) -> Reply:
    return around(turn, handler)


@dataclass(frozen=True, slots=True)
class Matcher:
    """The condition of a route. Calling it with a handler makes the route."""

    found_by: tuple[Key, ...]
    roles: Roles | None
    when: Matches | None

    def __call__(self, handler: Handler) -> Route:
        return Route(handler, self.found_by, self.roles, self.when)

    def reading(self, reads: Callable[[Turn], T | None]) -> "Reading[T]":
        """Return a condition that also needs a value from `reads`, which the handler gets."""
        return Reading(self, reads)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The condition of a route whose handler gets a value that was read from the turn."""

    matcher: Matcher
    reads: Callable[[Turn], T | None]

    def __call__(self, handler: Callable[[Turn, T], Reply]) -> Route:
        return Route(handler, self.matcher.found_by, self.matcher.roles, self.matcher.when, self.reads)


def on_event(*types: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    return _on("event", types, roles, when)


def on_message(*types: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    return _on("message", types, roles, when)


def on_postback(kind: type[Button], roles: Roles | None = None, when: Matches | None = None) -> Reading[Button]:
    """Match a button of this class. The handler gets the button."""
    return Matcher((("postback", kind),), roles, when).reading(partial(_button, kind))


def on_intent(*intents: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match words with one of these intents, or the menu's button, which means the same."""
    return _on("intent", intents, roles, when)


def on_typed(*intents: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match words with one of these intents, but no button."""
    return _on("typed", intents, roles, when)


def on_command(*intents: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match words that are only a command with one of these intents."""
    return _on("command", intents, roles, when)


def on_label(*keys: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match words that are one of our labels."""
    return _on("label", keys, roles, when)


def on_open(*questions: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match words while one of these questions is open."""
    return _on("open", questions, roles, when)


def on_quote(*, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match words that quote a message."""
    return Matcher((QUOTE,), roles, when)


def on_words(*, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match any words. Such a route is tried for every message, so other conditions are better if possible."""
    return Matcher((WORDS,), roles, when)


def on_any(*, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match every turn."""
    return Matcher((ANYTHING,), roles, when)


def either(*matchers: Matcher, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Match what any of these conditions match."""
    if any(one.roles or one.when for one in matchers):
        raise ValueError("roles and `when` belong to the whole")
    return Matcher(tuple(key for one in matchers for key in one.found_by), roles, when)


def surrounded(routes: Iterable[Route], around: Around) -> tuple[Route, ...]:
    """Return these routes with `around` called around each handler."""
    return tuple(replace(route, around=(*route.around, around)) for route in routes)


class Router:
    """Finds the handler of a turn. The last route must match every turn."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = tuple(routes)
        self._places = {role: self._places_for(role) for role in (None, *Role)}

    def _places_for(self, role: Role | None) -> Mapping[Key, Sequence[int]]:
        """Return the routes that each property finds for speakers of a role, by their positions in the precedence."""
        places = defaultdict[Key, list[int]](list)
        for place, route in enumerate(self._routes):
            if route.roles is None or role in route.roles:
                for key in dict.fromkeys(route.found_by):
                    places[key].append(place)
        return dict(places)

    def handler(self, turn: Turn) -> Handler:
        """Return the handler of the first route that matches."""
        for route in self.candidates(turn):
            handler = route.meant(turn)
            if handler is not None:
                return handler
        raise LookupError("no route is meant; handlers.ROUTES must end with one for everything")

    def candidates(self, turn: Turn) -> list[Route]:
        """Return the routes that the turn's properties find, in order."""
        places = self._places[turn.role]
        found = {place for key in keys_of(turn) for place in places.get(key, ())}
        return [self._routes[place] for place in sorted(found)]


def keys_of(turn: Turn) -> list[Key]:
    """Return all properties of a turn."""
    event = turn.event
    keys: list[Key] = [ANYTHING, ("event", event.type), ("message", event.message_type)]
    keys += [("postback", type(turn.postback)), ("intent", turn.said_intent)]
    if event.text is None:
        return keys
    keys += [WORDS, ("open", turn.conversation.open), ("typed", turn.intent)]
    keys += [("label", key) for key in turn.labels]
    if turn.is_command:
        keys.append(("command", turn.intent))
    if event.quoted_message_id is not None:
        keys.append(QUOTE)
    return keys


def _on(kind: str, values: Iterable[object], roles: Roles | None, when: Matches | None) -> Matcher:
    return Matcher(tuple((kind, value) for value in values), roles, when)


def _button(kind: type[Button], turn: Turn) -> Button | None:
    return turn.postback if isinstance(turn.postback, kind) else None
