"""Forms about a person: whom first, then the questions; the next person is offered after each."""

from models.forms import submissions
from tests.running_bot import MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.interviewing import actions_of, newest_answers, say_all, submissions_of
from tests.scenarios.many_people import ManyPeople, everything_in, words_of

WILAI = "วิไล บุญมา"


def test_a_mentor_is_asked_about_whom_among_those_they_look_after(running: RunningBot) -> None:
    asked = say_all(running.joined(PRAYUN), "แบบฟอร์ม")
    assert "ประเมินผู้ใด" in words_of(asked)
    assert SOMCHAI in everything_in(asked)
    assert MALEE not in everything_in(asked)  # of another district


def test_a_mentor_rates_one_after_another(later_village: ManyPeople) -> None:
    """In the second stage, the district chief of Mueang Phayao looks after ninety villagers."""
    running, first = later_village.running, later_village.names[45]
    first_id = running.person_id(first)
    phone = running.joined(WILAI)
    listed = say_all(phone, "แบบฟอร์ม")
    assert "ประเมินผู้ใด" in words_of(listed)
    assert f"งานของ {first}" in words_of(say_all(phone, first))
    receipt = say_all(phone, "๔", "ตั้งใจดีมาก", "ส่งแบบฟอร์ม")
    (handed_in,) = submissions_of(running, phone)
    assert (handed_in.about_person_id, handed_in.state) == (first_id, "submitted")
    assert first in everything_in(receipt)
    following = next(action for action in actions_of(receipt, "step") if action["label"].startswith("ต่อไป"))
    assert following["label"] != f"ต่อไป: {first}"
    phone.takes(following)
    assert f"งานของ {first} " not in words_of(phone.hears(1)[-1])
    assert handed_in.day is not None
    with running.database.read() as session:
        rated = submissions.rated(session, "mentor_weekly", [handed_in.person_id], handed_in.day, handed_in.day)
    assert rated == {handed_in.person_id: {first_id}}
    assert "ทำต่อ" in words_of(say_all(phone, "พักไว้", "แบบฟอร์ม"))


def test_a_draft_about_a_person_is_gone_on_with_and_not_begun_twice(later_hamlet: ManyPeople) -> None:
    running, name = later_hamlet.running, later_hamlet.names[0]
    phone = running.joined(WILAI)
    say_all(phone, "แบบฟอร์ม")
    say_all(phone, name, "4", "พักไว้")
    phone.taps(f"form?form=mentor_weekly&about={running.person_id(name)}")
    heard = phone.hears(2)
    assert "ทำต่อจากที่ค้างไว้" in words_of(heard[0])
    assert len(submissions_of(running, phone)) == 1
    assert newest_answers(running, phone)["progress"] == "4"


def test_nobody_is_rated_whom_the_mentor_does_not_look_after(later_village: ManyPeople) -> None:
    running = later_village.running
    phone = running.joined(PRAYUN)
    stranger = running.person_id(later_village.names[0])
    phone.taps(f"form?form=mentor_weekly&about={stranger}")
    asked = phone.hears(1)[-1]
    assert later_village.names[0] not in everything_in(asked)
    assert submissions_of(running, phone) == []


def test_a_participant_is_shown_no_form_of_mentors(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    phone.taps(f"form?form=mentor_weekly&about={running.person_id(MALEE)}")
    assert "แบบฟอร์ม" in words_of(phone.hears(1)[-1])
    assert submissions_of(running, phone) == []
