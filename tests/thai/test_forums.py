"""What people tell of forums and of teams is read whole: who came by sector, what was decided, who is nominated."""

from datetime import datetime
from pathlib import Path

import pytest

from bench.thai.forums_scores import ASPECTS, read_half, score_forums
from bench.thai.messages import HALVES
from programmes import load
from thai.context import Context
from thai.data import read
from thai.forums import forum_in, more_of_forum
from thai.seats import PostWords, asked_of_units, seat_nomination_in

PILOT = load(Path(__file__).parents[2] / "programmes" / "pilot-2565")
SAID = PILOT.forums.said if PILOT.forums else ()
WORDS = PostWords({seat.key: (seat.name.th, *seat.said) for seat in PILOT.units.seats} if PILOT.units else {})
NOW = Context(datetime.fromisoformat("2022-08-10T10:00:00+07:00"), "participant", programme=PILOT)


@pytest.mark.parametrize(
    ("said", "heads", "people"),
    [
        ("เวทีประชาคม ภาครัฐ 20 คน ประชาชน 80 คน", {"government": 20, "people": 80}, 100),
        ("เวทีประชาคม\nภาครัฐ ๒๐\nศาสนา ๕\nประชาชน ๘๐", {"government": 20, "religious": 5, "people": 80}, 105),
        ("เวทีประชาคม 105 คน ภาครัฐ 20 ประชาชน 80 ศาสนา 5", {"government": 20, "people": 80, "religious": 5}, 105),
        ("เวทีประชาคม พระ 3 รูป ครู 6 คน", {"religious": 3, "academic": 6}, 9),
        ("เวทีประชาคม หมู่ 5 ครั้งที่ 2 คนมา 64 คน", {}, 64),
        ("เวทีประชาคม ภาครัฐ 20 คน ขาด 5 คน", {"government": 20}, 20),
        ("เวทีประชาคม หลายคน", {}, None),
        ("เวทีประชาคม ภาครัฐ 99999999999 คน", {}, None),
    ],
)
def test_who_came_is_read_by_sector(said: str, heads: dict[str, int], people: int | None) -> None:
    found = forum_in(said, NOW, SAID)
    assert found is not None
    assert (dict(found.heads), found.people) == (heads, people)


def test_a_total_that_is_less_than_the_sectors_make_is_in_doubt() -> None:
    found = forum_in("เวทีประชาคม รวม 90 คน ภาครัฐ 20 ประชาชน 80", NOW, SAID)
    assert found is not None
    assert found.differs


@pytest.mark.parametrize(
    "said", ["พรุ่งนี้มีเวทีประชาคม", "เตรียมจัดเวทีประชาคมสัปดาห์หน้า", "เวทีประชาคมได้กี่คนแล้ว", "วันนี้ลงพื้นที่ 20 คน"]
)
def test_what_is_to_come_is_asked_or_is_something_else_is_no_forum(said: str) -> None:
    assert forum_in(said, NOW, SAID) is None


def test_an_answer_needs_no_word_for_a_forum() -> None:
    assert dict(more_of_forum("รัฐ 22 ชาวบ้าน 90", NOW, SAID).heads) == {"government": 22, "people": 90}
    assert more_of_forum("มติ ขุดลอกหนอง", NOW, SAID).decided == "ขุดลอกหนอง"


def test_any_text_is_read_without_an_error() -> None:
    for said in (
        "",
        " ",
        "เวทีประชาคม" * 400,
        "เวทีประชาคม " + "๑ " * 2000,
        "เวทีประชาคม \x00 มติ",
        "มติ",
        "😀เวทีประชาคม😀 ภาครัฐ 5",
    ):
        forum_in(said, NOW, SAID)
        seat_nomination_in(said, NOW, WORDS)
        asked_of_units(said, SAID)


def test_every_word_of_the_tables_stands_in_its_example() -> None:
    tables = read("forums")
    words = [(word, example) for table in tables.values() for word, example in table.items()]
    assert [word for word, example in words if word not in example] == []
    heads = {name: table for name, table in tables.items() if name.startswith("sector_")}
    lost = [
        word
        for name, table in heads.items()
        for word, example in table.items()
        if dict(getattr(forum_in(example, NOW, SAID), "heads", {})) != {name.removeprefix("sector_"): 20}
    ]
    assert lost == []


def test_what_else_is_counted_is_no_people_and_who_came_is_no_agenda() -> None:
    tables = read("forums")
    counted = {example: forum_in(example, NOW, SAID) for example in tables["counted_else"].values()}
    assert [example for example, said in counted.items() if said is None or dict(said.heads) != {"people": 5}] == []
    told = {example: forum_in(example, NOW, SAID) for example in tables["who_came"].values()}
    assert [example for example, said in told.items() if said is None or said.agenda != "น้ำแล้ง"] == []


@pytest.mark.parametrize("half", HALVES)
def test_the_halves_have_no_message_in_common(half: str) -> None:
    rows = read_half(half)
    others = {row["text"] for other in HALVES if other != half for row in read_half(other)}
    assert len(rows) == 20
    assert not others & {row["text"] for row in rows}


def test_of_the_unseen_half_nine_of_ten_are_right_in_every_aspect() -> None:
    found = score_forums(read_half("unseen"))
    assert [one for one in ASPECTS if found.right[one] < 0.9 * found.of[one]] == []
