"""Our engine beside JavaRosa (ODK Collect) and ODK Web Forms: they agree, or docs/forms.md says how they differ."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Final
from unicodedata import normalize
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.xlsforms import robot
from tests.xlsforms.engines_table import normal, our_results, table, written_table
from tests.xlsforms.evaluating import compared_tree, ours
from tests.xlsforms.generated_forms import CHOICES, form_rows
from tests.xlsforms.portable_expressions import PORTABLE
from tests.xlsforms.reference_engines import EXPRESSIONS, FORM, Engine, Walk, java_rosa, web_forms
from tests.xlsforms.sheets import SAMPLES, WEDNESDAY, Row, around, markdown, q, samples
from tests.xlsforms.test_shapes import READ
from xlsforms import begin, compile_form, load_form, path_of
from xlsforms.interview import Interview
from xlsforms.steps import Step
from xlsforms.submission import Meta, submission_xml

CAST: Final = Path(__file__).parents[2] / "programmes" / "cast-2566" / "forms"
FILES: Final = [*(SAMPLES / name for name in samples()), *sorted(CAST.glob("*.md"))]
WALKS_OF_EACH: Final = 3
LONGEST: Final = 120  # steps


# In Web Forms the sum of nothing is empty, and a range from a higher to a lower number takes no answer.
OTHERWISE_IN_WEB_FORMS: Final = frozenset({"member/land", "all_land", "floor"})
OF_THE_CLOCK: Final = ("today(", "now(", "uuid(", "random(")


class RobotWalk:
    """What the robot did with a form, and what our engine stored."""

    def __init__(self, name: str, raw: bytes, seed: int) -> None:
        self.title = f"{name} {seed}"
        self.xform = compile_form(name, raw).xform
        self.form = load_form(self.xform)
        self.acts: list[tuple[str, ...]] = []
        interview = begin(self.form, around())
        random = Random(seed)
        for _ in range(LONGEST):
            step = interview.next_open()
            if step is None:
                break
            before = len(interview.instances(step.key)) if step.is_more else 0
            robot.answer(interview, step, random)
            self._note(interview, step, before)
        self.values = {key: value for key, value in interview.record().items() if self._compared(key)}
        meta = Meta("uuid:0", instance_name=interview.instance_name())
        self.xml = submission_xml(self.form, interview.record(), meta, interview.groups())

    def nodes(self, xml: str) -> list[tuple[str, str | None, Mapping[str, str]]]:
        """Return path, value and attributes of every node in order; None for a value that is not compared.

        Web Forms writes NFC: of a tone mark typed before a vowel below the consonant it changes the order.
        """
        found = []

        def walk(element: Element, path: str) -> None:
            named = {name: value for name, value in element.attrib.items() if not name.startswith(("xmlns", "{"))}
            compared = path in self.form.questions and self._compared(path)
            value = normal(normalize("NFC", element.text or "")) if compared and not len(element) else None
            found.append((path, value, named))
            for child in element:
                walk(child, f"{path}/{child.tag.rpartition('}')[2]}".removeprefix("/"))

        walk(fromstring(xml), "")
        return found

    def _note(self, interview: Interview, step: Step, before: int) -> None:
        root = f"/{self.form.root_name}"
        if step.is_more and len(interview.instances(step.key)) > before:
            self.acts.append(("add", f"{root}/{step.key}"))
        elif not step.is_more and not step.is_note:
            self.acts.append(("set", f"{root}/{step.key}", interview.entries[step.key].value))

    def _compared(self, key: str) -> bool:
        """Whether a value depends neither on the time of the walk nor on who walks."""
        question = self.form.questions[path_of(key)]
        source = question.calculate.source if question.calculate else ""
        return question.type != "metadata" and not any(word in source for word in OF_THE_CLOCK)

    def differences(self, told: Mapping[str, str]) -> dict[str, tuple[str, str | None]]:
        """Return (ours, theirs) by key where they differ, also where only one of us has the question."""
        theirs = {
            key: value for key, value in told.items() if path_of(key) in self.form.questions and self._compared(key)
        }
        keys = dict.fromkeys([*self.values, *theirs])
        return {
            key: (self.values.get(key, "(none)"), theirs.get(key))
            for key in keys
            if key not in theirs or normal(self.values.get(key)) != normal(theirs[key])
        }


@pytest.fixture(scope="module")
def java() -> Iterator[Engine]:
    engine = java_rosa()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def web() -> Iterator[Engine]:
    engine = web_forms()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def walks() -> list[RobotWalk]:
    return [RobotWalk(file.name, file.read_bytes(), seed) for file in FILES for seed in range(WALKS_OF_EACH)]


def test_odk_validate_has_nothing_against_a_form_that_is_published(java: Engine, walks: list[RobotWalk]) -> None:
    shapes = [compile_form(file, raw).xform for file, raw, _ in READ.values()]
    xforms = [*dict.fromkeys(walk.xform for walk in walks), *shapes, FORM]
    assert [list(said) for said in java.ask((), forms=xforms).complaints] == [[]] * len(xforms)
    (complaints,) = java.ask((), forms=[FORM.replace('ref="/data/five"', 'ref="/data/nothere"')]).complaints
    assert complaints


def test_a_walk_leaves_the_same_values_in_every_engine(java: Engine, web: Engine, walks: list[RobotWalk]) -> None:
    assert len(walks) >= 20
    for engine, differing in ((java, frozenset()), (web, OTHERWISE_IN_WEB_FORMS)):
        told = engine.ask((), [Walk(walk.xform, walk.acts) for walk in walks])
        for walk, values in zip(walks, told.walks, strict=True):
            found = {key: both for key, both in walk.differences(values).items() if path_of(key) not in differing}
            assert found == {}, (told.name, walk.title, walk.acts)


def test_the_xml_of_a_submission_is_node_for_node_what_every_engine_writes(
    java: Engine, web: Engine, walks: list[RobotWalk]
) -> None:
    for engine, differing in ((java, frozenset()), (web, OTHERWISE_IN_WEB_FORMS)):
        told = engine.ask((), [Walk(walk.xform, walk.acts) for walk in walks])
        for walk, written in zip(walks, told.written, strict=True):
            theirs, mine = (
                [node for node in walk.nodes(xml) if node[0] not in differing] for xml in (written, walk.xml)
            )
            assert theirs == mine, (told.name, walk.title)


def test_expressions_have_the_same_result_in_every_engine_or_stand_in_the_guide(java: Engine, web: Engine) -> None:
    assert len(set(EXPRESSIONS)) >= 400
    assert written_table() == table(our_results(), java.ask(EXPRESSIONS), web.ask(EXPRESSIONS))


def test_the_portable_way_to_write_it_is_the_same_everywhere_and_the_other_is_not(java: Engine, web: Engine) -> None:
    asked = [expression for _, one, other in PORTABLE for expression in (one, other)]
    javas, webs, tree = java.ask(asked).results, web.ask(asked).results, compared_tree(WEDNESDAY)
    for _, one, other in PORTABLE:
        assert len({normal(ours(one, tree)), normal(javas[one]), normal(webs[one])}) > 1, one
        assert normal(ours(other, tree)) == normal(javas[other]) == normal(webs[other]), other


@pytest.mark.parametrize("condition", ["", "${n} > 0"])
@pytest.mark.parametrize(("answers", "kept"), [([], "1"), (["0"], "1"), (["2", "0"], "2")])
def test_javarosa_keeps_instances_of_a_repeat_that_is_asked_no_time(
    java: Engine, web: Engine, condition: str, answers: list[str], kept: str
) -> None:
    repeat = q("begin_repeat", "r", repeat_count="${n}", relevant=condition)
    rows = [q("note", "begin"), q("integer", "n"), repeat, q("text", "t"), q("end_repeat")]
    xform = compile_form("sample.md", markdown([*rows, q("calculate", "c", calculation="count(${r})")])).xform
    interview = begin(load_form(xform), around())
    for answer in answers:
        assert interview.answer("n", int(answer)) is None
    acts = [("set", "/data/n", answer) for answer in answers]
    counts = [engine.ask((), [Walk(xform, acts)]).walks[0]["c"] for engine in (java, web)]
    assert (interview.stored("c"), *counts) == ("0", "0" if condition else kept, "0")


def test_odk_validate_refuses_a_group_in_which_nothing_is_asked(java: Engine) -> None:
    group = [q("begin_group", "g"), q("calculate", "c", calculation="1 + 1"), q("end_group")]
    for more, refused in (([], True), ([q("note", "shown")], False)):
        xform = compile_form("sample.md", markdown([q("note", "begin"), *group[:2], *more, group[2]])).xform
        assert bool(java.ask((), forms=[xform]).complaints[0]) is refused


# ── expressions that nobody wrote, out of the parts on which the engines agree ──

NUMBERS = st.one_of(
    st.integers(-20, 20).map(str),
    st.sampled_from(["/data/five", "/data/minus", "/data/half", "/data/group/inner", "count(/data/person)", "0.25"]),
)
TEXTS = st.one_of(
    st.text("กขab 1-", max_size=6).map(lambda text: f"'{text}'"),
    st.sampled_from(["/data/text", "/data/name", "/data/choice", "/data/choices", "/data/empty"]),
)
DAYS = st.one_of(st.dates(date(2001, 1, 1), date(2040, 12, 31)).map(lambda day: f"date('{day}')"), st.just("/data/day"))


def called(form: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda made: form.format(*made))


def joined(parts: st.SearchStrategy[str], signs: list[str]) -> st.SearchStrategy[str]:
    return called("({} {} {})", parts, st.sampled_from(signs), parts)


def numeric(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        joined(inner, ["+", "-", "*"]),
        called("int({})", inner),
        called("abs({})", inner),
        called("pow({}, 2)", inner),
        called("max({}, abs({}))", inner, inner),
        called("min({}, {})", inner, inner),
        called("string-length({})", TEXTS),
        called("count-selected({})", TEXTS),
        called("count(/data/person[age > {}])", inner),
        called("if({} > {}, {}, {})", inner, inner, inner, inner),
    )


VALUES = st.recursive(NUMBERS, numeric, max_leaves=6)
TRUTHS = st.recursive(
    st.one_of(
        joined(VALUES, ["=", "!=", "<", "<=", ">", ">="]),
        joined(DAYS, ["=", "!=", "<", "<=", ">", ">="]),
        joined(TEXTS, ["=", "!="]),
        called("selected({}, {})", TEXTS, st.sampled_from(["'a'", "'b'", "'ก'", "/data/choice"])),
        called("contains({}, {})", TEXTS, TEXTS),
        called("starts-with({}, {})", TEXTS, TEXTS),
        called("regex({}, '^[ก-ฮa-z ]*$')", TEXTS),
    ),
    lambda inner: st.one_of(joined(inner, ["and", "or"]), called("not({})", inner)),
    max_leaves=5,
)
WORDS = st.one_of(
    called("concat({}, {})", TEXTS, TEXTS),
    called("substr({}, {}, {})", TEXTS, st.integers(0, 4).map(str), st.integers(4, 9).map(str)),
    called("substring-before({}, {})", TEXTS, TEXTS),
    called("substring-after({}, {})", TEXTS, st.sampled_from(["'a'", "' '", "'ก'"])),
    called("translate({}, 'ab', 'กข')", TEXTS),
    called("normalize-space({})", TEXTS),
    called("join({}, {}, {})", TEXTS, TEXTS, TEXTS),
    called("format-date({}, '%Y-%m-%d %e %n %y %b')", DAYS),
    called("coalesce({}, {})", TEXTS, TEXTS),
    called("round({} - {})", DAYS, DAYS),
)


@given(expression=st.one_of(VALUES, TRUTHS, WORDS))
@settings(max_examples=60)
def test_generated_expressions_have_the_same_result_in_every_engine(java: Engine, web: Engine, expression: str) -> None:
    mine = normal(ours(expression, compared_tree(WEDNESDAY)))
    assert normal(java.ask([expression]).results[expression]) == mine
    assert normal(web.ask([expression]).results[expression]) == mine


# ── forms that nobody wrote ──


@given(rows=form_rows(), seed=st.integers(0, 9))
@settings(max_examples=25)
def test_a_walk_through_a_generated_form_leaves_the_same_in_every_engine(
    java: Engine, web: Engine, rows: list[Row], seed: int
) -> None:
    walk = RobotWalk("sample.md", markdown(rows, CHOICES), seed)
    for engine in (java, web):
        told = engine.ask((), [Walk(walk.xform, walk.acts)])
        assert walk.differences(told.walks[0]) == {}, (engine.name, walk.acts)
        theirs, mine = walk.nodes(told.written[0]), walk.nodes(walk.xml)
        if engine is java:  # it appends the instances of a counted repeat that stands in a repeat
            theirs, mine = sorted(theirs, key=str), sorted(mine, key=str)
        assert theirs == mine, engine.name
    assert java.ask((), forms=[walk.xform]).complaints == [[]]
