"""A small programme lived in: a few people of every role, and what conditions ask of them put on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Texts
from models.activities.activities import Activity, ActivityState
from models.activities.details import ActivityMark, MarkKind
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from models.forms.answers import Answer
from models.forms.forms import FormVersion
from models.forms.submissions import Submission, SubmissionState
from models.messaging.chats import Chat
from models.people import leave, people
from models.people.people import PersonState
from models.plans import duties as plan_duties
from models.plans import goals as plan_goals
from models.plans import plans
from models.plans import words as plan_words
from models.plans.words import PlanQuestion, PlanTopic, Side
from models.reviews import terms
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import BANGKOK
from programmes.moments import moments_of
from services.reminders.conditions import Due, each_silence
from services.reminders.facts import ReminderItem
from services.reminders.recipients import Recipients, recipients_after
from services.reminders.refreshing import items_of
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow, RosterScope
from tests.running_bot import MAE_CHAI, NAMED_PEOPLE, PHAYAO, PRAYUN

WILAI, AMNAT, KANDA, THANA = "วิไล บุญมา", "อำนาจ ทองดี", "กานดา รักไทย", "ธนา ใจงาม"
DARUNEE, OWNER_2, OWNER_3, GOVERNOR = "ดรุณี ปลัดอำเภอ", "สุดา ช่วงสอง", "สุริยา ช่วงสาม", "บุญส่ง พะเยา"
NEXT_CHIEF = "ชาติชาย ย้ายมา"  # the district's chief from October on
OTHERS = (
    RosterRow(20, "D1", DARUNEE, "mentor", position="ปลัดอำเภอ", area=MAE_CHAI, deputy=PRAYUN),
    RosterRow(21, "O2", OWNER_2, "coordinator", scope=RosterScope("phase", "2")),
    RosterRow(22, "O3", OWNER_3, "coordinator", scope=RosterScope("phase", "3")),
    RosterRow(23, "G1", GOVERNOR, "coordinator", scope=RosterScope("province", PHAYAO)),
)
EVERYBODY = (*NAMED_PEOPLE, *OTHERS)
BEGINNING = datetime(2023, 5, 1, 9, tzinfo=BANGKOK)
_numbers = count(1)


def at(words: str) -> datetime:
    """`2023-07-12 17:30` in Bangkok."""
    return datetime.fromisoformat(words).replace(tzinfo=BANGKOK)


def chat_key(person_id: int) -> str:
    return f"U{person_id:032x}"


@dataclass
class PeopleByName:
    """People by name; each has joined and has a chat."""

    database: Database
    programme: Programme
    texts: Texts
    ids: dict[str, int]

    def entry(
        self,
        name: str,
        day: str,
        *sectors: str,
        state: ActivityState = ActivityState.SUBMITTED,
        sent: str | None = None,
    ) -> int:
        """An entry of somebody for a day, sent at four that day unless said otherwise."""
        moment = at(sent or f"{day} 16:00")
        person_id = self.ids[name]
        with self.database.write() as session:
            activity = Activity(
                person_id=person_id,
                chat_key=chat_key(person_id),
                day=date.fromisoformat(day),
                state=state.value,
                opened_at=moment,
                latest_at=moment,
                created_at=moment,
                updated_at=moment,
            )
            session.add(activity)
            session.flush()
            marks = [
                ActivityMark(activity_id=activity.id, kind=MarkKind.SECTOR.value, key=key, person_id=person_id)
                for key in sectors
            ]
            session.add_all(marks)
            return activity.id

    def becomes(self, activity_id: int, state: ActivityState) -> None:
        with self.database.write() as session:
            session.get_one(Activity, activity_id).state = state.value

    def notes_mentors(self, day: str) -> None:
        """A clock has noted up to a day who was whose mentor."""
        with self.database.write() as session:
            terms.note(session, self.programme, at(day + " 00:00"))

    def leave(self, name: str, first: str, last: str | None = None) -> None:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
        with self.database.write() as session:
            leave.grant(session, self.ids[name], *days, said_by=self.ids[name], now=BEGINNING)

    def mute(self, name: str, day: str) -> None:
        with self.database.write() as session:
            leave.mute(session, self.ids[name], date.fromisoformat(day), date.fromisoformat(day), BEGINNING)

    def hands_in(self, name: str, form: str, day: str, *, about: str | None = None, sector: str | None = None) -> None:
        """Somebody hands in a form; of the answers only the sector is kept."""
        moment, person_id, number = at(f"{day} 10:00"), self.ids[name], next(_numbers)
        with self.database.write() as session:
            version = FormVersion(
                key=form, number=number, version="1", title=form, file_name=form, source=b"", fingerprint=str(number),
                xform="", changes={}, published_by="programme", published_at=BEGINNING,
            )  # fmt: skip
            session.add(version)
            session.flush()
            handed_in = Submission(
                instance_id=f"uuid:{number}", person_id=person_id, form_id=version.id, form_key=form,
                about_person_id=self.ids[about] if about else None, state=SubmissionState.SUBMITTED.value,
                started_at=moment, updated_at=moment, submitted_at=moment, day=moment.date(),
            )  # fmt: skip
            session.add(handed_in)
            session.flush()
            if sector:
                answer = Answer(
                    submission_id=handed_in.id, key="sector", path="sector", person_id=person_id, value=sector,
                    given=True, answered_at=moment,
                )  # fmt: skip
                session.add(answer)

    def plan(self, name: str, *goals: str, agreed: bool = False, duties: str | None = None) -> int:
        """Somebody has sent a plan with these goals, which waits for both sides or is `agreed`."""
        with self.database.write() as session:
            plan = plans.ensure(session, self.ids[name], BEGINNING)
            for what in goals:
                goal = plan_goals.add(session, plan, "leadership")
                for part, value in (("what", what), ("method", "coaching"), ("by_day", date(2023, 9, 30))):
                    plan_goals.change(session, plan, goal, part, value, None)
            plans.send(session, plan, BEGINNING)
            if agreed:
                for side in (Side.MENTOR, Side.AGENCY):
                    plan_words.say(
                        session, plan.id, PlanQuestion(PlanTopic.REVISION, "1"), side,
                        by_person_id=self.ids[name], at=BEGINNING, said="agree",
                    )  # fmt: skip
                plans.note_agreed(session, plan, BEGINNING)
            if duties is not None:
                plan_duties.write(session, plan, duties, message_id=None, by_person_id=self.ids[name], at=BEGINNING)
            return plan.id

    def says_of(
        self, name: str, asked: PlanTopic, period: str, goal: int, said: str, side: Side = Side.PARTICIPANT
    ) -> None:
        """A side says how a goal of somebody's plan is."""
        with self.database.write() as session:
            plan = plans.ensure(session, self.ids[name], BEGINNING)
            plan_words.say(
                session, plan.id, PlanQuestion(asked, period, goal), side,
                by_person_id=self.ids[name], at=BEGINNING, said=said,
            )  # fmt: skip

    def rater(
        self,
        name: str,
        about: str,
        sector: str | None = None,
        *,
        in_line: bool = True,
        state: RatingState = RatingState.ACCEPTED,
    ) -> Rating:
        """Somebody on no roster is nominated to rate a participant in the final round."""
        with self.database.write() as session:
            kind = "partner" if sector else "executive"
            if name not in self.ids:
                person = people.Person(
                    key=f"{people.RATER}{name}", name=name, state=PersonState.ACTIVE, created_at=BEGINNING
                )
                session.add(person)
                session.flush()
                self.ids[name] = person.id
                session.add(
                    Rater(
                        round_key="final", person_id=person.id, kind=kind, sector=sector, phone="0812345678",
                        created_at=BEGINNING,
                    )
                )  # fmt: skip
                if in_line:
                    session.add(Chat(line_user_id=chat_key(person.id), person_id=person.id, created_at=BEGINNING))
                session.flush()
            rater = session.scalars(select(Rater).where(Rater.person_id == self.ids[name])).one()
            rating = Rating(
                round_key="final", kind=rater.kind, rater_id=rater.id, about_person_id=self.ids[about], state=state
            )
            session.add(rating)
            session.flush()
            return rating

    def gives(self, rating: Rating) -> None:
        """A rating is handed in."""
        with self.database.write() as session:
            session.get_one(Rating, rating.id).scores = "4,4,4,4,4,4"

    def blocks(self, name: str) -> None:
        """Somebody has blocked the bot."""
        with self.database.write() as session:
            session.get_one(people.Person, self.ids[name]).state = PersonState.UNREACHABLE.value

    # ── what rules make of it ──

    def due(self, rule: str, day: str) -> Due:
        """A rule of the programme at the first moment it has on a day."""
        return self.dues(rule, day)[0]

    def dues(self, rule: str, day: str) -> list[Due]:
        """A rule of the programme at each of its moments on a day: several rounds may open on one."""
        reminder = self.programme.reminder(rule)
        place = list(self.programme.reminders).index(reminder)
        moments = [one for one in moments_of(self.programme, reminder) if one.day == date.fromisoformat(day)]
        return [Due(reminder, moment, place) for moment in moments]

    def recipients(self, session: Session) -> Recipients:
        return Recipients(session, self.programme, recipients_after(session, 0, 1000))

    def told(self, rule: str, day: str) -> dict[str, ReminderItem]:
        """What everybody would be told by a rule on a day, by name."""
        with self.database.read() as session:
            recipients = self.recipients(session)
            dues = [each for due in self.dues(rule, day) for each in each_silence(recipients, due)]
            reminder_items: dict[int, ReminderItem] = {}
            for due in dues:
                reminder_items |= items_of(recipients, due, self.texts)
        name_of = {person_id: name for name, person_id in self.ids.items()}
        return {name_of[person_id]: reminder_item for person_id, reminder_item in reminder_items.items()}

    def facts(self, rule: str, day: str, name: str) -> dict[str, str | int]:
        return dict(self.told(rule, day)[name].facts)


def settle(
    database: Database, programme: Programme, texts: Texts, rows: Sequence[RosterRow] = EVERYBODY
) -> PeopleByName:
    """Put a roster on record, everybody joined."""
    with database.write() as session:
        apply_roster(session, rows, programme, BEGINNING)
        session.flush()
        ids = {row.name: people.by_name(session, row.name)[0].id for row in rows}
        for person_id in ids.values():
            session.get_one(people.Person, person_id).state = PersonState.ACTIVE.value
            session.add(Chat(line_user_id=chat_key(person_id), person_id=person_id, created_at=BEGINNING))
    return PeopleByName(database, programme, texts, ids)


def working_days_later(programme: Programme, day: str, count: int) -> str:
    """The day that is so many working days after a day."""
    found = date.fromisoformat(day)
    while count:
        found += timedelta(days=1)
        count -= programme.is_working_day(found)
    return found.isoformat()
