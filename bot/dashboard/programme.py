"""`/app/programme`: what is wrong with the folder of the running programme, and what to do about it."""

from typing import Final

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from models.forms import forms
from programmes import Programme
from programmes.problems import FolderProblem
from services.programme_folders.checking import check_folder, said, within

PLACE: Final = "/app/programme"
MOST: Final = 200  # problems on the page


def add_programme(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def programme(visitor: Visitor) -> str:
        if not visitor.access.is_whole:
            raise NotFoundHere
        found = check_folder(pages.settings.programme, pages.texts, visitor.day, None)
        running = pages.calendar.file
        return pages.page(
            "programme.html",
            visitor,
            title=visitor.text("web-programme"),
            running=running,
            wrong=len(found.problems),
            changed=found.programme is not None and found.programme != running,
            rows=[_row(pages, visitor, one) for one in (*found.problems, *found.notices)[:MOST]],
            forms=_forms(visitor, running),
        )


def _row(pages: Dashboard, visitor: Visitor, problem: FolderProblem) -> dict[str, object]:
    why, remedy = said(problem, visitor.text)
    file = within(problem.file, pages.settings.programme)
    place = visitor.text("programme-at", file=file, line=problem.line) if problem.line else file
    return {"place": place, "problem": problem, "why": why, "remedy": remedy}


def _forms(visitor: Visitor, programme: Programme) -> list[tuple[str, int | None]]:
    """Return the programme's forms: name, and the number of the version that is published, or None."""
    newest = {form.key: form.number for form in forms.newest_of_each(visitor.session)}
    return [(form.name(visitor.language), newest.get(form.key)) for form in programme.forms]
