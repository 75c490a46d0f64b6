"""Reads several trainings in one message: a list, or sentences that follow each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from thai.context import Context
from thai.sentence import read as read_sentence
from thai.trainings import LONGEST, TrainingSaid, WayWords, in_two_forms, training_in, way_places

MOST: Final = 5  # of one message
BUDDHIST: Final = 543
_NUMBERED: Final = re.compile(r"(?:^|(?<=[\s:]))([1-9])\s?[.)]\s?(?!\d)")
_NEXT: Final = re.compile(r"\n|\s*(?:,\s*)?(?:และ|แล้วก็|แล้ว|ส่วน|กับ|ต่อมา|จากนั้น|อีกอัน|อีกหลักสูตร)|\s+")
_OPENS: Final = re.compile(r"เมื่อ|วันที่|ได้|ไป|เข้า|ร่วม|รับ|การ|ผม|ช่วง|บ่าย|เช้า|ยัง|ก็|มา|หลักสูตร")


@dataclass(frozen=True, slots=True)
class TrainingPart:
    """A training, and words that tell of it alone."""

    words: str
    said: TrainingSaid


def trainings_in(text: str, context: Context, ways: WayWords) -> list[TrainingPart]:
    """Return the trainings of a message that tells of several that are over, each with a topic, and a day or a length
    of its own; else the one that it tells of, or nothing. Without a day of its own one is of the day said before."""
    whole, _ = in_two_forms(text)
    for parts in (_listed(whole, ways), _following(whole, context, ways)):
        found = [(part, training_in(part, context, ways)) for part in parts]
        sure = [TrainingPart(words, one) for words, one in found if one is not None and _is_whole(one)]
        if 2 <= len(sure) == len(found) <= MOST:
            return _with_days(sure)
    one = training_in(text, context, ways)
    return [TrainingPart(text, one)] if one is not None else []


def _is_whole(one: TrainingSaid) -> bool:
    measured = one.days is not None or one.hours is not None or one.last is not None
    return bool(one.is_done) and one.topic is not None and measured and one.problem is None


def _with_days(found: list[TrainingPart]) -> list[TrainingPart]:
    """Return the parts with the day said before, in figures, where they have none."""
    dated: list[TrainingPart] = []
    for one in found:
        day = dated[-1].said.last if dated else None
        if one.said.last is None and day is not None:
            words = f"{one.words.strip()} {day.day}/{day.month}/{day.year + BUDDHIST}"
            one = TrainingPart(words, replace(one.said, first=day, last=day))
        dated.append(replace(one, words=one.words.strip()))
    return dated


def _listed(whole: str, ways: WayWords) -> list[str]:
    """Return the items of a numbered list; what stands before it is said of each, unless they say their way."""
    marks = [mark for number, mark in enumerate(_NUMBERED.finditer(whole), 1) if int(mark[1]) == number]
    if len(marks) < 2 or len(whole) > LONGEST:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(whole)]
    items = [whole[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    said_before = way_places(in_two_forms(whole[: marks[0].start()])[1], ways)
    way = whole[said_before[0][0] : said_before[0][1]] if said_before else ""
    return [item if way_places(in_two_forms(item)[1], ways) or not way else f"{way} {item}" for item in items]


def _following(whole: str, context: Context, ways: WayWords) -> list[str]:
    """Return the parts of a message at whose beginnings a way is named."""
    _, low = in_two_forms(whole)
    places = way_places(low, ways)
    if len(places) < 2 or len(low) > LONGEST:
        return []
    spans = [(day.start, day.end) for day in read_sentence(low, context).days]
    begins, ends = [0], []
    for (_, end), (start, _) in pairwise(places):
        cut = _cut(low, end, start, spans)
        if cut is not None:
            ends.append(cut[0])
            begins.append(cut[1])
    return [whole[begin:end] for begin, end in zip(begins, [*ends, len(whole)], strict=True)] if ends else []


def _cut(low: str, begin: int, way: int, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the words are cut between a way and the next, and go on: at a line, an และ or a space, before the
    days and the words that open the next."""
    for match in _NEXT.finditer(low, begin, way):
        between = low[match.end() : way]
        for start, end in spans:
            if start >= match.end() - 1 and end <= way:
                between = between.replace(low[start:end], "", 1)
        if not re.search("[ก-ฮa-z0-9]", _OPENS.sub("", between)):
            return match.start(), match.end()
    return None
