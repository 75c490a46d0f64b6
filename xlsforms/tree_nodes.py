"""The places of a submission: one node for each question, group and instance of a repeat, by key and by path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from xlsforms.form import Form, FormItem, Group, Repeat
from xlsforms.stored_values import Instances, StoredValue

MOST_INSTANCES: Final = 200  # most instances of one repeat
MOST_NODES: Final = 10_000  # most places of one submission; repeats inside repeats multiply
_INSTANCE: Final = re.compile(r"\[(\d+)\]")


class TreeNode(Element):
    """A place in the tree. It is an XML element so that elementpath can walk it; the tree keeps its value."""

    item: FormItem
    key: str
    above: TreeNode | None

    @property
    def instance(self) -> int:
        """The id of this instance of a repeat."""
        return int(self.key.rpartition("[")[2].removesuffix("]"))

    @classmethod
    def of(cls, item: FormItem, key: str, above: TreeNode | None, name: str) -> TreeNode:
        node = cls(name)
        node.item, node.key, node.above = item, key, above
        if above is not None:
            above.append(node)
        return node


class TreeNodes:
    """All nodes of a submission. `ids` says which instances the repeat at a key has; `cut` are the keys of repeats
    that are longer than there is room for.
    """

    def __init__(self, form: Form, ids: Callable[[Repeat, str], Sequence[int]]) -> None:
        self._ids = ids
        self.by_key: dict[str, TreeNode] = {}
        self._by_path: dict[str, list[TreeNode]] = {}
        self._by_repeat: dict[str, list[TreeNode]] = {}
        self.cut: list[str] = []
        self.root = self._place(form.root, "", None, form.root_name)
        self._grow(form.root, self.root)

    @property
    def is_full(self) -> bool:
        """Whether the submission has as many places as it may have."""
        return len(self.by_key) >= MOST_NODES

    def below_root(self) -> Iterator[TreeNode]:
        """Yield every node below the root, in the form's order."""
        nodes = self.root.iter()
        next(nodes)
        return nodes  # type: ignore[return-value]

    def at(self, path: str) -> Sequence[TreeNode]:
        """Return all nodes of a path, in order; "" is the root."""
        return self._by_path.get(path, ())

    def of_repeat(self, key: str) -> Sequence[TreeNode]:
        """Return the nodes of the repeat at `key`, in order."""
        return self._by_repeat.get(key, ())

    def position(self, node: TreeNode) -> int:
        """Return the position of `node` among the instances of its repeat, counted from 1; 1 for anything else."""
        alike = self.of_repeat(node.key.rpartition("[")[0]) if isinstance(node.item, Repeat) else ()
        return next((place for place, other in enumerate(alike, start=1) if other is node), 1)

    def beside(self, repeat: Repeat, key: str) -> TreeNode:
        """Return a node in the place of a repeat's instances, for expressions evaluated before there are any."""
        node = TreeNode(repeat.name)
        node.item, node.key, node.above = repeat, f"{key}[0]", self.by_key.get(key.rpartition("/")[0])
        return node

    def _place(self, item: FormItem, key: str, above: TreeNode | None, name: str) -> TreeNode:
        node = TreeNode.of(item, key, above, name)
        self.by_key[key] = node
        self._by_path.setdefault(item.path, []).append(node)
        return node

    def _grow(self, group: Group, node: TreeNode) -> None:
        for child in group.children:
            key = f"{node.key}/{child.name}" if node.key else child.name
            if isinstance(child, Repeat):
                placed = self._by_repeat[key] = []
                for one in self._ids(child, key):
                    if self.is_full:
                        self.cut.append(key)
                        break
                    placed.append(self._place(child, f"{key}[{one}]", node, child.name))
                    self._grow(child, placed[-1])
            else:
                below = self._place(child, key, node, child.name)
                if isinstance(child, Group):
                    self._grow(child, below)


def instances_in(entries: Mapping[str, StoredValue]) -> dict[str, Instances]:
    """Return the instances that occur in the keys, for repeats without a stored list of instances.

    This is the case in a submission that was handed in.
    """
    found: dict[str, set[int]] = {}
    for key in entries:
        for part in _INSTANCE.finditer(key):
            found.setdefault(key[: part.start()], set()).add(int(part[1]))
    return {key: Instances(tuple(sorted(ids)), max(ids)) for key, ids in found.items()}
