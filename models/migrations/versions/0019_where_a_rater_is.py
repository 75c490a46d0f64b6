"""In which district a rater is, if it was said."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rater", sa.Column("area", sa.Text(), nullable=True))
