"""The announcements that were confirmed: progress, who has received one, and those that wait for their time."""

from typing import Final

from bot.cards.broadcast import BroadcastProgressCard, progress_card
from bot.cards.broadcast_receivers import RECEIVERS_PAGE, BroadcastReceiversCard, receivers_card
from bot.cards.broadcast_times import ScheduledBroadcast, scheduled_card
from bot.inbound.router import on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply, say
from bot.postback import HandleBroadcast, ShowReceivers
from handlers.coordination import broadcasts as drafts
from handlers.coordination.access import access_of
from handlers.coordination.broadcast_drafts import receivers_on, tapped
from handlers.coordination.broadcast_receivers import in_words
from handlers.roles import OVERSEERS
from models.coordination import broadcasts
from models.coordination.broadcasts import Broadcast, BroadcastState

NAMES: Final = 30
RECEIVERS: Final = "announce_receivers"  # optional, after a page of receivers; data: broadcast, page
SENT_STATES: Final = (BroadcastState.QUEUING, BroadcastState.QUEUED, BroadcastState.DONE)


def show_progress(turn: Turn, button: HandleBroadcast) -> Reply:
    """Show the progress of an announcement, and the names of people who could not be reached."""
    found = broadcasts.owned(turn.session, button.broadcast, turn.me.id)
    if found is None or found.state in (BroadcastState.DRAFT, BroadcastState.CANCELLED):
        return say(turn.text("announce-gone"))
    return Reply([_waiting(turn, [found]) if found.state == BroadcastState.SCHEDULED else _progress(turn, found)])


def show_all(turn: Turn) -> Reply:
    """Show the announcements that wait for their time, and the progress of the one that was sent last."""
    waiting = broadcasts.scheduled_by(turn.session, turn.me.id)
    sent = broadcasts.newest_sent(turn.session, turn.me.id)
    messages = [_progress(turn, sent)] if sent else []
    messages += [_waiting(turn, waiting)] if waiting else []
    return Reply(messages) if messages else say(turn.text("announce-none"))


def show_receivers(turn: Turn, button: ShowReceivers | None = None) -> Reply:
    """Show who has received an announcement, who waits for it, and who was not reached."""
    if button is None:
        found = broadcasts.newest_sent(turn.session, turn.me.id)
        return _receivers_page(turn, found, 1) if found else say(turn.text("announce-none"))
    found = broadcasts.owned(turn.session, button.broadcast, turn.me.id)
    if found is None or found.state not in SENT_STATES:
        return say(turn.text("announce-gone"))
    return _receivers_page(turn, found, button.page)


def turn_page(turn: Turn) -> Reply:
    """Show the next page of receivers, or the one before, after it was typed."""
    data = turn.conversation.data
    found = broadcasts.owned(turn.session, data["broadcast"], turn.me.id)
    if found is None:
        return say(turn.text("announce-gone"))
    return _receivers_page(turn, found, data["page"] + (1 if turn.says("missing-next") else -1))


def _receivers_page(turn: Turn, broadcast: Broadcast, page: int) -> Reply:
    among = access_of(turn).people()
    counts = broadcasts.status_counts(turn.session, broadcast.id, among)
    total = sum(counts.values())
    page = min(max(page, 1), max(1, -(-total // RECEIVERS_PAGE)))
    turn.conversation.ask(RECEIVERS, turn.now, broadcast=broadcast.id, page=page)
    start = (page - 1) * RECEIVERS_PAGE
    found = broadcasts.statuses(turn.session, broadcast.id, among, RECEIVERS_PAGE, start=start)
    values = BroadcastReceiversCard(
        broadcast=broadcast.id,
        words=broadcast.words,
        lines=tuple((one.name, one.status) for one in found),
        sent=counts.get(broadcasts.SENT, 0),
        waiting=counts.get(broadcasts.WAITING, 0),
        total=total,
        page=page,
    )
    return Reply([receivers_card(values, turn.text)])


def stop(turn: Turn) -> Reply:
    """Stop the only announcement that waits for its time; of several, show them to choose."""
    waiting = broadcasts.scheduled_by(turn.session, turn.me.id)
    if len(waiting) > 1:
        return Reply([_waiting(turn, waiting)])
    return drafts.cancel(turn, HandleBroadcast(waiting[0].id, "cancel"))


def _progress(turn: Turn, broadcast: Broadcast) -> Message:
    progress = broadcasts.progress(turn.session, broadcast.id)
    named = broadcasts.unreachable(turn.session, broadcast.id, access_of(turn).people(), NAMES)
    missed = broadcasts.not_reached(turn.session, broadcast.id) + progress.failed
    values = BroadcastProgressCard(
        broadcast=broadcast.id,
        words=broadcast.words,
        people=progress.people,
        sent=progress.sent,
        waiting=progress.waiting,
        failed=progress.failed,
        unreachable=tuple((one.name, f"announce-unreachable-{one.status}") for one in named),
        unreachable_more=max(0, missed - len(named)),
        queuing=broadcast.state == BroadcastState.QUEUING,
    )
    return progress_card(values, turn.text)


def _waiting(turn: Turn, waiting: list[Broadcast]) -> Message:
    cards = [
        ScheduledBroadcast(one.id, one.words or "", one.send_at, in_words(turn, one.to), receivers_on(turn, one)[0])
        for one in waiting
        if one.send_at is not None
    ]
    return scheduled_card(cards, turn.text)


def _has_waiting(turn: Turn) -> bool:
    return bool(broadcasts.scheduled_by(turn.session, turn.me.id))


def _shows_receivers(turn: Turn) -> bool:
    return turn.conversation.open == RECEIVERS


routes = [
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("progress"))(show_progress),
    on_label("announce-progress", roles=OVERSEERS)(show_all),
    on_postback(ShowReceivers, OVERSEERS)(show_receivers),
    on_label("announce-receivers", roles=OVERSEERS)(show_receivers),
    on_label("missing-next", "missing-before", roles=OVERSEERS, when=_shows_receivers)(turn_page),
    on_label("announce-cancel", roles=OVERSEERS, when=_has_waiting)(stop),
]
