"""Candidates that units send in answer to calls; what a roster says of a person for the rules of a call."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0033"
down_revision = "0034"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("membership") as batch_op:
        batch_op.add_column(sa.Column("level", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("born", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("appointed", sa.Date(), nullable=True))
    op.create_table(
        "candidate",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("person_id", _BIG, nullable=True),
        sa.Column("sent_by_id", _BIG, nullable=True),
        sa.Column("message_ids", sa.Text(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=True),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidate_person_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["sent_by_id"], ["person.id"], name=op.f("fk_candidate_sent_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("call", "number", name=op.f("uq_candidate_call_number")),
    )
    op.create_index("ix_candidate_unit", "candidate", ["unit", "call", "state"], unique=False)
    op.create_index("ix_candidate_person_id", "candidate", ["person_id"], unique=False)
    op.create_index("ix_candidate_sent_by_id", "candidate", ["sent_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("candidate")
    with op.batch_alter_table("membership") as batch_op:
        for column in ("appointed", "born", "level"):
            batch_op.drop_column(column)
