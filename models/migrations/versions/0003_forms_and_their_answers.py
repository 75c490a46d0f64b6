"""forms and their answers."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("for_role", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("xform", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("published_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_version")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_form_version_key_number")),
    )
    with op.batch_alter_table("form_version", schema=None) as batch_op:
        batch_op.create_index("ix_form_version_fingerprint", ["key", "fingerprint"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("instance_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("form_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("words_message_id", sa.Text(), nullable=True),
        sa.Column("started_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("updated_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("submitted_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["about_person_id"], ["person.id"], name=op.f("fk_submission_about_person_id")),
        sa.ForeignKeyConstraint(["form_id"], ["form_version.id"], name=op.f("fk_submission_form_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_submission_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("instance_id", name=op.f("uq_submission_instance_id")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index("ix_submission_about", ["about_person_id"], unique=False)
        batch_op.create_index(
            "ix_submission_draft",
            ["person_id", "updated_at"],
            unique=False,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )
        batch_op.create_index("ix_submission_form", ["form_key", "day"], unique=False)
        batch_op.create_index("ix_submission_form_id", ["form_id"], unique=False)
        batch_op.create_index("ix_submission_words_message_id", ["words_message_id"], unique=False)
        batch_op.create_index("ix_submission_person", ["person_id", "form_key", "day"], unique=False)

    op.create_table(
        "submission_answer",
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("answered_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_answer_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("submission_id", "key", name=op.f("pk_submission_answer")),
    )
    with op.batch_alter_table("submission_answer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_submission_answer_message_id",
            ["message_id"],
            unique=False,
            sqlite_where=sa.text("message_id IS NOT NULL"),
            postgresql_where=sa.text("message_id IS NOT NULL"),
        )

    op.create_table(
        "submission_link",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_link_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_submission_link")),
    )
    with op.batch_alter_table("submission_link", schema=None) as batch_op:
        batch_op.create_index("ix_submission_link_submission_id", ["submission_id"], unique=False)

    op.create_table(
        "submission_revision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("by_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("before_message_id", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_revision_submission_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_revision")),
    )
    with op.batch_alter_table("submission_revision", schema=None) as batch_op:
        batch_op.create_index("ix_submission_revision_before_message_id", ["before_message_id"], unique=False)
        batch_op.create_index("ix_submission_revision_message_id", ["message_id"], unique=False)
        batch_op.create_index("ix_submission_revision_submission_id", ["submission_id", "key"], unique=False)

    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("submission_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("kind", sa.Text(), server_default="photo", nullable=False))
        batch_op.alter_column("activity_id", nullable=True)
        batch_op.create_index("ix_media_submission_id", ["submission_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_media_submission_id"), "submission", ["submission_id"], ["id"], ondelete="CASCADE"
        )
