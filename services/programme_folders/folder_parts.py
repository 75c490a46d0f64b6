"""What the kinds of new folders have in common: the writer of templates, labels, invented names, the roster file."""

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from os.path import relpath
from pathlib import Path
from random import Random
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from programmes import Label
from programmes.reading import FILE
from services.programme_folders.copied import BUILT_IN
from services.programme_folders.questions import Answers
from services.programme_folders.rosters_tried import EXAMPLE

KINDS: Final = Path(__file__).parent / "kinds"
SCHEMA: Final = BUILT_IN / "programme.schema.json"
PUSHES_EACH: Final = 60  # a month, for each person; rehearse says what it really takes
SEED: Final = 1
_SPACES: Final = re.compile(r"\n{3,}")  # what blocks of a template leave


@dataclass(frozen=True, slots=True)
class SaidSpan:
    """Days with a name: a phase, a step."""

    said: Label
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class NewFolder:
    """A folder that is being written at `folder` and will stand at `target`; `terms` are those of its kind."""

    folder: Path
    target: Path
    kind: str
    answers: Answers
    terms: dict[str, Any]

    @property
    def source(self) -> Path:
        return BUILT_IN / str(self.terms["source"])

    def values(self, people: int, **more: Any) -> dict[str, Any]:
        """Return what every template speaks of, for a programme of so many people."""
        named = {name: label_of(self.answers, name) for name in ("name", "short_name", "owner")}
        common = {
            **self.answers,
            **named,
            "kind": self.kind,
            "capacity": people,
            "plan": max(300, people * PUSHES_EACH),
            "reserve": max(10, people * 4),
            "schema": _schema_from(self.target),
        }
        return common | more

    def write(self, values: dict[str, Any], template: str = f"{FILE}.jinja", to: str = FILE, **more: Any) -> None:
        """Write a file from a template of the kind."""
        loader = FileSystemLoader([KINDS / self.kind, KINDS / "parts"])
        templates = Environment(loader=loader, undefined=StrictUndefined, autoescape=False)  # noqa: S701 - it is no HTML
        templates.filters |= {"toml": _toml, "toml_list": _toml_list}
        file = self.folder / to
        file.parent.mkdir(exist_ok=True)
        written = templates.get_template(template).render(**values, **more).strip() + "\n"
        file.write_text(_SPACES.sub("\n\n", written), "utf-8")

    def copy(self, under: str, names: Iterable[str]) -> None:
        """Copy files of the folder that the kind takes from."""
        for name in names:
            (self.folder / under).mkdir(exist_ok=True)
            shutil.copy(self.source / under / name, self.folder / under / name)

    def write_roster(self, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
        """Write the example roster, as Excel opens it with correct Thai letters."""
        with (self.folder / EXAMPLE).open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def invented_names() -> Iterator[str]:
    """Yield the names of people whom nobody takes for real ones, always in the same order."""
    terms = tomllib.loads((KINDS / "names.toml").read_text("utf-8"))
    names = [f"{first} {surname}" for first, surname in product(terms["first"], terms["surnames"])]
    yield from Random(SEED).sample(names, len(names))


def label_of(answers: Answers, name: str) -> Label:
    """Return an answer in both languages."""
    return Label(th=answers[name], en=answers[f"{name}_en"])


def _toml(text: str) -> str:
    """Return a text in quotes as TOML has it; JSON leaves one control letter as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_toml, texts))}]"


def _schema_from(target: Path) -> str | None:
    """Return how the folder names the schema, or None if it is on another disk."""
    try:
        said = relpath(SCHEMA.resolve(), target.resolve())
    except ValueError:
        return None
    return Path(said).as_posix() if len(Path(said).parts) <= 4 else None
