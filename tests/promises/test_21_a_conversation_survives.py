"""Promise 21: whatever is said, tapped, tampered with or restarted, one word brings the menu, and nothing is parked."""

import json
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.app import WorkerProcess
from bot.postback import KINDS
from models.messaging.deliveries import Delivery
from models.messaging.inbox import InboxEvent
from simulator.driver import Someone
from tests.conftest import WEDNESDAY
from tests.patience import until
from tests.promises.registered_people import registered_people
from tests.running_bot import PRAYUN, SOMCHAI, RunningBot, start_running_bot

PEOPLE, EXAMPLES, STEPS = 100, 20, 12
LINES_SAID = (
    "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระ 25 คน",
    "เมื่อวานเยี่ยมบ้านผู้สูงอายุ",
    "รายการ", "สถานะ", "ช่วยเหลือ", "ยกเลิก", "ย้อนกลับ", "ข้าม", "แก้ไขรายการ", "ลบรายการ", "สวัสดี", "ขอบคุณ",
    "ข้อมูลของฉัน", "ลืมฉัน", "เก็บไว้", "ใช่", "ไม่", "ยินยอม", "ไม่ยินยอม", "English", "ภาษาไทย", "ลงทะเบียน ABCD-EFGH-JKMN",
    "1", "๓", "6", "12", "0", "99", "-1", "๑๒/๗/๒๕๖๖", "31 ก.พ.", "พรุ่งนี้", "บันทึกเลย", "เสร็จแล้ว", "undo", "menu",
    "ถามพี่เลี้ยง", "ถามพี่เลี้ยง ประชุมกี่โมง", "คำถาม", "แก้ไขเลย", "ส่งตรวจใหม่", "ไม่ถามแล้ว", "รอตรวจ",
)  # fmt: skip
SAID_BY_MENTORS = (
    "รอตรวจ", "ถัดไป", "รับทราบ 1", "ชื่นชม ๒ ดีมาก", "รับทราบ 1-3", "ส่งกลับ 1", "ส่งกลับ 2 ขาดรูป", "รูป", "ไม่ส่งกลับแล้ว",
    "รับทราบทั้งหมด", "ยืนยันรับทราบทั้งหมด", "ปลดล็อก", "ปลดล็อก 1", "ชื่นชม", "ส่งกลับ", "คำถาม", "ชุดผ้าไทย", "1", "2",
)  # fmt: skip
JUNK = st.one_of(
    st.text(min_size=1, max_size=60).filter(lambda said: said.strip()),
    st.sampled_from(
        ["😀" * 30, "ก" * 4_900, "\u200b", "null", "{}", "'; DROP TABLE chat;--", "=1+1", "<script>", "%s%n"]
    ),
)
FORGED = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}?{}={}".format,
        st.sampled_from(sorted(KINDS)),
        st.sampled_from(["activity", "addition", "inbox", "intent", "stage", "month", "day", "version", "v", "question",
                         "listing", "revision", "act", "flag", "page"]),
        st.sampled_from(["1", "2", "9" * 12, "-1", "menu", "confirm", "2023-07", "2023-02-31", "9999-12-31", "๑", ""]),
    ),
)  # fmt: skip
BACK = st.integers(0, 40)
DATES = st.sampled_from(["2023-07-11", "2023-07-13", "2566-07-11", "1900-01-01", "9999-12-31", "no day", ""])


@pytest.fixture(scope="module")
def world(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RunningBot, Iterator[Someone]]]:
    """One house for all walks, and people nobody has spoken for yet."""
    folder = tmp_path_factory.mktemp("walks")
    (folder / "castbot.db").write_bytes(migrated_sqlite.read_bytes())
    with start_running_bot(f"sqlite:///{folder / 'castbot.db'}", folder, start=WEDNESDAY) as running:
        yield running, iter(registered_people(running.line, running.database, running.bot.clock, PEOPLE))
        running.office.close()  # the last one opened on the way


class Walk(RuleBasedStateMachine):
    """One person's random walk through the conversation."""

    running: RunningBot
    people: Iterator[Someone]

    def __init__(self) -> None:
        super().__init__()
        self.person = next(self.people)
        self.sent: list[str] = []  # what can still be unsent

    @rule(said=st.sampled_from(LINES_SAID))
    def says_what_people_say(self, said: str) -> None:
        self.sent += self.person.says(said).message_ids

    @rule(said=JUNK)
    def says_anything(self, said: str) -> None:
        self.sent += self.person.says(said).message_ids

    # What is drawn never depends on what was said before: a mentor walks on where the walk before ended.
    @rule(back=BACK, picked=DATES)
    def taps_a_button_old_or_new(self, back: int, picked: str) -> None:
        actions = [action for action in self._actions() if action["type"] in ("postback", "message", "datetimepicker")]
        if not actions:
            return
        action = actions[-1 - back % len(actions)]
        if action["type"] == "datetimepicker":
            self.person.taps(action["data"], params={"date": picked})
        else:
            self.person.takes(action)

    @rule(back=BACK, cut=st.integers(0, 40), put_in=st.sampled_from(["", "9", "&v=1", "=", "%00", "๑"]))
    def taps_a_button_somebody_tampered_with(self, back: int, cut: int, put_in: str) -> None:
        packed = [action["data"] for action in self._actions() if "data" in action] or ["edit?activity=1&part=day"]
        own = packed[-1 - back % len(packed)]
        self.person.taps(own[:cut] + put_in + own[cut + 1 :])

    @rule(forged=FORGED)
    def taps_a_forged_button(self, forged: str) -> None:
        self.person.taps(forged or "?")

    @rule()
    def sends_a_photo(self) -> None:
        self.sent += self.person.sends_image().message_ids

    @rule(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
    def sends_a_pin(self, latitude: float, longitude: float) -> None:
        self.sent += self.person.sends_location(latitude, longitude, address="อ.แม่ใจ จ.พะเยา").message_ids

    @rule()
    def sends_a_sticker(self) -> None:
        self.person.sends_sticker()

    @rule(back=st.integers(0, 5))
    def unsends_something(self, back: int) -> None:
        if back < len(self.sent):
            self.person.unsends(self.sent.pop(-1 - back))

    @rule()
    def blocks_and_comes_back(self) -> None:
        self.person.blocks()
        self.person.follows()

    @rule()
    def the_office_restarts(self) -> None:
        self.running.office.close()
        self.running.office = WorkerProcess(self.running.bot)
        self.running.office.open()

    @invariant()
    def nothing_is_parked_or_dead(self) -> None:
        until(lambda: not self._open(), "all is handled and said")
        with self.running.database.read() as session:
            parked = session.execute(
                select(InboxEvent.error, InboxEvent.raw).where(
                    InboxEvent.chat_key == self.person.user_id, InboxEvent.attempts > 0
                )
            ).all()
            dead = session.scalars(
                select(Delivery.error).where(Delivery.chat_key == self.person.user_id, Delivery.state == "dead")
            ).all()
        assert parked == []
        assert dead == []

    def teardown(self) -> None:
        """However it went: one word, and the way on is there."""
        said = self.person.says("เมนู")
        assert said.acknowledged
        answer = self.person.hears(1)
        assert leads_on(self.running, answer), answer

    def _actions(self) -> list[dict[str, Any]]:
        bot = [one["message"] for one in self.person.chat() if one["from"] == "bot"]
        return [action for message in bot for action in actions_in(message)]

    def _open(self) -> bool:
        with self.running.database.read() as session:
            mine = select(InboxEvent.id).where(InboxEvent.chat_key == self.person.user_id, InboxEvent.state == "new")
            unsaid = select(Delivery.id).where(
                Delivery.chat_key == self.person.user_id,
                Delivery.state.in_(("due", "sealed")),
                Delivery.rides.is_(False),
            )
            return session.scalar(mine.limit(1)) is not None or session.scalar(unsaid.limit(1)) is not None


def actions_in(part: Any) -> list[dict[str, Any]]:
    """All actions of a message, wherever they stand."""
    found = []
    if isinstance(part, dict):
        if "action" in part and isinstance(part["action"], dict):
            found.append(part["action"])
        part = list(part.values())
    if isinstance(part, list):
        found += [action for one in part for action in actions_in(one)]
    return found


def leads_on(running: RunningBot, answer: list[dict[str, Any]]) -> bool:
    """The menu; for who has left the programme on the way (erased, consent taken back), what a stranger is shown."""
    said = json.dumps(answer, ensure_ascii=False)
    languages = [running.bot.texts.in_language(language) for language in ("th", "en")]
    return any(text(key) in said for text in languages for key in ("menu-hint", "stranger-title", "privacy-title"))


class MentorsWalk(Walk):
    """A mentor's, with entries that wait and a question."""

    @rule(said=st.sampled_from(SAID_BY_MENTORS))
    def says_what_mentors_say(self, said: str) -> None:
        self.sent += self.person.says(said).message_ids

    @rule(back=st.integers(0, 9))
    def quotes_something_the_bot_said(self, back: int) -> None:
        heard = [one["id"] for one in self.person.chat() if one["from"] == "bot"]
        if back < len(heard):
            self.sent += self.person.says("ชื่นชม ดีมาก", quoting=heard[-1 - back]).message_ids


def test_the_menu_is_one_word_away_for_a_mentor_too(world: tuple[RunningBot, Iterator[Someone]]) -> None:
    running, _ = world
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    for said in ("เมื่อวานประชุมกับพระ 12 คน", "วันนี้ประชุมกับพระ 12 คน", "ถามพี่เลี้ยง ประชุมกี่โมง"):
        author.says(said)
        author.hears(1)
    MentorsWalk.running, MentorsWalk.people = running, repeat(mentor)
    _walk(MentorsWalk, EXAMPLES // 3)


def test_the_menu_is_one_word_away_from_anywhere(world: tuple[RunningBot, Iterator[Someone]]) -> None:
    Walk.running, Walk.people = world
    _walk(Walk, EXAMPLES)


def _walk(machine: type[Walk], examples: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.generate,),  # a walk that fails is printed as it is: to shrink it would take minutes
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.parametrize("step", ["1", "2", "3", "4", "5", "6", "ลืมฉัน", "รายการ", "ลบรายการ", "อะไรก็ไม่รู้"])
def test_the_menu_answers_in_the_middle_of_every_question(
    world: tuple[RunningBot, Iterator[Someone]], step: str
) -> None:
    running, people = world
    person = next(people)
    for said in ("ประชุมกับผู้ใหญ่บ้าน 12 คน", step, "เมนู"):
        person.says(said)
        answer = person.hears(1)
    assert leads_on(running, answer)
