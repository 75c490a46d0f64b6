"""What coordinators do about obstacles and requests."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0025"
down_revision = "0020"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("submission_id", _BIG, nullable=True),
        sa.Column("activity_id", _BIG, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("owner_id", _BIG, nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("set_by_id", _BIG, nullable=False),
        sa.Column("set_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_follow_up_submission_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_follow_up_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_follow_up_owner_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_follow_up_submission_id")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_follow_up_activity_id")),
    )
    op.create_index("ix_follow_up_owner_id", "follow_up", ["owner_id"], unique=False)


def downgrade() -> None:
    op.drop_table("follow_up")
