"""Raters from the nomination to the rating: a participant nominates in one message, a coordinator decides and hands out
the link, and a partner without LINE rates on its page."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
import urllib3
from sqlalchemy import select, update

from models.evaluations.raters import Rater, RaterLink
from models.evaluations.ratings import Rating, RatingState
from models.forms.submissions import Submission
from models.people import people
from models.people.people import Person, PersonState
from models.privacy import erasure
from programmes.bangkok import BANGKOK
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.patience import HANG
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import everything_in

NOVEMBER = datetime(2023, 11, 29, 9, tzinfo=BANGKOK)
IN_THE_ROUND = "2023-12-06T09:00:00+07:00"
AFTER = "2023-12-21T09:00:00+07:00"
SOMSRI = "นางสมศรี บุญมา"
WHOLE = f"เสนอผู้ประเมิน {SOMSRI} ประธานกลุ่มสตรี ภาคประชาสังคม ๐๘๑ ๒๓๔ ๕๖๗๘ ทำงานร่วมกันเรื่องถังขยะเปียก"
CRITERIA = ("ability", "vision", "leadership", "ethics", "networks", "growth_mindset")


@pytest.fixture
def autumn(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    """Some days before the final round opens."""
    with start_running_bot(database_url, tmp_path, start=NOVEMBER, public_url="https://bot.example") as running:
        yield running


def said(phone: Someone, *words: str, most: int = 4) -> str:
    """What the bot answers to the last of these."""
    heard = []
    for one in words:
        phone.says(one)
        heard = phone.hears(1)
    return " ".join(everything_in(message) for message in heard[:most])


def rows(running: RunningBot) -> list[tuple[str, str, str | None, str | None, str]]:
    """(name, phone, sector, worked together, state) of all raters of participants."""
    with running.database.read() as session:
        found = session.execute(
            select(Person.name, Rater.phone, Rater.sector, Rating.worked_together, Rating.state)
            .join(Rater, Rater.id == Rating.rater_id)
            .join(Person, Person.id == Rater.person_id)
            .where(Rating.round_key == "final")
            .order_by(Rating.id)
        ).all()
        return [tuple(row) for row in found]


def link_from(phone: Someone) -> str:
    """The path of the link that the coordinator was shown last."""
    texts = " ".join(everything_in(one["message"]) for one in phone.chat() if one["from"] == "bot")
    return re.findall(r"https://bot\.example(/r/[A-Za-z0-9_-]{20,})", texts)[-1]


def get(running: RunningBot, path: str) -> tuple[int, str]:
    answer = urllib3.request("GET", running.url + path, timeout=HANG)
    return answer.status, answer.data.decode("utf-8", "replace")


def post(running: RunningBot, path: str, **fields: str) -> tuple[int, str]:
    answer = urllib3.request("POST", running.url + path, fields=fields, redirect=False, timeout=HANG)
    return answer.status, answer.data.decode("utf-8", "replace")


def scores(value: str = "4") -> dict[str, str]:
    return {f"a:/data/scores/{key}": value for key in CRITERIA}


def answers(page: str, value: str) -> dict[str, str]:
    """Every criterion of a page answered alike: names of inputs as the page has them."""
    return {f"a:{key}": value for key in re.findall(r'data-key="([^"]*(?:' + "|".join(CRITERIA) + r'))"', page)}


@pytest.fixture
def accepted(autumn: RunningBot) -> tuple[RunningBot, Someone, str]:
    """A rater who was nominated and accepted, and the link that the coordinator hands over."""
    somchai, kanda = autumn.joined(SOMCHAI), autumn.joined(KANDA)
    said(somchai, WHOLE)
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("เห็นชอบ")
    kanda.hears(1)
    kanda.taps_label("ออกลิงก์")
    kanda.hears(2)
    link = link_from(kanda)
    autumn.line.clock(set=IN_THE_ROUND)
    return autumn, kanda, link


def test_one_message_nominates_and_the_coordinator_decides(autumn: RunningBot) -> None:
    somchai, kanda = autumn.joined(SOMCHAI), autumn.joined(KANDA)
    shown = said(somchai, WHOLE)
    assert all(part in shown for part in (SOMSRI, "ประธานกลุ่มสตรี", "ภาคประชาสังคม", "0812345678", "รอพิจารณา"))
    assert rows(autumn) == [(SOMSRI, "0812345678", "civil_society", "ทำงานร่วมกันเรื่องถังขยะเปียก", "nominated")]
    listed = said(kanda, "ผู้ประเมิน")
    assert SOMSRI in listed
    assert SOMCHAI in listed
    kanda.taps_label("เห็นชอบ")
    assert "เห็นชอบแล้ว" in everything_in(kanda.hears(1)[-1])
    assert rows(autumn)[0][-1] == "accepted"


@on_sqlite
def test_what_is_missing_is_asked_by_buttons_and_stored_at_once(autumn: RunningBot) -> None:
    somchai = autumn.joined(SOMCHAI)
    assert "หน่วยงาน" in said(somchai, "เสนอผู้ประเมิน ลุงพงษ์")
    assert rows(autumn)[0][0] == "ลุงพงษ์"
    assert "อยู่ภาคใด" in said(somchai, "หอกระจายข่าวหมู่บ้าน")
    somchai.taps_label("ภาคสื่อสารมวลชน")
    assert "ติดต่อ" in everything_in(somchai.hears(1)[-1])
    assert "ไม่ครบหรือเกิน" in said(somchai, "081 234 56")
    assert "เรื่องใด" in said(somchai, "๐๘๙-๑๒๓-๔๕๖๗")
    assert "รอพิจารณา" in said(somchai, "ประกาศเรื่องคัดแยกขยะ")
    assert rows(autumn) == [("ลุงพงษ์", "0891234567", "media", "ประกาศเรื่องคัดแยกขยะ", "nominated")]


@on_sqlite
def test_nobody_rates_themselves_and_what_is_odd_is_flagged(autumn: RunningBot) -> None:
    somchai, malee, kanda = autumn.joined(SOMCHAI), autumn.joined(MALEE), autumn.joined(KANDA)
    assert "ประเมินตนเองไม่ได้" in said(somchai, f"เสนอผู้ประเมิน นาย{SOMCHAI} 0812345678")
    said(somchai, "เสนอผู้ประเมิน นางสาวบุษบา ใจดี เจ้าของร้านกาแฟ 0812345678 ทำงานร่วมกันเรื่องตลาด")
    said(malee, "เสนอผู้ประเมิน นายทวี มากมูล นักข่าวท้องถิ่น 0812345678 ทำงานร่วมกันเรื่องข่าว")
    listed = said(kanda, "ผู้ประเมิน")
    assert "เบอร์นี้ใช้กับผู้ประเมินมากกว่าหนึ่งคน" in listed
    assert "นามสกุลเดียวกับผู้รับการประเมิน" in listed


def test_the_same_person_for_two_participants_is_one_rater_with_one_link(autumn: RunningBot) -> None:
    for name in (SOMCHAI, MALEE):
        said(autumn.joined(name), WHOLE)
    with autumn.database.read() as session:
        assert len(session.scalars(select(Rater).where(Rater.kind == "partner")).all()) == 1
    assert len(rows(autumn)) == 2


def test_each_nominator_says_how_they_worked_together_and_hears_only_of_their_own(autumn: RunningBot) -> None:
    somchai, malee, kanda = autumn.joined(SOMCHAI), autumn.joined(MALEE), autumn.joined(KANDA)
    said(somchai, WHOLE)
    told = said(malee, f"เสนอผู้ประเมิน {SOMSRI} ประธานกลุ่มสตรี ภาคประชาสังคม 0812345678")
    assert "เรื่องใด" in told
    assert "ถังขยะเปียก" not in told
    assert "รอพิจารณา" in said(malee, "ตลาดนัดชุมชน")
    assert [row[3] for row in rows(autumn)] == ["ทำงานร่วมกันเรื่องถังขยะเปียก", "ตลาดนัดชุมชน"]
    assert f"{SOMSRI} · รอพิจารณา" in said(malee, "ผู้ประเมิน")
    said(kanda, "ผู้ประเมิน")
    kanda.taps([data for data in actions(kanda) if data.startswith("rater?") and "strike" in data][-1])
    kanda.hears(1)
    said(kanda, "ตลาดนี้ไม่มีอยู่จริง")
    assert "ตลาดนี้ไม่มีอยู่จริง" in said(malee, "ผู้ประเมิน", most=9)
    assert "ตลาดนี้ไม่มีอยู่จริง" not in said(somchai, "ผู้ประเมิน", most=9)


def test_who_knows_a_name_and_an_organisation_does_not_come_to_anothers_number(autumn: RunningBot) -> None:
    said(autumn.joined(SOMCHAI), WHOLE)
    malee = autumn.joined(MALEE)
    told = said(malee, f"เสนอผู้ประเมิน {SOMSRI} ประธานกลุ่มสตรี ภาคประชาสังคม ทำงานร่วมกันเรื่องตลาด")
    assert "0812345678" not in told
    assert "ติดต่อ" in told


@on_sqlite
def test_a_struck_rater_needs_a_reason_and_the_nominator_hears_it(autumn: RunningBot) -> None:
    somchai, kanda = autumn.joined(SOMCHAI), autumn.joined(KANDA)
    said(somchai, WHOLE)
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("ไม่เห็นชอบ")
    assert "เหตุใด" in everything_in(kanda.hears(1)[-1])
    assert rows(autumn)[0][-1] == "nominated"
    assert "จะไม่ได้ประเมิน" in said(kanda, "เป็นญาติกัน")
    assert rows(autumn)[0][-1] == "struck"
    assert "เป็นญาติกัน" in said(somchai, "ผู้ประเมิน", most=9)


@on_sqlite
def test_a_mentor_nominates_for_whom_they_look_after_and_does_not_decide(autumn: RunningBot) -> None:
    wilai = autumn.joined("วิไล บุญมา")
    shown = said(wilai, "เสนอผู้ประเมินของสมชาย นายทวี มากมูล นักข่าวท้องถิ่น 0810000011 ทำงานร่วมกันเรื่องข่าว")
    assert "รอพิจารณา" in shown
    assert "ให้ใคร" in said(wilai, f"เสนอผู้ประเมินของ{MALEE} นายทวี มากมูล นักข่าวท้องถิ่น 0810000011")
    assert "ไม่พบ" in said(wilai, MALEE)
    assert len(rows(autumn)) == 1


def test_a_mentor_sees_whom_they_nominated_and_neither_others_nor_who_has_rated(autumn: RunningBot) -> None:
    wilai, kanda = autumn.joined("วิไล บุญมา"), autumn.joined(KANDA)
    said(autumn.joined(SOMCHAI), WHOLE)
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("เห็นชอบ")
    kanda.hears(1)
    said(wilai, "เสนอผู้ประเมินของสมชาย นายทวี มากมูล นักข่าวท้องถิ่น 0810000011 ทำงานร่วมกันเรื่องข่าว")
    listed = said(wilai, "ผู้ประเมิน")
    assert f"นายทวี มากมูล ({SOMCHAI}) · รอพิจารณา" in listed
    assert all(part not in listed for part in (SOMSRI, "0812345678", "ประเมินแล้ว", "ยังไม่ประเมิน"))


def test_a_participant_never_gets_a_raters_link_and_sees_whom_to_think_of(autumn: RunningBot) -> None:
    somchai = autumn.joined(SOMCHAI)
    said(somchai, WHOLE)
    told = said(somchai, "ขอลิงก์ประเมิน")
    assert "/r/" not in told
    assert "✓ ภาคประชาสังคม" in told
    assert "ภาคสื่อสารมวลชน ยังไม่มี" in told


@on_sqlite
def test_a_partner_without_line_agrees_and_rates_on_the_page(accepted: tuple[RunningBot, Someone, str]) -> None:
    running, _, link = accepted
    status, page = get(running, link)
    assert status == 200
    assert all(part in page for part in (SOMSRI, SOMCHAI, "ยินยอมและเริ่มประเมิน", "โดยไม่ระบุชื่อ", "ประกาศฉบับที่ 1"))
    assert "ความรู้ความสามารถ" not in page
    rating_id = only_rating(running).id
    assert get(running, f"{link}/{rating_id}")[0] == 403  # nothing opens before they agree
    assert post(running, link, agree="1")[0] == 303
    status, page = get(running, link)
    assert (status, "ความรู้ความสามารถ" in page) == (200, True)
    given = answers(page, "4")
    assert len(given) == len(CRITERIA)
    first, *_ = given
    assert post(running, f"{link}/{rating_id}/answer", key=first[2:], value="5")[0] == 200
    _, second_phone = get(running, link)
    assert re.search(rf'name="{re.escape(first)}" value="5" checked', second_phone)
    status, page = post(running, f"{link}/{rating_id}", hand_in="1", **{**given, first: "5"})
    assert (status, "ขอบคุณ" in page) == (200, True)
    rating = only_rating(running)
    assert (rating.scores, rating.late) == ("5,4,4,4,4,4", False)
    status, page = get(running, link)
    assert (status, "ประเมินแล้ว" in page) == (200, True)
    status, page = post(running, f"{link}/{rating_id}", hand_in="1", **given)
    assert (status, "คำตอบที่ส่งก่อนใช้ได้" in page) == (409, True)
    assert only_rating(running).scores == "5,4,4,4,4,4"


def only_rating(running: RunningBot) -> Rating:
    with running.database.read() as session:
        return session.scalars(select(Rating).where(Rating.round_key == "final")).one()


def test_of_two_who_hand_in_at_once_one_wins_and_the_other_is_told(accepted: tuple[RunningBot, Someone, str]) -> None:
    running, _, link = accepted
    post(running, link, agree="1")
    rating_id = only_rating(running).id
    _, page = get(running, link)
    heard: list[tuple[int, str]] = []
    together = Barrier(2)

    def hand_in(value: str) -> None:
        fields = answers(page, value)
        together.wait(HANG)
        heard.append(post(running, f"{link}/{rating_id}", hand_in="1", **fields))

    both = [Thread(target=hand_in, args=(value,)) for value in ("3", "5")]
    for one in both:
        one.start()
    for one in both:
        one.join(HANG)
    assert sorted(status for status, _ in heard) == [200, 409]
    assert only_rating(running).scores in ("3,3,3,3,3,3", "5,5,5,5,5,5")
    with running.database.read() as session:
        assert len(session.scalars(select(Submission).where(Submission.form_key == "eval_final")).all()) == 1


KIND_PAGE = "เปิดลิงก์นี้ไม่ได้"


@on_sqlite
def test_a_link_that_does_not_open_shows_one_page_whatever_the_reason(
    accepted: tuple[RunningBot, Someone, str],
) -> None:
    running, kanda, link = accepted
    post(running, link, agree="1")
    rating_id = only_rating(running).id
    guessed = get(running, "/r/" + "a" * 32)
    assert (guessed[0], KIND_PAGE in guessed[1]) == (404, True)
    assert get(running, f"{link}/{rating_id + 1}") == guessed  # another's rating is not there

    kanda.taps_label("ออกลิงก์")
    kanda.hears(2)
    assert get(running, link) == guessed  # a newer one is there
    newer = link_from(kanda)
    assert get(running, newer)[0] == 200
    running.line.clock(set=AFTER)
    assert get(running, newer) == get(running, f"{newer}/{rating_id}") == guessed
    assert post(running, f"{newer}/{rating_id}", hand_in="1") == guessed


@on_sqlite
def test_the_link_of_a_struck_rater_is_dead(accepted: tuple[RunningBot, Someone, str]) -> None:
    running, kanda, link = accepted
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("ไม่เห็นชอบ")
    kanda.hears(1)
    said(kanda, "ติดต่อไม่ได้")
    assert get(running, link) == get(running, "/r/" + "a" * 32)


@on_sqlite
def test_a_rating_that_was_given_is_taken_out_by_an_audited_act(accepted: tuple[RunningBot, Someone, str]) -> None:
    running, kanda, link = accepted
    post(running, link, agree="1")
    _, page = get(running, link)
    post(running, f"{link}/{only_rating(running).id}", hand_in="1", **answers(page, "4"))
    data = next(a for a in reversed(actions(kanda)) if a.startswith("rater?") and "strike" in a)
    kanda.taps(data)
    assert "คะแนนนี้จะไม่นับ" in everything_in(kanda.hears(1)[-1])
    assert "แสดงในบัญชีคะแนน" in said(kanda, "เป็นญาติกัน")
    rating = only_rating(running)
    assert (rating.state, rating.reason, rating.scores) == ("withdrawn", "เป็นญาติกัน", "4,4,4,4,4,4")


def test_a_rating_that_somebody_else_took_out_meanwhile_stays_in_the_ledger_as_withdrawn(
    accepted: tuple[RunningBot, Someone, str],
) -> None:
    running, kanda, link = accepted
    post(running, link, agree="1")
    _, page = get(running, link)
    post(running, f"{link}/{only_rating(running).id}", hand_in="1", **answers(page, "4"))
    kanda.taps(next(a for a in reversed(actions(kanda)) if a.startswith("rater?") and "strike" in a))
    kanda.hears(1)
    with running.database.write() as session:
        session.execute(update(Rating).values(state=RatingState.WITHDRAWN, reason="เป็นญาติกัน"))
    assert "ถอนออกแล้ว" in said(kanda, "ติดต่อไม่ได้")
    assert (only_rating(running).state, only_rating(running).reason) == (RatingState.WITHDRAWN, "เป็นญาติกัน")


def actions(phone: Someone) -> list[str]:
    found: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, dict):
            if part.get("type") == "postback":
                found.append(part["data"])
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(phone.chat())
    return found


def test_nobody_is_rated_who_has_withdrawn_and_an_erased_raters_link_is_dead(
    accepted: tuple[RunningBot, Someone, str],
) -> None:
    running, _, link = accepted
    guessed = get(running, "/r/" + "a" * 32)
    with running.database.write() as session:
        session.execute(update(Person).where(Person.name == SOMCHAI).values(state=PersonState.WITHDRAWN))
    assert get(running, link) == guessed
    with running.database.write() as session:
        session.execute(update(Person).where(Person.name == SOMCHAI).values(state=PersonState.ACTIVE))
    assert get(running, link)[0] == 200
    with running.database.write() as session:
        (rater,) = people.by_name(session, SOMSRI)
        erasure.erase(session, rater, running.bot.clock.now(), actor="command")
    assert get(running, link) == guessed
    with running.database.read() as session:
        left = [*session.scalars(select(Rater)), *session.scalars(select(RaterLink)), *session.scalars(select(Rating))]
        assert left == []
        assert people.by_name(session, SOMSRI) == []


@on_sqlite
def test_a_participant_chooses_what_executives_see(autumn: RunningBot) -> None:
    somchai, malee = autumn.joined(SOMCHAI), autumn.joined(MALEE)
    said(somchai, "วันนี้ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน")
    assert "0 จาก 6" in said(somchai, "บันทึกให้ผู้บริหารดู")
    data = next(one for one in reversed(actions(somchai)) if one.startswith("show-entry?"))
    malee.taps(data)
    assert "1 จาก 6" not in everything_in(malee.hears(1)[-1])
    somchai.taps(data)
    assert "1 จาก 6" in everything_in(somchai.hears(1)[-1])


def test_raters_are_in_no_look_up_of_people(accepted: tuple[RunningBot, Someone, str]) -> None:
    _, kanda, _ = accepted
    assert SOMSRI not in said(kanda, "ขอดู สมศรี", most=9)
    assert "สมศรี" not in said(kanda, "สรุปวันนี้", most=9)
    assert PRAYUN  # the roster itself is as it was
