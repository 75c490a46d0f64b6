"""The form page as requests: the token is the only key, what people wrote is never markup, files are checked."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import urllib3
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from bot.clock import Clock
from bot.web.draft_page import LARGEST_SENDING, FormPages
from bot.web.forms import forms_blueprint
from locales.texts import Texts
from models.activities.media import Media
from models.forms import answers, forms, submissions
from models.forms.answers import Given
from models.people.people import Membership, Person
from models.storage.database import Database
from programmes import load
from services.forms.filling import begin
from services.forms.publishing import publish_form
from services.media.store import FolderStore
from tests.bot.processes.test_request_server import Served
from tests.patience import HANG
from tests.running_bot import register
from tests.scenarios.many_people import photo
from tests.services.media.test_codes import EAN, photo_of

ROOT = Path(__file__).parents[3]
PROGRAMME = load(ROOT / "programmes" / "cast-2566")
NOW = datetime(2023, 7, 19, 2, tzinfo=UTC)
SURVEY = (ROOT / "tests" / "scenarios" / "survey.md").read_bytes()
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@dataclass
class OpenedDraft:
    """A draft, and the browser that holds its address."""

    database: Database
    client: FlaskClient
    token: str
    submission: int

    def kept(self) -> dict[str, Given]:
        with self.database.read() as session:
            return answers.of_submission(session, self.submission)

    def post(self, data: dict[str, object], what: str = "save") -> int:
        return self.client.post(f"/f/{self.token}", data={**data, what: "1"}).status_code


@pytest.fixture
def opened(database: Database, tmp_path: Path) -> OpenedDraft:
    publish_form(database, "survey.md", SURVEY, by="command", now=NOW)
    with database.write() as session:
        person = Person(key="p", name="สมชาย ใจดี", state="active", language="th", created_at=NOW)
        session.add(person)
        session.flush()
        session.add(Membership(person_id=person.id, role="participant"))
        register(session, person, "U" + "1" * 32, PROGRAMME.retention.notice_version, NOW)
        version = forms.newest(session, "survey")
        assert version is not None
        filling = begin(session, version, person_id=person.id, now=NOW, language="th")
        token = submissions.new_link(session, filling.submission, NOW)
    pages = FormPages(
        database,
        Clock(),
        Texts.load(ROOT / "locales"),
        PROGRAMME,
        FolderStore(tmp_path / "media"),
    )
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    app.register_blueprint(forms_blueprint(pages))
    return OpenedDraft(database, app.test_client(), token, filling.submission.id)


@pytest.mark.parametrize("token", ["nothing", "../etc", "x" * 300])
def test_a_wrong_address_opens_and_changes_nothing(opened: OpenedDraft, token: str) -> None:
    assert opened.client.get(f"/f/{token}").status_code == 404
    assert opened.client.post(f"/f/{token}", data={"a:houses": "9"}).status_code == 404
    assert opened.client.post(f"/f/{token}/answer", data={"key": "houses", "value": "9"}).status_code == 404
    assert not opened.kept().get("houses", Given("houses", "")).value


def test_the_token_is_kept_only_as_a_hash_and_ends_with_the_draft(opened: OpenedDraft) -> None:
    with opened.database.write() as session:
        rows = session.connection().exec_driver_sql("SELECT token_hash FROM submission_link").fetchall()
        assert opened.token not in str(rows)
        submission = session.get_one(submissions.Submission, opened.submission)
        submissions.cancel(session, submission, NOW)
    assert opened.client.get(f"/f/{opened.token}").status_code == 404


def test_what_people_wrote_is_never_markup(opened: OpenedDraft) -> None:
    opened.post({"a:houses": HOSTILE, "a:people[1]/leader": HOSTILE})
    page = opened.client.get(f"/f/{opened.token}")
    assert opened.kept()["people[1]/leader"].value == HOSTILE
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_every_kind_of_field_is_taken(opened: OpenedDraft) -> None:
    sent = {
        "a:houses": "๒๕", "a:rain": "2.5", "a:needs": ["water", "road"], "a:order": ["road", "water", "school"],
        "a:score": "4", "a:at": "09:30", "a:again": "2023-07-20T14:00", "a:where": "19.1665, 99.9019", "a:read": "OK",
        "a:people[1]/leader": "กำนัน",
    }  # fmt: skip
    assert opened.post(sent) == 303
    kept = {key: one.value for key, one in opened.kept().items() if one.value and one.given}
    assert (kept["houses"], kept["rain"], kept["needs"], kept["order"]) == (
        "25",
        "2.5",
        "water road",
        "road water school",
    )
    assert (kept["score"], kept["at"][:5], kept["where"], kept["read"]) == ("4", "09:30", "19.1665 99.9019 0 0", "OK")
    assert kept["again"] == "2023-07-20T14:00:00.000+07:00"


def test_a_repeat_grows_and_shrinks_by_buttons(opened: OpenedDraft) -> None:
    opened.client.post(f"/f/{opened.token}", data={"a:people[1]/leader": "หนึ่ง", "add": "people"})
    opened.client.post(f"/f/{opened.token}", data={"a:people[2]/leader": "สอง"})
    assert opened.kept()["people[2]/leader"].value == "สอง"
    opened.client.post(f"/f/{opened.token}", data={"take_out": "people[1]"})
    kept = {key: one.value for key, one in opened.kept().items() if key.endswith("leader")}
    assert kept == {"people[2]/leader": "สอง"}


def test_a_box_that_is_unticked_empties_the_answer(opened: OpenedDraft) -> None:
    opened.post({"a:rain": "3", "a:needs": ["water"]})
    opened.post({"a:rain": "", "shown": ["needs"]})
    kept = {key: one.value for key, one in opened.kept().items() if one.value}
    assert "rain" not in kept
    assert "needs" not in kept


def test_a_picture_is_kept_and_what_is_none_is_refused(opened: OpenedDraft) -> None:
    refused = opened.client.post(
        f"/f/{opened.token}", data={"a:picture": (io.BytesIO(b"MZ no picture"), "virus.jpg"), "save": "1"}
    )
    assert refused.status_code == 422
    assert "ไม่ใช่รูป" in refused.text
    assert opened.post({"a:picture": (io.BytesIO(photo()), "a.png")}) == 303
    assert opened.kept()["picture"].value.startswith("photo-")


def test_a_photo_of_a_code_is_read_and_not_kept(opened: OpenedDraft) -> None:
    source = "## survey\n| type | name | label |\n|---|---|---|\n| barcode | parcel | รหัส |\n"
    publish_form(opened.database, "parcels.md", source.encode(), by="command", now=NOW)
    with opened.database.write() as session:
        version = forms.newest(session, "parcels")
        assert version is not None
        person = session.query(Person).one()
        draft = begin(session, version, person_id=person.id, now=NOW, language="th").submission
        opened.token, opened.submission = submissions.new_link(session, draft, NOW), draft.id
    assert 'type="file"' in opened.client.get(f"/f/{opened.token}").text
    assert opened.post({"a:parcel": (io.BytesIO(photo_of()), "a.jpg")}) == 422
    assert opened.post({"a:parcel": (io.BytesIO(photo_of(EAN)), "a.jpg")}) == 303
    assert opened.kept()["parcel"].value == "8851234567898"
    with opened.database.read() as session:
        assert session.query(Media).count() == 0


@pytest.mark.parametrize(
    ("language", "told"), [("th", "ใหญ่เกิน 10 MB จึงยังไม่ได้บันทึก"), ("en", "larger than 10 MB, so nothing of it was saved")]
)
@pytest.mark.parametrize("chunked", [False, True])
def test_who_sends_too_much_is_told_on_the_page_of_their_draft_which_is_kept(
    opened: OpenedDraft, language: str, told: str, chunked: bool
) -> None:
    """Over a socket: a server that does not read on is a connection that is reset, and nothing is told."""
    opened.post({"a:houses": "25"})
    with opened.database.write() as session:
        session.execute(update(Person).values(language=language))
    huge, kind = b"x" * (LARGEST_SENDING + 1), "multipart/form-data; boundary=x"
    served = Served(most=5, application=opened.client.application, largest=LARGEST_SENDING)
    answer = urllib3.request(
        "POST",
        f"http://127.0.0.1:{served.port}/f/{opened.token}",
        body=io.BytesIO(huge) if chunked else huge,
        headers={"Content-Type": kind},
        retries=False,
        timeout=HANG,
    )
    served.stop()
    assert answer.status == 413
    assert told in answer.data.decode()
    assert 'value="25"' in answer.data.decode()
    assert opened.kept()["houses"].value == "25"
    assert opened.post({"a:houses": "26"}) == 303
    assert opened.kept()["houses"].value == "26"


def test_who_sends_too_much_to_a_link_that_does_not_work_is_told_that(opened: OpenedDraft) -> None:
    huge = b"x" * (LARGEST_SENDING + 1)
    answer = opened.client.post("/f/nothing", data=huge, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 404


def test_handing_in_says_what_is_missing_and_keeps_the_rest(opened: OpenedDraft) -> None:
    answer = opened.client.post(f"/f/{opened.token}", data={"a:houses": "25", "hand_in": "1"})
    assert answer.status_code == 422
    assert 'href="#q-needs"' in answer.text
    assert opened.kept()["houses"].value == "25"
