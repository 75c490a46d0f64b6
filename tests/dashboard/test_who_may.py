"""Promise 18 and 25 for the dashboard: every route × everybody. A route that stands in no table fails.

Each page is asked for by nobody, by a guessed cookie, by a participant, a mentor, a coordinator of everything, and one
of another agency. Whoever may not see it gets what is not there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest

from models.people.people import Role
from tests.dashboard.conftest import Visiting, Web
from tests.running_bot import KANDA, PRAYUN, SOMCHAI

EVERYBODY: Final = frozenset(Role)
OVERSEERS: Final = frozenset((Role.MENTOR, Role.COORDINATOR))
MENTORS: Final = frozenset((Role.MENTOR,))
COORDINATORS: Final = frozenset((Role.COORDINATOR,))
WHO: Final = {Role.PARTICIPANT: SOMCHAI, Role.MENTOR: PRAYUN, Role.COORDINATOR: KANDA}
GONE, SIGN_IN, OUTSIDE = 404, 303, 401

# Where one needs no session: assets are everybody's, the others are how one gets a session.
WITHOUT_A_SESSION: Final = {
    ("GET", "/app/assets/<of>/<path:name>"),
    ("GET", "/app/in/<token>"),
    ("POST", "/app/in/<token>"),
    ("GET", "/app/line"),
    ("GET", "/app/line/back"),
}


@dataclass(frozen=True)
class Way:
    """A route: its roles, and an address of it that is within the scope of the three (parts as in `Things`)."""

    roles: frozenset[Role]
    address: str
    status: int = 200  # what it answers to those roles


WAYS: Final = {
    ("GET", "/app"): Way(OVERSEERS, "/app"),
    ("GET", "/app/whole"): Way(OVERSEERS, "/app/whole"),
    ("GET", "/app/selections"): Way(EVERYBODY, "/app/selections", GONE),  # nor selections
    ("GET", "/app/selections/<key>"): Way(EVERYBODY, "/app/selections/cluster", GONE),
    ("POST", "/app/selections/<key>"): Way(COORDINATORS, "/app/selections/cluster", GONE),
    ("GET", "/app/calls"): Way(EVERYBODY, "/app/calls", GONE),  # CAST has no calls
    ("POST", "/app/calls/<key>/members"): Way(COORDINATORS, "/app/calls/team/members", GONE),
    ("GET", "/app/units"): Way(EVERYBODY, "/app/units", GONE),  # CAST has no units
    ("GET", "/app/units/<code>"): Way(EVERYBODY, "/app/units/5607", GONE),
    ("GET", "/app/development"): Way(EVERYBODY, "/app/development", GONE),  # nor a plan of its organisation
    ("POST", "/app/development/trainings/<int:activity_id>"): Way(EVERYBODY, "/app/development/trainings/999", GONE),
    ("POST", "/app/development/trainings/<int:activity_id>/return"): Way(
        EVERYBODY, "/app/development/trainings/999/return", GONE
    ),
    ("POST", "/app/development/spending"): Way(EVERYBODY, "/app/development/spending", GONE),
    ("POST", "/app/development/spending/<int:number>/back"): Way(EVERYBODY, "/app/development/spending/999/back", GONE),
    ("POST", "/app/development/courses"): Way(EVERYBODY, "/app/development/courses", GONE),
    ("GET", "/app/days"): Way(OVERSEERS, "/app/days"),
    ("GET", "/app/coverage"): Way(OVERSEERS, "/app/coverage"),
    ("GET", "/app/compare"): Way(OVERSEERS, "/app/compare"),
    ("GET", "/app/feeds"): Way(COORDINATORS, "/app/feeds"),
    ("POST", "/app/feeds"): Way(COORDINATORS, "/app/feeds"),
    ("POST", "/app/feeds/<int:feed_id>/revoke"): Way(COORDINATORS, "/app/feeds/999/revoke", GONE),
    ("GET", "/app/map"): Way(OVERSEERS, "/app/map"),
    ("GET", "/app/map/data"): Way(OVERSEERS, "/app/map/data"),
    ("GET", "/app/map/entries"): Way(OVERSEERS, "/app/map/entries"),
    ("GET", "/app/devices"): Way(EVERYBODY, "/app/devices"),
    ("POST", "/app/devices/<int:session_id>/end"): Way(EVERYBODY, "/app/devices/999/end", 303),
    ("POST", "/app/devices/end"): Way(EVERYBODY, "/app/devices/end", 303),
    ("GET", "/app/reviews"): Way(OVERSEERS, "/app/reviews"),
    # What these act on is nobody's; who may act on what stands in test_reviewing.py.
    ("POST", "/app/reviews/<int:activity_id>"): Way(MENTORS, "/app/reviews/999", GONE),
    ("POST", "/app/reviews/several"): Way(MENTORS, "/app/reviews/several", 303),
    ("POST", "/app/reviews/<int:activity_id>/unlock"): Way(OVERSEERS, "/app/reviews/999/unlock", GONE),
    ("POST", "/app/questions/<int:question_id>"): Way(OVERSEERS, "/app/questions/999", GONE),
    ("GET", "/app/entries"): Way(EVERYBODY, "/app/entries"),
    ("GET", "/app/entries/<int:entry_id>"): Way(EVERYBODY, "/app/entries/999", GONE),  # see test_entries.py
    ("POST", "/app/entries/file"): Way(COORDINATORS, "/app/entries/file", GONE),  # no suffix: see test_entries.py
    ("GET", "/app/photos"): Way(EVERYBODY, "/app/photos"),
    ("GET", "/app/photos/zip"): Way(EVERYBODY, "/app/photos/zip"),
    ("GET", "/app/obstacles"): Way(OVERSEERS, "/app/obstacles"),
    ("POST", "/app/obstacles/<kind>/<int:about_id>"): Way(COORDINATORS, "/app/obstacles/entry/999", GONE),
    ("GET", "/app/certificates"): Way(COORDINATORS, "/app/certificates"),
    ("POST", "/app/certificates"): Way(COORDINATORS, "/app/certificates", 303),
    ("GET", "/app/papers"): Way(EVERYBODY, "/app/papers"),
    ("POST", "/app/papers"): Way(EVERYBODY, "/app/papers", GONE),  # no kind is chosen: see test_papers.py
    ("GET", "/app/forms"): Way(COORDINATORS, "/app/forms"),
    ("GET", "/app/forms/<key>"): Way(
        COORDINATORS, "/app/forms/feedback7", GONE
    ),  # none is published: see test_forms.py
    ("GET", "/app/forms/<key>/report"): Way(COORDINATORS, "/app/forms/feedback7/report", GONE),
    ("GET", "/app/forms/<key>/<int:submission_id>"): Way(COORDINATORS, "/app/forms/feedback7/999", GONE),
    # Uploads are their sender's alone, and only who coordinates everything has any: test_form_uploads.py.
    ("GET", "/app/forms/new"): Way(COORDINATORS, "/app/forms/new"),
    ("POST", "/app/forms/new"): Way(COORDINATORS, "/app/forms/new", 303),
    ("GET", "/app/forms/new/<int:upload_id>"): Way(COORDINATORS, "/app/forms/new/999", GONE),
    ("POST", "/app/forms/new/<int:upload_id>"): Way(COORDINATORS, "/app/forms/new/999", 303),
    ("GET", "/app/forms/new/<int:upload_id>/preview"): Way(COORDINATORS, "/app/forms/new/999/preview", GONE),
    ("POST", "/app/forms/new/<int:upload_id>/preview"): Way(COORDINATORS, "/app/forms/new/999/preview", GONE),
    ("POST", "/app/forms/new/<int:upload_id>/preview/answer"): Way(
        COORDINATORS, "/app/forms/new/999/preview/answer", GONE
    ),
    ("GET", "/app/people"): Way(OVERSEERS, "/app/people"),
    ("GET", "/app/people/<int:person_id>"): Way(EVERYBODY, "/app/people/1"),
    ("GET", "/app/announcements"): Way(OVERSEERS, "/app/announcements"),
    ("POST", "/app/announcements"): Way(OVERSEERS, "/app/announcements", 303),
    # Announcements are their author's alone: test_announcing.py.
    ("GET", "/app/announcements/<int:broadcast_id>"): Way(OVERSEERS, "/app/announcements/999", GONE),
    ("POST", "/app/announcements/<int:broadcast_id>"): Way(OVERSEERS, "/app/announcements/999", GONE),
    ("POST", "/app/announcements/<int:broadcast_id>/picture"): Way(OVERSEERS, "/app/announcements/999/picture", GONE),
    ("POST", "/app/announcements/<int:broadcast_id>/plain"): Way(OVERSEERS, "/app/announcements/999/plain", GONE),
    ("POST", "/app/announcements/<int:broadcast_id>/send"): Way(OVERSEERS, "/app/announcements/999/send", GONE),
    ("POST", "/app/announcements/<int:broadcast_id>/edit"): Way(OVERSEERS, "/app/announcements/999/edit", GONE),
    ("POST", "/app/announcements/<int:broadcast_id>/cancel"): Way(OVERSEERS, "/app/announcements/999/cancel", GONE),
    ("GET", "/app/leave"): Way(COORDINATORS, "/app/leave"),
    ("POST", "/app/leave"): Way(COORDINATORS, "/app/leave", 303),
    ("POST", "/app/leave/<int:leave_id>/cancel"): Way(COORDINATORS, "/app/leave/999/cancel", GONE),
    ("POST", "/app/deputies"): Way(COORDINATORS, "/app/deputies", 303),
    ("GET", "/app/holidays"): Way(COORDINATORS, "/app/holidays"),
    ("POST", "/app/holidays"): Way(COORDINATORS, "/app/holidays", 303),
    ("GET", "/app/roster/template"): Way(COORDINATORS, "/app/roster/template"),
    ("GET", "/app/codes"): Way(COORDINATORS, "/app/codes"),
    ("GET", "/app/codes/<int:person_id>"): Way(COORDINATORS, "/app/codes/2"),
    ("POST", "/app/codes/<int:person_id>"): Way(COORDINATORS, "/app/codes/2", 303),
    ("POST", "/app/codes/sheet"): Way(COORDINATORS, "/app/codes/sheet", 303),
    ("GET", "/app/roster"): Way(COORDINATORS, "/app/roster"),
    ("POST", "/app/roster"): Way(COORDINATORS, "/app/roster", 303),
    ("GET", "/app/roster/<int:import_id>"): Way(COORDINATORS, "/app/roster/999", GONE),
    ("POST", "/app/roster/<int:import_id>"): Way(COORDINATORS, "/app/roster/999", GONE),
    ("GET", "/app/raters"): Way(OVERSEERS, "/app/raters"),
    ("POST", "/app/raters"): Way(OVERSEERS, "/app/raters", 303),
    ("POST", "/app/raters/cards"): Way(COORDINATORS, "/app/raters/cards", GONE),
    ("POST", "/app/raters/<int:rating_id>"): Way(OVERSEERS, "/app/raters/999", GONE),
    ("GET", "/app/rounds"): Way(COORDINATORS, "/app/rounds"),
    ("GET", "/app/rounds/<key>"): Way(COORDINATORS, "/app/rounds/phase_2"),
    ("POST", "/app/rounds/<key>"): Way(COORDINATORS, "/app/rounds/nothing", GONE),
    ("GET", "/app/calendar"): Way(OVERSEERS, "/app/calendar"),
    ("GET", "/app/rehearsal"): Way(COORDINATORS, "/app/rehearsal"),
    ("GET", "/app/programme"): Way(COORDINATORS, "/app/programme"),
    ("POST", "/app/rehearsal"): Way(COORDINATORS, "/app/rehearsal", 303),
    ("POST", "/app/out"): Way(EVERYBODY, "/app/out", 303),
}
LED_ON: Final = {("GET", "/app", Role.PARTICIPANT)}  # to their own page


@pytest.fixture(scope="module")
def people_signed_in(shared_web: Web) -> Iterator[dict[Role, Visiting]]:
    return {role: shared_web.signed_in(name) for role, name in WHO.items()}


def test_every_route_of_the_dashboard_stands_in_one_of_the_tables(shared_web: Web) -> None:
    served = {
        (method, rule.rule)
        for rule in shared_web.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/app")
    }
    assert served == WITHOUT_A_SESSION | set(WAYS)


@pytest.mark.parametrize(("method", "rule"), sorted(WAYS))
def test_without_a_session_one_is_led_to_the_sign_in_page_and_nothing_is_done(
    shared_web: Web, method: str, rule: str
) -> None:
    address = WAYS[method, rule].address
    for cookie in (None, "guessed"):
        client = shared_web.app.test_client()
        if cookie:
            client.set_cookie("castbot", cookie)
        answer = client.open(address, method=method)
        assert answer.status_code == (OUTSIDE if method == "POST" else 200 if address == "/app" else SIGN_IN)


@pytest.mark.parametrize(("method", "rule"), sorted(WAYS))
def test_each_role_reaches_its_own_pages_and_no_others(shared_web: Web, method: str, rule: str) -> None:
    way = WAYS[method, rule]
    for role, name in WHO.items():
        visiting = shared_web.signed_in(name)
        answer = visiting.get(way.address) if method == "GET" else visiting.post(way.address)
        if (method, rule, role) in LED_ON:
            assert answer.status_code == SIGN_IN
        else:
            assert answer.status_code == (way.status if role in way.roles else GONE), role


@pytest.mark.parametrize("number", ["999999999999999999", "99999999999999999999", "9" * 5000])
def test_a_number_that_no_id_can_be_is_nothing_that_is_there(shared_web: Web, number: str) -> None:
    kanda = shared_web.signed_in(KANDA)
    for method, rule in sorted(WAYS):
        if "<int:" in rule and WAYS[method, rule].roles >= COORDINATORS:
            address = re.sub(r"<int:\w+>", number, rule).replace("<key>", "sector_feedback").replace("<kind>", "entry")
            answer = kanda.get(address) if method == "GET" else kanda.post(address)
            assert answer.status_code in (GONE, 303), rule
    for page in ("entries", "leave", "map", "papers", "feedback", "photos", "obstacles", "people", "forms"):
        for name in ("person", "mentor", "column", "sort", "page"):
            assert kanda.get(f"/app/{page}?{name}={number}").status_code in (200, 303, GONE), (page, name)
    for page, field in (("leave", "person_id"), ("deputies", "mentor_id"), ("papers", "person")):
        assert kanda.post(f"/app/{page}", **{field: number}).status_code in (303, 200, GONE), page
