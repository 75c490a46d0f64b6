"""Forums: entries that tell of one, with the unit that held it, its agenda, heads by sector and what was decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Index, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import IS_COUNTED, Activity
from models.storage.base import Base, BigId


class Forum(Base):
    """What an entry says of the forum it tells of. `people` is how many came, None if it is not known.

    `message_ids` are LINE's ids of the messages that said so, between commas."""

    __tablename__ = "forum"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    unit: Mapped[str]
    agenda: Mapped[str | None]
    decided: Mapped[str | None]
    people: Mapped[int | None]
    message_ids: Mapped[str]

    __table_args__ = (Index("ix_forum_unit", "unit"), Index("ix_forum_person_id", "person_id"))


class ForumHeads(Base):
    """How many people of a sector came to a forum."""

    __tablename__ = "forum_heads"

    activity_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("forum.activity_id", ondelete="CASCADE"), primary_key=True
    )
    sector: Mapped[str] = mapped_column(primary_key=True)
    heads: Mapped[int]


@dataclass(frozen=True, slots=True)
class HeldForum:
    """A forum with its entry. `heads` maps sectors to people."""

    activity: Activity
    forum: Forum
    heads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ForumsOfUnit:
    """How many forums a unit has held, how many people came, and the day of the last."""

    forums: int
    people: int
    last: date


def of_entry(session: Session, activity_id: int) -> Forum | None:
    return session.get(Forum, activity_id)


def newest_of(session: Session, person_id: int, day: date) -> Forum | None:
    """Return the forum that somebody recorded last of a day."""
    mine = select(Forum).join(Activity, Activity.id == Forum.activity_id)
    mine = mine.where(Forum.person_id == person_id, Activity.day == day, IS_COUNTED)
    return session.scalar(mine.order_by(Activity.id.desc()).limit(1))


def heads_of(session: Session, activity_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Return the heads of some forums by sector."""
    found: dict[int, dict[str, int]] = {}
    for one in session.scalars(select(ForumHeads).where(ForumHeads.activity_id.in_(activity_ids))):
        found.setdefault(one.activity_id, {})[one.sector] = one.heads
    return found


def put_heads(session: Session, forum: Forum, heads: Mapping[str, int]) -> None:
    """Replace the heads of a forum."""
    session.execute(delete(ForumHeads).where(ForumHeads.activity_id == forum.activity_id))
    rows = [{"activity_id": forum.activity_id, "sector": sector, "heads": count} for sector, count in heads.items()]
    if rows:
        session.execute(insert(ForumHeads), rows)


def held(
    session: Session, units: Collection[str], first: date, last: date, among: ColumnElement[bool] | None = None
) -> list[HeldForum]:
    """Return the forums of these units between two days, the newest first; `among`: a condition on their entries."""
    wanted = (
        select(Activity, Forum)
        .join(Forum, Forum.activity_id == Activity.id)
        .where(Forum.unit.in_(units), Activity.day.between(first, last), IS_COUNTED)
        .order_by(Activity.day.desc(), Activity.id.desc())
    )
    if among is not None:
        wanted = wanted.where(among)
    rows = session.execute(wanted).all()
    heads = heads_of(session, [forum.activity_id for _, forum in rows])
    return [HeldForum(entry, forum, heads.get(forum.activity_id, {})) for entry, forum in rows]


def by_unit(session: Session, units: Collection[str], first: date, last: date) -> dict[str, ForumsOfUnit]:
    """Return how many forums each of these units has held between two days, and how many people came."""
    counted = (
        select(Forum.unit, func.count(), func.coalesce(func.sum(Forum.people), 0), func.max(Activity.day))
        .join(Activity, Activity.id == Forum.activity_id)
        .where(Forum.unit.in_(units), Activity.day.between(first, last), IS_COUNTED)
        .group_by(Forum.unit)
    )
    return {unit: ForumsOfUnit(forums, int(people or 0), day) for unit, forums, people, day in session.execute(counted)}


def heads_by_sector(session: Session, units: Collection[str], first: date, last: date) -> dict[str, int]:
    """Return how many people of each sector came to the forums of these units between two days."""
    counted = (
        select(ForumHeads.sector, func.sum(ForumHeads.heads))
        .join(Forum, Forum.activity_id == ForumHeads.activity_id)
        .join(Activity, Activity.id == Forum.activity_id)
        .where(Forum.unit.in_(units), Activity.day.between(first, last), IS_COUNTED)
        .group_by(ForumHeads.sector)
    )
    return {sector: int(heads or 0) for sector, heads in session.execute(counted)}


def take_words_back(session: Session, message_id: str, person_id: int) -> None:
    """Take what an unsent message said out of a forum: what it was about, what was decided, who came."""
    mine = select(Forum).where(
        Forum.person_id == person_id, Forum.message_ids.contains(f",{message_id},", autoescape=True)
    )
    for forum in session.scalars(mine):
        forum.agenda = forum.decided = forum.people = None
        put_heads(session, forum, {})
