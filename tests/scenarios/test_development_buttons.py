"""Every button of every card of a development plan is answered, in both languages."""

from collections.abc import Iterator

import pytest

from bot.postback import (
    ChooseCompetency,
    ChooseWay,
    ConfirmTraining,
    DropTraining,
    LeaveReason,
    MakeTraining,
    NotTraining,
    Postback,
    RecordAnyway,
    RecordTraining,
    RetellTraining,
    ShowDevelopment,
    TakeSpendingBack,
    UseAsReason,
    unpack,
)
from simulator.driver import Json, Someone
from tests.running_bot import RunningBot
from tests.scenarios.local_office import CLERK, HEAD, HR, TOLD
from tests.scenarios.many_people import everything_in

LEARNED = ("เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง เมื่อวาน", TOLD)
SAID = {
    HEAD: ("รอยืนยัน", "สมรรถนะที่ยังขาด", "ใครยังไม่ได้อบรม", "เมนู"),
    HR: (
        "ปรับแผน: หลักสูตรที่ 3 งบ 50,000 บาท",
        "งบอบรมไม่พอ",
        "หลักสูตรที่ 2 ใช้งบ 20,000 บาท",
        "แผนปี 2567",
        "งบใช้ไปเท่าไร",
        "ประวัติการปรับแผน",
        "เมนู",
    ),
    CLERK: (
        "อบรมการบริหารพัสดุภาครัฐ เมื่อวันที่ 6-8 ก.พ.",
        "ประชุมกับผู้ใหญ่บ้าน 25 คน",
        "ดูงานเรื่องการจัดการขยะ 1 วัน เมื่อวาน",
        "อบรมการเขียนหนังสือราชการ",
        "ประวัติการอบรม",
        "แผนพัฒนาของฉัน",
        "ยังขาดสมรรถนะอะไร",
        "เมนู",
    ),
}
OURS = (
    ShowDevelopment, ChooseCompetency, ChooseWay, RecordTraining, ConfirmTraining, LeaveReason, UseAsReason,
    TakeSpendingBack, RetellTraining, RecordAnyway, MakeTraining, NotTraining, DropTraining,
)  # fmt: skip
ALIKE = (ShowDevelopment, ChooseCompetency, ChooseWay)  # of many that differ in one thing, some are tapped
SOME = 3


@pytest.mark.parametrize("language", ["ภาษาไทย", "English"])
def test_every_button_of_every_card_is_answered(office: RunningBot, language: str) -> None:
    phones = {name: office.joined(name) for name in SAID}
    for phone in phones.values():
        answered(phone, lambda phone=phone: phone.says(language))
    for words in LEARNED:
        answered(phones[CLERK], lambda words=words: phones[CLERK].says(words))
    tapped: set[type[Postback]] = set()
    for name, messages in SAID.items():
        phone, waiting = phones[name], dict[str, Postback]()
        for words in messages:
            waiting |= offered(answered(phone, lambda phone=phone, words=words: phone.says(words)))
        tapped |= walked(phone, waiting)
    assert tapped == set(OURS)


def walked(phone: Someone, waiting: dict[str, Postback]) -> set[type[Postback]]:
    """Tap what is offered, and what is offered then: what sends back before what confirms, what takes back last. Return
    the kinds of buttons."""
    tapped = dict[str, Postback]()
    alike: dict[tuple[object, ...], int] = {}
    while left := [data for data in waiting if data not in tapped]:
        data = min(left, key=lambda one: (OURS.index(type(waiting[one])), getattr(waiting[one], "yes", False)))
        tapped[data] = button = waiting[data]
        kind = (type(button), getattr(button, "plan_view", None), getattr(button, "pick", None) is None)
        alike[kind] = alike.get(kind, 0) + 1
        if isinstance(button, ALIKE) and alike[kind] > SOME:
            continue
        waiting |= offered(answered(phone, lambda data=data: phone.taps(data)))
    return {type(one) for one in tapped.values()}


def answered(phone: Someone, act: object) -> list[Json]:
    act()  # type: ignore[operator]
    heard = phone.hears(1, 20)
    said = everything_in(heard)
    assert "ขออภัย" not in said, said
    assert "Sorry" not in said, said
    return heard


def offered(heard: list[Json]) -> dict[str, Postback]:
    return {data: button for data in data_in(heard) if isinstance(button := unpack(data), OURS)}


def data_in(part: object) -> Iterator[str]:
    """The data of all buttons in messages."""
    if isinstance(part, dict):
        if part.get("type") == "postback":
            yield str(part["data"])
        for value in part.values():
            yield from data_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from data_in(value)
