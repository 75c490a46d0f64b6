"""What a process asks every few seconds reads an index of what is open, however much was sent in years."""

from models.messaging.delivery_health import NEWEST_FAILING
from models.storage.database import Database
from tests.databases import on_sqlite


@on_sqlite
def test_the_newest_delivery_that_failed_is_looked_for_among_the_open_ones(database: Database) -> None:
    asked = str(NEWEST_FAILING.compile(database.engine, compile_kwargs={"literal_binds": True}))
    with database.read() as session:
        (plan,) = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}").scalars(3).all()
    assert "ix_delivery_open" in plan
