"""From an event to a turn: who speaks, in which role, from where, and what their words mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.inbound.incoming import IncomingEvent, context_of
from bot.inbound.router import Router
from bot.inbound.turn import Links, Turn
from bot.outbound import piggyback
from bot.outbound.reply import Reply, say
from bot.postback import unpack
from locales.texts import Texts
from models.activities.open_activities import OpenActivities
from models.messaging import chats
from models.messaging.conversations import Conversation
from models.messaging.deliveries import Delivery
from models.people import people, speakers
from models.people.speakers import Speaker, SpeakerRole
from models.privacy import tombstones
from models.storage.batch import BatchSession
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.current_programme import Calendar


@dataclass(frozen=True, slots=True)
class TurnBatch:
    """What the turns of one transaction share. A speaker is replaced when an event of theirs changes who they are."""

    session: BatchSession
    programme: Programme
    speakers: dict[str, Speaker]  # by chat key
    open_activities: OpenActivities
    unsent: set[str]  # ids of messages that were unsent before we came to them

    def drop_unstored_conversation(self, chat_key: str) -> None:
        """Forget a conversation that began in a turn which was rolled back."""
        speaker = self.speakers[chat_key]
        if speaker.conversation is not None and speaker.conversation not in self.session:
            self.speakers[chat_key] = replace(speaker, conversation=None)


@dataclass(frozen=True, slots=True)
class TurnFactory:
    """Prepares turns and hands them to handlers; it holds what all turns of the process share."""

    programme: Programme
    texts: Texts
    links: Links
    router: Router
    calendar: Calendar | None = None  # knows of days off that were added since; without it the file's are all there are

    def speaker_roles(self, session: Session, chat_keys: Sequence[str], now: datetime) -> dict[str, SpeakerRole]:
        """In which role whoever speaks in these chats does so, for reading ahead; strangers are left out."""
        return speakers.speaker_roles(session, chat_keys, *self._day_and_stage(now))

    def begin(self, session: BatchSession, incoming: Sequence[IncomingEvent], now: datetime) -> TurnBatch:
        """Load what the turns of these events need, in as many queries as for one of them."""
        chat_keys = list({one.row.chat_key for one in incoming})
        found = speakers.speakers(session, chat_keys, *self._day_and_stage(now))
        missing = [key for key in chat_keys if key not in found]
        if missing:
            chats.ensure(session, missing, now)
            found |= speakers.speakers(session, missing, *self._day_and_stage(now))
        people_ids = [each.role_on_day.person.id for each in found.values() if each.role_on_day]
        return TurnBatch(
            session=session,
            programme=self.calendar.current(session) if self.calendar else self.programme,
            speakers=found,
            open_activities=OpenActivities(session, people_ids, [one.row.at for one in incoming]),
            unsent=tombstones.among(session, [one.row.message_id for one in incoming if one.row.message_id]),
        )

    def turn(self, batch: TurnBatch, incoming: IncomingEvent, now: datetime, real_now: datetime) -> Turn:
        """The turn of one event of the batch."""
        event = incoming.parsed()
        speaker = self._speaker(batch, incoming.row.chat_key, now)
        conversation = speaker.conversation or _nothing_open(speaker, now)
        batch.speakers[speaker.chat.line_user_id] = replace(speaker, conversation=conversation)
        who = speaker.role_on_day
        said = None
        if event.text is not None:
            said = incoming.understood(event.text, context_of(event, speaker.role, self.programme))
        return Turn(
            session=batch.session,
            now=now,
            real_now=real_now,
            event=event,
            inbox_id=incoming.row.id,
            chat=speaker.chat,
            person=who.person if who else None,
            role=who.role if who else None,
            conversation=conversation,
            programme=batch.programme,
            text=self.texts.in_language(who.person.language if who else speaker.chat.language),
            texts=self.texts,
            links=self.links,
            unsent=batch.unsent,
            open_activities=batch.open_activities,
            understood=said,
            postback=unpack(event.postback_data) if event.text is None and event.postback_data is not None else None,
        )

    def answer(self, turn: Turn) -> Reply:
        """What the turn's handler replies."""
        reply = self.router.handler(turn)(turn)
        if turn.conversation.version and turn.conversation not in turn.session:
            turn.session.add(turn.conversation)
        if turn.person is not None:
            turn.open_activities.forget(turn.person.id)
        return reply

    def refresh_reminders(self, batch: TurnBatch, chat_key: str, waiting: Sequence[Delivery], now: datetime) -> None:
        """Before an answer takes reminders along: those of what has been done meanwhile are left out."""
        speaker = batch.speakers[chat_key]
        found = piggyback.riding(waiting)
        in_a_form = speaker.conversation is not None and speaker.conversation.is_form
        if found and speaker.chat.person_id is not None and not in_a_form:
            batch.session.flush()  # what this turn did counts
            piggyback.freshen(batch.session, batch.programme, self.texts, speaker.chat.person_id, found, now)

    def apology(self, batch: TurnBatch, chat_key: str) -> Reply:
        """What a person is told when their message could not be handled; it stays in the inbox."""
        return say(self.texts.in_language(batch.speakers[chat_key].chat.language)("trouble-apology"))

    def _speaker(self, batch: TurnBatch, chat_key: str, now: datetime) -> Speaker:
        """Who speaks in a chat; looked up anew when an earlier event of the batch registered them, or ended that."""
        speaker = batch.speakers[chat_key]
        person_id, known = speaker.chat.person_id, speaker.role_on_day
        if person_id == (known.person.id if known else None):
            return speaker
        found = people.standings(batch.session, [person_id] if person_id else [], *self._day_and_stage(now))
        return replace(speaker, role_on_day=found.get(person_id or 0))

    def _day_and_stage(self, now: datetime) -> tuple[date, str | None]:
        """As of when roles are looked up, and in which stage participants' areas."""
        day = bangkok_day(now)
        stage = self.programme.stage_on(day) or self.programme.next_stage(day)
        return day, stage.key if stage else None


def _nothing_open(speaker: Speaker, now: datetime) -> Conversation:
    """A conversation not yet stored."""
    return Conversation(chat_key=speaker.chat.line_user_id, open=None, data={}, version=0, updated_at=now)
