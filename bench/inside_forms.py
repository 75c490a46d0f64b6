"""`python -m bench.inside_forms`: many people fill in a form at the same time, question after question."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench import measures, systems
from bench.processes import ROOT
from bench.systems import PEOPLE, PlatformProcess
from models.storage.database import Database
from services.forms.publishing import publish_form

Measured = tuple[str, float, str]
FORM: Final = ROOT / "programmes" / "cast-2566" / "forms" / "feedback7.md"
ANSWERS: Final = ("2", "เจ้าอาวาสวัดศรีโคมคำ", "เมื่อวาน", "วัดศรีโคมคำ ต.เวียง")
OPENING: Final = "แบบฟอร์ม"


def run() -> list[Measured]:
    """Return rows of (what, value, unit) for both databases."""
    rows: list[Measured] = []
    with systems.scratch() as folder, systems.postgres_server() as address:
        rows += measured("SQLite", folder, systems.sqlite_url(folder))
        rows += measured("PostgreSQL", folder, systems.postgres_url(address))
    return rows


def measured(name: str, folder: Path, url: str) -> list[Measured]:
    """Let all people open the same form and answer it question by question, all at the same time."""
    systems.prepare(url)
    database = Database(url)
    publish_form(
        database, FORM.name, FORM.read_bytes(), by="bench", now=datetime.now(UTC), key="views", for_role="participant"
    )
    database.close()
    with PlatformProcess(folder) as platform, systems.our_bot(f"forms {name}", folder, platform, url) as system:
        opening = measures.measure_turns(platform, system, PEOPLE, (OPENING,))
        answering = [measures.measure_turns(platform, system, PEOPLE, (answer,)) for answer in ANSWERS]
        _, memory = measures.memory_at_rest(system)
    seconds = sum(turns.seconds for turns in answering)
    answered = sum(turns.answered for turns in answering)
    lost = sum(turns.asked - turns.answered for turns in (opening, *answering))
    within = f"forms, {PEOPLE:,} people inside one at once, {name}"
    return [
        (f"{within}: opened", opening.per_second, "a second"),
        (f"{within}: answers", answered / seconds, "a second"),
        (f"{within}: CPU an answer", 1000 * sum(turns.cpu["bot"] for turns in answering) / len(answering), "ms"),
        (f"{within}: unanswered", float(lost), "events"),
        (f"{within}: memory afterwards, what is shared once", memory, "MB"),
    ]


if __name__ == "__main__":
    for what, value, unit in run():
        sys.stdout.write(f"{what}: {value:.1f} {unit}\n")
