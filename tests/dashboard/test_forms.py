"""Forms on the web: submissions of one's scope as a table, one by one, and counted by question."""

from datetime import date

from flask import Flask

from bot.dashboard.paging import with_arguments
from models.forms import answers, forms, submissions
from models.forms.answers import Given
from services.forms.publishing import publish_programme
from tests.dashboard.conftest import Web
from tests.dashboard.tables import rows_of
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

THANA = "ธนา ใจงาม"
HOSTILE = "<b>รถน้ำไม่พอ</b>"


def handed_in(web: Web, name: str, **said: str) -> int:
    """A feedback form that somebody handed in, with these answers. Return its id."""
    person_id, now = web.person_id(name), web.bot.clock.now()
    with web.database.write() as session:
        form = forms.newest(session, "feedback7")
        assert form is not None
        draft = submissions.begin(session, person_id=person_id, form_id=form.id, form_key=form.key, now=now)
        answers.put(session, draft.id, person_id, {key: Given(key, one) for key, one in said.items()}, at=now)
        submissions.hand_in(session, draft, at=now, day=date(2023, 7, 11))
        return draft.id


def published(web: Web) -> None:
    bot = web.bot
    publish_programme(bot.database, bot.programme, bot.settings.programme, bot.clock.now())


def test_submissions_are_a_table_a_record_and_a_report_within_the_scope(web: Web) -> None:
    published(web)
    first = handed_in(web, SOMCHAI, sector="people", difficult=HOSTILE)
    handed_in(web, SOMCHAI, sector="people", difficult="รถน้ำเสีย")
    other = handed_in(web, MALEE, sector="private", difficult="เครื่องรังวัด")
    with web.database.write() as session:
        changed = {"difficult": Given("difficult", "รถน้ำมาแล้ว")}
        by = web.person_id(SOMCHAI)
        answers.revise(session, first, by, changed, by_person_id=by, at=web.bot.clock.now())
    kanda, thana = web.signed_in(KANDA), web.signed_in(THANA)
    table = kanda.reads("/app/forms/feedback7")
    assert table.count('<tr><th scope="row">') == 3
    assert thana.reads("/app/forms/feedback7").count('<tr><th scope="row">') == 1
    assert kanda.reads("/app/forms/feedback7?q=รังวัด").count('<tr><th scope="row">') == 1
    assert kanda.reads("/app/forms/feedback7?column=0&column=2&sort=2").count('<tr><th scope="row">') == 3
    assert kanda.reads("/app/forms/feedback7?to=2023-07-10").count('<tr><th scope="row">') == 0
    record = kanda.reads(f"/app/forms/feedback7/{first}")
    assert "รถน้ำมาแล้ว" in record
    assert "&lt;b&gt;รถน้ำไม่พอ" in record  # its history
    assert thana.get(f"/app/forms/feedback7/{first}").status_code == 404
    assert thana.get(f"/app/forms/feedback7/{other}").status_code == 200
    assert kanda.get("/app/forms/nonsense").status_code == 404
    report = kanda.reads("/app/forms/feedback7/report")
    assert rows_of(report, "อะไรที่ยังเป็นปัญหาหรืออุปสรรค")["น้ำ"][0].startswith("2")
    assert rows_of(report, "ความเห็นนี้มาจากภาคใด")["ภาคประชาชน"][0].startswith("2")
    theirs = rows_of(thana.reads("/app/forms/feedback7/report"), "ความเห็นนี้มาจากภาคใด")
    assert theirs["ภาคประชาชน"] == ["0 0%"]
    assert web.signed_in(PRAYUN).get("/app/forms/feedback7").status_code == 404


def test_the_next_page_has_the_same_columns() -> None:
    with Flask(__name__).test_request_context("/app/forms/feedback7?column=2&column=9&sort=9&page=1"):
        assert with_arguments(page=2) == "/app/forms/feedback7?column=2&column=9&sort=9&page=2"
