"""A rating round in the chat: the coordinator's table and closing, the participant's own result, and outsiders."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.postback import ShowRound
from models.evaluations import rounds, snapshots
from models.evaluations.ratings import Rating
from programmes.bangkok import BANGKOK
from services.evaluations.signing import new_key, read_key
from services.forms.publishing import publish_programme
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.interviewing import say_all
from tests.scenarios.many_people import everything_in, words_of
from tests.services.evaluations.rated_people import FOLDER, RatedPeople
from tests.services.evaluations.test_ledger import PARTNERS, all_rate

DECEMBER = datetime(2023, 12, 6, 9, tzinfo=BANGKOK)
LAND = "ธนา ใจงาม"  # coordinates กรมที่ดิน, the agency of MALEE


@pytest.fixture
def rated(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[RunningBot, RatedPeople]]:
    """The bot on 6 December 2566, when the final round is open, with a key; SOMCHAI is rated by enough people."""
    monkeypatch.setenv("EVALUATION_KEY", new_key())
    with start_running_bot(database_url, tmp_path, start=DECEMBER) as running:
        assert running.bot.signing is not None
        people = RatedPeople(running.database, running.bot.programme, running.bot.signing, DECEMBER)
        all_rate(people)
        yield running, people


def test_a_coordinator_sees_the_table_closes_the_round_and_participants_see_their_own(
    rated: tuple[RunningBot, RatedPeople],
) -> None:
    running, people = rated
    kanda, somchai, malee = running.joined(KANDA), running.joined(SOMCHAI), running.joined(MALEE)
    assert "ยังไม่ปิดรอบ" in words_of(say_all(somchai, "ผลประเมินของฉัน"))
    table = everything_in(say_all(kanda, "ผลการประเมิน"))
    assert "4.33 (86.53)" in table
    assert "ยังไม่มีคะแนนจากผู้บริหารกระทรวงมหาดไทย" in table
    assert "ต่ำสุด 4.33 สูงสุด 4.33" in table
    kanda.taps(ShowRound("final", "close").pack())
    preview = everything_in(kanda.hears(1)[-1])
    assert "จะลงนามผลสุดท้าย 1 คน ผลชั่วคราว 1 คน" in preview
    assert MALEE in preview
    with running.database.read() as session:
        assert snapshots.newest(session, "final") is None  # nothing happens by looking
    kanda.taps(ShowRound("final", "sign").pack())
    assert "ลงนามดิจิทัลแล้ว ✅ ฉบับที่ 1" in words_of(kanda.hears(1)[-1])
    kanda.taps(ShowRound("final", "sign").pack())  # tapped twice
    assert "ปิดและลงนามไปแล้ว" in words_of(kanda.hears(1)[-1])
    own = everything_in(say_all(somchai, "ผลประเมินของฉัน"))
    assert "คะแนนเฉลี่ย 4.33 (ร้อยละ 86.53) · ผลสุดท้าย" in own
    assert "4.37 × 80 ÷ 100 = 3.49" in own
    assert "ภาคสื่อสารมวลชน" in own
    assert not any(name in own for name, _, _ in PARTNERS)
    assert "ผลชั่วคราว" in everything_in(say_all(malee, "ผลประเมินของฉัน"))
    assert people.rates(people.rater("นายมาช้า"), SOMCHAI, (1, 1, 1, 1, 1, 1)).value == "closed"


@on_sqlite
def test_words_of_partners_are_shown_without_names_and_only_from_three_on(
    rated: tuple[RunningBot, RatedPeople],
) -> None:
    running, people = rated
    for number in range(2):
        people.rates(people.rater(f"นายเขียน {number}"), MALEE, (4, 4, 4, 4, 4, 4), words=f"คำของคนที่ {number}")
    for number in range(3):
        people.rates(people.rater(f"นายชม {number}"), SOMCHAI, (4, 4, 4, 4, 4, 4), words=f"ชมจากคนที่ {number}")
    kanda, somchai, malee = running.joined(KANDA), running.joined(SOMCHAI), running.joined(MALEE)
    kanda.taps(ShowRound("final", "sign").pack())
    kanda.hears(1)
    own = everything_in(say_all(somchai, "ผลประเมินของฉัน"))
    assert all(f"ชมจากคนที่ {number}" in own for number in range(3))
    assert "นายชม" not in own
    assert "คำของคนที่" not in everything_in(say_all(malee, "ผลประเมินของฉัน"))


def test_who_oversees_an_agency_sees_its_people_and_closes_nothing(rated: tuple[RunningBot, RatedPeople]) -> None:
    running, _ = rated
    thana = running.joined(LAND)
    table = everything_in(say_all(thana, "ผลการประเมิน"))
    assert MALEE in table
    assert SOMCHAI not in table
    assert "ปิดรอบการประเมิน" not in table
    for view in ("close", "sign"):
        thana.taps(ShowRound("final", view).pack())
        assert "ผู้ที่ปิดรอบนี้ได้คือ" in words_of(thana.hears(1)[-1])
    with running.database.read() as session:
        assert snapshots.newest(session, "final") is None


def test_nobody_else_sees_scores_or_phone_numbers(rated: tuple[RunningBot, RatedPeople]) -> None:
    running, people = rated
    people.asks(people.rater("นายยังไม่ทำ", phone="0899999999"), SOMCHAI)
    kanda = running.joined(KANDA)
    kanda.taps(ShowRound("final", "pending").pack())
    assert "0899999999" in everything_in(kanda.hears(1)[-1])
    mentor, stranger, malee = running.joined("อำนาจ ทองดี"), running.stranger(), running.joined(MALEE)
    for phone in (mentor, stranger, malee):
        for view in ("table", "pending", "close", "sign"):
            phone.taps(ShowRound("final", view).pack())
            heard = everything_in(phone.hears(1)[-1])
            assert not any(secret in heard for secret in ("4.33", "0899999999", "นายยังไม่ทำ", SOMCHAI)), (view, heard)
    with running.database.read() as session:
        assert snapshots.newest(session, "final") is None


@on_sqlite
def test_a_coordinator_of_all_opens_a_round_before_its_day_and_signs_anew_with_a_reason(
    rated: tuple[RunningBot, RatedPeople],
) -> None:
    running, _ = rated
    kanda = running.joined(KANDA)
    kanda.taps(ShowRound("final", "again").pack())
    assert "ยังไม่ปิด" in words_of(kanda.hears(1)[-1])
    kanda.taps(ShowRound("final", "sign").pack())
    kanda.hears(1)
    assert "ลงนามผลใหม่" not in everything_in(say_all(kanda, "ผลการประเมิน"))  # nothing has changed
    with running.database.write() as session:
        session.execute(update(Rating).where(Rating.scores.is_not(None)).values(scores="5,5,5,5,5,5"))
    assert "คะแนนของผู้เข้าร่วมโครงการ 1 คนเปลี่ยนไป" in everything_in(say_all(kanda, "ผลการประเมิน"))
    kanda.taps_label("ลงนามผลใหม่")
    assert "เพราะเหตุใด" in words_of(kanda.hears(1)[-1])
    assert "เพราะเหตุใด" in words_of(say_all(kanda, "ขอ"))  # too short to be a reason
    assert "ลงนามผลใหม่แล้ว ✅ ฉบับที่ 2" in words_of(say_all(kanda, "บันทึกคะแนนจากแบบกระดาษผิด"))
    with running.database.read() as session:
        signed = snapshots.newest(session, "final")
        assert signed is not None
        assert (signed.number, signed.reason) == (2, "บันทึกคะแนนจากแบบกระดาษผิด")


@on_sqlite
def test_a_round_to_come_is_opened_in_the_chat_after_its_terms_were_shown(running: RunningBot) -> None:
    kanda, thana = running.joined(KANDA), running.joined(LAND)
    publish_programme(running.database, running.bot.programme, FOLDER, running.bot.clock.now())
    assert "ยังไม่มีรอบการประเมินที่เปิด" in words_of(say_all(kanda, "ผลการประเมิน"))
    kanda.taps_label("เปิดรอบช่วงที่ 4")
    shown = everything_in(kanda.hears(1)[-1])
    assert "ร้อยละ 80 อย่างน้อย 5 คน จาก 3 ภาค" in shown
    thana.taps(ShowRound("final", "open").pack())
    assert "ผู้ที่ปิดรอบนี้ได้คือ" in words_of(thana.hears(1)[-1])
    with running.database.read() as session:
        assert rounds.newest(session, "final") is None
    kanda.taps_label("เปิดรอบเดี๋ยวนี้")
    assert "รับคะแนนถึง 20 ธ.ค. 2566" in words_of(kanda.hears(1)[-1])
    with running.database.read() as session:
        assert rounds.newest(session, "final") is not None
    kanda.taps(ShowRound("final", "open").pack())
    assert "รอบนี้เปิดแล้ว" in words_of(kanda.hears(1)[-1])


def test_without_a_key_the_coordinator_is_told_whom_to_ask(
    running_on_sqlite: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = running_on_sqlite
    kanda = running.joined(KANDA)
    assert "ยังไม่มีรอบการประเมินที่เปิด" in words_of(say_all(kanda, "ผลการประเมิน"))
    kanda.taps(ShowRound("final", "sign").pack())
    assert "EVALUATION_KEY" in words_of(kanda.hears(1)[-1])
    assert read_key(new_key()).id
