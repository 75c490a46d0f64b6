"""Forms as scenarios fill them in: what is said, what is stored, and a form with every kind of question."""

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select

from models.forms import answers, submissions
from models.forms.answers import SubmissionRevision
from models.forms.submissions import Submission
from services.forms.publishing import publish_form
from simulator.driver import Json, Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import everything_in

ABBOT = "พระครูสมุห์ชัย เจ้าอาวาสวัดศรีโคมคำ"
VIEW = ("แบบฟอร์ม", "2", ABBOT, "เมื่อวาน", "วัดศรีโคมคำ", "อยากให้ทำต่อเนื่อง", "ข้าม", "ข้าม", "ข้าม", "5", "ข้าม", "2")
SURVEY: Final = Path(__file__).with_name("survey.md").read_text("utf-8")


def publish(running: RunningBot, source: str = SURVEY, key: str = "survey") -> int:
    """Publish a form for participants; return its number."""
    done = publish_form(
        running.database,
        f"{key}.md",
        source.encode(),
        by="command",
        now=running.bot.clock.now(),
        for_role="participant",
    )
    return done.number


def say_all(phone: Someone, *lines: str) -> Json:
    """Say one line after another, each when the one before is answered; return the last message heard."""
    heard: list[Json] = []
    for line in lines:
        phone.says(line)
        heard = phone.hears(1)
    return heard[-1]


def submissions_of(running: RunningBot, phone: Someone) -> list[Submission]:
    with running.database.read() as session:
        mine = select(Submission).where(Submission.person_id == running.person_id(phone.name)).order_by(Submission.id)
        return list(session.scalars(mine))


def answers_in(running: RunningBot, submission_id: int) -> dict[str, str]:
    """The answers of a submission by key; repeats' own rows and what was left empty are left out."""
    with running.database.read() as session:
        kept = answers.of_submission(session, submission_id)
    return {key: one.value for key, one in kept.items() if one.value and one.given and key != "people"}


def newest_answers(running: RunningBot, phone: Someone) -> dict[str, str]:
    return answers_in(running, submissions_of(running, phone)[-1].id)


def state_of(running: RunningBot, phone: Someone) -> str:
    return submissions_of(running, phone)[-1].state


def revisions_of_answers(running: RunningBot, submission_id: int) -> list[tuple[str, str | None, str | None]]:
    """(key, before, after) of every change after handing in, oldest first."""
    with running.database.read() as session:
        found = session.scalars(
            select(SubmissionRevision)
            .where(SubmissionRevision.submission_id == submission_id)
            .order_by(SubmissionRevision.number)
        )
        return [(one.key, one.before, one.after) for one in found]


def sector_count(running: RunningBot, phone: Someone) -> dict[str, tuple[int, date]]:
    person_id = running.person_id(phone.name)
    with running.database.read() as session:
        found = submissions.count_by_answer(session, "feedback7", "sector", [person_id], date.min, date.max)
    return found.get(person_id, {})


def actions_of(message: Json, kind: str) -> list[Json]:
    """The postback actions of a message that are of this kind, first of the card, then of the quick replies."""
    found: list[Json] = []

    def walk(part: object) -> None:
        if isinstance(part, dict):
            action = part.get("action")
            if isinstance(action, dict) and str(action.get("data", "")).startswith(f"{kind}?"):
                found.append(action)
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for one in part:
                walk(one)

    walk(message)
    return found


def labelled(message: Json, label: str) -> Json:
    """The action with this label."""
    return next(
        action
        for kind in ("pick", "step", "pencil", "form", "take", "save", "when", "say")
        for action in actions_of(message, kind)
        if action["label"] == label
    )


def texts(messages: list[Json]) -> str:
    return " ".join(everything_in(message) for message in messages)
