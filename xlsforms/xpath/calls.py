"""A function call in an expression. Its arguments are evaluated when the function asks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from elementpath.xpath_tokens import XPathToken

from xlsforms.xpath import operators, values
from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.values import Scalar

Arguments = int | tuple[int, int | None]
Found = Scalar | list[Element]


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """The arguments of one call, each evaluated when the function asks for it."""

    token: XPathToken
    scope: EvaluationContext

    def __len__(self) -> int:
        return len(self.token)

    def value(self, place: int) -> Scalar:
        return operators.scalar(self.token[place], self.scope)

    def found(self, place: int) -> Found:
        """Return the value of an argument, or the nodes of one that is a path."""
        self.spend()
        found: Found = self.token[place].evaluate(self.scope)  # type: ignore[assignment]
        return found

    def read(self, found: Found) -> Scalar:
        """Return a value as it is, and of nodes the value of the first."""
        if isinstance(found, list):
            return self.scope.around.read(found[0]) if found else ""
        return found

    def all_of(self, found: Found) -> list[Scalar]:
        """Return a value as it is, and of nodes all values."""
        return [self.scope.around.read(node) for node in found] if isinstance(found, list) else [found]

    def text(self, place: int) -> str:
        written = values.text(self.value(place))
        self.spend_letters(len(written))
        return written

    def here(self) -> str:
        """Return the value of the node for which the expression is evaluated, as `.` does."""
        return self.scope.around.read(self.scope.here)

    def number(self, place: int) -> float:
        return operators.number(self.token[place], self.scope)

    def truth(self, place: int) -> bool:
        return operators.truth(self.token[place], self.scope)

    def nodes(self, place: int) -> list[Element]:
        """Return the nodes of an argument that is a path. Raises EvaluationFailed for a value."""
        return operators.nodes(self.token[place], self.scope)

    def spread(self, first: int = 0) -> list[Scalar]:
        """Return the values of all arguments from `first`; a path gives one value for each of its nodes."""
        return [value for place in range(first, len(self)) for value in self.all_of(self.found(place))]

    def texts(self, first: int = 0, between: str = "") -> list[str]:
        """Return the same as texts. Raises EvaluationFailed if they would be too long when they are joined."""
        found = [values.text(value) for value in self.spread(first)]
        self.spend_letters(sum(map(len, found)) + len(between) * len(found))
        return found

    def spend(self, steps: int = 1) -> None:
        """Count work; see StepBudget."""
        self.scope.around.budget.spend(steps)

    def spend_letters(self, letters: int) -> None:
        self.scope.around.budget.spend_letters(letters)

    def numbers(self, first: int = 0) -> list[float]:
        return [values.number(value, self.scope.zone) for value in self.spread(first)]


@dataclass(frozen=True, slots=True)
class Function:
    """A function. `call` evaluates it; `arguments` is a number of arguments, or (fewest, most or None)."""

    name: str
    arguments: Arguments
    of: Callable[[FunctionCall], Any]

    @property
    def symbol(self) -> str:
        return self.name.rpartition(":")[2]

    def call(self, token: XPathToken, scope: EvaluationContext) -> Any:
        return self.of(FunctionCall(token, scope))


FUNCTIONS: Final[dict[str, Function]] = {}  # the modules `of_…` add their functions here


def function(
    name: str, arguments: Arguments
) -> Callable[[Callable[[FunctionCall], Any]], Callable[[FunctionCall], Any]]:
    """Register a function under its name."""

    def register(of: Callable[[FunctionCall], Any]) -> Callable[[FunctionCall], Any]:
        FUNCTIONS[name] = Function(name, arguments, of)
        return of

    return register
