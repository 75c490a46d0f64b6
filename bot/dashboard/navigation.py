"""The places of the dashboard, by role, in the order in which they stand in its menu."""

from dataclasses import dataclass
from typing import Final, Literal

from models.people.people import Role
from programmes import Programme

OVERSEERS: Final = frozenset((Role.MENTOR, Role.COORDINATOR))
EVERYBODY: Final = frozenset(Role)
COORDINATORS: Final = frozenset((Role.COORDINATOR,))


Needed = Literal[
    "units", "stages", "sectors", "expects_days", "development", "calls", "selections", "has_rounds", "certificate"
]


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """A place in the menu: its address, the key of its name, who has it; `is_main` stands in the bar of a phone."""

    path: str
    key: str
    roles: frozenset[Role] = OVERSEERS
    is_main: bool = False
    needs: Needed | None = None  # what such a place is of

    def is_here(self, path: str) -> bool:
        """Return whether an address belongs to this place."""
        return path == self.path or (self.path != "/app" and path.startswith(f"{self.path}/"))


PLACES: Final = (
    MenuPlace("/app", "web-overview", EVERYBODY, is_main=True),
    MenuPlace("/app/people", "web-people", is_main=True),
    MenuPlace("/app/reviews", "web-reviews", OVERSEERS, is_main=True, needs="stages"),
    MenuPlace("/app/map", "web-map", is_main=True),
    MenuPlace("/app/whole", "web-whole"),
    MenuPlace("/app/entries", "web-entries", EVERYBODY),
    MenuPlace("/app/days", "web-days", needs="expects_days"),
    MenuPlace("/app/coverage", "web-coverage", needs="sectors"),
    MenuPlace("/app/compare", "web-compare", needs="expects_days"),
    MenuPlace("/app/announcements", "web-announcements", OVERSEERS),
    MenuPlace("/app/leave", "web-leave", COORDINATORS),
    MenuPlace("/app/codes", "web-codes", COORDINATORS),
    MenuPlace("/app/holidays", "web-holidays", COORDINATORS),
    MenuPlace("/app/selections", "web-selections", frozenset((Role.PARTICIPANT, Role.COORDINATOR)), needs="selections"),
    MenuPlace("/app/calls", "web-calls", frozenset((Role.PARTICIPANT, Role.COORDINATOR)), needs="calls"),
    MenuPlace("/app/units", "web-units", frozenset((Role.PARTICIPANT, Role.COORDINATOR)), needs="units"),
    MenuPlace("/app/development", "web-development", EVERYBODY, is_main=True, needs="development"),
    MenuPlace("/app/photos", "web-photos", EVERYBODY),
    MenuPlace("/app/obstacles", "web-obstacles"),
    MenuPlace("/app/papers", "web-papers", EVERYBODY),
    MenuPlace("/app/roster", "web-roster", COORDINATORS),
    MenuPlace("/app/raters", "web-raters", needs="has_rounds"),
    MenuPlace("/app/rounds", "web-rounds", COORDINATORS, needs="has_rounds"),
    MenuPlace("/app/certificates", "web-certificates", COORDINATORS, needs="certificate"),
    MenuPlace("/app/feeds", "web-feeds", COORDINATORS),
    MenuPlace("/app/calendar", "web-dates"),
    MenuPlace("/app/rehearsal", "web-rehearsal", COORDINATORS),
    MenuPlace("/app/programme", "web-programme", COORDINATORS),
    MenuPlace("/app/forms", "web-forms", frozenset((Role.COORDINATOR,))),
    MenuPlace("/app/devices", "web-devices", EVERYBODY),
)


# What is done, and what is one's own; all other places that are not main ones show something.
DOING: Final = frozenset(
    f"/app/{name}"
    for name in (
        "announcements", "leave", "codes", "holidays", "roster", "raters", "rounds", "certificates", "calendar",
        "rehearsal",
    )
)  # fmt: skip
ONES_OWN: Final = frozenset(f"/app/{name}" for name in ("devices", "feeds"))


def places_of(role: Role, programme: Programme) -> tuple[MenuPlace, ...]:
    """Return the places of a role in a programme."""
    here = (place for place in PLACES if place.needs is None or getattr(programme, place.needs))
    return tuple(place for place in here if role in place.roles)


def menus_of(role: Role, programme: Programme) -> tuple[tuple[str, tuple[MenuPlace, ...]], ...]:
    """Return the menus of a role beside its main places: the key of each menu's name, and its places."""
    beside = [place for place in places_of(role, programme) if not place.is_main]
    menus = {
        "web-menu-look": tuple(place for place in beside if place.path not in DOING | ONES_OWN),
        "web-menu-do": tuple(place for place in beside if place.path in DOING),
        "web-menu-own": tuple(place for place in beside if place.path in ONES_OWN),
    }
    return tuple((key, places) for key, places in menus.items() if places)
