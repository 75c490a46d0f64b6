"""A newer privacy notice asks everybody again: chat, web pages and forms stay closed until they agree, then go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from models.forms import forms, submissions
from models.forms.submissions import Submission
from models.people import web_sessions
from models.people.audit import AuditEntry
from models.people.people import Person
from services.forms.filling import begin
from simulator.driver import Someone
from tests.conftest import WEDNESDAY
from tests.patience import HANG
from tests.running_bot import KANDA, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.interviewing import publish
from tests.scenarios.many_people import entries_of, eventually, everything_in, only_entry, settled, words_of
from tests.scenarios.test_downloads import ADDRESS
from tests.scenarios.test_privacy import WORK, change_notice

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url=ADDRESS) as opened:
        yield opened


def signed_in(running: RunningBot, name: str) -> dict[str, str]:
    """The cookie of a browser in which a person is signed in."""
    person_id = running.person_id(name)
    with running.database.write() as session:
        _, token = web_sessions.begin(session, person_id, "Android · Chrome", running.bot.clock.real())
    return {"Cookie": f"__Host-castbot={token}"}


def with_a_draft(running: RunningBot, name: str) -> str:
    """The address of a form that a person has begun."""
    publish(running)
    now, person_id = running.bot.clock.now(), running.person_id(name)
    with running.database.write() as session:
        version = forms.newest(session, "survey")
        assert version is not None
        draft = begin(session, version, person_id=person_id, now=now, language="th", words=None)
        return f"{running.url}/f/{submissions.new_link(session, draft.submission, now)}"


def page(url: str, cookie: dict[str, str] | None = None) -> tuple[int, str]:
    answer = requests.get(url, headers=cookie or {}, timeout=HANG)
    return answer.status_code, answer.text


def agrees(phone: Someone) -> None:
    phone.says("ยินยอม")
    phone.hears(1)


def test_every_way_is_closed_with_what_to_do_and_opens_again_with_the_same_links(office: RunningBot) -> None:
    somchai, kanda = office.joined(SOMCHAI), office.joined(KANDA)
    form, web = with_a_draft(office, SOMCHAI), signed_in(office, KANDA)
    people = f"{office.url}/app/people"
    assert (page(form)[0], page(people, web)[0]) == (200, 200)
    change_notice(office, "2")
    for status, said in (page(form), page(people, web)):
        assert status in (403, 404)
        assert "ฉบับใหม่" in said
        assert "ยินยอม" in said
    somchai.says(WORK)
    told, notice = somchai.hears(2)
    assert "ฉบับใหม่" in words_of(told)
    assert "ฉบับที่ 2" in everything_in(notice)
    assert entries_of(office, somchai) == []
    agrees(somchai)
    eventually(lambda: entries_of(office, somchai))
    settled(office)
    assert only_entry(office, somchai).words == WORK  # what was said meanwhile is recorded, with one tap
    assert page(form)[0] == 200
    assert page(people, web)[0] == 403  # somebody else's consent opens nothing
    kanda.says("สถานะ")
    kanda.hears(2)
    agrees(kanda)
    assert page(people, web)[0] == 200
    both = [office.person_id(name) for name in (SOMCHAI, KANDA)]
    with office.database.read() as session:
        assert session.query(Submission).one().state == "draft"
        assert {session.get_one(Person, person_id).consent_version for person_id in both} == {"2"}
        agreed = session.query(AuditEntry).filter_by(action="consent").all()
        assert sorted(one.ids["version"] for one in agreed) == ["2", "2"]


def test_whoever_does_not_agree_is_asked_again_and_keeps_what_is_theirs_by_right(office: RunningBot) -> None:
    somchai = office.joined(SOMCHAI)
    change_notice(office, "2")
    somchai.says("สถานะ")
    somchai.hears(2)
    somchai.says("ไม่ยินยอม")
    somchai.hears(1)
    somchai.says("ข้อมูลของฉัน")
    assert f"{ADDRESS}/d/" in str(somchai.hears(1))
    somchai.says(WORK)
    assert "ฉบับที่ 2" in " ".join(everything_in(one) for one in somchai.hears(1))
    assert entries_of(office, somchai) == []
