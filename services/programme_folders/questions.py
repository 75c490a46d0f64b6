"""What is asked to make a new programme's folder, and the answers as they are read from text, TOML or Excel.

An answer that cannot be taken is an AnswerProblem; all of them are told at once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from programmes.sections import FIRST_DAY, LAST_DAY, WEEKDAYS
from services.roster.cell_values import BadValue, read_day

MOST_PHASES: Final = 12
MOST_STEPS: Final = 40
MOST_UNITS: Final = 500
MOST_NUMBER: Final = 20_000_000  # baht
MOST_PEOPLE: Final = 20_000
WORK: Final = {"training": None, "district": "district", "province": "province", "closing": None}  # -> area level
CHOSEN_IN: Final = ("all", "district", "province")
_THAI_WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
YES_OR_NO: Final = ("yes", "no")
WAYS: Final = ("training", "study_visit", "meeting", "coaching", "e_learning", "orientation")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]*")
_WORDS: Final = {  # what people answer instead of the word of the file
    "ใช่": "yes", "มี": "yes", "ไม่": "no", "ไม่มี": "no", "y": "yes", "n": "no", "true": "yes", "false": "no",
    "ฝึกอบรม": "training", "อบรม": "training", "อำเภอ": "district", "จังหวัด": "province", "สรุปผล": "closing",
    "คน": "people", "บุคคล": "people", "รายชื่อ": "people", "โครงการ": "projects", "รับ": "mark", "ไม่รับ": "refuse",
    "ดูงาน": "study_visit", "ศึกษาดูงาน": "study_visit", "ประชุม": "meeting", "สัมมนา": "meeting", "สอนงาน": "coaching",
    "ทั้งหมด": "all", "ออนไลน์": "e_learning", "ปฐมนิเทศ": "orientation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FolderQuestion:
    """One question. `otherwise`: what an empty answer means, or None if it must be answered; it may name another
    question with `=key`."""

    key: str
    kind: str  # text, key, day, weekdays (a list of their names), number, choice
    otherwise: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderList:
    """Questions that are asked several times: once for each phase, unit, step."""

    key: str
    of: str  # what their sentences begin with
    questions: tuple[FolderQuestion, ...]
    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class AskedOfKind:
    """What is asked for one kind of programme."""

    programme: tuple[FolderQuestion, ...]
    lists: tuple[FolderList, ...]


_NAMED: Final = (
    FolderQuestion("key", "key"),
    FolderQuestion("name", "text"),
    FolderQuestion("name_en", "text", "=name"),
    FolderQuestion("short_name", "text", "=name"),
    FolderQuestion("short_name_en", "text", "=short_name"),
    FolderQuestion("owner", "text"),
    FolderQuestion("owner_en", "text", "=owner"),
    FolderQuestion("contact_phone", "text", ""),
)
_DAYS: Final = (FolderQuestion("start", "day"), FolderQuestion("end", "day"))
_PEOPLE: Final = FolderQuestion("people", "number")
_SECTORS: Final = FolderQuestion("sectors", "choice", "yes", YES_OR_NO)
_CHOSEN: Final = (FolderQuestion("chosen", "number", ""), FolderQuestion("jurors", "number", ""))
_SAID: Final = (FolderQuestion("name", "text"), FolderQuestion("name_en", "text", "=name"))
_UNITS: Final = FolderList("units", "unit-", _SAID, MOST_UNITS)
ASKED: Final[Mapping[str, AskedOfKind]] = {
    "field": AskedOfKind(
        (*_NAMED, _PEOPLE, *_DAYS, _SECTORS, FolderQuestion("weekdays", "weekdays", ", ".join(WEEKDAYS[:5]))),
        (
            FolderList(
                "phases",
                "phase-",
                (
                    *_SAID,
                    FolderQuestion("start", "day"),
                    FolderQuestion("end", "day"),
                    FolderQuestion("work", "choice", None, tuple(WORK)),
                    FolderQuestion("mentor", "text", ""),
                    FolderQuestion("mentor_en", "text", "=mentor"),
                ),
                MOST_PHASES,
            ),
        ),
    ),
    "teams": AskedOfKind(
        (
            *_NAMED,
            *_DAYS,
            FolderQuestion("seats", "text", "หัวหน้าทีม, เลขานุการ, สมาชิก"),
            FolderQuestion("forums", "choice", "yes", YES_OR_NO),
            FolderQuestion("forum_people", "number", "1000"),
            FolderQuestion("forum_first", "day", "=start"),
            FolderQuestion("forum_last", "day", "=end"),
            *_CHOSEN,
            FolderQuestion("judged_from", "day", "=start"),
            FolderQuestion("judged_until", "day", "=end"),
            _SECTORS,
        ),
        (
            _UNITS,
            FolderList(
                "steps",
                "step-",
                (
                    *_SAID,
                    FolderQuestion("first", "day"),
                    FolderQuestion("last", "day"),
                    FolderQuestion("people", "number", ""),
                ),
                MOST_STEPS,
                least=0,
            ),
        ),
    ),
    "call": AskedOfKind(
        (
            *_NAMED,
            *_DAYS,
            FolderQuestion("of", "choice", None, ("people", "projects")),
            FolderQuestion("call_name", "text"),
            FolderQuestion("call_name_en", "text", "=call_name"),
            FolderQuestion("wanted", "text"),
            FolderQuestion("wanted_en", "text", "=wanted"),
            FolderQuestion("opens", "day", "=start"),
            FolderQuestion("closes", "day"),
            FolderQuestion("late", "choice", "mark", ("mark", "refuse")),
            FolderQuestion("least", "number", "1"),
            FolderQuestion("most", "number", "=least"),
            *_CHOSEN,
            FolderQuestion("first_round", "number", ""),
            FolderQuestion("chosen_in", "choice", "all", CHOSEN_IN),
        ),
        (_UNITS,),
    ),
    "development": AskedOfKind(
        (*_NAMED, _PEOPLE, *_DAYS, FolderQuestion("budget", "number", "")),
        (
            FolderList("divisions", "division-", _SAID, MOST_STEPS),
            FolderList(
                "courses",
                "course-",
                (
                    *_SAID,
                    FolderQuestion("way", "choice", "training", WAYS),
                    FolderQuestion("first", "day"),
                    FolderQuestion("last", "day"),
                    FolderQuestion("people", "number", ""),
                    FolderQuestion("budget", "number", ""),
                ),
                MOST_UNITS,
                least=0,
            ),
        ),
    ),
}

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Why an answer cannot be taken: the question (`phases[1].start`), and the key of its sentence with values."""

    where: str
    key: str
    values: Mapping[str, str | int]


class WrongAnswers(ValueError):
    """Answers cannot be taken; `problems` has all of them."""

    def __init__(self, problems: Sequence[AnswerProblem]) -> None:
        super().__init__("; ".join(f"{one.where}: {one.key}" for one in problems))
        self.problems = tuple(problems)


def answers_of(given: Mapping[str, Any], kind: str = "field") -> Answers:
    """Return the answers of a file about a kind of programme. Raises WrongAnswers with everything that is wrong."""
    asked = ASKED[kind]
    found, problems = _answered(asked.programme, given, "", (*(one.key for one in asked.lists), "kind"))
    for listed in asked.lists:
        wrong: dict[str, str | int] = {"list": listed.key, "least": listed.least, "most": listed.most}
        rows = given.get(listed.key, ())
        if not isinstance(rows, list | tuple) or not listed.least <= len(rows) <= listed.most:
            problems.append(AnswerProblem(listed.key, "programme-answer-list", wrong))
            rows = ()
        found[listed.key] = []
        for place, row in enumerate(rows):
            where = f"{listed.key}[{place}]"
            if not isinstance(row, Mapping):
                problems.append(AnswerProblem(where, "programme-answer-list", wrong))
                continue
            said, faults = _answered(listed.questions, row, f"{where}.", ())
            found[listed.key].append(said)
            problems += faults
    if problems:
        raise WrongAnswers(problems)
    return found


def answer(question: FolderQuestion, value: object, near: date = FIRST_DAY) -> Any:
    """Return what a value answers. Raises BadValue with a sentence of the locales. An empty value is None."""
    if value is None or (isinstance(value, str) and not value.strip()):
        if question.otherwise is None:
            raise BadValue("programme-answer-missing")
        return None
    return _READ[question.kind](question, value, near)


def _answered(
    questions: Sequence[FolderQuestion], given: Mapping[str, Any], before: str, others: Sequence[str]
) -> tuple[Answers, list[AnswerProblem]]:
    found: Answers = {}
    known = [question.key for question in questions]
    problems = [
        AnswerProblem(f"{before}{key}", "programme-answer-unknown", {"known": ", ".join(known)})
        for key in given
        if key not in known and key not in others
    ]
    for question in questions:
        try:
            found[question.key] = answer(question, given.get(question.key))
        except BadValue as wrong:
            problems.append(AnswerProblem(f"{before}{question.key}", wrong.key, wrong.args_of_text))
    for question in questions:
        if found.get(question.key) is None and question.otherwise is not None:
            other = question.otherwise
            if other.startswith("="):
                found[question.key] = found.get(other[1:])
            else:
                found[question.key] = _READ[question.kind](question, other, FIRST_DAY) if other else other
    return found, problems


def _text(_: FolderQuestion, value: object, __: date) -> str:
    said = " ".join(str(value).split())
    if not isinstance(value, str | int | float) or not said.isprintable() or re.search(r"[{}$]", said):
        raise BadValue("programme-answer-text")
    return said


def _key(_: FolderQuestion, value: object, __: date) -> str:
    said = str(value).strip()
    if not _KEY.fullmatch(said):
        raise BadValue("programme-answer-key")
    return said


def _day(_: FolderQuestion, value: object, near: date) -> date:
    found = read_day(value if isinstance(value, date | int) else str(value), near)
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        raise BadValue("programme-answer-day")
    return found


def _weekdays(_: FolderQuestion, value: object, __: date) -> list[str]:
    names = dict(zip(_THAI_WEEKDAYS, WEEKDAYS, strict=True)) | {"พฤหัส": "thursday"} | {one: one for one in WEEKDAYS}
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    said = [one.removeprefix("วัน") for one in re.split(r"[,\s、]+|และ", words.lower()) if one]
    if not said or not all(one in names for one in said):
        raise BadValue("programme-answer-weekdays")
    chosen = {names[one] for one in said}
    return [one for one in WEEKDAYS if one in chosen]


def _number(question: FolderQuestion, value: object, __: date) -> int:
    said = re.sub(r"(?<=\d),(?=\d{3}\b)|\s*คน$", "", str(value).strip()).removesuffix(".0")  # 1,800 คน
    number = int(said) if said.isdecimal() and len(said) < 9 else 0
    most = MOST_NUMBER if question.key == "budget" else MOST_PEOPLE
    if not 1 <= number <= most:
        raise BadValue("programme-answer-number", most=most)
    return number


def _choice(question: FolderQuestion, value: object, _: date) -> str:
    said = str(value).strip().casefold()
    found = _WORDS.get(said, said)
    if found not in question.choices:
        raise BadValue("programme-answer-choice", choices=", ".join(question.choices))
    return found


_READ: Final[Mapping[str, Callable[[FolderQuestion, object, date], Any]]] = {
    "text": _text,
    "key": _key,
    "day": _day,
    "number": _number,
    "weekdays": _weekdays,
    "choice": _choice,
}
