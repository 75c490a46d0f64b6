"""Puts the parts of a long paper together: PDFs page by page, Word files as one body. So a thousand certificates take
no more memory than fifty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from services.papers.filling import W

DOCUMENT: Final = "word/document.xml"
RELATIONS: Final = "word/_rels/document.xml.rels"
MEDIA: Final = "media/"
BODY: Final = b"<w:body>"
DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
IDS: Final = 100_000  # of a part's drawings, at most


def join_pdf(parts: Iterable[bytes]) -> bytes:
    """Return one PDF with the pages of all parts, of which there is at least one. Its title is that of the first."""
    library: Any = import_module("pypdfium2")  # 3 MB that only long papers need
    with TemporaryDirectory(prefix="castbot-parts-") as name:
        first, *others = _kept(Path(name), parts)
        if not others:
            return first.read_bytes()
        with library.PdfDocument(first) as whole:
            for file in others:
                with library.PdfDocument(file) as part:
                    whole.import_pages(part)
            out = BytesIO()
            whole.save(out)
            return out.getvalue()


def _kept(folder: Path, parts: Iterable[bytes]) -> Iterator[Path]:
    for place, part in enumerate(parts):
        file = folder / f"{place}.pdf"
        file.write_bytes(part)
        yield file


def join_word(parts: Iterable[bytes]) -> bytes:
    """Return one Word file with the bodies of all parts, each of which begins a page. They were made from one template:
    only their bodies and the pictures in them differ."""
    out, body, relations = BytesIO(), BytesIO(), b""
    end, others = b"", {}
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for place, part in enumerate(parts):
            with ZipFile(BytesIO(part)) as file:
                if place == 0:
                    others = {one: file.read(one) for one in file.namelist() if not one.startswith(f"word/{MEDIA}")}
                opened, content, end, named = _Part(file, place).read(made)
                body.write(content if place else opened + content)
                relations += named
        others[DOCUMENT] = body.getvalue() + end
        before, closing = others[RELATIONS].rsplit(b"</Relationships>", 1)
        others[RELATIONS] = before + relations + b"</Relationships>" + closing
        for name, content in others.items():
            made.writestr(name, content)
    return out.getvalue()


class _Part:
    """A part that is put into a whole: what it calls its pictures is no longer what another calls them."""

    def __init__(self, file: ZipFile, place: int) -> None:
        self._file, self._place = file, place
        self._xml: Any = import_module("lxml.etree")

    def read(self, made: ZipFile) -> tuple[bytes, bytes, bytes, bytes]:
        """Return what opens the document, its body, what ends it, and the relations to pictures of all parts but the
        first; store its pictures."""
        root = self._xml.fromstring(self._file.read(DOCUMENT))
        named = self._pictures(made)
        for element in root.iter():
            for attribute, value in element.attrib.items():
                if attribute.startswith(RELATED) and value in named:
                    element.set(attribute, named[value])
            if element.tag == DRAWN:
                element.set("id", str(self._place * IDS + int(element.get("id"))))
        if self._place:
            _begin_a_page(root)
        written: bytes = self._xml.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        start, end = written.index(BODY) + len(BODY), written.rindex(b"<w:sectPr")
        return written[:start], written[start:end], written[end:], self._relations(named)

    def _pictures(self, made: ZipFile) -> dict[str, str]:
        """Store the pictures, and return by which id each is known in the whole, by its id here."""
        self._targets: dict[str, tuple[str, str]] = {}
        named: dict[str, str] = {}
        for one in self._xml.fromstring(self._file.read(RELATIONS)):
            target = one.get("Target")
            if not target.startswith(MEDIA):
                continue
            mine = f"{MEDIA}part{self._place}-{target.removeprefix(MEDIA)}" if self._place else target
            made.writestr(f"word/{mine}", self._file.read(f"word/{target}"))
            named[one.get("Id")] = f"part{self._place}{one.get('Id')}" if self._place else one.get("Id")
            self._targets[named[one.get("Id")]] = (one.get("Type"), mine)
        return named

    def _relations(self, named: dict[str, str]) -> bytes:
        if not self._place:
            return b""
        made = (
            f'<Relationship Id="{one}" Type="{self._targets[one][0]}" Target="{self._targets[one][1]}"/>'
            for one in named.values()
        )
        return "".join(made).encode()


def _begin_a_page(root: Any) -> None:
    """Let the first paragraph of a body begin a page."""
    paragraph = next(root.iter(f"{W}p"))
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr", {})
        paragraph.insert(0, properties)
    if properties.find(f"{W}pageBreakBefore") is None:
        after = [one for one in properties if one.tag in (f"{W}pStyle", f"{W}keepNext", f"{W}keepLines")]
        properties.insert(len(after), properties.makeelement(f"{W}pageBreakBefore", {}))
