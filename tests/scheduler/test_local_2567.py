"""Who in an organisation with a development plan is told what on which day, beside a table by hand."""

from collections import Counter
from datetime import date
from pathlib import Path

from bot.settings import ROOT
from locales.texts import Texts
from programmes import load
from scheduler.rehearsal.simulation import rehearse

LOCAL = load(ROOT / "programmes" / "local-2567")
HEADINGS = "id,name,role,agency,group,line,scope"
# Two newly appointed, one experienced member of staff; a head of a division, who is staff too; who sees everything.
ROWS = [
    "S1,หนึ่ง บรรจุใหม่,participant,กองคลัง,แรกบรรจุ,พัสดุ,",
    "S2,สอง บรรจุใหม่,participant,กองช่าง,แรกบรรจุ,ช่างโยธา,",
    "S3,สาม มานาน,participant,กองช่าง,มีประสบการณ์,ช่างโยธา,",
    "S4,สี่ หัวหน้า,participant,กองช่าง,อำนวยการท้องถิ่น,ช่างโยธา,",
    "S4,สี่ หัวหน้า,coordinator,กองช่าง,,,agency:กองช่าง",
    "C1,ห้า ดูแล,coordinator,สำนักปลัด,,,all",
]
SPAN = date(2024, 3, 11), date(2024, 5, 21)
THURSDAYS = [date(2024, 3, day) for day in (14, 21, 28)] + [date(2024, 4, day) for day in (4, 11, 18, 25)]
THURSDAYS += [date(2024, 5, day) for day in (2, 9, 16)]
TABLE = {
    # rule and role: on which days, how many people. The head is told as staff, once. Nobody records anything, so from
    # 180 days after 1 October on (29 March) each of the four is told on a Monday, and again after thirty days: 29 April
    # is too early, 6 May a day off.
    ("training_wanted", "participant"): {date(2024, 4, 1): 4, date(2024, 5, 13): 4},
    # April has a course for everybody; May none; June one for directors and executives. Mondays in the last two weeks
    # of the month before: 18 March, 20 May.
    ("courses_next", "participant"): {date(2024, 3, 18): 4, date(2024, 5, 20): 1},
    ("courses_next", "coordinator"): {date(2024, 3, 18): 1, date(2024, 5, 20): 1},
    # The steps of October and November have been late since; they are those of who sees everything.
    ("steps_late", "coordinator"): dict.fromkeys(THURSDAYS, 1),
}


def test_everybody_is_told_of_training_courses_and_steps_on_the_days_of_a_table_by_hand(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("\n".join([HEADINGS, *ROWS]), "utf-8")
    told: dict[tuple[str, str], Counter[date]] = {}
    for line in rehearse(LOCAL, Texts.load(ROOT / "locales"), None, *SPAN, roster=roster, with_texts=False):
        for rule in line.rule.split("+"):
            told.setdefault((rule, line.role), Counter())[line.at.date()] += 1
    assert {key: dict(days) for key, days in told.items()} == TABLE
