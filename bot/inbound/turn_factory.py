"""From an event to a turn: who speaks, in which role, from where, and what their words mean."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from bot.inbound.router import Router
from bot.inbound.turn import Links, Turn
from bot.line.event import Event, event_from_json
from bot.outbound import piggyback
from bot.outbound.reply import Reply, say
from bot.postback import unpack
from locales.texts import Texts
from models.activities import open_activities
from models.messaging import chats
from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.messaging.deliveries import Delivery
from models.messaging.inbox import Waiting
from models.people import people, speakers
from models.people.people import Standing
from models.people.speakers import Voice
from models.privacy import tombstones
from models.storage.batch import BatchSession
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.current_programme import Calendar
from thai.context import Context
from thai.data import read
from thai.meaning import Understood
from thai.understand import understand


def warm_up(programme: Programme) -> None:
    """Load what understanding loads at its first message, the programme's words too, before somebody waits for it."""
    for message in read("places")["district"].values():
        understand(message, Context(now=datetime.now(UTC), programme=programme))


@dataclass(slots=True)
class Seat:
    """What is known of a chat while its events are handled."""

    chat: Chat
    talk: Conversation | None
    standing: Standing | None
    has_spoken: bool = False  # in this batch


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an event that waits, and to whom they mean something."""

    inbox_id: int
    text: str
    context: Context


Meanings = Mapping[int, tuple[Context, Understood]]  # by inbox id: what words mean, and to whom they do


@dataclass(frozen=True, slots=True)
class Desk:
    """Where turns are prepared and handed to handlers; it holds what all turns share."""

    programme: Programme
    texts: Texts
    links: Links
    router: Router
    calendar: Calendar | None = None  # knows of days off that were added since; without it the file's are all there are

    def words_of(self, session: Session, waiting: Iterable[Waiting], now: datetime) -> list[Words]:
        """What is said in events that wait, and by whom, for `meanings`. What cannot be read is left to its turn."""
        said: list[tuple[Waiting, Event, str]] = []
        for one in waiting:
            with suppress(Exception):
                event = event_from_json(one.raw or "")
                if event.text is not None:
                    said.append((one, event, event.text))
        voices = speakers.voices(session, list({one.chat_key for one, _, _ in said}), *self._day_and_stage(now))
        stranger = Voice()
        return [
            Words(one.id, text, self._context(event, voices.get(one.chat_key, stranger))) for one, event, text in said
        ]

    @staticmethod
    def meanings(words: Iterable[Words]) -> Meanings:
        """What words mean: the part of a turn that needs no database, so that nobody waits for it to be let go. Should
        it fail, it will again in the turn, where that costs nobody else theirs."""
        found = {}
        for said in words:
            with suppress(Exception):
                found[said.inbox_id] = said.context, understand(said.text, said.context)
        return found

    def seat(
        self,
        session: BatchSession,
        chat_keys: Sequence[str],
        message_ids: Sequence[str],
        now: datetime,
        sent: Sequence[datetime] = (),
        meanings: Meanings | None = None,
    ) -> None:
        """Load what the turns of these chats and messages, sent at these instants, need: as many queries as for one.
        `meanings` is what was understood before."""
        found = speakers.speakers(session, chat_keys, *self._day_and_stage(now))
        missing = [key for key in chat_keys if key not in found]
        if missing:
            chats.ensure(session, missing, now)
            found |= speakers.speakers(session, missing, *self._day_and_stage(now))
        known = [each.standing.person.id for each in found.values() if each.standing]
        session.info["programme"] = self.calendar.current(session) if self.calendar else self.programme
        open_activities.foresee(session, known, sent)
        session.info["meanings"] = meanings or {}
        session.info["unsent"] = tombstones.among(session, message_ids)
        session.info["seats"] = {
            key: Seat(speaker.chat, speaker.talk, speaker.standing) for key, speaker in found.items()
        }

    def turn(
        self, session: BatchSession, chat_key: str, event: Event, inbox_id: int, now: datetime, real_now: datetime
    ) -> Turn:
        """Prepare the turn of one event of a seated chat."""
        seat: Seat = session.info["seats"][chat_key]
        chat = seat.chat
        if chat.person_id != (seat.standing.person.id if seat.standing else None):  # an earlier event registered them
            known = [chat.person_id] if chat.person_id is not None else []
            seat.standing = self._standings(session, known, now).get(chat.person_id or 0)
        if seat.has_spoken and chat.person_id is not None:
            open_activities.forget(session, chat.person_id)
        seat.has_spoken = True
        if seat.talk is None:
            seat.talk = Conversation(chat_key=chat.line_user_id, open=None, data={}, version=0, updated_at=now)
        standing = seat.standing
        return Turn(
            session=session,
            now=now,
            real_now=real_now,
            event=event,
            inbox_id=inbox_id,
            chat=chat,
            person=standing.person if standing else None,
            role=standing.role if standing else None,
            conversation=seat.talk,
            programme=session.info["programme"],
            text=self.texts.in_language(standing.person.language if standing else chat.language),
            texts=self.texts,
            links=self.links,
            unsent=session.info["unsent"],
            understood=self._understood(session, inbox_id, event, standing),
            postback=unpack(event.postback_data) if event.text is None and event.postback_data is not None else None,
        )

    def _understood(
        self, session: Session, inbox_id: int, event: Event, standing: Standing | None
    ) -> Understood | None:
        """What was understood before the database was held, if whoever speaks is still who they were."""
        if event.text is None:
            return None
        text, context = event.text, self._context(event, _voice(standing))
        meanings: Meanings = session.info["meanings"]
        to_whom, before = meanings.get(inbox_id, (None, None))
        return before if before is not None and to_whom == context else understand(text, context)

    def answer(self, turn: Turn) -> Reply:
        reply = self.router.handler(turn)(turn)
        if turn.conversation.version and turn.conversation not in turn.session:
            turn.session.add(turn.conversation)
        return reply

    def _standings(self, session: Session, person_ids: Sequence[int], now: datetime) -> dict[int, Standing]:
        return people.standings(session, person_ids, *self._day_and_stage(now))

    def _day_and_stage(self, now: datetime) -> tuple[date, str | None]:
        day = bangkok_day(now)
        stage = self.programme.stage_on(day) or self.programme.next_stage(day)
        return day, stage.key if stage else None

    @staticmethod
    def start_over(session: Session, chat_key: str) -> None:
        """Forget a conversation that began in a turn which was rolled back: it was never stored."""
        seat: Seat = session.info["seats"][chat_key]
        if seat.talk is not None and seat.talk not in session:
            seat.talk = None

    def freshen(self, session: Session, chat_key: str, waiting: Sequence[Delivery], now: datetime) -> None:
        """Before an answer takes along what rides: reminders of what has been done meanwhile are left out."""
        seat: Seat = session.info["seats"][chat_key]
        found = piggyback.riding(waiting)
        if found and seat.chat.person_id is not None and not (seat.talk and seat.talk.is_form):
            session.flush()  # what this turn did counts
            piggyback.freshen(session, session.info["programme"], self.texts, seat.chat.person_id, found, now)

    def apology(self, session: Session, chat_key: str) -> Reply:
        """What a person is told when their message could not be handled; it stays in the inbox."""
        seat: Seat = session.info["seats"][chat_key]
        text = self.texts.in_language(seat.chat.language)
        return say(text("trouble-apology"))

    def _context(self, event: Event, voice: Voice) -> Context:
        area = voice.area
        return Context(
            now=event.at,
            role=voice.role.value if voice.role else None,
            district=area if area and len(area) == 4 else None,
            province=area[:2] if area else None,
            programme=self.programme,
        )


def _voice(standing: Standing | None) -> Voice:
    return Voice(standing.role, standing.area) if standing else Voice()
