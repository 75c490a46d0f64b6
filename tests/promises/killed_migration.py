"""Migrates a database in a process that kills itself at a statement: `python -m tests.promises.killed_migration URL N`.

With N = 0 it lives, and prints how many statements it took; with -1 it dies before the commit.
"""

import os
import signal
import sys
from typing import Any

from sqlalchemy import event

from models import schema
from models.storage.database import Database

FEW = 50  # statements; a transaction with fewer is none that migrates


def main() -> None:
    url, deadly = sys.argv[1], int(sys.argv[2])
    database = Database(url)
    count = 0

    @event.listens_for(database.engine, "before_cursor_execute")
    def _statement(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(database.engine, "commit")
    def _commit(_: Any) -> None:
        if deadly == -1 and count > FEW:
            os.kill(os.getpid(), signal.SIGKILL)

    schema.migrate(database)
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
