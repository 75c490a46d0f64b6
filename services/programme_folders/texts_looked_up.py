"""Looks up what a programme's file names elsewhere: sentences of reminders and buttons; and looks at its own labels."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from locales.texts import Texts
from programmes import Programme
from programmes.problems import FileProblem, ToldProblem, nearest
from programmes.reminders import NO_COMMANDS
from thai.intents import INTENTS

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}|\$\w+|%[sd(]")


def reminder_problems(programme: Programme, texts: Texts) -> Iterator[ToldProblem]:
    """Yield each text of a rule that has no sentences for somebody it is told to, and each button nobody knows."""
    messages = texts.in_language("th").messages
    named = sorted({key.removeprefix("remind-").removesuffix("-title") for key in messages if _is_title(key)})
    buttons = sorted({*INTENTS, *NO_COMMANDS})
    for place, reminder in enumerate(programme.reminders):
        for number, text in enumerate(reminder.text):
            where = f"reminders[{place}].text[{number}]"
            if f"remind-{text}-title" not in messages:
                values = {"value": text, "known": ", ".join(named), "nearest": nearest(text, named)}
                yield where, f"no sentences are called remind-{text}-…", "reminder-no-text", values
                continue
            for audience in reminder.to:
                if f"remind-{text}-{audience}" not in messages:
                    why = f"there is no remind-{text}-{audience}"
                    yield where, why, "reminder-not-to", {"value": text, "to": audience}
        for number, button in enumerate(reminder.buttons):
            if button not in buttons:
                values = {"value": button, "known": ", ".join(buttons), "nearest": nearest(button, buttons)}
                yield f"reminders[{place}].buttons[{number}]", f"{button} is no command", "reminder-button", values


def label_problems(content: Mapping[str, Any]) -> Iterator[FileProblem]:
    """Yield each text of the file that has a placeholder: nothing fills one in there."""
    for where, value in _texts(content, ""):
        if found := _PLACEHOLDER.search(value):
            yield where, f"nothing fills in {found[0]}", "placeholder", {"value": found[0]}


def _is_title(key: str) -> bool:
    return key.startswith("remind-") and key.endswith("-title")


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) for each text in Thai or English."""
    if isinstance(value, dict):
        for name, one in value.items():
            at = f"{where}.{name}".lstrip(".")
            if isinstance(one, str) and name in ("th", "en"):
                yield at, one
            else:
                yield from _texts(one, at)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, f"{where}[{place}]")
