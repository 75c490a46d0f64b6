"""Makes an export: chooses the table, limits it to an access scope and days, and writes the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import IO, Any, Final

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import Session

from locales.texts import Text
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.coordination.scopes import AccessScope
from models.forms.submissions import Submission
from models.people.people import Role
from programmes import Programme
from services.exports import files
from services.exports.candidates import candidates_table
from services.exports.columns import SubmissionLine
from services.exports.development import gaps_table, trainings_table
from services.exports.evaluations import evaluations_table
from services.exports.plans import plans_table
from services.exports.records import (
    ExportSource,
    activities_table,
    chosen_table,
    coverage_table,
    own_table,
    people_table,
    reviews_table,
)
from services.exports.selections import selections_table
from services.exports.submissions import submissions_table
from services.exports.table import Cell, SummaryWords, Table
from services.exports.units import forums_table, teams_table
from thai.places import display

TABLES: Final[dict[str, Callable[[ExportSource], Table[Any]]]] = {
    "activities": activities_table,
    "mine": own_table,
    "reviews": reviews_table,
    "coverage": coverage_table,
    "people": people_table,
    "evaluations": evaluations_table,
    "plans": plans_table,
    "forums": forums_table,
    "teams": teams_table,
    "trainings": trainings_table,
    "gaps": gaps_table,
    "candidates": candidates_table,
    "selections": selections_table,
}


@dataclass(frozen=True, slots=True)
class ExportMaker:
    """The person who exports: access scope and language. An export has no days after `today`. `photo_address` is what
    stands before the token of a photo; `chosen` finds the ids of activities, if only some are wanted."""

    session: Session
    programme: Programme
    access: AccessScope
    text: Text
    today: date
    photo_address: str | None = None
    chosen: Select[Any] | None = None

    def make(self, wanted: ExportRequest, out: IO[bytes]) -> int:
        """Write the file and return its number of rows. Raises KeyError if the form does not exist."""
        return files.write(self.table(wanted), wanted.suffix, out)

    def people(self, wanted: ExportRequest) -> list[int]:
        """Return whose records the file may have: the participants of its scope, agency and area."""
        return [one for one, _ in scopes.names(self.session, self._access(wanted), (Role.PARTICIPANT,))]

    def _access(self, wanted: ExportRequest) -> AccessScope:
        return scopes.limited(self.access, self.programme, wanted.agency, wanted.area)

    def table(self, wanted: ExportRequest) -> Table[Any]:
        access = self._access(wanted)
        begin = date.min if wanted.kind == "mine" else self.programme.start  # notes may be older
        first, last = wanted.first or begin, min(wanted.last or self.today, self.today)
        if wanted.kind == "submissions":
            made: Table[Any] = self._submissions(access, wanted.form_key or "", first, last)
        else:
            source = ExportSource(self.session, self.programme, access, self.text, first, last, self.photo_address)
            made = chosen_table(source, self.chosen) if self.chosen is not None else TABLES[wanted.kind](source)
        return replace(made, summary=self._summary(wanted, wanted.first or self.programme.start, last))

    def _summary(self, wanted: ExportRequest, first: date, last: date) -> SummaryWords:
        """Return the words of the summary sheet: what the file holds, of which days and where."""
        text = self.text
        facts: list[tuple[str, Cell]] = [
            (text("export-summary-what"), text(f"export-{wanted.kind}")),
            (text("export-summary-programme"), self.programme.name(text.language)),
            (text("export-summary-first"), first),
            (text("export-summary-last"), last),
            (text("export-summary-made"), self.today),
        ]
        if wanted.agency:
            facts.append((text("export-activity-agency"), wanted.agency))
        if wanted.area:
            facts.append(self._area_said(wanted.area))
        return SummaryWords(
            name=text("export-summary"),
            facts=facts,
            lines=text("export-summary-lines"),
            added=text("export-summary-added"),
            flags=text("export-summary-flags"),
            weeks=text("export-summary-weeks"),
            unsaid=text("export-summary-unsaid"),
        )

    def _area_said(self, area: str) -> tuple[str, Cell]:
        units, language = self.programme.units, self.text.language
        if units is not None and units.knows(area):
            return self.text("web-unit"), units.unit(area).called(language)
        return self.text("download-place"), display(area, language)

    def _submissions(self, access: AccessScope, form_key: str, first: date, last: date) -> Table[SubmissionLine]:
        """Return the submissions of people in the access scope, and those about them."""
        about = and_(
            Submission.about_person_id.is_not(None), access.records(Submission.about_person_id, Submission.day)
        )
        seen = and_(
            Submission.day.between(first, last), or_(access.records(Submission.person_id, Submission.day), about)
        )
        return submissions_table(self.session, form_key, self.text, seen=seen)


def photo_address(public_url: str | None) -> str | None:
    """Return what stands before a photo's token, or None if the bot's pages have no address."""
    return f"{public_url}/m/" if public_url else None
