"""Chooses the sectors or tags of an entry from a list."""

import re
from collections.abc import Sequence
from typing import Final

from bot.cards.choices import ChoiceOption, ChoicesCard, choices_card
from bot.inbound.labels import plain_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.activities.card_questions import ask_about
from handlers.conversation import EDIT
from models.activities import details, revisions
from models.activities.activities import Activity
from models.activities.parts import BY_KEY, CORRECTED, PartType
from models.messaging.deliveries import About
from services.activities.in_words import choices
from thai.form_words import way_said
from thai.single_answers import read_sectors, read_tags

CHOSEN_PARTS: Final = tuple(part.key for part in CORRECTED if part.type is PartType.KEYS)
KEYS_SPOKEN_OF: Final = {"sectors": read_sectors, "tags": read_tags}  # by the part that holds the keys
SHORTEST_PART: Final = 4  # letters; the least part of a label that may be typed instead of all of it


def ask_to_choose(turn: Turn, entry: Activity, part: str) -> Reply:
    """Show what can be chosen for a part and what is chosen. The next words answer it."""
    ask_about(turn, EDIT, entry.id, part=part)
    version = turn.conversation.version
    language, chosen = turn.text.language, chosen_now(turn, entry, part)
    headings: dict[str, str] = {}
    if part == "tags":
        headings = {tag.key: one.label(language) for one in turn.programme.dimensions for tag in one.tags}
    options = [
        ChoiceOption(one.key, one.label(language), one.key in chosen, headings.get(one.key))
        for one in choices(BY_KEY[part], turn.programme)
    ]
    card = choices_card(ChoicesCard(entry.id, part, tuple(options), version), turn.text)
    return Reply([card])


def flip(turn: Turn, entry: Activity, part: str, keys: Sequence[str]) -> Reply:
    """Choose these keys, or unchoose those that are chosen, and show the list again."""
    now = chosen_now(turn, entry, part)
    flipped = [key for key in now if key not in keys] + [key for key in keys if key not in now]
    ordered = tuple(key for key in keys_of(turn, part) if key in flipped)
    revisions.revise(
        turn.session, entry, part, ordered, by_person_id=turn.me.id, at=turn.now, message_id=turn.event.message_id
    )
    return Reply(ask_to_choose(turn, entry, part).messages, About("activity", entry.id))


def keys_named(turn: Turn, part: str) -> tuple[str, ...]:
    """Return the keys that the words name: by a label, by what they speak of, or by the list's numbers (1 3 · ๑, ๓)."""
    words, keys = turn.event.text or "", keys_of(turn, part)
    named = _by_label(turn, part) or KEYS_SPOKEN_OF[part](words, turn.programme.words)
    if named:
        return named
    numbers = [int(digits) for digits in re.findall(r"\d{1,3}", words)]  # \d and int() also read Thai digits
    return tuple(keys[n - 1] for n in numbers) if all(1 <= n <= len(keys) for n in numbers) else ()


def says_done(turn: Turn) -> bool:
    """Return whether words end the choosing: the button's label, "done", or "ok" alone."""
    if turn.says("choices-done") or way_said(turn.event.text or "") == "done":
        return True
    return turn.is_command and turn.intent == "confirm"


def keys_of(turn: Turn, part: str) -> list[str]:
    """Return the keys of everything that can be chosen, in the programme's order."""
    return [one.key for one in choices(BY_KEY[part], turn.programme)]


def chosen_now(turn: Turn, entry: Activity, part: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = getattr(details.details(turn.session, entry.id), part)
    return chosen


def _by_label(turn: Turn, part: str) -> tuple[str, ...]:
    """Return the choice with this label, or the only one whose label contains it."""
    said = plain_words(turn.event.text or "")
    offered = choices(BY_KEY[part], turn.programme)
    labels = {one.key: plain_words(one.label(turn.text.language)) for one in offered}
    same = tuple(key for key, label in labels.items() if label == said)
    alike = tuple(key for key, label in labels.items() if len(said) >= SHORTEST_PART and said in label)
    return same or (alike if len(alike) == 1 else ())
