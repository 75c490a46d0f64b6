"""What is wrong in a template, and what a PDF does not show, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from locales.texts import Text
from services.papers.checking import TemplateProblem, Wrong
from services.papers.reading.made import NotShown


def problems_said(file: str, problems: Sequence[TemplateProblem], text: Text) -> list[str]:
    """Return a line for each problem, below one that counts them."""
    return [text("paper-template-wrong", file=file, count=len(problems)), *(_said(one, text) for one in problems)]


def not_shown_said(not_shown: Iterable[NotShown], text: Text) -> str:
    """Return in a line what a PDF does not show as Word does."""
    return text("paper-not-shown", what=", ".join(text(f"paper-not-shown-{one}") for one in not_shown))


def _said(problem: TemplateProblem, text: Text) -> str:
    if problem.wrong is Wrong.FILE:
        return text("paper-problem-file")
    where = text(
        f"paper-where-{problem.part}",
        page=problem.page or 1,
        paragraph=problem.paragraph or 1,
        quoted=problem.quoted,
    )
    nearest = text("paper-problem-nearest", nearest=problem.nearest) if problem.nearest else ""
    return text(f"paper-problem-{problem.wrong}", name=problem.name, nearest=nearest, where=where)
