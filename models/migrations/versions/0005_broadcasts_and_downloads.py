"""Broadcasts and downloads; what a summary of many people reads stands in one index."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UNDER_WAY = sa.text("state IN ('queuing', 'queued')")


def upgrade() -> None:
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said_by", _BIG, nullable=True))
    _broadcasts()
    _downloads()
    _counting()


def _broadcasts() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("author_id", _BIG, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("audience", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reached", _BIG, nullable=False),
        sa.Column("created_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("confirmed_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("queued_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_broadcast_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcast")),
    )
    with op.batch_alter_table("broadcast", schema=None) as batch_op:
        batch_op.create_index("ix_broadcast_author_id", ["author_id", "id"], unique=False)
        batch_op.create_index("ix_broadcast_message_id", ["message_id"], unique=False)
        batch_op.create_index(
            "ix_broadcast_under_way", ["id"], unique=False, sqlite_where=_UNDER_WAY, postgresql_where=_UNDER_WAY
        )
    op.create_table(
        "broadcast_receiver",
        sa.Column("broadcast_id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("delivery_id", _BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcast.id"], name=op.f("fk_broadcast_receiver_broadcast_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_broadcast_receiver_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name=op.f("pk_broadcast_receiver")),
    )
    with op.batch_alter_table("broadcast_receiver", schema=None) as batch_op:
        batch_op.create_index("ix_broadcast_receiver_person_id", ["person_id"], unique=False)


def _downloads() -> None:
    op.create_table(
        "download",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("form_key", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("created_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("expires_at", models.storage.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("taken_at", models.storage.base.UtcInstant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_download_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_download_token_hash")),
    )
    with op.batch_alter_table("download", schema=None) as batch_op:
        batch_op.create_index("ix_download_expires_at", ["expires_at"], unique=False)
        batch_op.create_index("ix_download_person_id", ["person_id"], unique=False)


def _counting() -> None:
    """Give each entry its sectors in one word, and summaries the index they read nothing but."""
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sectors_met", sa.Text(), nullable=True))
    in_one_word = (
        "group_concat(key, ',') FROM (SELECT key FROM activity_mark WHERE activity_id = activity.id"
        " AND kind = 'sector' ORDER BY key)"
        if op.get_bind().dialect.name == "sqlite"
        else "string_agg(key, ',' ORDER BY key COLLATE \"C\") FROM activity_mark"
        " WHERE activity_id = activity.id AND kind = 'sector'"
    )
    op.execute(
        f"UPDATE activity SET sectors_met = (SELECT {in_one_word}) "  # noqa: S608 - nothing in it is anybody's
        "WHERE EXISTS (SELECT 1 FROM activity_mark WHERE activity_id = activity.id AND kind = 'sector')"
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_day")
        batch_op.create_index("ix_activity_counted", ["day", "person_id", "state", "sectors_met"], unique=False)
