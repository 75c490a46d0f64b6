"""Promise 21, in a form: whatever is answered, gone back to, tapped late, restarted or published meanwhile, the record
is what a plain model of the conversation says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.app import WorkerProcess
from services.forms.publishing import publish_form
from simulator.driver import Json, Someone
from tests.conftest import WEDNESDAY
from tests.promises.registered_people import registered_people
from tests.running_bot import RunningBot, start_running_bot
from tests.scenarios.interviewing import actions_of, newest_answers, submissions_of
from tests.scenarios.many_people import words_of

PEOPLE, EXAMPLES, STEPS = 60, 10, 16
FORM = """## survey

| type | name | label::ไทย (th) | required | relevant | constraint |
|---|---|---|---|---|---|
| select_one kinds | kind | ชนิด | yes | | |
| text | name | ชื่อของ ${kind} | yes | | |
| integer | count | กี่แห่ง | yes | | . >= 1 |
| text | why | เหตุใดจึงมาก | yes | ${count} > 50 | |
| select_multiple kinds | other | ชนิดอื่น | | | not(selected(., ${kind})) |
| date | day | วันที่ | | | . <= today() |
| text | remark | หมายเหตุ | | | |

## choices

| list_name | name | label::ไทย (th) |
|---|---|---|
| kinds | temple | วัดวาอาราม |
| kinds | school | สถานศึกษา |
| kinds | market | ตลาดนัด |

## settings

| form_title | form_id | version | default_language |
|---|---|---|---|
| สำรวจสถานที่ | places | 1 | ไทย (th) |
"""
KINDS = ("temple", "school", "market")
TYPED = {"temple": ("1", "วัดวาอาราม", "วัดวาอารม"), "school": ("๒", "สถานศึกษา"), "market": ("3", "ตลาดนัด", "สาม")}
NAMES = st.sampled_from(["ก้าวหน้า", "อยากให้ทำต่อ", "25", "ไม่", "ใช่ครับ", "สถานที่เดิม ที่เคยไป", "=1+1", "ขอบคุณ"])
DAYS = {"เมื่อวาน": "2023-07-11", "๑๐ ก.ค.": "2023-07-10", "3/7/2566": "2023-07-03"}


class Model:
    """What the answers must be: the form said in plain Python."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.at = "kind"

    def order(self) -> list[str]:
        asks_why = int(self.given.get("count") or 0) > 50
        return ["kind", "name", "count", *(["why"] if asks_why else []), "other", "day", "remark"]

    def fits(self, question: str) -> bool:
        """Whether an answer still holds: one chosen as the kind is no other kind."""
        chosen = self.given.get(question, "").split()
        return question in self.given and not (question == "other" and self.given.get("kind") in chosen)

    def go_on(self) -> None:
        self.at = next((question for question in self.order() if not self.fits(question)), "")

    def answer(self, value: str) -> None:
        self.given[self.at] = value
        self.go_on()

    def back(self) -> None:
        order = self.order()
        place = order.index(self.at) if self.at else len(order)
        if place:
            self.at = order[place - 1]

    def record(self) -> dict[str, str]:
        return {key: value for key, value in self.given.items() if value}

    def final(self) -> dict[str, str]:
        return {key: self.given[key] for key in self.order() if self.given.get(key)}


@pytest.fixture(scope="module")
def world(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RunningBot, Iterator[Someone]]]:
    folder = tmp_path_factory.mktemp("forms")
    (folder / "castbot.db").write_bytes(migrated_sqlite.read_bytes())
    with start_running_bot(f"sqlite:///{folder / 'castbot.db'}", folder, start=WEDNESDAY) as running:
        publish(running, FORM)
        yield running, iter(registered_people(running.line, running.database, running.bot.clock, PEOPLE))
        running.office.close()


def publish(running: RunningBot, source: str) -> None:
    now = running.bot.clock.now()
    publish_form(running.database, "places.md", source.encode(), by="command", now=now, for_role="participant")


class FormWalk(RuleBasedStateMachine):
    """One person's walk through one form, beside the model's."""

    running: RunningBot
    people: Iterator[Someone]
    versions = 1

    def __init__(self) -> None:
        super().__init__()
        self.person = next(self.people)
        self.model = Model()
        self.cards: list[Json] = []
        self.parked = False

    @initialize()
    def opens_the_form(self) -> None:
        self.say("แบบฟอร์ม")
        self.say("สำรวจสถานที่")  # the other one open is the seven sectors'

    def say(self, words: str) -> Json:
        self.person.says(words)
        return self.hear()

    def hear(self) -> Json:
        heard: Json = self.person.hears(1)[-1]
        self.cards.append(heard)
        return heard

    def open(self, *questions: str) -> bool:
        return not self.parked and self.model.at in questions

    @rule(kind=st.sampled_from(KINDS), data=st.data())
    def says_the_kind(self, kind: str, data: st.DataObject) -> None:
        if self.open("kind"):
            self.say(data.draw(st.sampled_from(TYPED[kind])))
            self.model.answer(kind)

    @rule(number=st.integers(1, 3))
    def taps_the_kind(self, number: int) -> None:
        if self.open("kind"):
            self.person.takes(actions_of(self.cards[-1], "pick")[number - 1])
            self.hear()
            self.model.answer(KINDS[number - 1])

    @rule(words=NAMES)
    def says_free_words(self, words: str) -> None:
        if self.open("name", "why", "remark"):
            self.say(words)
            self.model.answer(words)

    @rule(count=st.sampled_from([("สิบสอง", "12"), ("๖๐ แห่ง", "60"), ("7", "7"), ("ร้อยยี่สิบ", "120")]))
    def says_how_many(self, count: tuple[str, str]) -> None:
        if self.open("count"):
            self.say(count[0])
            self.model.answer(count[1])

    @rule()
    def says_a_count_that_cannot_be(self) -> None:
        if self.open("count"):
            self.say("0")

    @rule(day=st.sampled_from(sorted(DAYS)))
    def says_the_day(self, day: str) -> None:
        if self.open("day"):
            self.say(day)
            self.model.answer(DAYS[day])

    @rule()
    def says_a_day_that_cannot_be(self) -> None:
        if self.open("day"):
            self.say("พรุ่งนี้")

    @rule(chosen=st.sets(st.sampled_from(KINDS), min_size=1))
    def chooses_others(self, chosen: set[str]) -> None:
        if self.open("other") and not self.model.given.get("other"):
            for kind in sorted(chosen, key=KINDS.index):
                self.say(str(KINDS.index(kind) + 1))
            self.say("เสร็จแล้ว")
            if self.model.given.get("kind") not in chosen:  # the kind may be asked for later
                self.model.answer(" ".join(sorted(chosen, key=KINDS.index)))
            else:  # refused; the toggles are still on: take them off again and leave it empty
                for kind in sorted(chosen, key=KINDS.index):
                    self.say(str(KINDS.index(kind) + 1))
                self.say("เสร็จแล้ว")
                self.model.answer("")

    @rule()
    def skips(self) -> None:
        if self.open("other", "day", "remark"):
            self.say("ข้าม")
            if not (self.model.given.get(self.model.at) and self.model.fits(self.model.at)):
                self.model.given[self.model.at] = ""
            self.model.go_on()

    @rule()
    def goes_back(self) -> None:
        if not self.parked:
            self.say("ย้อนกลับ")
            self.model.back()

    @rule(number=st.integers(1, 7))
    def edits_by_number(self, number: int) -> None:
        order = self.model.order()
        if not self.parked and number <= len(order):
            self.say(f"แก้ข้อ {number}")
            self.model.at = order[number - 1]

    @rule(data=st.data())
    def taps_an_old_button(self, data: st.DataObject) -> None:
        old = [action for card in self.cards[:-1] for action in actions_of(card, "pick")]
        current = {action["data"] for action in actions_of(self.cards[-1], "pick")}
        old = [action for action in old if action["data"] not in current]
        if old and not self.parked and self.model.at not in ("kind", "other"):
            self.person.takes(old[data.draw(st.integers(0, len(old) - 1))])
            self.hear()

    @rule()
    def parks_and_goes_on(self) -> None:
        self.say("พักไว้")
        self.say("ทำต่อ")
        self.model.go_on()

    @rule()
    def the_office_restarts(self) -> None:
        self.running.office.close()
        self.running.office = WorkerProcess(self.running.bot)
        self.running.office.open()

    @rule()
    def another_version_is_published(self) -> None:
        FormWalk.versions += 1
        row = f"| text | more{self.versions} | เพิ่มเติม | | | |\n\n## choices"
        publish(
            self.running,
            FORM.replace("\n## choices", row, 1).replace("| places | 1 |", f"| places | {self.versions} |"),
        )

    @invariant()
    def the_draft_is_the_model_s(self) -> None:
        assert newest_answers(self.running, self.person) == self.model.record()

    def teardown(self) -> None:
        """Answer what is left, hand it in: the record is the model's."""
        for _ in range(12):
            if not self.model.at:
                break
            value, words = self.last_answer()
            self.say(words)
            self.model.given[self.model.at] = value
            self.model.go_on()
        receipt = self.say("ส่งแบบฟอร์ม")
        assert "ได้รับแบบฟอร์มแล้ว" in words_of(receipt), (words_of(receipt), self.model.given)
        assert newest_answers(self.running, self.person) == self.model.final()
        assert [one.state for one in submissions_of(self.running, self.person)] == ["submitted"]

    def last_answer(self) -> tuple[str, str]:
        at, had = self.model.at, self.model.given.get(self.model.at)
        if at in ("other", "day", "remark"):
            return (had, "ข้าม") if had and self.model.fits(at) else ("", "ข้าม" if not had else "เว้นว่าง")
        return {"kind": ("temple", "1"), "count": ("12", "12")}.get(at, ("ชื่อ", "ชื่อ"))


def test_the_final_record_equals_a_model_s(world: tuple[RunningBot, Iterator[Someone]]) -> None:
    FormWalk.running, FormWalk.people = world
    run_state_machine_as_test(
        FormWalk,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.generate,),  # a walk that fails is printed as it is: to shrink it would take minutes
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
