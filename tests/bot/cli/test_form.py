"""`python -m bot form`: what is printed, what is refused, and what its XML says."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.__main__ import main
from models.forms import forms
from models.people.people import Person
from models.storage.database import Database
from services.forms.filling import begin
from tests.services.forms.test_publishing import FORM, NOW, WITHOUT_PLACE, changed
from tests.xlsforms.sheets import markdown, q


@pytest.fixture
def file(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    written = tmp_path / "views.md"
    written.write_bytes(FORM)
    return written


def test_publishing_says_what_changed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "check", str(file)]) == 0
    assert "ใช้ได้" in capsys.readouterr().out
    assert main(["form", "publish", str(file)]) == 0
    assert "เผยแพร่ feedback7 ครั้งที่ 1 แล้ว" in capsys.readouterr().out
    file.write_bytes(WITHOUT_PLACE)
    assert main(["form", "publish", str(file)]) == 0
    said = capsys.readouterr().out
    assert "+ เพิ่ม: spot" in said
    assert "- ตัดออก: place" in said
    assert main(["form", "publish", str(file)]) == 0
    assert "ไม่มีอะไรเปลี่ยน" in capsys.readouterr().out


def test_what_other_engines_understand_differently_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(markdown([q("text", "house", constraint="regex(., '[0-9]+')")]))
    for step in ("check", "publish"):
        assert main(["form", step, str(file)]) == 0
        assert "บรรทัด 5 คอลัมน์ constraint: ODK Web Forms" in capsys.readouterr().out


def test_a_wrong_form_is_refused_by_row_and_column(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(changed(("| select_one sectors |", "| select_one nothing |")))
    for step in ("check", "publish"):
        assert main(["form", step, str(file)]) == 1
        told = capsys.readouterr().err
        assert "บรรทัด" in told
        assert "nothing" in told
    assert main(["form", "publish", str(file.with_name("missing.md"))]) == 1
    assert "เปิดไฟล์" in capsys.readouterr().err


def test_forms_are_listed_and_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "list"]) == 0
    assert "ยังไม่มี" in capsys.readouterr().out
    main(["form", "publish", str(file), "--key", "views", "--for", "participant"])
    capsys.readouterr()
    main(["form", "list"])
    assert "views · ครั้งที่ 1" in capsys.readouterr().out
    assert main(["form", "show", "views"]) == 0
    assert "cooperation · select_one · … พร้อมร่วมมือต่อไปเพียงใด" in capsys.readouterr().out
    assert main(["form", "show", "nothing"]) == 1


def test_records_are_written_as_openrosa_xml(
    file: Path, tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["form", "publish", str(file)])
    with database.write() as session:
        person = Person(key="p", name="p", state="active", language="th", created_at=NOW)
        session.add(person)
        session.flush()
        version = forms.newest(session, "feedback7")
        assert version is not None
        filling = begin(session, version, person_id=person.id, now=NOW, language="th")
        for key, text in {"sector": "private", "who": "ประธานหอการค้า <ก>"}.items():
            assert filling.interview.take(key, text) is None
        filling.save(session, NOW)
        filling.hand_in(session, NOW, date(2023, 7, 19))
        instance_id = filling.submission.instance_id
    capsys.readouterr()
    assert main(["form", "xml", "feedback7", "--out", str(tmp_path / "xml")]) == 0
    (written,) = (tmp_path / "xml").glob("*.xml")
    root = ElementTree.parse(written).getroot()
    said = {element.tag.rpartition("}")[2]: element.text for element in root.iter()}
    assert (said["sector"], said["who"], said["instanceID"]) == ("private", "ประธานหอการค้า <ก>", instance_id)


NAMED = """## survey
| type | name | label | relevant | instance::tag |
|---|---|---|---|---|
| text | place | ที่ไหน | | spot |
| begin_group | visit | การเยี่ยม | | |
| text | why | เพราะอะไร | ${place} = 'วัด' | |
| end_group | | | | |
| begin_group | nobody | ไม่ถาม | ${place} = '' | |
| text | never | ไม่มีวันถาม | | |
| end_group | | | | |
| begin_repeat | person | คน | | |
| text | name | ชื่อ | ${place} = 'วัด' | |
| end_repeat | | | | |

## settings
| form_id | instance_name |
|---|---|
| named | concat('เยี่ยม ', ${place}) |
"""


def test_xml_has_the_instance_s_name_and_every_relevant_node(
    file: Path, tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(NAMED, "utf-8")
    main(["form", "publish", str(file)])
    with database.write() as session:
        person = Person(key="p", name="p", state="active", language="th", created_at=NOW)
        session.add(person)
        session.flush()
        version = forms.newest(session, "named")
        assert version is not None
        filling = begin(session, version, person_id=person.id, now=NOW, language="th")
        assert filling.interview.take("place", "ตลาด") is None
        filling.interview.add("person")
        filling.save(session, NOW)
        filling.hand_in(session, NOW, date(2023, 7, 19))
    assert main(["form", "xml", "named", "--out", str(tmp_path / "xml")]) == 0
    (written,) = (tmp_path / "xml").glob("*.xml")
    root = ElementTree.parse(written).getroot()
    assert [child.tag for child in root] == ["place", "visit", "person", "person", "meta"]
    assert [len(child) for child in root] == [0, 0, 0, 0, 2]
    assert root[0].attrib == {"tag": "spot"}
    assert root.findtext("meta/instanceName") == "เยี่ยม ตลาด"


def test_without_a_migrated_database_a_form_is_checked_and_the_rest_says_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    written = tmp_path / "views.md"
    written.write_bytes(FORM)
    assert main(["form", "check", str(written)]) == 0
    assert "ยังไม่ได้เทียบ" in capsys.readouterr().out
    assert not list(tmp_path.glob("empty.db*"))
    for step in (["publish", str(written)], ["list"], ["show", "views"], ["xml", "views", "--out", str(tmp_path)]):
        assert main(["form", *step]) == 1
        assert "python -m bot migrate" in capsys.readouterr().err
