"""`python -m bot evaluation …`: how rating rounds stand; opens, closes and revises one, and proves signed results."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, one_person, say
from bot.resources import Bot
from bot.settings import SettingsError, read_settings
from locales.texts import Text
from models import schema
from models.coordination import scopes
from models.evaluations import snapshots
from programmes.bangkok import bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.handing_in import carry_over
from services.evaluations.in_words import change_said, lack_said, score_said
from services.evaluations.ledger import Ledger, effect_of, ledger_of, pending_raters
from services.evaluations.results import shown
from services.evaluations.rounds import (
    NotReady,
    RoundState,
    changes,
    open_round,
    pending_changes,
    revise,
    terms_in_file,
    terms_of,
)
from services.evaluations.signing import SigningKey, WrongKey, new_key, read_key
from services.evaluations.snapshots import CannotClose, chain_faults, close_round, differs, file_of, prove
from thai.dates import long_day

LARGEST_FILE = 50_000_000  # bytes


class _Command:
    """What the commands of rounds share: the bot, its texts, everybody's scope, and the round that is named."""

    def __init__(self) -> None:
        self.bot = Bot(read_settings())
        self.text = self.bot.texts.in_language(LANGUAGE)
        self.now = self.bot.clock.now()
        self.day = bangkok_day(self.now)
        self.programme = self.bot.programme
        self.access = scopes.of_scopes([scopes.ALL], self.programme)

    def round(self, key: str) -> EvaluationRound | None:
        try:
            return self.programme.round(key)
        except KeyError:
            known = ", ".join(turn.key for turn in self.programme.evaluation.rounds)
            complain(self.text("evaluation-no-round", round=key, known=known))
            return None

    def is_ready(self) -> bool:
        """Return whether the database has this version's schema; what was handed in before is carried over then."""
        try:
            with self.bot.database.read() as session:
                ready = schema.is_current(session.connection())
        except SQLAlchemyError:
            ready = False
        if not ready:
            complain(self.text("evaluation-database"))
            return False
        self.bot.database.write_again(lambda session: carry_over(session, self.programme, self.now))
        return True

    def ledger(self, session: Session, turn: EvaluationRound) -> Ledger:
        return ledger_of(session, self.programme, self.access, turn, self.day)


def status(arguments: Namespace) -> int:
    """Say how each round stands, or of one who is missing what; with --out write its signed results."""
    command = _Command()
    try:
        if not command.is_ready():
            return 1
        if arguments.round is None:
            return _all_rounds(command)
        turn = command.round(arguments.round)
        if turn is None:
            return 1
        return _write_results(command, turn, arguments) if arguments.out else _one_round(command, turn)
    finally:
        command.bot.close()


def _all_rounds(command: _Command) -> int:
    for turn in command.programme.evaluation.rounds:
        with command.bot.database.read() as session:
            try:
                say(_headline(command, turn, command.ledger(session, turn)), *_differences(command, session, turn))
            except NotReady as reason:
                say(f"{turn.key}: {command.text(reason.why, form=turn.form)}")
    return 0


def _headline(command: _Command, turn: EvaluationRound, ledger: Ledger) -> str:
    terms, text = ledger.current.terms, command.text
    return text(
        "evaluation-headline",
        round=turn.key,
        name=turn.name(text.language),
        state=text(f"round-{ledger.state}"),
        opens=long_day(terms.opens, text.language),
        closes=long_day(terms.closes, text.language),
        whole=len(ledger.whole),
        all=len(ledger.entries),
    )


def _differences(command: _Command, session: Session, turn: EvaluationRound) -> list[str]:
    """Return what programme.toml says otherwise than the terms that apply, and what it would do."""
    text, found = command.text, pending_changes(session, command.programme, turn)
    if not found:
        return []
    before, after = terms_of(session, command.programme, turn).terms, terms_in_file(session, command.programme, turn)
    effect = effect_of(session, command.programme, command.access, turn, after, command.day)
    said = [f"  {change_said(text, before, after, change)}" for change in found]
    would = text("terms-effect", given=effect.given, gone=effect.kind_gone, scores=effect.scores)
    return [text("terms-differ"), *said, f"  {would}", text("terms-revise", round=turn.key)]


def _one_round(command: _Command, turn: EvaluationRound) -> int:
    text, programme = command.text, command.programme
    with command.bot.database.read() as session:
        try:
            ledger = command.ledger(session, turn)
        except NotReady as reason:
            complain(text(reason.why, form=turn.form))
            return 1
        say(_headline(command, turn, ledger), *_differences(command, session, turn))
        say(*_entries(command, ledger))
        for one in pending_raters(session, programme, command.access, turn, command.day):
            where = " · ".join(part for part in (one.organisation, one.phone, "LINE" if one.has_chat else None) if part)
            say(text("evaluation-awaited", name=one.name, count=one.waiting, where=where or "–"))
        newest = snapshots.newest(session, turn.key)
        if newest is not None:
            say(text("evaluation-signed", number=newest.number, sha=newest.sha256, key=newest.key_id))
            changed = differs(ledger, snapshots.results_of(session, newest.id))
            if changed:
                say(text("evaluation-changed", count=len(changed), round=turn.key))
    return 0


def _entries(command: _Command, ledger: Ledger) -> list[str]:
    text, terms = command.text, ledger.current.terms
    lines = []
    for entry in ledger.entries:
        score = entry.score
        lacks = [lack_said(text, terms, lack) for lack in score.lacks if lack.what != "closing"]
        said = score_said(text, shown(score.total), shown(score.percent))
        state = text("score-final" if score.is_final else "score-provisional")
        lines.append(" · ".join([f"{entry.person_id} {entry.name}", said, state, *lacks]))
    return lines


def _write_results(command: _Command, turn: EvaluationRound, arguments: Namespace) -> int:
    with command.bot.database.read() as session:
        newest = snapshots.newest(session, turn.key)
        if newest is None:
            complain(command.text("evaluation-not-closed", round=turn.key))
            return 1
        person_id = None
        if arguments.person:
            person = one_person(session, arguments.person, command.text)
            if person is None:
                return 1
            person_id = person.id
        file = file_of(session, newest, person_id)
    Path(arguments.out).write_text(json.dumps(file, ensure_ascii=False, indent=1) + "\n", "utf-8")
    say(command.text("evaluation-written", count=len(file["results"]), file=arguments.out))
    return 0


def open_it(arguments: Namespace) -> int:
    """Open a round before its first day."""
    command = _Command()
    try:
        turn = command.round(arguments.round)
        if turn is None or not command.is_ready():
            return 1
        try:
            with command.bot.database.write() as session:
                current = open_round(session, command.programme, turn, command.now, actor="command")
        except NotReady as reason:
            complain(command.text(reason.why, form=turn.form))
            return 1
        say(command.text("evaluation-opened", round=turn.key, version=current.number))
        return 0
    finally:
        command.bot.close()


def close(arguments: Namespace) -> int:
    """Show what closing a round would sign and what is missing; with --yes do it."""
    command = _Command()
    try:
        turn = command.round(arguments.round)
        if turn is None or not command.is_ready():
            return 1
        with command.bot.database.read() as session:
            ledger = command.ledger(session, turn)
            say(_headline(command, turn, ledger), *_entries(command, ledger))
        if not arguments.yes:
            say(command.text("evaluation-close-preview", whole=len(ledger.whole), lacking=len(ledger.lacking)))
            return 0
        return _close(command, turn, arguments)
    except NotReady as reason:
        complain(command.text(reason.why, form=arguments.round))
        return 1
    finally:
        command.bot.close()


def _close(command: _Command, turn: EvaluationRound, arguments: Namespace) -> int:
    signing = command.bot.signing
    if signing is None:
        complain(command.text("evaluation-no-key"))
        return 1
    try:
        with command.bot.database.write() as session:
            snapshot = close_round(
                session,
                command.programme,
                turn,
                command.now,
                signing,
                actor="command",
                although_lacking=arguments.although_missing,
                reason=arguments.reason,
            )
            number, sha, key_id = snapshot.number, snapshot.sha256, snapshot.key_id
    except CannotClose as refused:
        complain(command.text(f"cannot-close-{refused.why}", round=turn.key))
        return 1
    say(command.text("evaluation-signed", number=number, sha=sha, key=key_id))
    return 0


def revise_it(arguments: Namespace) -> int:
    """Show what programme.toml would change in the terms of an open round; with --reason make the next version."""
    command = _Command()
    try:
        turn = command.round(arguments.round)
        if turn is None or not command.is_ready():
            return 1
        with command.bot.database.read() as session:
            said = _differences(command, session, turn)
            stored = terms_of(session, command.programme, turn)
            state = command.ledger(session, turn).state
            fresh = changes(stored.terms, terms_in_file(session, command.programme, turn))
        if not said or not fresh or stored.number == 0:
            say(command.text("terms-same", round=turn.key))
            return 0
        if state is RoundState.CLOSED:
            complain(command.text("terms-closed", round=turn.key))
            return 1
        say(*said)
        reason = (arguments.reason or "").strip()
        if not reason:
            return 0
        with command.bot.database.write() as session:
            made = revise(session, command.programme, turn, command.now, reason=reason, actor="command")
        say(command.text("terms-revised", round=turn.key, version=made.number if made else stored.number + 1))
        return 0
    except NotReady as reason_not:
        complain(command.text(reason_not.why, form=arguments.round))
        return 1
    finally:
        command.bot.close()


def verify(arguments: Namespace) -> int:
    """Prove a file of signed results, and the chain of the stored snapshots. Return 1 if anything is wrong."""
    command = _Command()
    text = command.text
    try:
        signing = command.bot.signing
        public = arguments.public_key or (signing.public if signing else None)
        if public is None:
            complain(text("evaluation-no-public-key"))
            return 1
        file = _read(Path(arguments.file), text)
        if file is None:
            return 1
        try:
            found = prove(file, public)
        except WrongKey:
            complain(text("evaluation-no-public-key"))
            return 1
        if found.wrong:
            complain(*(text(why) for why in found.wrong))
            return 1
        say(text("proof-good", round=found.round_key, number=found.number, closed=found.closed_at, key=found.key_id))
        for one in found.results:
            total = score_said(text, one.get("total"), one.get("percent"))
            state = text("score-final" if one.get("final") else "score-provisional")
            say(f"{one.get('person')} {one.get('name')} · {total} · {state}")
        return _verify_chain(command, signing)
    finally:
        command.bot.close()


def _read(file: Path, text: Text) -> Any:
    try:
        raw = file.read_bytes()
        if len(raw) > LARGEST_FILE:
            raise ValueError
        return json.loads(raw)
    except OSError as error:
        complain(text("evaluation-unreadable", file=str(file), detail=type(error).__name__))
    except (ValueError, RecursionError):
        complain(text("proof-no-snapshot"))
    return None


def _verify_chain(command: _Command, signing: SigningKey | None) -> int:
    """Check the stored snapshots, if there is a database with some: a file can be proven without."""
    try:
        with command.bot.database.read() as session:
            if not schema.is_current(session.connection()):
                return 0
            stored = snapshots.chain(session)
    except SQLAlchemyError:
        return 0
    faults = chain_faults(stored, {signing.id: signing.public} if signing else {})
    for round_key, number, why in faults:
        complain(f"{round_key} {number}: {command.text(why)}")
    if stored and not faults:
        say(command.text("proof-chain-good", count=len(stored)))
    return 1 if faults else 0


def key(_: Namespace) -> int:
    """Print a new private key; or, if one is set, its public key, with which others verify."""
    settings = read_settings()
    if settings.evaluation_key is None:
        say(new_key())
        return 0
    try:
        signing = read_key(settings.evaluation_key.get_secret_value())
    except WrongKey as wrong:
        raise SettingsError(f"EVALUATION_KEY: is {wrong}; unset it, and this command makes one") from wrong
    say(f"{signing.id} {signing.public}")
    return 0
