"""Certificates with their numbers."""

import sqlalchemy as sa
from alembic import op

import models.storage.base

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = models.storage.base.UtcInstant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("person_id", _BIG, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("by_person_id", _BIG, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("person_id", name=op.f("uq_certificate_person_id")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
    )


def downgrade() -> None:
    op.drop_table("certificate")
