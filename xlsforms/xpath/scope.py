"""Where an expression is evaluated: around which node of which record, and at what time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from elementpath import XPathContext
from elementpath.xpath_nodes import DocumentNode, ElementNode


class Surroundings(Protocol):
    """What expressions ask of the record they are evaluated in."""

    now: datetime  # aware, in the zone days are counted in

    def read(self, node: Element) -> str:
        """The value of `node`; "" where it is not relevant."""

    def kept(self, node: Element) -> str:
        """The value `node` had before it is calculated anew."""

    def is_relevant(self, node: Element) -> bool: ...

    def root(self) -> Element:
        """The record's outermost element."""

    def tree(self) -> ElementNode:
        """The record as elementpath walks it."""

    def at(self, path: str) -> Sequence[Element]:
        """All nodes of a path, in order; "" is the root."""

    def position(self, node: Element) -> int:
        """Which of its like `node` is within its parent, from 1."""

    def up(self, node: Element) -> Element | None: ...

    def path(self, node: Element) -> str: ...

    def instance(self, name: str) -> Any:
        """The node of a secondary instance that paths begin at; None if there is none."""

    def listed(self, name: str, column: str, value: str) -> Sequence[Element] | None:
        """The items of a list whose `column` is `value`; None where that has to be compared item by item."""

    def choice_label(self, path: str, name: str) -> str: ...

    def itext(self, key: str) -> str: ...

    def new_id(self) -> str: ...


class Scope(XPathContext):
    """elementpath's context with our record in it. Its own parts are filled only when a path needs them."""

    around: Surroundings
    origin: Element

    def __init__(
        self, around: Surroundings, origin: Element
    ) -> None:  # its own is costly, most expressions never need it
        self.around = around
        self.origin = origin
        self._walking = False

    @property
    def zone(self) -> tzinfo:
        """Where days begin and end."""
        return self.around.now.tzinfo or UTC

    @property
    def here(self) -> Element:
        """The node relative paths begin at: inside a predicate the one that is judged."""
        if self._walking and isinstance(self.item, ElementNode):
            return self.item.value  # type: ignore[return-value]
        return self.origin

    @property
    def counted(self) -> tuple[int, int]:
        """(position, size) inside a predicate; (1, 1) elsewhere."""
        return (self.position, self.size or 1) if self._walking else (1, 1)

    def walking(self) -> Scope:
        """A context elementpath can walk from `here`."""
        if self._walking:
            return self.__copy__()  # type: ignore[return-value]
        return self._walker(self.around.tree(), self.origin)

    def judging(self, element: Element, document: DocumentNode) -> Scope:
        """A context that stands at `element` of a secondary instance."""
        return self._walker(document, element)

    def _walker(self, root: ElementNode | DocumentNode, element: Element) -> Scope:
        walker = Scope(self.around, self.origin)
        walker._walking = True
        walker.root = root
        walker.document = root if isinstance(root, DocumentNode) else root.get_document_node(as_parent=False)
        walker.item = root.tree.elements[element]
        walker.namespaces, walker.variables = {}, {}
        walker.position, walker.size, walker.axis = 1, 1, None
        return walker
