"""Trainings of half a day, or of two and a half hours.

A column of each kind takes the old one's place, the same way on both databases, so that a backup of one is restored
into the other. A table made anew, as Alembic does it on SQLite, would take the competencies of all trainings with it
(ON DELETE CASCADE)."""

from alembic import op

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make("FLOAT")


def downgrade() -> None:
    _make("INTEGER")


def _make(kind: str) -> None:
    for column in ("days", "hours"):
        op.execute(f"ALTER TABLE training ADD COLUMN {column}_now {kind}")
        op.execute(f"UPDATE training SET {column}_now = CAST({column} AS {kind})")  # noqa: S608 - our own names
        op.execute(f"ALTER TABLE training DROP COLUMN {column}")
        op.execute(f"ALTER TABLE training RENAME COLUMN {column}_now TO {column}")
