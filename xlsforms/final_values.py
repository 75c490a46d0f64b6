"""What a draft holds when it is handed in: the values and the groups that are relevant."""

from xlsforms.form import Group, Question
from xlsforms.submission_tree import SubmissionTree
from xlsforms.xpath.values import iso_moment


def final_values(tree: SubmissionTree) -> dict[str, str]:
    """Return the values by key: relevant and calculated ones, notes as "", and the time of the end."""
    found = {}
    for node in tree.nodes():
        question = node.item
        if isinstance(question, Question) and tree.is_relevant(node):
            found[node.key] = iso_moment(tree.now, tree.zone) if question.metadata == "end" else tree.value(node)
    return found


def relevant_groups(tree: SubmissionTree) -> frozenset[str]:
    """Return the keys of all groups and instances that are relevant, also of those without any answer."""
    nodes = [node for node in tree.nodes() if isinstance(node.item, Group)]
    return frozenset(node.key for node in nodes if tree.is_relevant(node))
