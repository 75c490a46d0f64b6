"""Publishes a file as the next version of a form, unless this would break stored answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import structlog
from sqlalchemy.orm import Session

from models import schema
from models.forms import forms, submissions
from models.forms.forms import FormVersion, Publication
from models.storage.database import Database
from programmes import Programme
from xlsforms import FormErrors, FormProblem, compile_form, files_named, fingerprint, load_form

if TYPE_CHECKING:
    from xlsforms.compiling import CompiledForm

log = structlog.get_logger()
PROGRAMME: Final = "programme"  # the publisher's name for forms in a programme's folder
TRIES: Final = 5  # tries, if several processes publish the same form at the same time


class ReadForm(Protocol):
    """A form that was read from a file and has no faults of its own."""

    @property
    def form_id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def xform(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def notices(self) -> tuple[FormProblem, ...]: ...


class FormRefused(ValueError):
    """A form cannot be published; `problems` say why, by row and column."""

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """The result of publishing. `number` is the file's version; `is_new` is true if this version is new."""

    key: str
    number: int
    version: str
    is_new: bool
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()
    notices: tuple[FormProblem, ...] = ()


def check_form(
    database: Database | None, file_name: str, raw: bytes, key: str | None = None, folder: Path | None = None
) -> tuple[CompiledForm, PublishedForm]:
    """Return what publishing would do, without doing it. Without a database, nothing was published before.

    `folder` has the files that the form reads. Raises FormRefused.
    """
    compiled = _compiled(file_name, raw, folder)
    name = key or compiled.form_id
    if database is None:
        return compiled, _new(name, compiled)
    with database.read() as session:
        return compiled, _compared(session, name, compiled, forms.newest(session, name))


def publish_form(
    database: Database,
    file_name: str,
    raw: bytes,
    *,
    by: str,
    now: datetime,
    key: str | None = None,
    for_role: str | None = None,
    folder: Path | None = None,
) -> PublishedForm:
    """Publish a file as the next version of its form (`key` is by default the file's own id).

    `folder` has the files that the form reads. Raises FormRefused.
    """
    compiled = _compiled(file_name, raw, folder)
    for _ in range(TRIES):
        with database.write() as session:
            done = publish_read(session, compiled, file_name, raw, by=by, now=now, key=key, for_role=for_role)
            if done is not None:
                return done
    raise RuntimeError(f"{key or compiled.form_id}: {TRIES} other processes published at the same time")


def publish_read(
    session: Session,
    read: ReadForm,
    file_name: str,
    raw: bytes,
    *,
    by: str,
    now: datetime,
    key: str | None = None,
    for_role: str | None = None,
) -> PublishedForm | None:
    """Publish a form that was read from a file. Return None if another process has published it at the same time.

    Raises FormRefused.
    """
    name = key or read.form_id
    newest = forms.newest(session, name)
    outcome = _compared(session, name, read, newest)
    if not outcome.is_new and (for_role is None or newest is None or newest.for_role == for_role):
        return outcome
    changes = {"added": outcome.added, "removed": outcome.removed, "retyped": outcome.retyped}
    publication = Publication(
        key=name,
        version=read.version,
        title=read.title,
        for_role=for_role or (newest.for_role if newest else None),
        file_name=file_name,
        source=raw,
        fingerprint=read.digest,
        xform=read.xform,
        changes={what: list(paths) for what, paths in changes.items()},
        published_by=by,
        published_at=now,
    )
    number = (newest.number if newest else 0) + 1
    if forms.publish(session, publication, number) is None:
        return None
    return replace(outcome, number=number, notices=read.notices)


def compare_read(session: Session, read: ReadForm, key: str) -> PublishedForm:
    """Return what publishing a form that was read would do. Raises FormRefused."""
    return _compared(session, key, read, forms.newest(session, key))


def publish_programme(database: Database, programme: Programme, folder: Path, now: datetime) -> None:
    """Publish the programme's forms that changed. A refused form stays as it was, and the log says so."""
    with database.read() as session:
        if not schema.is_current(session.connection()):
            return  # the process that migrates the database also publishes
    for asked in programme.forms:
        file = folder / asked.file
        raw = file.read_bytes()
        try:
            digest = fingerprint(raw, _beside(file.name, raw, file.parent))
            with database.read() as session:
                if forms.was_published(session, asked.key, digest):
                    continue  # older versions count too: this process may be the older of two releases
            done = publish_form(
                database,
                file.name,
                raw,
                by=PROGRAMME,
                now=now,
                key=asked.key,
                for_role=asked.role,
                folder=file.parent,
            )
        except FormRefused as refused:
            log.error("form.refused", form=asked.key, problems=[problem.key for problem in refused.problems])
            continue
        if done.is_new:
            log.info(
                "form.published",
                form=done.key,
                number=done.number,
                version=done.version,
                added=list(done.added),
                removed=list(done.removed),
                retyped=list(done.retyped),
            )


def _compared(session: Session, key: str, compiled: ReadForm, newest: FormVersion | None) -> PublishedForm:
    if newest is None:
        return _new(key, compiled)
    if newest.fingerprint == compiled.digest:
        return PublishedForm(key, newest.number, newest.version, False)
    answered = submissions.answered_paths(session, key)
    compare = import_module("xlsforms.comparing").compare  # only publishing needs it
    found = compare(load_form(newest.xform), load_form(compiled.xform), answered)
    if found.problems:
        raise FormRefused(found.problems)
    number = newest.number + 1
    return PublishedForm(key, number, compiled.version, True, found.added, found.removed, found.retyped)


def _new(key: str, compiled: ReadForm) -> PublishedForm:
    return PublishedForm(key, 1, compiled.version, True, added=tuple(load_form(compiled.xform).questions))


def _compiled(file_name: str, raw: bytes, folder: Path | None) -> CompiledForm:
    return _compiled_with(file_name, raw, tuple(_beside(file_name, raw, folder).items()))


@lru_cache(maxsize=32)
def _compiled_with(file_name: str, raw: bytes, files: tuple[tuple[str, bytes], ...]) -> CompiledForm:
    try:
        return compile_form(file_name, raw, dict(files))
    except FormErrors as problems:
        raise FormRefused(problems.problems) from None


def _beside(file_name: str, raw: bytes, folder: Path | None) -> dict[str, bytes]:
    """Return the files of `folder` that a form reads; one that is not there is missing, and told by compiling."""
    try:
        names = files_named(file_name, raw)
    except FormErrors as problems:
        raise FormRefused(problems.problems) from None
    paths = {name: folder / name for name in names if folder is not None and name == Path(name).name}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
