"""Long papers are made part by part: each certificate is on its page, with its own number and code."""

from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from services.media.codes import read_codes
from services.papers.codes import code_png
from services.papers.fields import Fields, PaperPicture
from services.papers.filling import fill_in
from services.papers.joining import join_pdf, join_word
from services.papers.printing import print_word
from services.papers.template_files import template_of
from services.reports.certificate import CERTIFICATE_EXAMPLE, CODE, CODE_PIXELS

NUMBERS = ("2566-AAAA-BBBB-CCCC", "2566-DDDD-EEEE-FFFF", "2566-GGGG-HHHH-JJJJ")
PARTS = (NUMBERS[:2], NUMBERS[2:])


def fields(numbers: tuple[str, ...]) -> Fields:
    (example,) = CERTIFICATE_EXAMPLE["certificates"]
    made = [{**example, "number": one, "code": PaperPicture(code_png(one, CODE_PIXELS), CODE, one)} for one in numbers]
    return {**CERTIFICATE_EXAMPLE, "emblem": None, "certificates": made}


def words() -> list[bytes]:
    return [fill_in(template_of("certificate", Path("nowhere")), fields(numbers)) for numbers in PARTS]


def numbers_and_codes(pdf: bytes) -> list[tuple[str, str]]:
    """The number that stands on each page, and what its code says."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            drawn = BytesIO()
            page.render(scale=2).to_pil().save(drawn, "PNG")
            said = page.get_textpage().get_text_bounded()
            (number,) = [one for one in NUMBERS if one in said]
            (code,) = read_codes(drawn.getvalue())
            found.append((number, code))
    return found


@pytest.mark.parametrize("way", ["word", "pdf"])
def test_each_certificate_has_its_page_number_and_code_however_many_parts_there_are(way: str) -> None:
    if way == "word":
        whole = join_word(words())
        assert len(docx.Document(BytesIO(whole)).inline_shapes) == len(NUMBERS)
        pdf = print_word(whole).pdf
    else:
        pdf = join_pdf(print_word(one).pdf for one in words())
    assert numbers_and_codes(pdf) == [(one, one) for one in NUMBERS]


def test_one_part_is_the_whole() -> None:
    (first, _) = words()
    assert docx.Document(BytesIO(join_word([first]))).element.xml == docx.Document(BytesIO(first)).element.xml
    assert join_pdf([b"%PDF-1"]) == b"%PDF-1"
