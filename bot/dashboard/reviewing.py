"""`/app/reviews`: entries and questions that wait for the visitor, oldest first, and what one does with them."""

from dataclasses import dataclass
from typing import Any, Final

from flask import request

from bot.cards.review import ReviewCard, state_words
from bot.dashboard.pages import OVERSEERS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, ticked, turn_of, typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import UnlockActivity
from bot.postback.fields import FLAGS
from handlers.reviews.many_reviews import answer_several
from handlers.reviews.questions import answer, threads_looked_at
from handlers.reviews.showing import cards_looked_at
from handlers.reviews.unlocking import unlock_tapped, unlockable
from handlers.reviews.verdicts import act_on
from models.activities import media
from models.activities.activities import Activity
from models.people import people
from models.people.people import Role
from models.reviews import reviews, verdicts
from models.reviews.reviews import Act, Review
from services.dashboard.reviewing import latest_acts
from thai.verdicts import Verdict

A_PAGE: Final = 20
LATEST: Final = 10
MENTORS: Final = frozenset((Role.MENTOR,))
ACTS: Final = (Act.APPROVE, Act.PRAISE, Act.COMMENT, Act.RETURN)


@dataclass(frozen=True, slots=True)
class ToReview:
    """An entry on the page: its card, the addresses of its pictures, and the entry after it."""

    card: ReviewCard
    waits: str
    pictures: tuple[str, ...]
    next_id: int | None


def add_reviewing(pages: Dashboard) -> None:
    @pages.get("/app/reviews", OVERSEERS)
    def waiting(visitor: Visitor) -> str:
        turn = turn_of(pages, visitor)
        found = _waiting(visitor)
        part = paging(len(found), A_PAGE)
        shown = found[part.skipped : part.skipped + part.size]
        acts = latest_acts(visitor.session, visitor.person.id, LATEST)
        return pages.page(
            "reviews.html",
            visitor,
            title=visitor.text("web-reviews"),
            waiting=_to_review(turn, shown),
            count=len(found),
            paging=part,
            threads=[thread for thread in threads_looked_at(turn) if not thread.mine],
            acts=_with_names(visitor, acts),
            flags=FLAGS,
            reviews_entries=visitor.role is Role.MENTOR,
        )

    @pages.post("/app/reviews/<int:activity_id>", MENTORS)
    def review(visitor: Visitor, activity_id: int) -> Any:
        act = next((one for one in ACTS if one == request.form.get("act")), None)
        revision = request.form.get("revision", -1, type=int)
        words, parts = typed("words"), ticked("part", FLAGS)
        if act is None or not _is_answerable(visitor, activity_id):
            raise NotFoundHere
        back = f"/app/reviews#entry-{request.form.get('next', activity_id, type=int)}"
        if (act is Act.COMMENT and not words) or (act is Act.RETURN and not words and not parts):
            stay = f"/app/reviews#entry-{activity_id}"
            return pages.done(visitor, stay, visitor.text(f"web-review-needs-{act}"))
        _note_seen(visitor, [activity_id])
        parts = parts if act is Act.RETURN else ()
        said = carry_out(
            pages, visitor, lambda turn: act_on(turn, activity_id, revision, act, words=words, parts=parts)
        )
        return pages.done(visitor, back, said)

    @pages.post("/app/reviews/several", MENTORS)
    def several(visitor: Visitor) -> Any:
        chosen = [_as_shown(one) for one in request.form.getlist("entry")[:A_PAGE]]
        if not chosen:
            return pages.done(visitor, "/app/reviews", visitor.text("web-reviews-choose"))
        _note_seen(visitor, [activity_id for activity_id, _ in chosen if _is_answerable(visitor, activity_id)])

        def approve(turn: Turn) -> Reply:
            found = [(_answerable(visitor, activity_id), revision) for activity_id, revision in chosen]
            return answer_several(turn, found, Verdict(Act.APPROVE.value))

        return pages.done(visitor, "/app/reviews", carry_out(pages, visitor, approve))

    @pages.post("/app/reviews/<int:activity_id>/unlock", OVERSEERS)
    def unlock(visitor: Visitor, activity_id: int) -> Any:
        if unlockable(turn_of(pages, visitor), activity_id) is None:
            raise NotFoundHere
        said = carry_out(pages, visitor, lambda turn: unlock_tapped(turn, UnlockActivity(activity_id)))
        return pages.done(visitor, "/app/reviews", said)

    @pages.post("/app/questions/<int:question_id>", OVERSEERS)
    def reply(visitor: Visitor, question_id: int) -> Any:
        if question_id not in {thread.question for thread in threads_looked_at(turn_of(pages, visitor))}:
            raise NotFoundHere
        words = typed("words")
        if words is None:
            return pages.done(visitor, "/app/reviews", visitor.text("web-question-needs-words"))
        said = carry_out(pages, visitor, lambda turn: answer(turn, question_id, words))
        return pages.done(visitor, "/app/reviews", said)


def _waiting(visitor: Visitor) -> list[Activity]:
    if visitor.role is not Role.MENTOR:
        return []
    return reviews.waiting_for(visitor.session, visitor.programme, visitor.person.id, visitor.now)


def _to_review(turn: Turn, entries: list[Activity]) -> list[ToReview]:
    cards = cards_looked_at(turn, entries)
    photos = media.of_activities(turn.session, [entry.id for entry in entries])
    following = [*(card.activity for card in cards[1:]), None][: len(cards)]
    return [
        ToReview(
            card,
            state_words(card, turn.text),
            tuple(f"/m/{one.token}" for one in photos[card.activity] if one.token),
            next_id,
        )
        for card, next_id in zip(cards, following, strict=True)
    ]


def _answerable(visitor: Visitor, activity_id: int) -> Activity | None:
    return verdicts.answerable(visitor.session, visitor.programme, activity_id, visitor.person.id, visitor.now)


def _is_answerable(visitor: Visitor, activity_id: int) -> bool:
    return _answerable(visitor, activity_id) is not None


def _note_seen(visitor: Visitor, activity_ids: list[int]) -> None:
    """Note that the visitor was shown these entries, and their pictures, which stand on the page."""
    reviews.show(visitor.session, activity_ids, visitor.person.id, visitor.now)
    for activity_id in activity_ids:
        if media.of_activity(visitor.session, activity_id):
            reviews.open_photos(visitor.session, activity_id, visitor.person.id, visitor.now)


def _as_shown(written: str) -> tuple[int, int]:
    """Return (entry, revision) of a tick's value; of another value an entry that is nobody's."""
    activity_id, _, revision = written.partition(":")
    if not (activity_id.isascii() and activity_id.isdecimal() and revision.isascii() and revision.isdecimal()):
        return 0, 0
    return int(activity_id[:15]), int(revision[:9])


def _with_names(visitor: Visitor, acts: list[tuple[Review, Activity]]) -> list[dict[str, Any]]:
    names = people.by_ids(visitor.session, list({entry.person_id for _, entry in acts}))
    return [
        {
            "act": act,
            "entry": entry,
            "name": names[entry.person_id].name if entry.person_id in names else "–",
        }
        for act, entry in acts
    ]
