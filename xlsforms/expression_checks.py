"""Finds, at publishing, expressions that never have a result: they fail on themselves, or in an empty draft."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from elementpath import ElementPathError
from elementpath.xpath_tokens import XPathToken

from xlsforms.form import Form, PlacedExpression
from xlsforms.form_context import FormContext
from xlsforms.interview import Interview
from xlsforms.stored_values import path_of
from xlsforms.submission_tree import SubmissionTree
from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.parser import subexpressions
from xlsforms.xpath.patterns import compiled_pattern

_CONSTANT: Final = frozenset({"(string)", "(integer)", "(decimal)", "(float)"})
_MAY_FAIL: Final = frozenset({"date", "date-time", "format-date", "format-date-time", "digest", "base64-decode"})
_SOME_DAY: Final = datetime(2023, 7, 12, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BrokenPlace:
    """An expression without a result: the path of its item, what it is for, and why it fails."""

    path: str
    use: str
    failure: EvaluationFailed


def broken_expressions(form: Form) -> list[BrokenPlace]:
    """Return the expressions of `form` that cannot be evaluated, in the form's order; each is named once."""
    context = FormContext(now=_SOME_DAY, new_id=lambda: "uuid:0")
    empty = SubmissionTree(form, {}, context)
    found = [
        BrokenPlace(placed.path, placed.use, failure)
        for placed in form.expressions
        for failure in _fails_on_itself(placed, empty)
    ]
    known = {(place.path, place.use) for place in found}
    for (key, source), failure in Interview.begin(form, context).failures().items():
        for placed in form.expressions:
            at = (placed.path, placed.use)
            if placed.path == path_of(key) and placed.expression.source == source and at not in known:
                known.add(at)
                found.append(BrokenPlace(placed.path, placed.use, failure))
    return found


def _fails_on_itself(placed: PlacedExpression, empty: SubmissionTree) -> Iterator[EvaluationFailed]:
    """Yield why a call fails whatever people answer: a day that does not exist, a pattern that cannot be used."""
    for token in subexpressions(placed.expression.token):
        if token.label != "function":
            continue
        if token.symbol == "regex" and token[1].symbol == "(string)":
            yield from _failure(lambda pattern=str(token[1].value): compiled_pattern(pattern))  # type: ignore[misc]
        elif token.symbol in _MAY_FAIL and all(argument.symbol in _CONSTANT for argument in token):
            yield from _failure(lambda call=token: _evaluate(call, empty))  # type: ignore[misc]


def _evaluate(token: XPathToken, empty: SubmissionTree) -> object:
    return token.evaluate(EvaluationContext(empty, empty.root()))


def _failure(work: Callable[[], object]) -> Iterator[EvaluationFailed]:
    try:
        work()
    except EvaluationFailed as failed:
        yield failed
    except (ElementPathError, ArithmeticError, ValueError) as error:
        yield EvaluationFailed("form-failure-other", detail=type(error).__name__)
