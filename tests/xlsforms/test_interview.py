"""What is asked, in which order, and which answers stand."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from tests.xlsforms.sheets import WEDNESDAY, around, choice, draft, form_of, q, sample, yes_no
from xlsforms import StoredValue, begin, resume
from xlsforms.answers import Geopoint, Value
from xlsforms.interview import Interview


def keys(interview: Interview) -> list[str]:
    return [step.key for step in interview.steps()]


@pytest.fixture
def every() -> Interview:
    return begin(sample("every_type.md"), around(person={"username": "somchai"}))


def test_questions_are_asked_in_the_forms_order_and_hidden_ones_never(every: Interview) -> None:
    asked = keys(every)
    assert asked[:4] == ["welcome", "title", "story", "people"]
    assert {"started", "ended", "day", "who_fills", "source", "per_rai"}.isdisjoint(asked)
    assert "wanted_other" not in asked


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("title", " ประชุม ", "ประชุม"),
        ("people", 12, "12"),
        ("people", Decimal("12.0"), "12"),
        ("rai", Decimal("2.50"), "2.5"),
        ("rai", 3, "3"),
        ("fit", Decimal("3.5"), "3.5"),
        ("floor", -2, "-2"),
        ("sector", "people", "people"),
        ("sectors", ("people", "government"), "government people"),
        ("order", ("3", "1", "2"), "3 1 2"),
        ("held", date(2023, 7, 1), "2023-07-01"),
        ("began", time(9, 30), "09:30:00.000+07:00"),
        ("next_one", datetime(2023, 8, 1, 2, 0, tzinfo=UTC), "2023-08-01T09:00:00.000+07:00"),
        ("place", Geopoint(13.75, 100.5, 0, 12.5), "13.75 100.5 0 12.5"),
        ("photo", "a.jpg", "a.jpg"),
        ("voice", "b.m4a", "b.m4a"),
        ("paper", "c.pdf", "c.pdf"),
        ("agreed", True, "OK"),
    ],
)
def test_an_answer_is_stored_as_odk_writes_it(every: Interview, key: str, value: Value, written: str) -> None:
    assert every.answer(key, value) is None
    assert every.stored(key) == written
    assert every.changes[key] == StoredValue(written, given=True)
    again = resume(every.form, every.entries, every.around)
    assert again.value(key) == every.value(key)
    assert again.take(key, written) is None
    assert again.stored(key) == written


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("people", Decimal("1.5"), "type"),
        ("people", "สิบ", "type"),
        ("people", 2**31, "range"),
        ("people", True, "type"),
        ("rai", "many", "type"),
        ("rai", Decimal("NaN"), "type"),
        ("fit", Decimal("3.3"), "range"),
        ("fit", 6, "range"),
        ("floor", 11, "range"),
        ("floor", 9, "range"),
        ("sector", "nobody", "choice"),
        ("sector", ("people",), "choice"),
        ("sectors", ("people", "nobody"), "choice"),
        ("sectors", ("people", "people"), "choices_twice"),
        ("order", ("1", "2"), "rank_all"),
        ("order", ("1", "1", "2"), "choices_twice"),
        ("held", datetime(2023, 7, 1, tzinfo=UTC), "type"),
        ("held", "2023-07-01", "type"),
        ("began", date(2023, 7, 1), "type"),
        ("next_one", date(2023, 8, 1), "type"),
        ("place", Geopoint(100.5, 13.75), "range"),
        ("place", Geopoint(float("nan"), 0), "type"),
        ("place", "13 100", "type"),
        ("photo", "../secret.jpg", "type"),
        ("photo", 3, "type"),
        ("title", 3, "type"),
        ("title", "x" * 20_001, "range"),
        ("agreed", False, "type"),
        ("welcome", "hello", "readonly"),
        ("per_rai", "3", "unknown"),
        ("source", "me", "unknown"),
        ("wanted_other", "not asked", "unknown"),
        ("nowhere", "x", "unknown"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_changes_nothing(
    every: Interview, key: str, value: Value, reason: str
) -> None:
    before = dict(every.entries)
    refusal = every.answer(key, value)
    assert refusal is not None
    assert refusal.reason == reason
    assert dict(every.entries) == before
    assert every.check(key, value) == refusal


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", "x" * 201, "ยาวเกินไป"),
        ("people", 5001, "๐ ถึง ๕,๐๐๐ คน"),
        ("people", -1, "๐ ถึง ๕,๐๐๐ คน"),
        ("rai", 0, "ต้องมากกว่าศูนย์"),
        ("sectors", ("government", "religious", "people"), "ไม่เกิน ๒ ภาค"),
        ("held", date(2023, 7, 13), "ยังไม่ถึงวันนั้น"),
        ("began", time(5, 59), "เช้าเกินไป"),
        ("next_one", WEDNESDAY - timedelta(minutes=1), "ต้องเป็นวันข้างหน้า"),
    ],
)
def test_every_constraint_refuses_in_its_own_words(every: Interview, key: str, value: Value, said: str) -> None:
    refusal = every.answer(key, value)
    assert refusal is not None
    assert (refusal.reason, refusal.said) == ("constraint", said)
    assert refusal.text(lambda key, **_: key) == said


def test_the_edge_of_a_constraint_is_inside(every: Interview) -> None:
    assert every.answer("people", 5000) is None
    assert every.answer("held", WEDNESDAY.date()) is None


def test_a_moment_is_judged_by_its_place_in_time_wherever_it_was_said(every: Interview) -> None:
    tokyo = timezone(timedelta(hours=9))
    assert every.answer("next_one", datetime(2023, 7, 12, 12, 29, tzinfo=tokyo)) is not None  # 10:29 here
    assert every.answer("next_one", datetime(2023, 7, 12, 12, 31, tzinfo=tokyo)) is None


def test_a_required_question_cannot_be_skipped_another_can(every: Interview) -> None:
    refusal = every.skip("title")
    assert refusal is not None
    assert refusal.reason == "required"
    assert every.answer("title", "   ") is not None
    assert every.skip("story") is None
    assert every.entries["story"] == StoredValue("", given=True)


def test_required_may_be_said_by_an_expression_and_have_its_own_words() -> None:
    interview = begin(sample("visit.md"), around())
    refusal = interview.skip("village")
    assert refusal is not None
    assert refusal.said == "Without a village nobody will find it."
    interview.answer("came", date(2023, 7, 1))
    interview.answer("left", date(2023, 7, 6))
    assert interview.skip("why_long") is None
    interview.answer("left", date(2023, 7, 8))
    refusal = interview.skip("why_long")
    assert refusal is not None
    assert refusal.said == "More than a week: please say why."


def test_defaults_stand_in_the_form_but_are_not_yet_given(every: Interview) -> None:
    assert every.entries["held"] == StoredValue("2023-07-12", given=False)
    assert every.entries["people"] == StoredValue("10", given=False)
    assert every.give("held") is None
    assert every.changes["held"] == StoredValue("2023-07-12", given=True)


def test_a_default_that_is_refused_cannot_be_confirmed() -> None:
    interview = draft(q("integer", "n", default="-1", constraint=". > 0"))
    refusal = interview.give("n")
    assert refusal is not None
    assert refusal.reason == "constraint"


def test_metadata_is_filled_in_at_the_beginning_and_at_the_end(every: Interview) -> None:
    later = resume(every.form, every.entries, around(now=WEDNESDAY + timedelta(days=2)))
    record = later.record()
    assert record["started"] == "2023-07-12T10:30:00.000+07:00"
    assert record["ended"] == "2023-07-14T10:30:00.000+07:00"
    assert record["day"] == "2023-07-12"
    assert record["who_fills"] == "somchai"
    assert record["source"] == "chat"


def test_what_is_prefilled_is_offered_not_given() -> None:
    form = form_of(q("text", "village"), q("hidden", "about"), q("note", "n", label="About ${about}"))
    interview = begin(form, around(), {"village": "หนองบัว", "about": "สมชาย", "unknown": "x"})
    assert interview.entries["village"] == StoredValue("หนองบัว", given=False)
    assert interview.label("n", "th") == "About สมชาย"
    assert "unknown" not in interview.entries


def test_what_is_not_relevant_is_not_asked_not_recorded_and_reads_as_empty() -> None:
    interview = begin(sample("visit.md"), around())
    assert "when_again" not in keys(interview)
    interview.answer("again", "yes")
    assert "when_again" in keys(interview)
    assert interview.answer("when_again", WEDNESDAY + timedelta(days=1)) is None
    interview.answer("again", "no")
    assert "when_again" not in keys(interview)
    assert "when_again" not in interview.record()
    interview.answer("again", "yes")
    assert interview.stored("when_again") == "2023-07-13T10:30:00.000+07:00"  # kept for the case it counts again


def test_an_irrelevant_answer_is_empty_to_other_questions() -> None:
    interview = draft(
        q("select_one yes_no", "any"),
        q("integer", "count", relevant="${any} = 'yes'"),
        q("calculate", "twice", calculation="${count} * 2"),
        q("text", "why", relevant="${count} > 3"),
        choices=yes_no(),
    )
    interview.answer("any", "yes")
    interview.answer("count", 5)
    assert interview.stored("twice") == "10"
    assert "why" in keys(interview)
    interview.answer("any", "no")
    assert interview.stored("twice") == ""
    assert "why" not in keys(interview)


def test_a_group_hides_all_that_is_in_it() -> None:
    interview = draft(
        q("select_one yes_no", "more"),
        q("begin_group", "outer", relevant="${more} = 'yes'"),
        q("begin_group", "inner"),
        q("text", "deep"),
        q("end_group"),
        q("end_group"),
        choices=yes_no(),
    )
    assert keys(interview) == ["more"]
    interview.answer("more", "yes")
    step = interview.step("outer/inner/deep")
    assert step is not None
    assert step.groups == ("outer", "outer/inner")
    assert interview.label("outer", "en") == "outer"


def test_calculations_follow_their_answers() -> None:
    interview = begin(sample("visit.md"), around())
    assert interview.stored("came") == "2023-07-11"
    interview.answer("left", date(2023, 7, 12))
    assert interview.stored("days") == "2"
    interview.answer("came", date(2023, 7, 3))
    assert (interview.stored("days"), interview.stored("weekday")) == ("10", "Mon")
    assert interview.value("shown") == 10
    shown = interview.step("shown")
    assert shown is not None
    assert shown.is_note


def test_labels_and_messages_hold_answers() -> None:
    interview = begin(
        sample("visit.md"), around(show=lambda question, written, language: f"<{question.name} {written}>")
    )
    interview.answer("came", date(2023, 7, 3))
    refusal = interview.check("left", date(2023, 7, 1))
    assert refusal is not None
    assert refusal.said == "Not before <came 2023-07-03>."


def test_texts_come_in_the_language_asked_for_and_in_the_forms_own_where_it_lacks_them(every: Interview) -> None:
    assert (every.label("sector", "th"), every.label("sector", "en")) == ("ภาค", "Sector")
    assert every.label("sector", "lo") == "ภาค"
    assert (every.hint("title", "th"), every.hint("title", "en")) == ("สั้น ๆ", "สั้น ๆ")
    assert every.guidance("title", "th") == "ไม่เกิน ๑ บรรทัด"
    assert every.hint("story", "th") == ""
    assert every.form.questions["welcome"].image == "map.png"
    assert every.label("thanks", "en") == "Thank you, 10 people"
    assert [offer.label for offer in every.offers("score", "en")] == ["1 low", "2 middle", "3 high"]
    assert every.form.questions["score"].appearance == {"likert"}


def test_an_answer_is_displayed_by_its_labels(every: Interview) -> None:
    every.answer("sectors", ("people", "religious"))
    assert every.display("sectors", "th") == "ภาคผู้นำศาสนา, ภาคประชาชน"
    assert every.display("held", "th") == "2023-07-12"


def test_or_other_asks_what_in_the_forms_languages(every: Interview) -> None:
    assert [offer.label for offer in every.offers("wanted", "th")][-1] == "อื่น ๆ"
    assert [offer.label for offer in every.offers("wanted", "en")][-1] == "Other"
    assert [offer.name for offer in every.offers("sectors", "en")][-1] == "people"  # it shares the list without it
    every.answer("wanted", ("people", "other"))
    following = every.after("wanted")
    assert following is not None
    assert following.key == "wanted_other"
    assert every.label("wanted_other", "th") == "อื่น ๆ โปรดระบุ"
    assert every.is_required("wanted_other")


def test_choices_are_filtered_by_other_answers() -> None:
    interview = begin(sample("places.md"), around())
    assert interview.offers("district", "th") == ()
    interview.answer("province", "56")
    assert interview.label("district", "th") == "อำเภอในพะเยา"
    assert [offer.name for offer in interview.offers("district", "th")] == ["5607", "5601", "5603"]
    assert interview.check("district", "4001") is not None
    interview.answer("district", "5607")
    assert interview.stored("size") == "6"
    assert [offer.label for offer in interview.offers("others", "th")] == ["เมืองพะเยา", "เชียงคำ"]
    interview.answer("others", ("5603",))
    assert [offer.name for offer in interview.offers("best", "en")] == ["5607", "5603", "other"]


def test_a_choice_that_is_offered_no_longer_has_to_be_answered_again() -> None:
    interview = begin(sample("places.md"), around())
    interview.answer("province", "56")
    interview.answer("district", "5607")
    interview.answer("province", "40")
    step = interview.next_open()
    assert step is not None
    assert step.key == "district"
    faults = {step.key: refusal.reason for step, refusal in interview.faults()}
    assert faults["district"] == "choice"


def test_a_constraint_over_several_choices() -> None:
    interview = begin(sample("places.md"), around())
    refusal = interview.check("useful", ("water", "none"))
    assert refusal is not None
    assert refusal.said == "เลือกไม่มีแล้ว เลือกอย่างอื่นไม่ได้"
    assert interview.answer("useful", ("none",)) is None


def test_an_earlier_change_can_make_a_later_answer_fall() -> None:
    interview = begin(sample("visit.md"), around())
    interview.answer("came", date(2023, 7, 3))
    interview.answer("left", date(2023, 7, 4))
    interview.answer("came", date(2023, 7, 6))
    faults = {step.key: refusal.reason for step, refusal in interview.faults()}
    assert faults["left"] == "constraint"


def test_one_goes_forward_and_back() -> None:
    interview = draft(q("note", "hello"), q("text", "a"), q("text", "b", relevant="${a} = 'x'"), q("text", "c"))
    assert [step.key for step in (interview.next_open(), interview.after("a")) if step] == ["hello", "c"]
    assert interview.progress("a") == (1, 2)
    interview.answer("a", "x")
    assert interview.progress("c") == (3, 3)
    back = interview.before("c")
    assert back is not None
    assert back.key == "b"
    assert interview.before("hello") is None
    assert interview.after("c") is None
    assert interview.progress("hello") == (1, 3)


def test_what_was_asked_and_is_gone_leads_to_what_is_open() -> None:
    interview = draft(q("text", "a"), q("text", "b", relevant="${a} = 'x'"), q("text", "c"))
    interview.answer("a", "x")
    interview.answer("b", "y")
    interview.answer("a", "z")
    assert interview.step("b") is None
    following = interview.after("b")
    assert following is not None
    assert following.key == "c"


def test_a_note_is_given_by_being_seen() -> None:
    interview = draft(q("note", "hello"), q("text", "a"))
    assert interview.give("hello") is None
    following = interview.next_open()
    assert following is not None
    assert following.key == "a"


def test_all_done_leaves_nothing_open() -> None:
    interview = draft(q("text", "a"), q("text", "b"))
    interview.answer("a", "x")
    interview.skip("b")
    assert interview.next_open() is None
    assert interview.faults() == []
    assert interview.record() == {"a": "x", "b": ""}
    interview.clear("a")
    assert interview.changes["a"] is None
    reopened = interview.next_open()
    assert reopened is not None
    assert reopened.key == "a"


def test_a_half_chosen_answer_stays_open() -> None:
    form = form_of(q("select_multiple yes_no", "both"), choices=yes_no())
    interview = resume(form, {"both": StoredValue("yes", given=False)}, around())
    step = interview.next_open()
    assert step is not None
    assert step.key == "both"
    assert interview.value("both") == ("yes",)


def test_unknown_and_unreadable_entries_do_no_harm() -> None:
    form = form_of(q("integer", "n"), q("calculate", "twice", calculation="${n} * 2"))
    interview = resume(
        form,
        {"n": StoredValue("twelve", True), "gone": StoredValue("x", True), "twice": StoredValue("7", True)},
        around(),
    )
    assert interview.value("n") is None
    assert interview.stored("twice") == ""
    step = interview.next_open()
    assert step is not None
    assert step.key == "n"


def test_choices_may_be_called_by_numbers() -> None:
    interview = draft(
        q("select_one level", "level"),
        q("text", "why", relevant="${level} <= 2"),
        choices=[choice("level", str(n)) for n in range(1, 6)],
    )
    interview.answer("level", "2")
    assert "why" in keys(interview)
    interview.answer("level", "3")
    assert "why" not in keys(interview)


def test_a_long_chain_of_conditions_is_followed() -> None:
    rows = [q("integer", "q0")] + [q("integer", f"q{n}", relevant=f"${{q{n - 1}}} = 1") for n in range(1, 400)]
    interview = draft(*rows)
    for n in range(400):
        assert interview.answer(f"q{n}", 1) is None
    assert len(interview.steps()) == 400
    interview.answer("q0", 2)
    assert keys(interview) == ["q0"]


def test_the_form_names_its_record() -> None:
    interview = begin(sample("every_type.md"), around())
    interview.answer("title", "ประชุม")
    assert interview.instance_name() == "ประชุม 2023-07-12"


def test_a_constraint_may_ask_how_long_the_answer_is() -> None:
    interview = draft(q("text", "name", constraint="string-length() < 4 and normalize-space() != 'ก ข'"))
    assert interview.answer("name", "กขคง") is not None
    assert interview.answer("name", "ก  ข") is not None
    assert interview.answer("name", "กขค") is None


def test_shuffled_choices_stand_in_the_order_of_their_seed() -> None:
    letters = [choice("letters", name) for name in "abcde"]
    rows = [
        q("integer", "number"),
        q("select_one letters", "one", parameters="randomize=true, seed=42"),
        q("select_multiple letters", "some", parameters="randomize=true, seed=${number}"),
    ]
    interview = draft(*rows, choices=letters)
    order = [[offer.name for offer in interview.offers(key, "en")] for key in ("one", "some")]
    assert order == [list("aecbd"), list("cbead")]  # JavaRosa's; no seed yet counts as 0
    interview.answer("number", 33333)
    assert [offer.name for offer in interview.offers("some", "en")] == list("dcbea")
    assert interview.answer("some", ("a", "d")) is None
    assert interview.stored("some") == "d a"
