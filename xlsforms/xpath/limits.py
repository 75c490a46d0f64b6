"""How much work an expression may be: one budget of steps for a draft in one turn, and the sizes of what it makes."""

from __future__ import annotations

from typing import Final

MOST_STEPS: Final = 300_000  # two seconds of work at most; our longest form needs 2,000 for a whole interview
STEPS_OF_ANSWER: Final = 2_000
LONGEST_VALUE: Final = 100_000  # most letters of one value; an answer has at most 20,000
_LETTERS: Final = 200  # as many letters are copied in the time of a step


class EvaluationFailed(ValueError):
    """An expression has no result. `key` names the sentence for the form's author, and `args_said` has its values."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key, args)
        self.key, self.args_said = key, args


class StepBudget:
    """Counts what expressions do: a node visited, a function called, a comparison."""

    def __init__(self, most: int = MOST_STEPS) -> None:
        self.left = self.most = most

    def add_for_answer(self) -> None:
        """Allow some more for an answer that was accepted; a page hands over many at once."""
        self.left = min(self.most, self.left + STEPS_OF_ANSWER)

    def spend(self, steps: int = 1) -> None:
        """Count `steps`. Raises EvaluationFailed when there are none left."""
        self.left -= steps
        if self.left < 0:
            self.left = 0
            raise EvaluationFailed("form-failure-work")

    def spend_letters(self, letters: int) -> None:
        """Count the copying of a text. Raises EvaluationFailed for one that is too long, before it is made."""
        if letters > LONGEST_VALUE:
            raise EvaluationFailed("form-failure-length", most=LONGEST_VALUE)
        if letters > _LETTERS:
            self.spend(letters // _LETTERS)
