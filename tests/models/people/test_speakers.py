"""Who speaks: one query says what the several do."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.clock import Clock
from models.messaging import chats, conversations
from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.people import people, speakers
from models.people.people import Membership, Person, Placement, Role
from models.people.speakers import STRANGER, SpeakerRole
from models.storage.database import Database

TODAY = date(2023, 7, 12)
BEFORE, AFTER = TODAY - timedelta(days=9), TODAY + timedelta(days=9)
HISTORIES: dict[str, list[tuple[Role, str | None, date | None, date | None]]] = {
    "nobody": [],
    "participant": [(Role.PARTICIPANT, None, None, None)],
    "mentor from October": [(Role.MENTOR, "5607", AFTER, None)],
    "mentor until yesterday": [(Role.MENTOR, "5607", None, BEFORE)],
    "changes": [(Role.MENTOR, "5607", None, BEFORE), (Role.MENTOR, "5601", BEFORE, None)],
    "moves": [(Role.MENTOR, "5607", BEFORE - timedelta(days=9), BEFORE), (Role.MENTOR, "5602", BEFORE, None)],
    "two": [
        (Role.COORDINATOR, None, AFTER, None),
        (Role.MENTOR, "5602", None, None),
        (Role.PARTICIPANT, None, None, None),
    ],
    "later and later": [(Role.MENTOR, "5603", AFTER + timedelta(days=1), None), (Role.MENTOR, "5604", AFTER, None)],
}


@pytest.fixture
def keys(database: Database) -> dict[str, str]:
    """LINE ids by what their owners were, are and will be; the last is a stranger's."""
    now = Clock().real()
    found = {name: f"U{number:032d}" for number, name in enumerate([*HISTORIES, "stranger"])}
    with database.write() as session:
        chats.ensure(session, list(found.values()), now)
        of_key = chats.by_line_ids(session, list(found.values()))
        people_of = {name: _put(session, of_key[found[name]], name) for name in HISTORIES}
        for turn in range(max(map(len, HISTORIES.values()))):  # roles are given as the months go by, not by person
            for name, history in HISTORIES.items():
                if turn < len(history):
                    role, area, first, last = history[turn]
                    person_id = people_of[name]
                    held = Membership(person_id=person_id, role=role.value, area=area, from_day=first, to_day=last)
                    session.add(held)
                    session.flush()
    return found


def _put(session: Session, chat: Chat, name: str) -> int:
    person = Person(key=name, name=name, created_at=chat.created_at)
    session.add(person)
    session.flush()
    chat.person_id = person.id
    if name in ("participant", "two"):
        session.add(Placement(person_id=person.id, stage="pilot", area="5605"))
        session.add(Placement(person_id=person.id, stage="target", area="9001"))
    if name == "participant":
        asked = Conversation(
            chat_key=chat.line_user_id, open="entry", data={"activity": 1}, version=3, updated_at=chat.created_at
        )
        session.add(asked)
    return person.id


@pytest.mark.parametrize(("stage", "answers_since"), [("pilot", BEFORE + timedelta(days=1)), (None, BEFORE)])
def test_everybody_stands_as_the_several_queries_say(
    database: Database, keys: dict[str, str], stage: str | None, answers_since: date
) -> None:
    with database.read() as session:
        found = speakers.speakers(session, list(keys.values()), TODAY, stage, answers_since)
        heard = speakers.speaker_roles(session, list(keys.values()), TODAY, stage, answers_since)
        known = {chat.person_id: key for key, chat in chats.by_line_ids(session, list(keys.values())).items()}
        standings = people.roles_on_day(session, [one for one in known if one is not None], TODAY, stage, answers_since)
        talks = conversations.of_chats(session, list(keys.values()))
        assert set(found) == set(heard) == set(keys.values())
        for person_id, standing in standings.items():
            speaker = found[known[person_id]]
            assert speaker.role_on_day == standing
            assert speaker.conversation is talks.get(known[person_id])
            assert heard[known[person_id]] == SpeakerRole(standing.role, standing.area)
        stranger = keys["stranger"]
        assert (found[stranger].role_on_day, found[stranger].conversation, heard[stranger]) == (None, None, STRANGER)
    assert heard[keys["mentor until yesterday"]].role == (Role.MENTOR if answers_since == BEFORE else None)
    areas = {name: heard[keys[name]].area for name in ("changes", "moves", "later and later")}
    assert areas == {"changes": "5601", "moves": "5602", "later and later": "5604"}
    assert heard[keys["participant"]].area == ("5605" if stage else None)


def test_who_has_no_chat_yet_is_not_there(database: Database) -> None:
    with database.read() as session:
        assert speakers.speakers(session, ["U" + "9" * 32], TODAY, "pilot") == {}
