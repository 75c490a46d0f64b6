"""QR codes of addresses: as a picture for a chat, as vector graphics for paper."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from PIL import Image

PIXELS: Final = 12  # of a module
CORRECTION: Final = "M"  # a code is read with 15 % of it covered


def code_svg(address: str) -> str:
    """Return the QR code of an address as SVG, with the quiet zone around it."""
    drawn: str = import_module("zxingcpp").write_barcode_to_svg(_code(address), add_quiet_zones=True)
    return drawn


@lru_cache(maxsize=32)
def code_png(address: str, side: int = PIXELS) -> bytes:
    """Return the QR code of an address as a PNG picture, black on white, a module so many pixels wide."""
    drawn = import_module("zxingcpp").write_barcode_to_image(_code(address), scale=side, add_quiet_zones=True)
    pixels, out = memoryview(drawn), BytesIO()
    height, width = pixels.shape or (0, 0)
    Image.frombytes("L", (width, height), pixels.tobytes()).save(out, "PNG")
    return out.getvalue()


def _code(address: str) -> Any:
    library = import_module("zxingcpp")  # a megabyte that only codes need
    return library.create_barcode(address, library.BarcodeFormat.QRCode, ec_level=CORRECTION)
