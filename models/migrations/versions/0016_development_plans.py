"""Development plans: goals in numbered revisions, the word of each side, duties on return."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0016"
down_revision = "0012"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_plan_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("person_id", name=op.f("uq_plan_person_id")),
    )
    op.create_table(
        "plan_duties",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("plan_id", _BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_duties_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_duties")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_duties_plan_id_number")),
    )
    with op.batch_alter_table("plan_duties", schema=None) as batch_op:
        batch_op.create_index("ix_plan_duties_by_person_id", ["by_person_id"], unique=False)
        batch_op.create_index("ix_plan_duties_message_id", ["message_id"], unique=False)

    op.create_table(
        "plan_goal",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("plan_id", _BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("competency", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("by_day", sa.Date(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("what_message_id", sa.Text(), nullable=True),
        sa.Column("with_message_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_goal_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
    )
    with op.batch_alter_table("plan_goal", schema=None) as batch_op:
        batch_op.create_index("ix_plan_goal_plan_id", ["plan_id", "number"], unique=False)
        batch_op.create_index("ix_plan_goal_what_message_id", ["what_message_id"], unique=False)
        batch_op.create_index("ix_plan_goal_with_message_id", ["with_message_id"], unique=False)

    op.create_table(
        "plan_revision",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("plan_id", _BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("agreed_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_revision_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_revision")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_revision_plan_id_number")),
    )
    op.create_table(
        "plan_word",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("plan_id", _BIG, nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_word_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_word")),
        sa.UniqueConstraint(
            "plan_id", "asked", "period", "goal", "side", name=op.f("uq_plan_word_plan_id_asked_period_goal_side")
        ),
    )
    with op.batch_alter_table("plan_word", schema=None) as batch_op:
        batch_op.create_index("ix_plan_word_by_person_id", ["by_person_id"], unique=False)
        batch_op.create_index("ix_plan_word_message_id", ["message_id"], unique=False)

    # ### end Alembic commands ###
