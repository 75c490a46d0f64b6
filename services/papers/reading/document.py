"""Reads a Word file: its sections with pages, headers, footers and blocks; its pictures; what could not be read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any, Final

from services.papers.reading.look import TWIPS, Styles, W, value_of
from services.papers.reading.made import NotShown, ReadDocument
from services.papers.reading.numbering import Numbering
from services.papers.reading.paragraphs import ParagraphReader
from services.papers.reading.tables import TableReader

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A4: Final = (11906, 16838)
EDGES: Final = ("header", "footer", "first_header", "first_footer")


def read_document(written: bytes) -> ReadDocument:
    """Read a .docx file. Raises what python-docx raises if it is none."""
    return _Reader(import_module("docx").Document(BytesIO(written))).read()


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document, self._part = document, document.part
        styles = getattr(_related(self._part, "styles"), "element", None)
        self.styles = Styles(styles)
        self.numbering = Numbering(getattr(_related(self._part, "numbering"), "element", None))
        self.made = ReadDocument(title=document.core_properties.title or "")
        self._open_list: list[dict[str, Any]] = []

    def read(self) -> ReadDocument:
        body = self._part.element.body
        blocks: list[dict[str, Any]] = []
        last = body.find(W + "sectPr")
        for element in body:
            if element is last:
                continue
            blocks += self.blocks([element], self._part)
            ends = element.find(f"{W}pPr/{W}sectPr")
            if ends is not None:
                self._section(ends, blocks)
                blocks = []
        self._section(last, blocks)
        return self.made

    def blocks(self, elements: Any, part: Any, table_style: str | None = None) -> list[dict[str, Any]]:
        """Return paragraphs and tables as blocks."""
        found: list[dict[str, Any]] = []
        for element in _without_wrappings(elements):
            if element.tag == W + "p":
                paragraphs = ParagraphReader(self.styles, self.numbering, self.made, part)
                found += paragraphs.read(element, table_style)
            elif element.tag == W + "tbl":
                found.append(TableReader(self.styles, self.blocks, part).read(element))
        _join_spacing(found)
        return found

    def _section(self, properties: Any, blocks: list[dict[str, Any]]) -> None:
        """Add a section. One that goes on on the same page belongs to the one before."""
        continues = properties is not None and value_of(properties, "type") == "continuous"
        columns = properties.find(W + "cols") if properties is not None else None
        if columns is not None and int(columns.get(W + "num") or 1) > 1:
            self.made.not_shown.add(NotShown.COLUMNS)
        if continues and self.made.sections:
            self.made.sections[-1]["blocks"] += blocks
            return
        self.made.sections.append({**self._page(properties), "blocks": blocks})

    def _page(self, properties: Any) -> dict[str, Any]:
        size = properties.find(W + "pgSz") if properties is not None else None
        margin = properties.find(W + "pgMar") if properties is not None else None
        numbers = properties.find(W + "pgNumType") if properties is not None else None

        def length(of: Any, name: str, otherwise: float) -> float:
            value = of.get(W + name) if of is not None else None
            return float(value if value is not None else otherwise) / TWIPS

        made = {
            "width": length(size, "w", A4[0]),
            "height": length(size, "h", A4[1]),
            "top": abs(length(margin, "top", 1440)),
            "bottom": abs(length(margin, "bottom", 1440)),
            "left": length(margin, "left", 1440),
            "right": length(margin, "right", 1440),
            "header_at": length(margin, "header", 720),
            "footer_at": length(margin, "footer", 720),
            "first_differs": properties is not None and properties.find(W + "titlePg") is not None,
            "header": self._edge(properties, "headerReference", "default"),
            "footer": self._edge(properties, "footerReference", "default"),
            "first_header": self._edge(properties, "headerReference", "first"),
            "first_footer": self._edge(properties, "footerReference", "first"),
        }
        if numbers is not None and (numbers.get(W + "fmt") or "").startswith("thaiNumbers"):
            made |= {edge: _with_thai_numbers(made[edge]) for edge in EDGES}
        return made

    def _edge(self, properties: Any, name: str, kind: str) -> list[dict[str, Any]]:
        """Return the blocks of a header or footer; one that is not said is as in the section before."""
        if properties is None:
            return []
        for reference in properties.iterfind(W + name):
            if reference.get(W + "type", "default") == kind:
                part = self._part.related_parts[reference.get(R + "id")]
                return self.blocks(part.element, part)
        if not self.made.sections:
            return []
        edge = {"headerReference": "header", "footerReference": "footer"}[name]
        before: list[dict[str, Any]] = self.made.sections[-1][edge if kind == "default" else f"first_{edge}"]
        return before


def _with_thai_numbers(block: Any) -> Any:
    """Return a block whose numbers of pages have Thai digits, as its section says."""
    if isinstance(block, list):
        return [_with_thai_numbers(one) for one in block]
    if not isinstance(block, dict):
        return block
    if block.get("k") in ("page", "pages"):
        return {**block, "thai": True}
    return {name: _with_thai_numbers(one) for name, one in block.items()}


def _without_wrappings(elements: Any) -> Iterator[Any]:
    """Yield blocks, also those in content controls and in what was inserted."""
    for element in elements:
        if element.tag == W + "sdt":
            content = element.find(W + "sdtContent")
            yield from _without_wrappings(content if content is not None else ())
        elif element.tag in (W + "ins", W + "customXml", W + "smartTag"):
            yield from _without_wrappings(element)
        else:
            yield element


def _related(part: Any, kind: str) -> Any:
    for one in part.rels.values():
        if not one.is_external and one.reltype.endswith(f"/{kind}"):
            return one.target_part
    return None


def _join_spacing(blocks: list[dict[str, Any]]) -> None:
    """Take the space between paragraphs of one style away where they say so."""
    for one, other in itertools.pairwise(blocks):
        if one["k"] == other["k"] == "p" and one["style"] == other["style"]:
            if one["contextual"]:
                one["after"] = 0
            if other["contextual"]:
                other["before"] = 0
