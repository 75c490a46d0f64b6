"""Closing a round: its results as canonical JSON, hashed, chained to the snapshot before, and signed; and the proof.

A snapshot's body has the terms, and of each participant's result only a hash. The result itself, with a random salt,
is a row of its own, and a file can carry it: whoever holds the file proves it against the signed body. So erasing a
person leaves nothing of them, and the chain stays whole.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any, Final

from sqlalchemy.orm import Session

from models.coordination.scopes import ALL, of_scopes
from models.evaluations import rounds, snapshots
from models.evaluations.snapshots import EvaluationResult, EvaluationSnapshot
from models.people import audit
from models.storage.database import insert_or
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.arithmetic import work_out
from services.evaluations.ledger import Ledger, LedgerEntry, ledger_of
from services.evaluations.results import result_values
from services.evaluations.rounds import RoundState, open_round, state_of
from services.evaluations.signing import SigningKey, id_of, is_signed
from services.evaluations.terms import canonical

FIRST: Final = "0" * 64  # what the first snapshot of all has in place of a hash before it
FORMAT: Final = 1


class CannotClose(ValueError):
    """A round cannot be closed. `why` is the key of a text: not-open, lacking, needs-reason, nobody or closed-now."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def close_round(
    session: Session,
    programme: Programme,
    turn: EvaluationRound,
    now: datetime,
    key: SigningKey,
    *,
    actor: str,
    by_person_id: int | None = None,
    although_lacking: bool = False,
    reason: str | None = None,
) -> EvaluationSnapshot:
    """Close a round, or store a later change of a closed one, which needs a reason. Raises CannotClose, NotReady."""
    day = bangkok_day(now)
    if state_of(session, programme, turn, day) is RoundState.COMING:
        raise CannotClose("not-open")
    open_round(session, programme, turn, now)
    rounds.hold(session, turn.key, alone=True)
    before = snapshots.newest(session, turn.key)
    ledger = ledger_of(session, programme, of_scopes([ALL], programme), turn, day)
    if not ledger.entries:
        raise CannotClose("nobody")
    if before is not None and not reason:
        raise CannotClose("needs-reason")
    if ledger.lacking and not although_lacking:
        raise CannotClose("lacking")
    number = before.number + 1 if before is not None else 1
    results = [(entry.person_id, _result(ledger, entry, number)) for entry in ledger.entries]
    chained = snapshots.last_of_all(session)
    previous = chained.sha256 if chained is not None else FIRST
    body = canonical(
        {
            "format": FORMAT,
            "programme": programme.key,
            "round": turn.key,
            "number": number,
            "previous": previous,
            "closed_at": now.astimezone(BANGKOK).isoformat(timespec="seconds"),
            "by": actor,
            "reason": reason,
            "terms_version": ledger.current.number,
            "terms": json.loads(ledger.current.terms.written()),
            "participants": len(results),
            "final": len(ledger.whole),
            "public_key": key.public,
            "results": sorted(digest(result) for _, result in results),
        }
    )
    stored = _store(session, turn.key, number, body, previous, key, reason, by_person_id, now)
    if stored is None:
        raise CannotClose("closed-now")
    session.add_all(EvaluationResult(snapshot_id=stored, person_id=one, body=result) for one, result in results)
    audit.record(session, now, actor, "evaluation-close", None, round=turn.key, number=number)
    session.flush()
    return session.get_one(EvaluationSnapshot, stored)


def _store(
    session: Session,
    round_key: str,
    number: int,
    body: str,
    previous: str,
    key: SigningKey,
    reason: str | None,
    by_person_id: int | None,
    now: datetime,
) -> int | None:
    """Store a snapshot; None if another process has just closed the round, or another one."""
    values = {
        "round_key": round_key,
        "number": number,
        "body": body,
        "sha256": digest(body),
        "previous_sha256": previous,
        "signature": key.sign(body),
        "key_id": key.id,
        "reason": reason,
        "by_person_id": by_person_id,
        "at": now,
    }
    insert = insert_or(session, EvaluationSnapshot).on_conflict_do_nothing()
    stored: int | None = session.scalar(insert.returning(EvaluationSnapshot.id), values)
    return stored


def _result(ledger: Ledger, entry: LedgerEntry, number: int) -> str:
    """Return a participant's result as canonical JSON, as it stands once the round is closed."""
    closed = work_out(ledger.current.terms, entry.ratings, closed=True)
    left_out = Counter(why.value for why in closed.reasons if why is not None)
    values = {
        "round": ledger.round_key,
        "number": number,
        "person": entry.person_id,
        "name": entry.name,
        "left_out": dict(left_out),
        "salt": token_hex(16),
        **result_values(closed),
    }
    return canonical(values)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# ── files and their proof ──


def file_of(session: Session, snapshot: EvaluationSnapshot, person_id: int | None = None) -> dict[str, Any]:
    """Return what a file has of a snapshot: the signed body and the results (of one person only, if given)."""
    results = snapshots.results_of(session, snapshot.id)
    return {
        "body": snapshot.body,
        "signature": snapshot.signature,
        "results": [one.body for one in results if person_id is None or one.person_id == person_id],
    }


@dataclass(frozen=True, slots=True)
class Proof:
    """What verifying a file found. `wrong` are keys of texts; empty if everything is as it was signed. `results` are
    the values of the results that were proven."""

    wrong: tuple[str, ...]
    round_key: str = ""
    number: int = 0
    closed_at: str = ""
    key_id: str = ""
    results: tuple[Mapping[str, Any], ...] = ()


def prove(file: Any, public: str) -> Proof:
    """Return whether a file says what was signed with a public key: body, signature, and each result."""
    try:
        body_text, signature, results = file["body"], file["signature"], file["results"]
        if not (isinstance(body_text, str) and isinstance(signature, str) and isinstance(results, list)):
            return Proof(("proof-no-snapshot",))
        body = json.loads(body_text)
        known, said = set(body["results"]), [(one, json.loads(one)) for one in results]
        about = (str(body["round"]), int(body["number"]), str(body["closed_at"]), id_of(str(body["public_key"])))
    except (KeyError, TypeError, ValueError, RecursionError):
        return Proof(("proof-no-snapshot",))
    wrong = []
    if not is_signed(body_text, signature, public):
        wrong.append("proof-other-key" if about[3] != id_of(public) else "proof-changed")
    if any(digest(text) not in known for text, _ in said):
        wrong.append("proof-result-changed")
    return Proof(tuple(wrong), *about, tuple(values for text, values in said if digest(text) in known))


def chain_faults(stored: Sequence[EvaluationSnapshot], public_keys: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Return what is wrong with the stored chain: (round, number, key of a text). `public_keys` by their ids."""
    found, previous = [], FIRST
    for one in stored:
        where = (one.round_key, one.number)
        if digest(one.body) != one.sha256 or json.loads(one.body)["previous"] != previous:
            found.append((*where, "proof-chain-broken"))
        public = public_keys.get(one.key_id)
        if public is not None and not is_signed(one.body, one.signature, public):
            found.append((*where, "proof-changed"))
        previous = one.sha256
    return found


def differs(ledger: Ledger, results: Sequence[EvaluationResult]) -> list[int]:
    """Return the participants whose score is another now than in a snapshot: it was changed after closing."""
    signed = {one.person_id: json.loads(one.body) for one in results}
    found = []
    for entry in ledger.entries:
        now = result_values(work_out(ledger.current.terms, entry.ratings, closed=True))
        was = signed.get(entry.person_id)
        if was is None or any(was.get(key) != value for key, value in now.items()):
            found.append(entry.person_id)
    return found
