"""A programme with people of every role whose round is open, and ratings of theirs, handed in as forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from bot.settings import ROOT
from models.coordination import scopes
from models.evaluations import ratings
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from models.forms import forms
from models.forms.submissions import Submission
from models.people import people
from models.people.people import RATER, Person
from models.storage.database import Database
from programmes import Programme, load
from programmes.bangkok import BANGKOK, bangkok_day
from services.evaluations.handing_in import Taken, take, take_mentors
from services.evaluations.ledger import Ledger, LedgerEntry, ledger_of
from services.evaluations.signing import SigningKey, new_key, read_key
from services.forms.filling import Filling, begin, resume
from services.forms.publishing import publish_programme
from services.roster.applying import apply_roster
from tests.running_bot import NAMED_PEOPLE

FOLDER = ROOT / "programmes" / "cast-2566"
CRITERIA = ("ability", "vision", "leadership", "ethics", "networks", "growth_mindset")


def at(words: str) -> datetime:
    """`2023-12-06 09:00` in Bangkok."""
    return datetime.fromisoformat(words).replace(tzinfo=BANGKOK)


@dataclass
class RatedPeople:
    """People by name, and what raters do."""

    database: Database
    programme: Programme
    key: SigningKey
    now: datetime

    def id(self, name: str) -> int:
        with self.database.read() as session:
            return people.by_name(session, name)[0].id

    def rater(self, name: str, kind: str = "partner", sector: str | None = "people", phone: str = "0812345678") -> int:
        """Somebody who is on no roster, let in to rate in the final round; the rater's id."""
        with self.database.write() as session:
            person = Person(key=f"{RATER}{uuid4()}", name=name, created_at=self.now)
            session.add(person)
            session.flush()
            found = Rater(
                round_key="final", person_id=person.id, kind=kind, sector=sector, phone=phone, created_at=self.now,
                organisation="กลุ่มสตรีแม่ใจ",
            )  # fmt: skip
            session.add(found)
            session.flush()
            return found.id

    def asks(self, rater_id: int, about: str, state: RatingState = RatingState.ACCEPTED) -> int:
        """A rater is to rate a participant; the rating's id."""
        about_id = self.id(about)
        with self.database.write() as session:
            rater = session.get_one(Rater, rater_id)
            rating = Rating(
                round_key=rater.round_key, kind=rater.kind, rater_id=rater_id, about_person_id=about_id, state=state
            )
            session.add(rating)
            session.flush()
            return rating.id

    def rates(self, rater_id: int, about: str, scores: Sequence[int], words: str | None = None) -> Taken:
        """A rater fills in the form of the final round about a participant and hands it in."""
        about_id = self.id(about)
        with self.database.write() as session:
            rater = session.get_one(Rater, rater_id)
            mine = [one for one in ratings.of_rater(session, rater_id) if one.about_person_id == about_id]
            rating_id = mine[0].id if mine else None
        rating_id = rating_id or self.asks(rater_id, about)
        with self.database.write() as session:
            filling = self._filled(session, "eval_final", rater.person_id, about_id, scores, words)
            rating = session.get_one(Rating, rating_id)
            return take(session, self.programme, self.programme.round("final"), rating, filling.submission, self.now)

    def mentor_rates(self, mentor: str, about: str, scores: Sequence[int], form: str = "eval_phase_2") -> Taken | None:
        """A mentor hands in the form at the end of a phase."""
        with self.database.write() as session:
            filling = self._filled(session, form, self.id(mentor), self.id(about), scores, None)
            return take_mentors(session, self.programme, filling.submission, self.now)

    def only_hands_in(self, mentor: str, about: str, scores: Sequence[int], form: str = "eval_phase_2") -> int:
        """A mentor hands in a form as before rounds were counted; the submission's id."""
        with self.database.write() as session:
            return self._filled(session, form, self.id(mentor), self.id(about), scores, None).submission.id

    def _filled(
        self, session: Session, form: str, by: int, about: int, scores: Sequence[int], words: str | None
    ) -> Filling:
        version = forms.newest(session, form)
        assert version is not None
        filling = begin(session, version, person_id=by, now=self.now, language="th", about_person_id=about,
                        prefill={"about_name": "ผู้เข้าร่วมโครงการ"})  # fmt: skip
        for criterion, score in zip(CRITERIA, scores, strict=True):
            assert filling.interview.take(f"scores/{criterion}", str(score)) is None
        said = {"words": words, "reason_low": "ต้องฝึกอีก", "strength": "ขยัน"}
        for path, value in said.items():
            step = filling.interview.step(path) if path in filling.form.questions else None
            if step is not None and value is not None:
                assert filling.interview.take(path, value) is None
        assert filling.interview.faults() == []
        filling.save(session, self.now)
        filling.hand_in(session, self.now, bangkok_day(self.now))
        return filling

    def edits(self, submission_id: int, criterion: str, score: int) -> None:
        """The author of a submission changes an answer after handing it in."""

        with self.database.write() as session:
            filling = resume(session, session.get_one(Submission, submission_id), self.now, "th")
            assert filling.interview.take(f"scores/{criterion}", str(score)) is None
            filling.save(session, self.now)

    def ledger(self, round_key: str = "final", scope: str = scopes.ALL, day: date | None = None) -> Ledger:
        with self.database.read() as session:
            access = scopes.of_scopes([scope], self.programme)
            turn = self.programme.round(round_key)
            return ledger_of(session, self.programme, access, turn, day or bangkok_day(self.now))

    def entry(self, name: str, round_key: str = "final", scope: str = scopes.ALL) -> LedgerEntry:
        return next(one for one in self.ledger(round_key, scope).entries if one.name == name)


def settle(database: Database) -> RatedPeople:
    """Publish the programme's forms and put its people on record."""
    programme = load(FOLDER)
    now = at("2023-11-20 08:00")
    publish_programme(database, programme, FOLDER, now)
    with database.write() as session:
        apply_roster(session, NAMED_PEOPLE, programme, now)
    return RatedPeople(database, programme, read_key(new_key()), at("2023-12-06 09:00"))
