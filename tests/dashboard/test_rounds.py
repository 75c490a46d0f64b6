"""Raters and rating rounds on the web: the chat's rules of who decides, and each act once."""

import re

from sqlalchemy import select

from models.evaluations.ratings import Rating
from services.forms.publishing import publish_programme
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Visiting, Web, on_a_socket
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing

THANA, ABBOT = "ธนา ใจงาม", "พระครูสุนทร"  # Thana coordinates an agency to which Somchai does not belong


def publish(web: Web) -> None:
    """The forms of the programme, which the worker publishes when it starts."""
    publish_programme(web.database, web.bot.programme, web.bot.settings.programme, web.bot.clock.now())


def nominated(visiting: Visiting) -> None:
    visiting.post("/app/raters", about=SOMCHAI, name=ABBOT, sector="religion", phone="081-234-5678", organisation="วัด")


def ratings(web: Web) -> list[tuple[int, str, str | None]]:
    with web.database.read() as session:
        return [(one.id, one.state.value, one.reason) for one in session.scalars(select(Rating))]


def test_a_rater_is_nominated_struck_with_a_reason_and_accepted_by_whom_the_round_says(web: Web) -> None:
    kanda, thana = web.signed_in(KANDA), web.signed_in(THANA)
    nominated(thana)
    assert ratings(web) == []
    for _ in range(2):
        nominated(kanda)
    ((rating, state, _),) = ratings(web)
    assert state in ("nominated", "accepted")
    page = kanda.reads("/app/raters")
    assert ABBOT in page
    assert "081" in page
    assert ABBOT not in thana.reads("/app/raters")
    for other in (thana, web.signed_in(SOMCHAI)):
        for act in ("accept", "strike", "link", "unlink", "drop"):
            assert other.post(f"/app/raters/{rating}", act=act, reason="ญาติ").status_code == 404
    kanda.post(f"/app/raters/{rating}", act="strike", reason="  ")
    assert ratings(web) == [(rating, state, None)]
    for _ in range(2):
        kanda.post(f"/app/raters/{rating}", act="strike", reason="เป็นญาติ")
    ((_, struck, reason),) = ratings(web)
    assert (struck, reason) == ("withdrawn" if state == "accepted" else "struck", "เป็นญาติ")
    kanda.post(f"/app/raters/{rating}", act="accept")
    assert ratings(web)[0][1] == "accepted"
    key = re.findall(r'name="round" value="([^"]+)"', kanda.reads("/app/raters"))[0]
    assert thana.post("/app/raters/cards", round=key).headers["Location"] == f"/app/raters?round={key}"
    assert re.fullmatch(r"/d/[\w-]{20,}", kanda.post("/app/raters/cards", round=key).headers["Location"])
    kanda.post(f"/app/raters/{rating}", act="link")
    assert re.search(r"/r/[\w-]{20,}", kanda.reads("/app/raters"))
    kanda.post(f"/app/raters/{rating}", act="link")
    page = kanda.reads("/app/raters")
    assert "ออกลิงก์ไปแล้ว" in page
    (mark,) = set(re.findall(r'name="anew" value="([^"]+)"', page))
    kanda.post(f"/app/raters/{rating}", act="link", anew=mark)
    assert re.search(r"/r/[\w-]{20,}", kanda.reads("/app/raters"))
    kanda.post(f"/app/raters/{rating}", act="link", anew=mark)  # a second tap
    assert "ออกลิงก์ไปแล้ว" in kanda.reads("/app/raters")


@on_sqlite
def test_a_round_is_opened_once_and_by_who_sees_all_its_participants(web: Web) -> None:
    publish(web)
    kanda = web.signed_in(KANDA)
    key = web.bot.programme.evaluation.rounds[-1].key
    assert web.signed_in(THANA).post(f"/app/rounds/{key}", act="open").status_code == 404
    assert web.signed_in(PRAYUN).get("/app/rounds").status_code == 404
    assert "ยังไม่เปิด" in kanda.reads("/app/rounds")
    for _ in range(2):
        kanda.post(f"/app/rounds/{key}", act="open")
    page = kanda.reads(f"/app/rounds/{key}")
    assert web.bot.texts.in_language("th")("round-open-already") in page  # of the second tap
    assert SOMCHAI in page
    assert 'value="sign"' in page
    kanda.post(f"/app/rounds/{key}", act="sign", signed="0")  # no key signs here
    kanda.post(f"/app/rounds/{key}", act="sign", signed="7")
    assert "ไม่ได้ลงนามซ้ำ" in kanda.reads(f"/app/rounds/{key}")
    kanda.post(f"/app/rounds/{key}", act="again", signed="0", reason="x")
    assert "พิมพ์เหตุผลก่อน" in kanda.reads(f"/app/rounds/{key}")


@on_sqlite
def test_the_pages_of_raters_and_rounds_in_a_browser(web: Web, browser: Browsing) -> None:
    publish(web)
    nominated(web.signed_in(KANDA))
    key = web.bot.programme.evaluation.rounds[-1].key
    with on_a_socket(web) as address:
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            for path in ("raters", "rounds", f"rounds/{key}"):
                page.goto(f"{address}/app/{path}")
                looked_at(page, path.partition("/")[0] + ("-one" if "/" in path else ""))
    assert browser.broken == []
