"""Housekeeping jobs: delete raw events and unused files in time, and free what waits for quota or a wake-up."""

from collections import defaultdict
from contextlib import closing
from datetime import timedelta
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.line.quota import PushQuota
from bot.outbound import piggyback
from bot.outbound.multicasts import OutboxMessage, queue_messages
from bot.outbound.reply import text_message
from bot.resources import Bot
from models.activities import media
from models.forms import uploads
from models.messaging import chat_queues, chats, deliveries, delivery_health, inbox
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import ABOUT_REMINDED, About, DeliveryState
from models.people import imports, people
from models.privacy import erasure, unsend_markers, viewings
from programmes.bangkok import BANGKOK, bangkok_day

log = structlog.get_logger()
STRANDED_AFTER: Final = timedelta(seconds=30)
UNSEND_MARKERS_LAST: Final = timedelta(days=7)
CANCELLED_LAST: Final = timedelta(days=30)  # cancelled drafts can be restored for this long
ROSTERS_LAST: Final = timedelta(days=1)  # a file that was shown and neither imported nor put away
UPLOADS_LAST: Final = timedelta(days=30)  # a form that was sent on the web and not published
AT_ONCE: Final = 500
NAMES: Final = 30


class Housekeeping:
    """The jobs. Each may run in any process, any number of times."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def scrub(self) -> int:
        """Delete the raw JSON of handled events a day after they came."""
        before = self._bot.clock.real() - timedelta(hours=self._bot.programme.retention.raw_hours)
        total = 0
        while True:
            with self._bot.database.write() as session:
                scrubbed = inbox.scrub(session, handled_before=before, most=AT_ONCE)
                unsend_markers.clear(session, self._bot.clock.now() - UNSEND_MARKERS_LAST)
                erasure.forget_cancelled_drafts(session, self._bot.clock.now() - CANCELLED_LAST)
                erasure.forget_pictures_of_cancelled(session)
                old = imports.read_before(session, self._bot.clock.now() - ROSTERS_LAST)
                erasure.forget_rosters(session, old)
                uploads.forget_before(session, self._bot.clock.now() - UPLOADS_LAST)
                viewings.clear(session, bangkok_day(self._bot.clock.now() - viewings.KEPT_FOR))
            total += scrubbed
            if scrubbed < AT_ONCE:
                break
        if total:
            log.info("inbox.scrubbed", events=total)
        return total

    def wake_stranded(self) -> int:
        """Wake chats whose events wait although their queue does not say so. Normally there are none."""
        now = self._bot.clock.real()
        with self._bot.database.read() as session:
            stranded = inbox.stranded_chats(session, now - STRANDED_AFTER)
        if stranded:
            with self._bot.database.write() as session:
                chat_queues.enqueue(session, Direction.IN, stranded, now)
            log.warning("inbox.woken", chats=len(stranded))
        return len(stranded)

    def bring_forward(self) -> int:
        """Make due what another clock has put off, before the host or the database was moved."""
        now = self._bot.clock.real()
        with self._bot.database.write() as session:
            media.bring_forward(session, now)
            found = chat_queues.bring_forward(session, now)
        if found:
            log.warning("queues.brought_forward", queues=found)
        return found

    def remove_leftovers(self) -> int:
        """Delete the bytes of photos that were unsent or erased."""
        with self._bot.database.read() as session:
            hashes = erasure.leftover_files(session)
        for sha256 in hashes:
            with self._bot.database.write() as session:
                if not media.is_kept(session, sha256):  # somebody may have sent the same picture again
                    self._bot.media.delete(sha256)
                erasure.forget_leftover(session, sha256)
        return len(hashes)

    def remove_nobodys(self) -> int:
        """Remove the LINE ids of chats that belong to nobody any more, and hash the keys of the erased with the
        secret. Return how many chats were removed."""
        with self._bot.database.read() as session:
            if not erasure.any_to_remove(session):
                return 0
        with self._bot.database.write() as session:
            people.key_older_hashes(session)
            removed = erasure.remove_chats(session, most=AT_ONCE)
        if removed:
            log.info("chats.removed", chats=removed)
        return removed

    def end_rides(self) -> int:
        """Push what waited for a person's next message when its time is over. Reminders that a coordinator wanted to
        cost nothing are dropped; the coordinator is told who did not get them. Nothing is pushed in quiet hours or on a
        holiday. Return how many there were."""
        now, here = self._bot.clock.real(), self._bot.clock.now().astimezone(BANGKOK)
        lost = defaultdict[int, list[str]](list)
        with self._bot.database.write() as session:
            programme = self._bot.calendar.current(session)
            if programme.quiet_hours.hold(here.time()) or not programme.is_working_day(here.date()):
                return 0
            overdue = deliveries.chats_ridden_in_vain(session, now, AT_ONCE)
            chat_queues.lock_rows(session, Direction.OUT, overdue)  # a sender must not have read them
            found = deliveries.rode_in_vain(session, now, piggyback.ABOUT, AT_ONCE)
            for delivery in found:
                if delivery.about_kind == ABOUT_REMINDED and delivery.about_id:
                    delivery.state, delivery.messages, delivery.settled_at = DeliveryState.SKIPPED, None, now
                    lost[delivery.about_id].append(delivery.chat_key)
                else:
                    delivery.rides = False
            pushed = [delivery.chat_key for delivery in found if not delivery.rides]
            chat_queues.enqueue(session, Direction.OUT, pushed, now)
            for author_id, chat_keys in lost.items():
                self._tell_lost(session, author_id, chat_keys)
        return len(found)

    def _tell_lost(self, session: Session, author_id: int, chat_keys: list[str]) -> None:
        """Tell a coordinator who has not written, and so has not got the reminder."""
        chat, author = chats.to_tell(session, author_id), people.by_ids(session, [author_id]).get(author_id)
        if chat is None or author is None:
            return
        told = [one.person_id for one in chats.by_line_ids(session, chat_keys).values() if one.person_id is not None]
        named = sorted(one.name for one in people.by_ids(session, told).values())
        text = self._bot.texts.in_language(author.language)
        names = ", ".join(named[:NAMES]) + (" …" if len(named) > NAMES else "")
        notice = text_message(text("remind-lost", count=len(named), names=names))
        about = About("summary", author_id)
        queue_messages(session, [OutboxMessage(chat.line_user_id, [notice], about)], self._bot.clock.real())

    def retire(self) -> int:
        """Erase people whose data has been kept for as long as the programme says.

        The time counts from the programme's end, or from the import of the person if that was later. So importing
        the roster of a programme that ended long ago does not erase it the same night.
        """
        programme, now = self._bot.programme, self._bot.clock.now()
        keeping = timedelta(days=programme.retention.records_days + 1)
        if bangkok_day(now) < programme.end + keeping:
            return 0

        def erase_all(session: Session) -> int:
            found = people.on_record_since(session, now - keeping)
            for person in found:
                erasure.erase(session, person, now, actor="retention")
            return len(found)

        retired = self._bot.database.write_again(erase_all)
        if retired:
            log.info("people.retired", people=retired)
        return retired

    def _is_used_up(self) -> bool:
        with closing(self._bot.line()) as line:
            return PushQuota(line).is_used_up()

    def unpark(self) -> int:
        """Make parked deliveries due again when there is quota."""
        with self._bot.database.read() as session:
            parked = delivery_health.counts(session).get("parked")
        if not parked or self._is_used_up():
            return 0
        now = self._bot.clock.real()
        with self._bot.database.write() as session:
            chats = deliveries.unpark(session, now)
            chat_queues.enqueue(session, Direction.OUT, chats, now)
        return len(chats)
