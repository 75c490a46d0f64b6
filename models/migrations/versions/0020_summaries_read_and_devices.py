"""Which summaries a coordinator has read today in the chat, and which device a download link belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0024"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "read_summary",
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_read_summary_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "first", "last", name=op.f("pk_read_summary")),
    )
    op.add_column("download", sa.Column("device_hash", sa.Text(), nullable=True))
