"""Which backups were made."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "backup",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("began_at", _INSTANT, nullable=False),
        sa.Column("snapshot_at", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size", _BIG, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup")),
        sa.UniqueConstraint("claim", name=op.f("uq_backup_claim")),
    )


def downgrade() -> None:
    op.drop_table("backup")
