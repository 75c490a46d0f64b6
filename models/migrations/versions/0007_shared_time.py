"""The time that all processes share; requests that are frozen by now count as posted, because nobody noted it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "shared_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("ahead", _BIG, nullable=False),
        sa.Column("changes", _BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_time")),
    )
    op.execute(sa.text("UPDATE delivery SET in_doubt = true WHERE state = 'sealed' AND sealed_into IS NULL"))
