"""Who had to review for whom is kept, from when to when."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "mentor_term",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("mentor_id", _BIG, nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("begins_at", _INSTANT, nullable=False),
        sa.Column("ends_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_term")),
        sa.UniqueConstraint(
            "person_id",
            "mentor_id",
            "first",
            "begins_at",
            name=op.f("uq_mentor_term_person_id_mentor_id_first_begins_at"),
        ),
    )
    with op.batch_alter_table("mentor_term", schema=None) as batch_op:
        batch_op.create_index("ix_mentor_term_begins_at", ["begins_at"], unique=False)
        batch_op.create_index("ix_mentor_term_ends_at", ["ends_at"], unique=False)
        batch_op.create_index("ix_mentor_term_mentor_id", ["mentor_id", "ends_at"], unique=False)
