"""The choices that a question offers now: those of its list that pass its filter, shuffled if the form says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elementpath.xpath_tokens import XPathToken

from xlsforms.form import Choice, ChoiceList, Filter, LocalizedText, Question, RepeatChoices
from xlsforms.submission_tree import SubmissionTree
from xlsforms.tree_nodes import TreeNode
from xlsforms.xpath import operators, values
from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.shuffling import shuffled
from xlsforms.xpath.values import Scalar


def offered(tree: SubmissionTree, node: TreeNode) -> Sequence[Choice]:
    """Return the choices of the question at `node` that pass its filter, in the list's order."""
    question = node.item
    if not isinstance(question, Question):
        return ()
    found = _of_repeat(tree, question.repeat_choices, node) if question.repeat_choices else ()
    if question.choices is not None:
        found = question.choices.choices
    if question.choices is not None and question.choice_filter is not None:
        found = _filtered(tree, question.choices, question.choice_filter, node)
    if question.seed is None:
        return found
    return shuffled(found, values.number(tree.evaluate(question.seed, node), tree.zone))


def _of_repeat(tree: SubmissionTree, choices: RepeatChoices, node: TreeNode) -> tuple[Choice, ...]:
    """Return the answers of a repeat as choices, each once; their labels are the answers themselves."""
    found: dict[str, Choice] = {}
    for place in tree.evaluated_nodes(choices.nodes, node):
        answered = tree.below(place, choices.names)
        if answered is not None and (written := tree.read(answered)):
            label = LocalizedText({"": (tree.shown(answered.item, written),)})
            found.setdefault(written, Choice(written, label, "", {}, answered))
    return tuple(found.values())


def _filtered(tree: SubmissionTree, choices: ChoiceList, by: Filter, node: TreeNode) -> tuple[Choice, ...]:
    if by.wanted:
        wanted = tree.evaluate(by.wanted, node, _one_value)
        if isinstance(wanted, str):
            return choices.where(by.column, wanted)
    scope = EvaluationContext(tree, node)
    return tuple(choice for choice in choices.choices if _passes(tree, choice, choices, by, scope))


def _passes(tree: SubmissionTree, choice: Choice, choices: ChoiceList, by: Filter, scope: EvaluationContext) -> bool:
    try:
        judged = scope.judging(choice.item, tree.instance(choices.name))
        return bool(tree.result(by.condition, judged, operators.truth))
    except EvaluationFailed as failed:
        tree.failures[getattr(scope.origin, "key", ""), by.condition.source] = failed
        return False


def _one_value(token: XPathToken, scope: EvaluationContext) -> Scalar:
    """Return a value that can be looked up; a truth value for several nodes, which must be compared one by one."""
    found: Any = token.evaluate(scope)
    return len(found) > 1 if isinstance(found, list) and len(found) > 1 else operators.scalar(token, scope)
