"""Questions whose choices are answers to a question of a repeat: `select_one ${name}`."""

from tests.xlsforms.sheets import Row, draft, problems_of, q
from xlsforms.interview import Interview

PEOPLE: tuple[Row, ...] = (
    q("begin_repeat", "person"),
    q("text", "name"),
    q("integer", "age"),
    q("end_repeat"),
)


def with_people(*rows: Row, people: dict[str, int]) -> Interview:
    interview = draft(*PEOPLE, *rows)
    for number, (name, age) in enumerate(people.items(), start=1):
        if number > 1:
            interview.add("person")
        interview.answer(f"person[{number}]/name", name)
        interview.answer(f"person[{number}]/age", age)
    return interview


def offered(interview: Interview, key: str) -> list[tuple[str, str]]:
    return [(offer.name, offer.label) for offer in interview.offers(key, "th")]


def test_the_answers_of_a_repeat_are_offered_each_once_and_not_the_empty_ones() -> None:
    interview = with_people(q("select_one ${name}", "chair"), people={"มาลี ใจดี": 30, "สมชาย": 70, " ": 3})
    interview.add("person")
    interview.answer("person[4]/name", "สมชาย")
    assert offered(interview, "chair") == [("มาลี ใจดี", "มาลี ใจดี"), ("สมชาย", "สมชาย")]
    assert interview.answer("chair", "มาลี ใจดี") is None
    assert interview.display("chair", "th") == "มาลี ใจดี"
    assert interview.record()["chair"] == "มาลี ใจดี"
    refusal = interview.answer("chair", "ใครก็ไม่รู้")
    assert refusal is not None
    assert refusal.reason == "choice"


def test_a_filter_looks_at_the_other_answers_of_each_instance() -> None:
    interview = with_people(
        q("integer", "least"),
        q("select_one ${name}", "elder", choice_filter="${age} >= ${least}"),
        people={"มาลี": 30, "สมชาย": 70},
    )
    interview.answer("least", 60)
    assert offered(interview, "elder") == [("สมชาย", "สมชาย")]


def test_a_chosen_answer_that_changes_later_is_asked_about_again() -> None:
    interview = with_people(q("select_one ${name}", "chair"), people={"มาลี": 30})
    interview.no_more("person")
    interview.answer("chair", "มาลี")
    assert interview.faults() == []
    interview.answer("person[1]/name", "มาลัย")
    assert [step.key for step, _ in interview.faults()] == ["chair"]


def test_inside_a_repeat_the_others_are_offered() -> None:
    interview = draft(*PEOPLE[:-1], q("select_one ${name}", "friend"), PEOPLE[-1])
    interview.add("person")
    interview.answer("person[1]/name", "มาลี")
    interview.answer("person[2]/name", "ใจ")
    assert [name for name, _ in offered(interview, "person[2]/friend")] == ["มาลี", "ใจ"]


def test_several_of_them_cannot_be_chosen_because_names_have_spaces() -> None:
    for kind in ("select_multiple", "rank"):
        problems = problems_of(*PEOPLE, q(f"{kind} ${{name}}", "some"))
        assert [(p.key, p.row, p.args) for p in problems] == [("form-problem-repeat-choices", 9, {"type": kind})]
