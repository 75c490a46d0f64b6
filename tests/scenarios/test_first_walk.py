"""The first walk through the whole house: a message comes in, a record comes out."""

from sqlalchemy import select

from models.activities.activities import Activity
from models.activities.details import details
from tests.running_bot import MAE_CHAI, SOMCHAI, RunningBot

MESSAGE = "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def test_a_typed_day_becomes_a_record_and_a_card(running: RunningBot) -> None:
    somchai = running.joined(SOMCHAI)
    somchai.says(MESSAGE)
    (card,) = somchai.hears(1)

    with running.database.read() as session:
        entry = session.scalars(select(Activity)).one()
        kept = details(session, entry.id)
    assert (entry.words, entry.people_count, entry.day.isoformat(), entry.state) == (
        MESSAGE,
        25,
        "2023-07-12",
        "submitted",
    )
    assert set(kept.sectors) == {"government", "religious"}
    assert kept.tags == ("wet_waste",)
    assert [(place.level, place.name) for place in kept.places] == [("village", "บ้านหนองบัว"), ("subdistrict", "แม่ใจ")]
    assert kept.places[1].code is not None
    assert kept.places[1].code.startswith(MAE_CHAI)
    assert "พุธ 12 ก.ค. 2566" in card["altText"]
    assert "25 คน" in card["altText"]
