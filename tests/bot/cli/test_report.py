"""`python -m bot report …`: every kind of paper as Word and PDF; what cannot be made is said with what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.__main__ import main
from models.people import certificates
from models.storage.database import Database
from services.reports.kinds import KINDS
from tests.databases import on_sqlite
from tests.running_bot import MALEE, PRAYUN, SOMCHAI
from tests.services.evaluations.rated_people import RatedPeople, settle
from tests.services.papers.papers import pages

Command = Callable[..., tuple[int, str]]
pytestmark = on_sqlite
OF_WHOM = {"participant": SOMCHAI, "plan": SOMCHAI, "mentor": PRAYUN}


@pytest.fixture
def rated(database: Database) -> RatedPeople:
    return settle(database)


@pytest.fixture
def command(
    rated: RatedPeople, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("MEDIA_DIR", str(tmp_path / "media"))
    monkeypatch.setenv("PUBLIC_URL", "https://bot.example")
    monkeypatch.setattr("bot.clock.Clock.now", lambda _: rated.now)
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, str]:
        code = main(["report", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_each_kind_of_paper_is_made_as_word(command: Command, rated: RatedPeople, tmp_path: Path) -> None:
    with rated.database.write() as session:
        certificates.issue(session, rated.id(SOMCHAI), 1, rated.now, 2023)
    for kind in KINDS.values():
        of_whom = ("--person", OF_WHOM[kind.key]) if kind.of_person else ()
        of_which = ("--round", "final") if kind.of_round else ()
        code, said = command(kind.key, "--out", f"{kind.key}.docx", *of_whom, *of_which)
        if kind.key == "development":  # this programme has no development plan of an organisation
            assert (code, "เลือกเอกสารชนิดอื่น" in said) == (1, True)
            continue
        assert (code, kind.key, said) == (0, kind.key, said)
        assert (tmp_path / f"{kind.key}.docx").read_bytes().startswith(b"PK")


def test_codes_are_printed_once_for_all_in_scope_or_for_one_person(command: Command, tmp_path: Path) -> None:
    assert command("codes", "--out", "one.pdf", "--person", MALEE, "--a-page", 4)[0] == 0
    (sheet,) = pages((tmp_path / "one.pdf").read_bytes())
    assert MALEE in sheet
    assert len(re.findall(r"(?:[2-9A-Y]{4}-){2}[2-9A-Y]{4}", sheet)) == 1
    assert command("codes", "--out", "rest.pdf")[0] == 0
    assert MALEE not in "".join(pages((tmp_path / "rest.pdf").read_bytes()))
    code, said = command("codes", "--out", "none.pdf")
    assert (code, (tmp_path / "none.pdf").exists()) == (1, False)
    assert "ครบทุกคน" in said


def test_codes_whose_file_cannot_be_written_are_taken_back(command: Command) -> None:
    code, said = command("codes", "--out", "no-such-folder/codes.pdf")
    assert code == 1
    assert "no-such-folder" in said
    assert command("codes", "--out", "codes.pdf")[0] == 0  # they are there to be issued again


def test_certificates_are_printed_for_all_or_one_person_with_the_number_that_is_verified(
    command: Command, rated: RatedPeople, tmp_path: Path
) -> None:
    code, said = command("certificate", "--all", "--out", "all.pdf")
    assert (code, "/app/certificates" in said, (tmp_path / "all.pdf").exists()) == (1, True, False)
    with rated.database.write() as session:
        made = [certificates.issue(session, rated.id(name), 1, rated.now, 2023) for name in (SOMCHAI, MALEE)]
        numbers = [one.number for one in made]
    assert command("certificate", "--all", "--out", "all.pdf")[0] == 0
    assert command("certificate", "--person", SOMCHAI, "--out", "one.pdf")[0] == 0
    everybody = pages((tmp_path / "all.pdf").read_bytes())
    assert sorted(numbers) == sorted(re.findall(r"2566(?:-[2-9A-Y]{4}){3}", "".join(everybody)))
    (own,) = pages((tmp_path / "one.pdf").read_bytes())
    assert numbers[0] in own
    assert SOMCHAI in own
