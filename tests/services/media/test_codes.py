"""Barcodes and QR codes are read in photos as people take them, and nothing is read where there is none."""

import io

import pytest
import zxingcpp
from PIL import Image

from services.media.codes import LONGEST_LISTED, MOST_CODES, codes_listed, read_codes
from services.media.pictures import NotAPhoto, take_picture
from tests.services.media import files_of_phones as phones


def code(text: str, kind: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.QRCode) -> Image.Image:
    """A picture of a code alone."""
    return Image.fromarray(zxingcpp.create_barcode(text, kind).to_image(scale=4)).convert("L")


def photo_of(*codes: Image.Image, turned: float = 0, size: tuple[int, int] = (1600, 2000), kind: str = "JPEG") -> bytes:
    """A photo in which codes lie one below the other on a grey table."""
    table = Image.new("L", size, 190)
    for place, one in enumerate(codes):
        lying = one.rotate(turned, expand=True, fillcolor=255)
        table.paste(lying, (300, 200 + place * 700))
    out = io.BytesIO()
    table.save(out, kind, quality=80)
    return out.getvalue()


EAN = code("8851234567898", zxingcpp.BarcodeFormat.EAN13)


@pytest.mark.parametrize("turned", [0, 8, 90, 180])
def test_a_code_is_read_however_it_lies(turned: float) -> None:
    assert read_codes(photo_of(EAN, turned=turned)) == ("8851234567898",)
    assert read_codes(photo_of(code("หมู่บ้าน 7"), turned=turned)) == ("หมู่บ้าน 7",)


def test_several_codes_are_read_from_top_to_bottom_and_each_once() -> None:
    assert read_codes(photo_of(code("A-1"), EAN, code("A-1"), size=(1600, 2400))) == ("A-1", "8851234567898")


def test_a_large_photo_is_read_in_a_smaller_size() -> None:
    large = EAN.resize((EAN.width * 3, EAN.height * 3))
    assert read_codes(photo_of(large, size=(4000, 3000))) == ("8851234567898",)


def test_where_no_code_is_none_is_read() -> None:
    assert read_codes(photo_of()) == ()
    with pytest.raises(NotAPhoto):
        read_codes(b"no picture")


KINDS = zxingcpp.BarcodeFormat


@pytest.mark.parametrize("kind", [KINDS.Code128, KINDS.DataMatrix, KINDS.QRCode])
def test_a_gs1_code_is_stored_as_odk_collect_stores_it(kind: zxingcpp.BarcodeFormat) -> None:
    """ODK Collect takes the text that ZXing reads and removes what is invisible, so the separators (GS) too. zxing-cpp
    3.1.1 by default returns such a code as people print it, with brackets: another text than the code holds."""
    label = Image.fromarray(
        zxingcpp.create_barcode("[01]08851234567898[10]ABC123[17]261231", kind, gs1=True).to_image(scale=4)
    ).convert("L")
    assert read_codes(photo_of(label)) == ("010885123456789810ABC12317261231",)


@pytest.mark.parametrize(("kind", "printed"), [(KINDS.UPCA, "012345678905"), (KINDS.UPCE, "01234565")])
def test_of_a_product_the_digits_are_stored_that_are_printed_below_the_bars(
    kind: zxingcpp.BarcodeFormat, printed: str
) -> None:
    """As ZXing in ODK Collect does. zxing-cpp returns 13 digits for both since 3.0 (its issue 1098)."""
    assert read_codes(photo_of(code(printed, kind))) == (printed,)
    assert read_codes(photo_of(code("96385074", KINDS.EAN8))) == ("96385074",)


def test_what_cannot_be_seen_in_a_code_is_not_stored() -> None:
    assert read_codes(photo_of(code("หมู่บ้าน\u200b 7\x00\nแม่ใจ"))) == ("หมู่บ้าน 7แม่ใจ",)


@pytest.mark.parametrize("kind", ["heic", "avif", "mpo"])
def test_a_code_is_read_in_photos_of_phones(kind: str) -> None:
    lying = Image.open(io.BytesIO(photo_of(EAN)))
    sent = {"heic": phones.heic, "mpo": phones.mpo, "avif": lambda picture: phones.saved(picture, "AVIF")}[kind](lying)
    assert read_codes(take_picture(sent).data) == ("8851234567898",)


def test_a_list_of_codes_is_short_enough_for_a_message() -> None:
    listed = codes_listed(["ก" * 4_000] * 20)
    assert len(listed) < MOST_CODES * (LONGEST_LISTED + 5)
    assert codes_listed(["A-1", "B-2"]) == "A-1, B-2"
