"""A new draft's first values: defaults, metadata, and one instance of each repeat without a fixed count."""

from __future__ import annotations

from xlsforms.casting import cast
from xlsforms.form import Group, Question, Repeat
from xlsforms.stored_values import StoredValue
from xlsforms.submission_tree import SubmissionTree
from xlsforms.tree_nodes import TreeNode
from xlsforms.xpath.values import iso_date, iso_moment


def first_values(record: SubmissionTree, node: TreeNode) -> dict[str, StoredValue]:
    """Store in `record` the first values of everything below `node`, in order, and return them by key."""
    put: dict[str, StoredValue] = {}
    _fill(record, node, put)
    return put


def _fill(record: SubmissionTree, node: TreeNode, put: dict[str, StoredValue]) -> None:
    if not isinstance(node.item, Group):
        return
    for child in node.item.children:
        key = f"{node.key}/{child.name}" if node.key else child.name
        if isinstance(child, Repeat):
            _begin_repeat(record, child, key, put)
            continue
        below = record.node(key)
        if below is None:
            continue
        if isinstance(child, Group):
            _fill(record, below, put)
        elif isinstance(child, Question) and not child.calculate:
            value = _first_value(record, child, below)
            if value:
                _put(record, key, value, put)
                record.forget(child.path)


def _begin_repeat(record: SubmissionTree, repeat: Repeat, key: str, put: dict[str, StoredValue]) -> None:
    if repeat.count is not None:
        return
    instances = record.instances(key).with_one_more()
    _put(record, key, str(instances), put)
    record.rebuild()
    below = record.node(f"{key}[{instances.last}]")
    if below is not None:
        _fill(record, below, put)


def _put(record: SubmissionTree, key: str, value: str, put: dict[str, StoredValue]) -> None:
    record.entries[key] = put[key] = StoredValue(value, given=False)


def _first_value(record: SubmissionTree, question: Question, node: TreeNode) -> str:
    around = record.around
    if question.metadata == "start":
        return iso_moment(around.now, record.zone)
    if question.metadata == "today":
        return iso_date(around.now.date())
    if question.metadata:
        return around.person.get(question.metadata, "")
    if question.first_value:
        return cast(question, record.evaluate(question.first_value, node), record.zone)
    return question.default
