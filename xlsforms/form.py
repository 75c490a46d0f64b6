"""A published form: its questions, groups and repeats in order, with their rules. This module needs no pyxform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from elementpath.xpath_tokens import XPathToken

Type = Literal[
    "text", "integer", "decimal", "range", "select_one", "select_multiple", "rank", "date", "time", "dateTime",
    "geopoint", "geotrace", "geoshape", "barcode", "image", "audio", "file", "note", "acknowledge", "calculate",
    "hidden", "metadata",
]  # fmt: skip
UNASKED: Final = frozenset({"calculate", "hidden", "metadata"})
LINES: Final = frozenset({"geotrace", "geoshape"})  # several places; an area ends where it begins
OTHER: Final = "other"  # name of the choice that `or_other` adds, and ending of the question that asks for its text


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed XPath expression. `reads` are the paths on which it depends ("*" means any path)."""

    source: str
    token: XPathToken = field(repr=False)
    reads: frozenset[str] = field(repr=False)
    once: bool = False  # the first result is kept


TextPart = str | Expression


@dataclass(frozen=True, slots=True)
class PlacedExpression:
    """An expression of the form, the path of the item to which it belongs, and what it is for ("constraint", …)."""

    path: str
    use: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text in the form's languages, with expressions where answers are filled in. It may be empty."""

    by_language: Mapping[str, tuple[TextPart, ...]] = field(default_factory=dict)
    default: str = ""

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def parts(self, language: str) -> tuple[TextPart, ...]:
        """Return the text in `language`, else in the form's default language, else in any other."""
        if language in self.by_language:
            return self.by_language[language]
        return self.by_language.get(self.default) or next(iter(self.by_language.values()), ())


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list. `columns` are the other cells of its row, for choice filters."""

    name: str
    label: LocalizedText
    image: str
    columns: Mapping[str, str]
    item: Element


@dataclass(frozen=True)
class ChoiceList:
    """A list of the `choices` sheet."""

    name: str
    choices: tuple[Choice, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Choice]:
        return {choice.name: choice for choice in self.choices}

    def where(self, column: str, value: str) -> tuple[Choice, ...]:
        """Return the choices whose cell in `column` is `value`, by an index of the list."""
        index = self._indexes.get(column)
        if index is None:
            index = {}
            for choice in self.choices:
                index.setdefault(choice.columns.get(column, ""), []).append(choice)
            self._indexes[column] = index
        return tuple(index.get(value, ()))

    @cached_property
    def _indexes(self) -> dict[str, dict[str, list[Choice]]]:
        return {}

    @cached_property
    def labels(self) -> dict[str, Mapping[str, str]]:
        """Labels by language and name, worked out when a table first needs them: lists have thousands of choices."""
        return {}


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice filter. If it only compares a column with a value, `column` and `wanted` are the two."""

    condition: Expression
    column: str = ""
    wanted: Expression | None = None


@dataclass(frozen=True, slots=True)
class RepeatChoices:
    """Choices that are answers to a question of a repeat: the nodes that have them, and the path below each to it."""

    nodes: Expression
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a range question allows, including both ends."""

    start: Decimal
    end: Decimal
    step: Decimal

    def holds(self, value: Decimal) -> bool:
        low, high = sorted((self.start, self.end))
        return low <= value <= high and (value - self.start) % self.step == 0


@dataclass(frozen=True, slots=True)
class ValueSetting:
    """What a changed answer sets (`trigger`): the question at `path`, to a result, or to nothing."""

    path: str
    value: Expression | None


@dataclass(frozen=True, kw_only=True)
class FormItem:
    """A question, group or repeat. `path` is the names below the root, joined by "/"; "" is the root itself.

    `attributes` are those of its node in a submission (`instance::…`).
    """

    path: str
    label: LocalizedText = LocalizedText()
    hint: LocalizedText = LocalizedText()
    appearance: frozenset[str] = frozenset()
    relevant: Expression | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Question(FormItem):
    """A question, note or calculation. `metadata` (such as "start") is set for the type "metadata" only."""

    type: Type
    guidance: LocalizedText = LocalizedText()
    readonly: bool = False
    required: Expression | None = None
    required_message: LocalizedText = LocalizedText()
    constraint: Expression | None = None
    constraint_message: LocalizedText = LocalizedText()
    calculate: Expression | None = None
    default: str = ""
    first_value: Expression | None = None
    choices: ChoiceList | None = None
    repeat_choices: RepeatChoices | None = None  # instead of `choices`
    choice_filter: Filter | None = None
    seed: Expression | None = None  # the choices are shuffled by it
    range: Range | None = None
    whole: bool = False  # the range allows whole numbers only
    image: str = ""
    metadata: str = ""
    settings: tuple[ValueSetting, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether it is shown to a person; a note is too."""
        return self.type not in UNASKED

    @property
    def wants_answer(self) -> bool:
        return self.asked and not self.readonly


@dataclass(frozen=True, kw_only=True)
class Group(FormItem):
    """Questions that belong together."""

    children: tuple[FormItem, ...] = ()

    def walk(self) -> Iterator[FormItem]:
        """Yield everything below, in the form's order."""
        for child in self.children:
            yield child
            if isinstance(child, Group):
                yield from child.walk()


@dataclass(frozen=True, kw_only=True)
class Repeat(Group):
    """A group that is asked several times: as often as `count` says, else as often as the person wants."""

    count: Expression | None = None
    fixed: bool = False  # the person can neither add nor remove instances


@dataclass(frozen=True)
class Form:
    """A published form. `languages` are codes, the default language first."""

    form_id: str
    version: str
    title: str
    root_name: str
    languages: tuple[str, ...]
    root: Group
    lists: Mapping[str, ChoiceList]
    instances: Mapping[str, Element]
    texts: Mapping[str, LocalizedText]
    uses_last_saved: bool
    instance_name: Expression | None = None
    expressions: tuple[PlacedExpression, ...] = ()

    @cached_property
    def items(self) -> Mapping[str, FormItem]:
        """Return all items by path; the root is ""."""
        return {"": self.root, **{item.path: item for item in self.root.walk()}}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return {path: item for path, item in self.items.items() if isinstance(item, Question)}

    @cached_property
    def repeats(self) -> Mapping[str, Repeat]:
        return {path: item for path, item in self.items.items() if isinstance(item, Repeat)}

    @cached_property
    def documents(self) -> dict[str, Any]:
        """The secondary instances as elementpath's trees, built when they are first needed."""
        return {}

    def affected_by(self, path: str) -> frozenset[str]:
        """Return the paths whose relevance or calculation changes with the answer at `path`."""
        known = self._affected.get(path)
        if known is None:
            known = self._affected[path] = frozenset(_closure(path, self._readers))
        return known

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Return what is worked out, each path after those on which it depends: long chains need no deep recursion."""
        reads = {path: inputs_of(item, self.items) for path, item in self.items.items()}
        worked = {path: isinstance(item, Question) and item.calculate is not None for path, item in self.items.items()}
        return _in_order({path: found for path, found in reads.items() if found or worked[path]})

    @cached_property
    def _affected(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _readers(self) -> Mapping[str, set[str]]:
        """Return for each path the paths whose expressions read it."""
        readers: dict[str, set[str]] = {}
        for path, item in self.items.items():
            for read in inputs_of(item, self.items):
                readers.setdefault(read, set()).add(path)
        return readers


def inputs_of(item: FormItem, items: Mapping[str, FormItem]) -> set[str]:
    """Return the paths whose answers decide the value and relevance of `item`, also through the groups around it."""
    found: set[str] = set()
    if isinstance(item, Question) and item.calculate:
        found |= item.calculate.reads
    if isinstance(item, Repeat) and item.count:
        found |= item.count.reads
    path = item.path
    while True:
        governing = items[path].relevant
        if governing:
            found |= governing.reads
        if not path:
            return found
        path = path.rpartition("/")[0]


def _in_order(reads: Mapping[str, set[str]]) -> tuple[str, ...]:
    done: dict[str, None] = {}
    begun: set[str] = set()
    for start in reads:
        waiting = [start]
        while waiting:
            path = waiting[-1]
            before = [read for read in reads[path] if read in reads and read not in begun] if path not in begun else []
            begun.add(path)
            if before:
                waiting += before
            else:
                waiting.pop()
                done.setdefault(path)
    return tuple(done)


def _closure(path: str, readers: Mapping[str, set[str]]) -> set[str]:
    everything = readers.get("*", set())
    found: set[str] = set()
    waiting = [*readers.get(path, ()), *everything]
    while waiting:
        reader = waiting.pop()
        if reader not in found:
            found.add(reader)
            waiting += readers.get(reader, ())
    return found
