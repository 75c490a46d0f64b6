"""Reads barcodes and QR codes from a photo."""

import io
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from PIL import Image, ImageOps

from services.media.store import TOO_LARGE, UNREADABLE, NotAPhoto

LARGEST_READ: Final = 2_400  # pixels of the longer side; more show no more of a code and take longer
MOST_CODES: Final = 5  # that are listed where one is asked for
LONGEST: Final = 4_000  # letters; the largest QR code has 7,089 digits
LONGEST_LISTED: Final = 100  # letters of each, where several are listed


def read_codes(data: bytes) -> tuple[str, ...]:
    """Return the texts of all codes in a photo that `examine` has taken, each once, from top to bottom.

    Raises NotAPhoto.
    """
    reader = import_module("zxingcpp")  # a megabyte that only a form with such a question needs
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft("L", (LARGEST_READ, LARGEST_READ))
            picture.thumbnail((LARGEST_READ, LARGEST_READ))
            grey = ImageOps.exif_transpose(picture).convert("L")
    except (*TOO_LARGE, *UNREADABLE) as error:
        raise NotAPhoto("unreadable") from error
    found = sorted(reader.read_barcodes(grey), key=lambda code: code.position.top_left.y)
    texts = (code.text.strip() for code in found if code.valid)
    return tuple(dict.fromkeys(text[:LONGEST] for text in texts if text))


def codes_listed(codes: Sequence[str]) -> str:
    """Return the first of several codes, each shortened, for the sentence that asks for one of them."""
    return ", ".join(
        code if len(code) <= LONGEST_LISTED else code[:LONGEST_LISTED] + "…" for code in codes[:MOST_CODES]
    )
