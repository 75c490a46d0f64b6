"""Obstacles on the web: found in entries of the scope, and seen to by coordinators, with an audit."""

import re
from datetime import date
from importlib import import_module

from sqlalchemy import func, select, text

from models.activities.activities import TELLING, Activity
from models.coordination.follow_ups import FollowUp
from models.people.audit import AuditEntry
from tests.dashboard.conftest import Web
from tests.dashboard.stored import an_entry
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

THANA = "ธนา ใจงาม"


def test_an_obstacle_is_found_by_the_words_that_tell_of_one(web: Web) -> None:
    index_of = import_module("models.migrations.versions.0042_entries_by_day_and_what_they_tell")
    assert index_of.WORDS == TELLING  # else a migration is to make the index anew
    said = ["พบปัญหาน้ำแล้ง", "สำรวจปัญหากับกำนัน", "งบไม่เพียงพอ", "ประชุมประจำเดือน", "ติดขัดเรื่องรถ"]
    for words in said:
        an_entry(web, SOMCHAI, date(2023, 7, 11), words)
    page = web.signed_in(KANDA).reads("/app/obstacles")
    assert [words for words in said if words in page] == [said[0], said[2], said[4]]
    with web.database.read() as session:  # the index is of the same words
        index = "SELECT sql FROM sqlite_master WHERE name = 'ix_activity_told'"
        server = "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_activity_told'"
        made = session.scalar(text(index if web.database.is_sqlite else server))
    assert set(re.findall("'([^']+)'", made)) == set(TELLING)


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
