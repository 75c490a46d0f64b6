"""Reads how long a training took: 3 วัน, ครึ่งวัน, 1.5 ชม., 90 นาที, วันละ 6 ชม. 3 วัน, 09.00-11.30 น."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from thai.sentence import Sentence
from thai.training_tables import any_word_of, table_pattern

MOST_DAYS: Final = 120  # of one training; a longer period says when it was, and not how long
MOST_HOURS: Final = 1000
_NUMBER: Final = r"(?<![\d.,:/])\d{1,4}(?:\.\d{1,2})?"
_SPELT: Final = {"หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "สิบ": 10}


@dataclass(frozen=True, slots=True)
class Length:
    """How long it took, as it was said: days, hours, both, or nothing."""

    days: float | None = None
    hours: float | None = None


def length_in(low: str, sentence: Sentence, topic_start: int, topic_end: int) -> Length:
    """Return how long a training took; what stands in its topic says nothing of that."""
    said = low[:topic_start] + " " * (topic_end - topic_start) + low[topic_end:]
    days, hours = _days(said, sentence, topic_start, topic_end), _hours(said)
    if hours is not None and re.search(r"(?:วัน|ครั้ง)\s*ละ", said):
        times = days if days is not None else _times(said)
        hours = hours * times if times else hours
    if days is None and hours is None:
        hours = _by_the_clock(sentence)
    return Length(
        _plain(days) if days is not None and 0 < days <= MOST_DAYS else None,
        _plain(hours) if hours is not None and 0 < hours <= MOST_HOURS else None,
    )


def _days(said: str, sentence: Sentence, topic_start: int, topic_end: int) -> float | None:
    if table_pattern("half_day").search(said):
        return 0.5
    whole = re.search(_counted("วัน") + r"\s*ครึ่ง", said)
    if whole is not None:
        return _value(whole[1]) + 0.5
    part = re.search(rf"({_NUMBER})\s*วัน(?!ที่\s*\d)", said)
    if part is not None and "." in part[1]:
        return float(part[1])
    for one in sentence.durations:
        named = re.match(r"ที่\s*\d", said[one.end :])  # รุ่นที่ 45 วันที่ 15
        if one.days <= MOST_DAYS and not named and not topic_start <= one.start < topic_end:
            return one.working_days
    return 1 if table_pattern("whole_day").search(said) else None


def _hours(said: str) -> float | None:
    unit = any_word_of("hours")
    found = re.search(_counted(unit) + r"\s*(ครึ่ง|(?:กับ|และ)?\s*(\d{1,2})\s*นาที)?", said)
    if found is not None:
        if found[3]:
            return _value(found[1]) + int(found[3]) / 60
        return _value(found[1]) + (0.5 if found[2] else 0)
    if re.search(rf"ครึ่ง\s*{unit}", said):
        return 0.5
    if re.search(rf"{unit}\s*ครึ่ง", said):
        return 1.5
    minutes = re.search(rf"({_NUMBER})\s*{any_word_of('minutes')}", said)
    return float(minutes[1]) / 60 if minutes is not None else None


def _by_the_clock(sentence: Sentence) -> float | None:
    """Return how many hours lie between two times of day."""
    for _, _, time in sentence.times:
        if "-" in time:
            first, last = (_minutes(one) for one in time.split("-"))
            return (last - first) / 60 if last > first else None
    return None


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _times(said: str) -> float | None:
    found = re.search(_counted("ครั้ง"), said)
    return _value(found[1]) if found else None


def _counted(unit: str) -> str:
    return rf"({_NUMBER}|{'|'.join(_SPELT)})\s*{unit}"


def _value(said: str) -> float:
    return float(_SPELT[said]) if said in _SPELT else float(said)


def _plain(number: float) -> float:
    """Return a number to a hundredth, a whole one as int."""
    near = round(number, 2)
    return int(near) if near == int(near) else near
