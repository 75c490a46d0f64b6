"""From an event to a turn: who speaks, in which role, from where, and what their words mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.calendar import Calendar
from bot.clock import bangkok_day
from bot.event import Event
from bot.postback import unpack
from bot.reminders import riding
from bot.reply import Reply, say
from bot.router import Links, Route, Turn, route
from bot.texts import Texts
from bot.thai.context import Context
from bot.thai.understand import understand
from models import chats, conversations, open_entries, people, tombstones
from models.chats import Chat
from models.conversations import Conversation
from models.deliveries import Delivery
from models.people import Standing
from programmes import Programme


@dataclass(slots=True)
class Seat:
    """What is known of a chat while its events are handled."""

    chat: Chat
    talk: Conversation | None
    standing: Standing | None
    has_spoken: bool = False  # in this batch


@dataclass(frozen=True, slots=True)
class Desk:
    """Where turns are prepared and handed to handlers; it holds what all turns share."""

    programme: Programme
    texts: Texts
    links: Links
    routes: Sequence[Route]
    calendar: Calendar | None = None  # knows of days off that were added since; without it the file's are all there are

    def warm_up(self) -> None:
        """Load what understanding loads at its first message, before somebody waits for it."""
        understand("อ.เมือง", Context(now=datetime.now(UTC)))

    def seat(
        self,
        session: Session,
        chat_keys: Sequence[str],
        message_ids: Sequence[str],
        now: datetime,
        sent: Sequence[datetime] = (),
    ) -> None:
        """Load what the turns of these chats and messages, sent at these instants, need: as many queries as for one."""
        found = chats.by_line_ids(session, chat_keys)
        missing = [key for key in chat_keys if key not in found]
        if missing:
            chats.ensure(session, missing, now)
            found |= chats.by_line_ids(session, missing)
        talks = conversations.of_chats(session, list(chat_keys))
        known = [chat.person_id for chat in found.values() if chat.person_id is not None]
        standings = self._standings(session, known, now)
        session.info["programme"] = self.calendar.current(session) if self.calendar else self.programme
        open_entries.foresee(session, known, sent)
        session.info["unsent"] = tombstones.among(session, message_ids)
        session.info["seats"] = {
            key: Seat(chat, talks.get(key), standings.get(chat.person_id or 0)) for key, chat in found.items()
        }

    def turn(
        self, session: Session, chat_key: str, event: Event, inbox_id: int, now: datetime, real_now: datetime
    ) -> Turn:
        """Prepare the turn of one event of a seated chat."""
        seat: Seat = session.info["seats"][chat_key]
        chat = seat.chat
        if chat.person_id != (seat.standing.person.id if seat.standing else None):  # an earlier event registered them
            known = [chat.person_id] if chat.person_id is not None else []
            seat.standing = self._standings(session, known, now).get(chat.person_id or 0)
        if seat.has_spoken and chat.person_id is not None:
            open_entries.forget(session, chat.person_id)
        seat.has_spoken = True
        if seat.talk is None:
            seat.talk = Conversation(chat_key=chat.line_user_id, open=None, data={}, version=0, updated_at=now)
        standing = seat.standing
        turn = Turn(
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
        )
        if event.text is not None:
            turn.understood = understand(event.text, self._context(event, standing))
        elif event.postback_data is not None:
            turn.postback = unpack(event.postback_data)
        return turn

    def answer(self, turn: Turn) -> Reply:
        reply = route(self.routes, turn)(turn)
        if turn.conversation.version and turn.conversation not in turn.session:
            turn.session.add(turn.conversation)
        return reply

    def _standings(self, session: Session, person_ids: Sequence[int], now: datetime) -> dict[int, Standing]:
        day = bangkok_day(now)
        stage = self.programme.stage_on(day) or self.programme.next_stage(day)
        return people.standings(session, person_ids, day, stage.key if stage else None)

    @staticmethod
    def start_over(session: Session, chat_key: str) -> None:
        """Forget a conversation that began in a turn which was rolled back: it was never stored."""
        seat: Seat = session.info["seats"][chat_key]
        if seat.talk is not None and seat.talk not in session:
            seat.talk = None

    def freshen(self, session: Session, chat_key: str, waiting: Sequence[Delivery], now: datetime) -> None:
        """Before an answer takes along what rides: reminders of what has been done meanwhile are left out."""
        seat: Seat = session.info["seats"][chat_key]
        found = riding.riding(waiting)
        if found and seat.chat.person_id is not None and not (seat.talk and seat.talk.is_form):
            session.flush()  # what this turn did counts
            riding.freshen(session, session.info["programme"], self.texts, seat.chat.person_id, found, now)

    def apology(self, session: Session, chat_key: str) -> Reply:
        """What a person is told when their message could not be handled; it stays in the inbox."""
        seat: Seat = session.info["seats"][chat_key]
        text = self.texts.in_language(seat.chat.language)
        return say(text("trouble-apology"))

    def _context(self, event: Event, standing: Standing | None) -> Context:
        area = standing.area if standing else None
        return Context(
            now=event.at,
            role=standing.role.value if standing and standing.role else None,
            district=area if area and len(area) == 4 else None,
            province=area[:2] if area else None,
            programme=self.programme,
        )
