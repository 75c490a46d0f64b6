"""Reminders, leave and mutes; what a delivery may be held back for."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extra_holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_extra_holiday")),
    )
    op.create_table(
        "reminder_occurrence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("until", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("push_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("pushed_on", sa.Date(), nullable=True),
        sa.Column("delivery_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_occurrence")),
        sa.UniqueConstraint(
            "person_id", "occurrence", "rule", name=op.f("uq_reminder_occurrence_person_id_occurrence_rule")
        ),
    )
    with op.batch_alter_table("reminder_occurrence", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_occurrence_delivery_id", ["delivery_id"], unique=False)
        batch_op.create_index(
            "ix_reminder_occurrence_open",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'waiting')"),
            postgresql_where=sa.text("state IN ('queued', 'waiting')"),
        )
        batch_op.create_index(
            "ix_reminder_occurrence_push_at",
            ["push_at"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.create_index("ix_reminder_occurrence_pushed_on", ["pushed_on", "person_id"], unique=False)

    op.create_table(
        "push_usage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=True),
        sa.Column("asked_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("forecast", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_usage")),
    )
    op.create_table(
        "reminder_rule",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("next_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("done_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("changed_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reminder_rule")),
    )
    with op.batch_alter_table("reminder_rule", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_rule_next_at", ["next_at"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("said_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("cancelled_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index("ix_leave_person_id", ["person_id", "to_day"], unique=False)
        batch_op.create_index("ix_leave_to_day", ["to_day"], unique=False)

    op.create_table(
        "mute",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("created_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mute_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mute")),
    )
    with op.batch_alter_table("mute", schema=None) as batch_op:
        batch_op.create_index("ix_mute_person_id", ["person_id", "to_day"], unique=False)
        batch_op.create_index("ix_mute_to_day", ["to_day"], unique=False)

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("urgency", sa.Text(), server_default="must", nullable=False))
        batch_op.add_column(sa.Column("expires_at", models.storage.base.UtcInstant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("recipients", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(
            "ix_delivery_multicast",
            ["id"],
            unique=False,
            sqlite_where=sa.text("recipients IS NOT NULL"),
            postgresql_where=sa.text("recipients IS NOT NULL"),
        )
