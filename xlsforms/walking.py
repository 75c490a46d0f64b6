"""The steps of a draft, in the form's order: what is asked and shown now."""

from collections.abc import Iterator

from xlsforms.form import Group, Question, Repeat
from xlsforms.steps import Step
from xlsforms.submission_tree import SubmissionTree
from xlsforms.tree_nodes import TreeNode


def steps_of(tree: SubmissionTree) -> Iterator[Step]:
    """Yield all steps. After the instances of an open repeat, a step asks for one more."""
    yield from _walk(tree, tree.form.root, tree.root(), ())


def _walk(tree: SubmissionTree, group: Group, node: TreeNode, around: tuple[str, ...]) -> Iterator[Step]:
    if not tree.is_relevant(node):
        return
    for child in group.children:
        key = f"{node.key}/{child.name}" if node.key else child.name
        if isinstance(child, Repeat):
            yield from _walk_repeat(tree, child, key, around)
            continue
        below = tree.node(key)
        if below is None:
            continue
        if isinstance(child, Group):
            yield from _walk(tree, child, below, (*around, key))
        elif isinstance(child, Question) and child.asked and tree.is_relevant(below):
            yield Step(key, child, around)


def _walk_repeat(tree: SubmissionTree, repeat: Repeat, key: str, around: tuple[str, ...]) -> Iterator[Step]:
    for instance in tree.instance_nodes(key):
        yield from _walk(tree, repeat, instance, (*around, instance.key))
    if repeat.count is None and not repeat.fixed and tree.is_relevant(tree.beside(repeat, key)):
        yield Step(key, repeat, around)
