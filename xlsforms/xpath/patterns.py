"""Patterns of regex(), matched by RE2: its time grows with the length of the text and never doubles with each letter.

RE2 knows neither lookaround nor backreferences. What Java (ODK Collect) and RE2 write differently is translated, and
what they would understand differently is refused.
"""

import re
from functools import lru_cache
from typing import Any, Final

import re2

from xlsforms.xpath.limits import EvaluationFailed, StepBudget

MOST_MEMORY: Final = 4 << 20  # bytes of one compiled pattern, and of what RE2 remembers while it matches
LONGEST_PATTERN: Final = 2_000
_TESTS_OF_A_STEP: Final = 500  # as many instructions of a pattern are tried on a byte in the time of a step
_MADE_IN_A_STEP: Final = 4  # as many instructions are compiled in the time of a step
_STEPS_OF_REFUSAL: Final = 30_000  # a pattern that is too large is refused after a fifth of a second

_UNKNOWN_TO_RE2: Final = re.compile(r"invalid perl operator|invalid escape sequence: \\+[1-9k]|bad repetition operator")
_TOO_LARGE: Final = re.compile(r"pattern too large|invalid repetition size")
_UNICODE: Final = re.compile(r"u([0-9A-Fa-f]{4})")
_PROPERTY: Final = re.compile(r"([pP])\{(?:Is|In|IsScript=|script=)(\w+)\}")
_REPETITION: Final = re.compile(r"\{\d+(,\d*)?\}")


def matches(pattern: str, text: str, budget: StepBudget) -> bool:
    """Return whether the whole `text` matches. Raises EvaluationFailed for a pattern that cannot be used."""
    compiled = _counted(pattern, budget)
    letters = text.encode(errors="replace")
    budget.spend(compiled.programsize * len(letters) // _TESTS_OF_A_STEP)
    return compiled.fullmatch(letters) is not None


def _counted(pattern: str, budget: StepBudget) -> Any:
    """Compile a pattern, or take it from those that were compiled last. Compiling is work too."""
    before = compiled_pattern.cache_info().misses
    try:
        compiled = compiled_pattern(pattern)
    except EvaluationFailed as failed:
        budget.spend(_STEPS_OF_REFUSAL if failed.key == "form-failure-pattern-large" else len(pattern))
        raise
    if compiled_pattern.cache_info().misses > before:
        budget.spend(len(pattern) + compiled.programsize // _MADE_IN_A_STEP)
    return compiled


@lru_cache(maxsize=32)
def compiled_pattern(written: str) -> Any:
    """Compile a pattern. Raises EvaluationFailed that says why it is not possible."""
    if len(written) > LONGEST_PATTERN:
        raise EvaluationFailed("form-failure-pattern-large", pattern=_shortened(written))
    options = re2.Options()
    options.log_errors, options.never_capture, options.max_mem = False, True, MOST_MEMORY
    try:
        return re2.compile(_translated(written), options)
    except re2.error as error:
        raise EvaluationFailed(_reason(str(error)), pattern=_shortened(written)) from error
    finally:
        re2.purge()  # its own cache would keep 128 of them


def _reason(said: str) -> str:
    if _UNKNOWN_TO_RE2.search(said):
        return "form-failure-pattern-unsupported"
    return "form-failure-pattern-large" if _TOO_LARGE.search(said) else "form-failure-pattern"


def _translated(written: str) -> bytes:
    """Return a pattern as RE2 writes it: \\u0E01 is \\x{0E01}, \\p{IsThai} is \\p{Thai}."""
    parts: list[str] = []
    place, in_class = 0, False
    while place < len(written):
        letter, rest = written[place], written[place + 1 :]
        if letter == "\\":
            part, length = _escaped(rest)
        else:
            part, length = letter, 1
            if in_class and (letter == "[" or written.startswith("&&", place)):  # Java: a union, an intersection
                raise EvaluationFailed("form-failure-pattern-class", pattern=_shortened(written))
            if not in_class and letter == "{" and not _REPETITION.match(written, place):
                raise EvaluationFailed("form-failure-pattern", pattern=_shortened(written))
            if letter == "[" and not in_class:
                opening = re.match(r"\[\^?\]?", written[place:])
                part, length, in_class = (opening[0], len(opening[0]), True) if opening else (letter, 1, True)
            elif letter == "]":
                in_class = False
        parts.append(part)
        place += length
    return "".join(parts).encode(errors="replace")


def _escaped(rest: str) -> tuple[str, int]:
    """Return what follows a backslash, in RE2's spelling, and how many letters it takes with the backslash."""
    if found := _UNICODE.match(rest):
        return f"\\x{{{found[1]}}}", 1 + found.end()
    if found := _PROPERTY.match(rest):
        return f"\\{found[1]}{{{found[2]}}}", 1 + found.end()
    return "\\" + rest[:1], 2


def _shortened(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else pattern[:60] + "…"
