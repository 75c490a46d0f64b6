"""Finds the person of a typed name within the speaker's scope. If several have similar names, the bot asks."""

from collections.abc import Sequence
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ChoosePerson
from handlers.conversation import is_fresh
from handlers.coordination.access import access_of
from models.coordination import scopes
from models.people import people
from models.people.people import Person, Role
from thai.names import people_named

WHICH: Final = "which_person"  # the question; data: task, ids, and the values of the task
MOST: Final = 10
LABEL: Final = LABEL_GRAPHEMES["quick_reply"]


def people_meant(turn: Turn, name: str, roles: Sequence[Role] = tuple(Role)) -> list[tuple[int, str]]:
    """Return (id, name) of the people in scope whom a name may mean, the likeliest first."""
    access = access_of(turn)
    word = max(name.split(), key=len, default="")
    for known in (scopes.names(turn.session, access, roles, like=word), scopes.names(turn.session, access, roles)):
        places = people_named(name, [one for _, one in known])
        if places:
            return [known[place] for place in places]
    return []


def ask_which(turn: Turn, task: str, found: Sequence[tuple[int, str]], **data: Any) -> Reply:
    """Offer several people with similar names; `data` is stored for the task."""
    if len(found) > MOST:
        return say(turn.text("person-many"))
    agencies = people.by_ids(turn.session, [person_id for person_id, _ in found])
    version = turn.conversation.ask(WHICH, turn.now, task=task, ids=[person_id for person_id, _ in found], **data)
    lines = [turn.text("person-which")]
    items = []
    for number, (person_id, name) in enumerate(found, 1):
        line = turn.text("person-choice", number=number, name=name)
        agency = agencies[person_id].agency
        lines.append(f"{line} · {agency}" if agency else line)
        items.append(
            quick.choice(shorten(line, LABEL, "graphemes"), ChoosePerson(person_id, conversation=version), name)
        )
    return say("\n".join(lines), quick_replies=items)


def person_tapped(turn: Turn, button: ChoosePerson) -> int | None:
    """Return the person of a button that belongs to the open question."""
    fresh = turn.conversation.open == WHICH and button.conversation == turn.conversation.version
    return button.person if fresh and button.person in turn.conversation.data["ids"] else None


def person_said(turn: Turn) -> int | None:
    """Return the person whom words after "which one?" mean: by number or by name."""
    words = (turn.event.text or "").strip()
    if not words or not is_fresh(turn):
        return None
    ids: list[int] = turn.conversation.data["ids"]
    if words.isdecimal() and len(words) <= 2:  # int() also reads Thai digits
        return ids[int(words) - 1] if 1 <= int(words) <= len(ids) else None
    names = [person.name for _, person in sorted(people.by_ids(turn.session, ids).items())]
    places = people_named(words, names)
    return sorted(ids)[places[0]] if len(places) == 1 else None


def visible_person(turn: Turn, person_id: int) -> Person | None:
    """Return a person whom the speaker may see now, or None. Who is returned is looked at."""
    found = scopes.person(turn.session, access_of(turn), person_id)
    if found is not None:
        turn.looks_at(found.id)
    return found
