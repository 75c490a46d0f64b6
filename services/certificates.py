"""For whom the programme's criteria of a certificate hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.people import certificates
from models.people.certificates import Certificate
from programmes import Programme
from services.evaluations.ledger import ledger_of
from services.evaluations.results import shown
from services.evaluations.rounds import NotReady
from services.summaries import counting


@dataclass(frozen=True, slots=True)
class Candidate:
    """How a participant stands: days expected and reported, the percentage of the round (None: there is no final one),
    and the certificate if they have one. `fulfils`: the criteria hold."""

    person_id: int
    name: str
    agency: str | None
    expected: int
    reported: int
    percent: str | None
    fulfils: bool
    certificate: Certificate | None

    @property
    def share(self) -> int | None:
        """Per cent of the expected days that are reported, rounded down: nobody is rounded up to a criterion."""
        return self.reported * 100 // self.expected if self.expected else None


def candidates(session: Session, programme: Programme, access: AccessScope, today: date) -> list[Candidate]:
    """Return how the participants of a scope stand, by name; nobody if the programme issues no certificates. A person
    without any expected day fulfils nothing."""
    terms = programme.certificate
    if terms is None:
        return []
    roll, attended = counting.attended(session, programme, access, programme.start, min(today, programme.end))
    issued = certificates.of_people(session, list(roll.people))
    percents = _percents(session, programme, access, today)
    found = []
    for person_id, one in sorted(roll.people.items(), key=lambda item: (item[1].name, item[0])):
        expected, reported = attended.expected.get(person_id, 0), attended.reported.get(person_id, 0)
        percent = percents.get(person_id)
        reports = bool(expected) and reported * 100 >= terms.reported * expected
        scores = terms.score is None or (percent is not None and float(percent) >= terms.score)
        fulfils = today >= terms.begins and reports and scores
        found.append(
            Candidate(person_id, one.name, one.agency, expected, reported, percent, fulfils, issued.get(person_id))
        )
    return found


def _percents(session: Session, programme: Programme, access: AccessScope, today: date) -> dict[int, str]:
    """Return the final percentage of each participant in the round that counts, if it is closed."""
    terms = programme.certificate
    if terms is None or terms.round is None:
        return {}
    try:
        ledger = ledger_of(session, programme, access, programme.round(terms.round), today)
    except NotReady:
        return {}
    return {
        entry.person_id: percent
        for entry in ledger.entries
        if entry.score.is_final and (percent := shown(entry.score.percent)) is not None
    }
