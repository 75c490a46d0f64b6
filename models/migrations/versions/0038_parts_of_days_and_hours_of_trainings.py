"""Trainings of half a day, or of two and a half hours."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("training") as batch_op:
        for column in ("days", "hours"):
            batch_op.alter_column(column, existing_type=sa.Integer(), type_=sa.Float(), existing_nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("training") as batch_op:
        for column in ("days", "hours"):
            batch_op.alter_column(column, existing_type=sa.Float(), type_=sa.Integer(), existing_nullable=True)
