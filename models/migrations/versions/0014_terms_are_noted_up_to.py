"""It is kept up to when terms of mentors are noted, and one that lasts is noted once."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0014"
down_revision = "0015"
branch_labels = None
depends_on = None

_LASTS = sa.text("ends_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "mentor_terms_noted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noted_to", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_terms_noted")),
    )
    op.execute(
        "DELETE FROM mentor_term WHERE ends_at IS NULL AND id NOT IN"
        " (SELECT MIN(id) FROM mentor_term WHERE ends_at IS NULL GROUP BY person_id, mentor_id, first)"
    )
    with op.batch_alter_table("mentor_term", schema=None) as batch_op:
        batch_op.create_index(
            "uq_mentor_term_lasting",
            ["person_id", "mentor_id", "first"],
            unique=True,
            sqlite_where=_LASTS,
            postgresql_where=_LASTS,
        )
