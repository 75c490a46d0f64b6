"""Announcements may wait for a time."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_SCHEDULED = sa.text("state = 'scheduled'")


def upgrade() -> None:
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.add_column(sa.Column("send_at", models.storage.base.UtcInstant(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_broadcast_scheduled",
            ["send_at"],
            unique=False,
            sqlite_where=_SCHEDULED,
            postgresql_where=_SCHEDULED,
        )
