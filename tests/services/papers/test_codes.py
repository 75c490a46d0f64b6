"""Sheets of codes: new codes for who has none, in scope, as many a page as asked for; what nobody got is undone."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from locales.texts import Texts
from models.coordination import scopes
from models.evaluations import links
from models.people import invites
from models.storage.database import Database
from services.media.codes import read_codes
from services.media.store import FolderStore
from services.papers.codes import code_png
from services.papers.fields import Fields, PaperPicture
from services.papers.filling import fill_in
from services.papers.printing import print_word
from services.papers.template_files import template_of
from services.reports.asked import NothingToReport, PaperAsked, PaperSource
from services.reports.codes import CARD, CODES_EXAMPLE, SIZES
from services.reports.kinds import KINDS
from tests.databases import on_sqlite
from tests.running_bot import MALEE, SOMCHAI
from tests.services.evaluations.rated_people import FOLDER, RatedPeople, settle

TEXT = Texts.load(FOLDER.parents[1] / "locales").in_language("th")
LONG = "พระครูสุนทรธรรมรังสี ชื่อยาวมากจนต้องขึ้นบรรทัดใหม่อีกครั้งและอีกครั้ง"


@pytest.fixture
def rated(database: Database) -> RatedPeople:
    return settle(database)


def gathered(
    rated: RatedPeople, folder: Path, asked: PaperAsked, scope: str = scopes.ALL
) -> tuple[Fields, list[object]]:
    with rated.database.write() as session:
        access = scopes.of_scopes([scope], rated.programme)
        source = PaperSource(
            session, rated.programme, FOLDER, access, TEXT, rated.now, FolderStore(folder),
            public_url="https://bot.example", invite=lambda code: f"https://line.example/{code}",
        )  # fmt: skip
        return KINDS["codes"].gather(source, asked, 0), source.undo


def cards(fields: Fields) -> Iterator[Fields]:
    for row in fields["rows"]:
        yield from (one for one in (row["one"], row["other"]) if one is not None)


@on_sqlite
def test_each_who_has_not_joined_gets_a_code_that_works_and_asking_again_issues_none(
    rated: RatedPeople, tmp_path: Path
) -> None:
    made, _ = gathered(rated, tmp_path, PaperAsked("codes"))
    found = {one["name"]: one for one in cards(made)}
    assert {SOMCHAI, MALEE} <= set(found)
    card = found[SOMCHAI]
    assert read_codes(card["code"].pixels) == (f"https://line.example/{card['about']}",)
    with rated.database.write() as session:
        assert invites.redeem(session, invites.hash_of(card["about"]) or "", rated.now) == rated.id(SOMCHAI)
    with pytest.raises(NothingToReport) as nothing:
        gathered(rated, tmp_path, PaperAsked("codes", person_id=None), "agency:กรมที่ดิน")
    assert "ครบทุกคน" in nothing.value.said(TEXT)
    again, _ = gathered(rated, tmp_path, PaperAsked("codes", everybody=True))
    assert next(one["about"] for one in cards(again) if one["name"] == MALEE) != found[MALEE]["about"]


@on_sqlite
def test_codes_are_of_people_in_scope_only(rated: RatedPeople, tmp_path: Path) -> None:
    made, _ = gathered(rated, tmp_path, PaperAsked("codes"), "agency:กรมที่ดิน")
    names = [one["name"] for one in cards(made)]
    assert names
    assert SOMCHAI not in names


@on_sqlite
def test_what_was_issued_for_a_sheet_that_nobody_got_works_no_more_and_is_issued_again(
    rated: RatedPeople, tmp_path: Path
) -> None:
    made, undo = gathered(rated, tmp_path, PaperAsked("codes"))
    with rated.database.write() as session:
        for step in undo:
            step(session, rated.now)
        lost = next(cards(made))["about"]
        assert invites.redeem(session, invites.hash_of(lost) or "", rated.now) is None
    assert list(cards(gathered(rated, tmp_path, PaperAsked("codes"))[0]))


@on_sqlite
def test_raters_of_a_round_get_their_links_instead(rated: RatedPeople, tmp_path: Path) -> None:
    rater = rated.rater("นางบุญมี ใจกว้าง")
    rated.asks(rater, SOMCHAI)
    (card,) = cards(gathered(rated, tmp_path, PaperAsked("codes", round_key="final", a_page=4))[0])
    assert (card["name"], card["organisation"]) == ("นางบุญมี ใจกว้าง", "กลุ่มสตรีแม่ใจ")
    assert SOMCHAI in card["about"]
    token = card["address"].removeprefix("https://bot.example/r/")
    with rated.database.read() as session:
        found = links.by_token(session, token)
        assert found is not None
        assert found.rater_id == rater


@pytest.mark.parametrize(
    ("count", "a_page", "sheets"), [(1, 8, 1), (8, 8, 1), (9, 8, 2), (4, 4, 1), (5, 4, 2), (16, 8, 2)]
)
def test_so_many_cards_stand_on_a_page_in_the_pdf_and_their_codes_can_be_read(
    count: int, a_page: int, sheets: int
) -> None:
    each = [
        {
            **CARD,
            "name": f"{LONG} {number}" if number % 2 else f"นาย ก {number}",
            "code": PaperPicture(code_png(f"https://line.example/{number}", 5), SIZES[a_page], "QR"),
        }
        for number in range(count)
    ]
    rows = [{"one": each[at], "other": each[at + 1] if at + 1 < count else None} for at in range(0, count, 2)]
    fields = {**CODES_EXAMPLE, "four": a_page == 4, "rows": rows}
    written = fill_in(template_of("codes", FOLDER), fields)
    with pypdfium2.PdfDocument(print_word(written).pdf) as document:
        assert len(document) == sheets
        first = document[0].render(scale=2).to_pil()
    out = BytesIO()
    first.save(out, "PNG")
    assert "https://line.example/0" in read_codes(out.getvalue())


def test_what_is_chosen_of_a_sheet_goes_along_with_its_link() -> None:
    for asked in (
        PaperAsked("codes", round_key="final", a_page=4),
        PaperAsked("codes", a_page=8, everybody=True),
        PaperAsked("evaluation", round_key="final"),
    ):
        assert PaperAsked(asked.kind).with_form_key(asked.form_key) == asked
