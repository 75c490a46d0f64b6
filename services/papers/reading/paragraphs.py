"""Reads paragraphs of a Word file: runs of text, tabs, breaks, pictures, page numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from services.papers.reading.look import LARGER, NATIVE, RunLook, Styles, W
from services.papers.reading.made import NotShown, ReadDocument

if TYPE_CHECKING:
    from services.papers.reading.numbering import Numbering

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ASVG: Final = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
EMU: Final = 12_700  # of a point
SHOWN: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/webp": "webp",
}
COMPLEX: Final = re.compile("[\u0e00-\u0e7f\u0600-\u06ff\u0e80-\u0eff\u1780-\u17ff]")
_SCRIPTS: Final = re.compile("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")
_PAGE: Final = re.compile(r"^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b")


class ParagraphReader:
    """Reads the paragraphs of one part (body, header, footer)."""

    def __init__(self, styles: Styles, numbering: Numbering, made: ReadDocument, part: Any) -> None:
        self._styles, self._numbering, self._made, self._part = styles, numbering, made, part

    def read(self, element: Any, table_style: str | None = None) -> list[dict[str, Any]]:
        """Return a paragraph as a block, or where pages break in it, as several."""
        look, text = self._styles.paragraph(element.find(W + "pPr"), table_style)
        of_mark = self._styles.run(text, element.find(f"{W}pPr/{W}rPr"))
        marker = self._numbering.next(*look.numbering) if look.numbering else None
        left, first = look.left, look.first
        if marker is not None:
            own = element.find(f"{W}pPr/{W}ind") is not None
            left, first = (left, first) if own else marker[1:]
        block: dict[str, Any] = {
            "k": "p",
            "style": look.style,
            "align": look.align,
            "left": left,
            "right": look.right,
            "first": first,
            "before": look.before,
            "after": look.after,
            "line": look.line,
            "exact": look.exact,
            "keep": look.keep_next,
            "whole": look.keep_lines,
            "contextual": look.contextual,
            "tabs": [[at, *kind.split(":")] for at, kind in sorted(look.tabs.items())],
            "fill": look.fill,
            "under": look.under,
            "size": self._size(of_mark, thai=True)[0],
            "marker": self._text(of_mark, marker[0]) if marker else None,
        }
        blocks: list[dict[str, Any]] = [{"k": "break"}] if look.new_page else []
        runs: list[dict[str, Any]] = []
        broken = False
        for run in self._runs(element, text):
            if run["k"] == "page-break":
                blocks += [{**block, "runs": runs}] if runs else []
                blocks.append({"k": "break"})
                runs, broken = [], True
            else:
                runs.append(run)
        # Word ends a page with a paragraph that has nothing else; its empty line on the next page is not wanted.
        return blocks if broken and not runs else [*blocks, {**block, "runs": runs}]

    def _runs(self, element: Any, text: RunLook) -> Iterator[dict[str, Any]]:
        code: str | None = None  # of the field that is open, and whether its result has begun
        result = False
        for run in _in_order(element):
            if run.tag == W + "fldSimple":
                yield from self._field(run.get(W + "instr", ""), run, text)
                continue
            look = self._styles.run(text, run.find(W + "rPr"))
            for child in run:
                if child.tag == W + "fldChar":
                    kind = child.get(W + "fldCharType")
                    if kind == "begin":
                        code, result = "", False
                    elif kind == "separate":
                        result = True
                        if _PAGE.match(code or ""):
                            yield self._number(code or "", look)
                    else:
                        if not result and _PAGE.match(code or ""):
                            yield self._number(code or "", look)
                        code, result = None, False
                elif child.tag == W + "instrText":
                    code = (code or "") + (child.text or "")
                elif (code is None or (result and not _PAGE.match(code))) and not look.hidden:
                    yield from self._child(child, look)

    def _field(self, code: str, element: Any, text: RunLook) -> Iterator[dict[str, Any]]:
        runs = list(element.iter(W + "r"))
        if _PAGE.match(code):
            yield self._number(code, self._styles.run(text, runs[0].find(W + "rPr") if runs else None))
            return
        for run in runs:
            look = self._styles.run(text, run.find(W + "rPr"))
            for child in run:
                yield from self._child(child, look)

    def _number(self, code: str, look: RunLook) -> dict[str, Any]:
        kind = "page" if code.split()[0] == "PAGE" else "pages"
        return {"k": kind, "thai": "thai" in code.lower(), **self._drawn(look, thai=True)}

    def _child(self, child: Any, look: RunLook) -> Iterator[dict[str, Any]]:
        tag = child.tag
        if tag == W + "t":
            yield from self._text(look, child.text or "")
        elif tag == W + "tab":
            yield {"k": "tab"}
        elif tag in (W + "br", W + "cr"):
            yield {"k": "page-break" if child.get(W + "type") == "page" else "br"}
        elif tag == W + "noBreakHyphen":
            yield from self._text(look, "\u2011")
        elif tag == W + "sym":
            yield from self._text(look, "•")
        elif tag == W + "drawing":
            yield from self._drawing(child)
        elif tag == MC + "AlternateContent":
            for drawing in child.iterfind(f"{MC}Choice/{W}drawing"):
                yield from self._drawing(drawing)
        elif tag in (W + "pict", W + "object"):
            self._made.not_shown.add(NotShown.DRAWING)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self._made.not_shown.add(NotShown.FOOTNOTE)

    def _text(self, look: RunLook, text: str) -> list[dict[str, Any]]:
        """Return text in portions of one look: Thai and the rest where they differ."""
        thai, rest = self._drawn(look, thai=True), self._drawn(look, thai=False)
        if thai == rest:
            return [{"k": "t", "s": text, **rest}] if text else []
        found = []
        for portion in _SCRIPTS.findall(text):
            found.append({"k": "t", "s": portion, **(thai if COMPLEX.match(portion) else rest)})
        return found

    def _drawn(self, look: RunLook, *, thai: bool) -> dict[str, Any]:
        size, font = self._size(look, thai=thai)
        if font not in (None, NATIVE) and font not in LARGER:
            self._made.not_shown.add(NotShown.FONT)
        if look.italic:
            self._made.not_shown.add(NotShown.ITALIC)
        said = {
            "size": size,
            "bold": look.bold_cs if thai else look.bold,
            "underline": look.underline,
            "strike": look.strike,
            "raised": look.raised,
            "color": look.color,
            "fill": look.fill,
        }
        return {name: value for name, value in said.items() if value}

    def _size(self, look: RunLook, *, thai: bool) -> tuple[float, str | None]:
        """Return the size in points in our typeface, and the typeface that is asked for."""
        font = look.font_cs if thai else look.font
        size = look.size_cs if thai else look.size
        return round(size * LARGER.get(font or "", 1), 2), font

    def _drawing(self, drawing: Any) -> Iterator[dict[str, Any]]:
        if drawing.find(WP + "anchor") is not None:
            self._made.not_shown.add(NotShown.FLOATING)
        if (
            next(drawing.iter("{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"), None)
            is not None
        ):
            self._made.not_shown.add(NotShown.TEXT_BOX)
            return
        blip = next(drawing.iter(A + "blip"), None)
        extent = next(drawing.iter(WP + "extent"), None)
        if blip is None or extent is None:
            self._made.not_shown.add(NotShown.DRAWING)
            return
        vector = next(blip.iter(ASVG + "svgBlip"), None)
        name = self._file((vector if vector is not None else blip).get(R + "embed"))
        if name is None and vector is not None:
            name = self._file(blip.get(R + "embed"))
        if name is None:
            self._made.not_shown.add(NotShown.PICTURE)
            return
        described = next(drawing.iter(WP + "docPr"), None)
        yield {
            "k": "img",
            "file": name,
            "w": float(extent.get("cx")) / EMU,
            "h": float(extent.get("cy")) / EMU,
            "alt": (described.get("descr") if described is not None else None) or "",
        }

    def _file(self, related: str | None) -> str | None:
        """Keep a picture and return its name, None if it is of a kind that cannot be shown."""
        part = self._part.related_parts.get(related) if related else None
        ending = SHOWN.get(part.content_type) if part is not None else None
        if part is None or ending is None:
            return None
        name = f"{hashlib.sha256(part.blob).hexdigest()[:24]}.{ending}"
        self._made.files[name] = part.blob
        return name


def _in_order(element: Any) -> Iterator[Any]:
    """Yield the runs of a paragraph, and its simple fields; not what was deleted."""
    for child in element:
        if child.tag in (W + "r", W + "fldSimple"):
            yield child
        elif child.tag in (W + "hyperlink", W + "ins", W + "smartTag", W + "sdtContent", W + "customXml"):
            yield from _in_order(child)
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            yield from _in_order(content if content is not None else ())
