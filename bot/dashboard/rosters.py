"""`/app/roster`: a file, what it would change with the questions about people in it, the import, and its undoing."""

from io import BytesIO
from pathlib import PurePath
from typing import Any, Final
from uuid import uuid4

import flask
from flask import Response, request
from werkzeug.datastructures import FileStorage

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere, Upload
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, turn_of
from bot.inbound.turn import Turn
from bot.postback import HandleRoster
from bot.web.stored_ids import stored_id
from handlers.coordination.rosters import (
    CANDIDATES_SHOWN,
    KINDS,
    NEAR,
    actor_of,
    digest,
    facts,
    number_of,
    planned,
    tap,
)
from models.activities import media
from models.activities.media import MediaKind, MediaState, Picture
from models.people import imports
from models.people.imports import ImportState, RosterImport
from models.people.people import are_recognised
from models.privacy import erasure
from services.dashboard import rosters
from services.exports.files import MIME
from services.roster import RosterErrors
from services.roster.sheet import LARGEST_IN_CHAT
from services.roster.telling import change_lines

PLACE: Final = "/app/roster"
IMPORTS: Final = 20
LINES: Final = 500  # of changes and problems on the page
UNKNOWN: Final = "application/octet-stream"
SentFile = tuple[str, bytes]  # name, content


def read_file(file: FileStorage | None) -> SentFile | None:
    """Return a file that was sent with a form, or None if none was chosen."""
    return (PurePath(file.filename).name, file.read(LARGEST_IN_CHAT + 1)) if file and file.filename else None


def add_rosters(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def roster(visitor: Visitor) -> str:
        turn = _turn(pages, visitor)
        return pages.page(
            "roster.html",
            visitor,
            title=visitor.text("web-roster"),
            done=rosters.of_actor(visitor.session, actor_of(turn), IMPORTS),
            waiting=imports.open_of(visitor.session, actor_of(turn)),
            kinds=",".join(KINDS),
            megabytes=LARGEST_IN_CHAT // 1_000_000,
        )

    @pages.post(PLACE, COORDINATORS, Upload("file", LARGEST_IN_CHAT, read_file))
    def send_file(visitor: Visitor, uploaded: SentFile | None) -> Any:
        turn, text = _turn(pages, visitor), visitor.text
        if uploaded is None:
            return pages.done(visitor, PLACE, text("web-roster-no-file"))
        name, content = uploaded
        if not name.casefold().endswith(KINDS):
            return pages.done(visitor, PLACE, text("roster-chat-kind"))
        if len(content) > LARGEST_IN_CHAT:
            said = text("roster-chat-too-big", megabytes=LARGEST_IN_CHAT // 1_000_000)
            return pages.done(visitor, PLACE, said)
        made = _kept(pages, turn, content)
        return pages.done(visitor, f"{PLACE}/{made.id}", text("web-roster-read"))

    @pages.get(f"{PLACE}/template", COORDINATORS)
    def template(visitor: Visitor) -> Response:
        from services.exports.blank_files import roster_blank  # the writer of workbooks takes memory: loaded when used

        turn, out = _turn(pages, visitor), BytesIO()
        roster_blank(turn.programme, visitor.text, out)
        out.seek(0)
        return flask.send_file(out, mimetype=MIME["xlsx"], as_attachment=True, download_name="roster.xlsx")

    @pages.get(f"{PLACE}/<int:import_id>", COORDINATORS)
    def one(visitor: Visitor, import_id: int) -> str:
        turn = _turn(pages, visitor)
        made = _mine(turn, import_id)
        shown = _look(turn, made) if made.state == ImportState.READ else {}
        return pages.page("roster_import.html", visitor, title=visitor.text("web-roster"), made=made, **shown)

    @pages.post(f"{PLACE}/<int:import_id>", COORDINATORS)
    def act(visitor: Visitor, import_id: int) -> Any:
        made = _mine(_turn(pages, visitor), import_id)
        todo = request.form.get("todo", "")
        if todo not in ("apply", "cancel", "undo", "same", "new"):
            raise NotFoundHere
        if todo == "apply" and made.state == ImportState.READ:
            made.shown = request.form.get("shown", "")[:64]  # what is imported is what this page showed
        number, person = (request.form.get(name, type=stored_id) for name in ("number", "person"))
        button = HandleRoster(made.id, todo, number or None, person)
        said = carry_out(pages, visitor, lambda turn: tap(turn, button))
        stays = made.state in (ImportState.READ, ImportState.DONE)
        if made.state == ImportState.DONE and todo == "apply":
            said = visitor.text("web-roster-done", added=made.added, changed=made.changed)
        elif made.state == ImportState.READ and todo in ("same", "new"):
            said = visitor.text("web-roster-answered")
        return pages.done(visitor, f"{PLACE}/{made.id}" if stays else PLACE, said)


def _turn(pages: Dashboard, visitor: Visitor) -> Turn:
    """Return a turn of somebody who coordinates the whole programme. Raises NotFoundHere."""
    if not visitor.access.is_whole:
        raise NotFoundHere
    return turn_of(pages, visitor)


def _mine(turn: Turn, import_id: int) -> RosterImport:
    made = imports.owned(turn.session, import_id, actor_of(turn))
    if made is None:
        raise NotFoundHere
    return made


def _kept(pages: Dashboard, turn: Turn, content: bytes) -> RosterImport:
    """Store a file in place of one that was not imported. The same file, sent twice, is one."""
    sha256, actor = pages.media.put(content), actor_of(turn)
    before = rosters.with_file(turn.session, actor, sha256)
    if before is not None:
        return before
    erasure.forget_rosters(turn.session, imports.open_of(turn.session, actor))
    wanted = media.want(
        turn.session,
        person_id=turn.me.id,
        chat_key=turn.chat.line_user_id,
        message_id=f"web-{uuid4()}",
        now=turn.now,
        due_at=turn.real_now,
        kind=MediaKind.ROSTER,
    )
    wanted.token = None  # no page shows it
    turn.session.flush()
    media.settle(turn.session, wanted, MediaState.STORED, picture=Picture(sha256, UNKNOWN, len(content)))
    made = imports.begin(turn.session, actor, turn.now, state=ImportState.READ, message_id=wanted.message_id)
    made.media_id = wanted.id
    turn.session.flush()
    return made


def _look(turn: Turn, made: RosterImport) -> dict[str, Any]:
    """Return what a file would change, the questions about people in it, or what is wrong with it."""
    text = turn.text
    try:
        roster, wanted = planned(turn, made)
    except RosterErrors as errors:
        asked = [
            {"name": one.value, "line": one.line, "number": number_of(one), "near": one.people[:CANDIDATES_SHOWN]}
            for one in errors.problems
            if one.key == NEAR
        ]
        if asked and len(asked) == len(errors.problems):
            return {"questions": asked}
        said = errors.say(text)
        return {"problems": said[:LINES], "more": max(0, len(said) - LINES)}
    lines = change_lines(wanted, turn.programme, text, text.language)
    notes = [notice.say(text) for notice in roster.notices]
    if wanted.erased:
        notes.append(text("import-erased-left", count=wanted.erased))
    if not are_recognised(turn.session):
        notes.append(text("import-needs-secret"))
    return {
        "nothing": text("roster-chat-nothing", same=wanted.same) if wanted.is_empty else None,
        "facts": facts(turn, wanted),
        "lines": lines[:LINES],
        "more": max(0, len(lines) - LINES),
        "notes": notes,
        "shown": digest(wanted),
    }
