"""Rating rounds: versions of their terms, raters with links, ratings, signed snapshots with results."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0015"
down_revision = "0011"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "rating_round_version",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("round_key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_person_id", _BIG, nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_round_version")),
        sa.UniqueConstraint("round_key", "number", name=op.f("uq_rating_round_version_round_key_number")),
    )
    _raters()
    _ratings()
    _snapshots()


def _raters() -> None:
    op.create_table(
        "rater",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("round_key", sa.Text(), nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("worked_together", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("nominated_by_id", _BIG, nullable=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("consent_version", sa.Text(), nullable=True),
        sa.Column("consent_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rater_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rater")),
        sa.UniqueConstraint("round_key", "person_id", "kind", name=op.f("uq_rater_round_key_person_id_kind")),
    )
    with op.batch_alter_table("rater", schema=None) as batch_op:
        batch_op.create_index("ix_rater_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_rater_phone", ["round_key", "phone"], unique=False)
        batch_op.create_index("ix_rater_nominated_by_id", ["nominated_by_id"], unique=False)
    op.create_table(
        "rater_link",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("rater_id", _BIG, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("revoked_at", _INSTANT, nullable=True),
        sa.Column("last_opened_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["rater_id"], ["rater.id"], name=op.f("fk_rater_link_rater_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rater_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_rater_link_token_hash")),
    )
    with op.batch_alter_table("rater_link", schema=None) as batch_op:
        batch_op.create_index("ix_rater_link_rater_id", ["rater_id"], unique=False)


def _ratings() -> None:
    op.create_table(
        "rating",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("round_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rater_id", _BIG, nullable=False),
        sa.Column("about_person_id", _BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by_id", _BIG, nullable=True),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("submission_id", _BIG, nullable=True),
        sa.Column("scores", sa.Text(), nullable=True),
        sa.Column("submitted_at", _INSTANT, nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["about_person_id"], ["person.id"], name=op.f("fk_rating_about_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rater_id"], ["rater.id"], name=op.f("fk_rating_rater_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_rating_submission_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("rater_id", "about_person_id", name=op.f("uq_rating_rater_id_about_person_id")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_rating_submission_id")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index("ix_rating_about", ["round_key", "about_person_id"], unique=False)
        batch_op.create_index("ix_rating_about_person_id", ["about_person_id"], unique=False)


def _snapshots() -> None:
    op.create_table(
        "evaluation_snapshot",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("round_key", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("previous_sha256", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by_person_id", _BIG, nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_snapshot")),
        sa.UniqueConstraint("previous_sha256", name=op.f("uq_evaluation_snapshot_previous_sha256")),
        sa.UniqueConstraint("round_key", "number", name=op.f("uq_evaluation_snapshot_round_key_number")),
    )
    op.create_table(
        "evaluation_result",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("snapshot_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_evaluation_result_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["evaluation_snapshot.id"],
            name=op.f("fk_evaluation_result_snapshot_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_result")),
        sa.UniqueConstraint("snapshot_id", "person_id", name=op.f("uq_evaluation_result_snapshot_id_person_id")),
    )
    with op.batch_alter_table("evaluation_result", schema=None) as batch_op:
        batch_op.create_index("ix_evaluation_result_person_id", ["person_id"], unique=False)
