"""The index of the search over words: which words of which day stand in which entry, and all words of it in order.

The clock fills it after entries are stored, so that no acknowledgement waits for it, and follows their revisions. Rows
go with their entry, and at once when its words are taken back: nothing that was unsent or erased is found.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, and_, delete, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.activities.activities import Activity
from models.storage.base import Base, BigId
from models.storage.batch import BatchSession

LONGEST_WORD: Final = 60  # characters that are stored of one word
COUNTED_AT_MOST: Final = 2000
READ_AT_MOST: Final = 30_000  # entries of few authors


class EntryWord(Base):
    """A word of an entry. The key finds the newest days first."""

    __tablename__ = "entry_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)

    __table_args__ = (Index("ix_entry_word_activity_id", "activity_id"),)


class EntryText(Base):
    """All words of an entry in order, each between bars (`|ขยะ|เปียก|`), of which revision they are."""

    __tablename__ = "entry_text"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    words: Mapped[str]


class EntryVersion(NamedTuple):
    """An entry as one of its revisions."""

    id: int
    revision: int
    day: date
    words: str


def in_bars(words: Sequence[str]) -> str:
    """Return words as `EntryText` has them."""
    return f"|{'|'.join(words)}|"


def put(session: BatchSession, entries: Sequence[tuple[EntryVersion, Sequence[str]]]) -> None:
    """Store the words of entries in place of those before."""
    forget(session, [entry.id for entry, _ in entries])
    kept = [(entry, [word[:LONGEST_WORD] for word in words]) for entry, words in entries]
    texts = [{"activity_id": entry.id, "revision": entry.revision, "words": in_bars(words)} for entry, words in kept]
    session.add_rows(EntryText, texts)
    single = {(one, entry.day, entry.id) for entry, words in kept for one in words}
    by_key = [{"word": word, "day": day, "activity_id": id_} for word, day, id_ in sorted(single)]
    session.add_rows(EntryWord, by_key)  # in the order of the key: neighbours change the same pages


def forget(session: Session, activity_ids: Sequence[int]) -> None:
    """Delete what the index has of entries, as when their words were taken back."""
    for table in (EntryWord, EntryText):
        session.execute(delete(table).where(table.activity_id.in_(activity_ids)))


def with_phrases(
    found: Select[Any], session: Session, phrases: Sequence[Sequence[str]], authors: Sequence[int] | None = None
) -> Select[Any]:
    """Limit a query on Activity to entries that contain all these phrases. It begins at the rarest word, at the newest
    days; if that is frequent and the entries are those of few `authors`, at their entries: a word of the whole country
    has few in one province. The texts are read one by one: PostgreSQL would look through all of them, as it cannot know
    how many contain a phrase (1.1 s with a million entries, 30 November 2026)."""
    words = list(dict.fromkeys(word[:LONGEST_WORD] for phrase in phrases for word in phrase))
    counts = {one: _how_many(session, one) for one in words}
    rarest = min(words, key=counts.__getitem__)
    if authors is not None and counts[rarest] >= COUNTED_AT_MOST and _are_few(session, authors):
        return _among(found.where(Activity.person_id.in_(authors)), phrases)
    begun = aliased(EntryWord)
    found = found.join(begun, and_(begun.activity_id == Activity.id, begun.day == Activity.day))
    found = found.where(begun.word == rarest, *_texts(begun.activity_id, phrases))
    return found.order_by(begun.day.desc(), begun.activity_id.desc())


def _among(found: Select[Any], phrases: Sequence[Sequence[str]]) -> Select[Any]:
    """Return those of some entries whose texts contain all phrases. PostgreSQL would mix both questions, and begin at
    the newest entries of everybody."""
    theirs = found.with_only_columns(Activity.id, Activity.day).order_by(None).cte().prefix_with("MATERIALIZED")
    wanted = select(theirs.c.id).where(*_texts(theirs.c.id, phrases))
    return wanted.order_by(theirs.c.day.desc(), theirs.c.id.desc())


def _texts(activity_id: Any, phrases: Sequence[Sequence[str]]) -> list[ColumnElement[bool]]:
    text = select(EntryText.words).where(EntryText.activity_id == activity_id).scalar_subquery()
    return [text.contains(in_bars([one[:LONGEST_WORD] for one in phrase]), autoescape=True) for phrase in phrases]


def _are_few(session: Session, authors: Sequence[int]) -> bool:
    """Return whether these people have so few entries that all of their texts are read quickly."""
    theirs = select(Activity.id).where(Activity.person_id.in_(authors)).limit(READ_AT_MOST + 1).subquery()
    return (session.scalar(select(func.count()).select_from(theirs)) or 0) <= READ_AT_MOST


def _how_many(session: Session, word: str) -> int:
    some = select(EntryWord.activity_id).where(EntryWord.word == word).limit(COUNTED_AT_MOST).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0
