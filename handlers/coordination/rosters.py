"""A roster sent as a file by a coordinator of the whole programme: always shown first, then one tap to import it, and
one to undo that."""

import hashlib
import zlib
from datetime import date
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.roster_preview import RosterCard, RosterChoice, roster_card
from bot.inbound.file_events import ROSTER as ROSTER_FILE
from bot.inbound.router import on_label, on_message, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply, say
from bot.postback import HandleRoster
from handlers.conversation import is_asked, leave_question
from handlers.roles import COORDINATORS
from models.activities import media
from models.activities.media import MediaKind, MediaState
from models.coordination import scopes
from models.people import imports
from models.people.imports import ImportState, RosterImport
from models.people.people import are_recognised
from models.privacy import erasure
from services.media.pictures import WhyNot
from services.roster import Roster, RosterErrors, RosterProblem, read_roster
from services.roster.applying import apply_plan, known_people
from services.roster.matching import Answers
from services.roster.planning import PersonPlan, RosterPlan, plan
from services.roster.sheet import LARGEST_IN_CHAT, MOST_IN_CHAT
from services.roster.telling import change_lines, undone_lines
from services.roster.undoing import CannotUndo, undo

ROSTER: Final = "roster"  # the question: import this roster? data: roster (the import)
KINDS: Final = (".xlsx", ".xls", ".csv", ".txt", ".tsv")
PROBLEMS_SHOWN: Final = 15
CANDIDATES_SHOWN: Final = 3
NEAR: Final = "roster-near-match"


# ── a file comes ──


def receive(turn: Turn) -> Reply:
    """Fetch a roster; what is in it follows as an event of its own, which is answered with the preview."""
    name, size = str(turn.event.message.get("fileName") or ""), turn.event.message.get("fileSize")
    if not may_import(turn):
        leave_question(turn)
        return say(turn.text("roster-chat-not-yours", contact=turn.programme.contact.name(turn.text.language)))
    if not name.casefold().endswith(KINDS):
        return _nothing(turn, "roster-chat-kind")
    if isinstance(size, int) and size > LARGEST_IN_CHAT:
        return _nothing(turn, "roster-chat-too-big", megabytes=LARGEST_IN_CHAT // 1_000_000)
    message_id = turn.event.message_id or turn.event.id
    if imports.of_message(turn.session, message_id, actor_of(turn)) is not None:
        return SILENCE  # LINE sent it twice
    put_away = imports.open_of(turn.session, actor_of(turn))
    erasure.forget_rosters(turn.session, put_away)
    wanted = media.want(
        turn.session,
        person_id=turn.me.id,
        chat_key=turn.chat.line_user_id,
        message_id=message_id,
        now=turn.now,
        due_at=turn.real_now,
        kind=MediaKind.ROSTER,
    )
    made = imports.begin(turn.session, actor_of(turn), turn.now, state=ImportState.READ, message_id=message_id)
    wanted.token = None  # no page shows it
    turn.session.flush()
    made.media_id = wanted.id
    turn.conversation.ask(ROSTER, turn.now, roster=made.id, instead=bool(put_away))
    return SILENCE


def show_fetched(turn: Turn) -> Reply:
    """Show what a file would change, when it was fetched."""
    made = imports.of_message(turn.session, turn.event.message_id or "", actor_of(turn))
    if made is None or made.state != ImportState.READ or not may_import(turn):
        return SILENCE  # another file came instead, or it was unsent
    instead = turn.conversation.open == ROSTER and turn.conversation.data.get("instead")
    return _preview(turn, made, [turn.text("roster-chat-instead")] if instead else [])


# ── what it would change ──


def _preview(turn: Turn, made: RosterImport, notes: list[str]) -> Reply:
    """Show what a file would change, the next question about somebody in it, or what is wrong with it."""
    try:
        roster, wanted = planned(turn, made)
    except RosterErrors as errors:
        questions = [one for one in errors.problems if one.key == NEAR]
        if questions and len(questions) == len(errors.problems):
            return _question(turn, made, questions)
        return _refused(turn, made, errors)
    text = turn.text
    if wanted.is_empty:
        _put_away(turn, made)
        return say(text("roster-chat-nothing", same=wanted.same), quick_replies=_menu(turn))
    made.shown = digest(wanted)
    turn.conversation.ask(ROSTER, turn.now, roster=made.id)
    notes += [notice.say(text) for notice in roster.notices]
    if wanted.erased:
        notes.append(text("import-erased-left", count=wanted.erased))
    values = RosterCard(
        text("roster-chat-above"),
        text("roster-chat-title"),
        (_choice(turn, made, "apply"), _choice(turn, made, "cancel")),
        facts(turn, wanted),
        tuple(change_lines(wanted, turn.programme, text, text.language)),
        tuple(notes),
    )
    return Reply([roster_card(values, text)])


def planned(turn: Turn, made: RosterImport) -> tuple[Roster, RosterPlan]:
    """Read the file again and return what it would change now. Raises RosterErrors."""
    kept = media.by_id(turn.session, made.media_id) if made.media_id else None
    if kept is None or kept.state != MediaState.STORED or kept.sha256 is None or turn.files is None:
        too_large = kept is not None and kept.error == WhyNot.TOO_LARGE
        key = "roster-too-big" if too_large else "roster-chat-gone"
        raise RosterErrors([RosterProblem(0, None, "", key, {"megabytes": LARGEST_IN_CHAT // 1_000_000})])
    try:
        file = turn.files.original(kept.sha256)
    except FileNotFoundError as error:
        raise RosterErrors([RosterProblem(0, None, "", "roster-chat-gone")]) from error
    roster = read_roster(file, turn.programme, known=known_people(turn.session), most=MOST_IN_CHAT)
    answers = Answers(made.answers.get("same", {}), frozenset(made.answers.get("new", ())))
    return roster, plan(turn.session, roster.rows, turn.programme, answers)


def _refused(turn: Turn, made: RosterImport, errors: RosterErrors) -> Reply:
    _put_away(turn, made)
    said = errors.say(turn.text)
    lines = [turn.text("roster-chat-refused", count=len(said)), *said[:PROBLEMS_SHOWN]]
    if len(said) > PROBLEMS_SHOWN:
        lines.append(turn.text("roster-chat-more-problems", count=len(said) - PROBLEMS_SHOWN))
    return say("\n".join(lines), quick_replies=_menu(turn))


def _question(turn: Turn, made: RosterImport, questions: list[RosterProblem]) -> Reply:
    """Ask whether somebody of the file is somebody stored."""
    one, text = questions[0], turn.text
    turn.conversation.ask(ROSTER, turn.now, roster=made.id)
    number = number_of(one)
    near = one.people[:CANDIDATES_SHOWN]
    choices = [
        RosterChoice(
            text("roster-chat-same") if len(near) == 1 else text("roster-chat-same-as", number=place),
            HandleRoster(made.id, "same", number, person_id),
        )
        for place, (person_id, _) in enumerate(near, 1)
    ]
    choices.append(RosterChoice(text("roster-chat-new"), HandleRoster(made.id, "new", number)))
    choices.append(_choice(turn, made, "cancel"))
    values = RosterCard(
        text("roster-chat-ask-above", count=len(questions)),
        text("roster-chat-ask", name=one.value),
        tuple(choices),
        ((text("roster-chat-in-file"), text("roster-chat-line", line=one.line, name=one.value)),),
        tuple(text("roster-chat-stored", number=place, name=name) for place, (_, name) in enumerate(near, 1)),
    )
    return Reply([roster_card(values, text)])


def facts(turn: Turn, wanted: RosterPlan) -> tuple[tuple[str, str], ...]:
    moved = [one for one in wanted.changed if "area" in one.what]
    ended = [one for one in wanted.changed if one not in moved and _ends(one)]
    others = len(wanted.changed) - len(moved) - len(ended)
    counted = {
        "added": len(wanted.added),
        "moved": len(moved),
        "ended": len(ended),
        "changed": others,
        "rekeyed": len(wanted.rekeyed),
        "same": wanted.same - len(wanted.rekeyed),
        "not-in-file": len(wanted.not_in_file),
    }
    return tuple(
        (
            turn.text(f"roster-chat-{'same-count' if key == 'same' else key}"),
            turn.text("roster-chat-people", count=count),
        )
        for key, count in counted.items()
        if count
    )


def _ends(one: PersonPlan) -> bool:
    return (one.after.last_day or date.max) < (one.before.last_day or date.max)


# ── what was tapped or typed ──


def tap(turn: Turn, button: HandleRoster) -> Reply:
    """Import a file, put it away, undo its import, or take the answer to a question about somebody in it."""
    made = imports.owned(turn.session, button.roster, actor_of(turn))
    if made is None or not may_import(turn):
        return say(turn.text("button-stale"), quick_replies=_menu(turn))
    match button.todo:
        case "undo":
            return _undo(turn, made)
        case _ if made.state == ImportState.DONE:
            return done(turn, made, turn.text("roster-chat-already"))
        case _ if made.state != ImportState.READ:
            return say(turn.text("roster-chat-put-away"), quick_replies=_menu(turn))
        case "apply":
            return _apply(turn, made)
        case "cancel":
            _put_away(turn, made)
            return say(turn.text("roster-chat-cancelled"), quick_replies=_menu(turn))
    return _answer(turn, made, button)


def _answer(turn: Turn, made: RosterImport, button: HandleRoster) -> Reply:
    """Store who somebody of the file is. What was answered before, or nobody asked, changes nothing."""
    one = next((one for one in _questions(turn, made) if number_of(one) == button.number), None)
    if one is not None and button.todo == "new":
        made.answers = {**made.answers, "new": [*made.answers.get("new", ()), one.value]}
    elif one is not None and button.person in {person_id for person_id, _ in one.people}:
        made.answers = {**made.answers, "same": {**made.answers.get("same", {}), one.value: button.person}}
    return _preview(turn, made, [])


def _questions(turn: Turn, made: RosterImport) -> list[RosterProblem]:
    try:
        planned(turn, made)
    except RosterErrors as errors:
        return [one for one in errors.problems if one.key == NEAR]
    return []


def _apply(turn: Turn, made: RosterImport) -> Reply:
    """Import what was shown. If the people stored have changed since, show it anew."""
    if not are_recognised(turn.session):
        return say(turn.text("import-needs-secret"))
    try:
        _, wanted = planned(turn, made)
    except RosterErrors:
        return _preview(turn, made, [])
    if digest(wanted) != made.shown:
        return _preview(turn, made, [turn.text("roster-chat-changed-meanwhile")])
    apply_plan(turn.session, wanted, turn.programme, turn.now, actor=actor_of(turn), made=made)
    erasure.forget_rosters(turn.session, [made], ImportState.DONE)
    return done(turn, made, turn.text("roster-chat-done"))


def done(turn: Turn, made: RosterImport, title: str) -> Reply:
    turn.conversation.ask(ROSTER, turn.now, roster=made.id)
    text = turn.text
    counted = [(text("roster-chat-added"), made.added), (text("roster-chat-changed-in-all"), made.changed)]
    values = RosterCard(
        text("roster-chat-above-done"),
        title,
        (_choice(turn, made, "undo"),),
        tuple((label, text("roster-chat-people", count=count)) for label, count in counted),
        notes=(text("roster-chat-codes"),) if made.added else (),
    )
    return Reply([roster_card(values, text)])


def _undo(turn: Turn, made: RosterImport) -> Reply:
    leave_question(turn)
    try:
        undone = undo(turn.session, made, turn.programme, turn.now, actor=actor_of(turn))
    except CannotUndo as refused:
        return say(turn.text(refused.key, **refused.args_of_text), quick_replies=_menu(turn))
    return say("\n".join(undone_lines(undone, made.id, turn.text)), quick_replies=_menu(turn))


def say_todo(todo: str) -> Any:
    """Return the handler of the typed label of a button: of the file that is shown."""

    def handle(turn: Turn) -> Reply:
        made = imports.owned(turn.session, int(turn.conversation.data.get("roster", 0)), actor_of(turn))
        if made is None:
            return say(turn.text("button-stale"), quick_replies=_menu(turn))
        asked = _questions(turn, made)[:1] if todo in ("same", "new") and made.state == ImportState.READ else []
        number, near = (number_of(asked[0]), asked[0].people) if asked else (None, ())
        return tap(turn, HandleRoster(made.id, todo, number, near[0][0] if len(near) == 1 else None))

    return handle


# ── small things ──


def _nothing(turn: Turn, key: str, **args: int) -> Reply:
    leave_question(turn)
    return say(turn.text(key, **args), quick_replies=_menu(turn))


def _put_away(turn: Turn, made: RosterImport) -> None:
    erasure.forget_rosters(turn.session, [made])
    leave_question(turn)


def _choice(turn: Turn, made: RosterImport, todo: str) -> RosterChoice:
    return RosterChoice(turn.text(f"roster-chat-{todo}"), HandleRoster(made.id, todo))


def number_of(one: RosterProblem) -> int:
    """Return a number for somebody who is asked about, by which a button names them: of the same name the same."""
    return zlib.crc32(one.value.encode()) or 1


def digest(wanted: RosterPlan) -> str:
    """Return a hash of what an import would do."""
    said = sorted(
        repr(
            (one.key, one.person and one.person.id, sorted(one.fields.items()), *map(_sorted, (one.before, one.after)))
        )
        for one in (*wanted.added, *wanted.changed, *wanted.rekeyed)
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _sorted(facts: Any) -> tuple[list[str], list[str]]:
    return sorted(map(repr, facts.memberships)), sorted(map(repr, facts.places))


def may_import(turn: Turn) -> bool:
    return scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day).is_whole


def actor_of(turn: Turn) -> str:
    return f"person:{turn.me.id}"


def _menu(turn: Turn) -> list[dict[str, Any]]:
    return [quick.command(turn.text, "menu")]


def _is_open(turn: Turn) -> bool:
    return is_asked(turn, ROSTER)


routes = [
    on_message("file", roles=COORDINATORS)(receive),
    on_message(ROSTER_FILE, roles=COORDINATORS)(show_fetched),
    on_postback(HandleRoster, COORDINATORS)(tap),
    *(
        on_label(f"roster-chat-{todo}", roles=COORDINATORS, when=_is_open)(say_todo(todo))
        for todo in ("apply", "cancel", "undo", "same", "new")
    ),
]
