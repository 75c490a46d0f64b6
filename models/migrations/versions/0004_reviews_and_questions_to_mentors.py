"""reviews and questions to mentors."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opened_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("asked_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("latest_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            "ix_question_asked",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.create_index("ix_question_held_by_id", ["held_by_id", "id"], unique=False)
        batch_op.create_index("ix_question_person_id", ["person_id", "id"], unique=False)

    op.create_table(
        "review_list",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entries", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_review_list_by_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_list")),
    )
    with op.batch_alter_table("review_list", schema=None) as batch_op:
        batch_op.create_index("ix_review_list_by_person_id", ["by_person_id", "id"], unique=False)

    op.create_table(
        "question_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_message_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_message")),
    )
    with op.batch_alter_table("question_message", schema=None) as batch_op:
        batch_op.create_index("ix_question_message_by_person_id", ["by_person_id"], unique=False)
        batch_op.create_index("ix_question_message_message_id", ["message_id"], unique=False)
        batch_op.create_index("ix_question_message_question_id", ["question_id", "id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("parts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("saw_photos", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_review_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_person_id"], ["person.id"], name=op.f("fk_review_by_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index("ix_review_activity_id", ["activity_id"], unique=False)
        batch_op.create_index("ix_review_by_person_id", ["by_person_id", "id"], unique=False)
        batch_op.create_index("ix_review_message_id", ["message_id"], unique=False)
        batch_op.create_index("ix_review_person_id", ["person_id", "id"], unique=False)

    op.create_table(
        "review_showing",
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("photos_opened_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_review_showing_activity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_person_id"], ["person.id"], name=op.f("fk_review_showing_by_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "by_person_id", name=op.f("pk_review_showing")),
    )
    with op.batch_alter_table("review_showing", schema=None) as batch_op:
        batch_op.create_index("ix_review_showing_by_person_id", ["by_person_id"], unique=False)

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waits_since", models.storage.base.UtcInstant(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_activity_waiting",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("state IN ('submitted', 'resubmitted')"),
            postgresql_where=sa.text("state IN ('submitted', 'resubmitted')"),
        )

    # ### end Alembic commands ###
