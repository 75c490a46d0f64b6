"""`python -m bot …`: runs the bot, and the commands of its operator."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final

from bot.settings import SettingsError

MOST_AT_ONCE: Final = 256  # processes or threads of the web process


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m bot", description="CAST Field Bot")
    under = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    under.add_parser("run", help="web, worker and clock together; migrates first").set_defaults(
        do="bot.processes.run:run"
    )
    web = under.add_parser("web", help="the web process alone")
    web.add_argument("--workers", type=_a_few, default=1, help="processes (default: 1)")
    web.add_argument("--threads", type=_a_few, default=16, help="threads of each process (default: 16)")
    web.set_defaults(do="bot.processes.web:web")
    under.add_parser("worker", help="the worker process alone").set_defaults(do="bot.processes.worker:worker")
    migrate = under.add_parser("migrate", help="bring the database to this version's schema")
    migrate.add_argument(
        "--check", action="store_true", help="only say what would run, and how long it takes on a copy"
    )
    migrate.set_defaults(do="bot.cli.migrate:migrate")
    _roster(under.add_parser("roster", help="who takes part: template, import FILE, codes"))
    _programme(under.add_parser("programme", help="a programme's folder: check FOLDER, new FOLDER, schema"))
    _form(under.add_parser("form", help="forms: publish FILE, check FILE, list, show KEY, xml KEY"))
    _evaluation(under.add_parser("evaluation", help="rating rounds: status, open, close, revise, verify FILE, key"))
    _raters(under.add_parser("raters", help="raters of a round: import FILE, links, sheet, export"))
    _rehearse(under.add_parser("rehearse", help="show what the schedule would send to whom, when, and its cost"))
    _queue(under.add_parser("queue", help="what could not be handled or delivered: list, show ID, retry ID, drop ID"))
    doctor = under.add_parser("doctor", help="look at everything a person would forget, and say what to do")
    doctor.add_argument("--json", action="store_true", help="one JSON object a finding")
    doctor.add_argument(
        "--set-webhook", action="store_true", help="first let LINE send webhooks to PUBLIC_URL/callback"
    )
    doctor.set_defaults(do="bot.cli.doctor:doctor")
    _backup(under)
    _person(under.add_parser("person", help="one person's data: export PERSON, access-log PERSON"))
    incident = under.add_parser("incident", help="after a breach: whose records could have been seen, or were")
    when = "such as 2023-07-12, 2023-07-12T14:00 (Bangkok), 48h or 7d"
    incident.add_argument("--since", metavar="WHEN", required=True, help=when)
    incident.add_argument("--account", metavar="PERSON", help="whose account; default: a line for each that looked")
    incident.set_defaults(do="bot.cli.incident:incident")
    erase = under.add_parser("erase", help="erase a person and all they sent")
    erase.add_argument("person", metavar="PERSON", nargs="?", help="an id or a full name")
    erase.add_argument(
        "--purge", action="store_true", help="then make the database's files forget what was ever erased"
    )
    erase.set_defaults(do="bot.cli.erase:erase")
    export = under.add_parser(
        "export",
        help="write activities, submissions, reviews, what units have sent, what came of selections and others",
    )
    export.add_argument(
        "what",
        choices=(
            "activities",
            "submissions",
            "reviews",
            "coverage",
            "people",
            "evaluations",
            "plans",
            "forums",
            "teams",
            "trainings",
            "gaps",
            "candidates",
            "selections",
        ),
    )
    export.add_argument("--form", metavar="ID", help="which form's submissions")
    export.add_argument("--out", metavar="FILE", required=True, help=".xlsx, .csv or .geojson")
    export.set_defaults(do="bot.cli.export:run")
    _report(
        under.add_parser("report", help="make a paper that an office files, as Word or PDF; check FILE; template KIND")
    )
    line = under.add_parser("line", help="LINE's channel: key").add_subparsers(
        dest="step", required=True, metavar="STEP"
    )
    line.add_parser("key", help="a new LINE_CHANNEL_KEY, and its public half for LINE's console").set_defaults(
        do="bot.cli.line_key:line_key"
    )
    under.add_parser("understand", help="show what a message is understood to mean", add_help=False)
    return top


def _a_few(said: str) -> int:
    """A number of processes or threads: none serves nobody, too many stop the machine. Raises ArgumentTypeError."""
    if not said.isascii() or not said.isdecimal() or not 0 < int(said) <= MOST_AT_ONCE:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to {MOST_AT_ONCE}")
    return int(said)


def _report(report: argparse.ArgumentParser) -> None:
    report.add_argument(
        "words", metavar="KIND", nargs="+", help="a kind of paper; or `check` and a template, `template` and a kind"
    )
    report.add_argument("--out", metavar="FILE", help=".docx or .pdf")
    report.add_argument("--from", dest="first", metavar="DATE", help="default: the first of this month")
    report.add_argument("--to", dest="last", metavar="DATE", help="default: today")
    report.add_argument("--person", metavar="PERSON", help="whose it is: an id or a full name")
    report.add_argument("--scope", metavar="SCOPE", help="all (default), phase:2, agency:NAME or province:56")
    report.add_argument("--round", metavar="KEY", help="of which rating round")
    report.add_argument("--all", dest="everybody", action="store_true", help="everybody's; codes also for who has one")
    report.add_argument("--a-page", type=int, choices=(4, 8), default=8, help="cards of codes on a page (default: 8)")
    report.add_argument("--kind", metavar="KIND", help="what a checked template is for (default: its file name)")
    report.set_defaults(do="bot.cli.report:run")


def _backup(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = under.add_parser("backup", help="write database and media to one FILE; or prove one: verify FILE")
    backup.add_argument("words", metavar="FILE", nargs="+", help="the new file; or `verify` and the file to prove")
    backup.add_argument(
        "--to", metavar="S3", help="then copy it to this folder of a bucket, such as s3://bucket/castbot"
    )
    backup.set_defaults(do="bot.cli.backup:backup")
    restore = under.add_parser("restore", help="restore a backup into an empty database and folder; all or nothing")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument(
        "--erasures", metavar="JOURNAL", action="append", default=[], help="also this journal of erasures"
    )
    restore.add_argument("--without-erasures", action="store_true", help="there is no journal of erasures")
    restore.set_defaults(do="bot.cli.backup:restore")
    for step in (backup, restore):
        step.add_argument("--key", metavar="FILE", help="the private key, as age-keygen writes it")


def _person(person: argparse.ArgumentParser) -> None:
    under = person.add_subparsers(dest="step", required=True, metavar="STEP")
    export = under.add_parser("export", help="write everything that is stored about a person, for that person")
    export.add_argument("--out", metavar="FILE", required=True, help="a .zip")
    export.set_defaults(do="bot.cli.person:export")
    log = under.add_parser("access-log", help="who looked at a person, by day and way")
    log.set_defaults(do="bot.cli.person:access_log")
    for step in (export, log):
        step.add_argument("person", metavar="PERSON", help="an id or a full name")


def _roster(roster: argparse.ArgumentParser) -> None:
    under = roster.add_subparsers(dest="step", required=True, metavar="STEP")
    load = under.add_parser("import", help="take a CSV or Excel file; all of it or nothing")
    load.add_argument("file", metavar="FILE")
    load.add_argument(
        "--same", action="append", default=[], metavar="NAME=ID", help="NAME of the file is a stored person"
    )
    load.add_argument("--new", action="append", default=[], metavar="NAME", help="NAME of the file is somebody new")
    load.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    load.set_defaults(do="bot.cli.roster:import_roster")
    blank = under.add_parser("template", help="write an empty roster (Excel) whose cells offer what they take")
    blank.add_argument("--out", metavar="FILE", required=True, help="an .xlsx")
    blank.set_defaults(do="bot.cli.roster:template")
    under.add_parser("imports", help="the last imports, with their numbers").set_defaults(
        do="bot.cli.roster:list_imports"
    )
    undo = under.add_parser("undo", help="make everybody of an import as they were before it")
    undo.add_argument("number", metavar="IMPORT", nargs="?", type=int, help="its number (default: the last import)")
    undo.set_defaults(do="bot.cli.roster:undo_import")
    codes = under.add_parser("codes", help="issue a code to each person who has none; one JSON object a line")
    codes.add_argument("--reissue", metavar="PERSON", help="a new code for one person; the old code and LINE id end")
    codes.set_defaults(do="bot.cli.roster:issue_codes")


def _programme(programme: argparse.ArgumentParser) -> None:
    under = programme.add_subparsers(dest="step", required=True, metavar="STEP")
    check = under.add_parser("check", help="say everything that is wrong with a folder, and what to do about it")
    check.add_argument("folder", metavar="FOLDER", nargs="?", help="default: PROGRAMME")
    check.add_argument("--json", action="store_true", help="one JSON object for each problem")
    check.set_defaults(do="bot.cli.programme:check")
    new = under.add_parser("new", help="make a new programme's folder: asks, or takes a file of answers")
    new.add_argument("folder", metavar="FOLDER", nargs="?")
    new.add_argument("--from", dest="kind", metavar="KIND", default="field", help="like which (default: field)")
    new.add_argument("--answers", metavar="FILE", help="a .toml or .xlsx with the answers")
    new.add_argument("--blank", metavar="FILE", help="only write the questions there, to be filled in")
    new.set_defaults(do="bot.cli.new_programme:new")
    schema = under.add_parser("schema", help="print the JSON Schema of programme.toml, for editors")
    schema.add_argument("--out", metavar="FILE", help="write it there")
    schema.set_defaults(do="bot.cli.programme:schema")


def _form(form: argparse.ArgumentParser) -> None:
    under = form.add_subparsers(dest="step", required=True, metavar="STEP")
    publish = under.add_parser("publish", help="make an XLSForm (.md, .xlsx, .xls, .csv) a form's next version")
    publish.add_argument("--for", dest="role", choices=("participant", "mentor", "coordinator"), help="who answers it")
    publish.set_defaults(do="bot.cli.form:publish")
    check = under.add_parser("check", help="say what publishing it would change, and what is wrong with it")
    check.set_defaults(do="bot.cli.form:check")
    for step in (publish, check):
        step.add_argument("file", metavar="FILE")
        step.add_argument("--key", metavar="KEY", help="the form's key (default: its form_id)")
    xml = under.add_parser("xml", help="a form's submissions as OpenRosa XML, a file each")
    xml.add_argument("key", metavar="KEY")
    xml.add_argument("--out", metavar="FOLDER", required=True, help="where the files go")
    xml.set_defaults(do="bot.cli.form:xml")
    under.add_parser("list", help="the published forms").set_defaults(do="bot.cli.form:list_forms")
    show = under.add_parser("show", help="a form's versions and its questions")
    show.add_argument("key", metavar="KEY")
    show.set_defaults(do="bot.cli.form:show")


def _queue(queue: argparse.ArgumentParser) -> None:
    under = queue.add_subparsers(dest="step", required=True, metavar="STEP")
    under.add_parser("list", help="a line for each: id, state, age, person, reason; no words").set_defaults(
        do="bot.cli.unfinished:list_items"
    )
    show = under.add_parser("show", help="one of them")
    show.add_argument("id", metavar="ID", help="as listed, such as event-12 or message-34")
    show.add_argument("--text", action="store_true", help="also what it says; the audit notes that you read it")
    show.set_defaults(do="bot.cli.unfinished:show")
    retry = under.add_parser("retry", help="handle an event again, or send a message again")
    retry.add_argument("--may-arrive-twice", action="store_true", help="send what LINE may have accepted already")
    retry.set_defaults(do="bot.cli.unfinished:retry")
    drop = under.add_parser("drop", help="settle it for good and delete what it says")
    drop.add_argument(
        "--because",
        required=True,
        choices=("late", "told", "wrong"),
        help="no point in it any more; the person was told in another way; it should not have been sent",
    )
    drop.set_defaults(do="bot.cli.unfinished:drop")
    for step in (retry, drop):
        step.add_argument("ids", metavar="ID", nargs="+", help="as listed; of several all or none")


def _raters(raters: argparse.ArgumentParser) -> None:
    under = raters.add_subparsers(dest="step", required=True, metavar="STEP")
    load = under.add_parser("import", help="take a CSV or Excel file of executives and partners; all of it or nothing")
    load.add_argument("file", metavar="FILE")
    load.add_argument("--dry-run", action="store_true", help="only show what would change")
    load.set_defaults(do="bot.cli.raters:import_file")
    links = under.add_parser("links", help="issue the links of accepted raters who have none, a JSON line each")
    links.set_defaults(do="bot.cli.raters:links")
    sheet = under.add_parser("sheet", help="issue such links and print them as QR codes, on A4 to cut out")
    sheet.add_argument("--out", metavar="FILE", required=True, help="a .pdf")
    sheet.add_argument("--cards", type=int, choices=(4, 8), default=4, help="cards a page (default: 4)")
    sheet.set_defaults(do="bot.cli.raters:sheet")
    for step in (links, sheet):
        step.add_argument(
            "--all", action="store_true", help="anew for all who have not rated; earlier links stop working"
        )
        step.add_argument("--rater", metavar="NAME", help="of one rater, by full name or number, anew")
    blank = under.add_parser("template", help="write an empty list of raters (Excel) whose cells offer what they take")
    blank.add_argument("--out", metavar="FILE", required=True, help="an .xlsx")
    blank.set_defaults(do="bot.cli.raters:template")
    export = under.add_parser("export", help="write the raters of all rounds to a file")
    export.add_argument("--out", metavar="FILE", required=True, help=".xlsx or .csv")
    export.set_defaults(do="bot.cli.raters:export")
    for step in (load, links, sheet, blank):
        step.add_argument("--round", metavar="KEY", help="default: the round for which raters are nominated")


def _evaluation(evaluation: argparse.ArgumentParser) -> None:
    under = evaluation.add_subparsers(dest="step", required=True, metavar="STEP")
    status = under.add_parser("status", help="what the rounds stand at; of one round also who is missing what")
    status.add_argument("round", metavar="ROUND", nargs="?", help="its key in programme.toml, such as final")
    status.add_argument("--out", metavar="FILE", help="write the signed results of a closed round")
    status.add_argument("--person", metavar="PERSON", help="only this person's, an id or a full name")
    status.set_defaults(do="bot.cli.evaluation:status")
    opens = under.add_parser("open", help="open a round before its first day")
    opens.set_defaults(do="bot.cli.evaluation:open_it")
    close = under.add_parser("close", help="show what closing would sign; with --yes do it")
    close.add_argument("--yes", action="store_true", help="close it")
    close.add_argument("--although-missing", action="store_true", help="although raters are missing")
    close.add_argument("--reason", metavar="TEXT", help="why a closed round gets another snapshot")
    close.set_defaults(do="bot.cli.evaluation:close")
    revise = under.add_parser("revise", help="show what programme.toml would change; with --reason make it so")
    revise.add_argument("--reason", metavar="TEXT", help="why; the next version keeps it")
    revise.set_defaults(do="bot.cli.evaluation:revise_it")
    for step in (opens, close, revise):
        step.add_argument("round", metavar="ROUND", help="its key in programme.toml, such as final")
    verify = under.add_parser("verify", help="prove a file of signed results, and the chain of all snapshots")
    verify.add_argument("file", metavar="FILE")
    verify.add_argument("--public-key", metavar="KEY", help="default: that of EVALUATION_KEY")
    verify.set_defaults(do="bot.cli.evaluation:verify")
    under.add_parser(
        "key", help="a new private key for EVALUATION_KEY, or the public key of the one that is set"
    ).set_defaults(do="bot.cli.evaluation:key")


def _rehearse(rehearse: argparse.ArgumentParser) -> None:
    rehearse.add_argument("--from", dest="first", metavar="DATE", help="default: 30 days before the first phase")
    rehearse.add_argument("--to", dest="last", metavar="DATE", help="default: the programme's last day")
    rehearse.add_argument(
        "--reporting", default="0", metavar="SHARE", help="who reports in time: 0.6 or 60%% (default: 0)"
    )
    output = rehearse.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="one JSON object a message")
    output.add_argument("--html", metavar="FILE", help="a page with a calendar and a chart")
    rehearse.set_defaults(do="bot.cli.rehearse:command")


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 done; 1 refused, with the reason; 2 a wrong setting or argument."""
    given = [_storable(word) for word in (sys.argv[1:] if argv is None else argv)]
    if given[:1] == ["understand"]:  # it has a parser of its own
        return int(_load("bot.cli.understand:main")(given[1:]))
    arguments = parser().parse_args(given)
    try:
        return int(_load(arguments.do)(arguments))
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except Exception as error:
        said = _load("bot.faults:in_words")(error, given[1:])
        if said is None:
            raise
        sys.stderr.write(f"{said}\n")
        return 2


def _storable(word: str) -> str:
    """Return an argument without bytes that are no UTF-8: neither a database nor a file name of ours has such."""
    return word.encode("utf-8", "ignore").decode("utf-8")


def _load(place: str) -> Callable[..., Any]:
    """Return a function by `module:name`. So each command imports only what it needs, and `run` stays small."""
    module, _, name = place.partition(":")
    gc.disable()  # imported objects are never garbage, and looking for some takes a quarter of the start
    try:
        return getattr(import_module(module), name)  # type: ignore[no-any-return]
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
