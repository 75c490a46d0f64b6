"""The acts of mentors on entries, the flagged parts, and the changes since. `activities.states` changes states."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.activities import states
from models.activities.activities import IS_COUNTED, Activity
from models.activities.parts import BY_KEY, CORRECTED, FLAGS, PartType
from models.activities.revisions import ActivityRevision
from models.activities.states import NotPossible, StateAct
from models.reviews import terms
from models.reviews.mentoring import day_of as _day_of
from models.reviews.mentoring import is_mentored, reviewers_of
from models.reviews.reviews import Act, Review, photos_opened
from programmes import Programme


def answerable(
    session: Session, programme: Programme, activity_id: int, by_person_id: int, at: datetime
) -> Activity | None:
    """Return an entry that a person may review today, as its author's reviewer or as the mentor to whom it was
    submitted shortly before another came, or None. The row is locked until the end of the transaction, so
    that two reviewers act one after the other."""
    session.flush()  # another turn of this transaction may have changed it
    entry = session.scalar(
        select(Activity)
        .where(Activity.id == activity_id, IS_COUNTED)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if entry is None or not is_mentored(programme, entry.day):
        return None
    entitled = reviewers_of(session, programme, entry.person_id, _day_of(at))
    if any(one.person_id == by_person_id for one in entitled):
        return entry
    past = terms.former(session, programme, by_person_id, at)
    return entry if past and terms.submitted_to(session, past, entry.id) else None


def is_possible(entry: Activity, act: Act) -> bool:
    return states.is_possible(entry, StateAct(act.value))


def answer(
    session: Session,
    entry: Activity,
    act: Act,
    *,
    by_person_id: int,
    at: datetime,
    words: str | None = None,
    parts: Sequence[str] = (),
    message_id: str | None = None,
) -> Review:
    """Do an act on another person's entry and audit it. Raises NotPossible if the state does not allow it.

    The caller must check that `by_person_id` may do so: see `answerable`.
    """
    if not is_possible(entry, act):
        raise NotPossible(f"{act.value} of an entry that is {entry.state}")
    saw = entry.photos > 0 and entry.id in photos_opened(session, [entry.id], by_person_id)
    review = Review(
        activity_id=entry.id,
        person_id=entry.person_id,
        by_person_id=by_person_id,
        act=act,
        revision=entry.revision,
        words=words,
        parts=list(parts) or None,
        saw_photos=saw,
        message_id=message_id,
        at=at,
    )
    session.add(review)
    session.flush()
    was_returned = act is Act.UNLOCK and times_returned(session, entry.id) > 0
    what = StateAct(act.value)
    states.apply(session, entry, what, by_person_id=by_person_id, at=at, was_returned=was_returned, review_id=review.id)
    commented = act is Act.COMMENT and entry.is_waiting
    if act is Act.UNLOCK or (commented and not terms.is_over(session, entry.person_id, by_person_id)):
        entry.waits_since = at  # after the mentor's comment the waiting time begins again, with this mentor
    session.flush()
    return review


def resubmit(session: Session, entry: Activity, *, at: datetime) -> None:
    """Send a returned entry again, by its author."""
    states.apply(session, entry, StateAct.RESUBMIT, by_person_id=entry.person_id, at=at)
    entry.waits_since = at
    session.flush()


def last_return(session: Session, activity_id: int) -> Review | None:
    returned = select(Review).where(Review.activity_id == activity_id, Review.act == Act.RETURN)
    return session.scalar(returned.order_by(Review.id.desc()).limit(1))


def times_returned(session: Session, activity_id: int) -> int:
    returned = select(func.count()).select_from(Review).where(Review.activity_id == activity_id)
    return session.scalar(returned.where(Review.act == Act.RETURN)) or 0


def changed_since_return(session: Session, activity_id: int) -> list[ActivityRevision]:
    """Return what the author has changed since an entry was last returned, oldest first, without changes that were
    undone."""
    returned = last_return(session, activity_id)
    if returned is None:
        return []
    changes = select(ActivityRevision).where(
        ActivityRevision.activity_id == activity_id,
        ActivityRevision.number > returned.revision,
        ActivityRevision.part != "state",
    )
    found = session.scalars(changes.order_by(ActivityRevision.number)).all()
    undone = {part.key for part in CORRECTED if _is_undone(part.type, [one for one in found if one.part == part.key])}
    return [change for change in found if change.part not in undone]


def _is_undone(kind: PartType, changes: Sequence[ActivityRevision]) -> bool:
    """Return whether these changes left a part as it was before. Changes with deleted values do not count as undone."""
    if not changes or any(change.before == change.after for change in changes):
        return False
    before, after = changes[0].before, changes[-1].after
    if kind is PartType.KEYS:  # their order does not matter
        return set(before or ()) == set(after or ())
    return bool(before == after)


def flags(session: Session, entry: Activity) -> tuple[str, ...]:
    """Return the flagged parts of an entry that is returned, in the order of the flags."""
    returned = last_return(session, entry.id) if states.is_returned_underneath(entry) else None
    return tuple(part.key for part in FLAGS if returned and part.key in (returned.parts or ()))


def open_flags(session: Session, entry: Activity) -> tuple[str, ...]:
    """Return those of these parts that were not changed since."""
    flagged = flags(session, entry)
    touched = {change.part for change in changed_since_return(session, entry.id)} if flagged else set()
    return tuple(flag for flag in flagged if not touched.intersection((flag, *BY_KEY[flag].also_mended_by)))


def latest(session: Session, activity_id: int) -> Review | None:
    """Return the newest act on an entry, except unlocking."""
    acts = select(Review).where(Review.activity_id == activity_id, Review.act != Act.UNLOCK)
    return session.scalar(acts.order_by(Review.id.desc()).limit(1))


def acts_on(session: Session, activity_ids: Sequence[int]) -> dict[int, list[Review]]:
    """Return all acts on each of these entries, oldest first."""
    found: dict[int, list[Review]] = {activity_id: [] for activity_id in activity_ids}
    acts = select(Review).where(Review.activity_id.in_(activity_ids)).order_by(Review.id)
    for review in session.scalars(acts) if found else ():
        found[review.activity_id].append(review)
    return found


def wordless_since(session: Session, person_id: int, review_id: int) -> list[Review]:
    """Return the approvals without words of a participant's entries since one of them, oldest first."""
    return list(
        session.scalars(
            select(Review)
            .where(Review.person_id == person_id, Review.id >= review_id, Review.words.is_(None))
            .where(Review.act.in_([Act.APPROVE, Act.PRAISE]))
            .order_by(Review.id)
        )
    )


def take_words_back(session: Session, message_id: str, by_person_id: int) -> list[int]:
    """Delete the words of an unsent message from reviews, and reviews that were only words. Return the entries."""
    said = session.scalars(
        select(Review).where(Review.message_id == message_id, Review.by_person_id == by_person_id)
    ).all()
    entries = [review.activity_id for review in said]
    for review in said:
        if review.act == Act.COMMENT:
            session.delete(review)
        review.words = None
    session.flush()
    return entries


def forget_words_of(session: Session, by_person_id: int) -> list[int]:
    """Delete all words that a person wrote to others' entries; the acts stay. Return the entries."""
    mine = (Review.by_person_id == by_person_id) & Review.words.is_not(None)
    entries = list(session.scalars(select(Review.activity_id).where(mine)))
    session.execute(update(Review).where(mine).values(words=None))
    return entries
