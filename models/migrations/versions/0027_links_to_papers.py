"""A link to a paper may be about a person."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0030"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("download") as table:
        table.add_column(sa.Column("about_person_id", _BIG, nullable=True))
        table.create_foreign_key(
            op.f("fk_download_about_person_id"), "person", ["about_person_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_download_about_person_id", "download", ["about_person_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_download_about_person_id", table_name="download")
    with op.batch_alter_table("download") as table:
        table.drop_constraint(op.f("fk_download_about_person_id"), type_="foreignkey")
        table.drop_column("about_person_id")
