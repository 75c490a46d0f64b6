"""Where participants work has days; imports of rosters are kept so that they can be undone."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0012"
down_revision = "0014"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)
_MOVED = sa.text("from_day IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("to_day", sa.Date(), nullable=True))
        batch_op.drop_constraint(op.f("uq_placement_person_id_stage"), type_="unique")
        batch_op.create_index("ix_placement_person_id", ["person_id", "stage"], unique=False)
        batch_op.create_index(
            "ix_placement_from_day", ["from_day"], unique=False, sqlite_where=_MOVED, postgresql_where=_MOVED
        )
    op.create_table(
        "roster_import",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("done_at", _INSTANT, nullable=True),
        sa.Column("undone_at", _INSTANT, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("media_id", _BIG, nullable=True),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
        sa.UniqueConstraint("message_id", name=op.f("uq_roster_import_message_id")),
    )
    op.create_index("ix_roster_import_actor", "roster_import", ["actor", "state"], unique=False)
    op.create_table(
        "roster_import_change",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("import_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["roster_import.id"], name=op.f("fk_roster_import_change_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import_change")),
    )
    op.create_index("ix_roster_import_change_import_id", "roster_import_change", ["import_id"], unique=False)
    op.create_index("ix_roster_import_change_person_id", "roster_import_change", ["person_id"], unique=False)
