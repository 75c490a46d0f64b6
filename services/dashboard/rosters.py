"""A person's own imports of rosters."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.activities.media import Media
from models.people.imports import ImportState, RosterImport


def of_actor(session: Session, actor: str, most: int) -> list[RosterImport]:
    """Return a person's latest imports that were done, the newest first."""
    done = (ImportState.DONE, ImportState.UNDONE)
    mine = select(RosterImport).where(RosterImport.actor == actor, RosterImport.state.in_(done))
    return list(session.scalars(mine.order_by(RosterImport.id.desc()).limit(most)))


def with_file(session: Session, actor: str, sha256: str) -> RosterImport | None:
    """Return a person's import of a file with these bytes that is neither done nor put away."""
    mine = (
        select(RosterImport)
        .join(Media, Media.id == RosterImport.media_id)
        .where(RosterImport.actor == actor, RosterImport.state == ImportState.READ, Media.sha256 == sha256)
    )
    return session.scalar(mine.order_by(RosterImport.id.desc()).limit(1))
