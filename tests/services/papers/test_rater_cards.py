"""Cards with raters' links: the codes say the link, and so many stand on a page."""

import re

import pytest

from services.media.codes import read_codes
from services.papers.codes import code_png, code_svg
from services.papers.rater_cards import CardOfRater, CardWords, rater_cards

LINK = "https://bot.example/r/Hq2cOqfxyPcm0tSyr5S1n8bGYt7VZqRs"
WORDS = CardWords("CAST 2566", "ขอเชิญประเมินการปฏิบัติงาน", "ส่องรหัส ใช้ได้ถึงวันที่", "โปรดอย่าส่งต่อ")


def card(number: int) -> CardOfRater:
    name = f"พระครูสุนทรธรรมรังสี {number}" + " ชื่อยาวมากจนต้องขึ้นบรรทัดใหม่" * (number % 3)
    return CardOfRater(name, "เจ้าอาวาสวัดโพธิ์ชัย", "ประเมิน สมชาย ใจดี", "20 ธันวาคม 2566", f"{LINK}{number}")


def test_a_phone_reads_the_link_from_the_code():
    assert read_codes(code_png(LINK)) == (LINK,)
    assert "<svg" in code_svg(LINK)


@pytest.mark.parametrize(("count", "a_page", "pages"), [(4, 4, 1), (5, 4, 2), (8, 8, 1), (9, 8, 2), (1, 8, 1)])
def test_so_many_cards_stand_on_a_page_however_long_the_names(count, a_page, pages):
    pdf = rater_cards([card(number) for number in range(count)], WORDS, a_page=a_page)
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages
    assert b"Sarabun" in pdf


def test_other_numbers_of_cards_are_refused():
    with pytest.raises(ValueError, match="5 cards"):
        rater_cards([card(1)], WORDS, a_page=5)
