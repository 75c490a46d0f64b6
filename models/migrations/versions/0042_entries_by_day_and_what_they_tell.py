"""Entries are found in the order of lists and feeds, and those that tell of an obstacle, by indexes of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

WORDS = (
    "ติดขัด",
    "อุปสรรค",
    "มีปัญหา",
    "พบปัญหา",
    "ปัญหาคือ",
    "ปัญหาที่พบ",
    "งบประมาณไม่พอ",
    "เจอปัญหา",
    "ขาดแคลน",
    "ไม่เพียงพอ",
    "ขอรับการสนับสนุน",
    "ขอความช่วยเหลือ",
)


def upgrade() -> None:
    op.create_index("ix_activity_day", "activity", ["day", "id"])
    op.create_index(
        "ix_activity_told",
        "activity",
        ["day", "id"],
        sqlite_where=_telling("instr"),
        postgresql_where=_telling("strpos"),
    )


def _telling(place_of: str) -> sa.TextClause:
    return sa.text(" OR ".join(f"{place_of}(words, '{word}') > 0" for word in WORDS))


def downgrade() -> None:
    op.drop_index("ix_activity_told", table_name="activity")
    op.drop_index("ix_activity_day", table_name="activity")
