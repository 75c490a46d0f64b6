"""The refusal of an answer that the form cannot work with, because an expression then has no result."""

from collections.abc import Mapping

from xlsforms.answers import Refusal
from xlsforms.form import Form
from xlsforms.stored_values import path_of
from xlsforms.xpath.limits import EvaluationFailed


def unworkable(form: Form, failures: Mapping[tuple[str, str], EvaluationFailed]) -> Refusal:
    """Return the refusal; it names the question that has no result. `failures` are by key and expression."""
    if many := [failed for failed in failures.values() if failed.key == "form-failure-instances"]:
        return Refusal("range", "form-refusal-instances", many[0].args_said)
    items = (form.items.get(path_of(key)) for key, _ in failures)
    named = next((item for item in items if item is not None and item.path), None)
    return Refusal("evaluation", "form-refusal-evaluation", {"question": named.name if named else form.title})
