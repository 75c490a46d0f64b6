"""Rich menu objects, images and aliases (reference, "Rich menu")."""

import io
from typing import Any

from PIL import Image, UnidentifiedImageError

from simulator.rules.actions import MENU_ACTION
from simulator.rules.counting import graphemes
from simulator.rules.shapes import BodyPath, BodyProblems, Check, flag, form, items, number, shape, text

IMAGE_BYTES = 1024 * 1024
_WIDTH, _LEAST_HEIGHT, _RATIO = (800, 2500), 250, 1.45
MOST_MENUS = 1000
MOST_ALIASES = 1000


def _wide_enough(size: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    if size["width"] / size["height"] < _RATIO:
        problems.add(place, "height", f"The aspect ratio (width / height) must be at least {_RATIO}")


def _areas_inside(menu: dict[str, Any], place: BodyPath, problems: BodyProblems) -> None:
    size = menu["size"]
    for index, area in enumerate(menu["areas"]):
        bounds = area["bounds"]
        if bounds["x"] + bounds["width"] > size["width"] or bounds["y"] + bounds["height"] > size["height"]:
            problems.add(
                problems.join(problems.join(place, "areas"), index), "bounds", "The area is outside of the rich menu"
            )


MENU = shape("Create rich menu", "size selected name chatBarText areas",
    _areas_inside,
    size=shape("Create rich menu", "width height", _wide_enough,
               width=number(*_WIDTH), height=number(_LEAST_HEIGHT, 2500)),
    selected=flag, name=text(300), chatBarText=text(14, unit=graphemes),
    areas=items(
        shape("Area object", "bounds action", action=MENU_ACTION,
              bounds=shape("Bounds object", "x y width height", x=number(0, 2500), y=number(0, 2500),
                           width=number(1, 2500), height=number(1, 2500))), 0, 20,
    ),
)  # fmt: skip

_USERS = items(form("U[0-9a-f]{32}"), 1, 500)
BULK_LINK = shape("Link rich menu to multiple users", "richMenuId userIds", richMenuId=text(100), userIds=_USERS)
BULK_UNLINK = shape("Unlink rich menus from multiple users", "userIds", userIds=_USERS)
_ALIAS_ID = form(r"[a-z0-9_-]{1,32}")
ALIAS: Check = shape(
    "Create rich menu alias", "richMenuAliasId richMenuId", richMenuAliasId=_ALIAS_ID, richMenuId=text(100)
)
ALIAS_UPDATE: Check = shape("Update rich menu alias", "richMenuId", richMenuId=text(100))
_OPERATION = shape("Operation object", "type", type=form("link|unlink|unlinkAll"), to=text(100), **{"from": text(100)})
BATCH: Check = shape("Replace or unlink the linked rich menus in batches", "operations",
                     operations=items(_OPERATION, 1, 1000), resumeRequestKey=text(100))  # fmt: skip


def image_trouble(body: bytes, mime: str, size: dict[str, int]) -> tuple[int, str] | None:
    """Return (status, text) if LINE refuses the image, else None. It takes JPEG or PNG, ≤ 1 MB, in the menu's size."""
    if mime not in ("image/png", "image/jpeg"):
        return 415, f"The content type, {mime}, is not supported"
    if len(body) > IMAGE_BYTES:
        return 413, "Request exceeds the max size of 1MB"
    try:
        with Image.open(io.BytesIO(body)) as opened:
            shown, kind = opened.size, opened.format
    except (UnidentifiedImageError, OSError):
        return 400, "The image is broken or of an unsupported format"
    if kind not in ("PNG", "JPEG"):
        return 400, "The image is broken or of an unsupported format"
    if shown != (size["width"], size["height"]):
        return (
            400,
            f"The image size {shown[0]}x{shown[1]} does not match the rich menu size {size['width']}x{size['height']}",
        )
    return None
