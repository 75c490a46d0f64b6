"""Entries are counted beforehand, triggers note whose have changed; what waits is counted in its index."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATES = "'submitted', 'returned', 'resubmitted', 'approved'"
DIFFERS = (
    f"(OLD.state IN ({STATES})) <> (NEW.state IN ({STATES})) OR (NEW.state IN ({STATES}) AND (OLD.day <> NEW.day"
    " OR OLD.person_id <> NEW.person_id OR coalesce(OLD.sectors_met, '') <> coalesce(NEW.sectors_met, '')))"
)
NOTE = (
    "INSERT INTO entry_count (person_id, changed) VALUES (NEW.person_id, 1)"
    " ON CONFLICT (person_id) DO UPDATE SET changed = entry_count.changed + 1;"
)
GONE = "UPDATE entry_count SET changed = changed + 1 WHERE person_id = OLD.person_id;"
TIMES = (
    ("insert", "AFTER INSERT", f"NEW.state IN ({STATES})", NOTE),
    ("delete", "AFTER DELETE", f"OLD.state IN ({STATES})", GONE),
    ("update", "AFTER UPDATE OF state, day, person_id, sectors_met", DIFFERS, f"{GONE} {NOTE}"),
)


def upgrade() -> None:
    op.create_table(
        "entry_count",
        sa.Column("person_id", BIG_ID, nullable=False),
        sa.Column("changed", BIG_ID, nullable=False),
        sa.Column("counted", BIG_ID, nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("days", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_entry_count_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_entry_count")),
    )
    _index_waiting("person_id", "day", "state", "created_at", "waits_since")  # all columns by which they are counted
    op.execute("INSERT INTO entry_count (person_id, changed) SELECT DISTINCT person_id, 1 FROM activity")
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _index_waiting(*columns: str) -> None:
    op.drop_index("ix_activity_waiting", table_name="activity")
    waiting = sa.text("state IN ('submitted', 'resubmitted')")
    op.create_index("ix_activity_waiting", "activity", columns, sqlite_where=waiting, postgresql_where=waiting)


def _triggers(dialect: str) -> Iterator[str]:
    for name, when, condition, body in TIMES:
        start = f"CREATE TRIGGER entry_count_{name} {when} ON activity FOR EACH ROW WHEN ({condition})"
        if dialect == "sqlite":
            yield f"{start} BEGIN {body} END"
            continue
        function = f"entry_count_{name}()"
        does = f"$$ BEGIN {body} RETURN NULL; END $$"
        yield f"CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS {does}"
        yield f"{start} EXECUTE FUNCTION {function}"


def downgrade() -> None:
    on_postgres = op.get_bind().dialect.name != "sqlite"
    for name, *_ in TIMES:
        op.execute(f"DROP TRIGGER entry_count_{name}" + (" ON activity" if on_postgres else ""))
        if on_postgres:
            op.execute(f"DROP FUNCTION entry_count_{name}()")
    op.drop_table("entry_count")
    _index_waiting("person_id")
