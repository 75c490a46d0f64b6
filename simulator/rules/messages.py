"""Message objects of every type (reference, "Message objects")."""

import re
from collections.abc import Callable
from typing import Any

from simulator.rules.actions import LINKS, QUICK_REPLY_ACTION
from simulator.rules.flex import check_container
from simulator.rules.shapes import (
    BodyPath,
    BodyProblems,
    Check,
    Extra,
    anything,
    form,
    items,
    link,
    number,
    one_of,
    shape,
    text,
)
from simulator.rules.templates import TEMPLATE

_MEDIA = link(2000, media=True)
_EMOJI = shape("Text message", "productId emojiId", index=number(0, 5000), productId=text(100), emojiId=text(100))
_AREA = shape("Imagemap area object", "x y width height",
    x=number(0, 100000), y=number(0, 100000), width=number(1, 100000), height=number(1, 100000),
)  # fmt: skip


def _emojis_stand_at_dollars(message: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    """Note an emoji whose index, counted in UTF-16 units, has no ``$`` in the text."""
    units = message["text"].encode("utf-16-le", "surrogatepass")
    for place_in_list, emoji in enumerate(message.get("emojis") or ()):
        at = emoji.get("index") or 0
        if units[2 * at : 2 * at + 2] != b"$\x00":
            here = problems.join(problems.join(place, "emojis"), place_in_list)
            problems.add(here, "index", "Must point at a $ in text")


_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([A-Za-z0-9_]{1,20})\}|[{}]")


def _placeholders_are_filled(message: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    filled, used = message.get("substitution") or {}, set()
    for found in _PLACEHOLDER.finditer(message["text"]):
        if found[1]:
            used.add(found[1])
        elif found[0] in "{}":
            problems.add(place, "text", "Unbalanced braces: write {{ and }} for the characters themselves")
            return
    for name in sorted(used - set(filled)):
        problems.add(place, "text", f"The placeholder {{{name}}} has no substitution")
    for name in filled:
        if name not in used:
            problems.add(problems.join(place, "substitution"), name, "Not used in text")


_FILLING = one_of({
    "emoji": shape("Text message (v2)", "productId emojiId", type=anything, productId=text(100), emojiId=text(100)),
    "mention": shape("Text message (v2)", "mentionee", type=anything,
        mentionee=one_of({"user": shape("Mentionee object", "userId", type=anything, userId=form("U[0-9a-f]{32}")),
                          "all": shape("Mentionee object", "", type=anything)}),
    ),
})  # fmt: skip


def _fillings(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
    if type(value) is not dict:
        problems.wrong(place, key)
        return
    here = problems.join(place, key)
    if len(value) > 100:
        problems.size(place, key, 0, 100)
    for name, one in value.items():
        _FILLING(one, here, name, problems)


_QUICK_REPLY = shape("Quick reply", "items",
    items=items(
        shape("Quick reply button object", "type action",
              type=form("action"), imageUrl=_MEDIA, action=QUICK_REPLY_ACTION), 1, 13,
    ),
)  # fmt: skip
_SENDER = shape("Change icon and display name", "", name=text(20), iconUrl=_MEDIA)
_COMMON: dict[str, Check] = {"type": anything, "quickReply": _QUICK_REPLY, "sender": _SENDER}


def _flat(source: str, required: str, /, *extras: Extra, **parts: Check) -> Check:
    return shape(source, required, *extras, **_COMMON, **parts)


_ALT = text(1500)
_IMAGEMAP = shape("Imagemap message", "baseUrl altText baseSize actions",
    **_COMMON,
    altText=_ALT, baseUrl=link(2000, media=True),
    baseSize=shape("Imagemap message", "width height", width=number(1040, 1040), height=number(1, 100000)),
    actions=items(
        one_of({
            "uri": shape("Imagemap action objects", "linkUri area", type=anything, label=text(100),
                         linkUri=link(1000, LINKS), area=_AREA),
            "message": shape("Imagemap action objects", "text area", type=anything, label=text(100),
                             text=text(400), area=_AREA),
            "clipboard": shape("Imagemap action objects", "clipboardText area", type=anything, label=text(100),
                               clipboardText=text(1000), area=_AREA),
        }), 0, 50,
    ),
    video=shape("Imagemap message", "originalContentUrl previewImageUrl area", originalContentUrl=_MEDIA,
        previewImageUrl=_MEDIA, area=_AREA,
        externalLink=shape("Imagemap message", "linkUri label", linkUri=link(1000, LINKS), label=text(30)),
    ),
)  # fmt: skip

MESSAGE = one_of({
    "text": _flat("Text message", "text", _emojis_stand_at_dollars, text=text(5000),
                  emojis=items(_EMOJI, 0, 20), quoteToken=text(1000)),
    "textV2": _flat("Text message (v2)", "text", _placeholders_are_filled, text=text(5000),
                    substitution=_fillings, quoteToken=text(1000)),
    "sticker": _flat("Sticker message", "packageId stickerId", packageId=form(r"\d{1,20}"),
                     stickerId=form(r"\d{1,20}"), quoteToken=text(1000)),
    "image": _flat("Image message", "originalContentUrl previewImageUrl",
                   originalContentUrl=_MEDIA, previewImageUrl=_MEDIA),
    "video": _flat("Video message", "originalContentUrl previewImageUrl", originalContentUrl=_MEDIA,
                   previewImageUrl=_MEDIA, trackingId=form(r"[a-zA-Z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}")),
    "audio": _flat("Audio message", "originalContentUrl duration", originalContentUrl=_MEDIA,
                   duration=number(1, 24 * 3600 * 1000)),
    "location": _flat("Location message", "title address latitude longitude", title=text(100), address=text(100),
                      latitude=number(-90, 90, whole=False), longitude=number(-180, 180, whole=False)),
    "imagemap": _IMAGEMAP,
    "template": _flat("Template message", "altText template", altText=_ALT),
    "flex": _flat("Flex message", "altText contents", altText=_ALT),
    "coupon": _flat("Coupon message", "couponId", couponId=text(100), deliveryTag=text(30)),
})  # fmt: skip

# The inside of these two is checked separately; LINE names its errors with pointers into it.
INSIDE: dict[str, tuple[str, str, Callable[..., None]]] = {
    "template": ("template", "template", TEMPLATE),
    "flex": ("contents", "", check_container),
}

MESSAGES = items(MESSAGE, 1, 5)
