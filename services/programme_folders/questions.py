"""What is asked to make a new programme's folder, and the answers as they are read from text, TOML or Excel.

An answer that cannot be taken is an AnswerProblem; all of them are told at once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from programmes.sections import FIRST_DAY, LAST_DAY
from services.roster.cell_values import BadValue, read_day

MOST_PHASES: Final = 12
MOST_PEOPLE: Final = 20_000
WORK: Final = {"training": None, "district": "district", "province": "province", "closing": None}  # -> area level
YES_OR_NO: Final = ("yes", "no")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]*")
_WORDS: Final = {  # what people answer instead of the word of the file
    "ใช่": "yes", "มี": "yes", "ไม่": "no", "ไม่มี": "no", "y": "yes", "n": "no", "true": "yes", "false": "no",
    "ฝึกอบรม": "training", "อบรม": "training", "อำเภอ": "district", "จังหวัด": "province", "สรุปผล": "closing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FolderQuestion:
    """One question. `otherwise`: what an empty answer means, or None if it must be answered; it may name another
    question with `=key`."""

    key: str
    kind: str  # text, key, day, number, choice
    otherwise: str | None = None
    choices: tuple[str, ...] = ()


OF_PROGRAMME: Final = (
    FolderQuestion("key", "key"),
    FolderQuestion("name", "text"),
    FolderQuestion("name_en", "text", "=name"),
    FolderQuestion("short_name", "text", "=name"),
    FolderQuestion("short_name_en", "text", "=short_name"),
    FolderQuestion("owner", "text"),
    FolderQuestion("owner_en", "text", "=owner"),
    FolderQuestion("contact_phone", "text", ""),
    FolderQuestion("people", "number"),
    FolderQuestion("start", "day"),
    FolderQuestion("end", "day"),
    FolderQuestion("sectors", "choice", "yes", YES_OR_NO),
)
OF_PHASE: Final = (
    FolderQuestion("name", "text"),
    FolderQuestion("name_en", "text", "=name"),
    FolderQuestion("start", "day"),
    FolderQuestion("end", "day"),
    FolderQuestion("work", "choice", None, tuple(WORK)),
    FolderQuestion("mentor", "text", ""),
    FolderQuestion("mentor_en", "text", "=mentor"),
)

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


def answers_of(given: Mapping[str, Any]) -> Answers:
    """Return the answers of a file. Raises WrongAnswers with everything that is wrong."""
    found, problems = _answered(OF_PROGRAMME, given, "", ("phases", "kind"))
    phases = given.get("phases")
    if not isinstance(phases, list) or not phases or len(phases) > MOST_PHASES:
        problems.append(AnswerProblem("phases", "programme-answer-phases", {"most": MOST_PHASES}))
        phases = []
    found["phases"] = []
    for place, phase in enumerate(phases):
        where = f"phases[{place}]"
        if not isinstance(phase, Mapping):
            problems.append(AnswerProblem(where, "programme-answer-phases", {"most": MOST_PHASES}))
            continue
        said, wrong = _answered(OF_PHASE, phase, f"{where}.", ())
        found["phases"].append(said)
        problems += wrong
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
            found[question.key] = found.get(other[1:]) if other.startswith("=") else other
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


def _number(_: FolderQuestion, value: object, __: date) -> int:
    said = re.sub(r"(?<=\d),(?=\d{3}\b)|\s*คน$", "", str(value).strip()).removesuffix(".0")  # 1,800 คน
    number = int(said) if said.isdecimal() and len(said) < 7 else 0
    if not 1 <= number <= MOST_PEOPLE:
        raise BadValue("programme-answer-number", most=MOST_PEOPLE)
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
    "choice": _choice,
}
