"""`python -m bench.bot_in_wal …`: `python -m bot …` on SQLite in WAL, whatever its version.

For throw-away databases of the benchmark only: it shows what a safe SQLite would give on this machine. The bot itself
never does this.
"""

import sys

import models.storage.database
from bot.__main__ import main

if __name__ == "__main__":
    models.storage.database.wal_is_safe = lambda _: True  # type: ignore[assignment]
    sys.exit(main())
