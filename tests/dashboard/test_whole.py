"""The page of the whole: its numbers against counts made from raw rows, its quiet places, what is stuck, its scope."""

import re
from datetime import date, timedelta
from html import unescape

from sqlalchemy import text

from bot.settings import ROOT
from models.activities.details import Understanding
from models.people.people import Membership
from tests.dashboard.conftest import Web
from tests.dashboard.stored import an_entry
from tests.dashboard.test_overview import DAY, SECTORS, THURSDAY, counted_by_hand, season
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

__all__ = ["season"]
WILAI = "วิไล บุญมา"


def test_its_numbers_are_those_of_the_raw_rows(season: Web) -> None:
    first = date(2023, 7, 3)
    expected, reported = counted_by_hand(season, first, THURSDAY.date() - DAY)
    with season.database.read() as session:
        rows = session.execute(
            text("SELECT person_id, sectors_met FROM activity WHERE state NOT IN ('note', 'deleted')")
        ).all()
        participants = [
            row[0] for row in session.execute(text("SELECT person_id FROM membership WHERE role = 'participant'"))
        ]
    met = {
        one: {key for who, keys in rows if who == one for key in (keys or "").split(",") if key} for one in participants
    }
    whole = sum(len(keys) == len(SECTORS) for keys in met.values())
    page = season.signed_in(KANDA).reads(f"/app/whole?from={first}")
    figures = re.findall(r"<b>([^<]*)</b><small>([^<]*)", page)
    assert figures[0][0] == str(len(rows))
    assert figures[1][0] == f"{len({who for who, _ in rows})}/{len(participants)}"
    assert f"บันทึก {reported} จาก {expected} วัน" in figures[2][1]
    for key in SECTORS:
        count = sum(key in (keys or "").split(",") for _, keys in rows)
        assert re.search(rf'sector={key}&amp;[^>]*>[^<]*</a></th><td class="number">{count}</td>', page), key
    assert f"พบครบ 7 ภาคีแล้ว {whole} จาก {len(participants)} คน" in page
    assert f"<b>{len(rows)}</b></td></tr></tfoot>" in page  # the places and those without one are all of it


@on_sqlite
def test_a_place_where_nobody_recorded_is_named_with_its_people_and_their_mentor_until_somebody_does(web: Web) -> None:
    kanda, day = web.signed_in(KANDA), date(2023, 7, 11)
    quiet = kanda.reads("/app/whole").partition("ยังไม่มีบันทึก:")[2].partition("</section>")[0]
    assert (SOMCHAI in quiet, PRAYUN in quiet) == (True, True)
    an_entry(web, SOMCHAI, day)
    an_entry(web, MALEE, day)
    page = kanda.reads("/app/whole")
    assert SOMCHAI not in page.partition("ยังไม่มีบันทึก:")[2].partition("</section>")[0]
    assert "ไม่มี ทุกพื้นที่ที่มีผู้ปฏิบัติงานมีบันทึกแล้ว" in page
    assert "<b>1</b><small>ครั้งที่ลงพื้นที่" in kanda.reads("/app/whole?agency=กรมที่ดิน")
    assert "<b>0</b><small>ครั้งที่ลงพื้นที่" in kanda.reads(f"/app/whole?from={day + timedelta(days=1)}")


@on_sqlite
def test_what_is_stuck_has_no_first_day_and_ends_when_it_is_done(web: Web) -> None:
    old = an_entry(web, SOMCHAI, date(2023, 6, 6), "ถังขยะไม่ครบ ปัญหาคือ งบประมาณไม่พอ ขอให้จังหวัดช่วย")
    an_entry(web, SOMCHAI, date(2023, 7, 10), "ประชุมหมู่บ้านเรียบร้อยดี")
    kanda = web.signed_in(KANDA)
    for path in ("/app/obstacles", "/app/whole"):
        assert "งบประมาณไม่พอ" in kanda.reads(path)
    stuck = kanda.reads("/app/whole?from=2023-07-01").partition('id="stuck"')[2]
    assert '<a href="/app/entries?state=waiting"><b>1</b>' in stuck
    assert re.search(r'href="/app/people\?state=silent"><b>[1-9]', stuck)
    kanda.post(f"/app/obstacles/entry/{old}", state="at_work", owner="", until="2023-07-01")
    assert "เลยวันติดตาม 1 เรื่อง" in kanda.reads("/app/whole")
    assert "งบประมาณไม่พอ" in kanda.reads("/app/obstacles?state=late")
    kanda.post(f"/app/obstacles/entry/{old}", state="done", owner="", until="")
    for path in ("/app/obstacles", "/app/whole", "/app/obstacles?state=late"):
        assert "งบประมาณไม่พอ" not in kanda.reads(path)
    assert "งบประมาณไม่พอ" in kanda.reads("/app/obstacles?state=all")


@on_sqlite
def test_coverage_says_who_lacks_what(web: Web) -> None:
    an_entry(web, SOMCHAI, date(2023, 7, 10), understood=Understanding(sectors=SECTORS))
    an_entry(web, MALEE, date(2023, 7, 10), understood=Understanding(sectors=("people",)))
    kanda = web.signed_in(KANDA)
    with web.database.read() as session:
        everybody = session.query(Membership).filter(Membership.role == "participant").count()
    page = kanda.reads("/app/coverage")
    assert f"พบครบ 7 ภาคีแล้ว 1 จาก {everybody} คน" in page
    lacking = kanda.reads("/app/coverage?state=lacking")
    assert (SOMCHAI in lacking, MALEE in lacking) == (False, True)
    assert MALEE not in kanda.reads("/app/coverage?sector=people")
    assert MALEE not in kanda.reads("/app/coverage?state=whole")


def test_five_questions_of_a_minister_are_answered_by_the_clicks_that_are_written_down(season: Web) -> None:
    """docs/dashboard.md: each step but the last is a link of the page before, the last is a heading or a button."""
    kanda, read = season.signed_in(KANDA), (ROOT / "docs" / "dashboard.md").read_text("utf-8")
    table = read.partition("## Five questions")[2].partition("## Routes")[0]
    ways = [re.findall(r"\*([^*]+)\*", line.split("|")[2]) for line in table.splitlines() if "→" in line]
    assert len(ways) == 5
    for *clicks, answer in ways:
        page = kanda.reads("/app")
        for click in clicks:
            link = re.search(rf'<a[^>]* href="([^"]+)"[^>]*>{re.escape(click)}', page)
            assert link is not None, click
            page = kanda.reads(unescape(link[1]))
        assert re.search(rf"<(?:h2|button)[^>]*>(?:<a[^>]*>)?{re.escape(answer)}", page), answer
