"""Papers by chat: asked for in people's words, a link for each kind of file, made for who asks and nobody else."""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from sqlalchemy import select

from models.coordination import downloads
from models.coordination.downloads import Download
from simulator.driver import Someone
from tests.conftest import WEDNESDAY
from tests.patience import HANG
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.test_downloads import ADDRESS, recorded
from tests.services.papers.papers import pages

LAND = "ธนา ใจงาม"  # coordinates the land department's people
STORY = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@pytest.fixture(scope="module")
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("papers")
    shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / "castbot.db")
    url = f"sqlite:///{folder / 'castbot.db'}"
    with start_running_bot(url, folder, start=WEDNESDAY, public_url=ADDRESS) as opened:
        yield opened


def answered(phone: Someone, words: str) -> Any:
    phone.says(words)
    return phone.hears(1)[0]


def links(message: Any) -> list[str]:
    """The addresses of the card's buttons, each of which opens in the phone's own browser."""
    found = [part["action"] for part in _parts(message) if isinstance(part.get("action"), dict)]
    urls = [one["uri"] for one in found if one.get("type") == "uri"]
    assert all(url.endswith("?openExternalBrowser=1") for url in urls)
    return [url.removeprefix(ADDRESS).partition("?")[0] for url in urls]


def _parts(part: Any) -> Iterator[dict[str, Any]]:
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _parts(one)
    if isinstance(part, dict):
        yield part


def taken(running: RunningBot, path: str) -> bytes:
    with requests.Session() as phone:
        phone.get(running.url + path, timeout=HANG)
        answer = phone.post(running.url + path, timeout=HANG)
    assert answer.status_code == 200
    return answer.content


def test_the_report_of_this_month_is_a_card_with_word_and_pdf_in_one_tap(office: RunningBot) -> None:
    recorded(office, SOMCHAI, STORY)
    card = answered(office.joined(KANDA), "รายงานเดือนนี้")
    assert "รายงานสถานการณ์" in card["altText"]
    word, pdf = (taken(office, path) for path in links(card))
    assert word.startswith(b"PK")
    (page,) = pages(pdf)
    assert "ผู้ใหญ่บ้าน" in page


def test_only_the_named_kind_of_file_the_named_days_and_agency_are_given(office: RunningBot) -> None:
    phone = office.joined(KANDA)
    card = answered(phone, "ขอรายงานสถานการณ์ของกรมที่ดิน วันที่ 3-7 ก.ค. เป็น pdf")
    assert "3–7 ก.ค. 2566" in card["altText"]
    assert "กรมที่ดิน" in str(card["contents"])
    (path,) = links(card)
    (page,) = pages(taken(office, path))
    assert "๓–๗ กรกฎาคม ๒๕๖๖" in page
    assert "ผู้ใหญ่บ้าน" not in page


def test_a_mentor_s_report_is_of_those_in_their_care(office: RunningBot) -> None:
    said = answered(office.joined(PRAYUN), "สรุปผลสัปดาห์นี้ของทีมผม ขอบันทึกข้อความ pdf")
    (path,) = links(said)
    assert "กรมที่ดิน" not in "".join(pages(taken(office, path)))


def test_a_participant_is_told_what_they_may_have_and_gets_nobody_else_s(office: RunningBot) -> None:
    phone = office.joined(MALEE)
    refused = answered(phone, "ขอรายงานสถานการณ์เป็น Word")
    assert links(refused) == []
    other = answered(phone, "ขอแฟ้มสะสมผลงานของพี่ธีรเดช เป็น word") if _has_participants_paper() else None
    assert other is None or "ตนเอง" in other["text"]
    assert "ตนเอง" in answered(phone, "ขอ portfolio ธีรเดช")["text"]


def test_who_is_unknown_or_out_of_scope_gets_one_answer_and_no_other_paper_comes(office: RunningBot) -> None:
    phone = office.joined(LAND)
    for words in (f"ขอรายงานของ{SOMCHAI} เดือนนี้ word", "ขอรายงานของ ฟฟฟฟ กกกก เดือนนี้ word"):
        said = answered(phone, words)
        assert links(said) == []
        assert "ในพื้นที่ที่ท่านดูแล" in said["text"]
    outside = answered(phone, "ขอรายงานสถานการณ์ของกรมการปกครอง pdf")
    assert links(outside) == []
    assert "กรมการปกครอง ไม่อยู่ในพื้นที่ที่ท่านดูแล" in outside["text"]


@pytest.mark.parametrize(
    ("who", "words", "answer"),
    [
        (KANDA, "ขอรายงานสถานการณ์เดือนหน้า pdf", "ยังไม่ถึง 1–31 ส.ค. 2566"),
        (KANDA, "ขอรายงานสถานการณ์ช่วงที่ 3", "ยังไม่ถึง"),
        (KANDA, "ขอรายงานเดือน 8 word", "ยังไม่ถึง 1–31 ส.ค. 2566"),
        (KANDA, "ขอรายงานสถานการณ์เดือนมกราคม 2566", "โครงการเริ่ม"),
        (KANDA, "ขอแบบประเมินรอบสุดท้าย pdf", "การประเมินผลขั้นสุดท้ายยังไม่เปิด"),
        (KANDA, "ขอแบบประเมินรอบที่ 9 pdf", "ไม่มีรอบประเมินที่ 9"),
        (KANDA, "ใบประกาศทุกคน pdf", "/app/certificates"),
        (MALEE, "ใบเซอร์ติของหนูโหลดได้ยังคะ", "ตั้งแต่ 16 ธ.ค. 2566"),
        (PRAYUN, "ปริ๊นแผนของน้องให้หน่อย", "โปรดระบุชื่อ"),
    ],
)
def test_days_rounds_and_certificates_of_which_there_is_nothing_are_said_to_have_none(
    office: RunningBot, who: str, words: str, answer: str
) -> None:
    said = answered(office.joined(who), words)
    assert links(said) == []
    assert answer in said["text"]


def test_an_announcement_that_asks_others_for_reports_is_no_request(office: RunningBot) -> None:
    phone = office.joined(KANDA)
    said = answered(phone, "ประกาศถึงทุกท่าน ส่งรายงานเดือนกรกฎาคมเป็นไฟล์ word ภายในวันศุกร์")
    assert links(said) == []


def _has_participants_paper() -> bool:
    from services.reports.kinds import KINDS

    return "participant" in KINDS


def test_right_after_an_entry_a_report_is_a_paper(office: RunningBot) -> None:
    phone = office.joined(MALEE)
    answered(phone, STORY)
    (path,) = links(answered(phone, "ขอรายงานเดือนนี้ pdf"))
    assert taken(office, path).startswith(b"%PDF")


def test_a_sheet_of_codes_is_a_link_that_works_once_and_nothing_is_announced_or_sent(office: RunningBot) -> None:
    somebody, phone = office.joined(SOMCHAI), office.joined(LAND)
    assert len(links(answered(phone, "ขอแผ่นรหัสเชิญ"))) == 4  # as Word and PDF, eight and four a page
    card = answered(phone, "ขอแผ่นรหัสเชิญ 8 ใบต่อหน้า pdf")
    (path,) = links(card)
    assert "แผ่นละ 8 ใบ" in str(card["contents"])
    with requests.Session() as device:
        device.get(office.url + path, timeout=HANG)
        first, second = (device.post(office.url + path, timeout=HANG) for _ in range(2))
    assert re.search(r"[2-9A-Y]{4}(-[2-9A-Y]{4}){2}", "".join(pages(first.content)))
    assert second.status_code == 404
    assert "ครบทุกคน" in answered(phone, "ขอแผ่นรหัสเชิญ")["text"]
    phone.says("ส่งเลย")
    assert "ประกาศ" not in str(phone.hears(1)[0])
    somebody.hears_nothing()


def test_a_participant_gets_no_sheet_of_codes(office: RunningBot) -> None:
    assert links(answered(office.joined(MALEE), "ขอแผ่นรหัสเชิญเป็น pdf")) == []


def test_who_asks_again_while_a_paper_is_made_is_told_how_far_it_is(office: RunningBot) -> None:
    phone = office.joined(PRAYUN)
    answered(phone, "ขอรายงานสถานการณ์ pdf")
    with office.database.write() as session:
        mine = select(Download).where(Download.person_id == office.person_id(PRAYUN)).order_by(Download.id.desc())
        newest = session.scalars(mine).first()
        assert newest is not None
        downloads.note_step(session, newest.id, 350, 1000, office.bot.clock.real())
    assert "350 จาก 1000" in str(answered(phone, "ขอรายงานสถานการณ์ pdf")["contents"])
