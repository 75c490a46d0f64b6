"""Marks that jurors give candidates of a selection, that a selection was closed, and what came of it."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "juror_marks",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("juror_id", _BIG, nullable=False),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_juror_marks_juror_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_marks")),
        sa.UniqueConstraint(
            "selection", "candidate", "juror_id", name=op.f("uq_juror_marks_selection_candidate_juror_id")
        ),
    )
    op.create_index("ix_juror_marks_juror_id", "juror_marks", ["juror_id"], unique=False)
    op.create_table(
        "selection_closing",
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_person_id", _BIG, nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_selection_closing_by_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("selection", name=op.f("pk_selection_closing")),
    )
    op.create_index("ix_selection_closing_by_person_id", "selection_closing", ["by_person_id"], unique=False)
    op.create_table(
        "selection_result",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("selection", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("in_group", sa.Text(), nullable=False),
        sa.Column("score", sa.Text(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("award", sa.Text(), nullable=True),
        sa.Column("by_decision", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["selection"],
            ["selection_closing.selection"],
            name=op.f("fk_selection_result_selection"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection_result")),
        sa.UniqueConstraint("selection", "candidate", name=op.f("uq_selection_result_selection_candidate")),
    )


def downgrade() -> None:
    for table in ("selection_result", "selection_closing", "juror_marks"):
        op.drop_table(table)
