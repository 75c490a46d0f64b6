"""Photos of a place before the work and after it: said by a button, in words after them, or in words before them."""

from bot.postback import MarkPhotos
from models.activities import media
from models.coordination.scopes import AccessScope, Grant
from models.people import people
from services.exports.activity_columns import activity_columns
from services.exports.records import ExportSource, activities_table
from services.reports.asked import PaperAsked, PaperSource
from services.reports.participant import participant_fields
from simulator.driver import Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import ManyPeople, entries_of, everything_in, labels_of, nothing_more, photo
from tests.scenarios.pilot_districts import CHIEF, EVERYTHING, PILOT, WOMEN, newest, says
from tests.scenarios.test_units import read

OPEN = "ดูบันทึก"
DITCH = "วันนี้ลอกคลองหมู่ 3 ต.แม่ใจ กับชาวบ้าน 25 คน"


def moments_of(pilot: RunningBot, phone: Someone) -> list[str | None]:
    """What is stored of the photos of a person's newest entry, in their order."""
    with pilot.database.read() as session:
        return [one.moment for one in media.of_activity(session, entries_of(pilot, phone)[-1].id)]


def taps(phone: Someone, label: str) -> str:
    """Tap what the newest message offers under this label."""
    offered = {
        one["action"]["label"]: one["action"]["data"]
        for one in newest(phone)["quickReply"]["items"]
        if "data" in one["action"]
    }
    phone.taps(offered[label])
    return everything_in(phone.hears(1))


def sends(phone: Someone, count: int = 1) -> str:
    if count == 1:
        phone.sends_image(photo())
    else:
        phone.sends_album([(photo(color), "image/png") for color in ("red", "green", "blue")[:count]])
    return everything_in(phone.hears(1))


def test_photos_are_marked_by_a_button_or_in_words_and_shown_apart(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, DITCH)
    phone.sends_album([(photo("red"), "image/png"), (photo("green"), "image/png")])
    (line,) = phone.hears(1)
    assert {"ภาพก่อน", "ภาพหลัง"} <= set(labels_of(line))
    assert "ภาพก่อนดำเนินการแล้ว 2 รูป" in (said := taps(phone, "ภาพก่อน"))
    assert "ส่งภาพหลัง" in said
    sends(phone)
    assert moments_of(pilot, phone) == ["before", "before", None]
    assert "ภาพหลังดำเนินการแล้ว 1 รูป" in (said := says(phone, "รูปหลังทำเสร็จแล้วค่ะ"))
    assert "ภาพก่อนดำเนินการ" not in said
    assert moments_of(pilot, phone) == ["before", "before", "after"]
    assert "หลังดำเนินการแล้ว 1 รูป" in says(phone, "ภาพหลัง")  # said again it changes nothing
    card = taps(phone, OPEN)
    assert [part for part in ("ภาพก่อนดำเนินการ 2 รูป", "ภาพหลังดำเนินการ 1 รูป") if part not in card] == []
    entry = entries_of(pilot, phone)[-1].id
    pilot.joined(EVERYTHING)
    page = read(pilot, EVERYTHING, f"/app/entries/{entry}")
    assert page.index("ภาพก่อน") < page.index("ภาพหลัง")
    pictures = [read(pilot, EVERYTHING, f"/app/photos?moment={one}").count("<figure>") for one in ("before", "after")]
    assert pictures == [2, 1]
    assert read(pilot, EVERYTHING, "/app/photos?moment=nothing").count("<figure>") == 3
    whole = AccessScope((Grant(),))
    with pilot.database.read() as session:
        text, now, programme = pilot.bot.texts.in_language("th"), pilot.bot.clock.now(), pilot.bot.programme
        source = PaperSource(session, programme, PILOT, whole, text, now, pilot.bot.media)
        person = people.by_name(session, CHIEF)[0].id
        (row,) = participant_fields(source, PaperAsked("participant", person_id=person))["entries"][-1]["photos"]
        day = now.date()
        (line,) = activities_table(ExportSource(session, programme, whole, text, day, day)).lines
        cells = {column.heading: column.value(line) for column in activity_columns(text, programme)}
    assert row["caption"].endswith("(จากซ้าย: ภาพก่อน · ภาพก่อน · ภาพหลัง)")
    assert [row[f"photo{place}"].alt.split()[0] for place in (1, 2, 3)] == ["ภาพก่อน", "ภาพก่อน", "ภาพหลัง"]
    assert cells["ภาพก่อนและหลังดำเนินการ"] == ["รูป 1: ภาพก่อน", "รูป 2: ภาพก่อน", "รูป 3: ภาพหลัง"]


def test_who_says_it_first_is_asked_for_the_photo_and_an_album_is_marked_whole(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, DITCH)
    assert "โปรดส่งภาพหลังดำเนินการ" in says(phone, "ภาพหลังดำเนินการ")
    sends(phone, 3)
    assert moments_of(pilot, phone) == ["after"] * 3


def test_a_photo_that_opens_an_entry_is_marked_on_its_card(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    phone.sends_image(photo())
    (card,) = phone.hears(1)
    assert {"ภาพก่อน", "ภาพหลัง"} <= set(labels_of(card))
    assert "ภาพก่อนดำเนินการแล้ว 1 รูป" in says(phone, "ก่อน")
    assert moments_of(pilot, phone) == ["before"]
    other = pilot.joined(WOMEN)
    other.taps(MarkPhotos(entries_of(pilot, phone)[-1].id, "after").pack())
    assert "เปิดไม่ได้แล้ว" in everything_in(other.hears(1))
    assert moments_of(pilot, phone) == ["before"]


def test_where_they_are_not_told_apart_nothing_is_asked_but_words_are_understood(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_image(photo())
    (card,) = phone.hears(1)
    assert not {"ภาพก่อน", "ภาพหลัง"} & set(labels_of(card))
    phone.says("รูปก่อนทำ")
    assert "ภาพก่อนดำเนินการแล้ว 1 รูป" in everything_in(phone.hears(1))
    nothing_more(hamlet.running, phone)
