"""Entries on the web: found by words as people type them, within the scope, never again once they are taken back."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from sqlalchemy import func, select

from models.activities import entry_words, pieces, revisions
from models.activities.activities import Activity, ActivityState
from models.activities.details import Understanding
from models.activities.entry_words import EntryText, EntryWord
from models.people import people
from models.privacy import erasure
from scheduler.indexing import EntryIndexer
from tests.dashboard.conftest import Visiting, Web
from tests.dashboard.stored import an_entry
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from thai.search_words import phrases, search_words

MONDAY, TUESDAY = date(2023, 7, 10), date(2023, 7, 11)
WILAI = "วิไล บุญมา"


def indexed(web: Web) -> int:
    return EntryIndexer(web.database).fill()


def found(visiting: Visiting, asked: str) -> list[int]:
    """The ids of the entries of a list, in its order."""
    page = visiting.reads(f"/app/entries?{asked}")
    return [int(one) for one in re.findall(r'<b><a href="/app/entries/(\d+)"', page)]


def rows_left(web: Web) -> tuple[int, int]:
    with web.database.read() as session:
        counts = (session.scalar(select(func.count()).select_from(table)) or 0 for table in (EntryWord, EntryText))
        words, texts = counts
        return words, texts


def test_entries_are_found_by_words_and_filters_within_the_scope(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    waste = an_entry(web, SOMCHAI, MONDAY, "รณรงค์ถังขยะเปียก ๒๕ ครัวเรือน ร่วมกับ อบต.แม่ใจ")
    elders = an_entry(web, SOMCHAI, TUESDAY, "เยี่ยมผู้สูงอายุ 125 คน", state=ActivityState.APPROVED)
    land = an_entry(web, MALEE, TUESDAY, "รังวัดที่ดินกับองค์การบริหารส่วนตำบล")
    deleted = an_entry(web, SOMCHAI, TUESDAY, "ขยะที่ลบแล้ว", state=ActivityState.DELETED)
    kanda, prayun, malee = web.signed_in(KANDA), web.signed_in(PRAYUN), web.signed_in(MALEE)
    assert found(kanda, "q=ขยะ") == []  # not yet: nothing waits for the index
    assert indexed(web) == 4
    for asked, expected in {
        "": [land, elders, waste],
        "q=ขยะ": [waste],
        "q=สูงอายุ": [elders],
        "q=25 ครัวเรือน": [waste],
        "q=25 คน": [],
        "q=องค์การบริหารส่วนตำบล": [land, waste],
        "q=ขยะ อบต": [waste],
        "q=ขยะ ที่ดิน": [],
        "q=%25": [],
        "q=%3Cb%3E'\"": [],
        "state=approved": [elders],
        "state=waiting": [land, waste],
        f"person={web.person_id(MALEE)}": [land],
        "from=2023-07-11&q=อบต": [land],
        "to=2023-07-10": [waste],
        "agency=กรมที่ดิน": [land],
        "sector=people&place=5601": [land],
        "sector=nonsense&tag=nonsense&from=nonsense": [land, elders, waste],
    }.items():
        assert found(kanda, asked) == expected, asked
    monkeypatch.setattr(entry_words, "COUNTED_AT_MOST", 0)  # every word is frequent: it begins at who has few entries
    for asked, expected in {
        "q=อบต&agency=กรมที่ดิน": [land],
        "q=อบต&agency=กรมที่ดิน&to=2023-07-10": [],
        f"q=ขยะ อบต&person={web.person_id(SOMCHAI)}": [waste],
        f"q=ขยะ ที่ดิน&person={web.person_id(SOMCHAI)}": [],
        f"q=ขยะ&person={web.person_id(MALEE)}": [],
    }.items():
        assert found(kanda, asked) == expected, asked
    assert found(prayun, "q=อบต") == [waste]
    assert found(malee, "q=อบต") == [land]
    assert found(malee, f"person={web.person_id(SOMCHAI)}") == []
    for outsider in (MALEE, WILAI):
        assert web.signed_in(outsider).get(f"/app/entries/{waste}").status_code == 404
    assert kanda.get(f"/app/entries/{deleted}").status_code == 404
    assert "รณรงค์ถังขยะเปียก" in web.signed_in(SOMCHAI).reads(f"/app/entries/{waste}")


def test_a_correction_is_found_by_its_new_words_and_its_history_is_shown(web: Web) -> None:
    entry_id = an_entry(web, SOMCHAI, MONDAY, "ประชุมเรื่องไฟป่า")
    indexer, now = EntryIndexer(web.database), web.bot.clock.now()
    indexer.fill()
    with web.database.write() as session:
        entry = session.get_one(Activity, entry_id)
        by = entry.person_id
        revisions.revise(session, entry, "words", "ประชุมเรื่องน้ำท่วม", by_person_id=by, at=now, message_id="c1")
        revisions.revise(session, entry, "day", TUESDAY, by_person_id=by, at=now)
    assert indexer.fill() == 1
    assert indexer.fill() == 0
    kanda = web.signed_in(KANDA)
    assert found(kanda, "q=ไฟป่า") == []
    assert found(kanda, "q=น้ำท่วม&from=2023-07-11") == [entry_id]
    page = kanda.reads(f"/app/entries/{entry_id}")
    assert "ประชุมเรื่องไฟป่า" in page
    assert "10 ก.ค. 2566" in page
    with web.database.write() as session:
        revisions.retract_answer(session, "c1", web.person_id(SOMCHAI), now)
    assert found(kanda, "q=น้ำท่วม") == []  # at once, before the clock comes
    assert rows_left(web) == (0, 0)
    assert indexer.fill() == 1
    assert found(kanda, "q=ไฟป่า") == [entry_id]
    assert "น้ำท่วม" not in kanda.reads(f"/app/entries/{entry_id}")


def test_unsent_and_erased_words_are_in_no_index(web: Web) -> None:
    unsent = an_entry(web, SOMCHAI, MONDAY, "เรื่องที่ยกเลิก")
    an_entry(web, MALEE, MONDAY, "รังวัดที่ดิน")
    assert indexed(web) == 2
    with web.database.write() as session:
        revisions.retract(session, pieces.pieces(session, unsent)[0], web.bot.clock.now())
    assert rows_left(web)[1] == 1
    with web.database.write() as session:
        erasure.erase(session, people.by_name(session, MALEE)[0], web.bot.clock.now(), actor="command")
    assert rows_left(web) == (0, 0)
    assert indexed(web) == 0


def test_what_stands_behind_a_compound_hides_no_word_of_it_and_words_or_tag_find_each_entry_once(web: Web) -> None:
    both = an_entry(web, SOMCHAI, MONDAY, "ติดตามถังขยะเปียกลดโลกร้อน", understood=Understanding(tags=("wet_waste",)))
    words = an_entry(web, SOMCHAI, MONDAY, "ทำถังขยะเปียกที่บ้านดอน")
    tag = an_entry(web, MALEE, TUESDAY, "ทำปุ๋ยหมักในครัวเรือน", understood=Understanding(tags=("wet_waste",)))
    an_entry(web, MALEE, TUESDAY, "รังวัดที่ดิน")
    indexed(web)
    kanda = web.signed_in(KANDA)
    assert found(kanda, "q=ขยะเปียก") == [words, both]
    assert found(kanda, "q=โลกร้อน") == [both]
    assert found(kanda, "q=ขยะเปียก&tag=wet_waste") == [both]
    assert found(kanda, "q=ขยะเปียก&tag=wet_waste&either=1") == [tag, words, both]
    assert found(kanda, "q=ขยะเปียก&tag=wet_waste&either=1&agency=กรมที่ดิน") == [tag]
    assert found(web.signed_in(PRAYUN), "q=ขยะเปียก&tag=wet_waste&either=1") == [words, both]
    assert found(kanda, "dimension=wellbeing") == found(kanda, "sdg=13") == [tag, both]
    assert found(kanda, "sdg=13&dimension=relief") == []


def test_a_file_has_the_entries_of_the_list_and_no_others(web: Web) -> None:
    an_entry(web, SOMCHAI, MONDAY, "ทำถังขยะเปียกที่บ้านดอน")
    an_entry(web, SOMCHAI, TUESDAY, "ตรวจถังขยะเปียก", state=ActivityState.APPROVED)
    an_entry(web, MALEE, TUESDAY, "ทำปุ๋ยหมัก", understood=Understanding(tags=("wet_waste",)))
    an_entry(web, MALEE, TUESDAY, "รังวัดที่ดิน")
    indexed(web)
    kanda = web.signed_in(KANDA)

    def rows(asked: str) -> list[str]:
        answer = kanda.post(f"/app/entries/file?{asked}", suffix="csv")
        link = answer.headers["Location"].partition("?")[0]
        kanda.client.get(link)
        table = list(csv.DictReader(StringIO(kanda.client.post(link).get_data().decode("utf-8-sig"))))
        return [row["ข้อความ"] for row in table]

    assert rows("") == ["ทำถังขยะเปียกที่บ้านดอน", "ตรวจถังขยะเปียก", "ทำปุ๋ยหมัก", "รังวัดที่ดิน"]
    assert rows("q=ขยะเปียก&tag=wet_waste&either=1&to=2023-07-11") == ["ทำถังขยะเปียกที่บ้านดอน", "ตรวจถังขยะเปียก", "ทำปุ๋ยหมัก"]
    assert rows("q=ขยะเปียก&state=waiting") == ["ทำถังขยะเปียกที่บ้านดอน"]
    assert rows("sdg=13") == ["ทำปุ๋ยหมัก"]
    assert rows("agency=กรมที่ดิน&from=2023-07-11") == ["ทำปุ๋ยหมัก", "รังวัดที่ดิน"]


@on_sqlite
def test_what_a_participant_noted_is_found_by_nobody_else(web: Web) -> None:
    note = an_entry(web, SOMCHAI, MONDAY, "ไปอบรมที่กรุงเทพฯ", state=ActivityState.NOTE)
    indexed(web)
    assert found(web.signed_in(SOMCHAI), "q=กรุงเทพมหานคร") == [note]
    assert web.signed_in(SOMCHAI).get(f"/app/entries/{note}").status_code == 200
    assert found(web.signed_in(KANDA), "q=กรุงเทพมหานคร") == []
    assert web.signed_in(KANDA).get(f"/app/entries/{note}").status_code == 404


def test_texts_and_queries_are_cut_alike() -> None:
    assert search_words("โคก-หนอง-นา") == search_words("โคก หนอง นา") == search_words("โคกหนองนา")
    assert search_words("ผู้ใหญ่บ้าน") == search_words("ผญบ.")
    assert "นา" in search_words("ชาวนา")
    assert "นา" not in search_words("นายอำเภอรอ 30 นาที")
    assert phrases("๒๕ คน") == [["25", "คน"]]
    assert phrases("ขยะ โรงเรียน") == [["ขยะ"], ["โรง", "เรียน"]]
    assert phrases("… !") == []
    assert search_words("นักข่าวท้องถิ่นบอกว่า") == ["นัก", "ข่าว", "ท้อง", "ถิ่น", "บอก", "ว่า"]
