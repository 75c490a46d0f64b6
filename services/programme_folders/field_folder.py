"""The kind `field`: people of several agencies work in districts or provinces and report each working day, or
on the weekdays that were answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import geothai

from programmes import Label, load
from services.programme_folders.folder_parts import NewFolder, invented_names, label_of
from services.programme_folders.questions import WORK, Answers

JUDGED_FOR: Final = timedelta(days=13)  # before a phase ends, its evaluation opens
SELDOM: Final = 3  # days of a week; with fewer, deadlines in reporting days are shorter


@dataclass(frozen=True, slots=True)
class AnsweredPhase:
    """A phase as the templates have it. `level` is that of the area where people work, or None."""

    number: int
    said: Label
    start: date
    end: date
    level: str | None
    mentor: Label | None

    @property
    def name(self) -> str:
        return self.said.th

    @property
    def key(self) -> str:
        return f"phase_{self.number}"

    @property
    def column(self) -> str:
        return f"area_{self.number}"

    @property
    def heading(self) -> str:
        return f"พื้นที่ช่วงที่ {self.number}"

    @property
    def place(self) -> Label:
        """What the place of work is called: the card says *ปฏิบัติงานใน …*."""
        th, en = {"district": ("อำเภอ", "district"), "province": ("จังหวัด", "province")}[self.level or "district"]
        return Label(th=f"{th}ที่รับผิดชอบ ช่วงที่ {self.number}", en=f"{en} of phase {self.number}")

    @property
    def judged_from(self) -> date:
        return max(self.start, self.end - JUDGED_FOR)


def write_field(new: NewFolder) -> None:
    """Write the files of the kind."""
    answers, terms, programme = new.answers, new.terms, load(new.source)
    phases = _phases(answers["phases"])
    worked = [phase for phase in phases if phase.level]
    has_sectors = answers["sectors"] == "yes"
    values = new.values(
        answers["people"],
        phases=phases,
        worked=worked,
        sectors=programme.sectors if has_sectors else (),
        coverage=programme.coverage,
        dimensions=programme.dimensions,
        seldom=len(answers["weekdays"]) < SELDOM,
        judged=[one for one in programme.evaluation.judged if has_sectors or one.key != "networks"],
    )
    new.write(values)
    new.write(values, "stages.toml.jinja", "words/stages.toml")
    for phase in worked:
        new.write(values, "eval.md.jinja", f"forms/eval_{phase.key}.md", phase=phase)
    new.copy("words", [name for name in terms["words"] if has_sectors or name != "sectors.toml"])
    if worked and not has_sectors:
        new.write(values, "feedback.md.jinja", "forms/feedback.md")
    if worked:
        new.copy("forms", (*terms["forms"], *(terms["sector_forms"] if has_sectors else ())))
    columns = ["id", "name", "role", "agency", *(phase.column for phase in worked), "area", "scope"]
    new.write_roster(columns, _people(answers, worked, min(answers["people"], terms["most_people"])))


def _phases(answered: Sequence[Answers]) -> list[AnsweredPhase]:
    found = []
    for number, one in enumerate(answered, 1):
        level = WORK[one["work"]]
        mentor = label_of(one, "mentor") if level and one["mentor"] else None
        if level and mentor is None:
            mentor = Label(th="ครูพี่เลี้ยง", en="mentor")
        found.append(AnsweredPhase(number, label_of(one, "name"), one["start"], one["end"], level, mentor))
    return found


def _people(answers: Answers, worked: Sequence[AnsweredPhase], count: int) -> Iterator[dict[str, str]]:
    """Yield participants, three or fewer in an area, a mentor of each area, and who coordinates everything."""
    names = invented_names()
    areas = {level: list(_areas(level, max(1, (count + 2) // 3))) for level in ("district", "province")}
    used: dict[str, None] = {}
    for number in range(count):
        mine = {phase.column: areas[phase.level or "district"][number // 3] for phase in worked}
        used |= dict.fromkeys(mine.values())
        yield {
            "id": f"P{number + 1:02}",
            "name": next(names),
            "role": "participant",
            "agency": answers["owner"],
            **mine,
        }
    for number, area in enumerate(used, 1):
        yield {"id": f"M{number:02}", "name": next(names), "role": "mentor", "area": area}
    yield {"id": "C01", "name": next(names), "role": "coordinator", "agency": answers["owner"], "scope": "all"}


def _areas(level: str, count: int) -> Iterator[str]:
    """Yield areas of different provinces as a roster writes them, one in each."""
    for province in geothai.provinces()[1 : count + 1]:  # the first is Bangkok, which has no district offices
        if level == "province":
            yield f"จ.{province.name_th}"
        else:
            yield f"อ.{geothai.districts(province.code)[0].name_th} จ.{province.name_th}"
