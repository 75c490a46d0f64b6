"""Promise 18: nobody reaches another's records: every role × act × thing, tampered and replayed buttons included."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import select, text

from bot.postback import ShowRound
from bot.postback.fields import ROUND_VIEWS
from models.evaluations.ratings import Rating
from models.plans import goals, plans
from models.reviews.questions import QuestionThread
from models.storage.base import Base
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Json, Someone
from tests.conftest import WEDNESDAY, empty_database
from tests.databases import on_sqlite
from tests.promises.attempts import (
    ATTEMPTS,
    DEPUTY,
    MENTOR,
    OTHER_AGENCY,
    OTHER_MENTOR,
    OTHER_PARTICIPANT,
    OWNER,
    ROLES,
    STRANGER,
    WHOLE,
    Attempt,
)
from tests.running_bot import KANDA, MAE_CHAI, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import all_said, entries_of, everything_in, said_to

NOBODYS = 987_654_321
SECRET = "ประชุมลับกับพระเรื่องถังขยะเปียก 25 คน"
PERSON = {
    MENTOR: PRAYUN,
    DEPUTY: "สุดา แทนคุณ",
    OTHER_MENTOR: "วิไล บุญมา",
    OTHER_PARTICIPANT: MALEE,
    WHOLE: KANDA,
    OTHER_AGENCY: "ธนา ใจงาม",
}
FAR = (STRANGER, OTHER_AGENCY, OTHER_PARTICIPANT)
# What the acts of the matrix may change when they are the speaker's to do; nothing else may change, ever.
WATCHED = (
    "activity",
    "activity_mark",
    "activity_place",
    "activity_piece",
    "activity_revision",
    "review",
    "question",
    "question_message",
    "media",
    "plan",
    "plan_goal",
    "plan_revision",
    "plan_word",
    "plan_duties",
    "rater",
    "rating",
    "rater_link",
    "shown_entry",
    "rating_round_version",
    "evaluation_snapshot",
    "download",
)


@dataclass
class SomchaisThings:
    """Somchai's things: an entry in each state a mentor meets, and a question."""

    running: RunningBot
    owner: Someone
    things: dict[str, list[int]]


def on_stage(engine: str) -> pytest.MarkDecorator:
    """Half of these tests run on each database: the two ask the same statements, and a round of them is long."""
    return pytest.mark.parametrize("stage", [engine], indirect=True)


@pytest.fixture
def own_stage(running: RunningBot) -> SomchaisThings:
    """A stage for a test that changes it."""
    return _stage(running)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SomchaisThings]:
    """One for all the tests after each of which it is as it was before: they say so themselves."""
    folder = tmp_path_factory.mktemp("stage")
    with (
        empty_database(request, request.param, folder) as url,
        start_running_bot(url, folder, start=WEDNESDAY) as running,
    ):
        yield _stage(running)


def _stage(running: RunningBot) -> SomchaisThings:
    deputy = RosterRow(20, "M8", PERSON[DEPUTY], "mentor", position="ปลัดอำเภอ", area=MAE_CHAI, deputy=PRAYUN)
    with running.database.write() as session:
        apply_roster(session, [*NAMED_PEOPLE, deputy], running.bot.programme, running.bot.clock.now())
    owner, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    for day in ("10 ก.ค.", "เมื่อวาน", "วันนี้"):
        owner.says(f"{day} {SECRET}")
        owner.hears(1)
    mentor.says("รอตรวจ")
    mentor.hears(4)
    for act in ("รับทราบ 1", "ส่งกลับ 2 ขาดรูป"):
        mentor.says(act)
        mentor.hears(1)
    owner.says("ถามพี่เลี้ยง เรื่องลับของอำเภอ")
    owner.hears(1)
    all_said(running)
    entries = [entry.id for entry in entries_of(running, owner)]
    owner.says("เสนอผู้ประเมิน นางสมศรี บุญมา ประธานกลุ่มลับ ภาคประชาสังคม 0812345678 ทำงานร่วมกันเรื่องลับ")
    owner.hears(1)
    with running.database.read() as session:
        asked = list(session.scalars(select(QuestionThread.id)))
        raters = list(session.scalars(select(Rating.id)))
    somchai, plan = _plan(running)
    things = {"entry": entries, "question": asked, "plan": [plan], "person": [somchai], "rater": raters}
    return SomchaisThings(running, owner, things)


def _plan(running: RunningBot) -> tuple[int, int]:
    """Somchai's plan, which waits for everybody's word; return who he is, and its id."""
    somchai, now = running.person_id(SOMCHAI), running.bot.clock.now()
    with running.database.write() as session:
        plan = plans.ensure(session, somchai, now)
        goal = goals.add(session, plan, "leadership")
        goals.change(session, plan, goal, "what", SECRET, None)
        plans.send(session, plan, now)
        return somchai, plan.id


def somebody(stage: SomchaisThings, role: str) -> Someone:
    if role == OWNER:
        return stage.owner
    if role == STRANGER:
        return stage.running.stranger("คนนอก")
    return stage.running.line.person(PRAYUN) if role == MENTOR else stage.running.joined(PERSON[role])


def all_of(running: RunningBot) -> dict[str, list[str]]:
    """Every row that the acts could touch, as text."""
    with running.database.read() as session:
        known = {table.name for table in Base.metadata.sorted_tables}
        assert set(WATCHED) <= known
        return {name: sorted(map(repr, session.execute(text(f"SELECT * FROM {name}")).all())) for name in WATCHED}


def answer_to(phone: Someone, attempt: Attempt, thing: int) -> list[Json]:
    attempt.tries(phone, thing)
    return phone.hears(1)


def spoken(messages: list[Json]) -> str:
    return " ".join(everything_in(message) for message in messages)


@on_stage("sqlite")
@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_ones_own_does_not_exist(stage: SomchaisThings, role: str) -> None:
    """The forbidden half of the matrix: the answer is the one for a thing that never was, and nothing changes.

    Who has nothing to do with Somchai tries each act on one of the entries, act by act another; the others on all."""
    phone = somebody(stage, role)
    forbidden = [attempt for attempt in ATTEMPTS if role not in attempt.allowed]
    before = all_of(stage.running)
    for number, attempt in enumerate(forbidden):
        unknown, things = spoken(answer_to(phone, attempt, NOBODYS)), stage.things[attempt.on]
        for thing in [things[number % len(things)]] if role in FAR else things:
            heard = spoken(answer_to(phone, attempt, thing))
            assert heard == unknown, (role, attempt.name)
            assert "ลับ" not in heard, (role, attempt.name)
    assert all_of(stage.running) == before


@on_stage("sqlite")
@pytest.mark.parametrize("role", [role for role in ROLES if role != WHOLE])
def test_rounds_are_opened_closed_signed_and_printed_by_nobody_but_who_sees_everybody(
    stage: SomchaisThings, role: str
) -> None:
    phone, before = somebody(stage, role), all_of(stage.running)
    for key in ("final", "phase_2", "nothing"):
        for view in ROUND_VIEWS:
            phone.taps(ShowRound(key, view).pack())
            heard = spoken(phone.hears(1))
            assert not any(secret in heard for secret in ("ลับ", "0812345678")), (role, key, view)
    assert all_of(stage.running) == before


@on_sqlite
@pytest.mark.parametrize("role", [role for role in ROLES if any(role in one.allowed for one in ATTEMPTS)])
def test_what_is_ones_own_is_answered(own_stage: SomchaisThings, role: str) -> None:
    """The other half: so that the first could not pass because nothing works at all."""
    phone = somebody(own_stage, role)
    for attempt in ATTEMPTS:
        if role in attempt.allowed:
            unknown = spoken(answer_to(phone, attempt, NOBODYS))
            heard = [spoken(answer_to(phone, attempt, thing)) for thing in own_stage.things[attempt.on]]
            assert any(one != unknown for one in heard), (role, attempt.name)


@on_stage("postgresql")
def test_buttons_of_another_replayed_and_tampered_with_reach_nothing(stage: SomchaisThings) -> None:
    """Everything the mentor ever tapped or could tap, taken over by outsiders, and bent to other ids."""
    data = sorted({action["data"] for one in stage.running.line.person(PRAYUN).chat() for action in _actions(one)})
    named = [one for one in data if "activity=" in one or "question=" in one or "listing=" in one]
    assert len(named) > 10
    before = all_of(stage.running)
    for name in (PERSON[OTHER_MENTOR], MALEE, PERSON[OTHER_AGENCY]):
        phone = stage.running.joined(name)
        tried = [
            tampered
            for one in named
            for tampered in (one, one.replace("=1", "=2", 1), one + "0", one.replace("&", "&x="), one[:-1] + "๑")
        ]
        said = said_to(stage.running, phone, [partial(phone.taps, tampered) for tampered in tried])
        assert len(said) >= len(tried)
        assert [answer for answer in said if "ลับ" in answer] == []
    assert all_of(stage.running) == before


@on_stage("postgresql")
def test_numbers_names_and_quotations_of_others_reach_nothing(stage: SomchaisThings) -> None:
    quoted = [one["id"] for one in stage.running.line.person(PRAYUN).chat() if one["from"] == "bot"]
    before = all_of(stage.running)
    for name in (PERSON[OTHER_MENTOR], PERSON[OTHER_AGENCY]):
        phone = stage.running.joined(name)
        for said in ("รอตรวจ", "รับทราบ 1-3", "ชื่นชม สมชาย", "รับทราบทั้งหมด", "ยืนยันรับทราบทั้งหมด", "คำถาม", "ปลดล็อก 1",
                     f"ปลดล็อก {SOMCHAI} 10 ก.ค."):  # fmt: skip
            phone.says(said)
            assert "ลับ" not in spoken(phone.hears(1)), said
        stage.running.line.events([_forged(phone, message) for message in quoted])
        all_said(stage.running)
        assert "ลับ" not in spoken([one["message"] for one in phone.chat() if one["from"] == "bot"])
    assert all_of(stage.running) == before


def test_rights_end_and_begin_with_the_day(own_stage: SomchaisThings) -> None:
    """For a week after the stage's last day the former mentor may open what was submitted to them, and nothing newer;
    then their buttons are those of a stranger. A former deputy's are so at once, and the next mentor's work."""
    stage = own_stage
    (first, *_) = stage.things["entry"]
    former, following = stage.running.line.person(PRAYUN), stage.running.joined(PERSON[OTHER_MENTOR])
    deputy = stage.running.joined(PERSON[DEPUTY])
    stage.running.line.clock(set="2023-07-17T09:00:00+07:00")
    stage.owner.says(f"วันนี้ {SECRET}")
    stage.owner.hears(1)
    newest = entries_of(stage.running, stage.owner)[-1].id
    (asked,) = stage.things["question"]
    for attempt in ATTEMPTS:
        if attempt.allowed == {MENTOR, DEPUTY}:
            unknown = spoken(answer_to(former, attempt, NOBODYS))
            later = newest if attempt.on == "entry" else asked
            assert spoken(answer_to(former, attempt, later)) == unknown, attempt.name
            assert spoken(answer_to(deputy, attempt, stage.things[attempt.on][0])) == unknown, attempt.name
    look = next(attempt for attempt in ATTEMPTS if attempt.name == "look at it")
    assert "ลับ" in spoken(answer_to(former, look, first))
    stage.running.line.clock(set="2023-07-24T09:00:00+07:00")
    for attempt in ATTEMPTS:
        if attempt.allowed == {MENTOR, DEPUTY}:
            assert spoken(answer_to(former, attempt, first)) == spoken(answer_to(former, attempt, NOBODYS))
    following.taps(f"unlock?activity={first}")
    assert "ปลดล็อกบันทึก" in spoken(following.hears(1))


def _forged(phone: Someone, quoted: str) -> Json:
    """A message that quotes one of another chat: LINE would not send it."""
    message = {"type": "text", "id": f"9{quoted}", "text": "ชื่นชม", "quotedMessageId": quoted}
    return {"type": "message", "source": {"type": "user", "userId": phone.user_id}, "message": message}


def _actions(part: object) -> Iterator[Json]:
    if isinstance(part, dict):
        if "data" in part and "type" in part:
            yield part
        for value in part.values():
            yield from _actions(value)
    elif isinstance(part, list):
        for value in part:
            yield from _actions(value)
