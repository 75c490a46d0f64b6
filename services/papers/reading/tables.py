"""Reads tables of a Word file: widths, borders, fills, cells that span."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from services.papers.reading.look import TWIPS, Styles, W, value_of

EDGES: Final = ("top", "left", "bottom", "right")
NAMES: Final = {"start": "left", "end": "right"}
NONE: Final = ("nil", "none")
CELL_SIDES: Final = 5.4  # points left and right of the words in a cell, if nothing is said
VERTICAL: Final = {"center": "horizon", "bottom": "bottom"}
ALIGNED: Final = {"center": "center", "right": "right", "end": "right"}


class TableReader:
    """Reads tables; `blocks` reads what is in a cell."""

    def __init__(self, styles: Styles, blocks: Callable[..., list[dict[str, Any]]], part: Any) -> None:
        self._styles, self._blocks, self._part = styles, blocks, part

    def read(self, element: Any) -> dict[str, Any]:
        """Return a table as a block."""
        properties = element.find(W + "tblPr")
        style = value_of(properties, "tblStyle") if properties is not None else None
        widths = [float(one.get(W + "w", 0)) / TWIPS for one in element.iterfind(f"{W}tblGrid/{W}gridCol")]
        borders: dict[str, Any] = {}
        sides = {"left": CELL_SIDES, "right": CELL_SIDES, "top": 0.0, "bottom": 0.0}
        for one in (*(chained.find(W + "tblPr") for chained in self._styles.chain(style)), properties):
            if one is not None:
                borders.update(_borders(one.find(W + "tblBorders")))
                sides.update(_sides(one.find(W + "tblCellMar")))
        rows = list(element.iterfind(W + "tr"))
        open_merges: dict[int, dict[str, Any]] = {}
        made = [self._row(row, number, len(rows), borders, style, open_merges) for number, row in enumerate(rows)]
        align = value_of(properties, "jc") if properties is not None else None
        indent = properties.find(W + "tblInd") if properties is not None else None
        total = properties.find(W + "tblW") if properties is not None else None
        return {
            "k": "table",
            "widths": widths or [100.0],
            "full": total is not None and total.get(W + "type") == "pct",
            "align": ALIGNED.get(align or "", "left"),
            "indent": float(indent.get(W + "w") or 0) / TWIPS if indent is not None else 0,
            "sides": sides,
            "rows": made,
            "header_rows": _header_rows(rows),
        }

    def _row(
        self,
        row: Any,
        number: int,
        rows: int,
        borders: dict[str, Any],
        style: str | None,
        open_merges: dict[int, dict[str, Any]],
    ) -> dict[str, Any]:
        """Return a row. A cell that goes on from the row above makes that one longer and is left out."""
        properties = row.find(W + "trPr")
        height = properties.find(W + "trHeight") if properties is not None else None
        cells, column = [], 0
        found = list(row.iterfind(W + "tc"))
        columns = sum(_span(cell) for cell in found)
        for cell in found:
            span, merge = _span(cell), cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(W + "val", "continue") == "continue" and column in open_merges:
                open_merges[column]["rows"] += 1
            else:
                is_last = (column + span >= columns, number + 1 >= rows)
                made = self._cell(cell, span, (column, number), is_last, borders, style)
                if merge is not None:
                    open_merges[column] = made
                else:
                    open_merges.pop(column, None)
                cells.append(made)
            column += span
        exact = height is not None and height.get(W + "hRule") == "exact"
        return {
            "height": float(height.get(W + "val") or 0) / TWIPS if height is not None else 0,
            "exact": exact,
            "cells": cells,
        }

    def _cell(
        self,
        cell: Any,
        span: int,
        place: tuple[int, int],
        is_last: tuple[bool, bool],
        borders: dict[str, Any],
        style: str | None,
    ) -> dict[str, Any]:
        properties = cell.find(W + "tcPr")
        own = _borders(properties.find(W + "tcBorders")) if properties is not None else {}
        inner = {
            "left": borders.get("left" if place[0] == 0 else "insideV"),
            "right": borders.get("right" if is_last[0] else "insideV"),
            "top": borders.get("top" if place[1] == 0 else "insideH"),
            "bottom": borders.get("bottom" if is_last[1] else "insideH"),
        }
        shade = properties.find(W + "shd") if properties is not None else None
        fill = shade.get(W + "fill") if shade is not None else None
        return {
            "x": place[0],
            "y": place[1],
            "span": span,
            "rows": 1,
            "borders": {edge: own[edge] if edge in own else inner[edge] for edge in EDGES},
            "fill": f"#{fill.lower()}" if fill and len(fill) == 6 else None,
            "valign": VERTICAL.get(value_of(properties, "vAlign") or "", "top") if properties is not None else "top",
            "sides": _sides(properties.find(W + "tcMar")) if properties is not None else {},
            "blocks": self._blocks(cell, self._part, style),
        }


def _span(cell: Any) -> int:
    properties = cell.find(W + "tcPr")
    return int((value_of(properties, "gridSpan") if properties is not None else None) or 1)


def _borders(said: Any) -> dict[str, Any]:
    """Return widths (points) and colours of edges; None where there is no line."""
    found: dict[str, Any] = {}
    for edge in said if said is not None else ():
        name = edge.tag.removeprefix(W)
        kind, color = edge.get(W + "val", "single"), edge.get(W + "color") or "auto"
        width = float(edge.get(W + "sz") or 4) / 8
        drawn = {"w": width, "color": f"#{color}" if len(color) == 6 else "#000000", "dash": _dash(kind)}
        found[NAMES.get(name, name)] = None if kind in NONE else drawn
    return found


def _dash(kind: str) -> str:
    return "dotted" if kind == "dotted" else "dashed" if kind.startswith(("dash", "dot")) else "solid"


def _sides(said: Any) -> dict[str, float]:
    found = {}
    for side in said if said is not None else ():
        name = side.tag.removeprefix(W)
        found[NAMES.get(name, name)] = float(side.get(W + "w") or 0) / TWIPS
    return found


def _header_rows(rows: list[Any]) -> int:
    """Return how many rows are said again on each page."""
    count = 0
    for row in rows:
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            break
        count += 1
    return count
