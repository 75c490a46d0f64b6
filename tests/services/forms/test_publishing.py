"""Publishing forms: each change a version, what it changed is said, nothing answered is retyped, all at once or not."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from models.forms import forms
from models.people.people import Person
from models.storage.database import Database
from programmes import Programme, load
from services.forms.filling import begin
from services.forms.publishing import PROGRAMME, FormRefused, check_form, publish_form, publish_programme
from xlsforms import load_form

CAST = Path(__file__).parents[3] / "programmes" / "cast-2566"
FORM = (CAST / "forms" / "feedback7.md").read_bytes()
NOW = datetime(2023, 7, 1, 2, tzinfo=UTC)


def changed(*pairs: tuple[str, str]) -> bytes:
    said = FORM.decode()
    for old, new in pairs:
        assert old in said
        said = said.replace(old, new)
    return said.encode()


WITHOUT_PLACE = changed(("| text | place |", "| text | spot |"))


def publish(database: Database, raw: bytes, later: int = 0) -> tuple[int, bool]:
    done = publish_form(database, "feedback7.md", raw, by="command", now=NOW + timedelta(days=later))
    return done.number, done.is_new


def test_a_file_is_a_version_once(database: Database) -> None:
    assert publish(database, FORM) == (1, True)
    assert publish(database, FORM) == (1, False)
    assert publish(database, WITHOUT_PLACE) == (2, True)
    with database.read() as session:
        versions = forms.versions_of(session, "feedback7")
    assert [version.number for version in versions] == [1, 2]
    assert versions[0].source == FORM
    assert versions[1].changes == {"added": ["spot"], "removed": ["place"], "retyped": []}


def test_what_would_change_is_told_without_changing_it(database: Database) -> None:
    publish(database, FORM)
    compiled, would = check_form(database, "feedback7.md", WITHOUT_PLACE)
    assert (would.number, would.added, would.removed) == (2, ("spot",), ("place",))
    assert compiled.form_id == "feedback7"
    with database.read() as session:
        assert len(forms.versions_of(session, "feedback7")) == 1


def test_an_unanswered_question_may_be_retyped_and_an_answered_one_may_not(database: Database) -> None:
    publish(database, FORM)
    retyped = changed(("| text | place |", "| integer | place |"))
    _, would = check_form(database, "feedback7.md", retyped)
    assert [one.path for one in would.retyped] == ["place"]
    with database.write() as session:
        person = Person(key="p", name="p", state="active", language="th", created_at=NOW)
        session.add(person)
        session.flush()
        version = forms.newest(session, "feedback7")
        assert version is not None
        filling = begin(session, version, person_id=person.id, now=NOW, language="th")
        assert filling.interview.answer("place", "วัด") is None
        filling.save(session, NOW)
    with pytest.raises(FormRefused) as refused:
        publish(database, retyped)
    assert refused.value.problems
    with database.read() as session:
        assert len(forms.versions_of(session, "feedback7")) == 1


def test_what_is_no_form_is_refused_with_its_problems(database: Database) -> None:
    with pytest.raises(FormRefused) as refused:
        publish(database, changed(("| select_one sectors |", "| select_one nothing |")))
    assert [problem.row for problem in refused.value.problems]


def test_many_processes_publish_one_version(database: Database) -> None:
    outcomes: list[tuple[int, bool]] = []
    publish(database, FORM)
    at_once = [Thread(target=lambda: outcomes.append(publish(database, WITHOUT_PLACE))) for _ in range(6)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    assert sorted(outcomes) == [(2, False)] * 5 + [(2, True)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of CAST's folder whose forms may be changed."""
    copied = tmp_path / "programme"
    shutil.copytree(CAST, copied)
    return copied


def numbers(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {version.key: version.number for version in forms.newest_of_each(session)}


def boot(database: Database, programme: Programme, folder: Path) -> dict[str, int]:
    publish_programme(database, programme, folder, NOW)
    return numbers(database)


def test_the_programme_s_forms_are_published_at_boot_when_they_changed(database: Database, folder: Path) -> None:
    programme = load(folder)
    assert set(boot(database, programme, folder).values()) == {1}
    assert set(boot(database, programme, folder).values()) == {1}
    (folder / "forms" / "feedback7.md").write_bytes(WITHOUT_PLACE)
    assert boot(database, programme, folder)["feedback7"] == 2
    # an older process, started again while the newer one runs, does not turn it back
    assert boot(database, programme, CAST)["feedback7"] == 2
    with database.read() as session:
        version = forms.newest(session, "feedback7")
    assert version is not None
    assert (version.published_by, version.for_role) == (PROGRAMME, "participant")
    assert "spot" in load_form(version.xform).questions


def test_a_programme_s_form_that_is_wrong_leaves_the_one_before(database: Database, folder: Path) -> None:
    programme = load(folder)
    boot(database, programme, folder)
    (folder / "forms" / "feedback7.md").write_text("nothing of a form", "utf-8")
    assert boot(database, programme, folder)["feedback7"] == 1


FROM_FILE = """## survey
| type | name | label |
|---|---|---|
| select_one_from_file places.csv | place | ที่ไหน |

## settings
| form_id |
|---|
| feedback7 |
"""


def test_a_programme_s_form_is_a_new_version_when_a_file_beside_it_changed(database: Database, folder: Path) -> None:
    programme = load(folder)
    (folder / "forms" / "feedback7.md").write_text(FROM_FILE, "utf-8")
    for number, choice in ((1, "wat"), (1, "wat"), (2, "market")):
        (folder / "forms" / "places.csv").write_text(f"name,label\n{choice},ก\n", "utf-8")
        assert boot(database, programme, folder)["feedback7"] == number
    with database.read() as session:
        version = forms.newest(session, "feedback7")
    assert version is not None
    choices = load_form(version.xform).questions["place"].choices
    assert choices is not None
    assert list(choices.by_name) == ["market"]
