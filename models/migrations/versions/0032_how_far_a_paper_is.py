"""How far a paper is that is being made: so many of so many steps, and when that was last known."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("download") as batch_op:
        batch_op.add_column(sa.Column("steps_done", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("steps", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("step_at", _INSTANT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("download") as batch_op:
        for column in ("step_at", "steps", "steps_done"):
            batch_op.drop_column(column)
