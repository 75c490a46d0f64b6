"""A submission as the tree that expressions see. Values and relevance are worked out when needed, and kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element, ElementTree

from elementpath import ElementPathError, get_node_tree
from elementpath.xpath_nodes import ElementNode
from elementpath.xpath_tokens import XPathToken

from xlsforms.casting import cast
from xlsforms.form import Expression, Form, FormItem, LocalizedText, Question, Repeat
from xlsforms.form_context import FormContext
from xlsforms.stored_values import Instances, StoredValue
from xlsforms.tree_nodes import MOST_INSTANCES, MOST_NODES, TreeNode, TreeNodes, instances_in
from xlsforms.xform import LAST_SAVED
from xlsforms.xpath import operators, values
from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.limits import EvaluationFailed, StepBudget
from xlsforms.xpath.paths import Reference
from xlsforms.xpath.values import Scalar

Of = Callable[[XPathToken, EvaluationContext], Scalar]  # how a result is wanted: as a value, or as truth
UNKNOWN: Final = "?"  # stands in a label for what cannot be worked out


@dataclass(frozen=True, slots=True)
class TreeState:
    """What a tree knew before an answer, to go back to if the answer cannot be worked with."""

    entries: dict[str, StoredValue]
    remembered: dict[str, StoredValue]
    known: dict[str, Any]
    steps_left: int


class SubmissionTree:
    """The nodes of a submission and their values. It reads the stored values, and changes them for `once(…)` only."""

    def __init__(self, form: Form, entries: dict[str, StoredValue], around: FormContext) -> None:
        self.form = form
        self.entries = entries
        self.around = around
        self.now = around.now
        self.language = around.language
        self.budget = StepBudget()
        self.remembered: dict[str, StoredValue] = {}  # results of `once(…)`, to be stored
        self.failures: dict[tuple[str, str], EvaluationFailed] = {}  # by key and expression
        self._candidate: tuple[str, str] | None = None
        self._counts: dict[str, int] = {}
        self._saved: Any = None
        self._inferred = instances_in(entries)
        self.rebuild()

    # ── nodes ──

    def rebuild(self) -> None:
        """Make the nodes again after instances were added or removed."""
        self._relevance: dict[str, bool] = {}
        self._values: dict[str, str] = {}
        self._walkable: ElementNode | None = None
        self._nodes = TreeNodes(self.form, self._ids)
        full = EvaluationFailed("form-failure-nodes", most=MOST_NODES)
        self.failures = {(key, "instances"): full for key in self._nodes.cut}
        try:
            self.budget.spend(len(self._nodes.by_key))
        except EvaluationFailed as failed:
            self.failures["", "nodes"] = failed

    @property
    def is_full(self) -> bool:
        """Whether the submission has as many places as it may have."""
        return self._nodes.is_full

    def state(self) -> TreeState:
        """Return what has to be known to come back here."""
        known = {name: getattr(self, name) for name in ("_nodes", "_walkable")}
        known |= {name: dict(getattr(self, name)) for name in ("_relevance", "_values", "_counts", "failures")}
        return TreeState(dict(self.entries), dict(self.remembered), known, self.budget.left)

    def return_to(self, state: TreeState) -> None:
        """Go back to `state`. Half of the steps that were left then may still be used: work is bounded in all cases."""
        self.entries.clear()
        self.entries.update(state.entries)
        self.remembered = dict(state.remembered)
        for name, value in state.known.items():
            setattr(self, name, value)
        self.budget.left = max(self.budget.left, state.steps_left // 2)

    def settle(self) -> None:
        """Give each repeat with a count as many instances as its count says now."""
        for _ in range(len(self.form.repeats) + 1):
            self._work_out()
            counted = {key: n for key, n in self._wanted() if self._counts.get(key) != n}
            if not counted or not self.budget.left:
                return
            self._counts |= counted
            self.rebuild()

    def node(self, key: str) -> TreeNode | None:
        return self._nodes.by_key.get(key)

    def nodes(self) -> Iterator[TreeNode]:
        """Yield every node below the root, in the form's order."""
        return self._nodes.below_root()

    def instances(self, key: str) -> Instances:
        """Return the instances of the repeat at `key`. A new repeat has one."""
        entry = self.entries.get(key)
        return Instances.read(entry.value) if entry else self._inferred.get(key, Instances())

    def instance_nodes(self, key: str) -> Sequence[TreeNode]:
        """Return the nodes of the repeat at `key`, in order."""
        return self._nodes.of_repeat(key)

    def beside(self, repeat: Repeat, key: str) -> TreeNode:
        """Return a node in the place of a repeat's instances, for expressions evaluated before there are any."""
        node = self._nodes.beside(repeat, key)
        self._relevance.pop(node.key, None)  # a change could not find this node, so its relevance is not kept
        return node

    def _ids(self, repeat: Repeat, key: str) -> Sequence[int]:
        if repeat.count is None:
            return self.instances(key).ids
        return range(1, self._counts.get(key, 0) + 1)  # a lower count hides the last instances and deletes nothing

    def _wanted(self) -> Iterator[tuple[str, int]]:
        for path, repeat in self.form.repeats.items():
            if repeat.count is None:
                continue
            for around in self.at(path.rpartition("/")[0]):
                key = f"{around.key}/{repeat.name}" if around.key else repeat.name
                count = values.number(self.evaluate(repeat.count, self.beside(repeat, key)), self.zone)
                if count > MOST_INSTANCES:
                    failed = EvaluationFailed("form-failure-instances", most=MOST_INSTANCES)
                    self.failures[f"{key}[0]", repeat.count.source] = failed
                yield key, int(max(0.0, min(float(MOST_INSTANCES), count))) if count == count else 0

    # ── what expressions ask (xlsforms.xpath.evaluation_context.Surroundings) ──

    def read(self, node: Element) -> str:
        if not isinstance(node, TreeNode):
            return node.text or ""
        if self._candidate and self._candidate[0] == node.key:
            return self._candidate[1]
        return self.value(node) if self.is_relevant(node) else ""

    def kept(self, node: Element) -> str:
        entry = self.entries.get(node.key) if isinstance(node, TreeNode) else None
        return entry.value if entry else ""

    def is_relevant(self, node: Element) -> bool:
        if not isinstance(node, TreeNode):
            return True
        known = self._relevance.get(node.key)
        if known is None:
            known = node.above is None or self.is_relevant(node.above)
            if known and node.item.relevant:
                self._relevance[node.key] = True  # should it ask for itself
                known = self.holds(node.item.relevant, node)
            self._relevance[node.key] = known
        return known

    def root(self) -> TreeNode:
        return self._nodes.root

    def tree(self) -> ElementNode:
        if self._walkable is None:
            self._walkable = get_node_tree(self._nodes.root)  # type: ignore[assignment]
        return self._walkable  # type: ignore[return-value]

    def at(self, path: str) -> Sequence[TreeNode]:
        return self._nodes.at(path)

    def position(self, node: Element) -> int:
        return self._nodes.position(node) if isinstance(node, TreeNode) else 1

    def up(self, node: Element) -> TreeNode | None:
        return node.above if isinstance(node, TreeNode) else None

    def path(self, node: Element) -> str:
        return node.item.path if isinstance(node, TreeNode) else ""

    def instance(self, name: str) -> Any:
        if name == LAST_SAVED:
            if self._saved is None:
                self._saved = get_node_tree(ElementTree(_saved(self.form.root_name, self.around.last_saved or {})))
            return self._saved
        documents = self.form.documents
        if name not in documents and name in self.form.instances:
            documents[name] = get_node_tree(ElementTree(self.form.instances[name]))
        return documents.get(name)

    def listed(self, name: str, column: str, value: str) -> Sequence[Element] | None:
        choices = self.form.lists.get(name)
        if choices is None:
            return None
        return [choice.item for choice in choices.where(column, value)]

    def row_of(self, name: str, column: str, value: str) -> Mapping[str, str]:
        choices = self.form.lists.get(name)
        found = choices.where(column, value) if choices is not None and value else ()
        return found[0].columns if found else {}

    def choice_label(self, path: str, name: str) -> str:
        question = self.form.questions.get(path)
        choice = question.choices.by_name.get(name) if question and question.choices else None
        return (self.said(choice.label, self.root(), self.language) or name) if choice else ""

    def itext(self, key: str) -> str:
        words = self.form.texts.get(key)
        return self.said(words, self.root(), self.language) if words else ""

    def new_id(self) -> str:
        return self.around.new_id()

    # ── values ──

    @property
    def zone(self) -> Any:
        return self.now.tzinfo

    def value(self, node: TreeNode) -> str:
        """Return the value at `node`, calculated or stored, whether it is relevant or not."""
        question = node.item
        if isinstance(question, Question) and question.calculate:
            known = self._values.get(node.key)
            if known is None:
                self._values[node.key] = ""  # should it ask for itself
                known = self._values[node.key] = self._calculated(question, question.calculate, node)
            return known
        entry = self.entries.get(node.key)
        return entry.value if entry else ""

    def evaluate(self, expression: Expression, node: Element, of: Of = operators.scalar) -> Scalar:
        """Return the result of an expression at `node`. If it has none, note the failure and return ""."""
        place = (getattr(node, "key", ""), expression.source)
        try:
            value = self.result(expression, EvaluationContext(self, node), of)
        except EvaluationFailed as failed:
            self.failures[place] = failed
            return ""
        self.failures.pop(place, None)
        return value

    def result(self, expression: Expression, scope: EvaluationContext, of: Of = operators.scalar) -> Scalar:
        """Return the result of an expression, as a value or as truth. Raises EvaluationFailed if it has none."""
        try:
            return of(expression.token, scope)
        except RecursionError as error:
            raise EvaluationFailed("form-failure-work") from error
        except (ElementPathError, ArithmeticError, ValueError) as error:
            if isinstance(error, EvaluationFailed):
                raise
            raise EvaluationFailed("form-failure-other", detail=type(error).__name__) from error

    def evaluated_nodes(self, expression: Expression, node: TreeNode) -> list[TreeNode]:
        """Return the places to which a path leads from `node`. If it fails, note the failure and return nothing."""
        found: list[TreeNode] = []

        def kept(token: XPathToken, scope: EvaluationContext) -> Scalar:
            found.extend(other for other in operators.nodes(token, scope) if isinstance(other, TreeNode))
            return ""

        self.evaluate(expression, node, kept)
        return found

    def below(self, node: TreeNode, names: Sequence[str]) -> TreeNode | None:
        """Return the place to which names lead from `node`, none of them a repeat; None if there is none."""
        return self.node("/".join([node.key, *names]) if node.key else "/".join(names))

    def holds(self, expression: Expression, node: TreeNode) -> bool:
        """Return whether an expression is true at `node`."""
        return bool(self.evaluate(expression, node, operators.truth))

    def allows(self, constraint: Expression, node: TreeNode, candidate: str) -> bool:
        """Return whether a constraint is true at `node` with `candidate` as its value. Raises EvaluationFailed."""
        self._candidate = (node.key, candidate)
        try:
            return bool(self.result(constraint, EvaluationContext(self, node), operators.truth))
        finally:
            self._candidate = None

    def said(self, words: LocalizedText, node: TreeNode, language: str) -> str:
        """Return a text of the form with answers filled in; paths in it start at `node`."""
        known, self.language = self.language, language
        try:
            parts = words.parts(language)
            return "".join(part if isinstance(part, str) else self._filled(part, node) for part in parts)
        finally:
            self.language = known

    def shown(self, question: FormItem, written: str) -> str:
        """Return an answer as people read it inside a sentence."""
        if self.around.show is None or not written or not isinstance(question, Question):
            return written
        return self.around.show(question, written, self.language)

    def _filled(self, part: Expression, node: TreeNode) -> str:
        try:
            if isinstance(part.token, Reference):
                meant = next((n for n in operators.nodes(part.token, EvaluationContext(self, node))), None)
                if isinstance(meant, TreeNode) and isinstance(meant.item, Question):
                    return self.shown(meant.item, self.read(meant))
            return values.text(self.result(part, EvaluationContext(self, node))).replace("NaN", "")
        except EvaluationFailed:
            return UNKNOWN

    def forget(self, path: str) -> None:
        """Forget the results that depend on `path`, because its answer has changed."""
        affected = self.form.affected_by(path)
        for reader in affected:
            for node in self.at(reader):
                self._relevance.pop(node.key, None)
                self._values.pop(node.key, None)
                for place in [place for place in self.failures if place[0] == node.key]:
                    del self.failures[place]
        if affected:
            self._work_out(affected)

    def _work_out(self, among: Collection[str] | None = None) -> None:
        """Work out relevance and calculations, each after those on which it depends."""
        for path in self.form.order:
            if among is None or path in among:
                for node in self.at(path):
                    if self.is_relevant(node):
                        self.value(node)

    def _calculated(self, question: Question, calculate: Expression, node: TreeNode) -> str:
        language, self.language = self.language, self.around.language
        try:
            value = cast(question, self.evaluate(calculate, node), self.zone)
        finally:
            self.language = language
        if calculate.once and value and self.kept(node) != value:
            self.entries[node.key] = self.remembered[node.key] = StoredValue(value, given=False)
        return value


def _saved(root_name: str, saved: Mapping[str, str]) -> Element:
    """Return the person's last submission as elements, with its instances in order."""
    root = Element(root_name)
    places: dict[str, Element] = {"": root}
    for key, value in saved.items():
        above, walked = root, ""
        for part in key.split("/"):
            walked = f"{walked}/{part}" if walked else part
            if walked not in places:
                places[walked] = Element(part.partition("[")[0])
                above.append(places[walked])
            above = places[walked]
        above.text = value
    return root
