"""A person who answers at random, but validly: tries values a question can take until one stands."""

from datetime import time, timedelta
from decimal import Decimal
from random import Random
from string import digits
from typing import Final

from tests.xlsforms.sheets import WEDNESDAY
from xlsforms.answers import Geopoint, Value
from xlsforms.form import Question
from xlsforms.interview import Interview
from xlsforms.steps import Step

TRIES: Final = 25
MOST_INSTANCES: Final = 3
LETTERS: Final = "กขคงจฉาีุ่้ abcXYZ0123456789<&>'\"\\/[]|\n"
KNOWN: Final[dict[str, tuple[Value, ...]]] = {  # what patterns ask for is known, not guessed
    "house": ("12", "12/3"),
    "phone": ("0812345678", "021234567"),
    "village": ("หนองบัว",),
    "job": ("farmer", "teacher"),
    "thai": ("สมชาย", "นก กา", "ก", "น้ำฝน ใจดี"),
}


def value_for(interview: Interview, step: Step, random: Random) -> Value:
    """A value the question of `step` may take; most stand."""
    question = step.question
    if (name := question.name.rstrip(digits)) in KNOWN:
        return random.choice(KNOWN[name])
    return _of_type(question, [offer.name for offer in interview.offers(step.key, "th")], random)


def _of_type(question: Question, names: list[str], random: Random) -> Value:
    match question.type:
        case "integer":
            return random.randint(0, 120)
        case "decimal":
            return Decimal(random.randint(1, 9999)) / 100
        case "range":
            return _in_range(question, random)
        case "select_one":
            return random.choice(names or ["nobody"])
        case "select_multiple" | "rank":
            return tuple(random.sample(names, len(names) if question.type == "rank" else random.randint(1, len(names))))
        case "date":
            return (WEDNESDAY + timedelta(days=random.randint(-40, 40))).date()
        case "time":
            return time(random.randint(0, 23), random.randint(0, 59))
        case "dateTime":
            return WEDNESDAY + timedelta(minutes=random.randint(-60_000, 60_000))
        case "geopoint":
            return Geopoint(random.uniform(-90, 90), random.uniform(-180, 180), random.uniform(0, 500), 12.5)
        case "geotrace" | "geoshape":
            return tuple(Geopoint(19 + random.random(), 99 + random.random()) for _ in range(random.randint(3, 6)))
        case "acknowledge":
            return True
        case "image" | "audio" | "file":
            return f"{random.randint(1, 999)}.bin"
        case _:
            return "".join(random.choices(LETTERS, k=random.randint(1, 30))).strip() or "x"


def _in_range(question: Question, random: Random) -> Decimal:
    assert question.range is not None
    low, high = sorted((question.range.start, question.range.end))
    return low + random.randint(0, int((high - low) / question.range.step)) * question.range.step


def can_answer(interview: Interview, step: Step) -> bool:
    """Whether `step` is a question with anything to choose from."""
    if step.is_more or step.is_note:
        return False
    chooses = step.question.choices is not None or step.question.repeat_choices is not None
    return not chooses or bool(interview.offers(step.key, "th"))


def answer(interview: Interview, step: Step, random: Random) -> None:
    """Answer `step`, or leave it out if nothing stands; AssertionError when it must be answered and cannot be."""
    if step.is_note:
        assert interview.give(step.key) is None
    elif step.is_more:
        _more_or_not(interview, step.key, random)
    elif not (can_answer(interview, step) and random.random() < 0.9 and _tried(interview, step, random, TRIES)):
        if interview.is_required(step.key):
            assert _tried(interview, step, random, TRIES * 8), f"no answer to {step.key} stands"
        else:
            assert interview.skip(step.key) is None


def _more_or_not(interview: Interview, key: str, random: Random) -> None:
    if len(interview.instances(key)) < MOST_INSTANCES and random.random() < 0.5:
        interview.add(key)
    else:
        interview.no_more(key)


def _tried(interview: Interview, step: Step, random: Random, times: int) -> bool:
    return any(interview.answer(step.key, value_for(interview, step, random)) is None for _ in range(times))
