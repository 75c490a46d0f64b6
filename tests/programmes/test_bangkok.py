"""An instant is stored in UTC; its day is Bangkok's, where seven hours of it are the day after."""

import re
from datetime import UTC, date, datetime

from bot.settings import ROOT
from programmes.bangkok import bangkok_day

PACKAGES = ("bot", "handlers", "models", "scheduler", "services")
UTC_DAY = re.compile(r"\b(?!line\.)\w+\.(?:at|\w+_at)\.date\(\)")  # the lines of a rehearsal are in Bangkok's time


def test_the_day_of_an_instant_is_bangkoks() -> None:
    assert bangkok_day(datetime(2024, 2, 13, 18, 30, tzinfo=UTC)) == date(2024, 2, 14)


def test_no_code_takes_the_day_of_a_stored_instant_as_it_is_stored() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {hit}"
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        for hit in UTC_DAY.findall(file.read_text("utf-8"))
    ]
    assert found == []
