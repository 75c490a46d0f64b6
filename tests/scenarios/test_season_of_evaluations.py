"""A season of evaluations in one walk: nominated, accepted, rated on a phone without LINE, at a desk and in the chat,
closed, signed, proven by the command, and seen by who was rated."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bot.__main__ import main
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating
from models.people import people
from programmes.bangkok import BANGKOK
from services.evaluations import nominations
from services.evaluations.importing import import_raters
from services.evaluations.signing import new_key
from services.forms.publishing import publish_programme
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.interviewing import say_all
from tests.scenarios.many_people import everything_in, words_of
from tests.scenarios.test_raters import answers, get, link_from, post, said
from tests.services.evaluations.rated_people import CRITERIA, FOLDER
from tests.services.evaluations.test_ledger import PARTNERS
from tests.simulator.browsing import Browsing

pytestmark = [pytest.mark.browser, on_sqlite]
WILAI = "วิไล บุญมา"
NOVEMBER = datetime(2023, 11, 22, 9, tzinfo=BANGKOK)
EXECUTIVE = "นายผู้ใหญ่ กระทรวง"
WORDS = {  # how SOMCHAI writes of the partners of the example in docs/evaluations.md
    "civil_society": "เสนอผู้ประเมิน นางสมศรี มีสุข ประธานกลุ่มสตรี อ.แม่ใจ ภาคประชาสังคม 0812345671 ทำงานร่วมกันเรื่องขยะ",
    "religious": "เสนอผู้ประเมิน พระครูวิสุทธิ์ เจ้าอาวาสวัดโพธิ์ ภาคผู้นำศาสนา 0812345672 ทำงานร่วมกันเรื่องบวร",
    "people": "เสนอผู้ประเมิน นายบุญมี แก้วดี ปราชญ์ชาวบ้าน ภาคประชาชน 0812345673 ทำงานร่วมกันเรื่องผักสวนครัว",
    "private": "เสนอผู้ประเมิน นายเกษม ค้าดี หอการค้า ภาคเอกชน 0812345674 ทำงานร่วมกันเรื่องตลาด",
    "media": "เสนอผู้ประเมิน นางสาวข่าว ทันใจ นักข่าวท้องถิ่น ภาคสื่อสารมวลชน 0812345675 ทำงานร่วมกันเรื่องข่าว",
}


@pytest.fixture
def running(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningBot]:
    monkeypatch.setenv("EVALUATION_KEY", new_key())
    with start_running_bot(database_url, tmp_path, start=NOVEMBER, public_url="https://bot.example") as started:
        publish_programme(started.database, started.bot.programme, FOLDER, started.bot.clock.now())
        yield started


def accepts_everybody(kanda: Someone) -> str:
    """The coordinator accepts whoever waits, and hands out the link of who came first; its path."""
    for _ in PARTNERS:
        assert "รอพิจารณา" in said(kanda, "ผู้ประเมิน")
        kanda.taps_label("เห็นชอบ")
        assert "เห็นชอบแล้ว" in everything_in(kanda.hears(1)[-1])
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("ออกลิงก์")
    kanda.hears(2)
    return link_from(kanda)


def rate(page: Page, scores: tuple[int, ...]) -> None:
    for key, score in zip(CRITERIA, scores, strict=True):
        page.locator(f"fieldset[data-key$='{key}'] label.option").nth(score - 1).click()
    expect(page.locator("input:checked")).to_have_count(len(CRITERIA))
    page.get_by_role("button", name="ส่งแบบฟอร์ม").click()
    assert "ขอบคุณ" in page.locator("h1").inner_text()


def links_of(running: RunningBot, kind: str) -> dict[str, str]:
    """A new link for each rater of a kind who has not rated yet: name -> path."""
    with running.database.write() as session:
        waits = (
            select(Rater).join(Rating, Rating.rater_id == Rater.id).where(Rater.kind == kind, Rating.scores.is_(None))
        )
        now, found = running.bot.clock.now(), {}
        for rater in session.scalars(waits.distinct()).all():
            name = session.get_one(people.Person, rater.person_id).name
            found[name] = "/r/" + nominations.issue_link(session, rater, now, by=None)
    return found


def rated_by_post(running: RunningBot, link: str, scores: tuple[int, ...]) -> None:
    """Another partner agrees and hands in; the page is as the first one's."""
    post(running, link, agree="1")
    with running.database.read() as session:
        rater = nominations.links.by_token(session, link.rpartition("/")[2])
        assert rater is not None
        rating_id = session.scalars(select(Rating.id).where(Rating.rater_id == rater.rater_id)).one()
    keys = answers(get(running, f"{link}/{rating_id}")[1], "")
    given = {
        next(one for one in keys if one.endswith(key)): str(score) for key, score in zip(CRITERIA, scores, strict=True)
    }
    assert post(running, f"{link}/{rating_id}", hand_in="1", **given)[0] == 200


def test_a_season_from_the_nomination_to_the_signed_result(
    running: RunningBot, browser: Browsing, tmp_path: Path, capsys: pytest.CaptureFixture[str], database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    somchai, kanda, wilai = running.joined(SOMCHAI), running.joined(KANDA), running.joined(WILAI)

    # 1 · the participant nominates one of each of five sectors, the coordinator accepts them
    for _, sector, _ in PARTNERS:
        assert "รอพิจารณา" in said(somchai, WORDS[sector])
    link = accepts_everybody(kanda)

    # 2 · the mentor evaluates in the chat at the end of phase 2; the ministry's list of executives is imported
    four = ("4",) * len(CRITERIA)
    form = "แบบประเมินเมื่อสิ้นสุดช่วงที่ ๒"
    assert "ได้รับแบบฟอร์มแล้ว" in everything_in(say_all(wilai, "แบบฟอร์ม", form, "1", *four, "เข้าหาชุมชนได้ดี", "ข้าม", "ส่ง"))
    file = tmp_path / "executives.csv"
    file.write_text(f"ชื่อ,ประเภท,ผู้รับการประเมิน\n{EXECUTIVE},ผู้บริหาร,ทุกคน\n", "utf-8")
    with running.database.write() as session:
        turn = running.bot.programme.round("final")
        assert import_raters(session, running.bot.programme, turn, file, running.bot.clock.now()).added == 2
    somchai.says("วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน")
    somchai.hears(1)
    say_all(somchai, "บันทึกให้ผู้บริหารดู")
    somchai.taps_label(next(one for one in labels(somchai) if one.startswith("+ ")))
    assert "1 จาก 6" in everything_in(somchai.hears(1)[-1])

    # 3 · the round opens: a partner without LINE rates on a phone, the others too
    running.line.clock(set="2023-12-06T09:00:00+07:00")
    phone = browser.chromium.new_page(viewport={"width": 390, "height": 844})
    phone.goto(running.url + link)
    assert SOMCHAI in phone.locator("main").inner_text()
    phone.get_by_role("button", name="ยินยอมและเริ่มประเมิน").click()
    rate(phone, PARTNERS[0][2])
    others = links_of(running, "partner")
    for name, _, scores in PARTNERS[1:]:
        rated_by_post(running, others[name], scores)

    # 4 · the executive rates one after another at a desk, with what is on record beside
    desk = browser.chromium.new_page(viewport={"width": 1366, "height": 768})
    desk.goto(running.url + links_of(running, "executive")[EXECUTIVE])
    desk.get_by_role("button", name="ยินยอมและเริ่มประเมิน").click()
    card = desk.locator(".person", has_text=SOMCHAI)
    assert "ครูพี่เลี้ยงให้ 4.00" in card.inner_text()
    card.get_by_role("link", name="ประเมิน", exact=True).click()
    assert "ถังขยะเปียก" in desk.locator(".evidence").inner_text()
    rate(desk, (4, 4, 4, 5, 4, 4))
    desk.get_by_role("link", name=f"ประเมินคนถัดไป: {MALEE}").click()
    rate(desk, (3, 3, 3, 3, 3, 3))

    # 5 · the coordinator sees what is missing, closes and signs; the participant sees their own
    assert "ยังไม่ปิดรอบ" in words_of(say_all(somchai, "ผลประเมินของฉัน"))
    assert "4.33 (86.53)" in everything_in(say_all(kanda, "ผลการประเมิน"))
    kanda.taps_label("ปิดรอบการประเมิน")
    assert "จะลงนามผลสุดท้าย 1 คน ผลชั่วคราว 1 คน" in everything_in(kanda.hears(1)[-1])
    kanda.taps_label("ปิดรอบทั้งที่ยังขาด")
    assert "ลงนามดิจิทัลแล้ว ✅ ฉบับที่ 1" in words_of(kanda.hears(1)[-1])
    own = everything_in(say_all(somchai, "ผลประเมินของฉัน"))
    assert "คะแนนเฉลี่ย 4.33 (ร้อยละ 86.53) · ผลสุดท้าย" in own
    assert not any(name in own for name, _, _ in PARTNERS)
    phone.goto(running.url + link)
    assert "เปิดลิงก์นี้ไม่ได้" in phone.locator("h1").inner_text()

    # 6 · anybody with the file proves it
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("CLOCK_FILE", str(tmp_path / "clock.json"))
    signed = tmp_path / "signed.json"
    assert main(["evaluation", "status", "final", "--out", str(signed), "--person", SOMCHAI]) == 0
    assert main(["evaluation", "verify", str(signed)]) == 0
    proof = capsys.readouterr().out
    assert f"{SOMCHAI} · คะแนนเฉลี่ย 4.33 (ร้อยละ 86.53) · ผลสุดท้าย" in proof
    assert "ฉบับต่อเนื่องกันครบ" in proof
    signed.write_text(re.sub(r"4\.33", "4.93", signed.read_text("utf-8")), "utf-8")
    assert main(["evaluation", "verify", str(signed)]) == 1


def labels(phone: Someone) -> list[str]:
    """The labels of the quick replies that somebody was shown last."""
    items = phone.hears(1)[-1]["quickReply"]["items"]
    return [item["action"]["label"] for item in items]
