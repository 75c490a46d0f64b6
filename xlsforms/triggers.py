"""What a changed answer sets (the column `trigger`), and what that sets in turn."""

from collections.abc import Iterator
from typing import Final

from xlsforms.casting import cast
from xlsforms.form import Question
from xlsforms.stored_values import share_instances
from xlsforms.submission_tree import SubmissionTree
from xlsforms.tree_nodes import TreeNode

MOST_SETTINGS: Final = 1000  # most values that one answer sets, should questions set each other again and again


def settings_of(tree: SubmissionTree, node: TreeNode) -> Iterator[tuple[str, str]]:
    """Yield what the question at `node` sets now: key and value, those of its own instances of repeats only."""
    question = node.item
    if not isinstance(question, Question):
        return
    for setting in question.settings:
        for target in tree.at(setting.path):
            if isinstance(target.item, Question) and share_instances(node.key, target.key):
                value = cast(target.item, tree.evaluate(setting.value, target), tree.zone) if setting.value else ""
                yield target.key, value
