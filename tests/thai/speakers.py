"""Who speaks in these tests, and when: Wednesday 12 July 2566, 18:00, in อำเภอแม่ใจ unless said."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from programmes import load
from thai.context import BANGKOK, Context

NOW = datetime(2023, 7, 12, 18, 0, tzinfo=BANGKOK)
TODAY = date(2023, 7, 12)

CAST = load(Path(__file__).parents[2] / "programmes" / "cast-2566")

PEOPLE = (
    "นายสมชาย ใจดี",
    "นางสาวมาลี ศรีสุข",
    "นายวิทยา คำแก้ว (ต้อม)",
    "ว่าที่ร้อยตรีหญิง ปรียา บุญมา",
    "ดร.อนันต์ สุขสวัสดิ์",
)


def speaker(
    role: str | None = "participant",
    *,
    now: datetime = NOW,
    district: str | None = "5607",
    people: Sequence[str] = (),
) -> Context:
    """A context; coordinators and mentors see PEOPLE unless others are given."""
    if role in ("mentor", "coordinator") and not people:
        people = PEOPLE
    return Context(now, role, district, district[:2] if district else None, CAST, people)
