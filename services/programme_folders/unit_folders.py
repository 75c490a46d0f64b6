"""The kinds `teams` and `call`: units with teams that carry activities and hold forums, or that send people or projects
by a day."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from programmes import Label, load
from services.programme_folders.folder_parts import NewFolder, SaidSpan, invented_names, label_of
from services.programme_folders.questions import AnswerProblem, Answers, WrongAnswers
from services.roster.cell_values import BadValue, read_area

COLUMNS: Final = ("id", "name", "role", "agency", "position", "unit", "seat", "scope")
JUDGED_FOR: Final = timedelta(days=14)  # after the last day of a call
MOST_UNITS_SHOWN: Final = 12  # in the example roster
DISTRICT: Final = 4  # digits of its code
MOST_JURORS_SHOWN: Final = 30  # in the example roster
JURY: Final = Label(th="คณะกรรมการคัดเลือก", en="Selection committee")
DIGITS: Final = {"district": DISTRICT, "province": 2}
GROUPS: Final = {"district": Label(th="อำเภอ", en="district"), "province": Label(th="จังหวัด", en="province")}
IN_DISTRICT: Final = re.compile(r"(?:อำเภอ|อ\.)\s*(\S+?)\s*(?:จังหวัด|จ\.)\s*(\S+)")
SUBDISTRICT: Final = re.compile(r"(?:ตำบล|ต\.)\s*(\S+)\s+\S")


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit as the templates have it: with the official code of a district it needs no name."""

    code: str
    name: Label | None
    written: str
    said: tuple[str, ...] = ()
    within: str = "top"


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round of the selection; `after` is the key of the one before."""

    key: str
    said: Label
    chosen: int
    opens: date
    closes: date
    after: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class NewTeamPost:
    """A seat of the teams."""

    key: str
    name: Label
    many: int = 1


@dataclass(frozen=True, slots=True)
class NewStep:
    """An activity of the plan."""

    said: Label
    first: object
    last: object
    people: int | str


def write_teams(new: NewFolder) -> None:
    """Write the files of units with teams."""
    answers, programme = new.answers, load(new.source)
    has_sectors = answers["sectors"] == "yes"
    units = _units(answers["units"])
    names = [one.strip() for one in answers["seats"].replace("、", ",").split(",") if one.strip()]
    seats = [NewTeamPost(f"seat_{number}", Label(th=name, en=name)) for number, name in enumerate(names, 1)]
    short = label_of(answers, "short_name")
    values = new.values(
        max(len(units) * len(seats), 1),
        phases=[SaidSpan(short, answers["start"], answers["end"])],
        units=units,
        unit_name=Label(th="หน่วย", en="unit"),
        seats=seats,
        steps=[NewStep(label_of(one, "name"), one["first"], one["last"], one["people"]) for one in answers["steps"]],
        sectors=programme.sectors if has_sectors else (),
        coverage=programme.coverage,
        dimensions=programme.dimensions,
        of_call=False,
        rounds=[_round("selection", Label(th="คัดเลือกหน่วย", en="Selection: units"), answers)],
        grouped=None,
        groups=(),
        jury_name=JURY,
        days_back=31,
    )
    new.write(values)
    new.copy("words", [name for name in new.terms["words"] if has_sectors or name != "sectors.toml"])
    people = _people(answers, units, seats[:-1] or seats, "phase:1")  # one seat of each is to be filled
    new.write_roster(COLUMNS, people)


def write_call(new: NewFolder) -> None:
    """Write the files of a call that units answer."""
    answers = new.answers
    grouped = None if answers["chosen_in"] == "all" else answers["chosen_in"]
    units = _units(answers["units"], grouped)
    called = label_of(answers, "call_name")
    contact = NewTeamPost("contact", Label(th="ผู้ประสานงาน", en="contact"))
    of_people = answers["of"] == "people"
    member = NewTeamPost("member", Label(th="ผู้ได้รับเลือก", en="chosen"), answers["most"])
    after = answers["closes"] + timedelta(days=1)
    phases = [SaidSpan(Label(th=f"เปิดรับ{called.th}", en=f"Call: {called.en}"), answers["start"], answers["closes"])]
    if after <= answers["end"]:
        phases.append(SaidSpan(Label(th="พิจารณาและดำเนินงาน", en="Decision and work"), after, answers["end"]))
    values = new.values(
        len(units) * (1 + (answers["most"] if of_people else 0)),
        phases=phases,
        units=units,
        unit_name=Label(th="หน่วย", en="unit"),
        seats=[contact, member] if of_people else [contact],
        call_name=called,
        wanted=label_of(answers, "wanted"),
        of_call=True,
        rounds=_rounds(answers, called, grouped),
        grouped=grouped,
        groups=list(dict.fromkeys(unit.within for unit in units)) if grouped else (),
        group_name=GROUPS.get(grouped or ""),
        jury_name=JURY,
        days_back=31,
    )
    new.write(values)
    new.write_roster(COLUMNS, _people(answers, units, [contact], f"phase:{len(phases)}"))


def _rounds(answers: Answers, called: Label, grouped: str | None) -> list[NewRound]:
    """Return one round, or two, of two weeks each, after the last day of the call."""
    last, said = answers["closes"], Label(th=f"คัดเลือก{called.th}", en=f"Selection: {called.en}")
    spans = [(last + timedelta(days=1), last + JUDGED_FOR)]
    if answers["first_round"]:
        spans.append((spans[0][1] + timedelta(days=1), spans[0][1] + JUDGED_FOR))
    spans = [(min(opens, answers["end"]), min(closes, answers["end"])) for opens, closes in spans]
    final = NewRound("selection", said, answers["chosen"], *spans[-1], group=grouped)
    if not answers["first_round"]:
        return [final]
    first = Label(th=f"{said.th} รอบที่ 1", en=f"{said.en}, round 1")
    second = Label(th=f"{said.th} รอบที่ 2", en=f"{said.en}, round 2")
    return [
        NewRound("first_round", first, answers["first_round"], *spans[0], group=grouped),
        replace(final, said=second, after="first_round"),
    ]


def _round(key: str, said: Label, answers: Answers) -> NewRound:
    return NewRound(key, said, answers["chosen"], answers["judged_from"], answers["judged_until"])


def _units(answered: Sequence[Answers], grouped: str | None = None) -> list[NewUnit]:
    """Return the units: a district of Thailand by its code, others by numbers; `grouped` by their district or province.
    Raises WrongAnswers with those whose name does not say it."""
    found: list[NewUnit] = []
    for number, one in enumerate(answered, 1):
        area = _area(one["name"])
        if area is not None and len(area) == DISTRICT and area not in [each.code for each in found]:
            found.append(NewUnit(area, None, one["name"]))
        else:
            found.append(NewUnit(f"u{number:02}", label_of(one, "name"), one["name"], _shorter(one["name"])))
    names = Counter(name for one in found for name in one.said)
    found = [replace(one, said=tuple(name for name in one.said if names[name] == 1)) for one in found]
    if grouped is None:
        return found
    placed = [replace(one, within=_district_of(one.written)[: DIGITS[grouped]]) for one in found]
    wrong = [number for number, one in enumerate(placed) if one.within in ("", one.code)]
    if wrong:
        raise WrongAnswers(
            [AnswerProblem(f"units[{number}].name", f"programme-answer-no-{grouped}", {}) for number in wrong]
        )
    return placed


def _district_of(name: str) -> str:
    """Return the code of the district that a unit's name ends with, or an empty text."""
    found = IN_DISTRICT.search(name)
    return (_area(f"อ.{found[1]} จ.{found[2]}") or "") if found else ""


def _shorter(name: str) -> tuple[str, ...]:
    """Return what a subdistrict is called besides its name with district and province: ตำบลศรีถ้อย, ต.ศรีถ้อย."""
    found = SUBDISTRICT.match(name)
    return (f"ตำบล{found[1]}", f"ต.{found[1]}", f"ต. {found[1]}") if found else ()


def _area(name: str) -> str | None:
    """Return the code of the district or province that a unit's name is, if it is one."""
    try:
        return read_area(name)
    except BadValue:
        return None


def _people(
    answers: Answers, units: Sequence[NewUnit], seats: Sequence[NewTeamPost], judged_in: str
) -> Iterator[dict[str, str]]:
    """Yield the people of the first units, the jury, who see the phase in which they judge, and who coordinates
    everything."""
    names = invented_names()
    for unit in units[:MOST_UNITS_SHOWN]:
        for place, seat in enumerate(seats, 1):
            name = next(names, None)
            if name is None:
                break
            yield {
                "id": f"{unit.code}-{place:02}",
                "name": name,
                "role": "participant",
                "agency": answers["owner"],
                "position": seat.name.th,
                "unit": unit.code,
                "seat": seat.name.th,
            }
    for number in range(min(answers["jurors"] or 0, MOST_JURORS_SHOWN) if answers["chosen"] else 0):
        juror = {"id": f"J{number + 1:02}", "name": f"กรรมการ {number + 1} ในนิทาน", "role": "coordinator"}
        yield juror | {"agency": JURY.th, "scope": judged_in}
    yield {"id": "C01", "name": "ผู้ดูแล ในนิทาน", "role": "coordinator", "agency": answers["owner"], "scope": "all"}
