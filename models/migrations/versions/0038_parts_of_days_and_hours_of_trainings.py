"""Trainings of half a day, or of two and a half hours.

SQLite keeps parts of numbers in a column of whole ones as it is. There the table would be made anew, and dropping the
old one would take the competencies of all trainings with it (ON DELETE CASCADE)."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for column in ("days", "hours"):
            op.alter_column("training", column, existing_type=sa.Integer(), type_=sa.Float(), existing_nullable=True)


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        for column in ("days", "hours"):
            op.alter_column("training", column, existing_type=sa.Float(), type_=sa.Integer(), existing_nullable=True)
