"""What raters wrote about a participant, by kind, without names, and only where enough of the kind have rated."""

from typing import Final

from sqlalchemy.orm import Session

from models.coordination.scopes import of_oneself
from models.evaluations import snapshots
from models.forms import answers, forms
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.ledger import ledger_of
from services.evaluations.snapshots import digest
from services.forms.filling import form_of

ENOUGH: Final = 3  # raters of a kind: with fewer it could be guessed who wrote what


def words_about(
    session: Session, programme: Programme, turn: EvaluationRound, person_id: int, language: str
) -> list[tuple[str, list[str]]]:
    """Return (label of the kind, words) of the ratings that count, once the round is closed; in an order that says
    nothing of who came first."""
    newest, version = snapshots.newest(session, turn.key), forms.newest(session, turn.form)
    if newest is None or version is None:
        return []
    asked = {path for path, question in form_of(session, version).questions.items() if question.type == "text"}
    ledger = ledger_of(session, programme, of_oneself(person_id), turn, bangkok_day(newest.at), person_id)
    counted = [row for entry in ledger.entries for row, why in entry.given if why is None and row.submission_id]
    found = []
    for kind in turn.raters:
        ids = [row.submission_id for row in counted if row.kind == kind.key and row.submission_id is not None]
        if len(ids) < ENOUGH:
            continue
        given = answers.of_submissions(session, ids)
        words = [value for one in given.values() for key, value in one.items() if key in asked]
        if words:
            found.append((kind.label(language), sorted(words, key=digest)))
    return found
