"""Reads barcodes and QR codes from a photo."""

import unicodedata
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

from services.media.pictures import reading

LARGEST_READ: Final = 2_400  # pixels of the longer side; more show no more of a code and take longer
MOST_CODES: Final = 5  # that are listed where one is asked for
LONGEST: Final = 4_000  # letters; the largest QR code has 7,089 digits
LONGEST_LISTED: Final = 100  # letters of each, where several are listed


def read_codes(data: bytes) -> tuple[str, ...]:
    """Return the texts of all codes in a photo that `take_picture` has returned, each once, from top to bottom.

    Raises NotAPhoto. A text is what ODK Collect stores for the same code (its BarcodeWidget with ZXing): the letters
    that the code holds, without invisible ones, and the digits of a product that are printed below the bars.
    """
    reader = import_module("zxingcpp")  # a megabyte that only a form with such a question needs
    with reading(data) as picture:
        picture.draft("L", (LARGEST_READ, LARGEST_READ))
        picture.thumbnail((LARGEST_READ, LARGEST_READ))
        found = reader.read_barcodes(picture.convert("L"), text_mode=reader.TextMode.Plain)
    texts = [_text(code) for code in sorted(found, key=lambda code: code.position.top_left.y) if code.valid]
    return tuple(dict.fromkeys(text[:LONGEST] for text in texts if text))


def _text(code: Any) -> str:
    """Return the text of a code. zxing-cpp 3 lengthens every UPC code to the 13 digits of an EAN, and by default writes
    GS1 codes with brackets; the separators of GS1 are control characters, of which XML can hold the fewest."""
    text: str = (code.extra or {}).get("UPCE") or code.text
    if str(code.format) == "EAN-13" and text.startswith("0"):
        text = text[1:]  # UPC-A: the same bars
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("C")).strip()


def codes_listed(codes: Sequence[str]) -> str:
    """Return the first of several codes, each shortened, for the sentence that asks for one of them."""
    return ", ".join(
        code if len(code) <= LONGEST_LISTED else code[:LONGEST_LISTED] + "…" for code in codes[:MOST_CODES]
    )
