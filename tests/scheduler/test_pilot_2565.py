"""Who of the pilot districts of 2565 is told what on which day, beside a table by hand."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from bot.settings import ROOT
from locales.texts import Texts
from programmes import load
from scheduler.rehearsal.simulation import rehearse
from scheduler.rehearsal.table import RehearsalFacts, heading

PILOT = load(ROOT / "programmes" / "pilot-2565")
HEADINGS = "name,role,agency,unit,seat,scope"
# Of the district แม่ใจ a forum is wanted, of จุน none; four seats of either are held. A coordinator of everything, one of
# the cluster, one of another, the owner of phase 2,
# a juror of the cluster pilots.
POSTS = ("นายอำเภอ", "ปลัดอำเภอ", "ผู้แทน อปท.", "ผู้แทน อส.")
ROWS = [
    *(f"คนแม่ใจ {post},participant,กรมการปกครอง,แม่ใจ พะเยา,{post}," for post in POSTS),
    *(f"คนลำพูน {post},participant,กรมการปกครอง,5106,{post}," for post in POSTS),
    "ทั้งหมด ดูแล,coordinator,สป.มท.,,,all",
    "เหนือ ดูแล,coordinator,สป.มท.,,,unit:north-upper-2",
    "ใต้ ดูแล,coordinator,สป.มท.,,,unit:south-border",
    "ช่วงสอง ดูแล,coordinator,กรมการปกครอง,,,phase:2",
    "กรรมการ คนหนึ่ง,coordinator,คณะทำงานเฉพาะกิจด้านการบูรณาการแผนงานและยุทธศาสตร์,,,phase:4",
]
SPAN = date(2022, 5, 24), date(2022, 8, 2)
MONDAYS = [date(2022, 6, 6) + timedelta(weeks=week) for week in range(9)]
OFF = (date(2022, 7, 14), date(2022, 7, 28))  # the beginning of Buddhist Lent, the King's birthday
THURSDAYS = [day for week in range(10) if (day := date(2022, 5, 26) + timedelta(weeks=week)) not in OFF]
TABLE = {
    # rule and role: on which days, how many people
    ("phase_start", "participant"): dict.fromkeys((date(2022, 6, 1), date(2022, 8, 1)), 8),
    ("phase_start", "coordinator"): {date(2022, 6, 1): 1},
    ("phase_before", "coordinator"): {date(2022, 5, 25): 1},
    ("summary_phase", "coordinator"): {date(2022, 5, 31): 2, date(2022, 7, 31): 3},  # and the owner of phase 2
    ("forums_wanted", "participant"): dict.fromkeys(MONDAYS, 4),
    # Nobody applies and nothing is closed in a rehearsal: chiefs hear of the call, who coordinates that they lack;
    # jurors have nobody to mark, and of vacant seats nobody hears before it is chosen which districts have a team.
    ("call_soon", "participant"): {date(2022, 6, 3): 2},
    ("calls_awaited", "coordinator"): dict.fromkeys(
        (date(2022, 6, 3), date(2022, 6, 10)), 4
    ),  # and the owner of phase 2
    # Activities 3 to 6 begin in June, of which two are those of the owner of phase 2 and of the juror; 7 in August.
    ("steps_next", "coordinator"): {date(2022, 5, 24): 3, date(2022, 7, 18): 1},
    ("steps_late", "coordinator"): dict.fromkeys(THURSDAYS[1:], 1),  # the committees of May
}


def test_everybody_is_told_of_phases_forums_and_teams_on_the_days_of_a_table_by_hand(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("\n".join([HEADINGS, *ROWS]), "utf-8")
    told: dict[tuple[str, str], Counter[date]] = {}
    for line in rehearse(PILOT, Texts.load(ROOT / "locales"), None, *SPAN, roster=roster, with_texts=False):
        for rule in line.rule.split("+"):
            told.setdefault((rule, line.role), Counter())[line.at.date()] += 1
    assert {key: dict(days) for key, days in told.items()} == TABLE


def test_a_rehearsal_says_that_nobody_reports_each_day_here_and_no_share_of_them() -> None:
    text = Texts.load(ROOT / "locales").in_language("th")
    said = "\n".join(heading(RehearsalFacts(*SPAN, 0.0, example=True), PILOT, text))
    assert "ไม่กำหนดให้บันทึกรายวัน" in said
    assert "ร้อยละ" not in said
