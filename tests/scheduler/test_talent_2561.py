"""Who of the Talent Team of 2561 is told what on which day, beside a table by hand from its document."""

from collections import Counter
from datetime import date
from pathlib import Path

from bot.settings import ROOT
from locales.texts import Texts
from programmes import load
from scheduler.rehearsal.simulation import rehearse

TALENT = load(ROOT / "programmes" / "talent-2561")
# Nobody answers in a rehearsal, so each of 17 contacts is told of both calls; of two coordinators one owns the phases.
TABLE = {
    # rule and role: on which days, how many people
    ("call_opens", "participant"): {date(2018, 2, 20): 17},
    ("call_soon", "participant"): {date(2018, 2, 26): 17},
    ("call_last_day", "participant"): {date(2018, 2, 28): 17},
    ("phase_start", "participant"): {date(2018, 2, 28): 17},  # 1 March 2018 is Makha Bucha
    ("call_over", "participant"): {date(2018, 3, 2): 17},  # the first working day after it
    ("calls_awaited", "coordinator"): {date(2018, 2, 26): 2, date(2018, 2, 28): 2, date(2018, 3, 2): 2},
    ("phase_start", "coordinator"): {date(2018, 2, 28): 1},
}


def test_units_are_asked_reminded_and_awaited_on_the_days_of_a_table_by_hand() -> None:
    told: dict[tuple[str, str], Counter[date]] = {}
    roster = Path(ROOT / "programmes" / "talent-2561" / "roster.example.csv")
    texts = Texts.load(ROOT / "locales")
    for line in rehearse(TALENT, texts, None, date(2018, 2, 20), date(2018, 3, 5), roster=roster, with_texts=True):
        for rule in line.rule.split("+"):
            told.setdefault((rule, line.role), Counter())[line.at.date()] += 1
    assert {key: dict(days) for key, days in told.items()} == TABLE
