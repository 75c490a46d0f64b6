"""Teams of units, nominations to their seats, forums, reports of steps, and one plan a unit."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0031"
down_revision = "0028"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.add_column("membership", sa.Column("unit", sa.Text(), nullable=True))
    op.add_column("membership", sa.Column("seat", sa.Text(), nullable=True))
    op.create_index("ix_membership_unit", "membership", ["unit", "role"], unique=False)
    op.create_table(
        "seat_nomination",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("nominated_by_id", _BIG, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("decided_by_id", _BIG, nullable=True),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.Column("person_id", _BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["nominated_by_id"], ["person.id"], name=op.f("fk_seat_nomination_nominated_by_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_seat_nomination_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_nomination")),
    )
    op.create_index("ix_seat_nomination_unit", "seat_nomination", ["unit", "state"], unique=False)
    op.create_index("ix_seat_nomination_nominated_by_id", "seat_nomination", ["nominated_by_id"], unique=False)
    op.create_index("ix_seat_nomination_person_id", "seat_nomination", ["person_id"], unique=False)
    op.create_table(
        "forum",
        sa.Column("activity_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("message_ids", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_forum_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_forum_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_forum")),
    )
    op.create_index("ix_forum_unit", "forum", ["unit"], unique=False)
    op.create_index("ix_forum_person_id", "forum", ["person_id"], unique=False)
    op.create_table(
        "forum_heads",
        sa.Column("activity_id", _BIG, nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["forum.activity_id"], name=op.f("fk_forum_heads_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "sector", name=op.f("pk_forum_heads")),
    )
    op.create_table(
        "step_report",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_step_report_by_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_report")),
    )
    op.create_index("ix_step_report_by_person_id", "step_report", ["by_person_id"], unique=False)
    op.create_table(
        "unit_plan",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_unit_plan_by_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_plan")),
        sa.UniqueConstraint("unit", "number", name=op.f("uq_unit_plan_unit_number")),
    )
    op.create_index("ix_unit_plan_by_person_id", "unit_plan", ["by_person_id"], unique=False)
    op.create_index("ix_unit_plan_message_id", "unit_plan", ["message_id"], unique=False)


def downgrade() -> None:
    for table in ("unit_plan", "step_report", "forum_heads", "forum", "seat_nomination"):
        op.drop_table(table)
    op.drop_index("ix_membership_unit", table_name="membership")
    op.drop_column("membership", "seat")
    op.drop_column("membership", "unit")
