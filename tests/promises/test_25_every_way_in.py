"""Promise 25: every way in asks the same: is this person, with this chat and this consent, still allowed?

Each way that the app has × each reason for which it must be closed: it is refused with what to do next, and nothing is
stored. A route that stands in neither table fails.
"""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import pytest
import urllib3
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from bot.app import close_app, create_app
from bot.postback import KINDS, Consent, ForgetMe, Postback, SetLanguage, WithdrawConsent
from models.activities.activities import Activity, ActivityState
from models.activities.media import Media
from models.coordination import downloads
from models.coordination.downloads import ExportRequest
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating
from models.forms import forms, submissions
from models.forms.answers import Answer
from models.people import people
from models.people.people import Membership, Person, PersonState
from models.privacy import erasure
from models.storage.base import Base
from programmes.bangkok import bangkok_day
from services.evaluations import nominations
from services.evaluations.nominations import RaterDetails
from services.evaluations.rounds import open_round
from services.forms.filling import begin
from simulator.driver import Someone
from tests.conftest import WEDNESDAY
from tests.databases import on_sqlite
from tests.patience import HANG
from tests.running_bot import KANDA, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.interviewing import publish
from tests.scenarios.many_people import all_said, eventually, everything_in, photo, said_to

CANARY = "นกขมิ้นเหลืองอ่อน"
WORK = f"วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน {CANARY}"
THE_THREE = (SOMCHAI, PRAYUN, KANDA)  # a participant with a draft and a photo, a rater, a coordinator with a download
# How a message travels, not what is kept of it; what is left of it here is looked at for the canary.
TRANSPORT: Final = frozenset(
    ("inbox_event", "lane", "delivery", "sent_message", "conversation", "rate", "push_usage", "chat")
)
REFUSED = 404


@dataclass
class House:
    """The three, what they have open, and the addresses of it."""

    running: RunningBot
    phones: dict[str, Someone]
    draft: str
    rating: str
    download: str
    picture: str
    activity_id: int
    submission_id: int
    rater: str
    rating_id: int

    def get(self, path: str) -> tuple[int, str]:
        return _heard(urllib3.request("GET", self.running.url + path, retries=False, timeout=HANG))

    def post(self, path: str, **said: str) -> tuple[int, str]:
        url = self.running.url + path
        return _heard(urllib3.request("POST", url, fields=said, retries=False, timeout=HANG, redirect=False))

    def rows(self) -> dict[str, list[str]]:
        """Every row of what is kept."""
        with self.running.database.read() as session:
            names = [table.name for table in Base.metadata.sorted_tables if table.name not in TRANSPORT]
            return {name: sorted(map(repr, session.execute(text(f"SELECT * FROM {name}")).all())) for name in names}

    def canaries(self) -> list[str]:
        """In which tables the canary is, besides the raw events, which are deleted within a day."""
        with self.running.database.read() as session:
            names = [table.name for table in Base.metadata.sorted_tables if table.name != "inbox_event"]
            found = {name: str(session.execute(text(f"SELECT * FROM {name}")).all()) for name in names}
            return [
                name
                for name, rows in found.items()
                if CANARY in rows or CANARY.encode("unicode_escape").decode() in rows
            ]


def _heard(answer: urllib3.BaseHTTPResponse) -> tuple[int, str]:
    return answer.status, answer.data.decode("utf-8", "replace")


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url="https://bot.example") as running:
        yield _furnished(running)


def _furnished(running: RunningBot) -> House:
    phones = {name: running.joined(name) for name in THE_THREE}
    publish(running)
    sent = phones[SOMCHAI].sends_image(photo("teal"))
    phones[SOMCHAI].hears(1)
    picture = eventually(lambda: _token_of(running, sent.message_id))
    now = running.bot.clock.now()
    with running.database.write() as session:
        activity_id = session.scalars(select(Activity.id)).one()
        found = {}
        for name, key, about in ((SOMCHAI, "survey", None), (PRAYUN, "mentor_weekly", SOMCHAI)):
            person, version = people.by_name(session, name)[0], forms.newest(session, key)
            assert version is not None
            about_id = people.by_name(session, about)[0].id if about else None
            filling = begin(session, version, person_id=person.id, now=now, language="th", about_person_id=about_id)
            found[name] = (filling.submission.id, submissions.new_link(session, filling.submission, now))
        coordinator = people.by_name(session, KANDA)[0]
        rating = _accepted(session, running, people.by_name(session, SOMCHAI)[0], coordinator)
        rater = nominations.issue_link(session, session.get_one(Rater, rating.rater_id), now, by=coordinator)
        _, download = downloads.offer(session, coordinator.id, ExportRequest("people", "csv"), running.bot.clock.real())
        rating_id = rating.id
    of_somchai, link = found[SOMCHAI]
    return House(running, phones, link, found[PRAYUN][1], download, picture, activity_id, of_somchai, rater, rating_id)


def _accepted(session: Session, running: RunningBot, about: Person, by: Person) -> Rating:
    """A rater of the final round, which is open, who agreed to the notice and began to answer."""
    programme, now = running.bot.programme, running.bot.clock.now()
    final = programme.round("final")
    open_round(session, programme, final, now)
    details = RaterDetails("นางสมศรี บุญมา", "กลุ่มสตรี", "civil_society", "0812345678")
    rating = nominations.nominate(session, final, final.kind("partner"), about, details, now, by=by, accepted=True)
    rater = session.get_one(Rater, rating.rater_id)
    rater.consent_version, rater.consent_at = programme.retention.notice_version, now
    return rating


def _token_of(running: RunningBot, message_id: str) -> str | None:
    with running.database.read() as session:
        stored = (Media.message_id == message_id) & (Media.state == "stored")
        return session.scalar(select(Media.token).where(stored))


# ── the ways in ──

Way = Callable[[House], list[tuple[int, str]]]
# Every route of the app that belongs to a person, and how it is tried.
WAYS: Final[dict[tuple[str, str], Way]] = {
    ("GET", "/f/<token>"): lambda house: [house.get(f"/f/{one}") for one in (house.draft, house.rating)],
    ("POST", "/f/<token>"): lambda house: [
        house.post(f"/f/{house.draft}", **{"a:houses": "7", "a:remarks": CANARY, "save": "1"}),
        house.post(f"/f/{house.draft}", hand_in="1"),
        house.post(f"/f/{house.rating}", **{"a:progress": "4", "save": "1"}),
    ],
    ("POST", "/f/<token>/answer"): lambda house: [
        house.post(f"/f/{house.draft}/answer", key="houses", value="7"),
        house.post(f"/f/{house.rating}/answer", key="progress", value="4"),
    ],
    ("GET", "/d/<token>"): lambda house: [house.get(f"/d/{house.download}")],
    ("POST", "/d/<token>"): lambda house: [house.post(f"/d/{house.download}")],
    ("GET", "/m/<token>"): lambda house: [house.get(f"/m/{house.picture}{size}") for size in ("", "?full")],
}
# Those of a rater, who has no chat: their reasons are others.
WAYS_OF_RATERS: Final[dict[tuple[str, str], Way]] = {
    ("GET", "/r/<token>"): lambda house: [house.get(f"/r/{house.rater}")],
    ("POST", "/r/<token>"): lambda house: [house.post(f"/r/{house.rater}", agree="1")],
    ("GET", "/r/<token>/code.png"): lambda house: [house.get(f"/r/{house.rater}/code.png")],
    ("GET", "/r/<token>/<int:rating_id>"): lambda house: [house.get(f"/r/{house.rater}/{house.rating_id}")],
    ("POST", "/r/<token>/<int:rating_id>"): lambda house: [
        house.post(f"/r/{house.rater}/{house.rating_id}", **{"a:words": CANARY, "save": "1"}),
        house.post(f"/r/{house.rater}/{house.rating_id}", hand_in="1"),
    ],
    ("POST", "/r/<token>/<int:rating_id>/answer"): lambda house: [
        house.post(f"/r/{house.rater}/{house.rating_id}/answer", key="words", value=CANARY)
    ],
}
# Routes that belong to nobody, or have tests of their own here: messages and buttons come by /callback.
NOBODYS: Final = frozenset(
    (
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
        ("GET", "/f/assets/<path:name>"),
        ("GET", "/verify/<number>"),  # of who holds the paper: tests/dashboard/test_certificates.py
        ("POST", "/callback"),
    )
)
# Buttons for those who are not allowed: to agree or not, to read in their language, to have everything erased.
FOR_EVERYBODY: Final = (Consent, SetLanguage, ForgetMe, WithdrawConsent)


@on_sqlite
def test_every_route_of_the_app_stands_in_one_of_the_tables(house: House) -> None:
    app = create_app(house.running.bot)
    known = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith(("/app", "/odata", "/feed"))  # test_who_may.py and test_feeds.py have those
    }
    close_app(app)
    assert known == set(WAYS) | set(WAYS_OF_RATERS) | NOBODYS


def button(kind: type[Postback], house: House) -> Postback:
    """A button of a kind about the things of this house."""
    known: dict[str, object] = {
        "activity": house.activity_id, "submission": house.submission_id, "form": "survey", "step": "resume",
        "first": "2023-07-12", "last": "2023-07-12", "day": "2023-07-12", "month": "2023-07", "part": "people",
        "intent": "my_status", "what": "people", "suffix": "csv", "by": "role", "pick": "participant", "deed": "look",
        "act": "approve", "flag": "photo", "key": "media", "yes": True, "stage": "ask", "language": "en",
        "version": "1", "choice": "1", "said": "agree", "goal_part": "what",
        "asked": "result", "period": "end", "area": None, "agency": None, "conversation": None, "todo": "apply",
        "rating": house.rating_id, "rater_act": "link", "round": "final", "unit_view": "forums",
        "plan_view": "own",
        "forum_part": "heads", "seat_act": "accept", "candidate_act": "withdraw", "call": "team",
        "calls_view": "mine",
        "selection": "cluster", "call_field": "topic", "moment": "before",
    }  # fmt: skip
    needed = [one for one in dataclasses.fields(kind) if one.default is dataclasses.MISSING]
    return kind(**{one.name: known.get(one.name, 1) for one in needed})


def things_said(phone: Someone, house: House) -> list[Callable[[], object]]:
    """Everything that can come in a chat."""
    words = (
        WORK,
        f"บันทึก {CANARY}",
        f"ถามพี่เลี้ยง {CANARY}",
        "ลาพรุ่งนี้",
        f"ประกาศ {CANARY}",
        "รับทราบ 1",
        "ใช่",
        "แบบฟอร์ม",
    )
    return [
        *(partial(phone.says, one) for one in words),
        partial(phone.sends_image, photo("navy")),
        partial(phone.sends_location, 19.35, 99.81, CANARY, f"{CANARY} ต.แม่ใจ อ.แม่ใจ จ.พะเยา"),
        *(partial(phone.taps, button(kind, house).pack()) for kind in KINDS.values() if kind not in FOR_EVERYBODY),
    ]


# ── the reasons ──


def withdraw(house: House, name: str) -> None:
    for words in ("ถอนความยินยอม", "ใช่"):
        house.phones[name].says(words)
        house.phones[name].hears(1)


def move(house: House, name: str) -> None:
    new = house.running.line.person(f"{name} (เครื่องใหม่)", friend=True)
    for words in ("ยินยอม", house.running.code_for(name)):
        new.says(words)
        new.hears(1)


def erase(house: House, name: str) -> None:
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        house.phones[name].says(words)
        house.phones[name].hears(1)


def leave(house: House, name: str) -> None:
    """They left so long ago that a mentor may not answer any more either."""
    programme = house.running.bot.programme
    last = bangkok_day(house.running.bot.clock.now()) - timedelta(days=programme.reviews.former_answers + 1)
    with house.running.database.write() as session:
        mine = Membership.person_id == people.by_name(session, name)[0].id
        session.execute(update(Membership).where(mine).values(to_day=last))
        session.execute(update(Activity).values(state=ActivityState.APPROVED))  # nobody has to look at it any more


@dataclass(frozen=True)
class Reason:
    happens: Callable[[House, str], None]
    says: tuple[str, ...]  # what the pages say to do next: one of these


REASONS: Final = {
    "consent withdrawn": Reason(withdraw, ("ยินยอม",)),
    "another LINE account": Reason(move, ("แชต",)),
    "erased": Reason(erase, ("แชต",)),
    "left": Reason(leave, ("สอบถาม",)),
}
IN_THE_CHAT: Final = {
    "consent withdrawn": ("พิมพ์ “ยินยอม”",),
    "another LINE account": ("ยินยอม", "รหัสเชิญ"),
    "erased": ("ยินยอม", "รหัสเชิญ"),
    "left": ("สอบถาม",),
}


# What is asked of a database is the same for each reason: all on one, and on the other the one that deletes most.
@pytest.mark.parametrize(
    ("database_url", "reason"),
    [*(("sqlite", reason) for reason in REASONS), ("postgresql", "erased")],
    indirect=["database_url"],
)
def test_no_page_link_or_picture_opens_and_nothing_is_stored(house: House, reason: str) -> None:
    for (method, _), tries in WAYS.items():  # that they are closed shows something only if they were open
        if method == "GET":
            assert {status for status, _ in tries(house)} == {200}
    for name in THE_THREE:
        REASONS[reason].happens(house, name)
    all_said(house.running)
    before = house.rows()
    for way, tries in WAYS.items():
        for status, page in tries(house):
            assert status == REFUSED, way
            if not way[1].endswith("/answer"):  # asked by the page's own script, which then loads the page
                assert any(words in page for words in (*REASONS[reason].says, "แชต")), (way, page)
            assert CANARY not in page
    assert house.rows() == before


# Everything is tried, which takes a while and leaves nothing to a database: each reason once, each of the three once,
# one on both databases.
EVERYTHING_TRIED: Final = [
    *(("sqlite", SOMCHAI, reason) for reason in REASONS),
    ("sqlite", PRAYUN, "left"),
    ("sqlite", KANDA, "consent withdrawn"),
    ("postgresql", SOMCHAI, "consent withdrawn"),
]


@pytest.mark.parametrize(("database_url", "name", "reason"), EVERYTHING_TRIED, indirect=["database_url"])
def test_no_message_and_no_button_does_anything(house: House, reason: str, name: str) -> None:
    phone = house.phones[name]
    REASONS[reason].happens(house, name)
    all_said(house.running)
    before = house.rows()
    said = said_to(house.running, phone, things_said(phone, house))
    assert len(said) > len(KINDS) / 2
    assert [one for one in said if not any(words in one for words in IN_THE_CHAT[reason])] == []
    assert house.rows() == before
    assert house.canaries() == []


# ── the reasons for which a rater's link is closed ──


def newer_link(house: House) -> None:
    with house.running.database.write() as session:
        rater = session.scalars(select(Rater)).one()
        nominations.issue_link(session, rater, house.running.bot.clock.now(), by=None)


def struck(house: House) -> None:
    with house.running.database.write() as session:
        rating = session.get_one(Rating, house.rating_id)
        nominations.strike(session, rating, house.running.bot.clock.now(), by=None, reason="ญาติ")


def rater_erased(house: House) -> None:
    with house.running.database.write() as session:
        person = session.get_one(Person, session.scalars(select(Rater.person_id)).one())
        erasure.erase(session, person, house.running.bot.clock.now(), actor="command")


def round_over(house: House) -> None:
    house.running.line.clock(set="2023-12-21T09:00:00+07:00")


RATERS_REASONS: Final[dict[str, Callable[[House], None]]] = {
    "whom they rate has withdrawn": lambda house: withdraw(house, SOMCHAI),
    "whom they rate was erased": lambda house: erase(house, SOMCHAI),
    "a newer link": newer_link,
    "struck": struck,
    "the rater was erased": rater_erased,
    "the round is over": round_over,
}


@pytest.mark.parametrize(
    ("database_url", "reason"),
    [*(("sqlite", reason) for reason in RATERS_REASONS), ("postgresql", "the rater was erased")],
    indirect=["database_url"],
)
def test_a_raters_link_opens_nothing_stores_nothing_and_does_not_say_why(house: House, reason: str) -> None:
    for (method, _), tries in WAYS_OF_RATERS.items():
        if method == "GET":
            assert all(status in (200, 303) for status, _ in tries(house))
    never_was = house.get("/r/" + "x" * 32)
    RATERS_REASONS[reason](house)
    all_said(house.running)
    before = house.rows()
    for way, tries in WAYS_OF_RATERS.items():
        for heard in tries(house):
            if way[1].endswith("/answer"):  # asked by the page's own script, which then loads the page
                assert heard[0] == REFUSED
            else:
                assert heard == never_was, way
    assert house.rows() == before


# ── what makes the answer change ──


def answers(house: House) -> int:
    with house.running.database.read() as session:
        mine = Answer.submission_id == house.submission_id
        return len([one for one in session.scalars(select(Answer).where(mine)) if one.value == "7"])


def test_a_page_opens_again_when_the_consent_is_given_again(house: House) -> None:
    withdraw(house, SOMCHAI)
    assert house.get(f"/f/{house.draft}")[0] == REFUSED
    house.phones[SOMCHAI].says("ยินยอม")
    house.phones[SOMCHAI].hears(1)
    assert house.get(f"/f/{house.draft}")[0] == 200
    assert house.post(f"/f/{house.draft}/answer", key="houses", value="7")[0] == 200
    assert answers(house) == 1


@on_sqlite
def test_a_page_waits_for_the_newer_notice_and_pictures_do_not(house: House) -> None:
    object.__setattr__(house.running.bot.programme.retention, "notice_version", "2")
    status, page = house.get(f"/f/{house.draft}")
    assert (status, "ประกาศข้อมูลส่วนบุคคลมีฉบับใหม่" in page) == (REFUSED, True)
    assert house.get(f"/m/{house.picture}")[0] == 200


@on_sqlite
def test_a_draft_about_somebody_ends_when_the_mentor_does_not_look_after_them_any_more(house: House) -> None:
    with house.running.database.write() as session:
        mine = Membership.person_id == people.by_name(session, PRAYUN)[0].id
        session.execute(update(Membership).where(mine).values(area="5602"))
    status, page = house.get(f"/f/{house.rating}")
    assert (status, "ความดูแล" in page) == (REFUSED, True)
    house.phones[PRAYUN].says("ทำต่อ")
    assert SOMCHAI not in everything_in(house.phones[PRAYUN].hears(1)[-1])


@on_sqlite
def test_nobody_is_rated_who_has_withdrawn_their_consent(house: House) -> None:
    withdraw(house, SOMCHAI)
    assert house.get(f"/f/{house.rating}")[0] == REFUSED
    assert house.post(f"/f/{house.rating}/answer", key="progress", value="4")[0] == REFUSED


def test_a_picture_of_somebody_who_left_is_shown_as_long_as_its_entry_waits_for_the_mentor(house: House) -> None:
    leave(house, SOMCHAI)
    with house.running.database.write() as session:
        session.execute(update(Activity).values(state=ActivityState.SUBMITTED))
    assert house.get(f"/m/{house.picture}")[0] == 200


@on_sqlite
def test_after_a_move_pictures_have_new_addresses(house: House) -> None:
    move(house, SOMCHAI)
    with house.running.database.read() as session:
        (token,) = session.scalars(select(Media.token))
    assert token != house.picture
    assert house.get(f"/m/{token}")[0] == 200


def test_who_has_withdrawn_is_sent_nothing(house: House) -> None:
    withdraw(house, SOMCHAI)
    with house.running.database.read() as session:
        assert people.by_name(session, SOMCHAI)[0].state == PersonState.WITHDRAWN
    kanda = house.phones[KANDA]
    kanda.says("ประกาศ ประชุมพรุ่งนี้เก้าโมง")
    assert "ถึง 0 คน" in everything_in(kanda.hears(1)[-1])
