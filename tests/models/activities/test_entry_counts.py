"""Entries that are counted beforehand: whatever changes entries, counts are those of the raw rows."""

from collections import Counter
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update

from models import schema
from models.activities import entry_counts
from models.activities.activities import Activity, ActivityState
from models.coordination import map_counts, summaries
from models.coordination.map_counts import MapAsked, Span
from models.coordination.scopes import AccessScope, Grant
from models.people.people import Person, PersonState, Placement
from models.storage.database import Database
from scheduler.counting import EntryCounter
from tests.databases import impatient

FIRST = date(2023, 7, 3)
LAST = FIRST + timedelta(days=40)
PEOPLE = range(1, 13)
SECTORS = ("government", "people", "religious")
AT = datetime.fromisoformat("2023-07-03T12:00:00+07:00")
EVERYBODY = AccessScope((Grant(),))


@pytest.fixture
def people(database: Database) -> Database:
    named = {"language": "th", "created_at": AT, "state": PersonState.ACTIVE.value}
    with database.write() as session:
        session.execute(insert(Person), [named | {"id": one, "key": f"P{one}", "name": f"คนที่ {one}"} for one in PEOPLE])
        some = [{"person_id": one, "stage": "pilot", "area": "5601"} for one in PEOPLE if one % 3]
        session.execute(insert(Placement), some)
    return database


def an_act(chance: Random, database: Database) -> None:
    """One change, by the statements with which entries are stored, corrected, deleted, restored and erased."""
    who, day = chance.choice(PEOPLE), FIRST + timedelta(days=chance.randrange(41))
    state, met = chance.choice([*ActivityState]), ",".join(sorted(chance.sample(SECTORS, chance.randrange(3)))) or None
    row = {"person_id": who, "chat_key": "x", "day": day, "state": state, "sectors_met": met}
    row |= dict.fromkeys(("opened_at", "latest_at", "created_at", "updated_at"), AT)
    mine = Activity.id.in_(text(f"(SELECT id FROM activity ORDER BY (id * {chance.randrange(1, 97)}) % 101 LIMIT 2)"))
    with database.write() as session:
        match chance.randrange(9):
            case 0 | 1 | 2 | 3:
                session.execute(insert(Activity), [row | {"day": day + timedelta(days=n)} for n in (0, 0, 1)])
            case 4:
                session.execute(
                    update(Activity).where(mine).values(state=state).execution_options(synchronize_session=False)
                )
            case 5:
                session.execute(
                    update(Activity).where(mine).values(day=day).execution_options(synchronize_session=False)
                )
            case 6:
                session.execute(
                    update(Activity).where(mine).values(sectors_met=met).execution_options(synchronize_session=False)
                )
            case 7:
                session.execute(
                    update(Activity).where(mine).values(person_id=who).execution_options(synchronize_session=False)
                )
            case _:
                session.execute(delete(Activity).where(mine).execution_options(synchronize_session=False))


def raw(database: Database) -> list[tuple[int, date, str | None]]:
    with database.read() as session:
        rows = session.execute(
            text("SELECT person_id, day, sectors_met FROM activity WHERE state NOT IN ('note', 'deleted')")
        ).all()
    return [(row[0], date.fromisoformat(str(row[1])), row[2]) for row in rows]


def as_said(database: Database) -> dict[str, Any]:
    """What the readers say of it."""
    days = [FIRST + timedelta(days=number) for number in range(0, 41, 2)]
    with database.read() as session:
        asked = MapAsked(EVERYBODY, FIRST, LAST)
        return {
            "days": summaries.days_reported(session, EVERYBODY, days),
            "people": summaries.people_reported(session, EVERYBODY, days),
            "sectors": summaries.sectors_of_each(session, EVERYBODY, FIRST, LAST + timedelta(days=1)),
            "areas": map_counts.by_area(session, asked, [Span("pilot", FIRST, LAST)])[0],
            "all": sum(map_counts.by_area(session, asked, [Span(None, FIRST, LAST - timedelta(days=7))])[0].values()),
        }


def by_hand(rows: list[tuple[int, date, str | None]]) -> dict[str, Any]:
    asked = {FIRST + timedelta(days=number) for number in range(0, 41, 2)}
    reported = {(who, day) for who, day, _ in rows if day in asked}
    each: dict[int, tuple[int, Counter[str]]] = {}
    for who, _, met in rows:
        number, sectors = each.get(who, (0, Counter[str]()))
        each[who] = (number + 1, sectors + Counter((met or "").split(",") if met else ()))
    return {
        "days": dict(Counter(who for who, _ in reported)),
        "people": Counter(day for _, day in reported),
        "sectors": each,
        "areas": dict(Counter("5601" if who % 3 else None for who, day, _ in rows if day <= LAST)),
        "all": sum(1 for _, day, _ in rows if day <= LAST - timedelta(days=7)),
    }


@pytest.mark.parametrize("seed", range(3))
def test_after_any_acts_all_counts_are_those_of_the_raw_rows_before_and_after_the_clock(
    people: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, counter = Random(seed), EntryCounter(people)
    monkeypatch.setattr(entry_counts, "FEW", 0)  # whoever is behind is counted at once
    for number in range(45):
        an_act(chance, people)
        if number % 7 == 0:
            counter.count_again()
        if number % 9 == 0:
            assert as_said(people) == by_hand(raw(people)), number
    counter.count_again()
    with people.read() as session:
        assert entry_counts.behind(session, 100) == {}
        kept = entry_counts.of_everybody(session)
        assert kept is not None
        assert all(isinstance(one.sectors, str) for one in kept.values())  # read, and not counted once more
    assert as_said(people) == by_hand(raw(people))


def test_who_changes_while_they_are_counted_is_counted_once_more(people: Database) -> None:
    chance = Random(1)
    while len(raw(people)) < 20:
        an_act(chance, people)
    with people.read() as session:
        seen = entry_counts.behind(session, 100)
        counts = entry_counts.count(session, seen)
    late = next(iter(counts))
    with people.write() as session:
        session.execute(delete(Activity).where(Activity.person_id == late))
    with people.write() as session:
        assert entry_counts.put(session, seen, counts) == len(seen) - 1
    with people.read() as session:
        assert entry_counts.behind(session, 100).keys() == {late}
    EntryCounter(people).count_again()
    with people.read() as session:
        assert entry_counts.of_everybody(session) == {
            one: entry_counts.CountsOfPerson(mine.first, mine.days, kept.sectors)
            for one, mine in counts.items()
            if one != late and (kept := (entry_counts.of_everybody(session) or {})[one])
        }


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_is_being_changed_is_counted_the_next_time_and_not_waited_for(people: Database) -> None:
    chance = Random(3)
    while len(raw(people)) < 20:
        an_act(chance, people)
    with people.read() as session:
        seen = entry_counts.behind(session, 100)
        counts = entry_counts.count(session, seen)
    changing = next(iter(counts))
    with people.write() as turn, impatient(people) as other:
        turn.execute(delete(Activity).where(Activity.person_id == changing))
        with other.write() as session:
            assert entry_counts.put(session, seen, counts) == len(seen) - 1
    with people.read() as session:
        assert entry_counts.behind(session, 100).keys() == {changing}


def test_of_many_who_are_behind_the_entries_are_read(people: Database) -> None:
    chance = Random(2)
    while len(raw(people)) < 20:
        an_act(chance, people)
    with people.read() as session:
        assert entry_counts.of_everybody(session) is None
    assert as_said(people) == by_hand(raw(people))


def test_a_migrated_database_has_the_triggers_of_a_new_one(tmp_path: Path) -> None:
    found = []
    for make in (schema.make, schema.migrate):
        with closing(Database(f"sqlite:///{tmp_path / make.__name__}.db")) as database:
            make(database)
            with database.read() as session:
                found.append(
                    session.execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1")).all()
                )
    assert found[0] == found[1]
    assert len(found[0]) == 3
