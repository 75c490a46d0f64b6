"""What cards and menus ask people to type is understood when they type it."""

import re
from datetime import datetime

import pytest

from bot.cards.commands import about_key, commands_of, word_key
from locales.texts import Text
from programmes.bangkok import BANGKOK
from tests.bot.cards.test_cards import ENGLISH, ROOT, THAI
from thai.context import Context
from thai.coordination import read_code, read_leave, read_leave_taken_back, read_look, read_stand_in
from thai.enquiries import read_enquiry
from thai.intents import MENUS
from thai.sending_times import sending_time_in
from thai.understand import understand

NOW = datetime(2023, 7, 12, 9, tzinfo=BANGKOK)
BOTH = pytest.mark.parametrize("text", [THAI, ENGLISH], ids=["th", "en"])


@BOTH
@pytest.mark.parametrize("role", MENUS)
def test_every_command_a_role_is_offered_has_its_word_and_says_what_it_is_for(role, text: Text):
    needed = [word_key("menu"), *(key(intent) for intent in commands_of(role) for key in (word_key, about_key))]
    assert [key for key in needed if key not in text.messages] == []


@BOTH
@pytest.mark.parametrize("role", MENUS)
def test_every_word_of_a_role_s_menu_is_that_command_when_typed(role, text: Text):
    context = Context(now=NOW, role=None if role == "stranger" else role)
    for intent in (*commands_of(role), "menu"):
        understood = understand(text(word_key(intent)), context)
        assert (understood.intent, understood.exact) == (intent, True), text(word_key(intent))


@BOTH
def test_the_example_of_an_invite_code_is_read_as_one(text: Text):
    understood = understand(text("stranger-code-example"), Context(now=NOW))
    assert understood.intent == "register"
    assert understood.slots.code == "K7PM-3XQD-9RTW"


@BOTH
def test_the_example_of_the_help_card_is_an_activity(text: Text):
    understood = understand(text("help-example"), Context(now=NOW, role="participant"))
    assert understood.intent == "log_activity"
    assert understood.slots.people_count == 25


def read_question(words: str, context: Context) -> str | None:
    return read_enquiry(words, context).about


READERS = (read_look, read_leave, read_leave_taken_back, read_code, read_stand_in, read_question)


@BOTH
@pytest.mark.parametrize(
    ("role", "files"),
    [
        ("participant", ("cards.ftl", "menus.ftl")),
        ("coordinator", ("summaries.ftl", "broadcasts.ftl", "exports.ftl", "personnel.ftl")),
    ],
    ids=["participant", "coordinator"],
)
def test_words_in_quotation_marks_are_a_command_a_day_or_the_label_of_a_button(text: Text, role: str, files):
    """A hint such as “type …” that leads nowhere would be worse than none."""
    context = Context(now=NOW, role=role)
    folder = ROOT / "locales" / text.language
    labels = {text(key).casefold() for key, message in text.messages.items() if not message.variables}
    dead = [
        quoted
        for file in files
        for quoted in re.findall(r"“([^”{]+)”", (folder / file).read_text(encoding="utf-8"))
        if quoted.casefold() not in labels
        and (said := understand(quoted, context)).intent == "unknown"
        and said.slots.activity_date is None
        and not any(reader(quoted, context) for reader in READERS)
        and not sending_time_in(quoted, context, asked=True)
    ]
    assert dead == []
