"""Reviews many entries at once: all listed ones, after a warning if some were not opened, or some by number."""

from collections.abc import Sequence

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ApproveAll
from handlers.reviews import author_notices
from handlers.reviews.acts_said import act_said
from handlers.reviews.waiting_list import gone, still_waiting
from handlers.roles import MENTORS
from models.activities.activities import Activity
from models.reviews import questions, reviews, verdicts
from models.reviews.reviews import Act
from thai.verdicts import Verdict


def approve_all(turn: Turn, button: ApproveAll | None = None) -> Reply:
    """Approve all listed entries. If the mentor has not opened everything, ask for confirmation."""
    said = turn.once(act_said)
    if said is not None and said.act == "return":
        return say(turn.text("review-why-many"))
    listed = (
        reviews.owned_list(turn.session, button.listing, turn.me.id)
        if button
        else reviews.latest_list(turn.session, turn.me.id)
    )
    if listed is None:
        return gone(turn)
    revisions = {entry[0]: entry[1] for entry in listed.entries}
    waiting = still_waiting(turn, listed)
    same = [entry for entry in waiting if entry.revision == revisions[entry.id]]
    if not same:
        return say(turn.text("reviews-none"), quick_replies=ways_on(turn))
    sure = button.yes if button else turn.says("approve-all-yes")
    warnings = _not_opened(turn, same)
    if warnings and not sure:
        lines = [turn.text("approve-all-warning", count=len(same)), *warnings, turn.text("approve-all-sure")]
        items = [quick.choice(turn.text("approve-all-yes"), ApproveAll(listed.id, yes=True)), *ways_on(turn)]
        return say("\n".join(lines), quick_replies=items)
    done = [verdicts.answer(turn.session, entry, Act.APPROVE, by_person_id=turn.me.id, at=turn.now) for entry in same]
    author_notices.tell_many(turn, done)
    authors = len({entry.person_id for entry in same})
    lines = [turn.text("approve-all-done", count=len(done), people=authors)]
    if len(same) < len(waiting):
        lines.append(turn.text("review-skipped", count=len(waiting) - len(same)))
    return say("\n".join(lines), quick_replies=ways_on(turn))


def answer_several(turn: Turn, entries: Sequence[tuple[Activity | None, int]], said: Verdict) -> Reply:
    """Act on several entries by number. Say which were left out because they have changed."""
    act = Act(said.act)
    same = [entry for entry, revision in entries if entry and entry.is_waiting and entry.revision == revision]
    done = []
    for entry in same:
        message_id = turn.event.message_id if said.words else None
        answer = verdicts.answer(
            turn.session, entry, act, by_person_id=turn.me.id, at=turn.now, words=said.words, message_id=message_id
        )
        done.append(answer)
        if said.words:
            author_notices.tell_author(turn, entry, answer)
    if not said.words:
        author_notices.tell_many(turn, done)
    lines = [turn.text("review-done-many", act=act.value, count=len(done))] if done else []
    if len(same) < len(entries):
        lines.append(turn.text("review-skipped", count=len(entries) - len(same)))
    return say("\n".join(lines), quick_replies=ways_on(turn))


def ways_on(turn: Turn) -> list[dict[str, object]]:
    return [quick.command(turn.text, "pending_reviews"), quick.command(turn.text, "menu")]


def _not_opened(turn: Turn, entries: Sequence[Activity]) -> list[str]:
    """Return what the speaker has not opened: cards, pictures, questions."""
    ids = [entry.id for entry in entries]
    unseen = len(set(ids) - reviews.shown(turn.session, ids, turn.me.id))
    with_photos = {entry.id for entry in entries if entry.photos}
    photos = len(with_photos - reviews.photos_opened(turn.session, with_photos, turn.me.id))
    asked = questions.unopened(turn.session, {entry.person_id for entry in entries})
    counts = {"approve-all-unseen": unseen, "approve-all-photos": photos, "approve-all-questions": asked}
    return [turn.text(key, count=count) for key, count in counts.items() if count]


def _says_all(turn: Turn) -> bool:
    said = turn.once(act_said)
    return said is not None and said.all


routes = [
    on_postback(ApproveAll, MENTORS)(approve_all),
    on_label("approve-all-yes", roles=MENTORS)(approve_all),
    on_words(roles=MENTORS, when=_says_all)(approve_all),
]
