"""The index of the search over the words of entries. The clock fills it, also with what was stored before."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "entry_text",
        sa.Column("activity_id", _BIG, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_entry_text_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_entry_text")),
    )
    op.create_table(
        "entry_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_entry_word_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "day", "activity_id", name=op.f("pk_entry_word")),
    )
    op.create_index("ix_entry_word_activity_id", "entry_word", ["activity_id"], unique=False)


def downgrade() -> None:
    op.drop_table("entry_word")
    op.drop_table("entry_text")
