"""What waited for a reply before has an end from now on: two days after it was due."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

RIDES_FOR = timedelta(days=2)


def upgrade() -> None:
    delivery = sa.table(
        "delivery",
        sa.column("id", sa.BigInteger),
        sa.column("rides", sa.Boolean),
        sa.column("state", sa.Text),
        sa.column("due_at", sa.DateTime(timezone=True)),
    )
    waiting = sa.select(delivery.c.id, delivery.c.due_at).where(delivery.c.rides, delivery.c.state == "due")
    connection = op.get_bind()
    rows: list[tuple[int, datetime]] = [(row.id, row.due_at) for row in connection.execute(waiting)]
    for delivery_id, due_at in rows:
        later = sa.update(delivery).where(delivery.c.id == delivery_id).values(due_at=due_at + RIDES_FOR)
        connection.execute(later)
