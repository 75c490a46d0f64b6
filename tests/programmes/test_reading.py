"""A programme file that is wrong stops the boot and says where."""

import re
import shutil
from pathlib import Path

import pytest

from programmes import ProgrammeError, load

FOLDER = Path(__file__).parents[2] / "programmes" / "cast-2566"
GOOD = (FOLDER / "programme.toml").read_text("utf-8")


def problems_of(folder: Path, text: str) -> list[str]:
    shutil.copytree(FOLDER / "forms", folder / "forms")
    (folder / "programme.toml").write_text(text, "utf-8")
    with pytest.raises(ProgrammeError) as refused:
        load(folder)
    lines = refused.value.problems
    assert str(refused.value) == "\n".join(lines)
    assert all(line.startswith(f"{folder / 'programme.toml'}:") for line in lines)
    return [re.sub(r"^:(\d+:)? ", "", line.removeprefix(f"{folder / 'programme.toml'}")) for line in lines]


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ("capacity = 76", "capacty = 76", "capacty", "not a key"),
        ("capacity = 76", "capacty = 76", "capacity", "required"),
        ("capacity = 76", "capacity = 0", "capacity", "not 0"),
        ("start = 2023-07-03\nend = 2023-12-01", "start = 2023-06-10\nend = 2023-12-01", "phases[1].start", "overlaps"),
        ("end = 2023-06-11", "end = 2023-06-01", "phases[0].end", "before the start"),
        ("end = 2023-12-22\nreports", "end = 2023-12-31\nreports", "phases[3].end", "after the programme's end"),
        ("start = 2023-06-05\nend = 2023-06-11", "start = 2023-06-01\nend = 2023-06-11", "phases[0].start", "before"),
        ("number = 4", "number = 3", "phases[3].number", "second time"),
        ('reports = "expected"\nowner', 'reports = "sometimes"\nowner', "phases[1].reports", "sometimes"),
        ("end = 2023-07-14", "end = 2023-12-04", "stages[0].end", "outside phase 2"),
        ("end = 2023-07-14", "end = 2023-07-17", "stages[1].start", "overlaps"),
        ("phase = 3\nstart", "phase = 7\nstart", "stages[2].phase", "no phase 7"),
        ('"target_district"', '"Home district"', "stages[1].roster_column", "Home district"),
        ('"target_district"', '"area"', "stages[1].roster_column", "column area of its own"),
        ('"target_district"', '"pilot_district"', "stages[1].roster_column", "second time"),
        ('area_level = "province"', 'area_level = "village"', "stages[2].area_level", "village"),
        ('code = "5607"', 'code = "56"', "stages[0].areas[0].code", "4 digits"),
        ('code = "5607"', 'code = "4001"', "stages[0].areas[1].code", "second time"),
        ('also_written = ["ทด.", "DOL"]', 'also_written = ["ทด.", "DOL"]\nquota = 77', "agencies", "make 77"),
        ('also_written = ["ทด.", "DOL"]', "quota = -1", "agencies[2].quota", "-1"),
        ('sector_question = "sector"', "sector_question = 7", "forms[0].sector_question", "7"),
        ('owner = "dopa"', 'owner = "nobody"', "phases[1].owner", "nobody"),
        ('key = "wet_waste"', 'key = "water"', "dimensions[1].tags[4].key", "second time"),
        ("weight = 80", "weight = 70", "evaluation.rounds[2].raters", "make 90"),
        ("phase = 4\nform", "phase = 5\nform", "evaluation.rounds[2].phase", "no phase 5"),
        ("closes = 2023-12-20\nlate", "closes = 2023-12-04\nlate", "evaluation.rounds[2].closes", "not after it opens"),
        (
            "closes = 2023-12-20\nlate",
            "closes = 2024-01-05\nlate",
            "evaluation.rounds[2].closes",
            "outside the programme",
        ),
        (
            "closes = 2023-12-20\nlate",
            "closes = 2023-12-21\nlate",
            "evaluation.rounds[2].closes",
            "eval_final is not open",
        ),
        ("closes = 2023-12-20\nlate", "late", "evaluation.rounds[2]", "both opens and closes"),
        (
            "least_sectors = 3",
            "least_sectors = 8",
            "evaluation.rounds[2].raters[1].least_sectors",
            "more than there are",
        ),
        ("least_sectors = 3", "least_sectors = 6", "evaluation.rounds[2].raters[1].least_sectors", "least is 5"),
        (
            "wanted_sectors = 7",
            "wanted_sectors = 8",
            "evaluation.rounds[2].raters[1].wanted_sectors",
            "more than there",
        ),
        ("wanted_sectors = 7\n", "", "evaluation.rounds[2].nominate_by", "no kind has wanted_sectors"),
        ("= 2023-11-24", "= 2023-12-21", "evaluation.rounds[2].nominate_by", "is not between"),
        ('key = "partner"', 'key = "executive"', "evaluation.rounds[2].raters[1].key", "second time"),
        ('late = "leave_out"', 'late = "maybe"', "evaluation.rounds[2].late", "maybe"),
        ('missing = "provisional"', 'missing = "rescale"', "evaluation.rounds[2].missing", "rescale"),
        (
            'decided_by = ["coordinator"]',
            'decided_by = ["participant"]',
            "evaluation.rounds[2].raters[1].decided_by[0]",
            "participant",
        ),
        ('form = "eval_final"', 'form = "eval_phase_3"', "evaluation.rounds[2].form", "round phase_3 already"),
        ('form = "eval_final"', 'form = "feedback7"', "evaluation.rounds[2].form", "for a participant"),
        (
            'form = "eval_phase_3"',
            'form = "mentor_weekly"\nopens = 2023-11-01\ncloses = 2023-11-01',
            "evaluation.rounds[1].closes",
            "not after",
        ),
        ('form = "eval_final"', 'form = "mentor_weekly"', "evaluation.rounds[2].raters", "one kind"),
        ("deputy_after = 5", "deputy_after = 2", "reviews.deputy_after", "more than"),
        ("start = 20:30:00", 'start = "late"', "quiet_hours.start", "late"),
        (', en = "CAST 2023"', "", "short_name.en", "required"),
        ('"friday"', '"fryday"', "reporting.working_days[4]", "fryday"),
        ("\nsdgs = [1,", "\nsdgs = [18,", "activities.sdgs[0]", "18"),
        ("sdgs = [16]", "sdgs = [18]", "dimensions[0].tags[0].sdgs[0]", "18"),
        ('for = "participant"\nname', 'for = "villager"\nname', "forms[0].for", "villager"),
        ("opens = 2023-07-17", "opens = 2023-12-17", "forms[0].closes", "before it opens"),
        (
            "2023-12-04\ncloses = 2023-12-15",
            "2023-12-04\ncloses = 2024-01-18",
            "forms[3].closes",
            "outside the programme",
        ),
        ('key = "eval_phase_3"', 'key = "eval_phase_2"', "forms[3].key", "second time"),
        ('form = "eval_phase_2"\n', 'form = "eval_phase_9"\n', "evaluation.rounds[0].form", "eval_phase_9"),
        (
            "each working day 17:30 while",
            "every working day 17:30 while",
            "reminders[18].at",
            "no time of the programme",
        ),
        ("each working day 17:30 while", "each working day 20:45 while", "reminders[18].at[0]", "quiet hours"),
        ("the day each phase starts", "the day phase 9 starts", "reminders[1].at[0]", "no phase 9"),
        ("the day each phase starts", "the day each phase opens", "reminders[1].at", "never opens"),
        ("the day each phase starts", "the day phase starts", "reminders[1].at", "which phase"),
        ("09:00 after a reporting week", "09:00 after a reporting day", "reminders[7].at", "a weekday"),
        ('window = "4 days"', 'window = "a while"', "reminders[9].window", "no window"),
        ('text = "phase-end"', 'text = "x"\ncard = "summary"', "reminders[0]", "a text or a card"),
        ('instead_of = ["daily_missing"', 'instead_of = ["daily"', "reminders[18].instead_of", "no rule daily"),
        ("days = 3\n", "days = 3\nspares = 5\n", "reminders[18]", "a day that is not recorded"),
        ('rule = "phase_start"', 'rule = "phase_end"', "reminders[1].rule", "second time"),
        ('round = "final"\nscore', 'round = "last"\nscore', "certificate.round", "has the key 'last'"),
        ('round = "final"\nscore', "score", "certificate.score", "says no round"),
        ("check_in_day = 25", "check_in_day = 31", "plan.check_in_day", "less than or equal to 28"),
        (
            "follow_up_months = [3, 6]",
            "follow_up_months = [3, 18]",
            "plan.follow_up_months",
            "nothing is kept any more",
        ),
        ("follow_up_months = [3, 6]", "follow_up_months = [6, 3]", "plan", "each more than the one before"),
        ("results_from = 2023-12-12", "results_from = 2024-01-12", "plan.results_from", "outside the programme"),
        ('key = "teamwork"', 'key = "leadership"', "plan.competencies[3].key", "is a criterion"),
        ('agreed_by = ["mentor", "agency"]', 'agreed_by = ["mentor", "mentor"]', "plan", "twice"),
        ("the day each check-in opens", "the day check-in 2023-06 opens", "reminders[26].at[0]", "no check-in 2023-06"),
        ("welcome = 2023-07-03", "welcome = 2023-07-18", "forms[0].welcome", "after it opens"),
        ("wanted = 7", "wanted = 0", "forms[0].wanted", "not 0"),
        ('distinct = "sector"', 'distict = "sector"', "forms[0].distict", "not a key"),
        ('file = "forms/mentor_weekly.md"', 'file = "forms/weekly.md"', "forms[1].file", "no forms/weekly.md"),
        ("days_back = 14", "days_back = -1", "reporting.days_back", "-1"),
        ("capacity = 76", "capacity = 76000000", "capacity", "1000000"),
    ],
)
def test_a_wrong_value_is_named_with_its_key_and_reason(
    tmp_path: Path, old: str, new: str, where: str, why: str
) -> None:
    found = problems_of(tmp_path, changed(old, new))
    assert any(line.startswith(f"{where}: ") and why in line for line in found), found


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = changed("weight = 80", "weight = 70").replace("end = 2023-07-14", "end = 2023-12-04")
    assert len(problems_of(tmp_path, text)) >= 2


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    assert "line 2" in problems_of(tmp_path, 'key = "x"\nname = = 3\n')[0]


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_bytes("name = 'โครงการ'".encode("cp874"))
    with pytest.raises(ProgrammeError, match="utf-8"):
        load(tmp_path)


def test_a_file_that_begins_with_the_mark_of_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_bytes(b"\xef\xbb\xbf" + b'key = "x"\nname = = 3\n')
    with pytest.raises(ProgrammeError, match="line 2"):
        load(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match=r"nowhere.programme\.toml: No such file"):
        load(tmp_path / "nowhere")


def test_a_programme_with_sectors_says_how_they_are_called_together(tmp_path: Path) -> None:
    start = GOOD.index("[coverage]")
    (line,) = problems_of(tmp_path, GOOD[:start] + GOOD[GOOD.index("[[sectors]]") :])
    assert line.startswith("coverage: says how [[sectors]] are called together")
