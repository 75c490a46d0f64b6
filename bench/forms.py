"""Measures publishing a form and one step in it, beside plain elementpath that evaluates everything again."""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import elementpath
from elementpath import XPath1Parser

from xlsforms import Form, FormContext, StoredValue, begin, compile_form, load_form, resume
from xlsforms.xform import read_xform

Measured = tuple[str, float, str]
AROUND: Final = FormContext(datetime.fromisoformat("2023-07-12T10:30:00+07:00"))
QUESTIONS: Final = 200
GROWTH: Final = 10
PROVINCES: Final = 77
SUBDISTRICTS: Final = 7_436
EVERY: Final = 4  # one question in four has a relevance condition


def run(rounds: int = 200) -> list[Measured]:
    """Return rows of (what, value, unit)."""
    small, large = _Long(QUESTIONS), _Long(QUESTIONS * GROWTH)
    publishing = _times(lambda: compile_form("long.md", small.source), max(rounds // 20, 5))
    opening = _times(lambda: read_xform(small.xform), max(rounds // 20, 5))
    ours, plain = _paired(small.step, small.plain_step, rounds)
    grown = _times(large.step, max(rounds // 5, 10))
    places = _times(_Places().step, max(rounds // 5, 10))
    size = f"{QUESTIONS} questions, {QUESTIONS // EVERY} relevants"
    p50, p95, plain_p50, plain_p95 = _p50(ours), _p95(ours), _p50(plain), _p95(plain)
    return [
        (f"forms: publishing {size}, p50", _p50(publishing), "ms CPU"),
        (f"forms: publishing {size}, p95", _p95(publishing), "ms CPU"),
        ("forms: opening it once stored, p50", _p50(opening), "ms CPU"),
        (f"forms: a step, {size}, p50", p50, "ms CPU"),
        (f"forms: a step, {size}, p95", p95, "ms CPU"),
        ("forms: the same, plain elementpath and everything anew, p50", plain_p50, "ms CPU"),
        ("forms: the same, plain elementpath and everything anew, p95", plain_p95, "ms CPU"),
        ("forms: plain elementpath ÷ this engine, p50", plain_p50 / p50, "×"),
        ("forms: plain elementpath ÷ this engine, p95", plain_p95 / p95, "×"),
        (f"forms: a step, {QUESTIONS * GROWTH:,} questions, p50", _p50(grown), "ms CPU"),
        (f"forms: a step with {GROWTH} × the questions ÷ a step", _p50(grown) / p50, "×"),
        (f"forms: one of {SUBDISTRICTS:,} choices, filtered and looked up, p50", _p50(places), "ms CPU"),
    ]


class _Long:
    """A form with so many number questions, half answered. Each fourth question depends on two before it."""

    def __init__(self, questions: int) -> None:
        self.questions = questions
        self.source = _markdown(questions)
        self.xform = compile_form("long.md", self.source).xform
        self.form: Form = load_form(self.xform)
        interview = begin(self.form, AROUND)
        for number in range(questions):
            refusal = interview.answer(f"q{number}", 50)
            assert refusal is None, refusal
        self.entries: dict[str, StoredValue] = dict(interview.entries)
        relevants = {question.name: question.relevant for question in self.form.questions.values()}
        self.relevants = {name: relevant.source for name, relevant in relevants.items() if relevant}

    def step(self) -> str:
        """Do what each turn does: load the draft, answer, find the next question and return its label."""
        interview = resume(self.form, self.entries, AROUND)
        here = f"q{self.questions // 2}"
        assert interview.answer(here, 51) is None
        following = interview.after(here)
        assert following is not None
        interview.progress(following.key)
        return interview.label(following.key, "th")

    def plain_step(self) -> str:
        """Do the same with elementpath alone: build the tree, parse and evaluate every condition."""
        root = Element("data")
        for name, entry in self.entries.items():
            SubElement(root, name).text = entry.value
        here = self.questions // 2
        root[here].text = "51"
        relevant = {
            name: elementpath.select(root, source, parser=XPath1Parser) for name, source in self.relevants.items()
        }
        return next(f"q{n}" for n in range(here + 1, self.questions) if relevant.get(f"q{n}", True))


class _Places:
    """A form with all subdistricts of Thailand as choices, filtered by province, and a lookup of one cell."""

    def __init__(self) -> None:
        self.form = load_form(compile_form("places.md", _places()).xform)
        interview = begin(self.form, AROUND)
        assert interview.answer("province", "5") is None
        self.entries = dict(interview.entries)

    def step(self) -> str:
        interview = resume(self.form, self.entries, AROUND)
        chosen = interview.offers("place", "th")[7].name
        assert interview.answer("place", chosen) is None
        assert interview.stored("code") == f"{chosen}0"
        return chosen


def _places() -> bytes:
    lines = [
        *("## survey", "", "| type | name | label | choice_filter | calculation |", "|---|---|---|---|---|"),
        "| select_one province | province | จังหวัด | | |",
        "| select_one place | place | ตำบล | province = ${province} | |",
        "| calculate | code | | | instance('place')/root/item[name = ${place}]/code |",
        *("", "## choices", "", "| list_name | name | label | province | code |", "|---|---|---|---|---|"),
        *(f"| province | {number} | จังหวัดที่ {number} | | |" for number in range(PROVINCES)),
    ]
    for number in range(SUBDISTRICTS):
        lines.append(f"| place | {100_000 + number} | ตำบลที่ {number} | {number % PROVINCES} | {100_000 + number}0 |")
    return "\n".join(lines).encode()


def _markdown(questions: int) -> bytes:
    lines = ["## survey", "", "| type | name | label | relevant |", "|---|---|---|---|"]
    for number in range(questions):
        depends = number and number % EVERY == 0
        relevant = f"${{q{number - 1}}} > {number % 5} and ${{q{number - 2}}} != 'x'" if depends else ""
        lines.append(f"| integer | q{number} | คำถามที่ {number} | {relevant} |")
    return "\n".join(lines).encode()


def _paired(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Return milliseconds of CPU of both, measured alternately, so that other work on the machine affects both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(_time(one))
        times[1].append(_time(other))
    return times


def _times(what: Callable[[], object], rounds: int) -> list[float]:
    what()
    return [_time(what) for _ in range(rounds)]


def _time(what: Callable[[], object]) -> float:
    began = time.process_time()
    what()
    return 1000 * (time.process_time() - began)


def _p50(times: Sequence[float]) -> float:
    return statistics.median(times)


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    for what, value, unit in run():
        print(f"{what:<70} {value:>10,.2f} {unit}")
