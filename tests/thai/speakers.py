"""Who speaks in these tests, and when: Wednesday 12 July 2566, 18:00, in อำเภอแม่ใจ unless said."""

from collections.abc import Sequence
from datetime import date, datetime

from thai.context import BANGKOK, Calendar, Context, Span

NOW = datetime(2023, 7, 12, 18, 0, tzinfo=BANGKOK)
TODAY = date(2023, 7, 12)

CAST = Calendar(
    phases=(
        Span(date(2023, 6, 5), date(2023, 6, 11), number=1),
        Span(date(2023, 7, 3), date(2023, 12, 1), number=2),
        Span(date(2023, 12, 2), date(2023, 12, 15), number=3),
        Span(date(2023, 12, 16), date(2023, 12, 22), number=4),
    ),
    stages=(
        Span(date(2023, 7, 3), date(2023, 7, 16), key="pilot"),
        Span(date(2023, 7, 17), date(2023, 12, 1), key="target"),
        Span(date(2023, 12, 2), date(2023, 12, 15), key="province"),
    ),
)

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
