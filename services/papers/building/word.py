"""Writes Word files whose Thai is as large, heavy and set as it says: Thai is complex script, of which Word keeps its
own typeface, size and weight (`w:cs`, `w:szCs`, `w:bCs`); python-docx sets only those of Latin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from services.papers.filling import WHEN, still
from services.papers.typesetting import FONTS

FONT: Final = "Sarabun"
SHADE: Final = "E8EDF6"  # of heads of tables
BODY: Final = 12  # points; as large as 16 points of TH Sarabun, whose letters are smaller
LABEL: Final = 15  # as 20 points
HEADING: Final = 22  # as 29 points
LIKE_TH_SARABUN: Final = BODY / 16
ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "thai": WD_ALIGN_PARAGRAPH.THAI_JUSTIFY,
}
FACES: Final = (("embedRegular", "Sarabun-Regular.ttf", 1), ("embedBold", "Sarabun-Bold.ttf", 2))
OF_OTHERS: Final = ("/stylesWithEffects", "/thumbnail")  # of the file that python-docx begins with
OBFUSCATED: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"


class Paper:
    """A Word file that is being written. Lengths are millimetres, sizes points."""

    def __init__(self, *, top: float = 15, bottom: float = 15, left: float = 30, right: float = 20) -> None:
        self.document: Any = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.header_distance = section.footer_distance = Mm(8)
        self.width = 210 - left - right
        self._standard()

    def paragraph(
        self,
        text: str = "",
        *,
        into: Any = None,
        size: float = BODY,
        bold: bool = False,
        align: str = "left",
        first: float = 0,
        left: float = 0,
        before: float = 0,
        after: float = 0,
        line: float = 1,
        keep: bool = False,
        color: str | None = None,
        new_page: bool = False,
    ) -> Any:
        """Add a paragraph to the body, or to a cell, header or footer, whose first empty paragraph it takes. `**` in
        its text begins and ends bold."""
        made = self._new(into if into is not None else self.document)
        look = made.paragraph_format
        look.alignment, look.line_spacing = ALIGN[align], line
        look.first_line_indent, look.left_indent = Mm(first), Mm(left)
        look.space_before, look.space_after = Pt(before), Pt(after)
        look.keep_with_next, look.page_break_before = keep or None, new_page or None
        for number, portion in enumerate(text.split("**")):
            if portion:
                self.run(made, portion, size=size, bold=bold != (number % 2 == 1), color=color)
        _mark(made, size)
        return made

    def run(
        self, paragraph: Any, text: str, *, size: float = BODY, bold: bool = False, color: str | None = None
    ) -> Any:
        """Add text to a paragraph."""
        made = paragraph.add_run(text)
        look(made._r.get_or_add_rPr(), size, bold=bold, color=color)
        return made

    def page_break(self) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def page_number(
        self, into: Any, before: str = "", after: str = "", size: float = 10, align: str = "center"
    ) -> None:
        """Add a paragraph with the number of the page in Thai digits: of the whole section, because LibreOffice takes
        a field's own Thai digits for letters."""
        section = self.document.sections[0]._sectPr
        if section.find(qn("w:pgNumType")) is None:
            numbers = OxmlElement("w:pgNumType")
            numbers.set(qn("w:fmt"), "thaiNumbers")
            section.find(qn("w:cols")).addprevious(numbers)
        made = self.paragraph(before, into=into, size=size, align=align)
        for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
            part = made.add_run()
            look(part._r.get_or_add_rPr(), size)
            if kind is not None:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.set(qn("xml:space"), "preserve")
                mark.text = text
            part._r.append(mark)
        if after:
            self.run(made, after, size=size)

    def table(
        self,
        widths: Sequence[float],
        rows: int,
        *,
        into: Any = None,
        lines: bool = False,
        header: bool = False,
        outline: str | None = None,
        sides: float = 1.5,
        align: str = "left",
    ) -> Any:
        """Add a table with columns of these widths; with `lines`, around each cell; with a kind of line as `outline`,
        around it and between its rows. Cells begin empty."""
        holder = into if into is not None else self.document
        made = holder.add_table(rows, len(widths))
        made.autofit, made.style = False, None
        made.alignment = WD_TABLE_ALIGNMENT.CENTER if align == "center" else WD_TABLE_ALIGNMENT.LEFT
        properties = made._tbl.tblPr
        _set(properties, "w:tblLayout", {"w:type": "fixed"})
        _set(properties, "w:tblW", {"w:type": "dxa", "w:w": str(_twips(sum(widths)))})
        properties.append(_margins(sides))
        if lines:
            properties.append(_borders("tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV")))
        elif outline:
            properties.append(_borders("tblBorders", ("top", "left", "bottom", "right", "insideH"), outline))
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        for row in made.rows:
            _set(row._tr.get_or_add_trPr(), "w:cantSplit", {})
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        if header:
            _set(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", {})
        _in_order(properties)
        return made

    def listing(
        self,
        widths: Sequence[float],
        heads: Sequence[str],
        body: Sequence[str],
        loop: str,
        *,
        into: Any = None,
        size: float = BODY,
        right: Sequence[int] = (),
    ) -> Any:
        """Add a table with a row for each of a loop (`one in many`); columns with these numbers stand right."""
        made = self.table(widths, 4, into=into, lines=True, header=True)
        for cell, text in zip(made.rows[0].cells, heads, strict=True):
            self.cell(cell, fill=SHADE, at="center")
            self.paragraph(text, into=cell, size=size, bold=True, align="center")
        self.paragraph(f"{{%tr for {loop} %}}", into=made.rows[1].cells[0], size=size)
        for place, (cell, text) in enumerate(zip(made.rows[2].cells, body, strict=True)):
            self.paragraph(text, into=cell, size=size, align="right" if place in right else "left")
        self.paragraph("{%tr endfor %}", into=made.rows[3].cells[0], size=size)
        return made

    def cell(
        self,
        cell: Any,
        *,
        under: str | None = None,
        left: str | None = None,
        fill: str | None = None,
        at: str | None = None,
    ) -> Any:
        """Give a cell a line below it or to its left (dotted, dashed, single), a fill, or its words a height (center,
        bottom)."""
        properties = cell._tc.get_or_add_tcPr()
        for edge, kind in (("bottom", under), ("left", left)):
            if kind:
                properties.append(_borders("tcBorders", (edge,), kind))
        if fill:
            _set(properties, "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})
        if at:
            _set(properties, "w:vAlign", {"w:val": at})
        return cell

    def whole(self, title: str) -> bytes:
        """Return the file: the same bytes every time."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = title, "CAST Field Bot", ""
        properties.created = properties.modified = datetime(*WHEN)  # noqa: DTZ001 - of the file
        self._embed_fonts()
        out = BytesIO()
        self.document.save(out)
        return still(out.getvalue())

    def _new(self, holder: Any) -> Any:
        """Return a new paragraph; a cell, header or footer begins with one that nobody has used, and a cell ends with
        one after each table."""
        paragraphs = holder.paragraphs if holder is not self.document else ()
        if paragraphs and not paragraphs[-1].runs and paragraphs[-1]._p.pPr is None:
            return paragraphs[-1]
        return holder.add_paragraph()

    def _standard(self) -> None:
        """Make Sarabun at the body's size, in Thai, what everything is unless it says otherwise."""
        root = self.document.styles.element
        for name in ("w:rPrDefault", "w:pPrDefault"):
            for old in root.iter(qn(name)):
                for child in list(old):
                    old.remove(child)
        (defaults,) = root.iter(qn("w:rPrDefault"))
        made = OxmlElement("w:rPr")
        defaults.append(made)
        look(made, BODY)
        for style in self.document.styles:
            if style.name not in ("Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List"):
                style.element.getparent().remove(style.element)
        for link in list(root.iter(qn("w:link"))):  # to styles that are gone
            link.getparent().remove(link)
        part = self.document.part
        for relations in (part.rels, part.package.rels):
            for key in [key for key, one in relations.items() if one.reltype.endswith(OF_OTHERS)]:
                del relations[key]

    def _embed_fonts(self) -> None:
        """Put the typeface into the file, so that it looks the same where Sarabun is not installed (ECMA-376 17.8)."""
        main = self.document.part
        table = next(one.target_part for one in main.rels.values() if one.reltype.endswith("/fontTable"))
        entries = []
        for element, file, number in FACES:
            key = f"{{0CA57B07-5A8A-4B0E-9C5D-5A12AB0C000{number}}}"
            name = PackURI(f"/word/fonts/font{number}.odttf")
            part = Part(name, OBFUSCATED, _obfuscated((FONTS / file).read_bytes(), key), main.package)
            entries.append(f'<w:{element} r:id="{table.relate_to(part, FONT_RELATION)}" w:fontKey="{key}"/>')
        faces = (
            f'<w:fonts {nsdecls("w", "r")}><w:font w:name="{FONT}"><w:charset w:val="DE"/><w:family w:val="auto"/>'
            f'<w:pitch w:val="variable"/>{"".join(entries)}</w:font></w:fonts>'
        )
        table._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{faces}'.encode()
        settings = self.document.settings.element
        for number, tag in enumerate(("w:embedTrueTypeFonts", "w:saveSubsetFonts")):
            settings.insert(1 + number, OxmlElement(tag))  # behind w:zoom, as the schema has it


def look(properties: Any, size: float, *, bold: bool = False, color: str | None = None) -> None:
    """Set typeface, size, weight and language of a run's properties, of Latin and of complex script alike."""
    for child in list(properties):
        properties.remove(child)
    fonts = {f"w:{name}": FONT for name in ("ascii", "hAnsi", "cs", "eastAsia")}
    _add(properties, "w:rFonts", fonts)
    if bold:
        _add(properties, "w:b", {})
        _add(properties, "w:bCs", {})
    if color:
        _add(properties, "w:color", {"w:val": color})
    half = str(round(size * 2))
    _add(properties, "w:sz", {"w:val": half})
    _add(properties, "w:szCs", {"w:val": half})
    _add(properties, "w:lang", {"w:val": "en-US", "w:bidi": "th-TH"})  # LibreOffice breaks a Thai "Agent" anywhere


def _obfuscated(face: bytes, key: str) -> bytes:
    """Return a typeface as Word keeps it in a file: its first 32 bytes mixed with the key (ECMA-376 17.8.1)."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    return bytes(byte ^ mask[place % 16] for place, byte in enumerate(face[:32])) + face[32:]


def _mark(paragraph: Any, size: float) -> None:
    """Set how the end of a paragraph looks, which says how high an empty one is."""
    made = OxmlElement("w:rPr")
    look(made, size)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(made)


def _add(parent: Any, tag: str, attributes: dict[str, str]) -> None:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    parent.append(made)


def _set(parent: Any, tag: str, attributes: dict[str, str]) -> None:
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    _add(parent, tag, attributes)


def _twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def _margins(sides: float) -> Any:
    edges = "".join(f'<w:{edge} w:w="{_twips(sides)}" w:type="dxa"/>' for edge in ("left", "right"))
    return parse_xml(f"<w:tblCellMar {nsdecls('w')}>{edges}</w:tblCellMar>")


def _borders(tag: str, edges: Sequence[str], kind: str = "single") -> Any:
    drawn = "".join(f'<w:{edge} w:val="{kind}" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    return parse_xml(f"<w:{tag} {nsdecls('w')}>{drawn}</w:{tag}>")


_ORDER: Final = (
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
    "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook",
)  # fmt: skip


def _in_order(properties: Any) -> None:
    """Put a table's properties into the order of the schema."""
    places = {qn(f"w:{name}"): place for place, name in enumerate(_ORDER)}
    for child in sorted(properties, key=lambda one: places.get(one.tag, len(places))):
        properties.remove(child)
        properties.append(child)
