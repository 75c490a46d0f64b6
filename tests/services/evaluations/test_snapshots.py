"""Closing a round: signed, chained, provable by a file, and silent of whoever is erased."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from models.evaluations import snapshots
from models.evaluations.ratings import Rating
from models.evaluations.snapshots import EvaluationSnapshot
from models.people import people
from models.privacy import erasure
from services.evaluations.handing_in import Taken, withdraw
from services.evaluations.signing import SigningKey, WrongKey, new_key, read_key
from services.evaluations.snapshots import (
    CannotClose,
    Proof,
    chain_faults,
    close_round,
    differs,
    digest,
    file_of,
    prove,
)
from tests.databases import impatient, on_postgresql
from tests.running_bot import MALEE, SOMCHAI
from tests.services.evaluations.rated_people import RatedPeople, at
from tests.services.evaluations.test_ledger import all_rate


def closed(rated: RatedPeople, key: str = "final", **how: object) -> EvaluationSnapshot:
    with rated.database.write() as session:
        turn = rated.programme.round(key)
        return close_round(session, rated.programme, turn, rated.now, rated.key, actor="command", **how)  # type: ignore[arg-type]


def the_file(rated: RatedPeople, person: str | None = None, key: str = "final") -> dict[str, object]:
    with rated.database.read() as session:
        newest = snapshots.newest(session, key)
        assert newest is not None
        written = json.dumps(file_of(session, newest, rated.id(person) if person else None), ensure_ascii=False)
    found: dict[str, object] = json.loads(written)
    return found


def proof(rated: RatedPeople, file: object, key: SigningKey | None = None) -> Proof:
    return prove(file, (key or rated.key).public)


def test_closing_needs_all_or_somebody_who_says_although(rated: RatedPeople) -> None:
    all_rate(rated)
    with pytest.raises(CannotClose, match="lacking"):
        closed(rated)
    snapshot = closed(rated, although_lacking=True)
    body = json.loads(snapshot.body)
    assert (snapshot.number, body["participants"], body["final"]) == (1, 2, 1)
    assert rated.entry(SOMCHAI).score.is_final
    assert not rated.entry(MALEE).score.is_final


def test_a_round_that_has_not_opened_cannot_be_closed(rated: RatedPeople) -> None:
    rated.now = at("2023-12-01 09:00")
    with pytest.raises(CannotClose, match="not-open"):
        closed(rated, although_lacking=True)


def test_nothing_counts_after_closing_and_a_change_is_a_new_snapshot_with_a_reason(rated: RatedPeople) -> None:
    raters = all_rate(rated)
    first = closed(rated, although_lacking=True)
    assert rated.rates(rated.rater("นายมาช้า"), SOMCHAI, (1, 1, 1, 1, 1, 1)) is Taken.CLOSED
    with pytest.raises(CannotClose, match="needs-reason"):
        closed(rated, although_lacking=True)
    with rated.database.write() as session:
        assert differs(rated.ledger(), snapshots.results_of(session, first.id)) == []
        rating = session.scalars(select(Rating).where(Rating.rater_id == raters[1])).one()
        withdraw(session, rating, rated.now, actor="command", by_person_id=None, reason="ญาติ")
    with rated.database.read() as session:
        assert differs(rated.ledger(), snapshots.results_of(session, first.id)) == [rated.id(SOMCHAI)]
    second = closed(rated, although_lacking=True, reason="ถอนผู้ประเมินที่เป็นญาติ")
    body = json.loads(second.body)
    assert (body["number"], body["previous"], body["reason"]) == (2, first.sha256, "ถอนผู้ประเมินที่เป็นญาติ")


def test_a_file_proves_the_result_of_one_person_without_the_others(rated: RatedPeople) -> None:
    all_rate(rated)
    closed(rated, although_lacking=True)
    file = the_file(rated, SOMCHAI)
    assert MALEE not in json.dumps(file, ensure_ascii=False)
    found = proof(rated, file)
    assert found.wrong == ()
    assert (found.round_key, found.number, found.key_id) == ("final", 1, rated.key.id)
    assert [(one["name"], one["total"], one["percent"]) for one in found.results] == [(SOMCHAI, "4.33", "86.53")]


@pytest.mark.parametrize("what", ["total", "body", "signature", "result of another", "key"])
def test_a_file_with_anything_changed_is_refused(rated: RatedPeople, what: str) -> None:
    all_rate(rated)
    closed(rated, although_lacking=True)
    file = the_file(rated)
    results = file["results"]
    assert isinstance(results, list)
    key = rated.key
    if what == "total":
        results[0] = results[0].replace('"total":"', '"total":"9')
        results[1] = results[1].replace('"total":"', '"total":"9')
        assert proof(rated, file).wrong == ("proof-result-changed",)
        return
    if what == "result of another":
        results.append(json.dumps({"name": "คนอื่น", "total": "5.00"}))
        assert proof(rated, file).wrong == ("proof-result-changed",)
        return
    if what == "body":
        file["body"] = str(file["body"]).replace('"final":1', '"final":2')
    elif what == "signature":
        file["signature"] = "A" * 86 + "=="
    else:
        key = read_key(new_key())
    expected = "proof-other-key" if what == "key" else "proof-changed"
    assert proof(rated, file, key).wrong == (expected,)


NO_BODY = '{"results":[],"round":"final","number":"x","closed_at":"","public_key":""}'


@pytest.mark.parametrize(
    "file",
    [
        None,
        [],
        {},
        "x",
        {"body": "{}", "signature": "", "results": []},
        {"body": 1, "signature": "", "results": []},
        {"body": NO_BODY, "signature": "", "results": []},
        {"body": "[" * 100_000, "signature": "", "results": []},
    ],
    ids=lambda file: str(file)[:40],
)
def test_what_is_no_snapshot_is_said_to_be_none(file: object) -> None:
    assert prove(file, read_key(new_key()).public).wrong == ("proof-no-snapshot",)


def test_snapshots_of_all_rounds_are_one_chain_in_which_a_change_shows(rated: RatedPeople) -> None:
    all_rate(rated)
    closed(rated, "phase_2", although_lacking=True)
    closed(rated, although_lacking=True)
    keys = {rated.key.id: rated.key.public}
    with rated.database.read() as session:
        stored = snapshots.chain(session)
        assert [one.round_key for one in stored] == ["phase_2", "final"]
        assert stored[1].previous_sha256 == stored[0].sha256
        assert chain_faults(stored, keys) == []
    with rated.database.write() as session:
        forged = stored[0].body.replace('"final":0', '"final":2')
        changed = update(EvaluationSnapshot).where(EvaluationSnapshot.id == stored[0].id)
        session.execute(changed.values(body=forged, sha256=digest(forged)))
    with rated.database.read() as session:
        faults = chain_faults(snapshots.chain(session), keys)
        assert faults == [("phase_2", 1, "proof-changed"), ("final", 1, "proof-chain-broken")]


def test_whoever_is_erased_leaves_no_result_and_the_chain_stays_whole(rated: RatedPeople) -> None:
    all_rate(rated)
    closed(rated, although_lacking=True)
    with rated.database.write() as session:
        erasure.erase(session, people.by_name(session, SOMCHAI)[0], rated.now, actor="command")
    file = the_file(rated)
    assert SOMCHAI not in json.dumps(file, ensure_ascii=False)
    assert "4.33" not in json.dumps(file)
    assert proof(rated, file).wrong == ()
    with rated.database.read() as session:
        assert chain_faults(snapshots.chain(session), {rated.key.id: rated.key.public}) == []


@pytest.mark.parametrize("written", ["", "abc", "ก", "A" * 44, "Ab3x" * 10 + "Ab", "=" * 44])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(WrongKey):
        read_key(written)


@on_postgresql
def test_a_rating_that_comes_while_the_round_is_closed_waits_and_is_too_late(rated: RatedPeople) -> None:
    partner = rated.rater("นางสมศรี บุญมา")
    rated.asks(partner, SOMCHAI)
    with rated.database.write() as session:
        turn = rated.programme.round("final")
        close_round(session, rated.programme, turn, rated.now, rated.key, actor="test", although_lacking=True)
        with impatient(rated.database) as other, pytest.raises(OperationalError, match="LockNotAvailable"):
            replace(rated, database=other).rates(partner, SOMCHAI, (4, 4, 4, 4, 4, 4))
    assert rated.rates(partner, SOMCHAI, (4, 4, 4, 4, 4, 4)) is Taken.CLOSED
    assert rated.entry(SOMCHAI).given == ()
