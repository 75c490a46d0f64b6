"""Makes the turn of an event: finds the speaker, their role and area, and the meaning of their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.inbound.incoming import IncomingEvent, context_of
from bot.inbound.labels import labels_typed
from bot.inbound.router import Router
from bot.inbound.turn import Links, Turn
from bot.line.event import event_from_json
from bot.outbound import piggyback
from bot.outbound.reply import Reply, say
from bot.postback import Meant, Postback, unpack
from locales.texts import Text, Texts
from models.activities.open_activities import OpenActivities
from models.messaging import chats, inbox
from models.messaging.conversations import Conversation
from models.messaging.deliveries import Delivery
from models.people import people, speakers
from models.people.speakers import Speaker, SpeakerRole
from models.privacy import unsend_markers
from models.reviews import terms
from models.storage.batch import BatchSession
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.current_programme import CurrentProgramme
from services.evaluations.signing import SigningKey
from services.media.store import MediaStore
from thai.intents import INTENTS
from thai.meaning import Understood
from thai.understand import understand
from thai.yes_and_no import yes_or_no


@dataclass(frozen=True, slots=True)
class TurnBatch:
    """What the turns of one transaction share. A speaker is replaced when an event changes their person or role."""

    session: BatchSession
    programme: Programme
    speakers: dict[str, Speaker]  # by chat key
    open_activities: OpenActivities
    unsent: set[str]  # ids of messages that were unsent before they were handled
    scrubbed: set[int]  # ids of inbox events whose words were erased after they were read ahead

    def drop_unstored_conversation(self, chat_key: str) -> None:
        """Drop a conversation that began in a turn which was rolled back."""
        speaker = self.speakers[chat_key]
        if speaker.conversation is not None and speaker.conversation not in self.session:
            self.speakers[chat_key] = replace(speaker, conversation=None)


@dataclass(frozen=True, slots=True)
class TurnFactory:
    """Makes turns and calls their handlers. It has what all turns of the process share."""

    programme: Programme
    texts: Texts
    links: Links
    router: Router
    calendar: CurrentProgramme | None = (
        None  # the programme with late holidays; without it only the file's holidays are known
    )
    signing: SigningKey | None = None

    files: MediaStore | None = None

    def speaker_roles(self, session: Session, chat_keys: Sequence[str], now: datetime) -> dict[str, SpeakerRole]:
        """Return the roles of the speakers of these chats, for reading ahead, without people who have not joined."""
        return speakers.speaker_roles(session, chat_keys, *self._day_and_stage(now))

    def begin(self, session: BatchSession, incoming: Sequence[IncomingEvent], now: datetime) -> TurnBatch:
        """Load what the turns of these events need, with as many queries as for one of them."""
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
            scrubbed=inbox.scrubbed(session, [one.row.id for one in incoming]),
            unsent=unsend_markers.among(session, [one.row.message_id for one in incoming if one.row.message_id]),
        )

    def turn(self, batch: TurnBatch, incoming: IncomingEvent, now: datetime, real_now: datetime) -> Turn:
        """Return the turn of one event of the batch."""
        event = incoming.parsed()
        speaker = self._speaker(batch, incoming.row.chat_key, now)
        conversation = speaker.conversation or _nothing_open(speaker, now)
        batch.speakers[speaker.chat.line_user_id] = replace(speaker, conversation=conversation)
        who = speaker.role_on_day
        context = context_of(event, speaker.role, self.programme)
        said: Understood | None = None
        button: Postback | None = None
        text = self.texts.in_language(who.person.language if who else speaker.chat.language)
        if event.text is not None:
            said = incoming.understood(event.text, context)
            answer = yes_or_no(event.text, conversation.open) if conversation.open else None
            said = replace(said, intent=answer, exact=True, guesses=(), doubts=()) if answer else said
            says_days = said.slots.activity_date is not None or said.slots.period is not None
            button = None if says_days else _guess_typed(conversation, event.text, text)
        elif event.postback_data is not None:
            button = unpack(event.postback_data)
        if isinstance(button, Meant):
            said = self._meaning_of_guess(batch, button, speaker) or said
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
            text=text,
            texts=self.texts,
            links=self.links,
            unsent=batch.unsent,
            open_activities=batch.open_activities,
            understood=said,
            context=context,
            postback=button,
            signing=self.signing,
            files=self.files,
        )

    def _meaning_of_guess(self, batch: TurnBatch, button: Meant, speaker: Speaker) -> Understood | None:
        """Return the meaning of a message that a tap says to be this command. What acts is not read from words that
        were not understood: its handler asks."""
        raw = inbox.raw_of(batch.session, button.inbox, speaker.chat.line_user_id)
        if raw is None or button.intent not in INTENTS or button.intent in INTENTS.acting:
            return None
        event = event_from_json(raw)
        if event.text is None:
            return None
        understood = understand(event.text, context_of(event, speaker.role, self.programme))
        return replace(understood, intent=button.intent, exact=False, guesses=())

    def answer(self, turn: Turn) -> Reply:
        """Call the turn's handler and return its reply."""
        reply = self.router.handler(turn)(turn)
        if turn.conversation.version and turn.conversation not in turn.session:
            turn.session.add(turn.conversation)
        if turn.person is not None:
            turn.open_activities.forget(turn.person.id)
        return reply

    def refresh_reminders(self, batch: TurnBatch, chat_key: str, waiting: Sequence[Delivery], now: datetime) -> None:
        """Make the reminders that go with a reply again, without those that have been done meanwhile."""
        speaker = batch.speakers[chat_key]
        found = piggyback.piggybacked(waiting)
        in_a_form = speaker.conversation is not None and speaker.conversation.is_form
        if found and speaker.chat.person_id is not None and not in_a_form:
            batch.session.flush()  # the effects of this turn count
            piggyback.refresh_piggybacked(
                batch.session, batch.programme, self.texts, speaker.chat.person_id, found, now
            )

    def late_note(self, batch: TurnBatch, chat_key: str) -> Reply:
        """Return the note before late answers, of which only the newest are sent."""
        return say(self.texts.in_language(batch.speakers[chat_key].chat.language)("late-note"))

    def apology(self, batch: TurnBatch, chat_key: str) -> Reply:
        """Return the apology for a message that could not be handled; it stays in the inbox."""
        return say(self.texts.in_language(batch.speakers[chat_key].chat.language)("trouble-apology"))

    def _speaker(self, batch: TurnBatch, chat_key: str, now: datetime) -> Speaker:
        """Return the speaker of a chat, loaded again if an earlier event of the batch registered or separated them."""
        speaker = batch.speakers[chat_key]
        person_id, known = speaker.chat.person_id, speaker.role_on_day
        if person_id == (known.person.id if known else None):
            return speaker
        found = people.roles_on_day(batch.session, [person_id] if person_id else [], *self._day_and_stage(now))
        return replace(speaker, role_on_day=found.get(person_id or 0))

    def _day_and_stage(self, now: datetime) -> tuple[date, str | None, date]:
        """Return the day for which roles are looked up, the stage of participants' areas, and since which last day a
        former mentor may still answer."""
        day = bangkok_day(now)
        stage = self.programme.stage_on(day) or self.programme.next_stage(day)
        return day, stage.key if stage else None, terms.answers_since(self.programme, day)


def _nothing_open(speaker: Speaker, now: datetime) -> Conversation:
    """Return a new conversation that is not stored yet."""
    return Conversation(chat_key=speaker.chat.line_user_id, open=None, data={}, version=0, updated_at=now)


def _guess_typed(conversation: Conversation, words: str, text: Text) -> Meant | None:
    """Return the button of an offer whose label was typed in its place, right after the offer."""
    if not conversation.data or "meant" not in conversation.data:
        return None
    meant = conversation.data["meant"]
    return next(
        (Meant(conversation.data["offered"], meant[key]) for key in labels_typed(words, text) if key in meant), None
    )
