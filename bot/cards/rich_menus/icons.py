"""The icons of the rich menus, drawn with lines in a square of 100 units, in one colour and one width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PIL import ImageDraw

STROKE: Final = 6.5


class Pen:
    """Draws in units of a square whose upper left corner is (left, top) and whose side is `side` pixels."""

    def __init__(self, draw: ImageDraw.ImageDraw, left: float, top: float, side: float, color: str) -> None:
        self._draw, self._left, self._top, self._unit, self.color = draw, left, top, side / 100, color

    def _at(self, *points: float) -> list[float]:
        return [
            (self._left if number % 2 == 0 else self._top) + value * self._unit for number, value in enumerate(points)
        ]

    @property
    def _width(self) -> int:
        return round(STROKE * self._unit)

    def line(self, *points: float) -> None:
        """Draw a line through (x, y) pairs with round ends."""
        self._draw.line(self._at(*points), fill=self.color, width=self._width, joint="curve")
        for x, y in zip(points[::2], points[1::2], strict=True):
            self.dot(x, y, STROKE / 2)

    def dot(self, x: float, y: float, radius: float) -> None:
        self._draw.ellipse(self._at(x - radius, y - radius, x + radius, y + radius), fill=self.color)

    def ring(self, x: float, y: float, radius: float) -> None:
        around = self._at(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(around, outline=self.color, width=self._width)

    def arc(self, x: float, y: float, radius: float, start: float, end: float) -> None:
        """Draw part of a ring, in degrees clockwise from three o'clock."""
        around = self._at(x - radius, y - radius, x + radius, y + radius)
        self._draw.arc(around, start, end, fill=self.color, width=self._width)

    def frame(self, left: float, top: float, right: float, bottom: float, radius: float = 9) -> None:
        box = self._at(left, top, right, bottom)
        self._draw.rounded_rectangle(box, radius * self._unit, outline=self.color, width=self._width)

    def block(self, left: float, top: float, right: float, bottom: float, radius: float = 5) -> None:
        self._draw.rounded_rectangle(self._at(left, top, right, bottom), radius * self._unit, fill=self.color)


def notebook(pen: Pen) -> None:
    pen.line(56, 14, 24, 14, 18, 20, 18, 82, 24, 88, 68, 88, 74, 82, 74, 58)
    pen.line(32, 36, 50, 36)
    pen.line(32, 54, 42, 54)
    pen.line(52, 60, 56, 46, 82, 18, 92, 28, 66, 56, 52, 60)


def calendar(pen: Pen) -> None:
    pen.frame(14, 20, 86, 86)
    pen.line(17, 42, 83, 42)
    pen.line(34, 12, 34, 26)
    pen.line(66, 12, 66, 26)
    for y in (57, 72):
        for x in (33, 50, 67):
            pen.dot(x, y, 4.5)


def bars(pen: Pen) -> None:
    pen.line(12, 86, 88, 86)
    pen.block(20, 56, 36, 80)
    pen.block(42, 38, 58, 80)
    pen.block(64, 18, 80, 80)


def person(pen: Pen) -> None:
    pen.ring(50, 32, 19)
    pen.arc(50, 96, 37, 197, 343)
    pen.line(14.5, 86, 85.5, 86)


def question(pen: Pen) -> None:
    pen.ring(50, 50, 38)
    pen.arc(50, 41, 14, 185, 450)
    pen.dot(39.25, 40.5, STROKE / 2)
    pen.line(50, 52, 50, 60)
    pen.dot(50, 72, 4.6)


def tiles(pen: Pen) -> None:
    for left in (16, 56):
        for top in (16, 56):
            pen.frame(left, top, left + 28, top + 28, 7)


def key(pen: Pen) -> None:
    pen.ring(33, 50, 19)
    pen.line(50, 50, 88, 50, 88, 66)
    pen.line(72, 50, 72, 62)


def clipboard(pen: Pen) -> None:
    pen.frame(18, 18, 82, 90)
    pen.block(36, 10, 64, 26)
    for y in (44, 60, 76):
        pen.dot(33, y, 4.6)
        pen.line(45, y, 68, y)


def compass(pen: Pen) -> None:
    pen.ring(50, 50, 38)
    pen.line(66, 34, 56, 56, 34, 66, 44, 44, 66, 34)
    pen.dot(50, 50, 4.6)


def speech(pen: Pen) -> None:
    pen.frame(12, 18, 88, 68, 12)
    pen.line(30, 68, 30, 86, 48, 68)
    pen.dot(34, 43, 4.6)
    pen.dot(50, 43, 4.6)
    pen.dot(66, 43, 4.6)


def checklist(pen: Pen) -> None:
    for top in (24, 50, 76):
        pen.line(46, top, 88, top)
    pen.line(12, 22, 19, 30, 32, 14)
    pen.line(12, 48, 19, 56, 32, 40)
    pen.ring(22, 76, 6)


def magnifier(pen: Pen) -> None:
    pen.ring(42, 42, 27)
    pen.line(62, 62, 86, 86)
    pen.arc(42, 58, 16, 205, 335)
    pen.ring(42, 35, 7)


def megaphone(pen: Pen) -> None:
    pen.line(14, 42, 40, 42, 80, 18, 80, 82, 40, 58, 14, 58, 14, 42)
    pen.line(26, 60, 32, 84, 42, 84, 38, 62)


def tray(pen: Pen) -> None:
    pen.line(14, 62, 14, 86, 86, 86, 86, 62)
    pen.line(50, 14, 50, 66)
    pen.line(32, 48, 50, 66, 68, 48)


def people(pen: Pen) -> None:
    pen.ring(50, 34, 14)
    pen.arc(50, 88, 28, 195, 345)
    for x, turned in ((20, 0), (80, 1)):
        pen.ring(x, 44, 9)
        pen.arc(x, 86, 19, 190 + 40 * turned, 310 + 40 * turned)


def circle_of_speech(pen: Pen) -> None:
    pen.frame(10, 12, 64, 50, 10)
    pen.line(24, 50, 24, 64, 38, 50)
    pen.line(74, 36, 84, 36, 90, 42, 90, 70, 84, 76, 76, 76, 76, 88, 64, 76, 46, 76, 40, 70, 40, 64)


def map_folded(pen: Pen) -> None:
    pen.line(12, 26, 37, 16, 63, 26, 88, 16, 88, 74, 63, 84, 37, 74, 12, 84, 12, 26)
    pen.line(37, 18, 37, 72)
    pen.line(63, 28, 63, 82)


def flag(pen: Pen) -> None:
    pen.line(24, 12, 24, 90)
    pen.line(24, 18, 78, 18, 66, 36, 78, 54, 24, 54)


def person_added(pen: Pen) -> None:
    pen.ring(40, 32, 18)
    pen.arc(40, 94, 34, 197, 320)
    pen.line(78, 52, 78, 84)
    pen.line(62, 68, 94, 68)


def bulb(pen: Pen) -> None:
    pen.arc(50, 40, 27, 140, 400)
    pen.line(30, 57, 38, 72, 62, 72, 70, 57)
    pen.line(40, 84, 60, 84)


def paper_plane(pen: Pen) -> None:
    pen.line(10, 48, 90, 14, 66, 86, 44, 60, 10, 48)
    pen.line(44, 60, 90, 14)


def clock(pen: Pen) -> None:
    pen.ring(50, 50, 38)
    pen.line(50, 28, 50, 52, 66, 62)


def cap(pen: Pen) -> None:
    pen.line(8, 40, 50, 20, 92, 40, 50, 60, 8, 40)
    pen.line(26, 50, 26, 70, 50, 82, 74, 70, 74, 50)
    pen.line(92, 40, 92, 66)


def steps_up(pen: Pen) -> None:
    pen.line(12, 84, 12, 66, 36, 66, 36, 48, 60, 48, 60, 30, 88, 30)
    pen.line(12, 84, 88, 84)


def banknote(pen: Pen) -> None:
    pen.frame(8, 26, 92, 74)
    pen.ring(50, 50, 13)
    pen.dot(24, 50, 4.6)
    pen.dot(76, 50, 4.6)


ICONS: Final[dict[str, Callable[[Pen], None]]] = {
    "log_activity": notebook,
    "list_activities": calendar,
    "my_status": bars,
    "pending_reviews": checklist,
    "contact_mentor": speech,
    "start_feedback": clipboard,
    "coverage": compass,
    "summary": bars,
    "who_is_missing": magnifier,
    "broadcast": megaphone,
    "export": tray,
    "my_data": person,
    "help": question,
    "menu": tiles,
    "register": key,
    "plan:how": notebook,
    "plan:own": cap,
    "plan:gaps": steps_up,
    "plan:year": calendar,
    "plan:waiting": checklist,
    "plan:untrained": magnifier,
    "plan:budget": banknote,
    "calls:people": person_added,
    "calls:projects": bulb,
    "calls:mine": paper_plane,
    "calls:deadline": clock,
    "units:forums": circle_of_speech,
    "units:teams": people,
    "units:plan": map_folded,
    "units:steps": flag,
}
