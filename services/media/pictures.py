"""Photos as phones, scanners and offices save them: checks one, and returns it as every phone and LINE can show it.

JPEG and PNG are kept as they were sent, with what the camera wrote into them. LINE shows no other kinds, so HEIC, AVIF,
WebP, GIF, BMP and TIFF are kept as JPEG, with the camera's notes (EXIF). Of a file with several pictures the first one
is taken: MPO of iPhones and Samsung, pages of a scan, frames of an animation.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Final

from PIL import Image

from models.activities.media import Picture
from services.media.store import MediaStore

LARGEST_SIDE: Final = 12_000  # pixels; a larger picture is a decompression bomb and not a photo
MOST_PIXELS: Final = {"JPEG": 90_000_000, "MPO": 90_000_000, "WEBP": 25_000_000}  # WebP takes 16 bytes a pixel to read
MOST_PIXELS_OF_OTHERS: Final = 50_000_000  # read whole, with 3–8 bytes a pixel; the largest photo of an iPhone has 48.8
KEPT_SIDE: Final = 4_096  # of what is written as JPEG, which LINE takes up to 10 MB
THUMBNAIL_SIDE: Final = 640
AS_SENT: Final = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
KINDS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")  # an MPO is found as a JPEG with more in it
KINDS_IN_BOXES: Final = ("AVIF", "HEIF")  # files that begin like a video
DOCUMENTS: Final = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")  # PDF; Word, Excel, ZIP; before 2007; RTF
ORIENTATION: Final = 0x0112  # the tag of EXIF that says how the camera was held: 1 (upright) to 8
TURNED: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LONGEST_PROFILE: Final = 60_000  # bytes; a colour profile of a phone has about 500

_one_at_a_time: Final = Lock()  # a large picture takes hundreds of megabytes while it is read


class WhyNot(StrEnum):
    """Why a file is not kept as a photo."""

    UNREADABLE = "unreadable"
    DOCUMENT = "document"  # PDF, Word …, whatever its name says
    VIDEO = "video"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_LARGE = "too-large"  # in bytes


class NotAPhoto(ValueError):
    """The bytes are not a picture that we keep; `why` says why, `detail` is for the log."""

    def __init__(self, why: WhyNot, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture to keep: its bytes (JPEG or PNG), its size as it is shown, and a thumbnail as JPEG."""

    data: bytes
    content_type: str
    width: int
    height: int
    thumbnail: bytes


def take_picture(data: bytes) -> TakenPicture:
    """Check a photo and return what is kept of it. Raises NotAPhoto, and nothing else, whatever the bytes are."""
    with reading(data) as picture:
        width, height = _shown_size(picture)
        if picture.format in AS_SENT and picture.mode != "CMYK":
            return TakenPicture(data, AS_SENT[picture.format], width, height, _thumbnail(picture))
        out, profile, orientation = io.BytesIO(), _profile(picture), _orientation(picture)
        notes = _notes(picture)
        full = _shrunk(picture, KEPT_SIDE, orientation)
        full.save(out, "JPEG", quality=90, icc_profile=profile, exif=notes)
        return TakenPicture(out.getvalue(), "image/jpeg", *full.size, _thumbnail(full, profile))


def keep_picture(store: MediaStore, taken: TakenPicture) -> Picture:
    """Store a picture with its thumbnail."""
    sha256 = store.put(taken.data)
    store.put_thumbnail(sha256, taken.thumbnail)
    return Picture(sha256, taken.content_type, len(taken.data), taken.width, taken.height)


@contextmanager
def reading(data: bytes) -> Iterator[Image.Image]:
    """Open a picture of a known kind and a bearable size. Whatever goes wrong inside raises NotAPhoto. Only one picture
    is read at a time in a process."""
    with _one_at_a_time:
        try:
            with _open(data) as picture:
                yield picture
        except NotAPhoto:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
            raise NotAPhoto(WhyNot.TOO_MANY_PIXELS, type(error).__name__) from None
        except Exception as error:  # decoders raise errors of any type for files that are broken
            raise NotAPhoto(_why_unreadable(data), type(error).__name__) from None


def _open(data: bytes) -> Image.Image:
    in_boxes = data[4:8] == b"ftyp"
    if in_boxes:
        _know_heif()
    picture = Image.open(io.BytesIO(data), formats=KINDS_IN_BOXES if in_boxes else KINDS)
    width, height = picture.size
    most = MOST_PIXELS.get(picture.format or "", MOST_PIXELS_OF_OTHERS)
    if max(width, height) > LARGEST_SIDE or width * height > most:
        picture.close()
        raise NotAPhoto(WhyNot.TOO_MANY_PIXELS, f"{picture.format} {width}×{height}")
    return picture


@cache
def _know_heif() -> None:
    """Let Pillow read HEIC: memory that only a process that is sent one needs. Smaller pictures inside the file
    are not read, because Pillow would take one of them instead of the photo."""
    heif = import_module("pi_heif")
    heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _why_unreadable(data: bytes) -> WhyNot:
    if data.startswith(DOCUMENTS):
        return WhyNot.DOCUMENT
    in_boxes = data[4:8] == b"ftyp"
    return WhyNot.VIDEO if in_boxes and data[8:11] in (b"qt ", b"iso", b"mp4", b"M4V", b"3gp") else WhyNot.UNREADABLE


def _shown_size(picture: Image.Image) -> tuple[int, int]:
    """Return width and height of a picture as it is shown, which may be turned."""
    width, height = picture.size
    return (height, width) if _orientation(picture) >= 5 else (width, height)


def _orientation(picture: Image.Image) -> int:
    """Return how a picture must be turned, 1 if that is not known: its notes may be damaged when it is not."""
    try:
        said = picture.getexif().get(ORIENTATION)
    except Exception:  # as the notes are damaged, so the error is
        return 1
    return said if said in TURNED else 1


def _thumbnail(picture: Image.Image, profile: bytes | None = None) -> bytes:
    out = io.BytesIO()
    picture.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
    profile = profile or _profile(picture)
    _shrunk(picture, THUMBNAIL_SIDE, _orientation(picture)).save(out, "JPEG", quality=82, icc_profile=profile)
    return out.getvalue()


def _shrunk(picture: Image.Image, side: int, orientation: int) -> Image.Image:
    """Return a picture upright, in RGB on white, no side longer than `side`, and without the camera's notes. The
    picture itself may be changed: a large one is not copied."""
    plain = _plain(picture)
    plain.thumbnail((side, side))
    if orientation in TURNED:
        plain = plain.transpose(TURNED[orientation])
    if plain.mode == "RGBA":
        shown = Image.new("RGB", plain.size, "white")
        shown.paste(plain, mask=plain.getchannel("A"))
    else:
        shown = plain if plain.mode == "RGB" else plain.convert("RGB")
    shown.info.clear()  # else the notes would turn it again
    return shown


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be made smaller without harm. Of 16 bits the upper 8 are kept: Pillow would
    make everything white that is brighter than 255."""
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode == "I":  # 16 bits too, in PNG and TIFF
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        transparent = picture.mode != "P" or "transparency" in picture.info
        return picture.convert("RGBA" if transparent else "RGB")
    return picture.convert("L") if picture.mode == "1" else picture


def _profile(picture: Image.Image) -> bytes | None:
    """Return the colour profile, without which photos of iPhones would look pale."""
    profile = picture.info.get("icc_profile")
    fits = isinstance(profile, bytes) and len(profile) <= LONGEST_PROFILE and picture.mode in ("RGB", "RGBA")
    return profile if fits else None


def _notes(picture: Image.Image) -> bytes:
    """Return what the camera wrote into a picture (EXIF), for the upright copy of it; nothing if it is damaged. In TIFF
    the same tags say where in the file its pixels are."""
    if picture.format == "TIFF":
        return b""
    try:
        notes = picture.getexif()
        notes.pop(ORIENTATION, None)
        written = notes.tobytes() if notes else b""
    except Exception:  # as the notes are damaged, so the error is
        return b""
    return written if len(written) < 65_000 else b""
