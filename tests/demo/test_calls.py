"""The demo of a programme with calls begins shortly before the first closes, with what some contacts have sent."""

from datetime import datetime

import pytest

from bot.settings import ROOT
from demo.beginning import began_of
from demo.calls import answers_of
from programmes import load
from services.calls.words import call_words
from services.roster import read_roster
from thai.calls import sent_in
from thai.context import Context

TALENT = ROOT / "programmes" / "talent-2561"


def test_some_contacts_have_sent_people_and_projects_that_are_read_whole() -> None:
    programme = load(TALENT)
    began = began_of(programme)
    assert began == datetime.fromisoformat("2018-02-26T09:00:00+07:00")
    people = read_roster(TALENT / "roster.example.csv", programme).rows
    told = answers_of(people, programme, began, 2566)
    assert told == answers_of(people, programme, began, 2566)
    words = [call_words(call) for call in programme.calls]
    asked = {"people": {"position", "phone"}, "projects": {"topic", "done"}}
    for message in told:
        said = sent_in(message.text, Context(message.at, "participant", programme=programme), words)
        assert said is not None, message.text
        assert asked[said.kind] <= said.named[0].facts.keys(), message.text
        assert message.at < began
    answered = {message.row.unit for message in told}
    assert len(answered) == 11  # of 17 units every third has sent nothing
    assert people[0].unit not in answered  # the first phone of the demo has something to send


@pytest.mark.parametrize("more", [{}, {"area": ("พื้นที่ดำเนินการ", "พื้นที่")}])
def test_of_a_call_without_topics_each_project_is_whole(more: dict[str, tuple[str, ...]]) -> None:
    programme = load(TALENT)
    call = next(one for one in programme.calls if one.of == "projects")
    benefit = next(field for field in call.fields if field.key == "benefit")
    others = (benefit.model_copy(update={"key": key, "said": said, "required": True}) for key, said in more.items())
    plain = programme.model_copy(update={"calls": (call.model_copy(update={"fields": (benefit, *others)}),)})
    people = read_roster(TALENT / "roster.example.csv", programme).rows
    told = answers_of(people, plain, began_of(plain), 2566)
    for message in told:
        said = sent_in(message.text, Context(message.at, "participant", programme=plain), [call_words(plain.calls[0])])
        assert said is not None, message.text
        assert said.named[0].facts.keys() == {"benefit", *more}, message.text
    assert told
