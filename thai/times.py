"""Finds times of day: บ่ายสอง, สองทุ่มครึ่ง, ตีห้า, 9.30-11 น., 14:00."""

from __future__ import annotations

import re
from functools import cache

from thai.almanac import either
from thai.data import read

FoundTime = tuple[int, int, str]
SpokenTime = tuple[int, int, int, str]  # start, end, minutes after midnight, the way of counting hours

EVENING, NOON, EVENING_ENDS = 18 * 60, 12 * 60, 22 * 60
DAWN = 6 * 60
LONGEST_END = 24  # characters between two times in which a word says that the second is the end


def times_in(digits: str) -> list[FoundTime]:
    """Return (start, end, "HH:MM" or "HH:MM-HH:MM") in order. `digits` is the message with its numbers as digits."""
    if not _may_have_times().search(digits):
        return []
    said: list[SpokenTime] = []
    spans: list[FoundTime] = []
    if any(character.isdigit() for character in digits):
        for match in _clock_span().finditer(digits):
            first = _minutes(match["h"], match["m"] or match["late"])
            last = _minutes(match["h2"], match["m2"] or match["late2"])
            if first is not None and last is not None and (first < last or _over_midnight(first, last)):
                spans.append((match.start(), match.end(), f"{_clock(first)}-{_clock(last)}"))
        for match in _army_span().finditer(digits):
            first, last = _minutes(match["h"], match["m"]), _minutes(match["h2"], match["m2"])
            if first is not None and last is not None and first < last:
                spans.append((match.start(), match.end(), f"{_clock(first)}-{_clock(last)}"))
    for pattern, kind in _patterns():
        for match in pattern.finditer(digits):
            taken = [*((start, end) for start, end, _, _ in said), *((start, end) for start, end, _ in spans)]
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            minutes = _spoken(kind, match)
            if minutes is not None:
                if kind == "plain" and minutes // 60 == DAWN // 60 and _only_evening(digits):
                    minutes += NOON  # เมื่อเย็นวาน หกโมงครึ่ง
                said.append((match.start(), match.end(), minutes, kind))
    said.sort()
    if len(said) == 2 and not spans and (whole := _from_one_until_the_other(said, digits)):
        return [whole]
    return sorted([*spans, *_joined(said, digits)])


def _from_one_until_the_other(said: list[SpokenTime], digits: str) -> FoundTime | None:
    """Return the span of the only two times if work went on until the second: บ่ายสองโมง … คุยยาวไปจนถึงห้าโมงเย็น."""
    (start, _, minutes, _), (next_start, end, until, _) = said
    if minutes < until and _until().search(digits, max(0, next_start - LONGEST_END), next_start):
        return start, end, f"{_clock(minutes)}-{_clock(until)}"
    return None


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"{either(read('calendar')['part']['until'])}\s*(?:{either(read('clock')['about'])}\s*)?$")


def _joined(said: list[SpokenTime], digits: str) -> list[FoundTime]:
    found: list[FoundTime] = []
    index = 0
    while index < len(said):
        start, end, minutes, _ = said[index]
        if index + 1 < len(said):
            next_start, next_end, until, kind = said[index + 1]
            if (
                kind == "plain"
                and until < minutes < until + NOON < EVENING_ENDS
                and _to().fullmatch(digits, end, next_start)
            ):
                until += NOON  # สี่โมงเย็นถึงหกโมง
            in_order = minutes < until or _over_midnight(minutes, until)
            if in_order and (_to().fullmatch(digits, end, next_start) or _says_end(digits, end, next_start, next_end)):
                found.append((start, next_end, f"{_clock(minutes)}-{_clock(until)}"))
                index += 2
                continue
            if until < minutes and _says_end(digits, 0, start, end):
                found.append((start, next_end, f"{_clock(until)}-{_clock(minutes)}"))  # เลิกเที่ยง เริ่มเก้าโมง
                index += 2
                continue
        found.append((start, end, _clock(minutes)))
        index += 1
    return found


def _over_midnight(first: int, last: int) -> bool:
    """Return whether the times pass midnight, as in สามทุ่มถึงตีหนึ่ง."""
    return first >= EVENING and last <= DAWN


def _minutes(hour: str | int, minute: str | int | None) -> int | None:
    hours, rest = int(hour), int(minute or 0)
    return hours * 60 + rest if hours < 24 and rest < 60 else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _spoken(kind: str, match: re.Match[str]) -> int | None:
    """Return one spoken time as minutes after midnight."""
    groups = match.groupdict()
    if kind == "clock":
        return _minutes(match["h"], groups.get("m"))
    hour = int(groups["h"]) if groups.get("h") else None
    late = 30 if groups.get("half") else int(groups.get("m") or groups.get("round") or 0)
    if groups.get("ten"):
        late = 10 + int(groups["ten"])  # บ่ายสามสิบห้า is 15.15, though สามสิบห้า is 35
    base: int | None
    match kind:
        case "noon":
            base = 12
        case "midnight":
            base = 0
        case "night":
            base = 18 + (hour or 1) if (hour or 1) <= 5 else None
        case "dawn":
            base = hour if hour and hour <= 5 else None
        case "afternoon":
            base = 12 + (hour or 1) if (hour or 1) <= 6 else hour
        case "morning":
            # สามโมงเช้า counts from six o'clock, in the old way; เจ็ดโมงเช้า counts in the new way.
            base = 7 if hour is None else hour + 6 if hour < 6 else hour if hour <= 11 else None
        case "evening":
            base = 12 + hour if hour and hour <= 6 else None
        case _:
            base = None if hour is None or not 1 <= hour <= 12 else hour + 12 if hour < 6 else hour
    return None if base is None or base > 23 or late > 59 else base * 60 + late


@cache
def _may_have_times() -> re.Pattern[str]:
    """Return a pattern of which every time has something: most messages have nothing of it, and cost one search."""
    clock, part = read("clock"), read("calendar")["part"]
    kinds = ("o_clock", "midnight", "noon", "night", "dawn", "afternoon", "hour", "morning", "evening")
    words = [word for kind in kinds for word in clock[kind]]
    return re.compile(rf"{either(words)}|\d[.:]\d\d|\d{{4}}|\d\s*{either(part['hour'])}")


def _only_evening(digits: str) -> bool:
    """Return whether a text speaks of an evening and of no morning."""
    clock = read("clock")
    return any(word in digits for word in clock["evening"]) and not any(word in digits for word in clock["morning"])


@cache
def _to() -> re.Pattern[str]:
    part, clock = read("calendar")["part"], read("clock")
    about = rf"\s*{either(clock['about'])}?\s*"
    return re.compile(rf"\s*{either(part['to'])}{about}|[^\d\n]{{0,{LONGEST_END}}}\s{either(part['until'])}{about}")


def _says_end(digits: str, after: int, start: int, end: int) -> bool:
    """Return whether a word before a time, behind `after`, says that work ended then: เริ่ม 9.45 จบ 11.20."""
    begin = max(after, start - LONGEST_END)
    return any(start <= match.end() < end for match in _ends().finditer(digits, begin, end))


@cache
def _ends() -> re.Pattern[str]:
    clock = read("clock")
    return re.compile(rf"{either(clock['ends'])}\s*(?:{either(clock['about'])}\s*)?")


@cache
def _clock_span() -> re.Pattern[str]:
    part = {name: either(words) for name, words in read("calendar")["part"].items()}
    minute = either(read("clock")["minute"])
    return re.compile(
        rf"(?<![\d./:])(?P<h>\d{{1,2}})(?:[.:](?P<m>\d\d))?\s*"
        rf"(?:{part['hour']}(?:\s*(?P<late>\d{{1,2}})\s*{minute})?)?\s*{part['to']}\s*"
        rf"(?P<h2>\d{{1,2}})(?:[.:](?P<m2>\d\d))?\s*"
        rf"(?:{part['hour']}(?:\s*(?P<late2>\d{{1,2}})\s*{minute})?|(?<=[.:]\d\d))(?![\d./])"
    )


@cache
def _army_span() -> re.Pattern[str]:
    """Return a pattern for 0930-1130: four digits without a sign between hours and minutes."""
    part = {name: either(words) for name, words in read("calendar")["part"].items()}
    return re.compile(
        rf"(?<![\d./:-])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s*{part['hour']}?\s*{part['to']}\s*"
        rf"(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)(?![\d./:-])(?:\s*{part['hour']})?"
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns in order of precedence, each with its way of counting hours."""
    clock = {name: either(words) for name, words in read("clock").items()}
    part = {name: either(words) for name, words in read("calendar")["part"].items()}
    # Minutes need their word, but not five, ten, fifteen, … directly after the hour: เก้าโมงสิบห้า.
    tail = (
        rf"(?:\s*(?P<half>{clock['half']})|\s*(?P<m>\d{{1,2}})\s*{clock['minute']}"
        rf"|(?P<round>[1-5][05]|0?5)(?![\d.:/]|\s*{part['not_year']}))?"
    )
    no_meal = "".join(f"(?<!{word})" for word in read("clock")["meal"])
    hour = r"(?<![\d.:/])(?P<h>\d{1,2})\s*"
    behind_about = "|".join(f"(?<={word})" for word in read("clock")["about"])
    begins = rf"(?:(?<![\u0e01-\u0e4e])|{behind_about})"  # ประมาณทุ่มครึ่ง
    sources = [
        (r"/\d{2,4}\s(?P<h>\d{1,2})[.:](?P<m>[0-5]\d)(?![\d/])", "clock"),
        (rf"{part['at']}\s*(?P<h>\d{{1,2}})[.:](?P<m>\d\d)(?!\d)", "clock"),
        (r"(?<![\d.:/])(?P<h>\d{1,2}):(?P<m>\d\d)(?![\d:])", "clock"),
        (
            rf"(?<![\d.:/])(?P<h>\d{{1,2}})\s*{clock['o_clock']}\s*(?:(?P<m>\d{{1,2}})\s*{clock['minute']})",
            "clock",
        ),
        (rf"(?<![\d.:/])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s*{part['hour']}(?![\u0e01-\u0e4e])", "clock"),
        (rf"(?<![\d.:/])(?P<h>\d{{1,2}})(?:[.:](?P<m>\d\d))?\s*{part['hour']}(?![\u0e01-\u0e4e])", "clock"),
        (rf"{clock['midnight']}", "midnight"),
        (rf"{no_meal}{clock['noon']}{tail}", "noon"),
        (rf"{hour}{clock['night']}{tail}", "night"),
        (rf"{begins}{clock['night']}{tail}", "night"),
        (rf"{clock['dawn']}\s*(?P<h>\d){tail}", "dawn"),
        (rf"{clock['afternoon']}(?P<h>[3-5])(?P<ten>[05])(?![\d.:/]|\s*{part['not_year']})", "afternoon"),
        (rf"{clock['afternoon']}\s*(?P<h>\d{{1,2}})[.:](?P<m>[0-5]\d)(?!\d)", "afternoon"),
        (rf"(?<![\d.:/])(?P<h>\d{{1,2}})[.:](?P<m>[0-5]\d)\s*{clock['morning']}", "clock"),
        (rf"{clock['afternoon']}\s*(?P<h>\d)(?![\d/.])(?:\s*{clock['hour']})?{tail}", "afternoon"),
        (rf"{clock['afternoon']}\s*{clock['hour']}{tail}", "afternoon"),
        (rf"{hour}{clock['hour']}\s*{clock['morning']}{tail}", "morning"),
        (rf"{hour}{clock['hour']}\s*(?P<half>{clock['half']})?\s*{clock['evening']}", "evening"),
        (rf"{hour}{clock['hour']}{tail}", "plain"),
        (rf"(?<![\u0e01-\u0e4e]){clock['hour']}\s*{clock['morning']}{tail}", "morning"),
    ]
    return tuple((re.compile(source), kind) for source, kind in sources)
