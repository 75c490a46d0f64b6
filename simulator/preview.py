"""Makes the small pictures that the preview call returns."""

import io

from PIL import Image, UnidentifiedImageError

_EDGE = 240
_GREY = (200, 204, 209)


def preview_of(body: bytes, mime: str) -> bytes:
    """Return a JPEG of at most 240 px; it is grey if the upload is not a picture (videos)."""
    picture = Image.new("RGB", (_EDGE, _EDGE * 9 // 16), _GREY)
    if mime.startswith("image/"):
        try:
            with Image.open(io.BytesIO(body)) as opened:
                picture = opened.convert("RGB")
        except (UnidentifiedImageError, OSError):
            pass
        picture.thumbnail((_EDGE, _EDGE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
