"""Photos: what is a picture and small enough is taken, and what would not fit into memory is refused unread."""

import io
import struct
import warnings
import zlib

import pytest
from PIL import Image

from services.media.store import LARGEST_SIDE, THUMBNAIL_SIDE, NotAPhoto, examine


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 200).save(out, kind)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG file that says it is so large, and has no pixels at all."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(LARGEST_SIDE, 1), (1, LARGEST_SIDE)])
def test_a_picture_may_be_as_long_as_the_limit(width: int, height: int) -> None:
    kind, *size, thumbnail = examine(picture(width, height))
    assert (kind, size) == ("image/png", [width, height])
    assert max(Image.open(io.BytesIO(thumbnail)).size) == THUMBNAIL_SIDE


@pytest.mark.parametrize(("width", "height"), [(LARGEST_SIDE + 1, 1), (1, LARGEST_SIDE + 1)])
def test_a_longer_one_is_refused(width: int, height: int) -> None:
    with pytest.raises(NotAPhoto, match="too many pixels"):
        examine(picture(width, height))


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (9_500, 9_500),  # more than Pillow reads without a warning
        (11_900, 11_900),
        (LARGEST_SIDE * 2, LARGEST_SIDE * 2),  # more than Pillow reads at all
        (2**31 - 1, 2**31 - 1),
    ],
)
def test_one_with_too_many_pixels_is_refused_before_they_are_read(width: int, height: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in the bot's processes; the tests make every warning an error
        with pytest.raises(NotAPhoto, match="DecompressionBomb"):
            examine(claiming(width, height))


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", picture(8, 8)[:-20], picture(8, 8, "BMP")])
def test_what_is_no_whole_picture_of_a_known_kind_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPhoto):
        examine(data)
