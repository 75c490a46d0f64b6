"""Who nominated a rater, and how they worked together, stands with each participant."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("rating", sa.Column("nominated_by_id", _BIG, nullable=True))
    op.add_column("rating", sa.Column("worked_together", sa.Text(), nullable=True))
    op.execute(
        "UPDATE rating SET"
        " nominated_by_id = (SELECT rater.nominated_by_id FROM rater WHERE rater.id = rating.rater_id),"
        " worked_together = (SELECT rater.worked_together FROM rater WHERE rater.id = rating.rater_id)"
    )
    op.create_index("ix_rating_nominated_by_id", "rating", ["nominated_by_id"], unique=False)
    op.create_index("ix_rating_decided_by_id", "rating", ["decided_by_id"], unique=False)
    op.drop_index("ix_rater_nominated_by_id", "rater")
    # not as a batch: that would make the table anew, and its raters' ratings would go with the old one
    op.drop_column("rater", "nominated_by_id")
    op.drop_column("rater", "worked_together")
