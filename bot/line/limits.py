"""Checks messages and rich menus by LINE's limits, counted as LINE counts, before each send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import orjson

from bot.line import numbers
from bot.line.checks import (
    LineProblem,
    LineProblems,
    Object,
    check_action,
    check_quick_reply,
    graphemes_within,
    list_within,
    text_within,
    url_within,
)

__all__ = ["LineProblem", "check", "check_rich_menu"]

COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
BUBBLE_SIZES: Final = frozenset({"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"})
BLOCKS: Final = ("header", "hero", "body", "footer")
IN_BASELINE: Final = frozenset({"icon", "text", "filler", "span"})
IN_BOX: Final = frozenset({"box", "button", "image", "text", "separator", "filler", "video"})
COLOURED: Final = ("color", "backgroundColor", "borderColor")


def check(messages: Sequence[Object], *, allow_http: bool = False) -> list[LineProblem]:
    """Return what LINE would refuse in the messages of one call. `allow_http` is for the pictures of the demo."""
    found: LineProblems = []
    if not 1 <= len(messages) <= numbers.MESSAGES_A_CALL:
        found.append(LineProblem("messages", f"{len(messages)} messages, 1–{numbers.MESSAGES_A_CALL} go into one call"))
    schemes = ("https://", "http://") if allow_http else ("https://",)
    for number, message in enumerate(messages):
        path = f"messages[{number}]"
        known = CHECKS.get(message.get("type", ""))
        if known is None:
            found.append(LineProblem(f"{path}.type", f"no message type {message.get('type')!r}"))
            continue
        known(message, path, found, schemes)
        if (quick := message.get("quickReply")) is not None:
            check_quick_reply(quick, f"{path}.quickReply.items", found)
        if (sender := message.get("sender")) is not None:
            text_within(sender, "name", numbers.SENDER_NAME, f"{path}.sender", found, required=False)
            url_within(sender, "iconUrl", f"{path}.sender", found, schemes, required=False)
    return found


def check_rich_menu(menu: Object, image: bytes | None = None) -> list[LineProblem]:
    """Return what LINE would refuse in a rich menu object and, if given, in its image file."""
    found: LineProblems = []
    width, height = menu["size"]["width"], menu["size"]["height"]
    if (
        width not in numbers.RICH_MENU_WIDTH
        or height < numbers.RICH_MENU_LEAST_HEIGHT
        or width / height < numbers.RICH_MENU_LEAST_RATIO
    ):
        found.append(LineProblem("size", f"{width}×{height} is not a size of rich menus"))
    graphemes_within(menu, "name", numbers.RICH_MENU_NAME_GRAPHEMES, "", found)
    graphemes_within(menu, "chatBarText", numbers.CHAT_BAR_GRAPHEMES, "", found)
    list_within(menu["areas"], 1, numbers.RICH_MENU_AREAS, "areas", found)
    for number, area in enumerate(menu["areas"]):
        bounds = area["bounds"]
        if (
            min(bounds["x"], bounds["y"]) < 0
            or min(bounds["width"], bounds["height"]) < 1
            or bounds["x"] + bounds["width"] > width
            or bounds["y"] + bounds["height"] > height
        ):
            found.append(LineProblem(f"areas[{number}].bounds", "outside of the menu"))
        check_action(area["action"], f"areas[{number}].action", "rich_menu", found, label_required=False)
    if image is not None and len(image) > numbers.RICH_MENU_IMAGE_BYTES:
        found.append(LineProblem("image", f"{len(image)} bytes, {numbers.RICH_MENU_IMAGE_BYTES} at most"))
    return found


# ---- message types ----


def _text_message(message: Object, path: str, found: LineProblems, _schemes: tuple[str, ...]) -> None:
    text_within(message, "text", numbers.TEXT, path, found)
    if "emojis" in message:
        list_within(message["emojis"], 1, numbers.TEXT_EMOJIS, f"{path}.emojis", found)
    if len(message.get("substitution", ())) > numbers.SUBSTITUTIONS:
        found.append(LineProblem(f"{path}.substitution", f"{numbers.SUBSTITUTIONS} at most"))


def _sticker(message: Object, path: str, found: LineProblems, _schemes: tuple[str, ...]) -> None:
    text_within(message, "packageId", numbers.TEXT, path, found)
    text_within(message, "stickerId", numbers.TEXT, path, found)


def _media(message: Object, path: str, found: LineProblems, schemes: tuple[str, ...]) -> None:
    url_within(message, "originalContentUrl", path, found, schemes)
    if message["type"] == "audio":
        if not isinstance(message.get("duration"), int) or message["duration"] < 1:
            found.append(LineProblem(f"{path}.duration", "must be milliseconds, at least 1"))
        return
    url_within(message, "previewImageUrl", path, found, schemes)
    text_within(message, "trackingId", numbers.TRACKING_ID, path, found, required=False)


def _location(message: Object, path: str, found: LineProblems, _schemes: tuple[str, ...]) -> None:
    text_within(message, "title", numbers.LOCATION_TEXT, path, found)
    text_within(message, "address", numbers.LOCATION_TEXT, path, found)
    for key, most in (("latitude", 90), ("longitude", 180)):
        if not isinstance(message.get(key), (int, float)) or abs(message[key]) > most:
            found.append(LineProblem(f"{path}.{key}", f"must be a number from -{most} to {most}"))


def _imagemap(message: Object, path: str, found: LineProblems, schemes: tuple[str, ...]) -> None:
    url_within(message, "baseUrl", path, found, schemes)
    text_within(message, "altText", numbers.ALT_TEXT, path, found)
    size = message.get("baseSize") or {}
    if size.get("width") != numbers.IMAGEMAP_WIDTH or not isinstance(size.get("height"), int):
        found.append(LineProblem(f"{path}.baseSize", f"must be {numbers.IMAGEMAP_WIDTH} wide with a height"))
    if (link := (message.get("video") or {}).get("externalLink")) is not None:
        url_within(
            link, "linkUri", f"{path}.video.externalLink", found, ("https://", "http://"), limit=numbers.ACTION_URI
        )
        text_within(link, "label", numbers.IMAGEMAP_LINK_LABEL, f"{path}.video.externalLink", found)
    if not list_within(message.get("actions"), 0, numbers.IMAGEMAP_ACTIONS, f"{path}.actions", found):
        return
    limits = {
        "message": ("text", numbers.IMAGEMAP_TEXT),
        "uri": ("linkUri", numbers.ACTION_URI),
        "clipboard": ("clipboardText", numbers.CLIPBOARD),
    }
    for number, action in enumerate(message["actions"]):
        where = f"{path}.actions[{number}]"
        if action.get("type") not in limits:
            found.append(LineProblem(f"{where}.type", f"no imagemap action {action.get('type')!r}"))
            continue
        text_within(action, *limits[action["type"]], where, found)
        text_within(action, "label", numbers.IMAGEMAP_LABEL, where, found, required=False)


def _template(message: Object, path: str, found: LineProblems, schemes: tuple[str, ...]) -> None:
    text_within(message, "altText", numbers.ALT_TEXT, path, found)
    template, path = message.get("template") or {}, f"{path}.template"
    kind = template.get("type")
    if kind == "buttons":
        _column(template, path, found, schemes, numbers.BUTTONS_TEXT_GRAPHEMES, numbers.BUTTONS_ACTIONS)
    elif kind == "confirm":
        graphemes_within(template, "text", numbers.CONFIRM_TEXT_GRAPHEMES, path, found)
        _template_actions(template, numbers.CONFIRM_ACTIONS, numbers.CONFIRM_ACTIONS, path, found)
    elif kind == "carousel":
        if list_within(template.get("columns"), 1, numbers.CAROUSEL_COLUMNS, f"{path}.columns", found):
            for number, column in enumerate(template["columns"]):
                where = f"{path}.columns[{number}]"
                _column(column, where, found, schemes, numbers.CAROUSEL_TEXT_GRAPHEMES, numbers.CAROUSEL_ACTIONS)
            if len({len(column.get("actions", ())) for column in template["columns"]}) > 1:
                found.append(LineProblem(f"{path}.columns", "every column needs the same number of actions"))
    elif kind == "image_carousel":
        if list_within(template.get("columns"), 1, numbers.CAROUSEL_COLUMNS, f"{path}.columns", found):
            for number, column in enumerate(template["columns"]):
                where = f"{path}.columns[{number}]"
                url_within(column, "imageUrl", where, found, schemes)
                check_action(column.get("action"), f"{where}.action", "image_carousel", found, label_required=False)
    else:
        found.append(LineProblem(f"{path}.type", f"no template type {kind!r}"))


def _column(
    column: Object, path: str, found: LineProblems, schemes: tuple[str, ...], plain_limit: int, most_actions: int
) -> None:
    url_within(column, "thumbnailImageUrl", path, found, schemes, required=False)
    graphemes_within(column, "title", numbers.BUTTONS_TITLE_GRAPHEMES, path, found, required=False)
    beside = column.get("title") is not None or column.get("thumbnailImageUrl") is not None
    graphemes_within(column, "text", numbers.TEXT_BESIDE_IMAGE_GRAPHEMES if beside else plain_limit, path, found)
    _template_actions(column, 1, most_actions, path, found)
    if "defaultAction" in column:
        check_action(column["defaultAction"], f"{path}.defaultAction", "template", found, label_required=False)


def _template_actions(template: Object, least: int, most: int, path: str, found: LineProblems) -> None:
    if list_within(template.get("actions"), least, most, f"{path}.actions", found):
        for number, action in enumerate(template["actions"]):
            check_action(action, f"{path}.actions[{number}]", "template", found, label_required=True)


def _coupon(message: Object, path: str, found: LineProblems, _schemes: tuple[str, ...]) -> None:
    text_within(message, "couponId", numbers.TEXT, path, found)


# ---- Flex ----


def _flex(message: Object, path: str, found: LineProblems, schemes: tuple[str, ...]) -> None:
    text_within(message, "altText", numbers.ALT_TEXT, path, found)
    contents = message.get("contents") or {}
    path = f"{path}.contents"
    if contents.get("type") == "bubble":
        _bubble(contents, path, found, schemes)
    elif contents.get("type") == "carousel":
        if list_within(contents.get("contents"), 1, numbers.FLEX_CAROUSEL_BUBBLES, f"{path}.contents", found):
            for number, bubble in enumerate(contents["contents"]):
                _bubble(bubble, f"{path}.contents[{number}]", found, schemes)
            _bytes(contents, numbers.FLEX_CAROUSEL_BYTES, path, found)
    else:
        found.append(LineProblem(f"{path}.type", f"no Flex container {contents.get('type')!r}"))


def _bytes(part: Object, limit: int, path: str, found: LineProblems) -> None:
    size = len(orjson.dumps(part))
    if size > limit:
        found.append(LineProblem(path, f"{size} bytes of JSON, {limit} at most"))


def _bubble(bubble: Object, path: str, found: LineProblems, schemes: tuple[str, ...]) -> None:
    if bubble.get("type") != "bubble":
        found.append(LineProblem(f"{path}.type", "must be bubble"))
        return
    if bubble.get("size", "mega") not in BUBBLE_SIZES:
        found.append(LineProblem(f"{path}.size", f"no bubble size {bubble['size']!r}"))
    for block in BLOCKS:
        part = bubble.get(block)
        if part is not None:
            if part.get("type") != "box" and not (block == "hero" and part.get("type") in ("image", "video")):
                found.append(LineProblem(f"{path}.{block}.type", "must be box"))
            _component(part, f"{path}.{block}", found, schemes)
    if "action" in bubble:
        check_action(bubble["action"], f"{path}.action", "flex", found, label_required=False)
    _bytes(bubble, numbers.BUBBLE_BYTES, path, found)


def _component(part: Object, path: str, found: LineProblems, schemes: tuple[str, ...]) -> None:
    kind = part.get("type")
    if kind == "box":
        allowed = IN_BASELINE if part.get("layout") == "baseline" else IN_BOX
        if part.get("layout") not in ("horizontal", "vertical", "baseline"):
            found.append(LineProblem(f"{path}.layout", f"no layout {part.get('layout')!r}"))
        for number, child in enumerate(part.get("contents") or ()):
            where = f"{path}.contents[{number}]"
            if child.get("type") not in allowed:
                found.append(LineProblem(f"{where}.type", f"no {child.get('type')!r} in a {part.get('layout')} box"))
            else:
                _component(child, where, found, schemes)
    elif kind == "text":
        spans = part.get("contents")
        if not spans:
            _flex_text(part, path, found)
        for number, span in enumerate(spans or ()):
            _flex_text(span, f"{path}.contents[{number}]", found)
    elif kind in ("image", "icon", "video"):
        url_within(part, "url", path, found, schemes)
    for key in COLOURED:
        colour = part.get(key)
        if colour is not None and not COLOUR.fullmatch(colour):
            found.append(LineProblem(f"{path}.{key}", f"{colour!r} is not #RRGGBB or #RRGGBBAA"))
    if kind == "button" or "action" in part:
        check_action(part.get("action"), f"{path}.action", "flex", found, label_required=kind == "button")


def _flex_text(part: Object, path: str, found: LineProblems) -> None:
    value = part.get("text")
    if not isinstance(value, str) or not value:
        found.append(LineProblem(f"{path}.text", "must be a text that is not empty"))


CHECKS: Final[Mapping[str, Callable[[Object, str, LineProblems, tuple[str, ...]], None]]] = {
    "text": _text_message, "textV2": _text_message, "sticker": _sticker, "image": _media, "video": _media,
    "audio": _media, "location": _location, "imagemap": _imagemap, "template": _template, "flex": _flex,
    "coupon": _coupon,
}  # fmt: skip
