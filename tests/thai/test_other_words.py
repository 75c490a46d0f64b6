"""Another programme's words: its own sectors and tags are understood, and those of CAST are not."""

import pytest

from programmes.words import Words
from tests.thai.speakers import CAST, NOW
from thai.context import Context
from thai.lexicon import lexicon
from thai.single_answers import read_sectors, read_tags
from thai.understand import understand

FORCES = Words(
    sectors={
        "partners": {"คณะประสานงาน": "ประชุมกับคณะประสานงาน"},
        "plans": {"คณะบูรณาการแผน": "ประชุมกับคณะบูรณาการแผน", "Planning Team ๒": "met planning team 2"},
        "partners-plans": {"สองคณะ": "ประชุมกับสองคณะ"},
        "all": {"ทุกคณะ": "ประชุมกับทุกคณะ"},
    },
    tags={"reservoir": {"ขุดสระ": "ช่วยชาวบ้านขุดสระ"}},
    stages={"home": {"ช่วงอำเภอบ้าน": "สรุปช่วงอำเภอบ้าน"}},
    commands={"coverage": {"กี่คณะ": "กี่คณะ"}},
    sectors_of={
        "partners": ("partners",),
        "plans": ("plans",),
        "partners-plans": ("partners", "plans"),
        "all": ("partners", "plans", "media"),
    },
)


class Pilots:
    """A programme with other words and nothing else."""

    phases = ()
    stages = ()
    words = FORCES


def context(role: str = "participant") -> Context:
    return Context(NOW, role, "5607", programme=Pilots())


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("ประชุมกับคณะประสานงาน", ("partners",)),
        ("ไม่ได้พบคณะประสานงาน พบแต่คณะบูรณาการแผน", ("plans",)),
        ("ประชุมกับสองคณะ", ("partners", "plans")),
        ("ประชุมกับทุกคณะ ยกเว้นคณะประสานงาน", ("plans", "media")),
        ("met the PLANNING team 2", ("plans",)),
        ("ประชุมกับพระและนักข่าว", ()),
    ],
)
def test_sectors_of_another_programme_are_understood_by_its_words(text, sectors):
    assert read_sectors(text, FORCES) == sectors


def test_tags_of_another_programme_are_understood_by_its_words():
    assert read_tags("ช่วยกันขุดสระเรื่องยาเสพติด", FORCES) == ("reservoir",)


def test_a_message_is_understood_with_the_words_of_the_speaker_s_programme():
    said = "วันนี้ประชุมกับคณะประสานงานเรื่องขุดสระ ต.แม่ใจ 25 คน"
    understood = understand(said, context())
    assert (understood.intent, understood.slots.sectors, understood.slots.tags) == (
        "log_activity",
        ("partners",),
        ("reservoir",),
    )
    assert understand(said, Context(NOW, "participant", "5607", programme=CAST)).slots.sectors == ()


def test_a_programme_may_have_its_own_way_to_say_a_command():
    cast = Context(NOW, "participant", programme=CAST)
    assert understand("กี่คณะ", context()).intent == "coverage"
    assert understand("กี่คณะ", cast).intent != "coverage"
    assert understand("7 ภาคี", cast).exact
    assert not understand("7 ภาคี", context()).exact  # “ภาคี” is of the language, how many there are is not


def test_without_a_programme_the_language_still_knows_villagers_and_monks():
    understood = understand("วันนี้ไปเยี่ยมผู้ใหญ่บ้านหนองบัว พบพระ 9 รูป", Context(NOW, "participant", "5607"))
    assert [place.name for place in understood.slots.places] == ["บ้านหนองบัว"]
    assert understood.slots.people_count == 9
    assert understood.slots.sectors == ()


def test_words_are_compiled_once_for_a_programme():
    assert lexicon(CAST.words) is lexicon(CAST.words)
    assert lexicon(FORCES) is not lexicon(CAST.words)
