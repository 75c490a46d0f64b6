"""Whom a participant could nominate: the people on record of each sector, from the forms with their views."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models.forms.answers import Answer
from models.forms.forms import FormVersion
from models.forms.submissions import Submission, SubmissionState
from programmes import Programme
from services.forms.filling import form_of

MOST: int = 200  # submissions that are looked at, the newest


def contacts_by_sector(session: Session, programme: Programme, person_id: int) -> Mapping[str, list[str]]:
    """Return for each sector who gave a view to this person, the last first, each once."""
    found: dict[str, list[str]] = {}
    for key, question in programme.sector_questions.items():
        version = session.scalar(
            select(FormVersion).where(FormVersion.key == key).order_by(FormVersion.number.desc()).limit(1)
        )
        if version is None:
            continue
        form = form_of(session, version)
        who = next((path for path, one in form.questions.items() if one.type == "text"), None)
        if who is None:
            continue
        sector, name = aliased(Answer), aliased(Answer)
        rows = session.execute(
            select(sector.value, name.value)
            .select_from(Submission)
            .join(sector, (sector.submission_id == Submission.id) & (sector.path == question))
            .join(name, (name.submission_id == Submission.id) & (name.path == who))
            .where(
                Submission.person_id == person_id,
                Submission.form_key == key,
                Submission.state == SubmissionState.SUBMITTED,
            )
            .order_by(Submission.day.desc(), Submission.id.desc())
            .limit(MOST)
        )
        for of_sector, said in rows:
            known = found.setdefault(of_sector, [])
            if said and said not in known:
                known.append(said)
    return found
