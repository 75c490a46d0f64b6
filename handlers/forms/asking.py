"""Asks the questions of a form: shows the card of the next one, or the summary if none is left.

The open questions of a conversation, and the states that follow them:

| open          | data            | words are                           | leads to                           |
|---------------|-----------------|-------------------------------------|------------------------------------|
| `form`        | submission, key | the answer to `key`, or a way       | the next question; `form-review`   |
| `form-review` | submission      | "hand in", a line's number, a way   | `submitted`; `form` for a line     |
| `form-choose` | what is listed  | a number or name of the list        | `form`                             |
| `submitted`   | submission      | a way (all, next), else anything    | `form` for a line, while it may be |
| `undone`      | submission      | "undo", else anything               | `form`                             |
| nothing       |                 | "go on" takes up the newest draft   | `form`                             |

An exact command leaves `form`, `form-review` and `form-choose`; the draft is kept and that is said.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from bot.cards.form_question import FormQuestionCard, form_question_card
from bot.cards.form_summary import FormSummaryCard, FormSummaryLine, form_summary_messages
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL
from bot.outbound.reply import Message, Reply, text_message
from handlers.forms.reading import CHOSEN, FREE, kind_of, places_so_far
from models.calls import candidates
from models.forms import submissions
from models.forms.submissions import Submission
from models.messaging.deliveries import About
from models.people import people
from programmes.bangkok import BANGKOK
from services.access import is_about_theirs
from services.calls.answering import NotTaken
from services.calls.from_forms import call_of_form, refusal_said
from services.forms.filling import Filling, resume
from thai.dates import long_day
from xlsforms.answers import Geopoint
from xlsforms.form import LINES, Question
from xlsforms.steps import Step

QUESTION, REVIEW, CHOOSE = "form", "form-review", "form-choose"
SUBMITTED, UNDONE = "submitted", "undone"
NOTES_UNITS: Final = 4500
SCALE_MOST: Final = 11


def is_open(turn: Turn) -> bool:
    """Return whether a form is open in this chat. Reminders do not interrupt it."""
    return (turn.conversation.open or "").startswith(QUESTION)


def filling_of(turn: Turn, submission_id: int | None = None) -> Filling | None:
    """Return the submission of a button, else of the conversation, if it is the speaker's and not cancelled. A draft
    about a person must also be about somebody whom they still look after."""
    wanted = submission_id or turn.conversation.data.get("submission")
    submission = submissions.owned(turn.session, int(wanted), turn.me.id) if wanted else None
    if submission is None or not (submission.is_draft or submission.is_submitted):
        return None
    if submission.is_draft and not is_about_theirs(turn.session, turn.programme, submission, turn.day):
        return None
    return resume(turn.session, submission, turn.now, turn.text.language)


def may_change(turn: Turn, submission: Submission) -> bool:
    """Return whether a submission may be changed: a draft always, else as long as an entry of that day may be, and the
    speaker looks after the person whom it is about."""
    if submission.is_draft:
        return True
    in_time = submission.day is not None and turn.day <= last_day(turn, submission.day)
    return in_time and is_about_theirs(turn.session, turn.programme, submission, turn.day)


def last_day(turn: Turn, day: date) -> date:
    return day + timedelta(days=turn.programme.reporting.days_back)


def form_name(turn: Turn, filling: Filling) -> str:
    return name_of(turn, filling.version.key, filling.version.title)


def name_of(turn: Turn, key: str, title: str) -> str:
    """Return the name of a form: from the programme file, else its own title."""
    asked = next((form for form in turn.programme.forms if form.key == key), None)
    return asked.name(turn.text.language) if asked else title


def go_on(turn: Turn, filling: Filling, *, before: Sequence[Message] = ()) -> Reply:
    """Ask the next open question. If there is none, show all answers."""
    interview, notes = filling.interview, []
    step = interview.next_open()
    while step is not None and step.is_note:
        notes.append(interview.label(step.key, turn.text.language))
        interview.give(step.key)
        step = interview.next_open()
    filling.save(turn.session, turn.now)
    said = [*before, *_notes(notes)]
    if step is None:
        return review(turn, filling, before=said)
    refusal = None
    value = None if step.is_more else interview.value(step.key)
    if filling.is_given(step.key) and value is not None:
        refused = interview.check(step.key, value)  # later answers made it impossible
        refusal = refused.text(turn.text) if refused else None
    return ask(turn, filling, step, trouble=refusal, before=said)


def refusal_in_words(turn: Turn, filling: Filling, why: NotTaken) -> str:
    """Return why what a form says in answer to a call is not taken."""
    call = call_of_form(turn.programme, filling.version.key)
    name = filling.by_name().get(candidates.NAME, "")
    return refusal_said(why, call, name, turn.text) if call is not None else turn.text("call-gone")


def ask(
    turn: Turn, filling: Filling, step: Step, *, trouble: str | None = None, before: Sequence[Message] = ()
) -> Reply:
    """Ask one question. The next words are its answer."""
    _open(turn, filling, step)
    card = form_question_card(_values(turn, filling, step, trouble), turn.text)
    return Reply([*before, card], About("submission", filling.submission.id))


def review(turn: Turn, filling: Filling, *, before: Sequence[Message] = (), soft: bool = False) -> Reply:
    """Show all answers with a pencil on each line. With `soft` they are only shown, and nothing is asked."""
    submission = filling.submission
    if soft or submission.is_submitted:
        version = turn.conversation.ask(SUBMITTED, turn.now, submission=submission.id)
    else:
        version = turn.conversation.ask(REVIEW, turn.now, submission=submission.id)
    until = last_day(turn, submission.day) if submission.is_submitted and submission.day else None
    values = FormSummaryCard(
        submission=submission.id,
        form=form_name(turn, filling),
        lines=tuple(lines(turn, filling)),
        state="submitted" if submission.is_submitted else "draft",
        about=about_name(turn, submission),
        remark=turn.text("form-words-kept", words=submission.words) if submission.words else None,
        until=long_day(until, turn.text.language) if until else None,
        ready=filling.interview.next_open() is None,
        editable=may_change(turn, submission),
        conversation=version,
    )
    messages = [*before, *form_summary_messages(values, turn.text)]
    return Reply(messages[-MESSAGES_A_CALL:], About("submission", submission.id))


def lines(turn: Turn, filling: Filling) -> list[FormSummaryLine]:
    """Return the lines of a summary, numbered as `EditAnswer` and typed numbers count them."""
    language = turn.text.language
    return [
        FormSummaryLine(number, filling.interview.label(step.key, language), shown(turn, filling, step))
        for number, step in enumerate(filling.lines, 1)
    ]


def shown(turn: Turn, filling: Filling, step: Step) -> str | None:
    """Return an answer as people read it, or None if it is empty or not given yet."""
    if not filling.is_given(step.key):
        return None
    return displayed(turn, filling, step)


def displayed(turn: Turn, filling: Filling, step: Step) -> str | None:
    language, kind = turn.text.language, kind_of(step)
    value = filling.interview.value(step.key)
    if value is None or value == ():
        return None
    if isinstance(value, datetime):
        local = value.astimezone(BANGKOK)
        return turn.text("form-moment", day=long_day(local.date(), language), time=f"{local:%H:%M}")
    if isinstance(value, date):
        return long_day(value, language)
    if kind == "time":
        return f"{value:%H:%M}"
    if kind in ("image", "audio", "file"):
        return turn.text(f"form-sent-{kind}")
    if kind == "acknowledge":
        return turn.text("form-noted")
    if kind in LINES and isinstance(value, tuple):
        return turn.text("form-places", count=len(value) - (kind == "geoshape"))
    if isinstance(value, Geopoint):
        return f"{value.latitude:.5f}, {value.longitude:.5f}"
    return filling.interview.display(step.key, language) or None


def about_name(turn: Turn, submission: Submission) -> str | None:
    """Return the name of the person whom a submission is about, or of the unit for which it answers a call."""
    units = turn.programme.units
    if submission.unit is not None and units is not None and units.knows(submission.unit):
        return units.unit(submission.unit).called(turn.text.language)
    if submission.about_person_id is None:
        return None
    person = people.by_id(turn.session, submission.about_person_id)
    return person.name if person else None


def progress_said(turn: Turn, filling: Filling) -> str:
    """Return "ข้อ ๓ จาก ๙" for the open question of a draft, or for its last question if all are answered."""
    step = filling.interview.next_open()
    if step is None or not isinstance(step.node, Question):
        return turn.text("form-all-answered")
    number, of = filling.interview.progress(step.key)
    return turn.text("form-progress", number=number, of=of)


def _open(turn: Turn, filling: Filling, step: Step) -> None:
    """Open a question. If it is asked again it keeps its version, so that buttons of its first card still work."""
    talk, given = turn.conversation, filling.is_given(step.key)
    data: dict[str, object] = {"submission": filling.submission.id, "key": step.key, "given": given}
    data |= {"free": kind_of(step) in FREE, "late": filling.submission.is_submitted, "album": talk.data.get("album")}
    if is_asked_now(turn, filling.submission.id, step.key):
        data |= {name: talk.data[name] for name in ("chosen", "places") if name in talk.data}
        talk.ask_again(turn.now, **data)
    else:
        talk.ask(QUESTION, turn.now, **data)


def is_asked_now(turn: Turn, submission_id: int, key: str) -> bool:
    talk = turn.conversation
    return talk.open == QUESTION and talk.data.get("submission") == submission_id and talk.data.get("key") == key


def _values(turn: Turn, filling: Filling, step: Step, trouble: str | None) -> FormQuestionCard:
    interview, language = filling.interview, turn.text.language
    kind = kind_of(step)
    number, of = (None, None) if step.is_more else interview.progress(step.key)
    names, labels = choices_of(turn, filling, step)
    chosen = _chosen(turn, filling, step, names)
    is_given = filling.is_given(step.key) and not step.is_more
    said = None if step.is_more or (kind in CHOSEN and kind != "select_one") else displayed(turn, filling, step)
    if kind in LINES:
        places = places_so_far(turn, filling, step)
        said, is_given = turn.text("form-places", count=len(places)) if places else None, True
    asked = interview.label(step.key, language)
    if step.is_more:
        asked = turn.text("form-one-more", count=len(interview.instances(step.key)), what=asked)
    return FormQuestionCard(
        submission=filling.submission.id,
        form=form_name(turn, filling),
        kind=kind,
        asked=asked,
        hint=interview.hint(step.key, language),
        number=number,
        of=of,
        options=labels,
        chosen=chosen,
        offered=None if is_given else said,
        answered=said if is_given else None,
        ways=ways(turn, filling, step),
        trouble=trouble,
        about=about_name(turn, filling.submission),
        initial=_initial(turn, filling, step, kind),
        conversation=turn.conversation.version,
    )


def choices_of(turn: Turn, filling: Filling, step: Step) -> tuple[list[str], tuple[str, ...]]:
    """Return the names and labels of a question's choices, of a scale, or of a note to confirm."""
    kind = kind_of(step)
    if kind in CHOSEN:
        choices = filling.interview.offers(step.key, turn.text.language)
        return [choice.name for choice in choices], tuple(choice.label for choice in choices)
    if kind == "range":
        marks = scale_of(step)
        return marks, tuple(marks)
    if kind == "acknowledge":
        return ["OK"], (turn.text("form-noted"),)
    return [], ()


def scale_of(step: Step) -> list[str]:
    """Return the numbers of a range from start to end; empty if they are too many to show."""
    allowed = step.question.range
    if allowed is None or not allowed.step:
        return []
    count = int((allowed.end - allowed.start) / allowed.step) + 1
    return [f"{allowed.start + allowed.step * place:f}" for place in range(count)] if 1 < count <= SCALE_MOST else []


def ways(turn: Turn, filling: Filling, step: Step) -> tuple[str, ...]:
    """Return the actions besides answering, the likeliest first."""
    interview, key = filling.interview, step.key
    found: list[str] = []
    if step.is_more:
        found = ["more", "enough"] if interview.can_add(key) else ["enough"]
        if len(interview.instances(key)) > 1:
            found.append("take_out")
    else:
        kind = kind_of(step)
        has_value = bool(filling.value(key))
        if kind in ("select_multiple", "rank"):
            found.append("done")
        elif kind in LINES:
            found += ["done", "take_out"] if places_so_far(turn, filling, step) else []
        elif has_value:
            found.append("keep")
        if not interview.is_required(key):
            found.append("clear" if has_value and filling.is_given(key) else "skip")
    if previous(filling, key) is not None:
        found.append("back")
    found += ["all", "park"]
    if turn.links.public_url is not None and filling.submission.is_draft:
        found.append("web")
    return tuple(found)


def previous(filling: Filling, key: str) -> Step | None:
    """Return the question before, without notes and "one more?"."""
    step = filling.interview.before(key)
    while step is not None and (step.is_note or step.is_more):
        step = filling.interview.before(step.key)
    return step


def taken(turn: Turn, filling: Filling, step: Step) -> tuple[str, ...]:
    """Return the names of the choices so far, or of the one that is answered."""
    held = turn.conversation.data.get("chosen")
    if held is not None and turn.conversation.data.get("key") == step.key:
        return tuple(held)
    value = filling.interview.value(step.key)
    if isinstance(value, tuple):
        return tuple(name for name in value if isinstance(name, str))
    return (filling.value(step.key),) if value is not None and filling.is_given(step.key) else ()


def _chosen(turn: Turn, filling: Filling, step: Step, names: list[str]) -> tuple[int, ...]:
    if not names:
        return ()
    return tuple(names.index(name) + 1 for name in taken(turn, filling, step) if name in names)


def _initial(turn: Turn, filling: Filling, step: Step, kind: str) -> str | None:
    """Return the value at which a picker begins: the answer so far, else now."""
    if kind not in ("date", "time", "dateTime"):
        return None
    value = filling.interview.value(step.key)
    now = turn.event.at.astimezone(BANGKOK)
    if kind == "date":
        return (value if isinstance(value, date) else now.date()).isoformat()
    if kind == "time":
        return f"{value if value is not None else now:%H:%M}"
    local = value.astimezone(BANGKOK) if isinstance(value, datetime) else now
    return f"{local:%Y-%m-%dT%H:%M}"


def _notes(notes: Sequence[str]) -> list[Message]:
    said = "\n\n".join(note for note in notes if note)
    return [text_message(said[:NOTES_UNITS])] if said else []
