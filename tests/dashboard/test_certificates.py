"""Certificates: a coordinator of the whole programme issues them to whom the criteria hold for, once; a number proves
one, and tells nothing to who has none."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.dashboard import certificates
from models.coordination import scopes
from models.people.audit import AuditEntry
from models.people.certificates import Certificate, issue_to
from models.people.people import Person
from models.privacy.erasure import erase
from models.storage.database import Database
from programmes.sections import CertificateTerms
from services.certificates import candidates
from services.evaluations.snapshots import close_round
from tests.dashboard.conftest import Web, started
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.services.evaluations.rated_people import at, settle
from tests.services.evaluations.test_ledger import all_rate
from tests.services.papers.test_kinds import visits

DAY = date(2023, 12, 20)


@pytest.fixture
def web(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """20 December, in a programme that gives certificates to everybody who had days to report."""
    with started(database_url, tmp_path, at("2023-12-20 09:00")) as opened:
        terms = CertificateTerms(begins=date(2023, 12, 16), reported=0)
        programme = opened.bot.programme.model_copy(update={"certificate": terms})
        monkeypatch.setattr(type(opened.bot.calendar), "current", lambda _self, _session: programme)
        yield opened


def issued(web: Web) -> list[str]:
    with web.database.read() as session:
        return list(session.scalars(select(Certificate.number).order_by(Certificate.id)))


@on_sqlite
def test_a_number_is_issued_once_and_proves_the_certificate_until_its_holder_is_erased(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    kanda, malee = web.signed_in(KANDA), web.person_id(MALEE)
    with monkeypatch.context() as shorter:
        shorter.setattr(certificates, "PAGE", 1)
        assert [kanda.reads(f"/app/certificates?page={page}").count('name="person"') for page in (1, 2)] == [1, 1]
    assert kanda.reads("/app/certificates").count('name="person"') == 2
    for _ in range(2):  # a second tap
        kanda.post("/app/certificates", person=f"{malee}")
    (number,) = issued(web)
    assert re.fullmatch(r"2566(-[2-9A-HJ-NP-Y]{4}){3}", number)
    assert kanda.reads("/app/certificates").count('name="person"') == 1
    stranger = web.app.test_client()
    for typed in (number, number.lower(), number.replace("-", "")):
        page = stranger.get(f"/verify/{typed}").get_data(as_text=True)
        assert MALEE in page
        assert "20 ธันวาคม 2566" in page
        assert "กรมที่ดิน" not in page, "not more than the paper needs"
    with web.database.write() as session:
        erase(session, session.get_one(Person, malee), web.bot.clock.now(), actor="command")
    unknown = stranger.get("/verify/2566-2222-2222-2222")
    gone = stranger.get(f"/verify/{number}")
    assert (gone.status_code, gone.data) == (unknown.status_code, unknown.data) == (404, unknown.data)
    assert issued(web) == []


def test_all_who_are_ready_get_theirs_some_at_a_time_with_an_audit_of_each(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificates, "AT_ONCE", 1)
    kanda = web.signed_in(KANDA)
    assert "ผู้ที่ครบเกณฑ์ทั้งหมด 2 คน" in kanda.reads("/app/certificates")
    first = kanda.post("/app/certificates", all="1")
    assert first.status_code == 200
    page = first.get_data(as_text=True)
    assert "ออกเกียรติบัตรแล้ว 1 จาก 2 ฉบับ" in page
    assert "data-go-on" in page
    assert (len(issued(web)), "data-go-on" in kanda.reads("/app/certificates")) == (1, False)
    assert kanda.post("/app/certificates", all="1").status_code == 303
    assert kanda.post("/app/certificates", all="1").status_code == 303  # nobody is left
    assert len(set(issued(web))) == 2
    with web.database.read() as session:
        noted = select(AuditEntry.person_id).where(AuditEntry.action == "certificate")
        assert sorted(session.scalars(noted)) == sorted(web.person_id(name) for name in (SOMCHAI, MALEE))
        assert issue_to(session, [web.person_id(MALEE)], 1, web.bot.clock.now(), 2023) == []  # has one
    assert web.signed_in("ธนา ใจงาม").post("/app/certificates", all="1").status_code == 404  # sees one agency


@on_sqlite
def test_who_fulfils_nothing_or_is_asked_for_by_others_gets_none(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    assert kanda.post("/app/certificates", person=f"{web.person_id(PRAYUN)}").status_code == 303  # no participant
    assert web.signed_in("ธนา ใจงาม").get("/app/certificates").status_code == 404  # sees one agency
    assert web.signed_in("ธนา ใจงาม").post("/app/certificates", person=f"{web.person_id(MALEE)}").status_code == 404
    assert issued(web) == []


@on_sqlite
def test_the_criteria_of_the_programme_decide(database: Database) -> None:
    """SOMCHAI has the score and not the days, until he needs two days of all; before the day nobody has anything."""
    rated = settle(database)
    all_rate(rated)
    visits(rated)
    access = scopes.of_scopes([scopes.ALL], rated.programme)

    def stand(terms: CertificateTerms, day: date = DAY) -> dict[str, bool]:
        programme = rated.programme.model_copy(update={"certificate": terms})
        with database.read() as session:
            return {one.name: one.fulfils for one in candidates(session, programme, access, day)}

    usual = rated.programme.certificate
    assert usual is not None
    few = usual.model_copy(update={"reported": 1})
    assert not any(stand(few).values())  # the round is not closed
    with database.write() as session:
        turn = rated.programme.round("final")
        close_round(session, rated.programme, turn, rated.now, rated.key, actor="c", although_lacking=True)
    assert stand(usual) == {SOMCHAI: False, MALEE: False}
    assert stand(few) == {SOMCHAI: True, MALEE: False}
    assert stand(few.model_copy(update={"score": 87})) == {SOMCHAI: False, MALEE: False}  # he has 86.53
    assert not any(stand(few, date(2023, 12, 15)).values())
