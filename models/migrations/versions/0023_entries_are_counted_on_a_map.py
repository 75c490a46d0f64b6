"""Entries have their tags in one text and the square of their pin, and maps the indexes they read nothing but."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0019"
branch_labels = None
depends_on = None

_PINNED = "cell IS NOT NULL AND state IN ('submitted', 'returned', 'resubmitted', 'approved')"


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("activity", sa.Column("tags_said", sa.Text(), nullable=True))
    op.add_column("activity", sa.Column("cell", sa.Integer(), nullable=True))
    in_one_word = (
        "group_concat(key, ',') FROM (SELECT key FROM activity_mark WHERE activity_id = activity.id"
        " AND kind = 'tag' ORDER BY key)"
        if is_sqlite
        else "string_agg(key, ',' ORDER BY key COLLATE \"C\") FROM activity_mark"
        " WHERE activity_id = activity.id AND kind = 'tag'"
    )
    op.execute(
        f"UPDATE activity SET tags_said = ',' || (SELECT {in_one_word}) || ',' "  # noqa: S608 - nothing in it is anybody's
        "WHERE EXISTS (SELECT 1 FROM activity_mark WHERE activity_id = activity.id AND kind = 'tag')"
    )
    squares = "CAST({} AS INTEGER)" if is_sqlite else "CAST(floor({}) AS INTEGER)"  # neither is ever below zero
    row, column = squares.format("(latitude + 90) / 0.1"), squares.format("(longitude + 180) / 0.1")
    op.execute(
        f"UPDATE activity SET cell = {row} * 3600 + {column} "  # noqa: S608 - the same
        "WHERE latitude IS NOT NULL AND longitude IS NOT NULL"
    )
    op.create_index(
        "ix_activity_by_person", "activity", ["person_id", "day", "state", "sectors_met", "tags_said"], unique=False
    )
    op.drop_index("ix_activity_person_day", "activity")
    pinned, where = ["cell", "day", "person_id", "sectors_met", "tags_said"], sa.text(_PINNED)
    op.create_index("ix_activity_pinned", "activity", pinned, unique=False, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_activity_pinned", "activity")
    op.create_index("ix_activity_person_day", "activity", ["person_id", "day"], unique=False)
    op.drop_index("ix_activity_by_person", "activity")
    op.drop_column("activity", "cell")
    op.drop_column("activity", "tags_said")
