"""However instants, mutes, forms and messages fall: one push a day to a person, and nothing is told twice."""

import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from locales.texts import Texts
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import BANGKOK
from programmes.reminders import Reminder
from tests.running_bot import MALEE, PRAYUN, SOMCHAI
from tests.scheduler.ticking import Ticking
from tests.services.reminders.reminder_people import DARUNEE, KANDA, OWNER_2, WILAI, settle

BEGINNINGS = ("2023-06-30 08:00", "2023-07-03 06:00", "2023-07-13 12:00", "2023-07-16 20:00", "2023-11-30 16:00")
PEOPLE = (SOMCHAI, MALEE, PRAYUN, WILAI, DARUNEE, KANDA, OWNER_2)
HOURS = st.integers(min_value=1, max_value=40)
ACTS = st.one_of(
    st.tuples(st.sampled_from(["lives", "stands still"]), HOURS),
    st.tuples(
        st.sampled_from(["writes", "mutes", "begins a form", "ends the form", "reports", "takes leave"]),
        st.sampled_from(PEOPLE),
    ),
    st.tuples(
        st.just("another window"), st.sampled_from(["daily_missing", "form_due", "phase_start", "morning_after"])
    ),
)


def act(ticking: Ticking, what: str, whom: str | int) -> None:
    now = ticking.clock.now() + timedelta(hours=7)
    if isinstance(whom, int):
        later = f"{now + timedelta(hours=whom):%Y-%m-%d %H:%M}"
        if what == "lives":
            ticking.lives_to(later)
        else:
            ticking.goes_to(later)
            ticking.sends()
    elif what == "writes":
        ticking.writes(whom)
    elif what == "mutes":
        ticking.town.mute(whom, f"{now:%Y-%m-%d}")
    elif what == "begins a form":
        ticking.in_form(whom)
    elif what == "ends the form":
        ticking.in_form(whom, busy=False)
        ticking.writes(whom)
    elif what == "reports":
        ticking.town.entry(whom, f"{now:%Y-%m-%d}", sent=f"{now:%Y-%m-%d %H:%M}")
        ticking.writes(whom)
    elif what == "takes leave":
        ticking.town.leave(whom, f"{now:%Y-%m-%d}", f"{now + timedelta(days=1):%Y-%m-%d}")
    else:
        ticking.follows(with_another_window(ticking.programme, whom))
        ticking.reminders.tick()
        ticking.sends()


def with_another_window(programme: Programme, rule: str) -> Programme:
    def other(one: Reminder) -> Reminder:
        return one.model_copy(update={"window": "3 days" if one.window != "3 days" else "1 day"})

    rules = tuple(other(one) if one.rule == rule else one for one in programme.reminders)
    return programme.model_copy(update={"reminders": rules})


@settings(max_examples=10)  # others in each run
@given(beginning=st.sampled_from(BEGINNINGS), acts=st.lists(ACTS, min_size=4, max_size=14))
def test_nobody_gets_two_pushes_a_day_or_reads_a_thing_twice(
    migrated_sqlite: Path, cast: Programme, texts: Texts, beginning: str, acts: list[tuple[str, str | int]]
) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(migrated_sqlite, Path(folder) / "town.db")
        database = Database(f"sqlite:///{Path(folder) / 'town.db'}")
        try:
            ticking = Ticking(settle(database, cast, texts))
            ticking.goes_to(beginning)
            for what, whom in acts:
                act(ticking, what, whom)
            ticking.lives_to(f"{ticking.clock.now() + timedelta(hours=43):%Y-%m-%d %H:%M}")
            a_day = Counter((push.name, push.day) for push in ticking.pushes)
            assert [day for day, count in a_day.items() if count > 1] == []
            assert [thing for thing, count in ticking.told.items() if count > 1] == []
            assert all(not cast.quiet_hours.hold(push.at.astimezone(BANGKOK).time()) for push in ticking.pushes)
        finally:
            database.close()
