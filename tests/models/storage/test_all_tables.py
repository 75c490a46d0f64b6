"""What asks for all tables gets all: they are known once `models.tables` is imported, and a command may import few."""

import subprocess
import sys

from bot.settings import ROOT

ORDERS_ROWS = "models/storage/batch.py"  # of the tables whose rows wait, which are known by then
ALL_TABLES = "models/tables.py"


def test_only_one_module_knows_all_tables() -> None:
    found = {
        str(path.relative_to(ROOT))
        for folder in ("bot", "handlers", "models", "scheduler", "services")
        for path in (ROOT / folder).rglob("*.py")
        if "Base.metadata" in path.read_text("utf-8")
    }
    assert found == {ORDERS_ROWS, ALL_TABLES}


def test_an_import_of_a_roster_can_be_undone_by_a_command_that_loads_nothing_else() -> None:
    asked = "import sys, services.roster.undoing; assert 'models.tables' in sys.modules"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
