"""The job that queues confirmed announcements in portions, each receiver once, without making replies wait."""

from datetime import datetime
from time import sleep
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.cards.broadcast import announcement, broadcast_words
from bot.cards.broadcast_times import NotSentBroadcast, not_sent_card
from bot.inbound.turn import Links
from bot.outbound.multicasts import OutboxMessage, queue_messages
from bot.resources import Bot
from models.activities import media
from models.coordination import audiences, broadcasts, downloads, scopes
from models.coordination.broadcasts import ABOUT, Broadcast, BroadcastState, Receiver
from models.messaging.deliveries import About, Urgency
from models.people import people, web_sessions
from models.people.people import Role
from models.storage import backups
from programmes.bangkok import bangkok_day
from services.access import NotAllowed, person_access

log = structlog.get_logger()
PORTION: Final = 250  # receivers in one transaction
PAUSE: Final = 0.02  # seconds between two transactions, in which replies can be written


class BroadcastJob:
    """The job. Any number of these may run: each portion is one transaction, and each receiver has one row."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def carry_on(self) -> int:
        """Queue confirmed announcements whose time has come, and close those that are sent. Return the number of
        receivers queued."""
        self._begin_due()
        with self._bot.database.read() as session:
            found = [(one.id, one.state) for one in broadcasts.under_way(session)]
        written = 0
        for broadcast_id, state in found:
            if state == BroadcastState.QUEUING:
                written += self._queue(broadcast_id)
            else:
                self._close(broadcast_id)
        return written

    def next_instant(self) -> datetime | None:
        """Return when the next announcement is to be sent, or None."""
        with self._bot.database.read() as session:
            return broadcasts.next_instant(session)

    def forget_old_links(self) -> None:
        """Delete download links, and sessions on the web, that ended long ago."""
        with self._bot.database.write() as session:
            downloads.clear(session, self._bot.clock.real() - downloads.KEPT_FOR)
            web_sessions.clear(session, self._bot.clock.real() - web_sessions.KEPT_FOR)

    def _begin_due(self) -> None:
        """Begin the announcements whose time has come."""
        with self._bot.database.read() as session:
            found = broadcasts.due(session, self._bot.clock.now())
        for broadcast_id in found:
            with self._bot.database.write() as session:
                broadcast = broadcasts.hold(session, broadcast_id, BroadcastState.SCHEDULED)
                if broadcast is not None:
                    self._begin(session, broadcast)

    def _begin(self, session: Session, broadcast: Broadcast) -> None:
        """Send an announcement now, also a little late. On another day than its own, or without any receivers, it
        becomes a draft again, and its author is told. Whoever is not allowed any more sends nothing."""
        programme, now = self._bot.calendar.current(session), self._bot.clock.now()
        day, at = bangkok_day(now), broadcast.send_at or now
        author = person_access(session, programme, broadcast.author_id, day)
        is_allowed = author.refusal in (None, NotAllowed.OLDER_CONSENT)
        access = scopes.of_person(session, programme, broadcast.author_id, day)
        people_now, _ = audiences.count(session, programme, access, broadcast.to, broadcast.author_id, day)
        is_late = day != bangkok_day(at) or backups.is_lost(session, at)  # before a restore: perhaps it was sent
        if is_allowed and people_now and not is_late:
            broadcast.state = BroadcastState.QUEUING
            return
        why = "late" if is_late else "nobody"
        log.warning("broadcast.not_sent", broadcast=broadcast.id, why=why if is_allowed else "not_allowed")
        broadcast.give_back()
        if is_allowed and author.person is not None and author.chat is not None:
            text = self._bot.texts.in_language(author.person.language)
            told = not_sent_card(NotSentBroadcast(broadcast.id, broadcast.words or "", at, why), text)
            queue_messages(
                session,
                [OutboxMessage(author.chat.line_user_id, [told], About(ABOUT, broadcast.id))],
                self._bot.clock.real(),
            )

    def _queue(self, broadcast_id: int) -> int:
        written, more = 0, True
        while more:
            count, more = self._queue_portion(broadcast_id)
            written += count
            sleep(PAUSE)
        log.info("broadcast.queued", broadcast=broadcast_id, people=written)
        return written

    def _queue_portion(self, broadcast_id: int) -> tuple[int, bool]:
        """Queue messages to the next receivers. Return how many, and whether there may be more."""
        bot = self._bot
        with bot.database.write() as session:
            broadcast = broadcasts.hold(session, broadcast_id)
            if broadcast is None:
                return 0, False
            found = self._next_receivers(session, broadcast)
            fresh = broadcasts.not_yet(session, broadcast_id, found)
            to_tell = [one for one in fresh if one.chat_key is not None]
            told = queue_messages(session, self._letters(session, broadcast, to_tell), bot.clock.real())
            ids = (one.person_id for one in to_tell)
            broadcasts.deal_with(session, broadcast_id, fresh, dict(zip(ids, told, strict=True)))
            if found:
                broadcast.reached = found[-1].person_id
            if len(found) < PORTION:
                broadcast.state, broadcast.queued_at = BroadcastState.QUEUED, bot.clock.real()
        return len(to_tell), len(found) == PORTION

    def _next_receivers(self, session: Session, broadcast: Broadcast) -> list[Receiver]:
        """Return the next receivers, by what the author may see now; an author without a scope reaches nobody."""
        programme, day = self._bot.calendar.current(session), bangkok_day(self._bot.clock.now())
        access = scopes.of_person(session, programme, broadcast.author_id, day)
        return audiences.receivers(
            session, programme, access, broadcast.to, broadcast.author_id, day, after=broadcast.reached, most=PORTION
        )

    def _letters(self, session: Session, broadcast: Broadcast, to_tell: list[Receiver]) -> list[OutboxMessage]:
        author = people.by_ids(session, [broadcast.author_id])[broadcast.author_id]
        day = bangkok_day(self._bot.clock.now())
        language_of = audiences.languages(session, [one.person_id for one in to_tell])
        written = {}
        roles, coordinates = self._bot.programme.roles, people.holds_role(session, author.id, Role.COORDINATOR, day)
        links = Links(self._bot.settings.picture_url, None)
        tokens = [one.token for one in media.of_broadcast(session, broadcast.id) if one.sha256 and one.token]
        pictures = [link for token in tokens if (link := links.photo(token))]
        for language in set(language_of.values()):
            role = roles.coordinator(language) if coordinates else roles.mentor(language)
            text = self._bot.texts.in_language(language)
            said = broadcast_words(author.name, role, broadcast.words or "", text)
            written[language] = announcement(said, pictures)
        about = About(ABOUT, broadcast.id)
        return [
            OutboxMessage(one.chat_key or "", written[language_of[one.person_id]], about, urgency=Urgency.MAY_WAIT)
            for one in to_tell
        ]

    def _close(self, broadcast_id: int) -> None:
        """Close an announcement if no receiver is left."""
        with self._bot.database.write() as session:
            if broadcasts.progress(session, broadcast_id).waiting == 0:
                broadcasts.finish(session, broadcast_id)
