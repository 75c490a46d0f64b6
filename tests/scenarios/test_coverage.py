"""Coverage: what was met by entries and by views told, the gaps, and the one to meet next."""

import pytest

from bot.postback import OpenForm, unpack
from tests.databases import on_sqlite
from tests.running_bot import PRAYUN, RunningBot
from tests.scenarios.interviewing import VIEW, actions_of, newest_answers, say_all
from tests.scenarios.many_people import ManyPeople, everything_in, words_of


def test_entries_and_views_count_and_the_first_gap_is_suggested(later_village: ManyPeople) -> None:
    running, phone = later_village.running, later_village.participant()
    say_all(phone, "วันนี้ประชุมกับกำนันและผู้ใหญ่บ้าน 12 คน", *VIEW, "ส่งแบบฟอร์ม")
    card = say_all(phone, "ภาคไหนยังขาด")
    said = everything_in(card)
    assert "พบแล้ว 2 จาก 7 ภาค" in said
    assert said.count("ยังไม่พบ") >= 5
    assert "คนต่อไปที่ควรพบ: ภาควิชาการ" in said
    assert "ครู โรงเรียน" in said
    button = unpack(actions_of(card, "form")[0]["data"])
    assert button == OpenForm("feedback7", choice="academic")
    phone.takes(actions_of(card, "form")[0])
    heard = phone.hears(2)
    assert "ภาควิชาการ" in words_of(heard[0])
    assert "ผู้ให้ความเห็นคือใคร" in words_of(heard[1])
    assert newest_answers(running, phone) == {"sector": "academic"}


def test_a_note_of_the_gap_is_kept_and_meets_nobody(hamlet_before: ManyPeople) -> None:
    phone = hamlet_before.participant()
    assert "ระหว่างพักของโครงการ" in everything_in(say_all(phone, "วันนี้ประชุมกับกำนันและผู้ใหญ่บ้าน 12 คน"))
    assert "พบแล้ว 0 จาก 7 ภาค" in everything_in(say_all(phone, "ภาคไหนยังขาด"))
    assert "พบภาคีเครือข่ายแล้ว 0 จาก 7" in everything_in(say_all(phone, "ดูสถานะหน่อย"))


@pytest.mark.parametrize(("acts", "met"), [((), 1), (("ลบ",), 0), (("ลบ", "เลิกลบ"), 1)])
def test_an_entry_meets_nobody_while_it_is_deleted(later_village: ManyPeople, acts: tuple[str, ...], met: int) -> None:
    phone = later_village.participant()
    say_all(phone, "วันนี้ประชุมกับกำนันและผู้ใหญ่บ้าน 12 คน")
    for act in acts:
        phone.taps_label(act)
        phone.hears(1)
    assert f"พบแล้ว {met} จาก 7 ภาค" in everything_in(say_all(phone, "ภาคไหนยังขาด"))


def test_before_the_form_opens_there_is_no_button_for_it(hamlet_before: ManyPeople) -> None:
    card = say_all(hamlet_before.participant(), "ภาคไหนยังขาด")
    assert actions_of(card, "form") == []
    assert "พบแล้ว 0 จาก 7 ภาค" in everything_in(card)


@on_sqlite
def test_a_mentor_is_shown_those_in_their_care(running: RunningBot) -> None:
    assert "สรุป · ผู้ที่ดูแล" in everything_in(say_all(running.joined(PRAYUN), "ภาคไหนยังขาด"))
