"""Cards of forms at their worst: whatever a form's author or a participant writes, LINE takes the card."""

from datetime import date

import pytest

from bot.cards.coverage import CoverageCard, SectorMet, coverage_card
from bot.cards.form_list import FormListCard, FormListOption, form_list_card
from bot.cards.form_question import FormQuestionCard, form_question_card
from bot.cards.form_receipt import FormReceiptCard, form_receipt_card
from bot.cards.form_summary import FormSummaryCard, FormSummaryLine, form_summary_messages
from bot.line.limits import check
from bot.line.numbers import QUICK_REPLIES
from bot.postback import OpenForm
from bot.postback.fields import FORM_STEPS, LARGEST_ID
from tests.bot.cards.test_cards import ENGLISH, THAI, inside

LONG = "ที่นี้ผู้ใหญ่บ้านกล่าวว่า😀" * 200
KINDS = (
    "text", "integer", "decimal", "range", "select_one", "select_multiple", "rank", "date", "time", "dateTime",
    "geopoint", "geotrace", "geoshape", "image", "audio", "file", "acknowledge", "more", "hidden",
)  # fmt: skip


@pytest.mark.parametrize("text", [THAI, ENGLISH], ids=["th", "en"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("many", [0, 1, 5, 400])
def test_a_question_with_the_longest_of_everything_is_taken(kind, text, many):
    values = FormQuestionCard(
        submission=LARGEST_ID,
        form=LONG,
        kind=kind,
        asked=LONG,
        hint=LONG,
        number=199,
        of=200,
        options=(LONG,) * many,
        chosen=tuple(range(1, many + 1, 2)),
        offered=LONG,
        answered=LONG if many == 5 else None,
        ways=FORM_STEPS[:9],
        trouble=LONG[:1000],
        about=LONG[:200],
        initial="2023-07-19" if kind == "date" else None,
        conversation=LARGEST_ID,
    )
    card = form_question_card(values, text)
    assert check([card]) == []
    assert len(card["quickReply"]["items"]) <= QUICK_REPLIES


@pytest.mark.parametrize("asked", ["", " ", "–"])
def test_a_question_without_words_is_still_a_card(asked):
    assert check([form_question_card(FormQuestionCard(1, "x", "select_one", asked, options=("", " ")), THAI)]) == []


@pytest.mark.parametrize("count", [0, 1, 8, 9, 60, 400])
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_summary_of_any_length_is_taken_and_no_line_is_lost_silently(count, state):
    lines = tuple(FormSummaryLine(number, LONG, LONG if number % 2 else None) for number in range(1, count + 1))
    values = FormSummaryCard(
        LARGEST_ID, LONG[:100], lines, state, LONG[:100], LONG[:400], "พุธ 2 ส.ค. 2566", conversation=LARGEST_ID
    )
    messages = form_summary_messages(values, THAI)
    assert len(messages) <= 4
    assert check(messages) == []
    said = [part["text"] for message in messages for part in inside(message["contents"]) if part.get("type") == "text"]
    told = sum(text.split(". ")[0].isdecimal() for text in said)
    left = THAI("form-lines-left", count=count - told)
    assert told == count or left in said


def test_a_receipt_with_the_longest_answers_is_taken():
    facts = tuple((LONG, LONG) for _ in range(5))
    values = FormReceiptCard(LARGEST_ID, LONG[:100], "วัน", facts, LONG[:80], 3, 7, LONG[:300], "วัน", LONG, LARGEST_ID)
    assert check([form_receipt_card(values, THAI)]) == []


@pytest.mark.parametrize("count", [1, 13, 90])
def test_a_list_of_any_length_is_taken(count):
    options = tuple(
        FormListOption(LONG, LONG[:80], OpenForm("feedback7", about=LARGEST_ID), n % 2 == 0) for n in range(count)
    )
    assert check([form_list_card(FormListCard(LONG[:60], LONG[:60], options), THAI)]) == []


def test_coverage_with_nothing_and_with_long_names_is_taken():
    today = date(2023, 7, 19)
    assert check([coverage_card(CoverageCard("7 ภาคีเครือข่าย", today, today, ()), THAI)]) == []
    sectors = tuple(SectorMet(LONG[:100], 10**6, today) for _ in range(7))
    values = CoverageCard("7 ภาคีเครือข่าย", today, today, sectors, LONG[:100], LONG, "feedback7", "private")
    assert check([coverage_card(values, ENGLISH)]) == []
