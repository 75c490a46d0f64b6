"""Pictures of every kind that people send, made here: nothing of anybody's camera."""

import io
from collections.abc import Callable
from typing import Any, Final

import pillow_heif
from PIL import Image, ImageCms

WIDE: Final = (1200, 900)
TOP: Final = (200, 40, 40)  # the upper half of a picture that is upright; the lower one is BELOW
BELOW: Final = (40, 60, 200)


def notes(orientation: int = 1) -> Image.Exif:
    """What a phone writes into its photos: make, moment, place, and how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Phone", orientation
    exif.get_ifd(0x8769)[0x9003] = "2023:07:05 10:00:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (19.0, 21.0, 0.0)
    return exif


def scene(width: int = WIDE[0], height: int = WIDE[1], mode: str = "RGB") -> Image.Image:
    """A picture whose upper half is red and whose lower half is blue."""
    picture = Image.new("RGB", (width, height), TOP)
    picture.paste(BELOW, (0, height // 2, width, height))
    return picture.convert(mode)


def held(picture: Image.Image, orientation: int) -> Image.Image:
    """The pixels as a camera that is held so writes them; `orientation` turns them upright again."""
    back = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    return picture.transpose(back[orientation]) if orientation in back else picture


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def heic(picture: Image.Image, **how: Any) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(picture).save(out, **how)
    return out.getvalue()


def mpo(picture: Image.Image, **how: Any) -> bytes:
    """Two pictures in one JPEG, as iPhones (with a gain map) and Samsungs write them."""
    second = Image.new("RGB", (picture.width // 4, picture.height // 4), "white")
    return saved(picture, "MPO", save_all=True, append_images=[second], **how)


def animated(kind: str) -> bytes:
    frame = scene()
    return saved(frame, kind, save_all=True, append_images=[scene(mode="L").convert("RGB")], duration=100)


def motion_photo() -> bytes:
    """A JPEG with a video behind it, as Android phones write them."""
    return saved(scene(), "JPEG", exif=notes()) + b"\x00\x00\x00\x18ftypmp42" + bytes(5_000)


def in_display_p3() -> bytes:
    """A photo with a colour profile that is not sRGB."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return heic(scene(), icc_profile=profile.tobytes())


def see_through() -> Image.Image:
    """A red picture on nothing: the lower half is transparent, and black beneath."""
    picture = scene().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, WIDE[1] // 2, *WIDE))
    return picture


TAKEN: Final[dict[str, Callable[[], bytes]]] = {
    "jpeg": lambda: saved(scene(), "JPEG"),
    "progressive jpeg": lambda: saved(scene(), "JPEG", progressive=True),
    "grey jpeg": lambda: saved(scene(mode="L"), "JPEG"),
    "cmyk jpeg": lambda: saved(scene(mode="CMYK"), "JPEG"),
    "mpo": lambda: mpo(scene()),
    "motion photo": motion_photo,
    "heic": lambda: heic(scene()),
    "grey heic": lambda: heic(scene(mode="L")),
    "heic with alpha": lambda: heic(see_through()),
    "avif": lambda: saved(scene(), "AVIF"),
    "webp": lambda: saved(scene(), "WEBP"),
    "animated webp": lambda: animated("WEBP"),
    "png": lambda: saved(scene(), "PNG"),
    "png with a palette": lambda: saved(scene().quantize(16), "PNG"),
    "png with alpha": lambda: saved(see_through(), "PNG"),
    "png with a transparent palette": lambda: saved(see_through().quantize(16), "PNG"),
    "png of 16 bits": lambda: saved(Image.new("I;16", WIDE, 40_000), "PNG"),
    "png of one bit": lambda: saved(scene(mode="1"), "PNG"),
    "animated png": lambda: animated("PNG"),
    "gif": lambda: saved(scene(), "GIF"),
    "animated gif": lambda: animated("GIF"),
    "bmp": lambda: saved(scene(), "BMP"),
    "scan of two pages": lambda: saved(scene(mode="1"), "TIFF", save_all=True, append_images=[scene(mode="1")]),
    "photo with damaged notes": lambda: saved(scene(), "JPEG", exif=b"Exif\x00\x00damaged"),
    "heic with a colour profile": in_display_p3,
}
