"""Photos of entries, as small as print needs them."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from services.media.pictures import NotAPhoto, reading
from services.media.store import MediaStore
from services.papers.fields import PaperPicture

DPI: Final = 200  # of a photo on paper
MM_OF_INCH: Final = 25.4
QUALITY: Final = 80


def printed_photo(
    store: MediaStore, sha256: str | None, width: float, alt: str, height: float | None = None
) -> PaperPicture | None:
    """Return a photo at its width (millimetres) on paper, with a height cut to it; None if it cannot be read."""
    size = (_pixels(width), _pixels(height) if height else 0)
    try:
        with reading(store.original(sha256 or "")) as picture:
            picture.draft("RGB", (max(size), max(size)))  # a JPEG is read no larger than it has to be
            ImageOps.exif_transpose(picture, in_place=True)
            upright = picture if picture.mode == "RGB" else picture.convert("RGB")
            upright.load()
    except (NotAPhoto, OSError):
        return None
    if height:
        upright = ImageOps.fit(upright, size, Image.Resampling.LANCZOS)
    else:
        upright.thumbnail((size[0], size[0] * 2), Image.Resampling.LANCZOS)
    upright.info.clear()
    out = BytesIO()
    upright.save(out, "JPEG", quality=QUALITY)
    return PaperPicture(out.getvalue(), width, alt)


def _pixels(millimetres: float) -> int:
    return round(millimetres / MM_OF_INCH * DPI)
