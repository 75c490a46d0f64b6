"""Groups and lines of work of staff, trainings, and the development plan's revisions and spending."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.add_column("membership", sa.Column("staff_group", sa.Text(), nullable=True))
    op.add_column("membership", sa.Column("line", sa.Text(), nullable=True))
    op.create_table(
        "training",
        sa.Column("activity_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("message_ids", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_training_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_training_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_training")),
    )
    op.create_index("ix_training_person_id", "training", ["person_id"], unique=False)
    op.create_index("ix_training_course", "training", ["course"], unique=False)
    op.create_table(
        "training_competency",
        sa.Column("activity_id", _BIG, nullable=False),
        sa.Column("competency", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["training.activity_id"],
            name=op.f("fk_training_competency_activity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "competency", name=op.f("pk_training_competency")),
    )
    op.create_table(
        "development_revision",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_development_revision_by_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_revision")),
        sa.UniqueConstraint("number", name=op.f("uq_development_revision_number")),
    )
    op.create_index("ix_development_revision_by_person_id", "development_revision", ["by_person_id"], unique=False)
    op.create_index("ix_development_revision_message_id", "development_revision", ["message_id"], unique=False)
    op.create_table(
        "development_course",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("revision_id", _BIG, nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("competencies", sa.Text(), nullable=False),
        sa.Column("curriculum", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["development_revision.id"],
            name=op.f("fk_development_course_revision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_course")),
    )
    op.create_index("ix_development_course_revision_id", "development_course", ["revision_id"], unique=False)
    op.create_table(
        "course_spending",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_course_spending_by_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_spending")),
    )
    op.create_index("ix_course_spending_by_person_id", "course_spending", ["by_person_id"], unique=False)


def downgrade() -> None:
    for table in ("course_spending", "development_course", "development_revision", "training_competency", "training"):
        op.drop_table(table)
    with op.batch_alter_table("membership") as batch_op:
        batch_op.drop_column("line")
        batch_op.drop_column("staff_group")
