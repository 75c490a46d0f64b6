"""The days and the round of a paper: what was asked, or a sentence that says why there is none."""

from datetime import date

import pytest

from locales.texts import Texts
from services.reports.asked import NothingToReport, PaperAsked, days_of, round_of
from tests.services.evaluations.rated_people import FOLDER
from tests.thai.speakers import CAST, TODAY

TEXT = Texts.load(FOLDER.parents[1] / "locales").in_language("th")


def days(first: date | None = None, last: date | None = None) -> tuple[date, date]:
    return days_of(CAST, PaperAsked("situation", first, last), TODAY)


def test_days_are_those_that_were_asked_for_as_far_as_they_are_over() -> None:
    assert days() == (date(2023, 7, 1), TODAY)
    assert days(date(2023, 7, 1), date(2023, 7, 31)) == (date(2023, 7, 1), TODAY)
    assert days(date(2023, 1, 1), date(2023, 6, 9)) == (CAST.start, date(2023, 6, 9))
    assert days(last=date(2023, 6, 9)) == (CAST.start, date(2023, 6, 9))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2023, 8, 1), date(2023, 8, 31), "ยังไม่ถึง 1–31 ส.ค. 2566"),
        (date(2023, 9, 1), None, "ยังไม่ถึง 1 ก.ย. 2566"),
        (date(2023, 1, 1), date(2023, 1, 31), "โครงการเริ่ม"),
        (None, date(2023, 1, 31), "โครงการเริ่ม"),
        (date(2566, 7, 1), date(2566, 7, 31), "โครงการสิ้นสุด"),
    ],
)
def test_days_of_which_nothing_can_be_are_refused_with_what_to_ask(
    first: date | None, last: date | None, said: str
) -> None:
    with pytest.raises(NothingToReport) as nothing:
        days(first, last)
    assert said in nothing.value.said(TEXT)
    assert "โปรด" in nothing.value.said(TEXT)


def test_a_round_that_has_not_opened_is_named_with_its_day() -> None:
    with pytest.raises(NothingToReport) as nothing:
        round_of(CAST, "final", TODAY)
    assert "การประเมินผลขั้นสุดท้ายยังไม่เปิด จะเปิด 4 ธ.ค. 2566" in nothing.value.said(TEXT)
    assert round_of(CAST, "final", date(2023, 12, 4)).key == "final"
