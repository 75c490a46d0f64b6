"""Obstacles on the web: found in entries of the scope, and seen to by coordinators, with an audit."""

from datetime import date

import pytest
from sqlalchemy import func, select

from models.activities.activities import Activity
from models.coordination.follow_ups import FollowUp
from models.people.audit import AuditEntry
from scheduler.indexing import EntryIndexer
from services.summaries import difficulties
from tests.dashboard.conftest import Web
from tests.dashboard.stored import an_entry
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

THANA = "ธนา ใจงาม"


@on_sqlite
def test_an_obstacle_is_found_before_and_after_its_words_are_indexed(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index of the search says which entries are looked at; those that it may not have are looked at too."""
    monkeypatch.setattr(difficulties, "LATE", 0)
    said = ["พบปัญหาน้ำแล้ง", "สำรวจปัญหากับกำนัน", "งบไม่เพียงพอ", "ประชุมประจำเดือน"]
    for words in said:
        an_entry(web, SOMCHAI, date(2023, 7, 11), words)
    kanda = web.signed_in(KANDA)

    def shown() -> list[str]:
        page = kanda.reads("/app/obstacles")
        return [words for words in (*said, "ติดขัดเรื่องรถ") if words in page]

    assert shown() == [said[0], said[2]]
    EntryIndexer(web.database).fill()
    assert shown() == [said[0], said[2]]
    an_entry(web, SOMCHAI, date(2023, 7, 11), "ติดขัดเรื่องรถ")
    assert shown() == [said[0], said[2], "ติดขัดเรื่องรถ"]


def test_an_obstacle_gets_a_state_an_owner_and_a_day_from_a_coordinator_who_sees_it(web: Web) -> None:
    entry = an_entry(web, SOMCHAI, date(2023, 7, 11), "อุปสรรค งบประมาณไม่พอ ขอรถน้ำเพิ่ม")
    an_entry(web, MALEE, date(2023, 7, 11), "อุปสรรค เครื่องรังวัดเสีย")
    kanda, prayun, thana = (web.signed_in(name) for name in (KANDA, PRAYUN, THANA))
    assert "งบประมาณไม่พอ" in kanda.reads("/app/obstacles")
    assert "งบประมาณไม่พอ" in prayun.reads("/app/obstacles")
    assert "งบประมาณไม่พอ" not in thana.reads("/app/obstacles")
    said = {"state": "at_work", "owner": str(web.person_id(PRAYUN)), "until": "2023-07-31"}
    address = f"/app/obstacles/entry/{entry}"
    assert prayun.post(address, **said).status_code == 404
    assert thana.post(address, **said).status_code == 404
    assert kanda.post(address, **said | {"state": "nonsense"}).status_code == 404
    assert kanda.post(address, **said | {"owner": str(web.person_id(SOMCHAI))}).status_code == 404
    assert kanda.post(address, **said).status_code == 303
    page = kanda.reads("/app/obstacles?state=at_work")
    assert "งบประมาณไม่พอ" in page
    assert "31 ก.ค. 2566" in page
    assert "เครื่องรังวัดเสีย" not in page
    assert kanda.post(address, **said | {"state": "done", "owner": "", "until": ""}).status_code == 303
    with web.database.write() as session:
        actions = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "follow_up")
        assert session.scalar(actions) == 2
        row = session.scalars(select(FollowUp)).one()
        assert (row.state, row.owner_id, row.until) == ("done", None, None)
        session.delete(session.get_one(Activity, entry))
    with web.database.read() as session:
        assert session.scalar(select(func.count()).select_from(FollowUp)) == 0
