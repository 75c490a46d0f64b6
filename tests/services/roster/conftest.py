"""Rosters as coordinators might save them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from programmes import Programme, load

ROOT = Path(__file__).parents[3]
COLUMNS = (
    *("id", "name", "role", "agency", "position", "pilot_district", "target_district", "phase3_province"),
    *("area", "scope", "deputy", "from", "to"),
)
Row = Mapping[str, str]


@pytest.fixture(scope="session")
def cast() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write lines of columns as CSV and return the file."""

    def write(*rows: Row, columns: Sequence[str] = COLUMNS, encoding: str = "utf-8", separator: str = ",") -> Path:
        lines = [separator.join(columns)]
        lines += [separator.join(row.get(column, "") for column in columns) for row in rows]
        path = tmp_path / "roster.csv"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write
