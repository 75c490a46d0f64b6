"""The report of a form: each question drawn by its type, with numbers that agree with raw rows, in groups."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.dashboard.charts import column_chart, place_chart
from models.forms import answers, forms, submissions
from models.forms.answers import Answer, Given
from models.people.people import Person
from services.dashboard.form_report import Bar, _distribution, _over_time, _places
from services.forms.publishing import publish_form
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.dashboard.tables import rows_of
from tests.dashboard.test_forms import handed_in, published
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI
from tests.simulator.browsing import Browsing

FORM = """## survey
| type | name | label | calculation |
|---|---|---|---|
| select_multiple kinds | kinds | What was <b>damaged</b> | |
| integer | homes | Homes | |
| date | seen | Seen on | |
| geopoint | place | Where | |
| text | words | In words | |
| image | picture | Picture | |
| hidden | internal_code | | |
| calculate | secret_sum | | ${homes} * 3 |

## choices
| list_name | name | label |
|---|---|---|
| kinds | road | Road |
| kinds | house | House |
| kinds | field | Field |
"""
SAID = [
    {"kinds": "road house", "homes": "12", "seen": "2023-07-03", "place": "19.34 99.86 0 0", "words": "ถนนขาด ถนนลื่น"},
    {"kinds": "road", "homes": "240", "seen": "2023-07-10", "place": "19.35 99.87 0 0", "words": "ถนนขาดอีกแล้ว"},
    {"kinds": "house", "homes": "7", "seen": "2023-07-10", "internal_code": "X9", "secret_sum": "21"},
]


def with_answers(web: Web) -> None:
    """A form with a question of each type, which two people of two agencies have handed in."""
    now = web.bot.clock.now()
    publish_form(web.database, "damage.md", FORM.encode(), by="command", now=now, for_role="participant")
    with web.database.write() as session:
        form = forms.newest(session, "damage")
        assert form is not None
        for name, said in zip((SOMCHAI, SOMCHAI, MALEE), SAID, strict=True):
            person_id = web.person_id(name)
            draft = submissions.begin(session, person_id=person_id, form_id=form.id, form_key=form.key, now=now)
            given = {key: Given(key, one) for key, one in said.items()}
            answers.put(session, draft.id, person_id, given, at=now)
            submissions.hand_in(session, draft, at=now, day=date(2023, 7, 11))


def numbers(cells: Sequence[str]) -> list[int]:
    return [int(one.split()[0]) for one in cells]


def test_numbers_of_a_report_agree_with_the_rows_and_are_compared_by_agency_and_area(web: Web) -> None:
    with_answers(web)
    kanda = web.signed_in(KANDA)
    page = kanda.reads("/app/forms/damage/report")
    what = "What was &lt;b&gt;damaged&lt;/b&gt;"
    with web.database.read() as session:
        stored = session.scalars(select(Answer.value).where(Answer.path == "kinds"))
        counted = Counter(name for value in stored for name in value.split())
        agency = session.scalars(select(Person.agency).where(Person.name == SOMCHAI)).one()
    assert {label: numbers(cells) for label, cells in rows_of(page, what).items()} == {
        "Road": [counted["road"]], "House": [counted["house"]], "Field": [0],
    }  # fmt: skip
    assert rows_of(page, "ค่าสรุป: Homes") == {
        "ต่ำสุด": ["7"], "มัธยฐาน": ["12"], "ค่าเฉลี่ย": ["86.33"], "สูงสุด": ["240"],
    }  # fmt: skip
    assert sum(numbers(cells)[0] for cells in rows_of(page, "Seen on").values()) == 3
    assert rows_of(page, "Where")["อ.แม่ใจ จ.พะเยา"] == ["2"]
    assert numbers(rows_of(page, "In words")["ถนน"]) == [2]
    for hidden in ("internal_code", "secret_sum", "X9"):
        assert hidden not in page
    for by in ("agency", "province", "district"):
        compared = kanda.reads(f"/app/forms/damage/report?by={by}")
        road = numbers(rows_of(compared, what)["Road"])
        assert (sum(road), max(road)) == (2, 2)
    assert agency in kanda.reads("/app/forms/damage/report?by=agency")
    assert rows_of(kanda.reads("/app/forms/damage/report?by=province"), "จำนวนชุดคำตอบ") == {"จ.พะเยา": ["3"]}
    alone = kanda.reads(f"/app/forms/damage/report?by=agency&agency={agency}")
    assert numbers(rows_of(alone, what)["House"]) == [1]
    assert "In words" not in kanda.reads("/app/forms/damage/report?from=2023-07-12")
    ours = web.signed_in("ธนา ใจงาม").reads("/app/forms/damage/report")  # a coordinator of another agency
    assert numbers(rows_of(ours, what)["Road"]) == [0]


@on_sqlite
def test_feedback_is_compared_by_sector_in_the_order_of_the_programme(web: Web) -> None:
    published(web)
    for sector, count in (("religious", 1), ("private", 3)):
        for _ in range(count):
            handed_in(web, SOMCHAI, sector=sector, rating="4")
    page = web.signed_in(KANDA).reads("/app/forms/feedback7/report?by=sector")
    assert list(rows_of(page, "จำนวนชุดคำตอบ").items()) == [("ภาคผู้นำศาสนา", ["1"]), ("ภาคเอกชน", ["3"])]


def said(bars: Sequence[Bar]) -> list[tuple[str, tuple[int, ...]]]:
    return [(bar.label, bar.counts) for bar in bars]


def test_numbers_are_counted_one_by_one_or_in_round_spans() -> None:
    assert said(_distribution([[Decimal(1), Decimal(3)], [Decimal(3)]])) == [
        ("1", (1, 0)),
        ("2", (0, 0)),
        ("3", (1, 1)),
    ]
    spans = said(_distribution([[Decimal(7), Decimal(12), Decimal(240)]]))
    assert spans == [("0–49", (2,)), ("50–99", (0,)), ("100–149", (0,)), ("150–199", (0,)), ("200–249", (1,))]
    assert said(_distribution([[Decimal("3.5")]])) == [("3.5", (1,))]
    halves = said(_distribution([[Decimal("0.5"), Decimal("-0.5"), Decimal("0.25")]]))
    assert sum(counts[0] for _, counts in halves) == 3
    assert _distribution([[], []]) == ()


def test_days_are_counted_by_day_week_or_month_without_gaps() -> None:
    first = date(2023, 7, 5)
    assert [label for label, _ in said(_over_time([[first, first + timedelta(days=2)]]))] == [
        "2023-07-05", "2023-07-06", "2023-07-07",
    ]  # fmt: skip
    weeks = said(_over_time([[first, first + timedelta(days=60)]]))
    assert weeks[0] == ("2023-07-03", (1,))
    assert len(weeks) == 9
    months = said(_over_time([[first, date(2024, 7, 5)], [date(2024, 1, 1)]]))
    assert (months[0], months[6], len(months)) == (("2023-07", (1, 0)), ("2024-01", (0, 1)), 13)
    assert len(said(_over_time([[date(1023, 7, 5), first]]))) == 2  # a year that was mistyped


def test_a_chart_stays_within_its_frame_and_a_map_within_what_it_shows() -> None:
    bars = [Bar(str(place), (place * 37, 1)) for place in range(30)]
    chart = column_chart(bars, [bar.label for bar in bars], ("a", "b"))
    assert all(one.x >= 0 and one.x + one.width <= chart.width for one in chart.columns)
    assert all(one.y >= 0 and one.y + one.height <= chart.floor + 0.11 for one in chart.columns)
    assert len(chart.labels) <= 7
    found = _places(["19.34 99.86 0 0", "19.3401 99.8601 0 0; 19 99 0 0", "6.5 101.3 0 0", "x", "95 0"])
    assert sorted(one.count for one in found) == [1, 2]
    drawn = place_chart(found)
    x, y, width, height = drawn.box
    assert all(x < one.x < x + width and y < one.y < y + height for one in drawn.circles)


@on_sqlite
def test_the_report_in_a_browser_without_scripts_and_with_groups(web: Web, browser: Browsing) -> None:
    with_answers(web)
    web.joins(KANDA)
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size, scripts=size is PHONE)
            page.goto(f"{address}/app/forms/damage/report?by=agency")
            if size is PHONE:
                looked_at(page, "form-report")
            assert page.locator("svg.columns-chart rect").first.bounding_box()
            assert page.locator("svg.places-chart circle").first.bounding_box()
    assert browser.broken == []
