"""Template messages: buttons, confirm, carousel, image carousel (reference, "Template messages")."""

from typing import Any

from simulator.rules.actions import DEFAULT_ACTION, IMAGE_CAROUSEL_ACTION, TEMPLATE_ACTION
from simulator.rules.counting import graphemes
from simulator.rules.shapes import BodyPath, BodyProblems, anything, choice, form, items, link, one_of, shape, text

_COLOUR = form(r"#[0-9A-Fa-f]{6}")
_IMAGE = link(2000, media=True)
_BESIDE = 60


def _short_text(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    """Note a text of more than 60 units beside an image or a title."""
    crowded = value.get("title") is not None or value.get("thumbnailImageUrl") is not None
    if crowded and len(value["text"]) > _BESIDE and graphemes(value["text"]) > _BESIDE:
        problems.length(place, "text", _BESIDE)


def _alike(value: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    """Note columns that differ in the number of actions, or in having an image or a title."""
    columns = value["columns"]
    if len({len(one["actions"]) for one in columns}) > 1:
        problems.add(place, "columns", "all columns must have the same number of actions")
    for name in ("thumbnailImageUrl", "title"):
        if len({one.get(name) is None for one in columns}) > 1:
            problems.add(place, "columns", f"all columns must have {name}, or none")


_COLUMN = shape("Column object for carousel", "text actions",
    _short_text,
    thumbnailImageUrl=_IMAGE, imageBackgroundColor=_COLOUR, title=text(40, unit=graphemes),
    text=text(120, unit=graphemes), defaultAction=DEFAULT_ACTION, actions=items(TEMPLATE_ACTION, 1, 3),
)  # fmt: skip

TEMPLATE = one_of({
    "buttons": shape("Buttons template", "text actions", _short_text, type=anything,
        thumbnailImageUrl=_IMAGE, imageAspectRatio=choice("rectangle", "square"), imageSize=choice("cover", "contain"),
        imageBackgroundColor=_COLOUR, title=text(40, unit=graphemes), text=text(160, unit=graphemes),
        defaultAction=DEFAULT_ACTION, actions=items(TEMPLATE_ACTION, 1, 4),
    ),
    "confirm": shape("Confirm template", "text actions", type=anything,
        text=text(240, unit=graphemes), actions=items(TEMPLATE_ACTION, 2, 2),
    ),
    "carousel": shape("Carousel template", "columns", _alike, type=anything, columns=items(_COLUMN, 1, 10),
        imageAspectRatio=choice("rectangle", "square"), imageSize=choice("cover", "contain"),
    ),
    "image_carousel": shape("Image carousel template", "columns", type=anything,
        columns=items(
            shape("Column object for image carousel", "imageUrl action",
                  imageUrl=_IMAGE, action=IMAGE_CAROUSEL_ACTION), 1, 10,
        ),
    ),
})  # fmt: skip
