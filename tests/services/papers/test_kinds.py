"""Kinds of papers: each tells what is on record, of the people whom who asks may see."""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from locales.texts import Texts
from models.activities.activities import Activity
from models.coordination import scopes
from models.people import people
from models.people.people import Role
from models.reviews.reviews import Act, Review
from models.storage.database import Database
from programmes.bangkok import bangkok_day
from services.evaluations.snapshots import close_round, digest
from services.media.store import FolderStore
from services.papers.fields import Fields
from services.papers.filling import fill_in
from services.papers.template_files import template_of
from services.reports.access import people_in
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS
from services.reports.memo import memo_fields
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.services.evaluations.rated_people import FOLDER, RatedPeople, at, settle
from tests.services.evaluations.test_ledger import all_rate

pytestmark = on_sqlite
TEXT = Texts.load(FOLDER.parents[1] / "locales").in_language("th")
THANA = "ธนา ใจงาม"  # coordinates the land department's people
JULY = (date(2023, 7, 1), date(2023, 7, 31))


@pytest.fixture
def rated(database: Database) -> RatedPeople:
    return settle(database)


def fields(
    rated: RatedPeople, folder: Path, asked: PaperAsked, scope: str = scopes.ALL, now: datetime | None = None
) -> Fields:
    """What a paper says to a coordinator of this scope."""
    with rated.database.read() as session:
        access = scopes.of_scopes([scope], rated.programme)
        store = FolderStore(folder)
        source = PaperSource(session, rated.programme, FOLDER, access, TEXT, now or rated.now, store)
        return KINDS[asked.kind].gather(source, asked, 0)


def visits(rated: RatedPeople) -> None:
    """Two entries of July and one of August; of one a mentor has said something."""
    with rated.database.write() as session:
        for number, day in enumerate((date(2023, 7, 12), date(2023, 7, 5), date(2023, 8, 1)), start=1):
            sent = at(f"{day} 10:00")
            entry = Activity(
                person_id=rated.id(SOMCHAI), chat_key="c", day=day, state="submitted", words=f"ประชุมครั้งที่ {number}",
                people_count=25, opened_at=sent, latest_at=sent, created_at=sent, updated_at=sent,
            )  # fmt: skip
            session.add(entry)
            session.flush()
            if number == 1:
                by = rated.id(PRAYUN)
                session.add(Review(activity_id=entry.id, person_id=entry.person_id, by_person_id=by, act=Act.PRAISE,
                                   revision=1, words="ดีมาก", at=sent))  # fmt: skip


def test_a_participant_s_report_tells_the_entries_of_its_days_with_the_mentor_s_words(
    rated: RatedPeople, tmp_path: Path
) -> None:
    visits(rated)
    made = fields(rated, tmp_path, PaperAsked("participant", *JULY, rated.id(SOMCHAI)))
    told = [(one["date"], one["words"], one["people"], one["mentor_words"]) for one in made["entries"]]
    assert told == [
        ("๕ กรกฎาคม ๒๕๖๖", "ประชุมครั้งที่ 2", "๒๕", []),
        ("๑๒ กรกฎาคม ๒๕๖๖", "ประชุมครั้งที่ 1", "๒๕", [{"words": "ดีมาก", "by": PRAYUN}]),
    ]
    assert [made[name] for name in ("name", "reported", "entries_count", "people_met")] == [SOMCHAI, "๒", "๒", "๕๐"]
    assert [one["name"] for one in made["places"]] == [
        "อ.แม่ใจ จ.พะเยา (อำเภอนำร่อง)",
        "อ.เมืองพะเยา จ.พะเยา (อำเภอเป้าหมาย)",
    ]


@pytest.mark.parametrize(("scope", "entries"), [(scopes.ALL, 2), ("agency:กรมการปกครอง", 2), ("agency:กรมที่ดิน", 0)])
def test_who_does_not_see_a_participant_s_days_gets_none_of_them(
    rated: RatedPeople, tmp_path: Path, scope: str, entries: int
) -> None:
    visits(rated)
    made = fields(rated, tmp_path, PaperAsked("participant", *JULY, rated.id(SOMCHAI)), scope)
    assert len(made["entries"]) == entries
    assert made["reported"] == {2: "๒", 0: "๐"}[entries]


def test_a_mentor_s_list_has_whom_they_look_after_on_the_last_day(rated: RatedPeople, tmp_path: Path) -> None:
    visits(rated)
    now = at("2023-07-13 20:00")
    made = fields(rated, tmp_path, PaperAsked("mentor", *JULY, rated.id(PRAYUN)), now=now)
    assert [(one["name"], one["place"], one["reported"], one["waiting"]) for one in made["people"]] == [
        (SOMCHAI, "อ.แม่ใจ จ.พะเยา", "๒", "๓")
    ]
    later = fields(rated, tmp_path, PaperAsked("mentor", *JULY, rated.id(PRAYUN)), now=at("2023-08-02 20:00"))
    assert [one["name"] for one in later["people"]] == [MALEE]


def test_an_evaluation_sheet_shows_the_arithmetic_and_the_hash_that_was_signed(
    rated: RatedPeople, tmp_path: Path
) -> None:
    all_rate(rated)
    asked = PaperAsked("evaluation", person_id=rated.id(SOMCHAI), round_key="final")
    (open_yet,) = fields(rated, tmp_path, asked)["people"]
    assert (open_yet["sum"], open_yet["total"], open_yet["percent"]) == ("๐.๘๓ + ๓.๔๙", "๔.๓๓", "๘๖.๕๓")
    assert (open_yet["hash"], bool(open_yet["lacks"])) == ("", True)
    with rated.database.write() as session:
        turn, key = rated.programme.round("final"), rated.key
        signed = close_round(session, rated.programme, turn, rated.now, key, actor="c", although_lacking=True)
        body = json.loads(signed.body)
    made = fields(rated, tmp_path, asked)
    (closed,) = made["people"]
    assert (made["snapshot"], closed["differs"]) == (digest(signed.body), False)
    assert closed["hash"] in body["results"]
    assert fields(rated, tmp_path, asked, "agency:กรมที่ดิน")["people"] == []


def test_a_plan_that_was_never_sent_is_nobody_else_s(rated: RatedPeople, tmp_path: Path) -> None:
    made = fields(rated, tmp_path, PaperAsked("plan", person_id=rated.id(SOMCHAI)))
    assert (made["name"], made["goals"], made["duties"]) == (SOMCHAI, [], "")
    assert bangkok_day(rated.now) == date(2023, 12, 6)
    assert made["date"] == "๖ ธันวาคม ๒๕๖๖"


def test_a_mentor_s_list_shows_the_people_and_not_the_mentor(rated: RatedPeople, tmp_path: Path) -> None:
    """Whose records a reader was shown is on record by this."""
    with rated.database.read() as session:
        mentor = rated.id(PRAYUN)
        access = scopes.of_mentor(session, rated.programme, mentor, date(2023, 7, 13))
        source = PaperSource(
            session, rated.programme, FOLDER, access, TEXT, at("2023-07-13 20:00"), FolderStore(tmp_path), mentor
        )
        assert people_in(source, PaperAsked("mentor", *JULY, mentor)) == [rated.id(SOMCHAI)]
        assert people_in(source, PaperAsked("participant", *JULY, rated.id(SOMCHAI))) == [rated.id(SOMCHAI)]


@pytest.mark.parametrize(
    ("name", "office"),
    [
        (KANDA, None),
        (PRAYUN, "ที่ทำการปกครองอำเภอแม่ใจ จังหวัดพะเยา"),
        (THANA, "กรมที่ดิน"),
    ],
)
def test_a_memorandum_goes_out_from_the_office_of_who_asks(
    rated: RatedPeople, tmp_path: Path, name: str, office: str | None
) -> None:
    with rated.database.read() as session:
        access = scopes.of_scopes([scopes.ALL], rated.programme)
        store = FolderStore(tmp_path)
        source = PaperSource(session, rated.programme, FOLDER, access, TEXT, rated.now, store, reader_id=rated.id(name))
        said = memo_fields(source, "เรื่อง")
    assert said["office"] == (office or rated.programme.papers.office or rated.programme.contact.name("th"))
    assert (said["to"], said["signer_position"]) == (
        ("ปลัดกระทรวงมหาดไทย", "ผู้อำนวยการกองการเจ้าหน้าที่") if office is None else ("", "")
    )


@pytest.mark.parametrize("kind", ["situation", "summary"])
def test_the_opening_says_one_day_as_one_day(rated: RatedPeople, tmp_path: Path, kind: str) -> None:
    day = date(2023, 7, 12)
    one = str(fields(rated, tmp_path, PaperAsked(kind, day, day))["opening"])
    assert "ระหว่าง" not in one
    assert "วันที่ ๑๒ กรกฎาคม ๒๕๖๖" in one
    some = str(fields(rated, tmp_path, PaperAsked(kind, date(2023, 7, 3), day))["opening"])
    assert "ระหว่างวันที่ ๓–๑๒ กรกฎาคม ๒๕๖๖" in some


def test_a_role_is_known_whether_it_is_held_today_or_was(rated: RatedPeople) -> None:
    with rated.database.read() as session:
        assert people.has_role(session, rated.id(SOMCHAI), Role.PARTICIPANT)
        assert not people.has_role(session, rated.id(SOMCHAI), Role.MENTOR)
        assert people.has_role(session, rated.id(PRAYUN), Role.MENTOR)


def test_a_report_without_entries_says_so(rated: RatedPeople, tmp_path: Path) -> None:
    told = fields(rated, tmp_path, PaperAsked("participant", *JULY, person_id=rated.id(SOMCHAI)))
    assert "ไม่มีบันทึกในช่วงนี้" in _words(fill_in(template_of("participant", tmp_path), told))
    visits(rated)
    told = fields(rated, tmp_path, PaperAsked("participant", *JULY, person_id=rated.id(SOMCHAI)))
    assert "ไม่มีบันทึกในช่วงนี้" not in _words(fill_in(template_of("participant", tmp_path), told))


def _words(file: bytes) -> str:
    return "".join(one.text for one in docx.Document(BytesIO(file)).paragraphs)
