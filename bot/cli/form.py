"""`python -m bot form …`: publishes or checks a file, lists forms, shows one, writes its submissions as XML."""

import sys
from argparse import Namespace
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.resources import Bot
from bot.settings import ROOT, read_settings
from locales.texts import Text, Texts
from models import schema
from models.forms import answers, forms, submissions
from models.people import audit
from programmes.bangkok import bangkok_day
from services.forms.openrosa import openrosa_xml
from services.forms.publishing import FormRefused, PublishedForm, check_form, publish_form
from thai.dates import long_day
from xlsforms import load_form

LANGUAGE = "th"


def _lacking(bot: Bot) -> str | None:
    """Return the key of what to say if the database has not this version's schema, or cannot be reached."""
    try:
        with bot.database.read() as session:
            return None if schema.is_current(session.connection()) else "form-database-old"
    except SQLAlchemyError:
        return "form-database-away"


def _may_be_there(database_url: str) -> bool:
    """Return False for a file of SQLite that is not there: who connects to it would make an empty one."""
    url = make_url(database_url)
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).exists()


def publish(arguments: Namespace) -> int:
    """Publish a file as a form's next version. Print every problem and return 1 if that is not possible."""
    file = Path(arguments.file)
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    now = bot.clock.now()
    try:
        if lacking := _lacking(bot):
            return _complain(text(lacking))
        done = publish_form(
            bot.database,
            file.name,
            file.read_bytes(),
            by="command",
            now=now,
            key=arguments.key,
            for_role=arguments.role,
            folder=file.parent,
        )
        if done.is_new:
            with bot.database.write() as session:
                audit.record(session, now, "command", "publish_form", form=done.key, number=done.number)
    except FormRefused as refused:
        return _refuse(refused, text)
    except OSError as error:
        return _complain(text("form-file-unreadable", file=str(file), detail=type(error).__name__))
    finally:
        bot.close()
    if not done.is_new:
        _print(text("form-published-same", key=done.key, number=done.number))
        return 0
    notices = [notice.said(text) for notice in done.notices]
    _print(
        text("form-published", key=done.key, number=done.number, version=done.version), *_changes(done, text), *notices
    )
    return 0


def check(arguments: Namespace) -> int:
    """Print what publishing a file would change, without doing it. Without a database, print what is wrong with it."""
    file, settings = Path(arguments.file), read_settings()
    text = Texts.load(ROOT / "locales").in_language(LANGUAGE)
    bot = Bot(settings) if _may_be_there(settings.database_url) else None
    try:
        known = bot.database if bot and not _lacking(bot) else None
        compiled, would = check_form(known, file.name, file.read_bytes(), arguments.key, file.parent)
    except FormRefused as refused:
        return _refuse(refused, text)
    except OSError as error:
        return _complain(text("form-file-unreadable", file=str(file), detail=type(error).__name__))
    finally:
        if bot:
            bot.close()
    asked = sum(question.asked for question in load_form(compiled.xform).questions.values())
    _print(text("form-checked", title=compiled.title, count=asked), *(notice.said(text) for notice in compiled.notices))
    if known is None:
        _print(text("form-checked-alone"))
        return 0
    if not would.is_new:
        _print(text("form-published-same", key=would.key, number=would.number))
        return 0
    _print(text("form-would-publish", key=would.key, number=would.number), *_changes(would, text))
    return 0


def list_forms(_: Namespace) -> int:
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        if lacking := _lacking(bot):
            return _complain(text(lacking))
        with bot.database.read() as session:
            found = forms.newest_of_each(session)
    finally:
        bot.close()
    lines = [
        text(
            "form-listed",
            key=form.key,
            number=form.number,
            title=form.title,
            day=long_day(bangkok_day(form.published_at), LANGUAGE),
        )
        for form in found
    ]
    _print(*(lines or [text("form-none-published")]))
    return 0


def show(arguments: Namespace) -> int:
    """Print the versions of a form and what each changed, then its questions as they are now."""
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        if lacking := _lacking(bot):
            return _complain(text(lacking))
        with bot.database.read() as session:
            versions = forms.versions_of(session, arguments.key)
            newest = load_form(versions[-1].xform) if versions else None
    finally:
        bot.close()
    if newest is None:
        return _complain(text("form-unknown", key=arguments.key))
    for form in versions:
        day = long_day(bangkok_day(form.published_at), LANGUAGE)
        _print(text("form-version", number=form.number, version=form.version, day=day, by=form.published_by))
        _print(*(line for what in ("added", "removed", "retyped") for line in _paths(what, form.changes[what], text)))
    for question in newest.questions.values():
        if question.asked:
            label = "".join(part if isinstance(part, str) else "…" for part in question.label.parts(LANGUAGE))
            _print(text("form-question", path=question.path, type=question.type, label=label or "–"))
    return 0


def xml(arguments: Namespace) -> int:
    """Write each submission of a form as an OpenRosa XML file, for ODK's tools."""
    out = Path(arguments.out)
    bot = Bot(read_settings())
    text = bot.texts.in_language(LANGUAGE)
    try:
        if lacking := _lacking(bot):
            return _complain(text(lacking))
        out.mkdir(parents=True, exist_ok=True)
        with bot.database.read() as session:
            if not forms.versions_of(session, arguments.key):
                return _complain(text("form-unknown", key=arguments.key))
            found = submissions.handed_in(session, arguments.key)
            given = answers.of_submissions(session, [submission.id for submission in found])
            for submission in found:
                name = submission.instance_id.removeprefix("uuid:")
                (out / f"{name}.xml").write_text(openrosa_xml(session, submission, given[submission.id]), "utf-8")
    finally:
        bot.close()
    _print(text("form-xml-written", count=len(found), folder=str(out)))
    return 0


def _changes(done: PublishedForm, text: Text) -> list[str]:
    found = {"added": done.added, "removed": done.removed, "retyped": done.retyped}
    return [line for what, paths in found.items() for line in _paths(what, list(paths), text)]


def _paths(what: str, paths: list[str], text: Text) -> list[str]:
    return [text(f"form-change-{what}", paths=", ".join(paths))] if paths else []


def _refuse(refused: FormRefused, text: Text) -> int:
    return _complain(
        text("form-refused", count=len(refused.problems)), *(problem.said(text) for problem in refused.problems)
    )


def _print(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _complain(*lines: str) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    return 1
