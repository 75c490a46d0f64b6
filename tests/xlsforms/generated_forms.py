"""Forms that nobody wrote: groups and repeats inside each other, cascading lists, calculations, days, Thai letters.

Their expressions are made of the parts on which the engines agree; what they do not agree on stands in docs/forms.md.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hypothesis import strategies as st

from tests.xlsforms.sheets import Row, choice, q

REGIONS: Final = ("n", "s")
DEEPEST: Final = 2  # groups and repeats inside each other
CHOICES: Final = [
    *(choice("region", name, f"ภาค {name}") for name in REGIONS),
    *(choice("province", f"{r}{n}", f"จังหวัด {r}{n}", region=r) for r in REGIONS for n in range(2)),
    *(choice("district", f"{r}{n}{m}", f"อำเภอ {m}", province=f"{r}{n}") for r in "ns" for n in range(2) for m in "ab"),
    *(choice("tag", name) for name in ("a", "b", "c")),
]  # fmt: skip


@dataclass
class Scope:
    """The names that may be used where a question stands, by what they are."""

    numbers: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def inner(self) -> "Scope":
        return Scope(*(list(names) for names in vars(self).values()))


class FormWriter:
    """Draws the rows of a form."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.rows: list[Row] = []
        self._number = 0

    def _one(self, *names: str) -> str:
        return self._draw(st.sampled_from(names))

    def _small(self) -> int:
        return self._draw(st.integers(0, 9))

    def _named(self, stem: str) -> str:
        self._number += 1
        return f"{stem}{self._number}"

    def questions(self, scope: Scope, depth: int = 0, counted: bool = False) -> None:
        """Draw questions. In a repeat that is `counted`, what is repeated again is counted too: our engine and Collect
        begin such a repeat without an instance and ask for the first, Web Forms with one."""
        for _ in range(self._draw(st.integers(1, 5 if depth == 0 else 3))):
            kinds: list[Callable[[Scope], None]] = [
                self._integer, self._thai, self._day, self._places, self._tags, self._calculation, self._note,
            ]  # fmt: skip
            if depth < DEEPEST:
                kinds += [lambda known: self._group(known, depth, counted)]
                kinds += [lambda known: self._repeat(known, depth, counted)]
            self._draw(st.sampled_from(kinds))(scope)

    # ── what is asked ──

    def _asked(self, type: str, stem: str, scope: Scope, constraint: str = "", **cells: str) -> str:
        name = self._named(stem)
        told = {"relevant": self._condition(scope), "constraint": constraint, "required": self._one("yes", "")}
        self.rows.append(q(type, name, **told, **cells))
        return name

    def _integer(self, scope: Scope) -> None:
        constraint = self._one("", ". < 100", ". >= 0 and . <= 110", ". != 7")
        scope.numbers.append(self._asked("integer", "n", scope, constraint, default=self._one("", "", "5")))

    def _thai(self, scope: Scope) -> None:
        constraint = self._one("", "regex(., '^[ก-๙ ]+$')", "regex(., '^[ก-ฮ][ก-๙]*( [ก-๙]+)?$')", ". != 'ขขข'")
        scope.texts.append(self._asked("text", "thai", scope, constraint))

    def _day(self, scope: Scope) -> None:
        constraint = self._one("", ". <= date('2024-01-01')", ". > date('2023-06-01') and . != date('2023-07-14')")
        scope.days.append(self._asked("date", "d", scope, constraint))

    def _places(self, scope: Scope) -> None:
        """A region, a province of it and a district of that, or as far as it is asked."""
        region = self._asked("select_one region", "region", scope)
        scope.regions.append(region)
        if self._draw(st.booleans()):
            province = self._chosen("province", region, "region")
            scope.provinces.append(province)
            self._chosen("district", province, "province")

    def _chosen(self, kind: str, above: str, column: str) -> str:
        """A question whose choices are those of the place above it; without one there are none, and it is not asked."""
        name = self._named(kind)
        narrowed = {"choice_filter": f"{column} = ${{{above}}}", "relevant": f"${{{above}}} != ''"}
        self.rows.append(q(f"select_one {kind}", name, required=self._one("yes", ""), **narrowed))
        return name

    def _tags(self, scope: Scope) -> None:
        constraint = self._one("", "count-selected(.) <= 2", "not(selected(., 'a') and selected(., 'b'))")
        scope.tags.append(self._asked("select_multiple tag", "m", scope, constraint))

    def _note(self, scope: Scope) -> None:
        seen = [f"${{{name}}}" for name in (*scope.texts, *scope.numbers)]
        self.rows.append(q("note", self._named("note"), label=" ".join(["ที่บอกไว้", *seen[-2:]])))

    # ── what holds questions ──

    def _group(self, scope: Scope, depth: int, counted: bool) -> None:
        self.rows.append(q("begin_group", self._named("g"), relevant=self._condition(scope)))
        self._note(scope)  # ODK Validate refuses a group of calculations alone
        self.questions(scope, depth + 1, counted)  # what is asked in a group is known behind it
        self.rows.append(q("end_group", label=""))

    def _repeat(self, scope: Scope, depth: int, counted: bool) -> None:
        counted = counted or self._draw(st.booleans())
        times = self._named("times")
        if counted:
            self.rows.append(q("range", times, parameters="start=1 end=3 step=1", required="yes"))
        name, number = self._named("r"), self._named("c")
        self.rows.append(q("begin_repeat", name, **({"repeat_count": f"${{{times}}}"} if counted else {})))
        within = scope.inner()
        self._note(within)
        self.questions(within, depth + 1, counted)
        of = self._one("position(..)", *(f"coalesce(${{{n}}}, 0)" for n in within.numbers))
        self.rows.append(q("calculate", number, calculation=of))
        self.rows.append(q("end_repeat", label=""))
        for made in (f"count(${{{name}}})", f"if(count(${{{name}}}) > 0, sum(${{{number}}}), 0)",
                     f"count(${{{name}}}[{number} > {self._small()}])", f"join(' ', ${{{number}}})"):  # fmt: skip
            if depth == 0 and self._draw(st.booleans()):
                self.rows.append(q("calculate", self._named("of_all"), calculation=made))

    # ── expressions ──

    def _condition(self, scope: Scope) -> str:
        found = [f"{name} {self._one('>', '<=', '=', '!=')} {self._small()}" for name in map(_ref, scope.numbers)]
        found += [
            f"{name} {self._one('=', '!=')} {self._one(chr(39) * 2, repr('สมชาย'))}" for name in map(_ref, scope.texts)
        ]
        found += [
            f"{name} {self._one('>', '<')} date('2023-07-{10 + self._small()}')" for name in map(_ref, scope.days)
        ]
        found += [f"{name} {self._one('=', '!=')} '{self._one(*REGIONS)}'" for name in map(_ref, scope.regions)]
        found += [f"{name} != ''" for name in map(_ref, scope.provinces)]
        found += [f"selected({name}, '{self._one('a', 'b')}')" for name in map(_ref, scope.tags)]
        if not found or self._draw(st.booleans()):
            return ""
        one, other = self._draw(st.sampled_from(found)), self._draw(st.sampled_from(found))
        return self._one(one, f"{one} and {other}", f"{one} or not({other})")

    def _calculation(self, scope: Scope) -> None:
        names = {kind: [_ref(name) for name in names] for kind, names in vars(scope).items()}
        made = [("numbers", f"{n} * {self._small()} - {m}") for n in names["numbers"] for m in names["numbers"][-1:]]
        made += [("numbers", f"if({n} > {self._small()}, {n} mod 7, -{n})") for n in names["numbers"]]
        made += [("numbers", f"round({a} - {b})") for a in names["days"] for b in names["days"] if a != b]
        made += [("numbers", f"string-length({text})") for text in names["texts"]]
        made += [("numbers", f"count-selected({tags})") for tags in names["tags"]]
        made += [("texts", f"concat({text}, '-', {n})") for text in names["texts"] for n in names["numbers"][-1:]]
        made += [("texts", f"substr({text}, 0, 2)") for text in names["texts"]]
        made += [("texts", f"coalesce({text}, 'ไม่มี')") for text in names["texts"]]
        made += [("texts", f"format-date({day}, '%e/%n/%Y')") for day in names["days"]]
        made += [("texts", f"jr:choice-name({place}, '{place}')") for place in names["regions"] + names["provinces"]]
        kind, of = self._draw(st.sampled_from(made or [("numbers", f"{self._small()} + 1")]))
        name = self._named("k")
        self.rows.append(q("calculate", name, calculation=of, relevant=self._condition(scope)))
        vars(scope)[kind].append(name)


def _ref(name: str) -> str:
    return f"${{{name}}}"


@st.composite
def form_rows(draw: st.DrawFn) -> list[Row]:
    """The survey's rows; the lists are `CHOICES`."""
    writer = FormWriter(draw)
    writer.questions(Scope())
    return [q("note", "begin"), *writer.rows]
