"""Whoever answers validly, in whatever way, comes to the end of any form; and what is stored is the whole truth."""

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xlsforms import robot
from tests.xlsforms.sheets import SAMPLES, around, samples
from xlsforms import StoredValue, begin, compile_form, load_form, path_of, resume
from xlsforms.form import Form, Question
from xlsforms.interview import Interview
from xlsforms.submission import Meta, read_submission, submission_xml

CAST = Path(__file__).parents[2] / "programmes" / "cast-2566" / "forms"
FILES = [*(SAMPLES / name for name in samples()), *sorted(CAST.glob("*.md"))]
FORMS = {file.stem: file for file in FILES}
LONGEST = 400  # steps
SEEDS = st.integers(0, 2**32)


@cache
def form(name: str) -> Form:
    return load_form(compile_form(FORMS[name].name, FORMS[name].read_bytes()).xform)


def begun(name: str) -> tuple[Interview, dict[str, StoredValue]]:
    interview = begin(form(name), around(person={"username": "robot"}), {"about_name": "สมชาย"})
    stored: dict[str, StoredValue] = {}
    keep(interview, stored)
    return interview, stored


def keep(interview: Interview, stored: dict[str, StoredValue]) -> None:
    """Store what changed, as a draft does; it is all there is to store."""
    for key, entry in interview.changes.items():
        if entry is None:
            stored.pop(key, None)
        else:
            stored[key] = entry
    assert stored == dict(interview.entries)


def walk(interview: Interview, stored: dict[str, StoredValue], random: Random) -> Interview:
    """Answer what is open until nothing is; after each step go on from what was stored, as after a restart."""
    for _ in range(LONGEST):
        step = interview.next_open()
        if step is None:
            return interview
        place, of = interview.progress(step.key)
        assert 0 <= place <= of
        robot.answer(interview, step, random)
        keep(interview, stored)
        interview = resume(interview.form, stored, interview.around)
    raise AssertionError("no end of questions")


def finished(interview: Interview) -> None:
    """What holds of every draft that is complete."""
    assert interview.faults() == []
    record = interview.record()
    for step in interview.steps():
        if isinstance(step.node, Question):
            assert step.key in record
            assert record[step.key] or not interview.is_required(step.key)
    meta = Meta("uuid:1", instance_name=interview.instance_name())
    again, values = read_submission(interview.form, submission_xml(interview.form, record, meta))
    assert again == meta
    assert list(values.values()) == list(record.values())
    assert [path_of(key) for key in values] == [path_of(key) for key in record]


@pytest.mark.parametrize("name", FORMS)
@given(seed=SEEDS)
@settings(max_examples=25)
def test_a_valid_walk_ends_and_its_record_is_complete(name: str, seed: int) -> None:
    interview, stored = begun(name)
    finished(walk(interview, stored, Random(seed)))


@pytest.mark.parametrize("name", FORMS)
@given(seed=SEEDS)
@settings(max_examples=15)
def test_going_back_and_changing_ones_mind_ends_as_well(name: str, seed: int) -> None:
    random = Random(seed)
    interview = walk(*begun(name), random)
    stored = dict(interview.entries)
    for _ in range(random.randint(1, 4)):
        step = random.choice(interview.steps())
        if not step.is_more:
            robot.answer(interview, step, random)
        elif interview.instances(step.key):
            interview.remove(f"{step.key}[{random.choice(interview.instances(step.key))}]")
        keep(interview, stored)
    finished(walk(resume(form(name), stored, interview.around), stored, random))


@pytest.mark.parametrize("name", FORMS)
@given(seed=SEEDS)
@settings(max_examples=15)
def test_what_is_remembered_between_changes_equals_what_is_worked_out_anew(name: str, seed: int) -> None:
    random = Random(seed)
    interview, _ = begun(name)
    for _ in range(15):
        step = random.choice(interview.steps())
        if robot.can_answer(interview, step):
            interview.answer(step.key, robot.value_for(interview, step, random))
    anew = resume(interview.form, interview.entries, interview.around)
    assert anew.record() == interview.record()
    assert [step.key for step in anew.steps()] == [step.key for step in interview.steps()]
