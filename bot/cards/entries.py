"""What a programme is for, as entries that menus offer before the commands that all programmes have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards.commands import EVERYTHING, Offered, commands_of, word_key
from bot.postback import Postback, Say, ShowCalls, ShowDevelopment, ShowUnits
from locales.texts import Text
from thai.intents import INTENTS, MENUS

ALWAYS: Final = ("my_data", "menu", "help")
MOST_ABOVE, MOST_BELOW = 4, 5  # entries in the two rows of a rich menu whose programme has entries of its own
PLAN: Final = "plan:"  # views of an organisation's development plan
CALLS: Final = "calls:"  # what is asked of units' calls
UNITS: Final = "units:"  # views of units
OWN: Final = {
    "participant": (
        "plan:how", "plan:own", "plan:gaps", "plan:year",
        "calls:people", "calls:projects", "calls:mine", "calls:deadline",
        "units:forums", "units:teams", "units:plan",
    ),
    "coordinator": (
        "plan:waiting", "plan:untrained", "plan:gaps", "plan:budget",
        "calls:people", "calls:projects",
        "units:forums", "units:teams", "units:steps",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One area of a rich menu: the key of its drawing, its word, what a tap does, whether people type after it."""

    key: str
    word: str
    button: Postback
    opens_keyboard: bool = False
    of_the_work: bool = False


def own_keys(role: str, there: Offered) -> tuple[str, ...]:
    """Return the keys of what the programme is for, in the order in which `role` is offered it."""
    return tuple(key for key in OWN.get(role, ()) if _is_there(key, there))


def _is_there(key: str, there: Offered) -> bool:
    of, view = _parts(key)
    if of == PLAN:
        return there.development
    if of == CALLS and "forums" in there.views:
        return False  # calls are over in weeks, and a menu stands for the whole programme
    if of == CALLS:
        return bool(there.call_kinds) if view in ("mine", "deadline") else view in there.call_kinds
    return view in there.views


def _parts(key: str) -> tuple[str, str]:
    of, _, view = key.partition(":")
    return f"{of}:", view


def rows_of(role: str, there: Offered = EVERYTHING) -> tuple[tuple[str, ...], ...]:
    """Return the keys of a role's rich menu by its rows, without what is not there. What the programme is for stands
    first; then the commands of all programmes share what is left, and `ALWAYS` ends it."""
    own, commands = own_keys(role, there), (*commands_of(role, there), "menu")
    if not own:
        rows = (tuple(key for key in row if key in commands) for row in MENUS[role])
        return tuple(row for row in rows if row)
    others = [key for row in MENUS[role] for key in row if key in commands and key not in ALWAYS]
    above = [*own, *others][:MOST_ABOVE]
    below = [key for key in (*own, *others) if key not in above][: MOST_BELOW - len(ALWAYS)]
    return (tuple(above), (*below, *ALWAYS))


def entry_of(key: str, role: str, there: Offered, text: Text) -> MenuEntry:
    """Return an entry by its key."""
    if key in INTENTS:
        intent = INTENTS[key]
        return MenuEntry(key, text(word_key(key)), Say(key), intent.opens_keyboard, intent.of_the_work)
    of, view = _parts(key)
    if of == PLAN:
        return MenuEntry(key, text(f"rich-plan-{view}"), ShowDevelopment(view), of_the_work=view != "how")
    if of == CALLS:
        said = f"coordinator-{view}" if role == "coordinator" else view
        return MenuEntry(key, text(f"rich-calls-{said}"), ShowCalls(view), of_the_work=view in ("mine", "deadline"))
    words = there.named(text.language)
    return MenuEntry(key, text(f"rich-units-{view}", **words), ShowUnits(view), of_the_work=view != "forums")
