"""`python -m demo`, whose invented week is lived through once: other demos of these tests get a copy of it.

python -m tests.demo.seeded_once FOLDER
"""

import pickle
import runpy
import shutil
import sqlite3
import sys
from datetime import datetime
from pathlib import Path

from bot.resources import Bot
from demo import seeding

_seed = seeding.seed


def seed(bot: Bot, began: datetime) -> list[seeding.DemoPerson]:
    """Fill the demo's database as the first of these demos filled its own."""
    database, people = KEPT / "castbot.db", KEPT / "people.pickle"
    own = str(bot.database.url.database)
    if people.exists():
        shutil.copy(database, own)
        return pickle.loads(people.read_bytes())  # type: ignore[no-any-return]
    phones = _seed(bot, began)
    with sqlite3.connect(own) as connection:
        connection.execute("VACUUM INTO ?", (str(database),))
    people.write_bytes(pickle.dumps(phones))
    return phones


if __name__ == "__main__":
    KEPT = Path(sys.argv[1])
    seeding.seed = seed
    runpy.run_module("demo", run_name="__main__", alter_sys=True)
