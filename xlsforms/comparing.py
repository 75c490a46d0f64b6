"""Compares two versions of a form: what the new one adds, removes and changes, and which changes are not allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from xlsforms.form import Form, Question
from xlsforms.problems import SURVEY, FormProblem


@dataclass(frozen=True, slots=True)
class Retyped:
    """A question whose type has changed."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions, by path. If there are `problems`, the new version must not be published."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    retyped: tuple[Retyped, ...] = ()
    choices_removed: tuple[tuple[str, str], ...] = ()  # (question, choice)
    problems: tuple[FormProblem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.retyped or self.choices_removed)


def compare(old: Form, new: Form, answered: Collection[str] = ()) -> Comparison:
    """Compare `new` with `old`. The type of a question whose path is in `answered` must not change."""
    before, after = old.questions, new.questions
    retyped = tuple(
        Retyped(path, _kind(question), _kind(after[path]))
        for path, question in before.items()
        if path in after and _kind(question) != _kind(after[path])
    )
    return Comparison(
        added=tuple(path for path in after if path not in before),
        removed=tuple(path for path in before if path not in after),
        retyped=retyped,
        choices_removed=tuple(_choices_removed(old, new)),
        problems=tuple(_problems(old, new, retyped, answered)),
    )


def _problems(old: Form, new: Form, retyped: Collection[Retyped], answered: Collection[str]) -> Iterator[FormProblem]:
    if old.form_id != new.form_id:
        yield FormProblem(
            "form-problem-other-form", "settings", None, "form_id", {"old": old.form_id, "new": new.form_id}
        )
    for change in retyped:
        if change.path in answered:
            args = {"name": change.path, "old": change.old, "new": change.new}
            yield FormProblem("form-problem-retyped", SURVEY, None, "type", args)


def _choices_removed(old: Form, new: Form) -> Iterator[tuple[str, str]]:
    for path, question in old.questions.items():
        after = new.questions.get(path)
        if question.choices and after and after.choices:
            left = after.choices.by_name
            yield from ((path, choice.name) for choice in question.choices.choices if choice.name not in left)


def _kind(question: Question) -> str:
    """Return the kind of answers: hidden, calculated and typed text are one kind; ranges and numbers are another."""
    if question.type in ("hidden", "calculate", "metadata", "note", "text", "barcode"):
        return "text"
    if question.type == "range":
        return "integer" if question.whole else "decimal"
    return question.type
