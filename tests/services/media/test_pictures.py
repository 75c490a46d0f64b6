"""Photos of today's phones: a picture of a bearable size is taken, upright; all else is refused with a reason."""

import io
import struct
import warnings
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from services.media import pictures
from services.media.pictures import KEPT_SIDE, LARGEST_SIDE, THUMBNAIL_SIDE, NotAPhoto, WhyNot, take_picture
from services.media.store import LARGEST_PHOTO
from tests.services.media import files_of_phones as phones
from tests.services.media.files_of_phones import BELOW, TAKEN, TOP, heic, held, mpo, notes, saved, scene

KEPT_AS_SENT = {"jpeg", "progressive jpeg", "grey jpeg", "mpo", "motion photo", "photo with damaged notes"}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(one, other, strict=True))


def claiming(width: int, height: int) -> bytes:
    """A PNG file that says it is so large, and has no pixels at all."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_of_every_kind_is_taken_and_kept_as_line_can_show_it(name: str) -> None:
    data = TAKEN[name]()
    taken = take_picture(data)
    kept, small = opened(taken.data), opened(taken.thumbnail)
    assert taken.content_type == Image.MIME[kept.format or ""].replace("mpo", "jpeg")
    assert taken.content_type in ("image/jpeg", "image/png")
    assert (taken.width, taken.height) == kept.size == (1200, 900)
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (640, 480))
    if name in KEPT_AS_SENT or name.startswith(("png", "animated png")):
        assert taken.data == data
    else:
        assert kept.format == "JPEG"


COLOURED = [name for name in TAKEN if not any(word in name for word in ("grey", "bit", "scan", "alpha", "transp"))]


@pytest.mark.parametrize("name", COLOURED)
def test_what_is_seen_is_the_first_picture_of_the_file(name: str) -> None:
    small = opened(take_picture(TAKEN[name]()).thumbnail)
    assert near(small.getpixel((320, 100)), TOP)
    assert near(small.getpixel((320, 380)), BELOW)


@pytest.mark.parametrize("name", ["png with alpha", "png with a transparent palette", "heic with alpha"])
def test_what_can_be_seen_through_lies_on_white(name: str) -> None:
    small = opened(take_picture(TAKEN[name]()).thumbnail)
    assert near(small.getpixel((320, 100)), TOP)
    assert near(small.getpixel((320, 380)), (255, 255, 255))


def test_of_16_bits_the_upper_ones_are_seen() -> None:
    """Pillow 13.0.0 makes everything white that is brighter than 255 when it turns "I;16" into "L" or "RGB"."""
    small = opened(take_picture(TAKEN["png of 16 bits"]()).thumbnail)
    assert near(small.getpixel((320, 240)), (156, 156, 156))


SAVERS: dict[str, Callable[[Image.Image, Image.Exif], bytes]] = {
    "jpeg": lambda picture, exif: saved(picture, "JPEG", exif=exif),
    "mpo": lambda picture, exif: mpo(picture, exif=exif.tobytes()),
    "heic": lambda picture, exif: heic(picture, exif=exif.tobytes()),
    "avif": lambda picture, exif: saved(picture, "AVIF", exif=exif),
    "webp": lambda picture, exif: saved(picture, "WEBP", exif=exif),
    "png": lambda picture, exif: saved(picture, "PNG", exif=exif),
}


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("kind", SAVERS)
def test_a_photo_is_upright_however_the_phone_was_held(kind: str, orientation: int) -> None:
    taken = take_picture(SAVERS[kind](held(scene(), orientation), notes(orientation)))
    assert (taken.width, taken.height) == (1200, 900)
    small = opened(taken.thumbnail)
    assert small.size == (640, 480)
    assert near(small.getpixel((320, 100)), TOP)
    assert near(small.getpixel((320, 380)), BELOW)
    kept = opened(taken.data)
    if kind not in ("jpeg", "mpo", "png"):  # written upright: a viewer must not turn it again
        assert (kept.size, kept.getexif().get(0x0112)) == ((1200, 900), None)
        assert near(kept.getpixel((600, 100)), TOP)


@pytest.mark.parametrize("kind", SAVERS)
def test_the_camera_s_notes_stay_in_what_is_kept_and_are_not_in_the_thumbnail(kind: str) -> None:
    taken = take_picture(SAVERS[kind](scene(), notes()))
    kept = opened(taken.data).getexif()
    assert (kept[0x010F], kept.get_ifd(0x8825)[2][0]) == ("Phone", 19.0)
    assert kept.get_ifd(0x8769)[0x9003] == "2023:07:05 10:00:00"
    assert dict(opened(taken.thumbnail).getexif()) == {}


def test_a_colour_profile_stays_in_both() -> None:
    taken = take_picture(phones.in_display_p3())
    profiles = {opened(data).info.get("icc_profile") for data in (taken.data, taken.thumbnail)}
    assert len(profiles) == 1
    assert None not in profiles


def test_what_is_written_anew_is_small_enough_for_line() -> None:
    taken = take_picture(saved(Image.effect_noise((5712, 4284), 90), "WEBP", quality=60, method=0))
    assert (taken.width, taken.height) == (KEPT_SIDE, 3072)
    assert len(taken.data) < LARGEST_PHOTO


@pytest.mark.parametrize(("width", "height"), [(LARGEST_SIDE, 1), (1, LARGEST_SIDE)])
def test_a_picture_may_be_as_long_as_the_limit(width: int, height: int) -> None:
    taken = take_picture(saved(Image.new("L", (width, height)), "PNG"))
    assert (taken.content_type, taken.width, taken.height) == ("image/png", width, height)
    assert max(opened(taken.thumbnail).size) == THUMBNAIL_SIDE


@pytest.mark.parametrize(
    "data",
    [
        saved(Image.new("L", (LARGEST_SIDE + 1, 1)), "PNG"),
        saved(Image.new("L", (1, LARGEST_SIDE + 1)), "PNG"),
        saved(Image.new("1", (7_100, 7_100)), "PNG"),  # 6 kB, and 50 MB when it is read
        claiming(9_500, 9_500),  # more than Pillow reads without a warning
        claiming(LARGEST_SIDE * 2, LARGEST_SIDE * 2),  # more than Pillow reads at all
        claiming(2**31 - 1, 2**31 - 1),
    ],
    ids=["wide", "high", "one bit", "warned of", "not read", "beyond all"],
)
def test_one_with_too_many_pixels_is_refused_before_they_are_read(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in the bot's processes; the tests make every warning an error
        with pytest.raises(NotAPhoto) as refused:
            take_picture(data)
    assert refused.value.why is WhyNot.TOO_MANY_PIXELS


REFUSED = {
    "nothing": (b"", WhyNot.UNREADABLE),
    "words": ("สวัสดี".encode(), WhyNot.UNREADABLE),
    "the beginning of a gif": (b"GIF89a", WhyNot.UNREADABLE),
    "a pdf with the name of a photo": (b"%PDF-1.7\n%...", WhyNot.DOCUMENT),
    "a word file": (b"PK\x03\x04" + bytes(60), WhyNot.DOCUMENT),
    "a video": (b"\x00\x00\x00\x18ftypmp42" + bytes(60), WhyNot.VIDEO),
    "a video of an iphone": (b"\x00\x00\x00\x14ftypqt  " + bytes(60), WhyNot.VIDEO),
    "half a jpeg": (saved(scene(), "JPEG")[:-4_000], WhyNot.UNREADABLE),
    "half a png": (saved(scene(), "PNG")[:-200], WhyNot.UNREADABLE),
    "half an mpo": (mpo(scene())[:6_000], WhyNot.UNREADABLE),
    "half a heic": (heic(scene())[:-500], WhyNot.UNREADABLE),
    "the head of a heic": (heic(scene())[:40], WhyNot.UNREADABLE),
    "a kind that nobody sends": (saved(scene(64, 64), "PPM"), WhyNot.UNREADABLE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_picture_is_refused_with_the_reason(name: str) -> None:
    data, why = REFUSED[name]
    with pytest.raises(NotAPhoto) as refused:
        take_picture(data)
    assert refused.value.why is why


@pytest.mark.parametrize(
    ("error", "why"),
    [(IndexError, WhyNot.UNREADABLE), (struct.error, WhyNot.UNREADABLE), (MemoryError, WhyNot.TOO_MANY_PIXELS)],
)
def test_whatever_a_decoder_raises_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], why: WhyNot
) -> None:
    def broken(picture: Image.Image) -> bytes:
        raise error

    monkeypatch.setattr(pictures, "_thumbnail", broken)
    with pytest.raises(NotAPhoto) as refused:
        take_picture(saved(scene(64, 64), "PNG"))
    assert refused.value.why is why
