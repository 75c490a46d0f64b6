"""Calls: what units are asked to send by a day, people or projects; how many of them, what is to be said of each, and
who or what may be sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from pydantic import Field

from programmes.problems import FileProblem, outside, repeated, unknown
from programmes.sections import Day, Key, Label, NonEmptyText, Section
from programmes.units import Code, Unit, Units

FieldKind = Literal["text", "phone", "email", "day", "choice"]
RosterFact = Literal["level", "born", "appointed"]  # columns of a roster that say something of a person
FACT_COLUMNS: Final[Mapping[str, FieldKind]] = {"level": "text", "born": "day", "appointed": "day"}
MOST_ASKED: Final = 1000  # of one unit
MOST_YEARS: Final = 120


class CallChoice(Section):
    """One of the answers to a field. `under`: the theme to which it belongs; `button`: a shorter name, for a button of
    20 letters; `said`: other words for it."""

    key: Key
    label: Label
    under: Label | None = None
    button: Label | None = None
    said: tuple[NonEmptyText, ...] = ()

    def words(self) -> tuple[str, ...]:
        shorter = (self.button.th, self.button.en) if self.button else ()
        return (self.label.th, self.label.en, *shorter, *self.said)


class CallField(Section):
    """What is said of each of those who are sent. `said`: the words behind which it stands in a message. `column`:
    where a roster has it, so that it is not asked of people on the roster. What is not `required` is not asked for."""

    key: Key
    label: Label
    kind: FieldKind = "text"
    said: tuple[NonEmptyText, ...] = ()
    choices: tuple[CallChoice, ...] = ()
    required: bool = True
    column: RosterFact | None = None

    def choice(self, key: str) -> CallChoice | None:
        return next((one for one in self.choices if one.key == key), None)


class CallRule(Section):
    """Who or what may be sent, by one field: `one_of` these words; full years since a day, `on` another day, at least
    `least_years`, or not a day more than `most_years`; a day that is not after `latest`. `reason` is what is said if it
    does not hold."""

    field: Key
    reason: Label
    one_of: tuple[NonEmptyText, ...] = ()
    least_years: int | None = Field(default=None, ge=1, le=MOST_YEARS)
    most_years: int | None = Field(default=None, ge=1, le=MOST_YEARS)
    on: Day | None = None
    latest: Day | None = None


class CallNumbers(Section):
    """Other numbers for some units, or for all of a level."""

    units: tuple[Code, ...] = ()
    level: Key | None = None
    least: int = Field(ge=0, le=MOST_ASKED)
    most: int = Field(ge=1, le=MOST_ASKED)


class Call(Section):
    """One call, from `opens` to `closes`, both included. `late`: what comes later is marked, or refused. It is answered
    by who holds one of the seats `answered_by` in a unit, `least` to `most` for each unit. `units`: of whom answers are
    wanted, without any all that have a team. `said`: what it is called in messages besides its name. `outcome`: who
    chooses among what was sent, and when one hears, where no selection says it. `becomes`: the seat that people hold in
    their unit's team once they are chosen and taken in as members. `form`: the key of the [[forms]] with which it is
    answered: its question `name` is the name, and its questions with the keys of `fields` say them."""

    key: Key
    name: Label
    of: Literal["people", "projects"]
    said: tuple[NonEmptyText, ...] = ()
    wanted: Label
    opens: Day
    closes: Day
    late: Literal["mark", "refuse"]
    answered_by: tuple[Key, ...] = Field(min_length=1)
    units: tuple[Code, ...] = ()
    least: int = Field(default=1, ge=0, le=MOST_ASKED)
    most: int = Field(ge=1, le=MOST_ASKED)
    numbers: tuple[CallNumbers, ...] = ()
    fields: tuple[CallField, ...] = ()
    rules: tuple[CallRule, ...] = ()
    outcome: Label | None = None
    becomes: Key | None = None
    form: Key | None = None

    def field(self, key: str) -> CallField | None:
        return next((one for one in self.fields if one.key == key), None)

    def asked_of(self, units: Units) -> tuple[Unit, ...]:
        """Return the units of which answers are wanted."""
        return tuple(units.unit(code) for code in self.units) if self.units else units.teams

    def numbers_of(self, unit: Unit) -> tuple[int, int]:
        """Return how many a unit sends at least and at most."""
        for one in self.numbers:
            if unit.code in one.units or unit.level == one.level:
                return one.least, one.most
        return self.least, self.most

    def is_open(self, day: date) -> bool:
        """Return whether an answer is taken on a day, in time or late."""
        return self.opens <= day and (day <= self.closes or self.late == "mark")

    def rule_of(self, field: str) -> tuple[CallRule, ...]:
        return tuple(one for one in self.rules if one.field == field)


def kinds_of(kinds: Iterable[str]) -> str:
    """Return what is asked of units in one word: people, projects, or both."""
    found = sorted(set(kinds))
    return found[0] if len(found) == 1 else "both"


def holds(rule: CallRule, value: str) -> bool:
    """Return whether a rule holds for the value of its field: a word, or a day as ISO writes it. Years are full years
    as one counts an age: who is born on 29 February is a year older on 1 March."""
    if rule.one_of:
        return _bare(value) in map(_bare, rule.one_of)
    day = date.fromisoformat(value)
    if rule.latest is not None and day > rule.latest:
        return False
    if rule.on is None:
        return True
    years, whole = _years(day, rule.on)
    if rule.least_years is not None and years < rule.least_years:
        return False
    return rule.most_years is None or years < rule.most_years or (years == rule.most_years and whole)


def _years(since: date, on: date) -> tuple[int, bool]:
    """Return how many full years lie between two days, and whether they end on the second."""
    years = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    return years, (on.month, on.day) == (since.month, since.day)


def _bare(words: str) -> str:
    return "".join(words.lower().split())


def call_problems(
    calls: Sequence[Call], units: Units | None, first: date, last: date, forms: Sequence[str]
) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    yield from repeated("calls", "key", [call.key for call in calls])
    for place, call in enumerate(calls):
        where = f"calls[{place}]"
        if units is None:
            yield where, "is answered by units: the programme needs [units]"
            continue
        if call.closes < call.opens:
            yield f"{where}.closes", f"{call.closes} is before it opens, {call.opens}"
        for edge, day in (("opens", call.opens), ("closes", call.closes)):
            if not first <= day <= last:
                yield outside(f"{where}.{edge}", day, first, last, "the programme")
        if call.form is not None and call.form not in forms:
            yield unknown(f"{where}.form", "[[forms]] for a participant", call.form, forms)
        taken = next((one.key for one in calls[:place] if one.form == call.form), None)
        if call.form is not None and taken is not None:
            yield f"{where}.form", f"{call.form} is the form of the call {taken} already"
        if call.becomes is not None:
            known_seats = [seat.key for seat in units.seats]
            if call.of != "people":
                yield f"{where}.becomes", "only people become members"
            if call.becomes not in known_seats:
                yield unknown(f"{where}.becomes", "seat of [units]", call.becomes, known_seats)
        for number, field in enumerate(call.fields):
            if field.key == "name":
                yield f"{where}.fields[{number}].key", "everything that is sent has a name; give the field another key"
        seats, teams = [seat.key for seat in units.seats], [unit.code for unit in units.teams]
        for number, key in enumerate(call.answered_by):
            if key not in seats:
                yield unknown(f"{where}.answered_by[{number}]", "seat of [units]", key, seats)
        yield from _codes(f"{where}.units", call.units, teams, units)
        yield from _numbers(where, call.least, call.most)
        for number, share in enumerate(call.numbers):
            at = f"{where}.numbers[{number}]"
            yield from _numbers(at, share.least, share.most)
            yield from _codes(f"{at}.units", share.units, teams, units)
            levels = [level.key for level in units.levels]
            if share.level is not None and share.level not in levels:
                yield unknown(f"{at}.level", "level of [units]", share.level, levels)
            if not share.units and share.level is None:
                yield at, "says for which units, or for which level"
        yield from _fields(where, call)
        yield from _rules(where, call)


def _codes(where: str, codes: Sequence[str], teams: Sequence[str], units: Units) -> Iterator[FileProblem]:
    for number, code in enumerate(codes):
        if code not in teams:
            yield unknown(f"{where}[{number}]", f"unit of the level {units.team}", code, sorted(teams))
        if code in codes[:number]:
            yield f"{where}[{number}]", f"{code} stands here a second time"


def _numbers(where: str, least: int, most: int) -> Iterator[FileProblem]:
    if least > most:
        yield f"{where}.most", f"{most} is less than the least, {least}"


def _fields(where: str, call: Call) -> Iterator[FileProblem]:
    yield from repeated(f"{where}.fields", "key", [field.key for field in call.fields])
    for number, field in enumerate(call.fields):
        at = f"{where}.fields[{number}]"
        if (field.kind == "choice") != bool(field.choices):
            yield f"{at}.choices", "belong to the kind choice, which needs some"
        yield from repeated(f"{at}.choices", "key", [one.key for one in field.choices])
        if field.column is not None and call.of != "people":
            yield f"{at}.column", "is of a roster, where there are only people"
        elif field.column is not None and field.kind != FACT_COLUMNS[field.column]:
            yield f"{at}.kind", f"the column {field.column} is a {FACT_COLUMNS[field.column]}"


def _rules(where: str, call: Call) -> Iterator[FileProblem]:
    for number, rule in enumerate(call.rules):
        at = f"{where}.rules[{number}]"
        field = call.field(rule.field)
        if field is None:
            yield unknown(f"{at}.field", "field of the call", rule.field, [one.key for one in call.fields])
            continue
        if not field.required:
            yield f"{at}.field", f"{rule.field} is not required, so that nothing may be known of it"
        of_years = rule.least_years is not None or rule.most_years is not None
        if of_years != (rule.on is not None):
            yield f"{at}.on", "is the day on which years are counted; years need it"
        of_days = of_years or rule.latest is not None
        if of_days == bool(rule.one_of):
            yield at, "says either one_of, or years, or the latest day"
        elif of_days and field.kind != "day":
            yield f"{at}.field", f"{rule.field} is no day"
        elif rule.one_of and field.kind not in ("text", "choice"):
            yield f"{at}.field", f"{rule.field} has no words"
