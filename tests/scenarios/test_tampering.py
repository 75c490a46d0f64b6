"""Stale, tampered and foreign buttons: nobody reaches another's entry, and nothing breaks."""

import pytest

from bot.postback import (
    AddPhoto,
    AddPin,
    DayPicked,
    DeleteActivity,
    DoneEditing,
    EditActivity,
    MarkPhotos,
    OpenActivity,
    SaveTyped,
    SplitActivity,
    ToggleSector,
    ToggleTag,
    UndoDelete,
)
from models.activities.activities import Activity
from models.activities.pieces import ActivityPiece
from models.messaging.inbox import InboxEvent
from simulator.driver import Someone
from tests.running_bot import PRAYUN
from tests.scenarios.many_people import ManyPeople, entries_of, everything_in, only_entry, photo, revisions_of, words_of

SECRET = "วันนี้ประชุมลับกับพระเรื่องถังขยะเปียก 25 คน"


def author(village: ManyPeople) -> Someone:
    phone = village.participant()
    phone.says(SECRET)
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    return phone


def buttons(village: ManyPeople, phone: Someone) -> list[tuple[str, dict[str, str] | None]]:
    """Every button that names something of this person's."""
    entry = only_entry(village.running, phone).id
    with village.running.database.read() as session:
        piece = session.query(ActivityPiece).filter_by(activity_id=entry, kind="photo").one().id
        inbox = session.query(InboxEvent).filter_by(chat_key=phone.user_id, type="message").all()[-2].id
    parts = ("day", "people", "sectors", "places", "tags", "words")
    return [
        *((EditActivity(entry, part).pack(), None) for part in parts),
        (DayPicked(entry).pack(), {"date": "2023-07-10"}),
        (ToggleSector(entry, "media").pack(), None),
        (ToggleTag(entry, "water").pack(), None),
        (DoneEditing(entry).pack(), None),
        (OpenActivity(entry).pack(), None),
        (AddPhoto(entry).pack(), None),
        (AddPin(entry).pack(), None),
        (SplitActivity(piece).pack(), None),
        (SaveTyped(inbox).pack(), None),
        (UndoDelete(entry).pack(), None),
        (DeleteActivity(entry).pack(), None),
    ]


@pytest.mark.parametrize("who", ["participant", "mentor", "stranger"])
def test_anothers_entry_does_not_exist_whatever_the_button(village: ManyPeople, who: str) -> None:
    running, owner = village.running, author(village)
    intruder = {
        "participant": village.participant,
        "mentor": lambda: running.joined(PRAYUN),
        "stranger": lambda: running.stranger("คนนอก"),
    }[who]()
    before = entries_of(running, owner)
    for data, params in buttons(village, owner):
        intruder.taps(data, params=params)
        said = " ".join(everything_in(one) for one in intruder.hears(1))
        assert "ประชุมลับ" not in said, data
        assert "25 คน" not in said or who == "stranger", data
    intruder.says("เลขลับ 42 คน ประชุมกับพระ")
    intruder.hears(1)
    intruder.sends_image(photo("black"))
    intruder.hears(1)
    assert entries_of(running, owner) == before
    assert revisions_of(running, before[0].id) == [("+photo", None, None)]


@pytest.mark.parametrize(
    "data",
    [
        "edit?activity=1&part=state",
        "edit?activity=0&part=words",
        "edit?activity=99999999999999999999&part=words",
        "edit?activity=9223372036854775807&part=words",
        "delete?activity=9223372036854775807",
        "delete?activity=-1",
        "sector?activity=1&key=' OR 1=1",
        "split?addition=9223372036854775807",
        "save?inbox=9223372036854775807",
        "consent?version=1",
        "say?intent=drop_table",
        "say?intent=unknown",
        "nonsense",
        "?",
        "ก" * 300,
        "openday?day=0000-00-00",
        "forget?stage=confirm&v=12",
        "language?language=xx",
    ],
)
def test_a_tampered_button_is_explained_kindly(hamlet: ManyPeople, data: str) -> None:
    phone = hamlet.participant()
    phone.taps(data)
    said = words_of(phone.hears(1)[0])
    assert "ขออภัย" not in said  # that would be the apology for a failure of ours
    assert entries_of(hamlet.running, phone) == []


def test_a_sector_the_programme_does_not_have_is_not_stored(hamlet: ManyPeople) -> None:
    phone = author(hamlet)
    entry = only_entry(hamlet.running, phone)
    phone.taps(ToggleSector(entry.id, "aliens").pack())
    assert "เปิดไม่ได้แล้ว" in words_of(phone.hears(1)[0])
    assert only_entry(hamlet.running, phone).kept == entry.kept


def test_buttons_of_a_deleted_entry_lead_to_its_undo(hamlet: ManyPeople) -> None:
    phone = author(hamlet)
    entry = only_entry(hamlet.running, phone)
    phone.taps(DeleteActivity(entry.id).pack())
    phone.hears(1)
    for stale in (
        EditActivity(entry.id, "words"),
        ToggleSector(entry.id, "media"),
        AddPhoto(entry.id),
        MarkPhotos(entry.id, "before"),
    ):
        phone.taps(stale.pack())
        assert "เลิกลบ" in everything_in(phone.hears(1)[0])
    phone.taps(DayPicked(entry.id).pack(), params={"date": "2023-07-10"})
    phone.hears(1)
    assert (only_entry(hamlet.running, phone).day, only_entry(hamlet.running, phone).state) == (entry.day, "deleted")


def test_an_approved_entry_is_changed_by_no_button_and_says_why(village: ManyPeople) -> None:
    running, phone = village.running, author(village)
    entry = only_entry(running, phone)
    with running.database.write() as session:
        session.get_one(Activity, entry.id).state = "approved"
    before = only_entry(running, phone)
    for data, params in buttons(village, phone)[:9]:
        phone.taps(data, params=params)
        phone.hears(1)
    phone.taps(DeleteActivity(entry.id).pack())
    assert "แก้ไขไม่ได้" in words_of(phone.hears(1)[0])
    assert only_entry(running, phone) == before
    phone.sends_image(photo("white"))
    phone.hears(1)
    assert [one.photos for one in entries_of(running, phone)] == [1, 1]


def test_a_date_picker_without_a_date_changes_nothing(hamlet: ManyPeople) -> None:
    phone = author(hamlet)
    entry = only_entry(hamlet.running, phone)
    for params in (None, {"time": "10:00"}, {"date": "2023-13-45"}):
        phone.taps(DayPicked(entry.id).pack(), params=params)
        assert phone.hears(1)
    assert only_entry(hamlet.running, phone).day == entry.day
