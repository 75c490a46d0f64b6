"""The ledger of a round: what is handed in counts once, by the terms that applied; a scope shows its own people."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from models.coordination import scopes
from models.evaluations import ratings, rounds
from models.evaluations.ratings import Rating, RatingState
from models.people.audit import AuditEntry
from programmes import Programme
from services.evaluations.arithmetic import rounded
from services.evaluations.handing_in import Taken, carry_over, withdraw
from services.evaluations.ledger import pending_raters
from services.evaluations.rounds import RoundState, changes, pending_changes, revise, state_of, terms_of
from services.evaluations.terms import read_terms
from tests.running_bot import MALEE, SOMCHAI
from tests.services.evaluations.rated_people import RatedPeople, at

PARTNERS = (
    ("นางสมศรี มีสุข", "civil_society", (5, 4, 4, 5, 5, 4)),
    ("พระครูวิสุทธิ์", "religious", (4, 4, 5, 5, 5, 5)),
    ("นายบุญมี แก้วดี", "people", (3, 4, 4, 4, 5, 4)),
    ("นายเกษม ค้าดี", "private", (4, 4, 4, 4, 4, 4)),
    ("นางสาวข่าว ทันใจ", "media", (5, 5, 5, 4, 4, 5)),
)


def all_rate(rated: RatedPeople, about: str = SOMCHAI) -> list[int]:
    found = [rated.rater("นายผู้ใหญ่ กระทรวง", "executive", None)]
    rated.rates(found[0], about, (4, 4, 4, 5, 4, 4))
    for name, sector, scores in PARTNERS:
        found.append(rated.rater(name, sector=sector))
        rated.rates(found[-1], about, scores)
    return found


def test_a_score_is_complete_when_the_least_raters_and_sectors_have_rated(rated: RatedPeople) -> None:
    all_rate(rated)
    score = rated.entry(SOMCHAI).score
    assert score.is_whole
    assert not score.is_final  # until the round is closed
    assert score.total is not None
    # executives 25/6 x 20 % + partners (131/30) x 80 %
    assert str(rounded(score.total)) == "4.33"
    other = rated.entry(MALEE).score
    assert [lack.what for lack in other.lacks] == ["kind", "kind", "closing"]
    assert other.total is None


def test_the_first_of_two_ratings_stands_and_the_second_is_told(rated: RatedPeople) -> None:
    rater_id = rated.rater("นางสมศรี มีสุข")
    assert rated.rates(rater_id, SOMCHAI, (5, 5, 5, 5, 5, 5)) is Taken.COUNTED
    assert rated.rates(rater_id, SOMCHAI, (1, 1, 1, 1, 1, 1)) is Taken.ALREADY
    ((row, why),) = rated.entry(SOMCHAI).given
    assert (row.scores, why) == ("5,5,5,5,5,5", None)


def test_a_rating_that_is_only_nominated_or_was_struck_takes_nothing(rated: RatedPeople) -> None:
    for state in (RatingState.NOMINATED, RatingState.STRUCK):
        rater_id = rated.rater(f"นาย{state}")
        rated.asks(rater_id, SOMCHAI, state)
        assert rated.rates(rater_id, SOMCHAI, (5, 5, 5, 5, 5, 5)) is Taken.NOT_ASKED
    entry = rated.entry(SOMCHAI)
    assert entry.given == ()
    assert entry.nominated == {"partner": 1}


def test_a_withdrawn_rating_is_out_by_an_audited_act_and_the_ledger_says_so(rated: RatedPeople) -> None:
    raters = all_rate(rated)
    before = rated.entry(SOMCHAI).score.total
    with rated.database.write() as session:
        (rating,) = ratings.of_rater(session, raters[1])
        assert withdraw(session, rating, rated.now, actor="command", by_person_id=None, reason="ญาติ")
        assert not withdraw(session, rating, rated.now, actor="command", by_person_id=None, reason="ญาติ")
    entry = rated.entry(SOMCHAI)
    assert [why.value for _, why in entry.given if why] == ["withdrawn"]
    assert entry.score.total != before
    assert next((lack.what, lack.have, lack.least) for lack in entry.score.lacks) == ("raters", 4, 5)
    with rated.database.read() as session:
        said = session.scalars(select(AuditEntry).where(AuditEntry.action == "rating-withdraw")).all()
        assert [(one.actor, one.ids) for one in said] == [("command", {"rating": rating.id})]


def test_a_late_rating_is_kept_and_left_out_until_terms_count_it(rated: RatedPeople) -> None:
    rater_id = rated.rater("นางสมศรี มีสุข")
    rated.asks(rater_id, SOMCHAI)
    rated.now = at("2023-12-21 09:00")
    assert rated.rates(rater_id, SOMCHAI, (5, 5, 5, 5, 5, 5)) is Taken.LATE
    assert [why.value for _, why in rated.entry(SOMCHAI).given if why] == ["late"]
    rated.programme = with_round(rated.programme, late="count")
    with rated.database.write() as session:
        done = revise(session, rated.programme, rated.programme.round("final"), rated.now, reason="มติ", actor="command")
        assert done is not None
        assert done.number == 2
    assert [why for _, why in rated.entry(SOMCHAI).given] == [None]


def with_round(programme: Programme, key: str = "final", **changed: object) -> Programme:
    """The programme with another text in its file."""
    turns = [turn.model_copy(update=changed) if turn.key == key else turn for turn in programme.evaluation.rounds]
    evaluation = programme.evaluation.model_copy(update={"rounds": tuple(turns)})
    return Programme.model_construct(**{**dict(programme), "evaluation": evaluation})


def test_a_change_of_the_file_after_opening_applies_only_as_a_new_version(rated: RatedPeople) -> None:
    all_rate(rated)
    before = rated.entry(SOMCHAI).score.total
    executive, partner = rated.programme.round("final").raters
    heavier = (executive.model_copy(update={"weight": Decimal(50)}), partner.model_copy(update={"weight": Decimal(50)}))
    rated.programme = with_round(rated.programme, raters=heavier)
    assert rated.entry(SOMCHAI).score.total == before
    with rated.database.write() as session:
        turn = rated.programme.round("final")
        said = [(one.what, one.of, one.before, one.after) for one in pending_changes(session, rated.programme, turn)]
        assert said == [("weight", "executive", "20", "50"), ("weight", "partner", "80", "50")]
        revise(session, rated.programme, turn, rated.now, reason="มติคณะกรรมการ", actor="command")
        assert pending_changes(session, rated.programme, turn) == []
        assert [one.reason for one in rounds.versions_of(session, "final")] == [None, "มติคณะกรรมการ"]
    assert rated.entry(SOMCHAI).score.total != before


def test_terms_that_lose_a_kind_and_a_criterion_say_so_and_leave_the_rest(rated: RatedPeople) -> None:
    all_rate(rated)
    with rated.database.read() as session:
        terms = terms_of(session, rated.programme, rated.programme.round("final")).terms
    fewer = replace(terms, kinds=terms.kinds[1:], criteria=terms.criteria[1:])
    assert [(one.what, one.of) for one in changes(terms, fewer)] == [
        ("kind_gone", "executive"), ("criterion_gone", "ability"),
    ]  # fmt: skip
    assert read_terms(fewer.written()) == fewer


def test_mentors_need_no_nomination_and_an_edit_of_theirs_changes_the_score(rated: RatedPeople) -> None:
    rated.now = at("2023-11-22 09:00")
    assert rated.mentor_rates("วิไล บุญมา", SOMCHAI, (4, 4, 3, 4, 5, 4)) is Taken.COUNTED
    score = rated.entry(SOMCHAI, "phase_2").score
    assert score.total == 4
    assert score.is_whole
    with rated.database.read() as session:
        (rating,) = ratings.about(session, "phase_2", [rated.id(SOMCHAI)])
        submission_id = rating.submission_id
    assert submission_id is not None
    rated.edits(submission_id, "leadership", 5)
    assert str(rounded(rated.entry(SOMCHAI, "phase_2").score.total or 0)) == "4.33"
    assert rated.mentor_rates("วิไล บุญมา", SOMCHAI, (1, 1, 1, 1, 1, 1)) is Taken.ALREADY


def test_what_mentors_handed_in_before_is_carried_over_once_the_first_of_each(rated: RatedPeople) -> None:
    rated.now = at("2023-11-22 09:00")
    first = rated.only_hands_in("วิไล บุญมา", SOMCHAI, (4, 4, 3, 4, 5, 4))
    rated.now = at("2023-11-23 09:00")
    rated.only_hands_in("วิไล บุญมา", SOMCHAI, (1, 1, 1, 1, 1, 1))
    other = rated.only_hands_in("ประยูร ศรีสุข", MALEE, (5, 5, 5, 5, 5, 5))
    for expected in (2, 0):
        with rated.database.write() as session:
            assert carry_over(session, rated.programme, rated.now) == expected
    with rated.database.read() as session:
        given = session.scalars(select(Rating).order_by(Rating.id)).all()
        assert [(one.submission_id, one.scores) for one in given] == [(first, "4,4,3,4,5,4"), (other, "5,5,5,5,5,5")]
        assert [one.submitted_at for one in given] == [at("2023-11-22 09:00"), at("2023-11-23 09:00")]


def test_a_round_is_coming_open_and_over(rated: RatedPeople) -> None:
    turn = rated.programme.round("final")
    with rated.database.read() as session:
        days = [at("2023-12-03 09:00"), at("2023-12-04 09:00"), at("2023-12-20 09:00"), at("2023-12-21 09:00")]
        assert [state_of(session, rated.programme, turn, day.date()) for day in days] == [
            RoundState.COMING, RoundState.OPEN, RoundState.OPEN, RoundState.OVER,
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "round_key", "seen"),
    [
        ("all", "final", [MALEE, SOMCHAI]),
        ("agency:กรมที่ดิน", "final", [MALEE]),
        ("agency:กรมที่ดิน", "phase_2", [MALEE]),
        ("phase:4", "final", [MALEE, SOMCHAI]),
        ("phase:2", "final", []),
        ("phase:2", "phase_2", [MALEE, SOMCHAI]),
        ("province:56", "final", [MALEE, SOMCHAI]),
        ("province:57", "final", []),
        ("nothing", "final", []),
    ],
)
def test_a_scope_shows_the_rounds_and_people_of_its_own(
    rated: RatedPeople, scope: str, round_key: str, seen: list[str]
) -> None:
    assert sorted(one.name for one in rated.ledger(round_key, scope).entries) == sorted(seen)


def test_who_is_awaited_is_listed_with_the_phone_to_call(rated: RatedPeople) -> None:
    done, waits, struck = rated.rater("นายทำแล้ว"), rated.rater("นายยังไม่ทำ"), rated.rater("นายไม่ต้อง")
    rated.rates(done, SOMCHAI, (5, 5, 5, 5, 5, 5))
    for name in (SOMCHAI, MALEE):
        rated.asks(waits, name)
    rated.asks(struck, SOMCHAI, RatingState.STRUCK)
    with rated.database.read() as session:
        turn = rated.programme.round("final")
        for scope, count in (("all", 2), ("agency:กรมที่ดิน", 1)):
            access = scopes.of_scopes([scope], rated.programme)
            found = pending_raters(session, rated.programme, access, turn, rated.now.date())
            assert [(one.name, one.phone, one.has_chat, one.waiting) for one in found] == [
                ("นายยังไม่ทำ", "0812345678", False, count)
            ]
        mentors = pending_raters(
            session, rated.programme, scopes.of_scopes(["all"], rated.programme), rated.programme.round("phase_2"),
            rated.now.date(),
        )  # fmt: skip
        assert {(one.name, one.waiting) for one in mentors} == {("วิไล บุญมา", 1), ("ประยูร ศรีสุข", 1)}


def test_a_rater_who_gives_everybody_the_same_is_named_from_three_on(rated: RatedPeople) -> None:
    same, other = rated.rater("นายเท่ากัน", "executive", None), rated.rater("นายต่างกัน", "executive", None)
    for name in (SOMCHAI, MALEE):
        rated.rates(same, name, (4, 4, 4, 4, 4, 4))
        rated.rates(other, name, (4, 4, 4, 4, 4, 5 if name == MALEE else 4))
    assert rated.ledger().same_to_everybody() == []
    ledger = rated.ledger()
    third = replace(ledger.entries[0], person_id=-1)
    found = replace(ledger, entries=(*ledger.entries, third)).same_to_everybody()
    assert [count for _, count in found] == [3]
