"""The words a programme's folder has for the language; what is wrong with them stops the boot and says where."""

import re
import shutil
from pathlib import Path

import pytest

from programmes import Programme, ProgrammeError, load

FOLDER = Path(__file__).parents[2] / "programmes" / "cast-2566"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of CAST's folder without its words."""
    copy = tmp_path / "mine"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("words"))
    (copy / "words").mkdir()
    return copy


def refused(folder: Path, file: str, text: str) -> list[str]:
    (folder / "words" / file).write_text(text, "utf-8")
    with pytest.raises(ProgrammeError) as error:
        load(folder)
    return [re.sub(r":\d+:", ":", line.removeprefix(f"{folder / 'words'}/")) for line in error.value.problems]


def test_a_programme_may_have_no_words(folder: Path):
    (folder / "words").rmdir()
    assert load(folder).words.sectors == {}


def test_a_table_stands_for_one_sector_for_several_or_for_all(folder: Path):
    tables = '[religious]\n"พระ" = "พบพระ"\n[people-religious]\n"บว" = "พบบว"\n[all]\n"ทุกภาคี" = "พบทุกภาคี"\n'
    (folder / "words" / "sectors.toml").write_text(tables, "utf-8")
    words = load(folder).words
    assert words.sectors["religious"] == {"พระ": "พบพระ"}
    assert words.sectors_of == {
        "religious": ("religious",),
        "people-religious": ("people", "religious"),
        "all": tuple(sector.key for sector in load(FOLDER).sectors),
    }


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("sectors.toml", '[monks]\n"พระ" = "พบพระ"', "sectors.toml: monks: is none of the programme's sectors, nor"),
        ("sectors.toml", '[people-monks]\n"ก" = "ข"', "sectors.toml: people-monks: is none of"),
        ("tags.toml", '[rockets]\n"บั้งไฟ" = "งานบั้งไฟ"', "tags.toml: rockets: is none of the programme's tags"),
        ("stages.toml", '[moon]\n"ดวงจันทร์" = "สรุปดวงจันทร์"', "stages.toml: moon: is none of the programme's stages"),
        ("tags.toml", 'drugs = "ยาบ้า"', "tags.toml: drugs: is no table"),
        ("tags.toml", '[drugs]\n"ยาบ้า" = 3', "tags.toml: drugs.ยาบ้า: needs a message"),
        ("tags.toml", '[drugs]\n"ยาบ้า" = ""', "tags.toml: drugs.ยาบ้า: needs a message"),
        ("tags.toml", "[drugs", "tags.toml: "),
        ("sector.toml", "", "sector.toml: is none of sectors.toml, tags.toml"),
    ],
)
def test_wrong_words_are_named_with_file_table_and_reason(folder: Path, file: str, text: str, says: str):
    (line,) = refused(folder, file, text)
    assert line.startswith(says)


def test_everything_wrong_with_the_words_is_said_at_once(folder: Path):
    (folder / "words" / "tags.toml").write_text('[a]\n"ก" = "ข"\n[b]\n"ค" = "ง"', "utf-8")
    assert len(refused(folder, "stages.toml", '[c]\n"ก" = "ข"')) == 3


def test_the_words_stand_in_their_folder_and_not_in_the_programme_s_file(folder: Path):
    file = folder / "programme.toml"
    file.write_text(file.read_text("utf-8") + "\n[words]\nsectors = {}\n", "utf-8")
    with pytest.raises(ProgrammeError, match=r"programme\.toml:\d+: words: is not a key"):
        load(folder)


def test_words_read_twice_are_the_same_words(cast: Programme):
    assert load(FOLDER).words == cast.words
    assert hash(load(FOLDER).words) == hash(cast.words)


def test_other_words_are_others(folder: Path, cast: Programme):
    assert load(folder).words != cast.words


@pytest.fixture
def cast() -> Programme:
    return load(FOLDER)
