"""The live feed: read by a published OData client (odatapy), within the scope of its owner at that moment."""

import csv
import io
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from odatapy.client.client import EdmEnabledODataClient
from odatapy.client.responses import ClientResponse, ODataClientError, ODataServerError
from sqlalchemy import select, update

from bot.dashboard import feed as live
from models.coordination import feeds
from models.forms import answers, forms, submissions
from models.forms.answers import Given
from models.people import people
from models.people.people import Membership
from models.privacy import erasure
from services.feeds.fields import DAY, TEXT, FeedField, safe_name
from services.feeds.filters import FilterError, conditions
from services.forms.publishing import publish_form
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Visiting, Web, on_a_socket
from tests.dashboard.entries import stored
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing
from xlsforms.stored_values import path_of

ROOT = "http://bot.example/odata/v1"
MONDAY, TUESDAY = date(2023, 7, 10), date(2023, 7, 11)
HOSTILE = '=HYPERLINK("http://x")</script>'


class ToTheApp:
    """Requests of the client go to the application, with the token as Basic or Bearer."""

    def __init__(self, web: Web, token: str, *, basic: bool = True) -> None:
        self._client = web.app.test_client()
        said = b64encode(f"excel:{token}".encode()).decode()
        self._sign_in = f"Basic {said}" if basic else f"Bearer {token}"

    def send(self, method: str, url: str, headers: dict[str, str], body: bytes) -> ClientResponse:
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        answer = self._client.open(
            path, method=method, headers=headers | {"Authorization": self._sign_in}, data=body, buffered=True
        )
        return ClientResponse(answer.status_code, dict(answer.headers), answer.data)


def token_of(web: Web, name: str = KANDA, **narrower: str) -> str:
    person_id = web.joins(name)
    with web.database.write() as session:
        return feeds.make(session, person_id, "ตารางของกอง", web.bot.clock.real(), **narrower)[1]


def client_of(web: Web, token: str, **how: bool) -> Any:
    return EdmEnabledODataClient(ROOT, ToTheApp(web, token, **how))


def labels_of(client: Any, name: str) -> dict[str, str]:
    """The labels of a set's fields, as its description has them."""
    said = client.transport.send("GET", f"{ROOT}/$metadata", {}, b"").content
    space = "{http://docs.oasis-open.org/odata/ns/edm}"
    kind = next(one for one in fromstring(said).iter(f"{space}EntityType") if one.get("Name") == f"{name}_Type")
    fields = kind.iter(f"{space}Property")
    return {
        str(one.get("Name")): str(one[0].get("String"))
        for one in fields
        if one[0].get("Term", "").endswith(".Description")
    }


def read(client: Any, name: str, **asked: Any) -> list[dict[str, Any]]:
    uri = client.entity_set_uri(name)
    for option, value in asked.items():
        uri = getattr(uri, option)(value)
    return [{one.name: one.value for one in entity.properties} for entity in client.get_entity_set(uri).entities]


def test_a_published_client_reads_entries_with_their_types(web: Web) -> None:
    first = stored(web, SOMCHAI, MONDAY, sectors=("people",), tags=("drugs",), pin=(19.345, 99.812), people=25)
    stored(web, MALEE, TUESDAY)
    client = client_of(web, token_of(web))
    entries = read(client, "Entries")
    assert [(one["Person"], one["Day"]) for one in entries] == [(SOMCHAI, MONDAY), (MALEE, TUESDAY)]
    assert (entries[0]["Id"], entries[0]["People"], entries[0]["Latitude"]) == (first, 25, 19.345)
    assert (entries[0]["Sector_people"], entries[0]["Tag_drugs"], entries[0]["Tag_water"]) == (True, True, False)
    assert entries[0]["SentAt"] == datetime(2023, 7, 10, 8, tzinfo=UTC)
    assert (entries[0]["District"], entries[0]["State"]) == ("แม่ใจ", "submitted")
    assert labels_of(client, "Entries")["Agency"] == "สังกัด"
    assert [one["Person"] for one in read(client, "Coverage")] == sorted([SOMCHAI, MALEE])
    assert read(client, "Reviews") == []


def test_filters_pages_and_counts_leave_out_nothing(web: Web) -> None:
    ids = [stored(web, name, day) for day in (MONDAY, TUESDAY) for name in (SOMCHAI, MALEE)]
    client = client_of(web, token_of(web), basic=False)
    entries = client.entity_set_uri("Entries")
    pages = list(client.iter_pages(entries, max_page_size=3))
    assert [len(page.entities) for page in pages] == [3, 1]
    assert [e.get_value("Id") for page in pages for e in page.entities] == ids
    assert [one["Id"] for one in read(client, "Entries", top=1, skip=2)] == ids[2:3]
    assert read(client, "Entries", select="Id")[0] == {"Id": ids[0]}
    assert [one["Id"] for one in read(client, "Entries", filter="Day gt 2023-07-10 and Day le 2023-07-11")] == ids[2:]
    assert [one["Id"] for one in read(client, "Entries", filter="(Agency eq 'กรมที่ดิน')")] == [ids[1], ids[3]]
    counted = client.get_entity_set(entries.count(True).filter("Day eq 2023-07-10").top(1))
    assert (counted.count, len(counted.entities)) == (2, 1)


@on_sqlite
def test_an_office_that_asks_for_the_headers_first_gets_them_and_holds_nobody_up(web: Web) -> None:
    """LibreOffice asks OPTIONS, HEAD, GET and HEAD of a CSV address."""
    stored(web, SOMCHAI, MONDAY)
    client, token = web.app.test_client(), token_of(web)
    signed = {"Authorization": f"Basic {b64encode(f'office:{token}'.encode()).decode()}"}
    for _ in range(live.AT_ONCE + 1):
        answer = client.head("/feed/entries.csv", headers=signed, buffered=True)
        assert (answer.status_code, answer.data) == (200, b"")
    assert client.options("/feed/entries.csv").status_code == 200
    assert SOMCHAI in client.get("/feed/entries.csv", headers=signed).get_data(as_text=True)


@on_sqlite
def test_a_feed_shows_what_its_owner_may_see_at_this_moment_and_no_more(web: Web) -> None:
    stored(web, SOMCHAI, MONDAY)
    stored(web, MALEE, MONDAY)
    seen = lambda token: [one["Person"] for one in read(client_of(web, token), "Entries")]  # noqa: E731
    mine, narrower, agency = token_of(web), token_of(web, agency="กรมที่ดิน"), token_of(web, "ธนา ใจงาม")
    assert seen(mine) == [SOMCHAI, MALEE]
    assert seen(narrower) == seen(agency) == [MALEE]
    assert seen(token_of(web, place="10")) == []
    with web.database.write() as session:
        kanda = web.person_id(KANDA)
        session.execute(update(Membership).where(Membership.person_id == kanda).values(scope="agency:กรมที่ดิน"))
    assert seen(mine) == [MALEE]


@on_sqlite
@pytest.mark.parametrize("how", ["revoked", "role", "mentor", "erased", "nobody", "none"])
def test_a_feed_ends_with_the_token_the_role_and_the_person(web: Web, how: str) -> None:
    token = "guessed" if how == "nobody" else token_of(web, PRAYUN if how == "mentor" else KANDA)
    with web.database.write() as session:
        kanda, now = people.by_name(session, KANDA)[0], web.bot.clock.now()
        if how == "revoked":
            (mine,) = feeds.of_person(session, kanda.id)
            assert not feeds.revoke(session, web.person_id(PRAYUN), mine.id, now)
            assert feeds.revoke(session, kanda.id, mine.id, now)
        elif how == "role":
            ended = {"to_day": now.date() - timedelta(days=1)}
            session.execute(update(Membership).where(Membership.person_id == kanda.id).values(ended))
        elif how == "erased":
            erasure.erase(session, kanda, now, actor="command")
            assert session.scalars(select(feeds.Feed)).all() == []
    headers = {} if how == "none" else {"Authorization": f"Bearer {token}"}
    for path in (
        "/odata/v1/",
        "/odata/v1/$metadata",
        "/odata/v1/Entries",
        "/odata/v1/Entries/$count",
        "/feed/entries.csv",
    ):
        answer = web.app.test_client().get(path, headers=headers)
        assert answer.status_code == 401, path
        assert answer.headers["WWW-Authenticate"].startswith("Basic")


@on_sqlite
def test_a_long_answer_ends_when_its_feed_is_revoked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PORTION", 1)
    monkeypatch.setattr(live, "ASKED_AFTER", 0)
    for name in (SOMCHAI, MALEE):
        stored(web, name, MONDAY)
    token = token_of(web)
    answer = web.app.test_client().get(
        "/odata/v1/Entries", headers={"Authorization": f"Bearer {token}"}, buffered=False
    )
    chunks = answer.iter_encoded()
    read_so_far = b"".join(next(chunks) for _ in range(3))
    assert SOMCHAI.encode() in read_so_far
    with web.database.write() as session:
        feeds.revoke(
            session, web.person_id(KANDA), feeds.of_person(session, web.person_id(KANDA))[0].id, web.bot.clock.real()
        )
    with pytest.raises(live.Refused):
        list(chunks)
    answer.close()


@on_sqlite
def test_long_answers_leave_threads_for_webhooks(web: Web) -> None:
    signed = {"Authorization": f"Bearer {token_of(web)}"}
    open_ones = [web.app.test_client().get("/feed/entries.csv", headers=signed, buffered=False) for _ in range(2)]
    refused = web.app.test_client().get("/feed/entries.csv", headers=signed)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    for one in open_ones:
        one.close()
    assert web.app.test_client().get("/feed/entries.csv", headers=signed).status_code == 200


def test_every_question_has_a_field_of_its_own_whatever_its_script() -> None:
    taken: set[str] = set()
    names = [
        safe_name(said, taken)
        for said in ("ชื่อโครงการ", "ชื่อผู้นำ", "visit/people", "visit_people", "1st", "", "ก" * 200, "ก" * 201)
    ]
    assert names[:6] == ["ชื่อโครงการ", "ชื่อผู้นำ", "visit_people", "visit_people_2", "_1st", "_"]
    assert [len(name) for name in names[6:]] == [128, 128]
    assert len(set(names)) == len(names)


FORM = """# แบบสำรวจ

## survey

| type | name | label::ไทย (th) |
|---|---|---|
| text | ชื่อโครงการ | โครงการชื่ออะไร |
| text | ชื่อผู้นำ | ใครเป็นผู้นำ |
| integer | จำนวน | กี่คน |
| date | วันที่ | เมื่อใด |
| begin_repeat | คน | คน |
| text | ชื่อ | ชื่ออะไร |
| end_repeat | | |
"""
ANSWERS = {
    "ชื่อโครงการ": "ถังขยะเปียก", "ชื่อผู้นำ": HOSTILE, "จำนวน": "25", "วันที่": "2023-07-10",
    "คน[1]/ชื่อ": "กานต์", "คน[2]/ชื่อ": "ดารา",
}  # fmt: skip


@on_sqlite
def test_answers_of_a_form_are_read_by_the_client_with_types_and_labels(web: Web) -> None:
    now, token = web.bot.clock.now(), token_of(web)
    publish_form(web.database, "survey.md", FORM.encode(), by="command", now=now, key="survey")
    somchai = web.person_id(SOMCHAI)
    with web.database.write() as session:
        form = forms.newest(session, "survey")
        assert form is not None
        draft = submissions.begin(session, person_id=somchai, form_id=form.id, form_key="survey", now=now)
        draft.state, draft.day, draft.submitted_at = submissions.SubmissionState.SUBMITTED, TUESDAY, now
        session.flush()
        given = {key: Given(path_of(key), value) for key, value in ANSWERS.items()}
        answers.put(session, draft.id, somchai, given, at=now)
    client = client_of(web, token)
    assert set(client.get_service_document().entity_sets) == {"Entries", "Reviews", "Coverage", "Submissions_survey"}
    (found,) = read(client, "Submissions_survey", filter="Day eq 2023-07-11")
    assert (found["ชื่อโครงการ"], found["ชื่อผู้นำ"], found["คน_ชื่อ"]) == ("ถังขยะเปียก", HOSTILE, "กานต์ | ดารา")
    assert (found["จำนวน"], found["วันที่"], found["Person"]) == (25, MONDAY, SOMCHAI)
    assert labels_of(client, "Submissions_survey")["ชื่อผู้นำ"] == "ใครเป็นผู้นำ"
    assert read(client_of(web, token_of(web, agency="กรมที่ดิน")), "Submissions_survey") == []


@on_sqlite
def test_csv_has_labels_and_no_cell_is_a_formula(web: Web) -> None:
    stored(web, SOMCHAI, MONDAY, HOSTILE, people=25)
    signed = {"Authorization": f"Bearer {token_of(web)}"}
    answer = web.app.test_client().get("/feed/entries.csv?$select=Id,Words,People", headers=signed)
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[1][1:] == [f"'{HOSTILE}", "25"]
    assert len(rows[0]) == 3
    assert web.app.test_client().get("/feed/nothing.csv", headers=signed).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("$orderby=Day", 501),
        ("$expand=x", 501),
        ("$filter=Words eq 'x'", 400),
        ("$filter=Day ge 'x'", 400),
        ("$filter=Day ge 2023-07-01 or Id eq 1", 400),
        ("$filter=not (Id eq 1)", 400),
        ("$filter=year(Day) eq 2023", 400),
        ("$top=-1", 400),
        ("$skiptoken=x", 400),
        ("$select=Password", 400),
        ("$format=xml", 406),
    ],
)
def test_what_the_feed_cannot_do_is_an_error_that_says_so(shared_web: Web, asked: str, status: int) -> None:
    client = client_of(shared_web, token_of(shared_web))
    with pytest.raises((ODataClientError, ODataServerError)) as error:
        client.get_entity_set(f"{ROOT}/Entries?{quote(asked, safe='=&$')}")
    assert error.value.status_code == status


def test_a_text_in_a_filter_may_hold_quotes_and_words_of_the_grammar() -> None:
    field: FeedField[Any] = FeedField("Agency", "", TEXT, str, people.Person.agency)
    day: FeedField[Any] = FeedField("Day", "", DAY, str, people.Person.created_at)
    (found,) = conditions("Agency eq 'it''s (a) and b'", {"Agency": field})
    assert found.compile().params == {"agency_1": "it's (a) and b"}
    assert len(conditions("(Day ge 2023-07-01) and (Agency eq 'x')", {"Agency": field, "Day": day})) == 2
    for wrong in (
        "",
        "Agency",
        "Agency eq",
        "Agency eq 'x' and",
        "Agency eq 'x' and and",
        "Agency eq 'x",
        "Agency eq x",
    ):
        with pytest.raises(FilterError):
            conditions(wrong, {"Agency": field})


@on_sqlite
def test_a_coordinator_makes_a_feed_sees_its_token_once_and_revokes_it(web: Web, browser: Browsing) -> None:
    kanda = web.signed_in(KANDA)
    for wrong in ({"name": ""}, {"name": "x", "agency": "ไม่มี"}, {"name": "x", "place": "99"}):
        assert "ยังไม่ได้สร้าง" in kanda.post("/app/feeds", **wrong).get_data(as_text=True)
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            page.goto(f"{address}/app/feeds")
            page.get_by_label("ชื่อ").fill("ตารางของกอง")
            page.get_by_role("button", name="สร้าง").click()
            token = page.get_by_label("รหัส").input_value()
            looked_at(page, "feeds")
    signed = {"Authorization": f"Bearer {token}"}
    assert web.app.test_client().get("/odata/v1/", headers=signed).status_code == 200
    shown = kanda.reads("/app/feeds")
    assert token not in shown
    assert "ใช้ล่าสุด" in shown
    assert [kanda.post(f"/app/feeds/{number}/revoke").status_code for number in _ids(kanda)] == [303, 303]
    assert web.app.test_client().get("/odata/v1/", headers=signed).status_code == 401
    assert browser.broken == []


def _ids(visiting: Visiting) -> list[int]:
    parts = visiting.reads("/app/feeds").split("/app/feeds/")
    return [int(part.partition("/")[0]) for _, part in pairwise(parts)]
