"""Checks that messages and rich menus share: texts, addresses, lists, actions, quick replies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from bot.line import numbers
from bot.line.text_length import graphemes, utf16

INPUT_OPTIONS: Final = frozenset({"closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"})
PICKED: Final = {
    "date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "time": re.compile(r"\d\d:\d\d", re.ASCII),
    "datetime": re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d", re.ASCII),
}


class LineProblem(NamedTuple):
    """One thing that LINE would refuse: its place (`messages[0].contents.body…`) and the reason."""

    path: str
    message: str


Object = Mapping[str, Any]
LineProblems = list[LineProblem]


def text_within(on: Object, key: str, limit: int, path: str, found: LineProblems, required: bool = True) -> None:
    value = on.get(key)
    if value is None and not required:
        return
    if not isinstance(value, str) or not value:
        found.append(LineProblem(f"{path}.{key}", "must be a text that is not empty"))
    elif len(value) * 2 > limit and (units := utf16(value)) > limit:
        found.append(LineProblem(f"{path}.{key}", f"{units} UTF-16 units, {limit} at most"))


def graphemes_within(on: Object, key: str, limit: int, path: str, found: LineProblems, required: bool = True) -> None:
    value = on.get(key)
    if value is None and not required:
        return
    if not isinstance(value, str) or not value:
        found.append(LineProblem(f"{path}.{key}".lstrip("."), "must be a text that is not empty"))
    elif len(value) > limit and (count := graphemes(value)) > limit:
        found.append(LineProblem(f"{path}.{key}".lstrip("."), f"{count} characters, {limit} at most"))


def url_within(
    on: Object,
    key: str,
    path: str,
    found: LineProblems,
    schemes: tuple[str, ...],
    required: bool = True,
    limit: int = numbers.URL,
) -> None:
    value = on.get(key)
    if value is None and not required:
        return
    if not isinstance(value, str) or not value.startswith(schemes):
        found.append(LineProblem(f"{path}.{key}", f"must begin with {' or '.join(schemes)}"))
    elif utf16(value) > limit:
        found.append(LineProblem(f"{path}.{key}", f"{utf16(value)} UTF-16 units, {limit} at most"))


def list_within(items: Any, least: int, most: int, path: str, found: LineProblems) -> bool:
    if isinstance(items, Sequence) and not isinstance(items, str) and least <= len(items) <= most:
        return True
    found.append(
        LineProblem(path, f"must be a list of {least}–{most}" if least < most else f"must be a list of {least}")
    )
    return False


# ---- actions ----


def check_action(action: Any, path: str, place: str, found: LineProblems, label_required: bool) -> None:
    """Check an action. `place` is a key of LABEL_GRAPHEMES: how long a label may be depends on where it stands."""
    if not isinstance(action, Mapping):
        found.append(LineProblem(path, "must be an action"))
        return
    kind = action.get("type")
    if kind == "postback":
        text_within(action, "data", numbers.POSTBACK_DATA, path, found)
        graphemes_within(action, "displayText", numbers.SPOKEN_GRAPHEMES, path, found, required=False)
        if "text" in action or "inputOption" in action or "fillInText" in action:
            _postback_input(action, path, found)
    elif kind == "message":
        graphemes_within(action, "text", numbers.SPOKEN_GRAPHEMES, path, found)
    elif kind == "uri":
        url_within(action, "uri", path, found, ("https://", "http://", "line://", "tel:"), limit=numbers.ACTION_URI)
    elif kind == "datetimepicker":
        _datetimepicker(action, path, found)
    elif kind == "clipboard":
        text_within(action, "clipboardText", numbers.CLIPBOARD, path, found)
    elif kind == "richmenuswitch":
        text_within(action, "richMenuAliasId", numbers.ALIAS, path, found)
        text_within(action, "data", numbers.POSTBACK_DATA, path, found)
    elif kind in ("camera", "cameraRoll", "location"):
        if place != "quick_reply":
            found.append(LineProblem(f"{path}.type", f"{kind} is for quick replies only"))
    else:
        found.append(LineProblem(f"{path}.type", f"no action type {kind!r}"))
    graphemes_within(action, "label", numbers.LABEL_GRAPHEMES[place], path, found, required=label_required)


def _postback_input(action: Object, path: str, found: LineProblems) -> None:
    graphemes_within(action, "text", numbers.SPOKEN_GRAPHEMES, path, found, required=False)
    if "text" in action and "displayText" in action:
        found.append(LineProblem(f"{path}.text", "not together with displayText"))
    option = action.get("inputOption")
    if option is not None and option not in INPUT_OPTIONS:
        found.append(LineProblem(f"{path}.inputOption", f"no input option {option!r}"))
    graphemes_within(action, "fillInText", numbers.SPOKEN_GRAPHEMES, path, found, required=False)
    if "fillInText" in action and option != "openKeyboard":
        found.append(LineProblem(f"{path}.fillInText", "only with inputOption openKeyboard"))


def _datetimepicker(action: Object, path: str, found: LineProblems) -> None:
    text_within(action, "data", numbers.POSTBACK_DATA, path, found)
    form = PICKED.get(action.get("mode", ""))
    if form is None:
        found.append(LineProblem(f"{path}.mode", "must be date, time or datetime"))
        return
    for key in ("initial", "min", "max"):
        if (value := action.get(key)) is not None and not form.fullmatch(value):
            found.append(LineProblem(f"{path}.{key}", f"{value!r} is not a {action['mode']}"))
            return
    least, most, initial = action.get("min", ""), action.get("max", "~"), action.get("initial")
    if not least < most or (initial is not None and not least <= initial <= most):
        found.append(LineProblem(path, "needs min < max with initial between"))


def check_quick_reply(quick: Any, path: str, found: LineProblems) -> None:
    items = quick.get("items") if isinstance(quick, Mapping) else None
    if list_within(items, 1, numbers.QUICK_REPLIES, path, found):
        for number, item in enumerate(items or ()):
            where = f"{path}[{number}]"
            if item.get("type", "action") != "action":
                found.append(LineProblem(f"{where}.type", "must be action"))
            url_within(item, "imageUrl", where, found, ("https://",), required=False)
            check_action(item.get("action"), f"{where}.action", "quick_reply", found, label_required=True)
