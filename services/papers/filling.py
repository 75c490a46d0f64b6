"""Fills in a template: a Word file with fields becomes a Word file with their values."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from services.papers.fields import Fields, FieldValue, PaperPicture, printable

if TYPE_CHECKING:
    from jinja2 import Environment

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM: Final = 36_000  # of a millimetre, in the units of Word's drawings
SVG_TYPE: Final = "image/svg+xml"
SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # [MS-ODRAWXML] 2.3.1.11: the picture's SVG
WHEN: Final = (2026, 1, 1, 0, 0, 0)  # of the parts of a file, so that the same paper is the same bytes
IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def environment() -> Environment:
    """Return how templates are read: values are texts and never markup, and a template reaches nothing but fields."""
    jinja, sandbox = import_module("jinja2"), import_module("jinja2.sandbox")
    made: Environment = sandbox.ImmutableSandboxedEnvironment(undefined=jinja.StrictUndefined, autoescape=True)
    made.globals.clear()
    return made


def fill_in(template: Path | bytes, fields: Fields) -> bytes:
    """Return the Word file. The template has been checked (checking.py); raises jinja2.TemplateError if it is wrong."""
    library = import_module("docxtpl")
    document = library.DocxTemplate(BytesIO(template) if isinstance(template, bytes) else str(template))
    document.fix_tables = _with_columns  # docxtpl's own counts rows of tables in a table's cells, and parses anything
    values = {name: _placed(document, printable(value)) for name, value in fields.items()}
    document.render(values, environment())
    _name_pictures_apart(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def still(file: bytes) -> bytes:
    """Return a zip file with its parts in their order and of one time."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for one in before.infolist():
            kept = ZipInfo(one.filename, WHEN)
            kept.compress_type, kept.external_attr = ZIP_DEFLATED, 0o600 << 16
            after.writestr(kept, before.read(one.filename))
    return out.getvalue()


def _with_columns(xml: str) -> Any:
    """Return the body as a tree. Where a loop has repeated cells, the table gets columns for them, of its old width."""
    tree = import_module("lxml.etree").fromstring(xml)
    for table in tree.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        most = max((_columns(row) for row in table.iterfind(f"{W}tr")), default=0)
        columns = list(grid) if grid is not None else []
        if grid is None or not columns or not most or len(columns) == most:
            continue
        width = sum(int(column.get(f"{W}w") or 0) for column in columns) // most
        for column in columns:
            grid.remove(column)
        for _ in range(most):
            grid.append(tree.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))
    return tree


def _columns(row: Any) -> int:
    """Return how many columns the cells of a row take."""
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterfind(f"{W}tc"))
    return sum(1 if span is None else int(span.get(f"{W}val") or 1) for span in spans)


def _placed(document: Any, value: FieldValue) -> Any:
    """Return a value as the template gets it; a picture becomes what puts it into the part that names it."""
    if isinstance(value, PaperPicture):
        return _PictureInWord(document, value)
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return {name: _placed(document, one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_placed(document, one) for one in value]
    return value


class _PictureInWord:
    """Puts a picture where a template names it. Word and LibreOffice show its SVG, whoever cannot shows the pixels."""

    def __init__(self, document: Any, picture: PaperPicture) -> None:
        self._document, self._picture = document, picture

    def __bool__(self) -> bool:
        return True

    def __html__(self) -> str:
        """Return XML that ends the present text, has the picture, and begins a text again."""
        part, picture = self._document.current_rendering_part, self._picture
        inline = part.new_pic_inline(BytesIO(picture.pixels), int(picture.width * MM), None)
        inline.docPr.set("descr", picture.alt)
        if picture.vector is not None:
            self._add_vector(part, inline, picture.vector)
        drawing = f"<w:r><w:drawing>{_xml(inline)}</w:drawing></w:r>"
        return f'</w:t></w:r>{drawing}<w:r><w:t xml:space="preserve">'

    def _add_vector(self, part: Any, inline: Any, vector: bytes) -> None:
        packed = import_module("docx.opc.packuri")
        package = part.package
        name = packed.PackURI(f"/word/media/drawing{len(list(package.iter_parts())) + 1}.svg")
        drawn = import_module("docx.opc.part").Part(name, SVG_TYPE, vector, package)
        related = part.relate_to(drawn, IMAGE)
        (blip,) = inline.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
        parse = import_module("docx.oxml.parser").parse_xml
        blip.append(
            parse(
                '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
                f'<a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip '
                'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
                'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
                f'r:embed="{related}"/></a:ext></a:extLst>'
            )
        )

    __str__ = __html__


def _xml(element: Any) -> str:
    written: str = import_module("lxml.etree").tostring(element, encoding="unicode")
    return written


def _name_pictures_apart(document: Any) -> None:
    """Give each drawing an id of its own: a template that repeats one would repeat its id, of which Word complains."""
    number = 0
    for part in document.docx.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is None:
            continue
        for drawn in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
            number += 1
            drawn.set("id", str(number))
