"""The mentor's card: whatever an entry holds fits, ten side by side too; and what it says to type is understood."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.cards.returned import ReturnedCard, returned_card
from bot.cards.review import A_PAGE, ReviewCard, review_carousel, review_message
from bot.cards.thread import Saying, ThreadCard, ThreadList, thread_card, thread_list
from bot.line.limits import check
from bot.postback import ReviewActivity
from bot.postback.fields import LARGEST_ID
from locales.texts import Text
from programmes.bangkok import BANGKOK
from tests.bot.cards.examples import REVIEW, facts
from tests.bot.cards.test_cards import ENGLISH, ROOT, THAI, inside
from thai.context import Context
from thai.understand import understand
from thai.verdicts import read_unlock, read_verdict

BOTH = pytest.mark.parametrize("text", [THAI, ENGLISH], ids=["th", "en"])
LONG = "กำลังประชุมเรื่องน้ำ " * 250
DAY = date(2023, 9, 27)
WORST = ReviewCard(
    activity=LARGEST_ID,
    revision=LARGEST_ID,
    name="นางสาวกมลชนก วงศ์สุวรรณวัฒนานุกูลกิจ ณ อยุธยา",
    day=DAY,
    words=LONG[:5000],
    number=99,
    facts=facts(
        people=1_000_000,
        sectors=("ภาคราชการ", "ภาคผู้นำศาสนา", "ภาควิชาการ", "ภาคเอกชน", "ภาคประชาสังคม", "ภาคประชาชน", "ภาคสื่อสารมวลชน"),
        places=(LONG[:300],) * 9,
        tags=("หมู่บ้านยั่งยืน (Sustainable Village)",) * 22,
    ),
    photos=40,
    photo_urls=("https://bot.example.go.th/a/rather/long/path/m/" + "x" * 40,) * 9,
    pinned=True,
    state="resubmitted",
    waited=120,
    round=12,
    changes=(LONG[:200],) * 9,
    said=LONG[:5000],
)


@BOTH
@pytest.mark.parametrize("state", ["submitted", "resubmitted", "returned", "approved"])
def test_the_largest_entry_fits_alone_and_ten_of_them_side_by_side(text: Text, state: str):
    values = replace(WORST, state=state)
    assert check([review_message(values, text)]) == []
    row = review_carousel([replace(values, number=n) for n in range(90, 90 + A_PAGE)], text, LARGEST_ID, next_page=9)
    assert check([row]) == []


@BOTH
def test_a_returned_entry_and_a_thread_fit_whatever_was_written(text: Text):
    parts = tuple(text(f"flag-{flag}") for flag in ("words", "photo", "places", "people", "day", "sectors"))
    assert (
        check([returned_card(ReturnedCard(LARGEST_ID, DAY, WORST.name, LONG[:5000], parts, LONG[:5000]), text)]) == []
    )
    said = (Saying(WORST.name, DAY, LONG[:5000], mine=True),) * 40
    thread = ThreadCard(LARGEST_ID, WORST.name, WORST.name, said, mine=True, waits=True, came_from=WORST.name)
    assert check([thread_card(thread, text), thread_list(ThreadList((thread,) * 10, mine=True), text)]) == []


@BOTH
@pytest.mark.parametrize("act", ["approve", "praise", "return"])
def test_what_a_tap_says_means_the_same_when_it_is_typed(text: Text, act: str):
    card = review_message(replace(REVIEW, number=7), text)
    (tap,) = [
        one for one in inside(card) if one.get("data") == ReviewActivity(REVIEW.activity, REVIEW.revision, act).pack()
    ]
    said = read_verdict(tap["displayText"])
    assert said is not None
    assert (said.act, said.numbers) == (act, (7,))


@BOTH
def test_what_hints_say_to_type_is_read(text: Text):
    """“Type …” that leads nowhere would be worse than none."""
    source = (ROOT / "locales" / text.language / "reviews.ftl").read_text("utf-8")
    labels = {text(key).casefold() for key, message in text.messages.items() if not message.variables}
    dead = [
        quoted
        for quoted in re.findall(r"“([^”]+)”", source)
        if quoted.casefold() not in labels
        and read_verdict(quoted) is None
        and read_unlock(quoted) is None
        and understand(quoted, Context(datetime(2023, 7, 12, 9, tzinfo=BANGKOK))).intent == "unknown"
    ]
    assert dead == [] or dead == ["ตอบกลับ"]  # LINE's own word for quoting


def test_pictures_are_shown_only_where_phones_can_reach_them():
    with_links = [one for one in inside(review_message(REVIEW, THAI)) if one.get("type") == "image"]
    without = [
        one for one in inside(review_message(replace(REVIEW, photo_urls=()), THAI)) if one.get("type") == "image"
    ]
    assert (len(with_links), without) == (2, [])
