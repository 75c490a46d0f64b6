"""The month's pushes as LINE last counted them, for metrics and summaries, which cannot ask LINE."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base
from models.storage.database import insert_or

ONLY: int = 1


class PushUsage(Base):
    """The only row. `allowed` is None for a plan without a limit; `forecast` is the expected total of the month."""

    __tablename__ = "push_usage"

    id: Mapped[int] = mapped_column(primary_key=True)
    used: Mapped[int]
    allowed: Mapped[int | None]
    asked_at: Mapped[datetime]
    forecast: Mapped[int | None]


@dataclass(frozen=True, slots=True)
class StoredUsage:
    """The stored numbers of the month's pushes."""

    used: int
    allowed: int | None
    forecast: int | None


def note(session: Session, used: int, allowed: int | None, forecast: int, at: datetime) -> None:
    """Store LINE's count and the expected total of the month."""
    said = {"used": used, "allowed": allowed, "forecast": forecast, "asked_at": at}
    new = insert_or(session, PushUsage).on_conflict_do_update(index_elements=["id"], set_=said)
    session.execute(new, {"id": ONLY} | said)


def known(session: Session) -> StoredUsage | None:
    row = session.execute(select(PushUsage.used, PushUsage.allowed, PushUsage.forecast)).one_or_none()
    return StoredUsage(row.used, row.allowed, row.forecast) if row else None
