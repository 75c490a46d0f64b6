"""The calendar says what the programme's file says, with holidays that were declared late."""

from datetime import date

from services.dashboard.calendar import CalendarKind, entries
from tests.dashboard.browser import PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN
from tests.simulator.browsing import Browsing


def test_each_phase_stage_and_round_begins_and_ends_on_its_days(shared_web: Web) -> None:
    programme = shared_web.bot.programme
    found = entries(programme, shared_web.bot.texts.in_language("th"))
    assert [one.day for one in found] == sorted(one.day for one in found)
    for kind, spans in (
        (CalendarKind.PHASE, [(one.start, one.end) for one in programme.phases]),
        (CalendarKind.ROUND, [programme.round_days(one) for one in programme.evaluation.rounds]),
    ):
        assert sorted(one.day for one in found if one.kind is kind) == sorted(day for span in spans for day in span)
    assert date(2023, 7, 28) in {one.day for one in found if one.kind is CalendarKind.HOLIDAY}
    told = {one.name for one in found if one.kind is CalendarKind.REMINDER}
    assert told
    assert not [name for name in told if name.isascii()]  # each rule has a name that people read


@on_sqlite
def test_a_late_holiday_stands_in_the_calendar(web: Web, browser: Browsing) -> None:
    kanda = web.signed_in(KANDA)
    kanda.post("/app/holidays", day="2023-07-27", name="วันหยุดพิเศษ")
    assert "วันหยุดพิเศษ" in web.signed_in(PRAYUN).reads("/app/calendar")
    kanda.reads("/app")  # what the act has said stands there
    assert "วันหยุดพิเศษ" not in kanda.reads("/app/calendar?kind=phase&from=start")
    with on_a_socket(web) as address:
        page = open_signed_in(browser, address, web.token_of(KANDA), PHONE)
        page.goto(f"{address}/app/calendar")
        looked_at(page, "calendar")
    assert browser.broken == []
