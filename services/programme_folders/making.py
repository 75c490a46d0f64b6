"""Makes the folder of a new programme from answers: the file with comments, forms, words and invented people.

A kind is a folder of `kinds/`: templates, and `kind.toml` with what it takes from a folder that came with the bot.
"""

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from os.path import relpath
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

import geothai
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from programmes import Label, load
from programmes.reading import FILE
from services.programme_folders.copied import BUILT_IN
from services.programme_folders.questions import WORK, Answers
from services.programme_folders.rosters_tried import EXAMPLE

KINDS: Final = Path(__file__).parent / "kinds"
SCHEMA: Final = BUILT_IN / "programme.schema.json"
JUDGED_FOR: Final = timedelta(days=13)  # before a phase ends, its evaluation opens
PUSHES_EACH: Final = 60  # a month, for each person; rehearse says what it really takes
SEED: Final = 1
_SPACES: Final = re.compile(r"\n{3,}")  # what blocks of a template leave


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
    def judged_from(self) -> date:
        return max(self.start, self.end - JUDGED_FOR)


def kinds() -> list[str]:
    """Return the kinds of programmes that can be made."""
    return sorted(one.parent.name for one in KINDS.glob("*/kind.toml"))


def make_folder(target: Path, kind: str, answers: Answers) -> None:
    """Write the folder `target`, whole or not at all. Raises FileExistsError if there is something, OSError."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as made:
        folder = Path(made) / target.name
        folder.mkdir()
        _write(folder, target, kind, answers)
        if target.exists():
            target.rmdir()
        folder.rename(target)


def _write(folder: Path, target: Path, kind: str, answers: Answers) -> None:
    terms = tomllib.loads((KINDS / kind / "kind.toml").read_text("utf-8"))
    source = BUILT_IN / terms["source"]
    programme = load(source)
    phases = _phases(answers["phases"])
    worked = [phase for phase in phases if phase.level]
    values = {
        **answers,
        **{name: _label(answers, name) for name in ("name", "short_name", "owner")},
        "phases": phases,
        "worked": worked,
        "sectors": programme.sectors if answers["sectors"] == "yes" else (),
        "coverage": programme.coverage,
        "dimensions": programme.dimensions,
        "judged": [one for one in programme.evaluation.judged if answers["sectors"] == "yes" or one.key != "networks"],
        "plan": max(300, answers["people"] * PUSHES_EACH),
        "reserve": max(10, answers["people"] * 4),
        "schema": _schema_from(target),
    }
    write = _writer(kind, values)
    write(f"{FILE}.jinja", folder / FILE)
    write("stages.toml.jinja", folder / "words" / "stages.toml")
    for phase in worked:
        write("eval.md.jinja", folder / "forms" / f"eval_{phase.key}.md", phase=phase)
    sectors = bool(values["sectors"])
    for name in terms["words"]:
        if sectors or name != "sectors.toml":
            shutil.copy(source / "words" / name, folder / "words" / name)
    for name in (*terms["forms"], *(terms["sector_forms"] if sectors else ())) if worked else ():
        shutil.copy(source / "forms" / name, folder / "forms" / name)
    _write_roster(folder / EXAMPLE, answers, worked, terms)


def _writer(kind: str, values: dict[str, Any]) -> Any:
    loader = FileSystemLoader(KINDS / kind)
    templates = Environment(loader=loader, undefined=StrictUndefined, autoescape=False)  # noqa: S701 - it is no HTML
    templates.filters["toml"] = _toml

    def write(template: str, file: Path, **more: Any) -> None:
        file.parent.mkdir(exist_ok=True)
        written = templates.get_template(template).render(**values, **more).strip() + "\n"
        file.write_text(_SPACES.sub("\n\n", written), "utf-8")

    return write


def _toml(text: str) -> str:
    """Return a text in quotes as TOML has it; JSON leaves one control letter as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _label(answers: Answers, name: str) -> Label:
    return Label(th=answers[name], en=answers[f"{name}_en"])


def _phases(answered: Sequence[Answers]) -> list[AnsweredPhase]:
    found = []
    for number, one in enumerate(answered, 1):
        level = WORK[one["work"]]
        mentor = _label(one, "mentor") if level and one["mentor"] else None
        if level and mentor is None:
            mentor = Label(th="ครูพี่เลี้ยง", en="mentor")
        found.append(AnsweredPhase(number, _label(one, "name"), one["start"], one["end"], level, mentor))
    return found


def _schema_from(target: Path) -> str | None:
    """Return how the folder names the schema, or None if it is on another disk."""
    try:
        said = relpath(SCHEMA.resolve(), target.resolve())
    except ValueError:
        return None
    return Path(said).as_posix() if len(Path(said).parts) <= 4 else None


# ── invented people ──


def _write_roster(file: Path, answers: Answers, worked: Sequence[AnsweredPhase], terms: dict[str, Any]) -> None:
    names = [f"{first} {surname}" for first, surname in product(terms["first"], terms["surnames"])]
    people = iter(Random(SEED).sample(names, len(names)))
    columns = ["id", "name", "role", "agency", *(phase.column for phase in worked), "area", "scope"]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_people(answers, worked, people, min(answers["people"], terms["most_people"])))


def _people(
    answers: Answers, worked: Sequence[AnsweredPhase], names: Iterator[str], count: int
) -> Iterator[dict[str, str]]:
    """Yield participants, three or fewer in an area, a mentor of each area, and who coordinates everything."""
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
