"""No expression and no answer takes more than a bounded number of steps; what has no result is refused and told."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from locales.texts import Texts
from tests.xlsforms.sheets import Row, around, draft, problems_of, q
from xlsforms import resume
from xlsforms.support import MOST_NESTED
from xlsforms.tree_nodes import MOST_NODES
from xlsforms.xpath.limits import LONGEST_VALUE, MOST_STEPS, EvaluationFailed, StepBudget
from xlsforms.xpath.patterns import compiled_pattern, matches

TEXTS = Texts.load(Path(__file__).parents[2] / "locales")


FEW_STEPS = 20_000


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsforms.submission_tree.StepBudget", lambda: StepBudget(FEW_STEPS))


def test_groups_inside_each_other_have_a_bounded_depth() -> None:
    def nested(depth: int) -> list[Row]:
        begun = [q("begin_group", f"g{number}", label="ก") for number in range(depth)]
        return [*begun, q("text", "a"), *([q("end_group", "", label="")] * depth)]

    assert problems_of(*nested(MOST_NESTED)) == []
    (problem,) = problems_of(*nested(MOST_NESTED + 1))
    assert (problem.key, problem.row, problem.column) == ("form-problem-nested", 5 + MOST_NESTED, "type")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("distance(${long})", "1 1;" * 4_000),
        ("area(${long})", "1 1;" * 4_000),
        ("geofence('1 1', ${long})", "1 1;" * 4_000),
        ("format-date('2023-07-12', ${long})", "%Y" * 4_000),
    ],
)
def test_places_and_the_parts_of_a_date_are_counted(few_steps: None, expression: str, value: str) -> None:
    survey = [
        q("text", "long"),
        q("calculate", "outcome", calculation=f"string-length({expression})" + f" + string-length({expression})" * 4),
    ]
    refusal = draft(*survey).answer("long", value)
    assert refusal is not None
    assert refusal.reason == "evaluation"
    assert draft(*survey).answer("long", value[:400]) is None


# ── patterns ──


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[a-z", "form-failure-pattern"),
        ("(ก", "form-failure-pattern"),
        ("a{,3}", "form-failure-pattern"),
        ("ก)", "form-failure-pattern"),
        ("(?=ก)ก", "form-failure-pattern-unsupported"),
        ("(?!ก).", "form-failure-pattern-unsupported"),
        ("(ก)\\1", "form-failure-pattern-unsupported"),
        ("ก*+", "form-failure-pattern-unsupported"),
        ("ก{1,5000}", "form-failure-pattern-large"),
        ("ก" * 2_001, "form-failure-pattern-large"),
        ("[ก-ฮ&&[^ข]]", "form-failure-pattern-class"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_row_and_column(pattern: str, key: str) -> None:
    (problem,) = problems_of(q("text", "name", constraint=f"regex(., '{pattern}')"))
    assert (problem.key, problem.row, problem.column) == (key, 5, "constraint")
    for language in ("th", "en"):
        assert pattern[:20] in problem.said(TEXTS.in_language(language))


def test_matching_takes_steps_by_the_size_of_the_pattern_and_the_text_and_not_by_their_powers() -> None:
    def steps(letters: int) -> int:
        budget = StepBudget()
        matches("([ก-ฮ] ?)+x", "ก" * letters, budget)
        return MOST_STEPS - budget.left

    assert 0 < steps(20_000) <= 11 * steps(2_000)
    with pytest.raises(EvaluationFailed):
        matches("[ก-ฮ]{1,300}x", "ก" * 20_000, StepBudget(100))


def test_compiling_a_pattern_takes_steps_too_the_first_time() -> None:
    def steps(pattern: str) -> int:
        budget = StepBudget()
        with suppress(EvaluationFailed):
            matches(pattern, "", budget)
        return MOST_STEPS - budget.left

    compiled_pattern.cache_clear()
    assert steps("[ก-ฮ]{900}x") > 500 > steps("[ก-ฮ]{900}x")
    assert steps("[ก-ฮ]{900}y") > 500
    assert steps("([ก-ฮ]{900}){900}") > 10_000
    assert steps("[ก-ฮ]{900}(y") < 100


def test_a_pattern_is_read_as_java_reads_it() -> None:
    budget = StepBudget()
    assert matches("\\u0E01+", "กก", budget)
    assert matches("[\\p{IsThai} ]+", "สมชาย ใจดี", budget)
    assert not matches("\\d+", "๑๒", budget)  # Java's digits are ASCII's
    assert not matches("ก", "กข", budget)  # the whole text
    assert matches("a|ab", "ab", budget)
    assert compiled_pattern("a{2,3}[{]") is compiled_pattern("a{2,3}[{]")


def test_a_pattern_made_of_answers_refuses_the_answer_if_it_cannot_be_used() -> None:
    interview = draft(q("text", "pattern"), q("text", "name", constraint="regex(., ${pattern})"))
    interview.answer("pattern", "[ก-ฮ")
    refusal = interview.answer("name", "ก")
    assert refusal is not None
    assert refusal.reason == "evaluation"
    assert "name" in refusal.text(TEXTS.in_language("th"))
    assert interview.stored("name") == ""
    interview.answer("pattern", "[ก-ฮ]")
    assert interview.answer("name", "ก") is None


# ── work ──

NESTED = "count(/data/r[count(/data/r[count(/data/r[x >= 0]) > 0]) > 0])"
COUNTED: list[Row] = [
    q("integer", "n"),
    q("begin_repeat", "r", repeat_count="${n}"),
    q("calculate", "x", calculation="position(..)"),
    q("end_repeat"),
]


@pytest.mark.usefixtures("few_steps")
def test_an_answer_that_makes_too_much_work_is_refused_and_what_was_there_stays() -> None:
    interview = draft(*COUNTED, q("calculate", "c", calculation=NESTED), q("text", "after", label="${c}"))
    assert interview.answer("n", 3) is None
    before = (dict(interview.entries), interview.record(), interview.changes)
    refusal = interview.answer("n", 60)
    assert refusal is not None
    assert (refusal.reason, refusal.args["question"]) == ("evaluation", "c")
    assert (dict(interview.entries), interview.record(), interview.changes) == before
    assert interview.answer("n", 4) is None
    assert interview.stored("c") == "4"


@pytest.mark.usefixtures("few_steps")
def test_work_is_bounded_however_often_it_is_tried() -> None:
    class Counted(StepBudget):
        total = 0

        def spend(self, steps: int = 1) -> None:
            Counted.total += min(steps, self.left)
            super().spend(steps)

    interview = draft(*COUNTED, q("calculate", "c", calculation=NESTED))
    interview._record.budget = Counted(FEW_STEPS)
    for _ in range(12):
        interview.answer("n", 60)
    assert FEW_STEPS <= Counted.total <= 2 * FEW_STEPS


def test_repeats_inside_repeats_have_a_bounded_number_of_places() -> None:
    levels = [q("begin_repeat", name, repeat_count="${n}") for name in ("a", "b", "c")]
    interview = draft(q("integer", "n"), *levels, q("text", "t"), *[q("end_repeat")] * 3)
    refusal = interview.answer("n", 150)
    assert refusal is not None
    assert refusal.reason == "evaluation"
    assert len(list(interview._record.nodes())) < MOST_NODES
    assert interview.answer("n", 3) is None


def test_a_text_that_doubles_from_row_to_row_is_refused_before_it_is_made() -> None:
    doubled = [q("calculate", f"t{n + 1}", calculation=f"concat(${{t{n}}}, ${{t{n}}})") for n in range(40)]
    interview = draft(q("text", "t0"), *doubled)
    refusal = interview.answer("t0", "ก")
    assert refusal is not None
    assert refusal.args["question"] == "t17"
    assert LONGEST_VALUE < 2**17


@pytest.mark.usefixtures("few_steps")
def test_a_draft_that_takes_too_much_work_opens_says_so_and_is_not_handed_in() -> None:
    rows = [*COUNTED, q("text", "name"), q("calculate", "c", calculation=NESTED)]
    quiet = draft(*rows)
    quiet.answer("n", 3)
    quiet.answer("name", "สมชาย")
    entries = {**quiet.entries, "n": type(quiet.entries["n"])("60", given=True)}
    interview = resume(quiet.form, entries, around())
    assert interview._record.budget.left == 0
    ((step, refusal),) = interview.faults()
    assert (step.key, refusal.reason) == ("n", "evaluation")


# ── failures ──


def test_a_day_that_does_not_exist_refuses_the_answer_instead_of_counting_as_none() -> None:
    interview = draft(q("text", "day"), q("calculate", "week", calculation="format-date(date(${day}), '%W')"))
    refusal = interview.answer("day", "2023-02-30")
    assert refusal is not None
    assert (refusal.reason, refusal.args["question"]) == ("evaluation", "week")
    assert interview.answer("day", "2023-02-28") is None
    assert interview.stored("week") == "09"


def test_a_relevance_or_a_filter_that_fails_is_no_silent_no() -> None:
    interview = draft(q("text", "day"), q("text", "why", relevant="date(${day}) < today()"))
    assert interview.answer("day", "หลังฝน") is not None
    assert interview.answer("day", "2023-01-01") is None
    assert interview.step("why") is not None


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        ({"constraint": ". <= date('31/12/2023')"}, "constraint", "form-failure-date"),
        ({"type": "calculate", "calculation": "count('x')"}, "calculation", "form-failure-nodes-only"),
        ({"relevant": "count(${first} | 5) > 0"}, "relevant", "form-failure-nodes-only"),
        ({"relevant": "${first} > date('2023-02-30')"}, "relevant", "form-failure-date"),
        ({"type": "calculate", "calculation": "base64-decode('!')"}, "calculation", "form-failure-base64"),
        ({"type": "calculate", "calculation": "digest(${first}, 'CRC')"}, "calculation", "form-failure-digest"),
        ({"type": "calculate", "calculation": "date(concat('x', ${first}))"}, "calculation", "form-failure-date"),
        (
            {"type": "calculate", "calculation": "regex('', concat('[', ${first}))"},
            "calculation",
            "form-failure-pattern",
        ),
    ],
)
def test_an_expression_that_cannot_have_a_result_is_refused_when_it_is_published(
    cells: Row, column: str, key: str
) -> None:
    (problem,) = problems_of(q("text", "first"), {**q("text", "second"), **cells})
    assert (problem.key, problem.row, problem.column) == (key, 6, column)


def test_what_fails_only_in_a_label_is_shown_as_unknown() -> None:
    interview = draft(q("text", "day"), q("text", "b", label="${day}"), q("decimal", "n", default="date(0) + 1"))
    assert interview.stored("n") == str(Decimal(1))


def test_loops_are_found_in_a_form_of_many_rows() -> None:
    rows = [q("calculate", f"c{n}", calculation=f"${{c{n + 1}}} + 1") for n in range(60)]
    found = problems_of(*rows, q("calculate", "c60", calculation="${c0} + 1"))
    assert {problem.key for problem in found} == {"form-problem-loop"}
    assert len(found) == 61
