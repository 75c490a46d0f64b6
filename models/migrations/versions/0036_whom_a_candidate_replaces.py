"""In whose place a candidate is."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("candidate") as batch_op:
        batch_op.add_column(sa.Column("replaces_id", _BIG, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_candidate_replaces_id"), "candidate", ["replaces_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index("ix_candidate_replaces_id", ["replaces_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("candidate") as batch_op:
        batch_op.drop_index("ix_candidate_replaces_id")
        batch_op.drop_constraint(op.f("fk_candidate_replaces_id"), type_="foreignkey")
        batch_op.drop_column("replaces_id")
