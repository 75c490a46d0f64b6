"""Events that wait for their turn. They are parsed and understood once, while others may write to the database."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time

from bot.line.event import Event, event_from_json
from models.messaging.inbox import WaitingEvent
from models.people.speakers import SpeakerRole
from programmes import Programme
from programmes.bangkok import BANGKOK
from thai.context import Context
from thai.data import read
from thai.meaning import Understood
from thai.understand import understand


def warm_up(programme: Programme) -> None:
    """Load everything that understanding needs, with the programme's words, before the first message comes."""
    for message in read("places")["district"].values():
        understand(message, Context(now=datetime.combine(programme.start, time(), BANGKOK), programme=programme))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of words in a context."""

    context: Context
    understood: Understood


@dataclass(frozen=True, slots=True)
class IncomingEvent:
    """An event of the inbox that is to be handled. `event` and `meaning` are None if reading ahead failed, and
    `meaning` also if there are no words."""

    row: WaitingEvent
    event: Event | None = None
    meaning: Meaning | None = None

    def parsed(self) -> Event:
        """Return the event. An error of parsing is raised here, where it does not affect other turns."""
        return self.event or event_from_json(self.row.raw or "")

    def understood(self, text: str, context: Context) -> Understood:
        """Return the meaning of the words: the one that was understood ahead, if the speaker has the same role now."""
        if self.meaning is not None and self.meaning.context == context:
            return self.meaning.understood
        return understand(text, context)


def read_ahead(row: WaitingEvent, speaker: SpeakerRole, programme: Programme) -> IncomingEvent:
    """Parse an event and understand its words. If this fails, it is done again in the turn."""
    event, meaning = None, None
    if row.raw is not None:
        with suppress(Exception):
            event = event_from_json(row.raw)
            if event.text is not None:
                context = context_of(event, speaker, programme)
                meaning = Meaning(context, understand(event.text, context))
    return IncomingEvent(row, event, meaning)


def context_of(event: Event, speaker: SpeakerRole, programme: Programme) -> Context:
    """Return the context: speaker and time, as far as they change the meaning of words."""
    area = speaker.area if speaker.area and speaker.area.isdecimal() else None  # a unit may have a code of its own
    return Context(
        now=event.at,
        role=speaker.role.value if speaker.role else None,
        district=area if area and len(area) == 4 else None,
        province=area[:2] if area else None,
        programme=programme,
    )
