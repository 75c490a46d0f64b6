"""Every number of the LINE platform, counted as LINE counts, and the check that runs before each send.

Source: LINE's Messaging API reference, its page on counting characters, and its OpenAPI description (August 2026).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson

from bot.line.counting import Unit, graphemes, shorten, split_text, utf16

__all__ = ["Problem", "Unit", "check", "check_rich_menu", "graphemes", "shorten", "split_text", "utf16"]

# ---- calls ----
WEBHOOK_ANSWER_SECONDS: Final = 2
REPLY_TOKEN_SECONDS: Final = 60
RETRY_KEY_SECONDS: Final = 24 * 3600
REQUEST_BYTES: Final = 2 * 1024 * 1024
MESSAGES_A_CALL: Final = 5
MULTICAST_RECIPIENTS: Final = 500
RICH_MENU_BULK_USERS: Final = 500
LOADING_SECONDS: Final = range(5, 61, 5)
RATES: Final[Mapping[str, tuple[int, int]]] = {  # endpoint: (calls, seconds), a token bucket per channel
    "reply": (2000, 1), "push": (2000, 1), "validate": (2000, 1), "mark_as_read": (2000, 1), "content": (2000, 1),
    "profile": (2000, 1), "multicast": (200, 1), "loading": (100, 1), "narrowcast": (60, 3600),
    "broadcast": (60, 3600), "rich_menu": (100, 3600), "rich_menu_bulk": (3, 3600),
}  # fmt: skip

# ---- message objects: UTF-16 units unless a name says graphemes ----
TEXT: Final = 5000
ALT_TEXT: Final = 1500
SENDER_NAME: Final = 20
URL: Final = 2000
ACTION_URI: Final = 1000
POSTBACK_DATA: Final = 300
SPOKEN_GRAPHEMES: Final = 300  # displayText, fillInText, text of message and postback actions
CLIPBOARD: Final = 1000
ALIAS: Final = 32
QUICK_REPLIES: Final = 13
TEXT_EMOJIS: Final = 20
SUBSTITUTIONS: Final = 100
LABEL_GRAPHEMES: Final = {"template": 20, "image_carousel": 12, "quick_reply": 20, "rich_menu": 20, "flex": 40}
LOCATION_TEXT: Final = 100
TRACKING_ID: Final = 100
BUTTONS_TITLE_GRAPHEMES: Final = 40
BUTTONS_TEXT_GRAPHEMES: Final = 160
CAROUSEL_TEXT_GRAPHEMES: Final = 120
TEXT_BESIDE_IMAGE_GRAPHEMES: Final = 60
CONFIRM_TEXT_GRAPHEMES: Final = 240
BUTTONS_ACTIONS: Final = 4
CONFIRM_ACTIONS: Final = 2
CAROUSEL_COLUMNS: Final = 10
CAROUSEL_ACTIONS: Final = 3
BUBBLE_BYTES: Final = 30_000  # LINE says KB and not which; the smaller reading is safe
FLEX_CAROUSEL_BYTES: Final = 50_000
FLEX_CAROUSEL_BUBBLES: Final = 12
IMAGEMAP_WIDTH: Final = 1040
IMAGEMAP_ACTIONS: Final = 50
IMAGEMAP_TEXT: Final = 400
IMAGEMAP_LABEL: Final = 100
IMAGEMAP_LINK_LABEL: Final = 30

# ---- rich menus ----
RICH_MENU_WIDTH: Final = range(800, 2501)
RICH_MENU_LEAST_HEIGHT: Final = 250
RICH_MENU_LEAST_RATIO: Final = 1.45
RICH_MENU_IMAGE_BYTES: Final = 1024 * 1024
RICH_MENU_AREAS: Final = 20
RICH_MENU_NAME_GRAPHEMES: Final = 300
CHAT_BAR_GRAPHEMES: Final = 14

INPUT_OPTIONS: Final = frozenset({"closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"})
PICKED: Final = {
    "date": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "time": re.compile(r"\d\d:\d\d", re.ASCII),
    "datetime": re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d", re.ASCII),
}
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
BUBBLE_SIZES: Final = frozenset({"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"})
BLOCKS: Final = ("header", "hero", "body", "footer")
IN_BASELINE: Final = frozenset({"icon", "text", "filler", "span"})
IN_BOX: Final = frozenset({"box", "button", "image", "text", "separator", "filler", "video"})
COLOURED: Final = ("color", "backgroundColor", "borderColor")


class Problem(NamedTuple):
    """One thing LINE would refuse: where (`messages[0].contents.body…`) and why."""

    path: str
    message: str


Object = Mapping[str, Any]
Problems = list[Problem]


def check(messages: Sequence[Object], *, allow_http: bool = False) -> list[Problem]:
    """What LINE would refuse in the messages of one call, [] when all is well. `allow_http`: the demo's pictures."""
    found: Problems = []
    if not 1 <= len(messages) <= MESSAGES_A_CALL:
        found.append(Problem("messages", f"{len(messages)} messages, 1–{MESSAGES_A_CALL} go into one call"))
    schemes = ("https://", "http://") if allow_http else ("https://",)
    for number, message in enumerate(messages):
        path = f"messages[{number}]"
        known = CHECKS.get(message.get("type", ""))
        if known is None:
            found.append(Problem(f"{path}.type", f"no message type {message.get('type')!r}"))
            continue
        known(message, path, found, schemes)
        if (quick := message.get("quickReply")) is not None:
            _quick_reply(quick, f"{path}.quickReply.items", found)
        if (sender := message.get("sender")) is not None:
            _text(sender, "name", SENDER_NAME, f"{path}.sender", found, required=False)
            _url(sender, "iconUrl", f"{path}.sender", found, schemes, required=False)
    return found


def check_rich_menu(menu: Object, image: bytes | None = None) -> list[Problem]:
    """What LINE would refuse in a rich menu object and, when given, in the size of its image file."""
    found: Problems = []
    width, height = menu["size"]["width"], menu["size"]["height"]
    if width not in RICH_MENU_WIDTH or height < RICH_MENU_LEAST_HEIGHT or width / height < RICH_MENU_LEAST_RATIO:
        found.append(Problem("size", f"{width}×{height} is not a size of rich menus"))
    _graphemes(menu, "name", RICH_MENU_NAME_GRAPHEMES, "", found)
    _graphemes(menu, "chatBarText", CHAT_BAR_GRAPHEMES, "", found)
    _count(menu["areas"], 1, RICH_MENU_AREAS, "areas", found)
    for number, area in enumerate(menu["areas"]):
        bounds = area["bounds"]
        if (
            min(bounds["x"], bounds["y"]) < 0
            or min(bounds["width"], bounds["height"]) < 1
            or bounds["x"] + bounds["width"] > width
            or bounds["y"] + bounds["height"] > height
        ):
            found.append(Problem(f"areas[{number}].bounds", "outside of the menu"))
        _action(area["action"], f"areas[{number}].action", "rich_menu", found, label_required=False)
    if image is not None and len(image) > RICH_MENU_IMAGE_BYTES:
        found.append(Problem("image", f"{len(image)} bytes, {RICH_MENU_IMAGE_BYTES} at most"))
    return found


# ---- single values ----


def _text(on: Object, key: str, limit: int, path: str, found: Problems, required: bool = True) -> None:
    value = on.get(key)
    if value is None and not required:
        return
    if not isinstance(value, str) or not value:
        found.append(Problem(f"{path}.{key}", "must be a text that is not empty"))
    elif len(value) * 2 > limit and (units := utf16(value)) > limit:
        found.append(Problem(f"{path}.{key}", f"{units} UTF-16 units, {limit} at most"))


def _graphemes(on: Object, key: str, limit: int, path: str, found: Problems, required: bool = True) -> None:
    value = on.get(key)
    if value is None and not required:
        return
    if not isinstance(value, str) or not value:
        found.append(Problem(f"{path}.{key}".lstrip("."), "must be a text that is not empty"))
    elif len(value) > limit and (count := graphemes(value)) > limit:
        found.append(Problem(f"{path}.{key}".lstrip("."), f"{count} characters, {limit} at most"))


def _url(
    on: Object, key: str, path: str, found: Problems, schemes: tuple[str, ...], required: bool = True, limit: int = URL
) -> None:
    value = on.get(key)
    if value is None and not required:
        return
    if not isinstance(value, str) or not value.startswith(schemes):
        found.append(Problem(f"{path}.{key}", f"must begin with {' or '.join(schemes)}"))
    elif utf16(value) > limit:
        found.append(Problem(f"{path}.{key}", f"{utf16(value)} UTF-16 units, {limit} at most"))


def _count(items: Any, least: int, most: int, path: str, found: Problems) -> bool:
    if isinstance(items, Sequence) and not isinstance(items, str) and least <= len(items) <= most:
        return True
    found.append(Problem(path, f"must be a list of {least}–{most}" if least < most else f"must be a list of {least}"))
    return False


# ---- actions ----


def _action(action: Any, path: str, place: str, found: Problems, label_required: bool) -> None:
    if not isinstance(action, Mapping):
        found.append(Problem(path, "must be an action"))
        return
    kind = action.get("type")
    if kind == "postback":
        _text(action, "data", POSTBACK_DATA, path, found)
        _graphemes(action, "displayText", SPOKEN_GRAPHEMES, path, found, required=False)
        if "text" in action or "inputOption" in action or "fillInText" in action:
            _postback_input(action, path, found)
    elif kind == "message":
        _graphemes(action, "text", SPOKEN_GRAPHEMES, path, found)
    elif kind == "uri":
        _url(action, "uri", path, found, ("https://", "http://", "line://", "tel:", "mailto:"), limit=ACTION_URI)
    elif kind == "datetimepicker":
        _datetimepicker(action, path, found)
    elif kind == "clipboard":
        _text(action, "clipboardText", CLIPBOARD, path, found)
    elif kind == "richmenuswitch":
        _text(action, "richMenuAliasId", ALIAS, path, found)
        _text(action, "data", POSTBACK_DATA, path, found)
    elif kind in ("camera", "cameraRoll", "location"):
        if place != "quick_reply":
            found.append(Problem(f"{path}.type", f"{kind} is for quick replies only"))
    else:
        found.append(Problem(f"{path}.type", f"no action type {kind!r}"))
    _graphemes(action, "label", LABEL_GRAPHEMES[place], path, found, required=label_required)


def _postback_input(action: Object, path: str, found: Problems) -> None:
    _graphemes(action, "text", SPOKEN_GRAPHEMES, path, found, required=False)
    if "text" in action and "displayText" in action:
        found.append(Problem(f"{path}.text", "not together with displayText"))
    option = action.get("inputOption")
    if option is not None and option not in INPUT_OPTIONS:
        found.append(Problem(f"{path}.inputOption", f"no input option {option!r}"))
    _graphemes(action, "fillInText", SPOKEN_GRAPHEMES, path, found, required=False)
    if "fillInText" in action and option != "openKeyboard":
        found.append(Problem(f"{path}.fillInText", "only with inputOption openKeyboard"))


def _datetimepicker(action: Object, path: str, found: Problems) -> None:
    _text(action, "data", POSTBACK_DATA, path, found)
    form = PICKED.get(action.get("mode", ""))
    if form is None:
        found.append(Problem(f"{path}.mode", "must be date, time or datetime"))
        return
    for key in ("initial", "min", "max"):
        if (value := action.get(key)) is not None and not form.fullmatch(value):
            found.append(Problem(f"{path}.{key}", f"{value!r} is not a {action['mode']}"))
            return
    least, most, initial = action.get("min", ""), action.get("max", "~"), action.get("initial")
    if not least < most or (initial is not None and not least <= initial <= most):
        found.append(Problem(path, "needs min < max with initial between"))


def _quick_reply(quick: Any, path: str, found: Problems) -> None:
    items = quick.get("items") if isinstance(quick, Mapping) else None
    if _count(items, 1, QUICK_REPLIES, path, found):
        for number, item in enumerate(items or ()):
            where = f"{path}[{number}]"
            if item.get("type", "action") != "action":
                found.append(Problem(f"{where}.type", "must be action"))
            _url(item, "imageUrl", where, found, ("https://",), required=False)
            _action(item.get("action"), f"{where}.action", "quick_reply", found, label_required=True)


# ---- message types ----


def _text_message(message: Object, path: str, found: Problems, _schemes: tuple[str, ...]) -> None:
    _text(message, "text", TEXT, path, found)
    if "emojis" in message:
        _count(message["emojis"], 1, TEXT_EMOJIS, f"{path}.emojis", found)
    if len(message.get("substitution", ())) > SUBSTITUTIONS:
        found.append(Problem(f"{path}.substitution", f"{SUBSTITUTIONS} at most"))


def _sticker(message: Object, path: str, found: Problems, _schemes: tuple[str, ...]) -> None:
    _text(message, "packageId", TEXT, path, found)
    _text(message, "stickerId", TEXT, path, found)


def _media(message: Object, path: str, found: Problems, schemes: tuple[str, ...]) -> None:
    _url(message, "originalContentUrl", path, found, schemes)
    if message["type"] == "audio":
        if not isinstance(message.get("duration"), int) or message["duration"] < 1:
            found.append(Problem(f"{path}.duration", "must be milliseconds, at least 1"))
        return
    _url(message, "previewImageUrl", path, found, schemes)
    _text(message, "trackingId", TRACKING_ID, path, found, required=False)


def _location(message: Object, path: str, found: Problems, _schemes: tuple[str, ...]) -> None:
    _text(message, "title", LOCATION_TEXT, path, found)
    _text(message, "address", LOCATION_TEXT, path, found)
    for key, most in (("latitude", 90), ("longitude", 180)):
        if not isinstance(message.get(key), (int, float)) or abs(message[key]) > most:
            found.append(Problem(f"{path}.{key}", f"must be a number from -{most} to {most}"))


def _imagemap(message: Object, path: str, found: Problems, schemes: tuple[str, ...]) -> None:
    _url(message, "baseUrl", path, found, schemes)
    _text(message, "altText", ALT_TEXT, path, found)
    size = message.get("baseSize") or {}
    if size.get("width") != IMAGEMAP_WIDTH or not isinstance(size.get("height"), int):
        found.append(Problem(f"{path}.baseSize", f"must be {IMAGEMAP_WIDTH} wide with a height"))
    if (link := (message.get("video") or {}).get("externalLink")) is not None:
        _url(link, "linkUri", f"{path}.video.externalLink", found, ("https://", "http://"), limit=ACTION_URI)
        _text(link, "label", IMAGEMAP_LINK_LABEL, f"{path}.video.externalLink", found)
    if not _count(message.get("actions"), 0, IMAGEMAP_ACTIONS, f"{path}.actions", found):
        return
    limits = {
        "message": ("text", IMAGEMAP_TEXT),
        "uri": ("linkUri", ACTION_URI),
        "clipboard": ("clipboardText", CLIPBOARD),
    }
    for number, action in enumerate(message["actions"]):
        where = f"{path}.actions[{number}]"
        if action.get("type") not in limits:
            found.append(Problem(f"{where}.type", f"no imagemap action {action.get('type')!r}"))
            continue
        _text(action, *limits[action["type"]], where, found)
        _text(action, "label", IMAGEMAP_LABEL, where, found, required=False)


def _template(message: Object, path: str, found: Problems, schemes: tuple[str, ...]) -> None:
    _text(message, "altText", ALT_TEXT, path, found)
    template, path = message.get("template") or {}, f"{path}.template"
    kind = template.get("type")
    if kind == "buttons":
        _column(template, path, found, schemes, BUTTONS_TEXT_GRAPHEMES, BUTTONS_ACTIONS)
    elif kind == "confirm":
        _graphemes(template, "text", CONFIRM_TEXT_GRAPHEMES, path, found)
        _template_actions(template, CONFIRM_ACTIONS, CONFIRM_ACTIONS, path, found)
    elif kind == "carousel":
        if _count(template.get("columns"), 1, CAROUSEL_COLUMNS, f"{path}.columns", found):
            for number, column in enumerate(template["columns"]):
                where = f"{path}.columns[{number}]"
                _column(column, where, found, schemes, CAROUSEL_TEXT_GRAPHEMES, CAROUSEL_ACTIONS)
            if len({len(column.get("actions", ())) for column in template["columns"]}) > 1:
                found.append(Problem(f"{path}.columns", "every column needs the same number of actions"))
    elif kind == "image_carousel":
        if _count(template.get("columns"), 1, CAROUSEL_COLUMNS, f"{path}.columns", found):
            for number, column in enumerate(template["columns"]):
                where = f"{path}.columns[{number}]"
                _url(column, "imageUrl", where, found, schemes)
                _action(column.get("action"), f"{where}.action", "image_carousel", found, label_required=False)
    else:
        found.append(Problem(f"{path}.type", f"no template type {kind!r}"))


def _column(
    column: Object, path: str, found: Problems, schemes: tuple[str, ...], plain_limit: int, most_actions: int
) -> None:
    _url(column, "thumbnailImageUrl", path, found, schemes, required=False)
    _graphemes(column, "title", BUTTONS_TITLE_GRAPHEMES, path, found, required=False)
    beside = column.get("title") is not None or column.get("thumbnailImageUrl") is not None
    _graphemes(column, "text", TEXT_BESIDE_IMAGE_GRAPHEMES if beside else plain_limit, path, found)
    _template_actions(column, 1, most_actions, path, found)
    if "defaultAction" in column:
        _action(column["defaultAction"], f"{path}.defaultAction", "template", found, label_required=False)


def _template_actions(template: Object, least: int, most: int, path: str, found: Problems) -> None:
    if _count(template.get("actions"), least, most, f"{path}.actions", found):
        for number, action in enumerate(template["actions"]):
            _action(action, f"{path}.actions[{number}]", "template", found, label_required=True)


def _coupon(message: Object, path: str, found: Problems, _schemes: tuple[str, ...]) -> None:
    _text(message, "couponId", TEXT, path, found)


# ---- Flex ----


def _flex(message: Object, path: str, found: Problems, schemes: tuple[str, ...]) -> None:
    _text(message, "altText", ALT_TEXT, path, found)
    contents = message.get("contents") or {}
    path = f"{path}.contents"
    if contents.get("type") == "bubble":
        _bubble(contents, path, found, schemes)
    elif contents.get("type") == "carousel":
        if _count(contents.get("contents"), 1, FLEX_CAROUSEL_BUBBLES, f"{path}.contents", found):
            for number, bubble in enumerate(contents["contents"]):
                _bubble(bubble, f"{path}.contents[{number}]", found, schemes)
            _bytes(contents, FLEX_CAROUSEL_BYTES, path, found)
    else:
        found.append(Problem(f"{path}.type", f"no Flex container {contents.get('type')!r}"))


def _bytes(part: Object, limit: int, path: str, found: Problems) -> None:
    size = len(orjson.dumps(part))
    if size > limit:
        found.append(Problem(path, f"{size} bytes of JSON, {limit} at most"))


def _bubble(bubble: Object, path: str, found: Problems, schemes: tuple[str, ...]) -> None:
    if bubble.get("type") != "bubble":
        found.append(Problem(f"{path}.type", "must be bubble"))
        return
    if bubble.get("size", "mega") not in BUBBLE_SIZES:
        found.append(Problem(f"{path}.size", f"no bubble size {bubble['size']!r}"))
    for block in BLOCKS:
        part = bubble.get(block)
        if part is not None:
            if part.get("type") != "box" and not (block == "hero" and part.get("type") in ("image", "video")):
                found.append(Problem(f"{path}.{block}.type", "must be box"))
            _component(part, f"{path}.{block}", found, schemes)
    if "action" in bubble:
        _action(bubble["action"], f"{path}.action", "flex", found, label_required=False)
    _bytes(bubble, BUBBLE_BYTES, path, found)


def _component(part: Object, path: str, found: Problems, schemes: tuple[str, ...]) -> None:
    kind = part.get("type")
    if kind == "box":
        allowed = IN_BASELINE if part.get("layout") == "baseline" else IN_BOX
        if part.get("layout") not in ("horizontal", "vertical", "baseline"):
            found.append(Problem(f"{path}.layout", f"no layout {part.get('layout')!r}"))
        for number, child in enumerate(part.get("contents") or ()):
            where = f"{path}.contents[{number}]"
            if child.get("type") not in allowed:
                found.append(Problem(f"{where}.type", f"no {child.get('type')!r} in a {part.get('layout')} box"))
            else:
                _component(child, where, found, schemes)
    elif kind == "text":
        spans = part.get("contents")
        if not spans:
            _flex_text(part, path, found)
        for number, span in enumerate(spans or ()):
            _flex_text(span, f"{path}.contents[{number}]", found)
    elif kind in ("image", "icon", "video"):
        _url(part, "url", path, found, schemes)
    for key in COLOURED:
        colour = part.get(key)
        if colour is not None and not COLOUR.fullmatch(colour):
            found.append(Problem(f"{path}.{key}", f"{colour!r} is not #RRGGBB or #RRGGBBAA"))
    if kind == "button" or "action" in part:
        _action(part.get("action"), f"{path}.action", "flex", found, label_required=kind == "button")


def _flex_text(part: Object, path: str, found: Problems) -> None:
    value = part.get("text")
    if not isinstance(value, str) or not value:
        found.append(Problem(f"{path}.text", "must be a text that is not empty"))


CHECKS: Final[Mapping[str, Callable[[Object, str, Problems, tuple[str, ...]], None]]] = {
    "text": _text_message, "textV2": _text_message, "sticker": _sticker, "image": _media, "video": _media,
    "audio": _media, "location": _location, "imagemap": _imagemap, "template": _template, "flex": _flex,
    "coupon": _coupon,
}  # fmt: skip
