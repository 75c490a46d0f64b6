"""Action objects. The same action has different limits in a template, in a Flex message and in a rich menu."""

import re
from typing import Any

from simulator.rules.counting import graphemes
from simulator.rules.shapes import BodyPath, BodyProblems, Check, anything, choice, form, link, one_of, shape, text

LINKS = ("https", "http", "line", "tel")

_WHEN = {
    "date": re.compile(r"(?:19\d\d|20\d\d|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"),
    "time": re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d"),
    "datetime": re.compile(
        r"(?:19\d\d|20\d\d|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d"
    ),
}


def _picker_times(action: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    matches = _WHEN[action["mode"]]
    given = {name: action[name] for name in ("initial", "max", "min") if action.get(name) is not None}
    for name, value in given.items():
        if not isinstance(value, str) or not matches.fullmatch(value):
            problems.wrong(place, name)
            return
    low, high = given.get("min", ""), given.get("max", "~")
    if low >= high or not low <= given.get("initial", low) <= high:
        problems.add(place, "min" if low >= high else "initial", "must be within the range of min and max")


def _fill_in(action: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    if action.get("fillInText") is not None and action.get("inputOption") != "openKeyboard":
        problems.add(place, "fillInText", "must be specified with inputOption openKeyboard")


def _one_text(action: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    if action.get("displayText") is not None and action.get("text") is not None:
        problems.add(place, "text", "must not be specified with displayText")


def actions(label: int, required: bool, kinds: str) -> Check:
    """Return the rule of the actions in one place: label limit in graphemes, and whether a label is required."""
    always = "label " if required else ""
    name = text(label, unit=graphemes)
    shown = text(300, unit=graphemes)
    data = text(300)
    every: dict[str, Check] = {
        "postback": shape("Postback action", always + "data", _fill_in, _one_text,
            type=anything, label=name, data=data, displayText=shown, text=shown,
            inputOption=choice("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"), fillInText=shown,
        ),
        "message": shape("Message action", always + "text", type=anything, label=name, text=shown),
        "uri": shape("URI action", always + "uri", type=anything, label=name, uri=link(1000, LINKS),
            altUri=shape("URI action", "", desktop=link(1000, LINKS)),
        ),
        "datetimepicker": shape("Datetime picker action", always + "data mode", _picker_times,
            type=anything, label=name, data=data, mode=choice("date", "time", "datetime"),
            initial=anything, max=anything, min=anything,
        ),
        "camera": shape("Camera action", "label", type=anything, label=name),
        "cameraRoll": shape("Camera roll action", "label", type=anything, label=name),
        "location": shape("Location action", "label", type=anything, label=name),
        "richmenuswitch": shape("Rich menu switch action", "richMenuAliasId data", type=anything, label=name,
            richMenuAliasId=form(r"[a-z0-9_-]{1,32}"), data=data,
        ),
        "clipboard": shape("Clipboard action", always + "clipboardText",
            type=anything, label=name, clipboardText=text(1000),
        ),
    }  # fmt: skip
    return one_of({kind: every[kind] for kind in kinds.split()})


# Limits: Messaging API reference, "Action objects".
_COMMON = "postback message uri datetimepicker clipboard"
TEMPLATE_ACTION = actions(20, True, _COMMON)
IMAGE_CAROUSEL_ACTION = actions(12, False, _COMMON)
DEFAULT_ACTION = actions(20, False, _COMMON)
FLEX_ACTION = actions(40, False, _COMMON)
FLEX_BUTTON_ACTION = actions(40, True, _COMMON)
QUICK_REPLY_ACTION = actions(20, True, _COMMON + " camera cameraRoll location")
MENU_ACTION = actions(20, False, _COMMON + " richmenuswitch")
