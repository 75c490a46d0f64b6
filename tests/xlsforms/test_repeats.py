"""Repeats: asked again and again, each instance keeping its name when others come and go."""

from decimal import Decimal

import pytest

from tests.xlsforms.sheets import around, choice, draft, form_of, q, sample
from xlsforms import StoredValue, begin, path_of, resume
from xlsforms.interview import Interview
from xlsforms.stored_values import Instances


@pytest.fixture
def household() -> Interview:
    return begin(sample("household.md"), around())


def keys(interview: Interview) -> list[str]:
    return [step.key for step in interview.steps()]


def with_members(interview: Interview, *members: tuple[str, int]) -> None:
    for number, (name, age) in enumerate(members, start=1):
        if number > 1:
            assert interview.add("member") == number
        interview.answer(f"member[{number}]/name", name)
        interview.answer(f"member[{number}]/age", age)


def test_a_repeat_begins_with_one_instance_and_asks_for_more(household: Interview) -> None:
    assert household.instances("member") == (1,)
    assert keys(household)[:4] == ["house", "member[1]/name", "member[1]/age", "member"]
    more = household.step("member")
    assert more is not None
    assert more.is_more
    assert household.label("member", "en") == "Member"


def test_each_instance_has_its_own_answers_labels_and_conditions(household: Interview) -> None:
    with_members(household, ("Anan", 40), ("Bua", 9))
    assert household.label("member[2]/age", "en") == "How old is Bua?"
    assert "member[1]/works" in keys(household)
    assert "member[2]/works" not in keys(household)


def test_an_instance_knows_its_place_and_the_one_before(household: Interview) -> None:
    with_members(household, ("Anan", 40), ("Bua", 9), ("Chai", 15))
    assert [household.stored(f"member[{n}]/place") for n in (1, 2, 3)] == ["1", "2", "3"]
    assert [household.stored(f"member[{n}]/before") for n in (1, 2, 3)] == ["nobody", "Anan", "Bua"]
    assert [household.stored(name) for name in ("members", "oldest", "grown")] == ["3", "40", "2"]


def test_taking_one_away_renames_nobody(household: Interview) -> None:
    with_members(household, ("Anan", 40), ("Bua", 9), ("Chai", 15))
    household.remove("member[2]")
    assert household.instances("member") == (1, 3)
    assert household.stored("member[3]/name") == "Chai"
    assert household.stored("member[3]/before") == "Anan"
    assert household.stored("member[3]/place") == "2"
    assert household.changes["member[2]/name"] is None
    assert household.add("member") == 4  # the number of one that is gone is never given again
    assert household.instances("member") == (1, 3, 4)


def test_the_last_one_taken_away_does_not_lend_its_number_either(household: Interview) -> None:
    with_members(household, ("Anan", 40), ("Bua", 9))
    household.remove("member[2]")
    resumed = resume(household.form, household.entries, household.around)
    assert resumed.add("member") == 3


def test_all_may_be_taken_away(household: Interview) -> None:
    household.remove("member[1]")
    assert household.instances("member") == ()
    assert household.stored("members") == "0"
    assert "water/wells" not in keys(household)
    assert "member" in keys(household)


def test_no_more_closes_it_and_one_more_opens_it_again(household: Interview) -> None:
    household.no_more("member")
    assert household.entries["member"] == StoredValue("1: 1", given=True)
    household.add("member")
    assert not household.entries["member"].given


def test_a_repeat_within_a_repeat(household: Interview) -> None:
    with_members(household, ("Anan", 40))
    household.answer("member[1]/works", "yes")
    household.answer("member[1]/job", "farmer")
    assert household.instances("member[1]/crop") == (1,)
    assert household.label("member[1]/crop", "en") == "Crop of Anan"
    household.answer("member[1]/crop[1]/plant", "rice")
    household.answer("member[1]/crop[1]/rai", Decimal("2.5"))
    assert household.add("member[1]/crop") == 2
    household.answer("member[1]/crop[2]/plant", "corn")
    assert household.label("member[1]/crop[2]/rai", "en") == "How many rai of corn?"
    household.answer("member[1]/crop[2]/rai", 4)
    assert household.stored("member[1]/land") == "6.5"
    household.add("member")
    assert household.stored("member[2]/land") == "0"
    assert household.stored("all_land") == "6.5"
    household.answer("member[1]/job", "teacher")
    assert household.stored("all_land") == "0"


def test_an_inner_repeat_that_is_not_relevant_does_not_ask_for_more(household: Interview) -> None:
    with_members(household, ("Anan", 40))
    assert "member[1]/crop" not in keys(household)
    assert not household.can_add("member[1]/crop")
    with pytest.raises(KeyError):
        household.add("member[1]/crop")


def test_a_counted_repeat_follows_its_count(household: Interview) -> None:
    household.answer("water/wells", 2)
    assert household.instances("water/well") == (1, 2)
    assert "water/well" not in keys(household)  # nobody is asked for more
    assert household.label("water/well[2]/clean", "en") == "Is well 2 clean?"
    household.answer("water/well[2]/clean", "yes")
    household.answer("water/wells", 1)
    assert "water/well[2]/clean" not in household.record()
    household.answer("water/wells", 3)
    assert household.stored("water/well[2]/clean") == "yes"  # a lower number hides, it does not forget
    with pytest.raises(KeyError):
        household.add("water/well")


def test_a_comparison_from_outside_holds_if_it_holds_for_any_instance() -> None:
    rows = [q("begin_repeat", "person"), q("integer", "age"), q("end_repeat")]
    ages = {"any": "${age} > 17", "none": "${age} > 90", "same": "40 = ${age}", "other": "${age} != 9", "is": "${age}"}
    asked = [q("text", name, relevant=condition) for name, condition in ages.items()]
    interview = draft(*rows, *asked, q("calculate", "first", calculation="${age} + 1"))
    interview.answer("person[1]/age", 9)
    assert [name for name in ages if interview.step(name)] == ["is"]
    interview.add("person")
    interview.answer("person[2]/age", 40)
    assert [name for name in ages if interview.step(name)] == ["any", "same", "other", "is"]
    assert interview.stored("first") == "10"


def test_a_choice_filter_from_outside_takes_what_any_instance_says() -> None:
    rows = [q("begin_repeat", "trip"), q("text", "province"), q("end_repeat")]
    districts = [choice("districts", name, province=name[0]) for name in ("a1", "a2", "b1", "c1")]
    which = q("select_one districts", "which", choice_filter="province = ${province}")
    interview = draft(*rows, which, choices=districts)
    interview.answer("trip[1]/province", "a")
    interview.add("trip")
    interview.answer("trip[2]/province", "c")
    assert [offer.name for offer in interview.offers("which", "en")] == ["a1", "a2", "c1"]


def test_a_counts_of_nonsense_are_none(household: Interview) -> None:
    household.clear("water/wells")
    assert household.instances("water/well") == ()
    endless = draft(q("integer", "n"), q("begin_repeat", "r", repeat_count="${n}"), q("text", "t"), q("end_repeat"))
    refusal = endless.answer("n", 2_000_000_000)
    assert refusal is not None
    assert (refusal.key, refusal.args["most"]) == ("form-refusal-instances", 200)
    assert endless.instances("r") == ()
    assert endless.answer("n", 200) is None
    assert len(endless.instances("r")) == 200


def test_defaults_of_a_new_instance_are_its_own() -> None:
    interview = draft(
        q("begin_repeat", "day"),
        q("text", "title", default="concat('Day ', position(..))"),
        q("integer", "hours", default="8"),
        q("end_repeat"),
    )
    interview.add("day")
    assert [interview.stored(f"day[{n}]/title") for n in (1, 2)] == ["Day 1", "Day 2"]
    assert interview.entries["day[2]/hours"] == StoredValue("8", given=False)


def test_a_draft_is_what_its_entries_say(household: Interview) -> None:
    with_members(household, ("Anan", 40), ("Bua", 9), ("Chai", 15))
    household.remove("member[2]")
    resumed = resume(household.form, household.entries, household.around)
    assert keys(resumed) == keys(household)
    assert resumed.record() == household.record()


def test_a_record_without_entries_of_repeats_shows_its_instances(household: Interview) -> None:
    with_members(household, ("Anan", 40), ("Bua", 9))
    handed_in = {key: StoredValue(value, given=True) for key, value in household.record().items()}
    assert "member" not in handed_in
    assert resume(household.form, handed_in, household.around).instances("member") == (1, 2)


def test_a_stranger_instance_is_not_taken_away(household: Interview) -> None:
    for key in ("member[9]", "member", "house", "nothing[1]"):
        with pytest.raises(KeyError):
            household.remove(key)


@pytest.mark.parametrize(("key", "path"), [("a", "a"), ("a[3]/b", "a/b"), ("a[3]/b[12]/c", "a/b/c")])
def test_a_key_tells_its_path(key: str, path: str) -> None:
    assert path_of(key) == path


def test_instances_are_written_and_read() -> None:
    for instances in (Instances(), Instances((1, 3), 7)):
        assert Instances.read(str(instances)) == instances
    assert Instances.read("") == Instances()


def test_only_one_side_of_a_circle_of_counts_is_possible() -> None:
    form = form_of(q("integer", "n"), q("begin_repeat", "r", repeat_count="${n}"), q("integer", "x"), q("end_repeat"))
    interview = begin(form, around())
    interview.answer("n", 3)
    interview.answer("r[3]/x", 4)
    assert interview.record() == {"n": "3", "r[1]/x": "", "r[2]/x": "", "r[3]/x": "4"}
