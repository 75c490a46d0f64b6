"""Turns a Word file into a PDF: what the office changed in Word is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from services.papers.reading.document import read_document
from services.papers.reading.made import NotShown
from services.papers.typesetting import typeset_apart

_COUNT: Final = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")
OFFICE_TAKES: Final = 120  # seconds at most


class ConverterMissing(Exception):
    """LibreOffice is wanted and is not there, or did not make a PDF. Trying again may help in the latter case."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and what of the Word file it does not show. `slack`: its pages were left shorter by so many points."""

    pdf: bytes
    not_shown: tuple[NotShown, ...] = ()
    slack: float = 0

    @property
    def pages(self) -> int:
        """The number of its pages, as its page tree says it."""
        return max((int(one or other) for one, other in _COUNT.findall(self.pdf)), default=1)


def print_word(written: bytes, office: str | None = None, *, slack: float = 0) -> Printed:
    """Return a .docx file as PDF: with the command of LibreOffice if it is given, else typeset by Typst. With `slack`
    (points) its pages are so much shorter, to see whether words would fit elsewhere too."""
    if office is not None:
        return Printed(_by_office(written, office))
    read = read_document(written)
    sections = [{**section, "bottom": section["bottom"] + slack} for section in read.sections]
    pdf = typeset_apart("document", {"sections": sections, "title": read.title}, read.files)
    return Printed(pdf, tuple(sorted(read.not_shown)), slack)


def _by_office(written: bytes, office: str) -> bytes:
    command = shutil.which(office)
    if command is None:
        raise ConverterMissing(office)
    with TemporaryDirectory(prefix="castbot-office-") as folder:
        source, made = Path(folder) / "paper.docx", Path(folder) / "paper.pdf"
        source.write_bytes(written)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        steps = [command, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(steps, capture_output=True, check=False, timeout=OFFICE_TAKES)
        if not made.is_file():
            raise ConverterMissing(office)
        return made.read_bytes()
