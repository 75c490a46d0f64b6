"""Promise 7: under random 429 and 500, lost answers and dropped connections, each person reads answers in order."""

import re

import pytest

from bot.clock import Clock
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.patience import until
from tests.promises.processes import Processes
from tests.promises.registered_people import registered_people

pytestmark = pytest.mark.processes
PEOPLE, MESSAGES = 8, 6
FAULTS = {"429": 0.15, "500": 0.1, "500_after": 0.1, "drop": 0.1, "drop_after": 0.1}


def test_answers_come_once_and_in_order_whatever_the_platform_does(
    bots: Processes, database: Database, line: Simulator, clock: Clock
) -> None:
    phones = registered_people(line, database, clock, PEOPLE)
    bots.worker()
    bots.worker()
    line.webhook(url=f"{bots.web().url}/callback")
    for kind, chance in FAULTS.items():
        for endpoint in ("reply", "push"):
            line.fault(kind, endpoint, chance=chance, times=4)
    for number in range(MESSAGES):
        for phone in phones:
            assert phone.says(f"ประชุมกับผู้ใหญ่บ้าน {number + 1} คน").acknowledged
    wanted = [str(number + 1) for number in range(MESSAGES)]

    def unfinished() -> list[Someone]:
        return [phone for phone in phones if len(_counts_read_by(phone)) < MESSAGES]

    until(lambda: not unfinished(), "everybody has all their cards")
    assert {phone.name: _counts_read_by(phone) for phone in phones} == {phone.name: wanted for phone in phones}
    struck = {call.get("fault") for call in line.journal(kind="api") if call["name"] in ("reply", "push")}
    assert len(struck - {None}) >= 3, "the platform was hardly in trouble"


def _counts_read_by(phone: Someone) -> list[str]:
    """The number of people on each card, in the order the person saw them."""
    alts = [one["message"].get("altText", "") for one in phone.chat() if one["from"] == "bot"]
    return [found[1] for alt in alts if (found := re.search(r"(\d+) คน", alt))]
