"""Who looked at whom: by day, person and way, counted."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "viewing",
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", _INSTANT, nullable=False),
        sa.Column("last_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("by_person_id", "day", "person_id", "way", name=op.f("pk_viewing")),
    )
    op.create_index("ix_viewing_day", "viewing", ["day"], unique=False)
    op.create_index("ix_viewing_person_id", "viewing", ["person_id", "day"], unique=False)


def downgrade() -> None:
    op.drop_table("viewing")
