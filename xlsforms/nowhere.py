"""Finds names in expressions that lead nowhere: no question and no column is called so, and the value is always empty.

Mostly it is a text that lacks its quotation marks, such as `${again} = yes`. The engines say nothing about it, and the
question that waits for it is never asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from elementpath.xpath_tokens import XPathToken

from xlsforms.form import ChoiceList, Form, Question
from xlsforms.xpath.parser import subexpressions
from xlsforms.xpath.paths import ANYTHING, Path, Reference


@dataclass(frozen=True, slots=True)
class NameOfNothing:
    """A name without a question or, if `list_name` says of which list, without a column."""

    path: str
    use: str
    name: str
    list_name: str = ""


def names_of_nothing(form: Form) -> Iterator[NameOfNothing]:
    """Yield such names in the form's order, each once for an expression."""
    for placed in form.expressions:
        for read in sorted(placed.expression.reads):
            if read not in form.items and read != ANYTHING and not read.startswith("meta"):
                yield NameOfNothing(placed.path, placed.use, read.rpartition("/")[2])
        for root in sorted(_other_roots(placed.expression.token, form.root_name)):
            yield NameOfNothing(placed.path, placed.use, root)
    for path, question in form.items.items():
        if isinstance(question, Question) and question.choice_filter and question.choices:
            for name in _columns(question.choice_filter.condition.token):
                if not _has_column(question.choices, name):
                    yield NameOfNothing(path, "choice_filter", name, question.choices.name)


def _other_roots(token: XPathToken, root_name: str) -> set[str]:
    """Return the names of other roots than the form's at which absolute paths begin. ODK Web Forms finds nothing there,
    JavaRosa reads the path as if the name were right."""
    steps = [part.steps for part in subexpressions(token) if isinstance(part, Reference)]
    return {step.names[0] for step in steps if step.start == "root" and step.names[0] != root_name}


def _columns(token: XPathToken) -> list[str]:
    """Return the names that a filter takes for columns of its list, each once."""
    if isinstance(token, Path):
        return []
    if isinstance(token, Reference):
        steps = token.steps
        return [*steps.names] if steps.start == "here" and not steps.up and len(steps.names) == 1 else []
    return list(dict.fromkeys(name for part in token for name in _columns(part)))


def _has_column(choices: ChoiceList, name: str) -> bool:
    return not choices.choices or any(child.tag == name for choice in choices.choices for child in choice.item)
