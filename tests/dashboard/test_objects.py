"""Objects that addresses name. Promise 18 over routes × roles × objects: what is not somebody's to see answers like
what does not exist, and nothing of it changes; the routes are those that are served, and one that names an object of no
known kind fails. And whatever is typed into the forms of their pages stays words."""

import re
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from models.activities.activities import Activity
from models.coordination.broadcasts import Broadcast
from models.coordination.feeds import Feed
from models.evaluations.ratings import Rating
from models.forms.uploads import FormUpload
from models.people.imports import RosterImport
from models.people.leave import Leave
from models.people.web_sessions import WebSession
from models.reviews.questions import QuestionThread
from models.storage.base import Base
from tests.dashboard import test_form_uploads, test_rosters
from tests.dashboard.conftest import Web
from tests.dashboard.page_forms import forms_of
from tests.dashboard.records import asked, recorded
from tests.dashboard.test_forms import handed_in, published
from tests.dashboard.test_rounds import nominated
from tests.dashboard.test_who_may import WAYS
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.scenarios.test_roster_files import NEW, OTHERS, P1, P2

MISSING: Final = 999_999
# A participant of another agency and district, the mentor of that district, and who coordinates that agency.
OUTSIDERS: Final = (MALEE, "วิไล บุญมา", "ธนา ใจงาม")
STORED: Final[tuple[type[Base], ...]] = (
    Activity, Broadcast, Feed, FormUpload, Leave, QuestionThread, Rating, RosterImport, WebSession,
)  # fmt: skip
NO_OBJECTS: Final = {"of", "name", "token", "code", "number"}  # files, links, units and sums of other programmes
MARK: Final = "<i id=x>"
HOSTILE: Final = f"=1+1\"'{MARK}&amp;%27;--\\{{}}${{x}}\u202e ๙"
ENDING: Final = ("/app/out", "/app/devices/end")  # forms that would end the visit
SAID: Final = {
    "act": "approve", "todo": "publish", "state": "done", "words": "x", "shown": "0", "kind": "person", "reason": "x",
}  # fmt: skip

Objects = dict[str, tuple[int, str]]  # argument of a route -> an object of Somchai or Kanda, who may see it


@pytest.fixture(scope="module")
def objects(shared_web: Web) -> Objects:
    """One of each kind, out of the outsiders' scope."""
    web = shared_web
    published(web)
    kanda, entry = web.signed_in(KANDA), recorded(web, SOMCHAI)
    kanda.post("/app/leave", name_id=str(web.person_id(SOMCHAI)), first="2023-07-20", last="2023-07-20")
    kanda.post("/app/feeds", name="ตาราง")
    nominated(kanda)
    kanda.post("/app/announcements", words="พรุ่งนี้งดลงพื้นที่")
    uploaded = test_form_uploads.sent(kanda, test_form_uploads.workbook(test_form_uploads.SURVEY))
    imported = test_rosters.sent(kanda, P1, P2, *OTHERS, NEW)

    def last(table: Any) -> int:
        with web.database.read() as session:
            return max(session.scalars(select(table.id)))

    return {
        "activity_id": (entry, PRAYUN),
        "entry_id": (entry, KANDA),
        "about_id": (entry, KANDA),
        "question_id": (asked(web, SOMCHAI, PRAYUN), PRAYUN),
        "person_id": (web.person_id(SOMCHAI), KANDA),
        "submission_id": (handed_in(web, SOMCHAI, sector="people", difficult="รถน้ำ"), KANDA),
        "leave_id": (last(Leave), KANDA),
        "feed_id": (last(Feed), KANDA),
        "rating_id": (last(Rating), KANDA),
        "broadcast_id": (last(Broadcast), KANDA),
        "session_id": (last(WebSession), KANDA),
        "upload_id": (int(uploaded.headers["Location"].rpartition("/")[2]), KANDA),
        "import_id": (int(imported.headers["Location"].rpartition("/")[2]), KANDA),
    }


def routes(web: Web) -> list[tuple[str, str, str]]:
    """(method, address with {} for the object's id, argument) of each route that names an object."""
    found = []
    for rule in web.app.url_map.iter_rules():
        names = [name for name in rule.arguments if name not in ("kind", "key")]
        if not rule.rule.startswith("/app/") or not names or set(names) <= NO_OBJECTS:
            continue
        (name,) = names
        address = re.sub(rf"<[^<>]*\b{name}>", "{}", rule.rule).replace("<kind>", "entry").replace("<key>", "feedback7")
        found += [(method, address, name) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def rows(web: Web) -> dict[str, list[Any]]:
    """All that is stored of the kinds of objects, without when sessions were renewed."""
    with web.database.read() as session:
        return {
            table.__tablename__: [
                tuple(row)
                for row in session.execute(
                    select(*(one for one in table.__table__.c if not one.name.startswith("renewed"))).order_by("id")
                )
            ]
            for table in STORED
        }


def test_what_is_out_of_scope_answers_like_what_does_not_exist(shared_web: Web, objects: Objects) -> None:
    web, asked_for = shared_web, routes(shared_web)
    visitors = {name: web.signed_in(name) for name in OUTSIDERS}
    tokens = {name: visiting.form_token() for name, visiting in visitors.items()}
    before = rows(web)
    for name, visiting in visitors.items():
        for method, address, argument in asked_for:
            number, _ = objects[argument]
            answers = []
            for one in (number, MISSING):
                data = SAID | {"form_token": tokens[name]} if method == "POST" else None
                answer = visiting.client.open(address.format(one), method=method, data=data)
                text = re.sub(rf"/{one}\b", "/#", f"{answer.headers.get('Location')} {answer.get_data(as_text=True)}")
                answers.append((answer.status_code, text))
            assert answers[0] == answers[1], (name, method, address)
            assert answers[0][0] != 200, (name, method, address)
    assert rows(web) == before


def test_whoever_may_see_an_object_does(shared_web: Web, objects: Objects) -> None:
    """So that the other test cannot pass because nothing is there."""
    web, seen = shared_web, set()
    for method, address, argument in routes(shared_web):
        number, name = objects[argument]
        if method == "GET":
            assert web.signed_in(name).get(address.format(number)).status_code == 200, address
            seen.add(argument)
    acts = {
        "activity_id": "/app/reviews/{}",
        "about_id": "/app/obstacles/entry/{}",
        "question_id": "/app/questions/{}",
        "leave_id": "/app/leave/{}/cancel",
        "feed_id": "/app/feeds/{}/revoke",
        "rating_id": "/app/raters/{}",
        "session_id": "/app/devices/{}/end",
    }
    for argument, address in acts.items():
        number, name = objects[argument]
        visiting = web.signed_in(name)
        before, said = rows(web), SAID | {"act": "strike" if argument == "rating_id" else "approve", "revision": "1"}
        assert visiting.post(address.format(number), **said).status_code == 303, address
        assert argument == "about_id" or rows(web) != before, address  # a follow-up is no object of an address
        seen.add(argument)
    assert seen == set(objects)


def test_hostile_words_in_every_field_of_every_page_stay_words(shared_web: Web, objects: Objects) -> None:
    """Signs of HTML, of addresses, queries and formulas are sent with each form, and typed into each address."""
    web = shared_web
    pages = {way.address for (method, _), way in WAYS.items() if method == "GET"}
    pages |= {address.format(objects[argument][0]) for method, address, argument in routes(web) if method == "GET"}
    sent, shown = set(), 0
    for name in (KANDA, PRAYUN, SOMCHAI):
        visiting = web.signed_in(name)
        for page in sorted(pages):
            answer = visiting.get(page)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            for form in forms_of(answer.get_data(as_text=True)):
                where, kept = form.action or page, form.filled(HOSTILE)
                if where in ENDING or form.has_file or not form.typed:
                    continue
                if form.method == "get":
                    answer = visiting.get(f"{where}?{urlencode(kept)}")
                else:
                    answer = visiting.client.post(where, data=kept)
                assert answer.status_code < 500, (name, page, where, kept)
                assert answer.mimetype != "text/html" or MARK.encode() not in answer.data, (name, page, where)
                sent |= {(where, field) for field in form.typed}
        for page in sorted(pages - {"/app/photos/zip", "/app/roster/template"}):
            text = visiting.get(page).data
            assert MARK.encode() not in text, (name, page)
            shown += text.count(escape(MARK).encode())
    assert len(sent) > 40
    assert shown > 5
