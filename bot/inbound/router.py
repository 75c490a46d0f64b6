"""The router: a turn, and which handler it belongs to.

A route is found by what a turn is: the type of its event or message, its button, the question that is open, what the
words mean, whose label they are. Of the few routes found so, the first that is meant has the turn: the order of
handlers.ROUTES is the precedence.
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
Around = Callable[[Turn, Handler], Reply]  # does something before and after a handler, which it calls
Matches = Callable[[Turn], bool]
Roles = frozenset[Role | None]  # None: whoever has no part in the programme, or not any more
Key = tuple[str, object]  # what a turn can be: ("event", "follow"), ("intent", "menu"), ("open", "form")

ANYTHING: Final[Key] = ("anything", None)
WORDS: Final[Key] = ("words", None)
QUOTE: Final[Key] = ("quote", None)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler, and for which turns it is.

    `found_by`: a turn that is any of these finds it. `roles`: the speaker's, None for everybody. `when`: what else must
    be true of the turn. `reads`: finds in the turn what the handler is given besides it; where it finds None, the route
    is not meant. `around`: what is done around the handler, the innermost first.
    """

    handler: Callable[..., Reply]
    found_by: tuple[Key, ...]
    roles: Roles | None = None
    when: Matches | None = None
    reads: Callable[[Turn], Any] | None = None
    around: tuple[Around, ...] = ()

    def meant(self, turn: Turn) -> Handler | None:
        """The handler, ready for this turn; None when the turn is not for it. `roles` were looked at before."""
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
    """Turns that are for a handler; called with it, it makes the route."""

    found_by: tuple[Key, ...]
    roles: Roles | None
    when: Matches | None

    def __call__(self, handler: Handler) -> Route:
        return Route(handler, self.found_by, self.roles, self.when)

    def reading(self, reads: Callable[[Turn], T | None]) -> "Reading[T]":
        """Those of the turns in which something is read; it is handed to the handler."""
        return Reading(self, reads)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """Turns that are for a handler which is given what was read in them."""

    matcher: Matcher
    reads: Callable[[Turn], T | None]

    def __call__(self, handler: Callable[[Turn, T], Reply]) -> Route:
        return Route(handler, self.matcher.found_by, self.matcher.roles, self.matcher.when, self.reads)


def on_event(*types: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    return _on("event", types, roles, when)


def on_message(*types: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    return _on("message", types, roles, when)


def on_postback(kind: type[Button], roles: Roles | None = None, when: Matches | None = None) -> Reading[Button]:
    """A button of this class, which the handler is given."""
    return Matcher((("postback", kind),), roles, when).reading(partial(_button, kind))


def on_intent(*intents: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Words that mean this, or the menu's button, which is the same as saying it."""
    return _on("intent", intents, roles, when)


def on_typed(*intents: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Words that mean this; no button does."""
    return _on("typed", intents, roles, when)


def on_command(*intents: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Words that mean this and are nothing else."""
    return _on("command", intents, roles, when)


def on_label(*keys: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Words that are one of our texts: a button's, typed."""
    return _on("label", keys, roles, when)


def on_open(*questions: str, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Words, while one of these questions is open."""
    return _on("open", questions, roles, when)


def on_quote(*, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Words that quote a message."""
    return Matcher((QUOTE,), roles, when)


def on_words(*, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Any words. They are read for every message: what can be found by less is."""
    return Matcher((WORDS,), roles, when)


def on_any(*, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """Anything that comes."""
    return Matcher((ANYTHING,), roles, when)


def either(*matchers: Matcher, roles: Roles | None = None, when: Matches | None = None) -> Matcher:
    """What any of these find."""
    if any(one.roles or one.when for one in matchers):
        raise ValueError("roles and `when` belong to the whole")
    return Matcher(tuple(key for one in matchers for key in one.found_by), roles, when)


def surrounded(routes: Iterable[Route], around: Around) -> tuple[Route, ...]:
    """These routes, each handler called by `around`."""
    return tuple(replace(route, around=(*route.around, around)) for route in routes)


class Router:
    """Finds a turn's handler. The last route must be meant for everything."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = tuple(routes)
        self._places = {role: self._places_for(role) for role in (None, *Role)}

    def _places_for(self, role: Role | None) -> Mapping[Key, Sequence[int]]:
        """Which routes each key finds for speakers of a role: their places in the order of precedence."""
        places = defaultdict[Key, list[int]](list)
        for place, route in enumerate(self._routes):
            if route.roles is None or role in route.roles:
                for key in dict.fromkeys(route.found_by):
                    places[key].append(place)
        return dict(places)

    def handler(self, turn: Turn) -> Handler:
        """The handler of the first route that is meant."""
        for route in self.candidates(turn):
            handler = route.meant(turn)
            if handler is not None:
                return handler
        raise LookupError("no route is meant; handlers.ROUTES must end with one for everything")

    def candidates(self, turn: Turn) -> list[Route]:
        """The routes that what the turn is finds, in their order."""
        places = self._places[turn.role]
        found = {place for key in keys_of(turn) for place in places.get(key, ())}
        return [self._routes[place] for place in sorted(found)]


def keys_of(turn: Turn) -> list[Key]:
    """All that a turn is."""
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
