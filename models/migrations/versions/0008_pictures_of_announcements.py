"""Announcements may have pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("broadcast_id", _BIG, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_media_broadcast_id"), "broadcast", ["broadcast_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index("ix_media_broadcast_id", ["broadcast_id"], unique=False)
