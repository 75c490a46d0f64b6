"""A submission as ODK's tools take it: OpenRosa XML, node for node as JavaRosa writes it for the same answers."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models.forms.submissions import Submission
from services.forms.filling import resume
from xlsforms.submission import Meta, submission_xml

LANGUAGE = "th"  # of choices' labels in an instance's name


def openrosa_xml(session: Session, submission: Submission, answers: Mapping[str, str]) -> str:
    """Return the XML of a submission that was handed in, with its name as the form's `instance_name` says.

    `answers` are those that are not empty; questions that were asked and not answered have empty nodes.
    """
    filling = resume(session, submission, submission.submitted_at or submission.started_at, LANGUAGE)
    interview = filling.interview
    meta = Meta(instance_id=submission.instance_id, instance_name=interview.instance_name())
    values = {**dict.fromkeys(interview.record(), ""), **answers}
    return submission_xml(filling.form, values, meta, interview.groups())
