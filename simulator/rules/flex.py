"""Flex messages: containers, blocks and components (reference, "Flex Message")."""

from typing import Any

import orjson

from simulator.rules.actions import FLEX_ACTION, FLEX_BUTTON_ACTION
from simulator.rules.shapes import (
    BodyPath,
    BodyProblems,
    Check,
    anything,
    choice,
    closed,
    flag,
    form,
    items,
    later,
    link,
    number,
    one_of,
    text,
)

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
_BUBBLES = 12
_ANIMATED = 10

_COLOUR = form(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
_STEPS = "none|xs|sm|md|lg|xl|xxl"
_PX = r"\d+(?:\.\d+)?px"
_PERCENT = r"\d+(?:\.\d+)?%"
_SPACE = form(f"{_STEPS}|{_PX}")
_PADDING = form(f"{_STEPS}|{_PX}|{_PERCENT}")
_OFFSET = form(rf"{_STEPS}|-?{_PX}|-?{_PERCENT}")
_LENGTH = form(f"{_PX}|{_PERCENT}")
_SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
_FONT = form(f"{_SIZES}|{_PX}")
_ICON_SIZE = form(f"{_SIZES}|{_PX}")
_IMAGE_SIZE = form(f"{_SIZES}|full|{_PX}|{_PERCENT}")
_RATIO = form(r"\d{1,6}(?:\.\d+)?:\d{1,6}(?:\.\d+)?")
_FLEX = number(0, 100000)
_IMAGE = link(2000, media=True)

_PLACED: dict[str, Check] = {
    "position": choice("relative", "absolute"),
    "offsetTop": _OFFSET,
    "offsetBottom": _OFFSET,
    "offsetStart": _OFFSET,
    "offsetEnd": _OFFSET,
    "margin": _SPACE,
}
_STYLED: dict[str, Check] = {
    "size": _FONT,
    "color": _COLOUR,
    "weight": choice("regular", "bold"),
    "style": choice("normal", "italic"),
    "decoration": choice("none", "underline", "line-through"),
}
_LONG = 1_000_000  # a text has no limit of its own; the bubble may have 30 KB


def _tall(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    """Note a picture that is more than three times as high as wide."""
    if ratio := value.get("aspectRatio"):
        width, _, height = ratio.partition(":")
        if not 0 < float(height) <= 3 * float(width) or not 1 <= float(width) <= 100000:
            problems.wrong(place, "aspectRatio")


def _says_something(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    if value.get("text") is None and not value.get("contents"):
        problems.empty(place, "text")


_SPAN = closed("Span", "type text",
    type=choice("span"), text=text(_LONG, least=0), **_STYLED
)  # fmt: skip

_TEXT = closed("Text", "", _says_something,
    type=anything, text=text(_LONG), contents=items(_SPAN, 1, 1000),
    adjustMode=choice("shrink-to-fit"), flex=_FLEX, align=choice("start", "end", "center"),
    gravity=choice("top", "bottom", "center"), wrap=flag, lineSpacing=form(_PX), maxLines=number(0, 100000),
    scaling=flag, action=FLEX_ACTION, **_STYLED, **_PLACED,
)  # fmt: skip

_ICON = closed("Icon", "url", _tall,
    type=anything, url=_IMAGE, size=_ICON_SIZE, aspectRatio=_RATIO,
    scaling=flag, **_PLACED,
)  # fmt: skip

_IMAGE_PART = closed("Image", "url", _tall,
    type=anything, url=_IMAGE, flex=_FLEX,
    align=choice("start", "end", "center"), gravity=choice("top", "bottom", "center"), size=_IMAGE_SIZE,
    aspectRatio=_RATIO, aspectMode=choice("cover", "fit"), backgroundColor=_COLOUR, animated=flag,
    action=FLEX_ACTION, **_PLACED,
)  # fmt: skip

_BUTTON = closed("Button", "action",
    type=anything, action=FLEX_BUTTON_ACTION, flex=_FLEX,
    height=choice("sm", "md"), style=choice("primary", "secondary", "link"), color=_COLOUR,
    gravity=choice("top", "bottom", "center"), adjustMode=choice("shrink-to-fit"), scaling=flag, **_PLACED,
)  # fmt: skip

_SEPARATOR = closed("Separator", "", type=anything, margin=_SPACE, color=_COLOUR)
_FILLER = closed("Filler", "", type=anything, flex=_FLEX)

_VIDEO = closed("Video", "url previewUrl altContent", _tall,
    type=anything, url=_IMAGE, previewUrl=_IMAGE,
    altContent=later(lambda: _ALT_CONTENT), aspectRatio=_RATIO, action=FLEX_ACTION,
)  # fmt: skip

_GRADIENT = one_of({
    "linearGradient": closed("Linear gradient background", "angle startColor endColor", type=anything,
        angle=form(r"\d+(?:\.\d+)?deg"), startColor=_COLOUR, endColor=_COLOUR, centerColor=_COLOUR,
        centerPosition=form(_PERCENT),
    )
})  # fmt: skip


def _fits_layout(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    """Note a part without a baseline in a baseline box, and an icon outside one."""
    allowed = _IN_BASELINE if value["layout"] == "baseline" else _IN_BOX
    for index, one in enumerate(value["contents"]):
        if one["type"] not in allowed:
            problems.wrong(problems.join(place, "contents"), index)


_BOX = closed("Box", "layout contents", _fits_layout,
    type=anything,
    layout=choice("horizontal", "vertical", "baseline"), contents=items(later(lambda: _COMPONENT), 0, 10000),
    backgroundColor=_COLOUR, borderColor=_COLOUR,
    borderWidth=form(f"none|light|normal|medium|semi-bold|bold|{_PX}"), cornerRadius=_SPACE,
    width=_LENGTH, maxWidth=_LENGTH, height=_LENGTH, maxHeight=_LENGTH, flex=_FLEX, spacing=_SPACE,
    paddingAll=_PADDING, paddingTop=_PADDING, paddingBottom=_PADDING, paddingStart=_PADDING, paddingEnd=_PADDING,
    action=FLEX_ACTION, alignItems=choice("flex-start", "center", "flex-end"),
    justifyContent=choice("flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly"),
    background=_GRADIENT, **_PLACED,
)  # fmt: skip

_COMPONENTS: dict[str, Check] = {
    "box": _BOX, "button": _BUTTON, "image": _IMAGE_PART, "icon": _ICON, "text": _TEXT, "separator": _SEPARATOR,
    "filler": _FILLER,
}  # fmt: skip
_IN_BASELINE = frozenset({"icon", "text", "filler"})
_IN_BOX = frozenset({"box", "button", "image", "text", "separator", "filler"})
_COMPONENT: Check = one_of(_COMPONENTS, whole=True)
_ALT_CONTENT: Check = one_of({"box": _BOX, "image": _IMAGE_PART}, whole=True)
_BLOCKS = ("header", "hero", "body", "footer")


def _has_block(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    if not any(value.get(name) for name in _BLOCKS):
        problems.found.append((place or "/", "At least one block must be specified"))


def _shows_video(bubble: dict[str, Any]) -> bool:
    return bool(bubble.get("hero")) and bubble["hero"]["type"] == "video"


def _video_fits(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    if _shows_video(value) and (value.get("size") or "mega") not in ("kilo", "mega", "giga"):
        problems.wrong(place, "size")


_BLOCK_STYLE = closed("Block style", "", backgroundColor=_COLOUR, separator=flag, separatorColor=_COLOUR)
_BOX_ONLY = one_of({"box": _BOX}, whole=True)
_BUBBLE = closed("Bubble", "", _has_block, _video_fits,
    type=anything,
    size=choice("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"), direction=choice("ltr", "rtl"),
    header=_BOX_ONLY, body=_BOX_ONLY, footer=_BOX_ONLY,
    hero=one_of({"box": _BOX, "image": _IMAGE_PART, "video": _VIDEO}, whole=True),
    styles=closed("Bubble style", "", **dict.fromkeys(_BLOCKS, _BLOCK_STYLE)), action=FLEX_ACTION,
)  # fmt: skip


def _no_video(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    """Note a video that is not in a single bubble."""
    for index, one in enumerate(value["contents"]):
        if _shows_video(one):
            problems.wrong(problems.join(problems.join(place, "contents"), index), "hero")


_CONTAINER = one_of({
    "bubble": _BUBBLE,
    "carousel": closed("Carousel", "contents", _no_video, type=anything,
        contents=items(one_of({"bubble": _BUBBLE}, whole=True), 1, _BUBBLES),
    ),
})  # fmt: skip


def check_container(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
    """Check ``contents`` of a Flex message: its tree, then its size in bytes and its animated pictures."""
    _CONTAINER(value, place, key, problems)
    if problems.found or not isinstance(value, dict):
        return
    written = orjson.dumps(value)
    single = value.get("type") == "bubble"
    if len(written) > (BUBBLE_BYTES if single else CAROUSEL_BYTES):
        problems.found.append(("/", f"size exceeds {(BUBBLE_BYTES if single else CAROUSEL_BYTES) // 1024} KB"))
    if not single and any(len(orjson.dumps(one)) > BUBBLE_BYTES for one in value["contents"]):
        problems.found.append(("/contents", f"size of a bubble exceeds {BUBBLE_BYTES // 1024} KB"))
    if written.count(b'"animated":true') > _ANIMATED:
        problems.found.append(("/", f"more than {_ANIMATED} animated images"))
