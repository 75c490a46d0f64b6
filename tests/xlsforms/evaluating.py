"""What our engine says of the expressions that are compared with the reference engines."""

from datetime import datetime
from typing import Final
from uuid import uuid4

from tests.xlsforms.reference_engines import FORM
from tests.xlsforms.sheets import around
from xlsforms import StoredValue, load_form
from xlsforms.form import Expression, Question
from xlsforms.stored_values import Instances
from xlsforms.submission_tree import SubmissionTree
from xlsforms.xpath import values
from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.parser import ExpressionError, parse

PEOPLE: Final = {"person[1]/age": "10", "person[1]/nick": "กบ", "person[2]/age": "40", "person[2]/nick": "นก"}
CORNERS: Final = ("13.75 100.5 0 0", "13.75 100.6 0 0", "13.85 100.6 0 0", "13.75 100.5 0 0")


def compared_tree(now: datetime) -> SubmissionTree:
    """The submission of `engines/form.xml`, with the values that stand in it."""
    form = load_form(FORM)
    answers = {
        path: item.default
        for path, item in form.items.items()
        if isinstance(item, Question) and not path.startswith(("person", "corner"))
    }
    entries = {key: StoredValue(value, given=True) for key, value in {**answers, **PEOPLE}.items()}
    entries["person"] = StoredValue(str(Instances((1, 2, 3), 3)), given=True)
    entries |= {f"corner[{n}]/at": StoredValue(place, given=True) for n, place in enumerate(CORNERS, start=1)}
    entries["corner"] = StoredValue(str(Instances((1, 2, 3, 4), 4)), given=True)
    entries["none"] = StoredValue(str(Instances((), 0)), given=True)
    return SubmissionTree(form, entries, around(now=now, new_id=lambda: str(uuid4())))


def ours(expression: str, tree: SubmissionTree) -> str | None:
    """What an expression comes to at /data/outcome; None if it has no result or is refused."""
    node = tree.node("outcome")
    assert node is not None
    try:
        parsed = Expression(expression, parse(expression), frozenset())
        return values.text(tree.result(parsed, EvaluationContext(tree, node)))
    except (ExpressionError, EvaluationFailed):
        return None
