"""A step of an interview: a question, a note to read, or the question whether a repeat gets one more instance."""

from __future__ import annotations

from dataclasses import dataclass

from xlsforms.form import Question, Repeat


@dataclass(frozen=True, slots=True)
class Step:
    """One question or note. `groups` are the keys of the groups and instances around it, the outermost first."""

    key: str
    node: Question | Repeat
    groups: tuple[str, ...] = ()

    @property
    def is_more(self) -> bool:
        """Whether it asks for one more instance of a repeat."""
        return isinstance(self.node, Repeat)

    @property
    def is_note(self) -> bool:
        """Whether it is only to be read."""
        return isinstance(self.node, Question) and self.node.readonly

    @property
    def question(self) -> Question:
        """The question of this step. Raises TypeError for a step of a repeat."""
        if isinstance(self.node, Question):
            return self.node
        raise TypeError(f"{self.key} asks for more, it is no question")


@dataclass(frozen=True, slots=True)
class OfferedChoice:
    """A choice that is offered now: its label has values filled in; `image` is a file name or empty."""

    name: str
    label: str
    image: str = ""
