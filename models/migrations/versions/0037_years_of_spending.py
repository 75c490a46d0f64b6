"""Spending on a course counts in the year in which the course was planned then, also after it was moved."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("course_spending") as batch_op:
        batch_op.add_column(sa.Column("year", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("course_spending") as batch_op:
        batch_op.drop_column("year")
