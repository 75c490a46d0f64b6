"""Chats and their open questions: each is found by its own id, and what waits for a day outlives the question."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from models.messaging import chats, conversations
from models.messaging.chats import WRONG_CODES_AN_HOUR, Chat
from models.messaging.conversations import MOST_PHOTOGRAPHED, PHOTOGRAPHED, Conversation
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database
from tests.models.two_people import MALEE, SOMCHAI, with_two_people

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def test_only_the_chats_that_are_asked_for_are_found(database: Database) -> None:
    with database.write() as session:
        chats.ensure(session, ["U1", "U2"], NOW)
        assert set(chats.by_line_ids(session, ["U1"])) == {"U1"}
        assert set(chats.hold(session, ["U1"])) == {"U1"}


def test_a_new_chat_has_all_its_tries(database: Database) -> None:
    with database.write() as session:
        chats.ensure(session, ["U1"], NOW)
        chat = chats.by_line_ids(session, ["U1"])["U1"]
        assert (chat.wrong_codes, chat.menu_stale, chat.follows) == (0, False, True)


def test_so_many_menus_are_checked_at_a_time(database: Database) -> None:
    with database.write() as session:
        chats.ensure(session, ["U1", "U2", "U3"], NOW)
        for chat in chats.by_line_ids(session, ["U1", "U2"]).values():
            chat.menu_stale = True
        session.flush()
        assert {chat.line_user_id for chat in chats.with_stale_menu(session, 9)} == {"U1", "U2"}
        assert len(chats.with_stale_menu(session, 1)) == 1


def test_each_question_has_a_version_of_its_own_and_is_asked_again_with_it() -> None:
    open_one = Conversation(chat_key="U1", data={}, version=0)
    assert [open_one.ask("form:a", NOW), open_one.ask("b", NOW, of=1)] == [1, 2]
    assert open_one.data == {"of": 1}
    open_one.ask_again(NOW, of=2)
    assert (open_one.open, open_one.data, open_one.version) == ("b", {"of": 2}, 2)


def test_what_waits_for_its_day_outlives_questions_and_nothing_else_does() -> None:
    kept = Conversation(chat_key="U1", data={}, version=0)
    kept.ask("first", NOW, of=1)
    kept.keep_undated([{"id": "7"}])
    kept.note_photographed("8", "code")
    for go_on in (lambda: kept.ask("next", NOW), lambda: kept.ask_again(NOW, of=3), lambda: kept.close(NOW)):
        go_on()
        assert (kept.undated, kept.photographed_for("8"), kept.photographed_for("9")) == ([{"id": "7"}], "code", None)
    kept.keep_undated([])
    assert (kept.open, set(kept.data)) == (None, {PHOTOGRAPHED})


def test_so_many_photos_of_codes_are_remembered_the_newest() -> None:
    photographing = Conversation(chat_key="U1", data={}, version=0)
    for number in range(MOST_PHOTOGRAPHED + 1):
        photographing.note_photographed(str(number), "code")
    assert photographing.photographed_for("0") is None
    assert photographing.photographed_for("1") == photographing.photographed_for(str(MOST_PHOTOGRAPHED)) == "code"


def test_who_is_in_a_form_has_answered_lately_and_is_asked_more(database: Database) -> None:
    questions = {
        "now": ("form:x", NOW),
        "long ago": ("form:x", NOW - MOMENT),
        "other": ("day", NOW),
        "done": (None, NOW),
    }
    with database.write() as session:
        for chat, (question, at) in questions.items():
            session.add(Conversation(chat_key=chat, open=question, data={}, updated_at=at))
        session.flush()
        assert conversations.in_a_form(session, questions, NOW) == {"now"}
        assert conversations.in_a_form(session, ["other"], NOW) == set()
        assert set(conversations.of_chats(session, ["done"])) == {"done"}


def test_five_wrong_codes_an_hour_are_too_many_and_the_next_hour_begins_anew() -> None:
    chat = Chat(line_user_id="U1", wrong_codes=0)
    for _ in range(WRONG_CODES_AN_HOUR):
        assert chat.may_try_a_code(NOW)
        chat.count_wrong_code(NOW)
    assert not chat.may_try_a_code(NOW)
    hour = timedelta(hours=1)
    assert not chat.may_try_a_code(NOW + hour - MOMENT)
    chat.count_wrong_code(NOW + hour)
    assert (chat.wrong_codes, chat.wrong_codes_since) == (1, NOW + hour)


def test_who_is_separated_from_a_chat_leaves_no_consent_and_no_messages_in_it(database: Database) -> None:
    with with_two_people(database) as session:
        chats.ensure(session, ["U1", "U2"], NOW)
        for (chat, consent), person in zip((("U1", "1"), ("U2", None)), (MALEE, SOMCHAI), strict=True):
            found = chats.by_line_ids(session, [chat])[chat]
            found.person_id, found.consent_version, found.consent_at = person, consent, NOW
            columns = {"messages": ["said"], "message_count": 1, "due_at": NOW, "created_at": NOW, "retry_key": "k"}
            session.add(Delivery(chat_key=chat, state=DeliveryState.DUE, **columns))
        session.flush()
        mine = chats.to_tell(session, MALEE)
        assert mine is not None
        assert chats.to_tell(session, SOMCHAI) is chats.to_tell(session, 99) is None
        chats.detach(session, mine)
        session.flush()
        assert (mine.person_id, mine.consent_version, mine.consent_at, mine.menu_stale) == (None, None, None, True)
        assert session.scalars(select(Delivery.chat_key)).all() == ["U2"]
