"""Promise 18 for coordinators: every scope × command × thing. What is out of scope is answered as what never was, a
change of scope holds from the next message on, and buttons of others reach nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import func, select, text, update

from bot.postback import (
    AddressBroadcast,
    ChoosePerson,
    Decide,
    ExportDays,
    HandleBroadcast,
    HandleRoster,
    RemindMissing,
    ShowComparison,
    ShowDetails,
    ShowMissing,
    ShowPerson,
    ShowReceivers,
    ShowSummary,
)
from bot.postback.fields import GROUPS
from models.coordination.broadcasts import Broadcast
from models.people.people import Membership
from simulator.driver import Json, Someone
from tests.databases import on_postgresql, on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in, said_to, settled

SECRET = "ประชุมลับกับพระเรื่องถังขยะเปียก 25 คน"
NOBODY, NOBODYS = "สมหวัง ใจกล้า", 987_654_321
DAY = "2023-07-12"
# Whose records of 12 July a scope shows: Somchai is of the provincial administration, Malee of the land department;
# both work in Phayao, in the second phase.
SHOWS: dict[str, frozenset[str]] = {
    "all": frozenset((SOMCHAI, MALEE)),
    "phase:2": frozenset((SOMCHAI, MALEE)),
    "phase:3": frozenset(),
    "agency:กรมการปกครอง": frozenset((SOMCHAI,)),
    "agency:กรมที่ดิน": frozenset((MALEE,)),
    "province:56": frozenset((SOMCHAI, MALEE)),
    "province:40": frozenset(),
    "agency:กรมที่ไม่มี": frozenset(),
}
# What changes when somebody acts on a person or an announcement; of nobody else's may it change, ever.
WATCHED = ("leave", "invite", "membership", "broadcast", "broadcast_receiver", "delivery", "chat")


@dataclass
class KandasScope:
    running: RunningBot
    kanda: Someone

    def holds(self, scope: str) -> None:
        """From now on Kanda coordinates this and nothing else."""
        with self.running.database.write() as session:
            mine = Membership.person_id == self.running.person_id(KANDA)
            session.execute(update(Membership).where(mine).values(scope=scope))

    def rows(self) -> dict[str, list[str]]:
        settled(self.running)
        with self.running.database.read() as session:
            return {
                name: sorted(repr(row) for row in session.execute(text(f"SELECT * FROM {name}")).all())
                for name in WATCHED
                if name not in ("delivery", "chat")
            }


@pytest.fixture
def office(running: RunningBot) -> KandasScope:
    for name in (SOMCHAI, MALEE):
        phone = running.joined(name)
        phone.says(f"{SECRET} {name}")
        phone.hears(1)
    return KandasScope(running, running.joined(KANDA))


def spoken(messages: list[Json]) -> str:
    return " ".join(everything_in(message) for message in messages)


def heard(phone: Someone) -> str:
    return spoken(phone.hears(1))


def without(said: str, name: str) -> str:
    return said.replace(name, "…")


@on_postgresql
def test_every_scope_hears_of_its_own_people_only_whatever_it_asks(office: KandasScope) -> None:
    kanda = office.kanda
    asked = (
        "สรุปวันนี้", "ใครยังไม่ส่งเมื่อวาน", "รายละเอียด", "สรุปสัปดาห์นี้ อ.แม่ใจ จ.พะเยา", "สรุปสัปดาห์นี้ จ.พะเยา",
        "สรุป กรมที่ดิน", "สรุป กรมการปกครอง", "สรุปรายจังหวัด", "สรุปรายพี่เลี้ยง", "สรุปรายคน",
        "ใครลาบ้าง", "ใครยังไม่ลงทะเบียน", "ขอรูปกิจกรรมวันนี้", "ติดขัดอะไรบ้าง",
        "จังหวัดไหนส่งน้อยที่สุด", "ประกาศ ทดสอบ", "ดูก่อนส่ง",
    )  # fmt: skip
    buttons = [kind(DAY, DAY).pack() for kind in (ShowSummary, ShowMissing, ShowDetails, RemindMissing)]
    buttons += [kind("2023-07-11", DAY, area="5607").pack() for kind in (ShowSummary, ShowMissing, ShowDetails)]
    buttons += [kind("2023-07-11", DAY, agency="land").pack() for kind in (ShowSummary, ShowMissing)]
    buttons += [ShowComparison("2023-07-11", DAY, group=group).pack() for group in GROUPS]
    for scope, shown in SHOWS.items():
        office.holds(scope)
        acts = [*(partial(kanda.says, words) for words in asked), *(partial(kanda.taps, data) for data in buttons)]
        said = said_to(office.running, kanda, acts)
        assert len(said) >= len(acts)
        for name in (SOMCHAI, MALEE):
            named = any(name in one for one in said)
            assert named == (name in shown), (scope, name)
            assert not any("ประชุมลับ" in one for one in said), scope  # a summary counts entries, it does not quote them


@on_sqlite
def test_a_person_out_of_scope_is_answered_as_one_who_never_was(office: KandasScope) -> None:
    kanda, running = office.kanda, office.running
    typed = ("ขอดูของ {}", "ลา {} พรุ่งนี้", "ออกรหัสใหม่ {}", "ให้ {} ปฏิบัติแทน ประยูร พรุ่งนี้")
    for scope, shown in SHOWS.items():
        office.holds(scope)
        before = office.rows()
        for words in typed:
            kanda.says(words.format(NOBODY))
            unknown = without(heard(kanda), NOBODY)
            for name in (SOMCHAI, MALEE):
                kanda.says(words.format(name))
                answer = heard(kanda)
                if name not in shown and not _shown_elsewhere(scope, name):
                    assert without(answer, name) == unknown, (scope, words, name)
                elif words.startswith("ขอดู"):
                    assert ("ประชุมลับ" in answer) == (name in shown), (scope, name)
        for name in (SOMCHAI, MALEE):
            kanda.taps(ShowPerson(NOBODYS, DAY, DAY).pack())
            unknown = heard(kanda)
            kanda.taps(ShowPerson(running.person_id(name), DAY, DAY).pack())
            answer = heard(kanda)
            assert ("ประชุมลับ" in answer) == (name in shown), (scope, name)
            if not _shown_elsewhere(scope, name) and name not in shown:
                assert answer == unknown, (scope, name)
        assert office.rows() == before  # nothing was confirmed


def _shown_elsewhere(scope: str, name: str) -> bool:
    """A phase's owner knows all who take part, though not their records of other phases."""
    return scope == "phase:3"


@on_sqlite
def test_a_yes_after_the_scope_has_changed_changes_nothing(office: KandasScope) -> None:
    kanda = office.kanda
    for words in ("ลา สมชาย พรุ่งนี้", "ออกรหัสใหม่ สมชาย"):
        office.holds("all")
        kanda.says(words)
        assert SOMCHAI in heard(kanda)
        office.holds("agency:กรมที่ดิน")
        before = office.rows()
        kanda.says("ยืนยัน")
        kanda.hears(1)
        assert office.rows() == before, words


@on_postgresql
def test_buttons_of_a_coordinator_replayed_by_others_and_bent_reach_nothing(office: KandasScope) -> None:
    kanda, running = office.kanda, office.running
    for words in ("สรุปวันนี้", "ใครยังไม่ส่งเมื่อวาน", "ประกาศ ประชุมลับของผู้ประสานงาน", "ดูก่อนส่ง", "ออกรหัสใหม่ สมชาย"):
        kanda.says(words)
        kanda.hears(1)
    with running.database.read() as session:
        broadcast = session.scalar(select(func.max(Broadcast.id))) or 0
    data = {action["data"] for one in kanda.chat() for action in _actions(one)}
    somchai = running.person_id(SOMCHAI)
    data |= {
        one.pack()
        for one in (
            ShowPerson(somchai, DAY, DAY), ChoosePerson(somchai, conversation=2), Decide(True, conversation=5),
            HandleBroadcast(broadcast, "send", conversation=4), HandleBroadcast(broadcast, "progress"),
            ShowReceivers(broadcast), HandleRoster(1, "undo"), HandleRoster(1, "apply"),
            AddressBroadcast(broadcast, "role", "coordinator"), ExportDays(DAY, DAY, what="people", suffix="csv"),
        )
    }  # fmt: skip
    assert len(data) > 20
    before = office.rows()
    others = [running.joined(name) for name in ("ธนา ใจงาม", "อำนาจ ทองดี")]
    others += [running.line.person(MALEE), running.stranger("คนนอก")]
    before = office.rows()
    for phone in others:
        bent = [re.sub(r"=(\d+)", lambda found: f"={int(found[1]) + 1}", one, count=1) for one in data] + [
            cut for one in data for cut in (one + "๑", one[:-1])
        ]
        tried = [*data, *(bent if phone is others[0] else ())]
        said = said_to(running, phone, [partial(phone.taps, one) for one in sorted(tried)])
        assert len(said) >= len(tried)
        for answer in said:
            assert "ประชุมลับของผู้ประสานงาน" not in answer
            assert SOMCHAI not in answer  # Malee is in the land department's own scope
    assert office.rows() == before


@on_sqlite
def test_nobody_without_a_scope_sees_anything_of_others(office: KandasScope) -> None:
    running = office.running
    phones = [running.line.person(MALEE), running.stranger("คนนอก")]
    for phone in phones:
        for words in ("สรุปวันนี้", "ใครยังไม่ส่ง", "ขอดูของ สมชาย", "ส่งออกรายชื่อ", "ประกาศ ทดสอบ", "ออกรหัสใหม่ สมชาย"):
            phone.says(words)
            answer = heard(phone)
            assert SOMCHAI not in answer, words
            assert "ประชุมลับ" not in answer, words
    mentor = running.joined("อำนาจ ทองดี")  # of the provincial office: nobody is there before December
    mentor.says("สรุปวันนี้")
    assert SOMCHAI not in heard(mentor)
    prayun = running.joined(PRAYUN)
    prayun.says("ใครยังไม่ส่งเมื่อวาน")
    answer = heard(prayun)
    assert SOMCHAI in answer
    assert MALEE not in answer


def _actions(part: object) -> Iterator[Json]:
    if isinstance(part, dict):
        if part.get("type") == "postback" and "data" in part:
            yield part
        for value in part.values():
            yield from _actions(value)
    elif isinstance(part, list):
        for value in part:
            yield from _actions(value)
