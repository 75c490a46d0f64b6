"""A rater's LINE id, and the entries that a participant shows to executives."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("rater", schema=None) as batch_op:
        batch_op.add_column(sa.Column("line_id", sa.Text(), nullable=True))
    op.create_table(
        "shown_entry",
        sa.Column("activity_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_shown_entry_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_shown_entry")),
    )
    with op.batch_alter_table("shown_entry", schema=None) as batch_op:
        batch_op.create_index("ix_shown_entry_person_id", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("shown_entry")
    with op.batch_alter_table("rater", schema=None) as batch_op:
        batch_op.drop_column("line_id")
