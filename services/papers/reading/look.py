"""How text of a Word file looks: what its styles and it itself say, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS: Final = 20  # of a point
OFF: Final = ("0", "false", "off", "none")
NATIVE: Final = "Sarabun"
# Sarabun beside the typefaces of Thai offices: so much smaller is it to look as large. Measured on ก.
LARGER: Final = {"TH Sarabun": 0.74, "TH SarabunPSK": 0.74, "TH Sarabun New": 0.74, "TH SarabunIT๙": 0.74}
ALIGNMENTS: Final = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
    "lowKashida": "justify",
}


@dataclass(slots=True)
class RunLook:
    """Text: sizes in points of Latin and of complex script, of which Thai is one, and so for bold and typeface."""

    size: float = 10
    size_cs: float = 10
    bold: bool = False
    bold_cs: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: str | None = None
    color: str | None = None
    fill: str | None = None
    font: str | None = None
    font_cs: str | None = None
    hidden: bool = False

    def read(self, properties: Any) -> None:
        """Take over what a `w:rPr` says."""
        if properties is None:
            return
        for name, attribute in (("b", "bold"), ("bCs", "bold_cs"), ("i", "italic"), ("strike", "strike")):
            said = properties.find(W + name)
            if said is not None:
                setattr(self, attribute, is_on(said))
        for name, attribute in (("sz", "size"), ("szCs", "size_cs")):
            value = value_of(properties, name)
            if value:
                setattr(self, attribute, float(value) / 2)
        fonts = properties.find(W + "rFonts")
        if fonts is not None:
            self.font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or self.font
            self.font_cs = fonts.get(W + "cs") or self.font_cs
        self.underline = (value_of(properties, "u") or ("single" if self.underline else "none")) != "none"
        self.hidden = self.hidden or (properties.find(W + "vanish") is not None)
        raised = value_of(properties, "vertAlign")
        self.raised = self.raised if raised is None else raised if raised != "baseline" else None
        self.color = _color(value_of(properties, "color"), self.color)
        shade = properties.find(W + "shd")
        self.fill = _color(shade.get(W + "fill"), self.fill) if shade is not None else self.fill


@dataclass(slots=True)
class ParagraphLook:
    """A paragraph: lengths in points. `line` is a multiple of a line's height, or with `exact` points."""

    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    exact: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    contextual: bool = False
    tabs: dict[float, str] = field(default_factory=dict)
    fill: str | None = None
    under: float = 0  # the line below it
    numbering: tuple[str, int] | None = None
    style: str | None = None

    def read(self, properties: Any) -> None:
        """Take over what a `w:pPr` says."""
        if properties is None:
            return
        align = value_of(properties, "jc")
        self.align = ALIGNMENTS.get(align, "left") if align else self.align
        self._indent(properties.find(W + "ind"))
        self._spacing(properties.find(W + "spacing"))
        for name, attribute in (
            ("keepNext", "keep_next"),
            ("keepLines", "keep_lines"),
            ("pageBreakBefore", "new_page"),
            ("contextualSpacing", "contextual"),
        ):
            said = properties.find(W + name)
            if said is not None:
                setattr(self, attribute, is_on(said))
        for tab in properties.iterfind(f"{W}tabs/{W}tab"):
            position, kind = float(tab.get(W + "pos", 0)) / TWIPS, tab.get(W + "val", "left")
            if kind == "clear":
                self.tabs.pop(position, None)
            else:
                self.tabs = {**self.tabs, position: f"{kind}:{tab.get(W + 'leader', 'none')}"}
        shade = properties.find(W + "shd")
        self.fill = _color(shade.get(W + "fill"), self.fill) if shade is not None else self.fill
        below = properties.find(f"{W}pBdr/{W}bottom")
        self.under = float(below.get(W + "sz", 4)) / 8 if below is not None else self.under
        numbers = properties.find(W + "numPr")
        if numbers is not None:
            list_id, level = value_of(numbers, "numId"), value_of(numbers, "ilvl")
            self.numbering = (list_id, int(level or 0)) if list_id and list_id != "0" else None

    def _indent(self, said: Any) -> None:
        if said is None:
            return
        for names, attribute in ((("left", "start"), "left"), (("right", "end"), "right")):
            value = next((said.get(W + name) for name in names if said.get(W + name)), None)
            if value:
                setattr(self, attribute, float(value) / TWIPS)
        if said.get(W + "firstLine"):
            self.first = float(said.get(W + "firstLine")) / TWIPS
        if said.get(W + "hanging"):
            self.first = -float(said.get(W + "hanging")) / TWIPS

    def _spacing(self, said: Any) -> None:
        if said is None:
            return
        for name in ("before", "after"):
            if said.get(W + name):
                setattr(self, name, float(said.get(W + name)) / TWIPS)
        if said.get(W + "line"):
            self.exact = said.get(W + "lineRule", "auto") == "exact"
            at_least = said.get(W + "lineRule") == "atLeast"
            self.line = 1 if at_least else float(said.get(W + "line")) / (TWIPS if self.exact else 240)


class Styles:
    """The styles of a document."""

    def __init__(self, root: Any) -> None:
        self._by_id: dict[str, Any] = {}
        self._standard: dict[str, str] = {}
        self._run_defaults = self._paragraph_defaults = None
        if root is None:
            return
        self._run_defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._paragraph_defaults = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        for style in root.iterfind(W + "style"):
            self._by_id[style.get(W + "styleId")] = style
            if style.get(W + "default") in ("1", "true"):
                self._standard[style.get(W + "type")] = style.get(W + "styleId")

    def paragraph(self, properties: Any, table: str | None = None) -> tuple[ParagraphLook, RunLook]:
        """Return how a paragraph looks, and its text as far as the paragraph says it."""
        look, run = ParagraphLook(), RunLook()
        look.read(self._paragraph_defaults)
        run.read(self._run_defaults)
        look.style = (value_of(properties, "pStyle") if properties is not None else None) or self._standard.get(
            "paragraph"
        )
        for style in (*self.chain(table), *self.chain(look.style)):
            look.read(style.find(W + "pPr"))
            run.read(style.find(W + "rPr"))
        look.read(properties)
        return look, run

    def run(self, of_paragraph: RunLook, properties: Any) -> RunLook:
        """Return how a run looks in a paragraph."""
        look = RunLook(**{name: getattr(of_paragraph, name) for name in RunLook.__slots__})
        for style in self.chain(value_of(properties, "rStyle") if properties is not None else None):
            look.read(style.find(W + "rPr"))
        look.read(properties)
        return look

    def chain(self, name: str | None) -> list[Any]:
        """Return a style with those it is based on, the first of them first."""
        return list(reversed(list(self._upwards(name))))

    def _upwards(self, name: str | None) -> Iterator[Any]:
        seen: set[str] = set()
        while name is not None and name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            name = value_of(self._by_id[name], "basedOn")


def value_of(parent: Any, name: str) -> str | None:
    """Return the `w:val` of a child, None if there is none."""
    child = parent.find(W + name)
    return child.get(W + "val") if child is not None else None


def is_on(element: Any) -> bool:
    """Return whether a switch such as `w:b` is on."""
    return element.get(W + "val", "1") not in OFF


def _color(said: str | None, before: str | None) -> str | None:
    if said is None:
        return before
    return None if said == "auto" or len(said) != 6 else f"#{said.lower()}"
