"""The context of an evaluation: the node, its submission, and the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from elementpath import XPathContext
from elementpath.xpath_nodes import DocumentNode, ElementNode

from xlsforms.xpath.limits import StepBudget


class TreeAccess(Protocol):
    """What an expression may read of the submission in which it is evaluated."""

    now: datetime  # aware, in the zone in which days are counted
    budget: StepBudget

    def read(self, node: Element) -> str:
        """Return the value of `node`, or "" if the node is not relevant."""

    def kept(self, node: Element) -> str:
        """Return the value that `node` had before it is calculated again."""

    def is_relevant(self, node: Element) -> bool: ...

    def root(self) -> Element:
        """The root element of the submission."""

    def tree(self) -> ElementNode:
        """The submission as elementpath's tree."""

    def at(self, path: str) -> Sequence[Element]:
        """Return all nodes of a path, in order; "" is the root."""

    def position(self, node: Element) -> int:
        """Return the position of `node` among its siblings of the same name, counted from 1."""

    def up(self, node: Element) -> Element | None: ...

    def path(self, node: Element) -> str: ...

    def instance(self, name: str) -> Any:
        """Return the node of a secondary instance at which paths begin, or None if there is no such instance."""

    def listed(self, name: str, column: str, value: str) -> Sequence[Element] | None:
        """Return the items of a list whose `column` is `value`, or None if the items must be compared one by one."""

    def row_of(self, name: str, column: str, value: str) -> Mapping[str, str]:
        """Return the first row of a list whose cell in `column` is `value`, or an empty one."""

    def choice_label(self, path: str, name: str) -> str: ...

    def itext(self, key: str) -> str: ...

    def new_id(self) -> str: ...


class EvaluationContext(XPathContext):
    """elementpath's context for our submission tree. Its own parts are filled only when a path needs them."""

    around: TreeAccess
    origin: Element

    def __init__(
        self, around: TreeAccess, origin: Element
    ) -> None:  # elementpath's own __init__ is slow, and most expressions do not need it
        self.around = around
        self.origin = origin
        self._walking = False

    @property
    def zone(self) -> tzinfo:
        """The time zone that decides when a day begins."""
        return self.around.now.tzinfo or UTC

    @property
    def here(self) -> Element:
        """The node at which relative paths begin; inside a predicate it is the node that is tested."""
        if self._walking and isinstance(self.item, ElementNode):
            return self.item.value  # type: ignore[return-value]
        return self.origin

    @property
    def counted(self) -> tuple[int, int]:
        """Return (position, size) inside a predicate, (1, 1) elsewhere."""
        return (self.position, self.size or 1) if self._walking else (1, 1)

    def walking(self) -> EvaluationContext:
        """Return a context in which elementpath can walk from `here`."""
        if self._walking:
            return self.__copy__()  # type: ignore[return-value]
        return self._walker(self.around.tree(), self.origin)

    def judging(self, element: Element, document: DocumentNode) -> EvaluationContext:
        """Return a context whose node is `element` of a secondary instance."""
        return self._walker(document, element)

    def walked_origin(self) -> ElementNode:
        """Return the node with the expression as elementpath's."""
        origin: ElementNode = self.around.tree().tree.elements[self.origin]  # type: ignore[assignment]
        return origin

    # ── elementpath's ways to visit nodes, each node counted ──

    def iter_matching_nodes(self, name: str, default_namespace: str | None = None) -> Iterator[Any]:
        self._visit_children()
        return super().iter_matching_nodes(name, default_namespace)

    def iter_children_or_self(self) -> Iterator[Any]:
        self._visit_children()
        return super().iter_children_or_self()

    def iter_descendants(self, axis: str | None = None) -> Iterator[Any]:
        for node in super().iter_descendants(axis):
            self.around.budget.spend()
            yield node

    def _visit_children(self) -> None:
        children = self.item.children if isinstance(self.item, (ElementNode, DocumentNode)) else ()
        self.around.budget.spend(1 + len(children))

    def _walker(self, root: ElementNode | DocumentNode, element: Element) -> EvaluationContext:
        walker = EvaluationContext(self.around, self.origin)
        walker._walking = True
        walker.root = root
        walker.document = root if isinstance(root, DocumentNode) else root.get_document_node(as_parent=False)
        walker.item = root.tree.elements[element]
        walker.namespaces, walker.variables = {}, {}
        walker.position, walker.size, walker.axis = 1, 1, None
        return walker
