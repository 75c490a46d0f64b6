"""`python -m bench.bot_in_wal …` runs `python -m bot …` on SQLite with WAL, whatever its version.

It is only for temporary databases of the bench. It shows how fast a safe SQLite version would be on this machine; the
bot itself never does this.
"""

import sys

import models.storage.database
from bot.__main__ import main

if __name__ == "__main__":
    models.storage.database.wal_is_safe = lambda _: True  # type: ignore[assignment]
    sys.exit(main())
