"""The lines of a file beside a form, as the items of an instance: of CSV, of XML, and the features of GeoJSON."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring, tostring
from xml.sax.saxutils import escape

from spreadsheets import NotReadable, Table, TableCell, Unreadable, read_tables
from xlsforms.problems import FormErrors, FormProblem
from xlsforms.xlsform_file import BIGGEST_FILE, MOST_ROWS, spaced

DEEPEST: Final = 50  # elements inside each other
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

Cells = Iterable[tuple[str, str]]


def items_of(name: str, raw: bytes) -> str:
    """Return what stands inside <root> of the instance, as XML. Raises FormErrors; a problem names only the file."""
    if len(raw) > BIGGEST_FILE:
        raise FormErrors([FormProblem("form-problem-too-big", args={"megabytes": BIGGEST_FILE // 1_000_000})])
    return _READERS[name.lower().rpartition(".")[2]](name, raw)


def _wrong_kind(name: str) -> FormErrors:
    return FormErrors([FormProblem("form-problem-file-kind", args={"file": name})])


def _bounded(count: int) -> None:
    if count > MOST_ROWS:
        raise FormErrors([FormProblem("form-problem-too-many-rows", args={"rows": MOST_ROWS})])


# ── CSV: a line is an item, its cells are named by the headings ──


def _lines(name: str, raw: bytes) -> str:
    top, *lines = _table(name, raw).lines
    headings = [_text(cell) for cell in top.cells]
    if wrong := next((heading for heading in headings if heading and not _is_name(heading)), ""):
        raise FormErrors([FormProblem("form-problem-file-heading", args={"file": name, "heading": wrong})])
    rows = (zip(headings, map(_text, line.cells), strict=False) for line in lines)
    return "".join(_item((heading, cell) for heading, cell in row if heading) for row in rows)


def _table(name: str, raw: bytes) -> Table:
    try:
        tables = read_tables(raw)
    except NotReadable:
        raise _wrong_kind(name) from None
    table = max(tables, key=lambda table: len(table.lines[0].cells) if table.lines else 0)
    if table.broken or len(table.lines) < 2:
        raise _wrong_kind(name)
    _bounded(len(table.lines))
    return table


def _text(cell: TableCell) -> str:
    """Return a cell without the characters that XML cannot hold; other programs' exports have such."""
    return "" if cell is None or isinstance(cell, Unreadable) else _storable(spaced(str(cell)))


# ── XML: taken as it is, without namespaces and attributes ──


class _Checked:
    """Takes what the parser tells of a file, and refuses a document type, which could define anything, whatever the
    encoding of the file, and elements too deep inside each other."""

    def __init__(self) -> None:
        self.depth = 0

    def doctype(self, *_: str | None) -> None:
        raise ParseError("a document type")

    def start(self, *_: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ParseError("too deep")

    def end(self, _: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """There is nothing to return."""


def _elements(name: str, raw: bytes) -> str:
    try:
        checker = XMLParser(target=_Checked())  # noqa: S314 (it refuses a document type)
        checker.feed(raw)
        checker.close()
        root = fromstring(raw)  # noqa: S314 (without a document type)
    except (ParseError, LookupError, ValueError):  # also of an encoding that Python does not know
        raise _wrong_kind(name) from None
    if not len(root):
        raise _wrong_kind(name)
    _bounded(len(root))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.attrib.clear()
    return "".join(tostring(child, "unicode") for child in root)


# ── GeoJSON: a feature is an item, its properties are its cells; coordinates are written as ODK writes them ──


def _features(name: str, raw: bytes) -> str:
    try:
        read = json.loads(raw.decode("utf-8-sig"))
        features = read["features"] if read["type"] == "FeatureCollection" else ()
        items = [tuple(_cells(feature)) for feature in features]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):  # it has another shape
        raise _wrong_kind(name) from None
    if not items:
        raise _wrong_kind(name)
    _bounded(len(items))
    if wrong := next((heading for cells in items for heading, _ in cells if not _is_name(heading)), ""):
        raise FormErrors([FormProblem("form-problem-file-heading", args={"file": name, "heading": wrong})])
    return "".join(map(_item, items))


def _cells(feature: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    properties = {**({"id": feature["id"]} if "id" in feature else {}), **(feature.get("properties") or {})}
    yield "geometry", _places(feature["geometry"])
    for heading, value in properties.items():
        yield heading, _storable(spaced(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))


def _places(geometry: Mapping[str, Any]) -> str:
    """Return "latitude longitude 0 0" for each place; of an area its outer border."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    places: Sequence[Sequence[float]] = {"Point": [coordinates], "LineString": coordinates}.get(kind) or coordinates[0]
    if kind not in ("Point", "LineString", "Polygon"):
        raise ValueError(kind)
    found = [(float(place[1]), float(place[0])) for place in places]
    if not found or not all(map(math.isfinite, chain.from_iterable(found))):
        raise ValueError(geometry)
    return "; ".join(f"{latitude:.10g} {longitude:.10g} 0 0" for latitude, longitude in found)


def _item(cells: Cells) -> str:
    return "<item>" + "".join(f"<{heading}>{escape(cell)}</{heading}>" for heading, cell in cells) + "</item>"


def _storable(text: str) -> str:
    return _NOT_XML.sub("", text)


def _is_name(heading: str) -> bool:
    """Return whether a heading can be the name of a node, as the parser that reads the XForm sees it."""
    try:
        made: Element = fromstring(f"<{heading}/>")  # noqa: S314 (without a document type)
    except ParseError:
        return False
    return ":" not in heading and made.tag == heading


_READERS: Final[Mapping[str, Callable[[str, bytes], str]]] = {"csv": _lines, "xml": _elements, "geojson": _features}
KINDS: Final = tuple(f".{kind}" for kind in _READERS)
