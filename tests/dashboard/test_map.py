"""The map: counts of areas and pins within the scope of who asks, and the page at the sizes of a phone and a desk."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.settings import Settings, SettingsError
from models.activities import pieces, revisions, splitting
from models.activities.activities import Activity, cell_of
from models.activities.details import MarkKind, PlaceSaid, keys_in, put_marks
from models.activities.pieces import PieceKind
from models.people.people import Placement
from scheduler.counting import EntryCounter
from services.dashboard.map import side_at
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.dashboard.entries import stored
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing

THANA = "ธนา ใจงาม"  # coordinator of กรมที่ดิน, Malee's agency
MONDAY, TUESDAY = date(2023, 7, 10), date(2023, 7, 11)
MAE_CHAI_PIN, NEAR_IT, FAR = (19.345, 99.812), (19.346, 99.813), (13.75, 100.5)
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture
def entries(web: Web) -> dict[str, int]:
    found = {
        "bins": stored(web, SOMCHAI, MONDAY, sectors=("people",), tags=("wet_waste",), pin=MAE_CHAI_PIN),
        "drugs": stored(web, SOMCHAI, TUESDAY, HOSTILE, sectors=("government",), tags=("drugs",), pin=NEAR_IT),
        "water": stored(web, MALEE, TUESDAY, sectors=("people", "private"), tags=("water", "drugs"), pin=FAR),
        "words": stored(web, MALEE, TUESDAY),
        "training": stored(web, MALEE, date(2023, 6, 6)),  # phase 1 has no area
    }
    EntryCounter(web.database).count_again()
    return found


def counts(web: Web, name: str, query: str = "") -> dict[str, int]:
    """What the map of somebody shows: the count of each area by its code, and under "" what lies in none."""
    found: Any = web.signed_in(name).get(f"/app/map/data?level=districts{query}").get_json(force=True)
    areas = {one["properties"]["code"]: one["properties"]["count"] for one in found["features"]}
    assert found["total"] == sum(areas.values()) + found["elsewhere"]
    return areas | ({"": found["elsewhere"]} if found["elsewhere"] else {})


def test_each_entry_counts_where_its_author_worked_that_day(web: Web, entries: dict[str, int]) -> None:
    assert counts(web, KANDA) == {"5607": 2, "5601": 2, "": 1}
    assert counts(web, KANDA, f"&from={TUESDAY}&to={TUESDAY}") == {"5607": 1, "5601": 2}
    with web.database.write() as session:
        mine = (Placement.person_id == web.person_id(MALEE), Placement.stage == "pilot")
        placed = session.scalars(select(Placement).where(*mine)).one()
        placed.to_day = MONDAY
        session.add(Placement(person_id=placed.person_id, stage="pilot", area="5603", from_day=TUESDAY))
    assert counts(web, KANDA) == {"5607": 2, "5603": 2, "": 1}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("&tag=drugs", {"5607": 1, "5601": 1}),
        ("&dimension=relief", {"5607": 1, "5601": 1}),
        ("&dimension=wellbeing", {"5607": 1, "5601": 1}),
        ("&sdg=16", {"5607": 1, "5601": 1}),  # drugs
        ("&sdg=14", {"5607": 2, "5601": 2, "": 1}),  # a goal that no tag serves is no filter
        ("&dimension=wellbeing&sdg=16", {"5601": 1}),
        ("&sector=people", {"5607": 1, "5601": 1}),
        ("&sector=private", {"5601": 1}),
        ("&agency=กรมที่ดิน", {"5601": 2, "": 1}),
        ("&place=5607", {"5607": 2}),
        ("&place=56&sector=government", {"5607": 1}),
        ("&tag=nothing&sector=%27&place=99&mentor=x", {"5607": 2, "5601": 2, "": 1}),
    ],
)
def test_filters_say_which_entries_are_counted(
    web: Web, entries: dict[str, int], query: str, found: dict[str, int]
) -> None:
    assert counts(web, KANDA, query) == found


def test_nobody_sees_more_on_the_map_than_in_their_scope(web: Web, entries: dict[str, int]) -> None:
    prayun = web.person_id(PRAYUN)
    assert counts(web, PRAYUN) == {"5607": 2}
    assert counts(web, THANA) == {"5601": 2, "": 1}
    assert counts(web, KANDA, f"&mentor={prayun}") == {"5607": 2}
    assert counts(web, THANA, f"&mentor={prayun}&agency=กรมการปกครอง") == {}
    pins = web.signed_in(PRAYUN).get("/app/map/data?level=pins&zoom=6").get_json(force=True)
    assert pins["total"] == 2
    around_malees = "99,13,101,14"
    shown = web.signed_in(PRAYUN).reads(f"/app/map/entries?box={around_malees}")
    assert MALEE not in shown
    assert MALEE in web.signed_in(THANA).reads(f"/app/map/entries?box={around_malees}")


def test_pins_that_lie_together_are_one_until_one_looks_closely(web: Web, entries: dict[str, int]) -> None:
    kanda = web.signed_in(KANDA)
    far = kanda.get("/app/map/data?level=pins&zoom=6").get_json(force=True)["features"]
    assert sorted(one["properties"]["count"] for one in far) == [1, 2]
    box = "99.7,19.2,99.9,19.5"
    near = kanda.get(f"/app/map/data?level=pins&zoom=18&box={box}").get_json(force=True)["features"]
    assert {one["properties"]["entry"] for one in near} == {entries["bins"], entries["drugs"]}
    assert {tuple(one["geometry"]["coordinates"]) for one in near} == {(99.812, 19.345), (99.813, 19.346)}
    assert side_at(18) < 0.001 < side_at(9)
    for box in ("-180,-90,180,90", "1,2,3", "nan,1,2,3", "9,9,1,1"):
        assert kanda.get(f"/app/map/data?level=pins&zoom=12&box={box}").status_code in (200, 404)


def test_a_tap_shows_the_newest_entries_and_hostile_words_are_words(web: Web, entries: dict[str, int]) -> None:
    shown = web.signed_in(KANDA).reads("/app/map/entries?place=5607")
    listed = [shown.index(f'/app/entries/{entries[one]}"') for one in ("drugs", "bins")]
    assert listed == sorted(listed)
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@on_sqlite
def test_what_is_shown_can_be_downloaded_as_geojson(web: Web, entries: dict[str, int]) -> None:
    answer = web.signed_in(KANDA).get("/app/map/data?level=provinces&download=1")
    assert answer.mimetype == "application/geo+json"
    assert "attachment" in answer.headers["Content-Disposition"]
    features = answer.get_json(force=True)["features"]
    assert [one["properties"]["code"] for one in features] == ["56"]
    assert features[0]["geometry"]["type"] == "Point"


def test_tags_and_pins_of_an_entry_stand_in_the_columns_that_maps_read(web: Web) -> None:
    wet = stored(
        web, SOMCHAI, MONDAY, tags=("wet_waste", "drugs"), places=(PlaceSaid("subdistrict", "แม่ใจ", "560701"),)
    )
    with web.database.write() as session:
        entry = session.get_one(Activity, wet)
        assert keys_in(entry.tags_said) == ["drugs", "wet_waste"]
        assert entry.cell is None
        put_marks(session, entry, MarkKind.TAG, ["water"])
        pinned = pieces.add_piece(session, entry, PieceKind.PIN, "p1", entry.latest_at, pin=FAR, joined=True)
        session.flush()
        assert (entry.tags_said, entry.cell) == (",water,", cell_of(*FAR))
        apart = splitting.split_off(session, entry, pinned, entry.latest_at + timedelta(hours=1))
        assert (entry.cell, apart.cell) == (None, cell_of(*FAR))
        revisions.retract(session, pinned, apart.latest_at)
        assert entry.tags_said == ",water,"


@on_sqlite
def test_tiles_are_allowed_only_on_the_map_and_only_from_their_server(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    kanda, own = web.signed_in(KANDA), "img-src 'self';"
    assert own in kanda.get("/app/map").headers["Content-Security-Policy"]
    monkeypatch.setattr(Settings, "map_tiles_host", "https://tiles.example")
    assert "img-src 'self' data: https://tiles.example;" in kanda.get("/app/map").headers["Content-Security-Policy"]
    assert own in kanda.get("/app/devices").headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["https://tiles.example/a.png", "javascript:{x}{y}{z}", "https://a;b/{x}{y}{z}"])
def test_an_address_that_is_none_of_tiles_stops_the_start(address: str) -> None:
    with pytest.raises((SettingsError, ValueError), match="map_tiles"):
        Settings(line_channel_secret="s", line_channel_access_token="t", map_tiles=address)


@on_sqlite
def test_the_map_is_a_table_without_scripts_and_can_be_tapped_and_played_with_them(
    web: Web, browser: Browsing, entries: dict[str, int]
) -> None:
    web.signed_in(KANDA)
    with on_a_socket(web) as address:
        plain = open_signed_in(browser, address, web.token_of(KANDA), PHONE, scripts=False)
        plain.goto(f"{address}/app/map")
        assert plain.locator("table").get_by_role("link").first.inner_text() == "จ.พะเยา"
        assert plain.locator("#map-card").is_hidden()
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            page.goto(f"{address}/app/map")
            page.get_by_role("button", name="อำเภอ", exact=True).click()
            page.get_by_role("button", name="อ.แม่ใจ จ.พะเยา: 2 บันทึก").click()
            page.locator("#tapped").get_by_text(HOSTILE).wait_for()
            looked_at(page, "map")
        page.locator("#week").fill("6")
        page.get_by_text("ทั้งหมด 4 บันทึก").wait_for()
        page.get_by_role("button", name="หมุดที่ส่งมา").click()
        page.get_by_text("3 บันทึกที่ส่งหมุดมาด้วย").wait_for()
    assert browser.broken == []
