"""Reads a programme's own words: what people call its sectors, tags and stages, and other ways to say commands.

Each file of the folder `words/` holds tables of `word = a message in which it means that`:

    sectors.toml    [a sector], [several-of-them] joined by "-", or [all]: words for the people of it
    tags.toml       [a tag]: words for what an activity is about
    stages.toml     [a stage]: words for its time
    commands.toml   [a table of thai/data/commands.toml]: other ways to say it in this programme

Each file may be missing. A sector or tag without words can be chosen from a list, but is not found in a sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from programmes.problems import FileProblem, FolderProblem, nearest
from programmes.toml_files import TomlFile, read_toml
from programmes.toml_lines import Place

FOLDER: Final = "words"
KINDS: Final = ("sectors", "tags", "stages", "commands")
EVERY: Final = "all"  # the table of words for all sectors together

Tables = Mapping[str, Mapping[str, str]]  # name of a table -> word -> a message in which it means that
Keys = Mapping[str, Sequence[str]]  # kind -> what the programme has of it, in its order


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of one programme; `sectors_of` says for each table of `sectors` which sectors it means.

    Two are equal if their content is equal. So equal words are compiled only once, however often they are read.
    """

    sectors: Tables = field(default_factory=dict, compare=False)
    tags: Tables = field(default_factory=dict, compare=False)
    stages: Tables = field(default_factory=dict, compare=False)
    commands: Tables = field(default_factory=dict, compare=False)
    sectors_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    fingerprint: str = field(init=False, repr=False)  # of the content, so that comparing and hashing are quick

    def __post_init__(self) -> None:
        content = repr((self.sectors, self.tags, self.stages, self.commands, self.sectors_of))
        object.__setattr__(self, "fingerprint", sha256(content.encode()).hexdigest())


def read_words(folder: Path, keys: Keys) -> tuple[Words | None, list[FolderProblem]]:
    """Read the words of the programme in `folder`, which has these `keys`: its words, or None and all that is wrong."""
    problems = list(_strangers(folder / FOLDER))
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        file = folder / FOLDER / f"{kind}.toml"
        read = read_toml(file) if file.exists() else TomlFile(file, {})
        problems += [read.problem] if read.problem else []
        found[kind] = read.content or {}
        problems += [read.told(place, problem) for place, problem in _problems(kind, found[kind], keys)]
    if problems:
        return None, problems
    return Words(**found, sectors_of={name: _sectors_of(name, keys["sectors"]) for name in found["sectors"]}), []


def _strangers(folder: Path) -> Iterator[FolderProblem]:
    """Yield a problem for each file that would not be read."""
    for file in sorted(folder.glob("*")):
        if file.stem not in KINDS or file.suffix != ".toml":
            names = [f"{kind}.toml" for kind in KINDS]
            why, meant = f"is none of {', '.join(names)}", nearest(file.name, names)
            values = {"value": file.name, "known": ", ".join(names)}
            yield FolderProblem(str(file), "", why, "words-file", values, nearest=meant)


def _problems(kind: str, tables: Mapping[str, Any], keys: Keys) -> Iterator[tuple[Place, FileProblem]]:
    for name, words in tables.items():
        if not isinstance(words, dict):
            yield (name,), (name, "is no table of words", "words-table", {"value": name})
            continue
        known = bool(_sectors_of(name, keys[kind])) if kind == "sectors" else name in keys.get(kind, (name,))
        if not known:
            all_known = keys[kind]
            values = {"value": name, "known": ", ".join(all_known) or "–", "nearest": nearest(name, all_known)}
            yield (name,), (name, _unknown(kind), f"words-{kind}", values)
        for word, example in words.items():
            if not isinstance(example, str) or not word.strip() or not example.strip():
                why = "needs a message in which it means that"
                yield (name, word), (f"{name}.{word}", why, "words-example", {"value": word})


def _unknown(kind: str) -> str:
    several = ", nor several joined by “-”, nor “all”" if kind == "sectors" else ""
    return f"is none of the programme's {kind}{several}"


def _sectors_of(name: str, sectors: Sequence[str]) -> tuple[str, ...]:
    """Return the sectors that a table of words means; empty if its name is not valid."""
    if name in sectors:
        return (name,)
    if name == EVERY:
        return tuple(sectors)
    several = tuple(name.split("-"))
    return several if set(several) <= set(sectors) else ()
