"""Makes a paper: gathers its fields, fills in its template, prints it if a PDF is wanted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.storage.portions import let_others_write
from services.papers.checking import TemplateProblem, check
from services.papers.fields import Fields
from services.papers.filling import fill_in, still
from services.papers.joining import join_pdf, join_word
from services.papers.printing import Printed, print_word
from services.papers.reading.made import NotShown
from services.papers.template_files import DEFAULTS, template_of
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS, PaperKind

SUFFIXES: Final = ("docx", "pdf")
SLACK: Final = 17.0  # points that a page is left shorter, because Word may set a line more than we do


class WrongTemplate(Exception):
    """A template has fields that there are not. `problems` are all of them; the template must be put right."""

    def __init__(self, file: Path, problems: list[TemplateProblem]) -> None:
        super().__init__(file.name)
        self.file, self.problems = file, problems


@dataclass(frozen=True, slots=True)
class FinishedPaper:
    """A finished paper. `not_shown`: what of the template a PDF does not show; `fits` is false if a paper of one page
    has more."""

    file: bytes
    suffix: str
    not_shown: tuple[NotShown, ...] = ()
    fits: bool = True


def right_template(kind: PaperKind, folder: Path) -> Path:
    """Return the template of a kind of paper. Raises WrongTemplate if it has mistakes."""
    template = template_of(kind.key, folder)
    problems = check(template, kind.example) if template.parent != DEFAULTS else []  # tests hold ours to their fields
    if problems:
        raise WrongTemplate(template, problems)
    return template


def make(
    source: PaperSource, asked: PaperAsked, suffix: str, office: str | None = None, fields: Fields | None = None
) -> FinishedPaper:
    """Return a paper as `docx` or `pdf`. `office` is the command of LibreOffice, if it makes the PDF; `fields` are
    there if they were gathered before, in a session that wrote. Raises KeyError for an unknown kind, WrongTemplate,
    ConverterMissing, and NothingToReport."""
    kind = KINDS[asked.kind]
    template = right_template(kind, source.folder)
    if kind.parts is not None:
        return _in_parts(source, kind.parts(source, asked), template, suffix, office)
    if fields is not None:
        written, printed = fill_in(template, fields), None
    else:
        written, printed = _fitting(source, asked, kind, template)
    if suffix == "docx":
        return FinishedPaper(still(written), suffix, fits=printed is None or printed.pages == 1)
    if office is not None or printed is None or printed.slack:
        printed = print_word(written, office)
    return FinishedPaper(printed.pdf, suffix, printed.not_shown, fits=kind.rooms is None or printed.pages == 1)


def _in_parts(
    source: PaperSource, parts: Iterator[Fields], template: Path, suffix: str, office: str | None
) -> FinishedPaper:
    """Return a long paper: each part is written, and printed, before the next is gathered."""

    def filled() -> Iterator[bytes]:
        for fields in parts:
            let_others_write(source.session)
            yield fill_in(template, fields)
            gc.collect()  # a Word file is full of references in circles, which else pile up: 100 MB of 1,000 pages

    written = filled()
    if suffix == "docx":
        return FinishedPaper(still(join_word(written)), suffix)
    not_shown: set[NotShown] = set()

    def printed() -> Iterator[bytes]:
        for one in written:
            made = print_word(one, office)
            not_shown.update(made.not_shown)
            yield made.pdf

    return FinishedPaper(join_pdf(printed()), suffix, tuple(sorted(not_shown)))


def _gathered(source: PaperSource, kind: PaperKind, asked: PaperAsked, brevity: int) -> Fields:
    """Gather what a paper says. Nothing is read any more while it is written and printed, which takes seconds."""
    fields = kind.gather(source, asked, brevity)
    let_others_write(source.session)
    return fields


def _fitting(source: PaperSource, asked: PaperAsked, kind: PaperKind, template: Path) -> tuple[bytes, Printed | None]:
    """Return the Word file; of a paper of one page the longest that fits, as it was printed with slack."""
    if kind.rooms is None:
        return fill_in(template, _gathered(source, kind, asked, 0)), None
    for brevity in range(kind.rooms):
        written = fill_in(template, _gathered(source, kind, asked, brevity))
        printed = print_word(written, slack=SLACK)
        if printed.pages == 1:
            break
    return written, printed
