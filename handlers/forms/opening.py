"""Opens a form: by its name, a button, a reminder, or words that begin to tell somebody's opinion."""

from dataclasses import dataclass
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.form_list import FormListCard, FormListOption, form_list_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import FormStep, OpenForm, Postback, SaveTyped
from handlers.conversation import leave_question
from handlers.forms.asking import CHOOSE, about_name, go_on, name_of, progress_said
from models.forms import forms, submissions
from models.forms.forms import FormVersion
from models.forms.submissions import Submission
from models.people.people import Role
from models.reviews import mentoring
from models.reviews.mentoring import Participant
from programmes.bangkok import bangkok_day
from programmes.sections import ProgrammeForm
from services.access import is_about_theirs
from services.calls.from_forms import call_of_form, own_unit
from services.forms.filling import Filling, begin, form_of, resume
from thai.dates import long_day, short_day
from thai.form_words import LONGEST_VIEWER, choice_said, numbers_said, view_told
from xlsforms.form import Form

DRAFTS_LISTED: Final = 6
ABOUT_NAME: Final = "about_name"  # the question with the name, in a form about a person


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form that the speaker may fill in now."""

    version: FormVersion
    name: str
    about: bool
    sector_question: str | None
    unit: str | None = None  # for which it answers a call


def offered_to(turn: Turn) -> list[OfferedForm]:
    """Return the forms that are open for the speaker's role today: the programme's, then other published ones."""
    if turn.role is None:
        return []
    versions = {version.key: version for version in forms.newest_of_each(turn.session)}
    found = []
    for asked in turn.programme.forms:
        version = versions.pop(asked.key, None)
        if version is None or not asked.open_on(turn.day):
            continue
        call = call_of_form(turn.programme, asked.key)
        unit = own_unit(turn.session, turn.programme, call, turn.me.id, turn.now) if call is not None else None
        if asked.role == turn.role.value if call is None else unit is not None and turn.role is not Role.MENTOR:
            name = asked.name(turn.text.language)
            about, code = asked.about is not None, unit.code if unit is not None else None
            found.append(OfferedForm(version, name, about, asked.sector_question, code))
    beside = [version for version in versions.values() if version.for_role == turn.role.value]
    return found + [OfferedForm(version, version.title, about=False, sector_question=None) for version in beside]


def form_of_call(turn: Turn, key: str, unit: str) -> OfferedForm | None:
    """Return the form with which a call is answered for a unit, if it is open. The caller has seen that the speaker
    answers for the unit."""
    version = next((one for one in forms.newest_of_each(turn.session) if one.key == key), None)
    asked = turn.programme.form(key)
    if version is None or not asked.open_on(turn.day):
        return None
    name = asked.name(turn.text.language)
    return OfferedForm(version, name, about=False, sector_question=asked.sector_question, unit=unit)


def show_forms(turn: Turn) -> Reply:
    """Answer "forms": open the only one, or list drafts to continue and forms to begin."""
    open_now = offered_to(turn)
    drafts = drafts_of(turn)[:DRAFTS_LISTED]
    if not open_now and not drafts:
        return _nothing_open(turn)
    if len(open_now) == 1 and not drafts:
        return open_form(turn, open_now[0])
    options = [_draft_option(turn, draft) for draft in drafts]
    options += [_form_option(turn, form) for form in open_now]
    return _choose(turn, turn.text("form-list-above"), turn.text("form-list-title"), options)


def open_tapped(turn: Turn, button: OpenForm) -> Reply:
    """Open the form of a button on a card or a reminder, which may name the person or the sector."""
    return open_named(turn, button.form, about_id=button.about, choice=button.choice)


def open_named(turn: Turn, key: str, *, about_id: int | None = None, choice: str | None = None) -> Reply:
    """Open the form of this key, about a person, or with the answer that distinguishes its submissions."""
    form = next((form for form in offered_to(turn) if form.version.key == key), None)
    if form is None:
        return _not_open(turn, key)
    prefill = {form.sector_question: choice} if form.sector_question and choice else {}
    return open_form(turn, form, about_id=about_id, prefill=prefill)


def open_by_words(turn: Turn) -> Reply:
    """Open the form for opinions because words begin to tell one, with what was understood filled in."""
    form = form_for_views(turn)
    if form is None:
        return show_forms(turn)
    said = turn.understood.slots if turn.understood else None
    blank = form_of(turn.session, form.version)
    words = (turn.event.text or "").strip()
    prefill: dict[str, str] = {}
    if form.sector_question and said and len(said.sectors) == 1:
        prefill[form.sector_question] = said.sectors[0]
    if said and said.activity_date and (path := _first(blank, "date")):
        prefill[path] = said.activity_date.isoformat()
    who = view_told(words)
    if who and (path := _first(blank, "text")):
        prefill[path] = who[:LONGEST_VIEWER]
    return open_form(turn, form, prefill=prefill, words=(words, turn.event.message_id or turn.event.id))


def form_for_views(turn: Turn) -> OfferedForm | None:
    """Return the form for opinions of partners: the one that asks for the sector."""
    return next((form for form in offered_to(turn) if form.sector_question and not form.about), None)


def open_form(
    turn: Turn,
    form: OfferedForm,
    *,
    about_id: int | None = None,
    prefill: dict[str, str] | None = None,
    words: tuple[str, str] | None = None,
) -> Reply:
    """Begin a draft, or continue an empty one of the same form. First ask whom it is about, if necessary."""
    if form.about:
        about = next((person for person in looked_after(turn) if person.person_id == about_id), None)
        if about is None:
            return ask_about_whom(turn, form)
        about_id, prefill = about.person_id, {**(prefill or {}), ABOUT_NAME: about.name}
        waiting = _draft(turn, form.version.key, about_id)
        if waiting is not None:
            return go_on(turn, waiting, before=[text_message(turn.text("form-resumed"))])
    filling = begin(
        turn.session,
        form.version,
        person_id=turn.me.id,
        now=turn.now,
        language=turn.text.language,
        about_person_id=about_id if form.about else None,
        unit=form.unit,
        prefill=prefill,
        words=words,
    )
    return go_on(turn, filling, before=_confirm_prefilled(turn, form, filling))


def _confirm_prefilled(turn: Turn, form: OfferedForm, filling: Filling) -> list[Message]:
    """Store the sector that was mentioned or tapped as an answer and say so. It can be changed as any other."""
    path = form.sector_question
    if not path or not filling.value(path) or filling.interview.give(path) is not None:
        return []
    filling.save(turn.session, turn.now)
    shown = filling.interview.display(path, turn.text.language)
    return [text_message(turn.text("form-opened-with", form=form.name, choice=shown))]


def drafts_of(turn: Turn) -> list[Submission]:
    """Return the speaker's drafts, without those about people whom they do not look after any more."""
    drafts = submissions.drafts_of(turn.session, turn.me.id)
    return [one for one in drafts if is_about_theirs(turn.session, turn.programme, one, turn.day)]


def resume_draft(turn: Turn) -> Reply:
    """Answer "go on": continue the draft, or ask which of several."""
    drafts = drafts_of(turn)[:DRAFTS_LISTED]
    if len(drafts) == 1:
        return go_on(turn, resume(turn.session, drafts[0], turn.now, turn.text.language))
    options = [_draft_option(turn, draft) for draft in drafts]
    return _choose(turn, turn.text("form-list-above"), turn.text("form-list-drafts"), options)


def has_drafts(turn: Turn) -> bool:
    return turn.person is not None and bool(drafts_of(turn))


# ── about whom ──


def looked_after(turn: Turn) -> list[Participant]:
    """Return the participants whom the speaker may evaluate: those of their area, in this or the last stage."""
    if turn.role is not Role.MENTOR:
        return []
    return mentoring.to_be_rated(turn.session, turn.programme, turn.me.id, turn.day)


def ask_about_whom(turn: Turn, form: OfferedForm) -> Reply:
    """List the participants, those who were evaluated longest ago first."""
    options = [
        FormListOption(person.name, detail, OpenForm(form.version.key, about=person.person_id), is_done=done)
        for person, detail, done in _by_turn(turn, form)
    ]
    if not options:
        leave_question(turn)
        return say(turn.text("form-nobody-to-rate"), quick_replies=[quick.command(turn.text, "menu")])
    return _choose(turn, form.name, turn.text("form-about-whom"), options)


def next_person(turn: Turn, form: OfferedForm) -> Participant | None:
    """Return a participant who was not evaluated recently."""
    return next((person for person, _, done in _by_turn(turn, form) if not done), None)


def _by_turn(turn: Turn, form: OfferedForm) -> list[tuple[Participant, str, bool]]:
    last = submissions.last_about(turn.session, form.version.key, turn.me.id)
    week = turn.day.toordinal() - turn.day.weekday()
    asked = next((one for one in turn.programme.forms if one.key == form.version.key), None)
    weekly = asked is not None and asked.each_week
    found = []
    for person in looked_after(turn):
        day = last.get(person.person_id)
        done = day is not None and (not weekly or day.toordinal() >= week)
        detail = (
            turn.text("form-rated-on", day=short_day(day, turn.text.language)) if day else turn.text("form-unrated")
        )
        found.append((person, detail, done))
    return sorted(found, key=lambda row: (row[2], last.get(row[0].person_id, turn.programme.start), row[0].name))


# ── the list ──


def choose_listed(turn: Turn) -> Reply:
    """Take a number or name that was typed after a list."""
    listed = list(turn.conversation.data.get("listed", []))
    labels = list(turn.conversation.data.get("labels", []))
    numbers = numbers_said(turn.event.text or "", turn.programme.words)
    place = numbers[0] - 1 if len(numbers) == 1 else choice_said(turn.event.text or "", labels)
    if place is None or not 0 <= place < len(listed):
        return _choose_again(turn)
    chosen = listed[place]
    if "form" in chosen:
        return open_named(turn, str(chosen["form"]), about_id=chosen["about"])
    draft = submissions.owned(turn.session, int(chosen["submission"]), turn.me.id)
    if draft is None or not draft.is_draft or not is_about_theirs(turn.session, turn.programme, draft, turn.day):
        return show_forms(turn)
    return go_on(turn, resume(turn.session, draft, turn.now, turn.text.language))


def _choose(turn: Turn, above: str, title: str, options: list[FormListOption]) -> Reply:
    listed = [_listed(option.postback) for option in options]
    labels = [option.label for option in options]
    turn.conversation.ask(CHOOSE, turn.now, listed=listed, labels=labels)
    return Reply([form_list_card(FormListCard(above, title, tuple(options)), turn.text)])


def _choose_again(turn: Turn) -> Reply:
    turn.conversation.data = {**turn.conversation.data, "offered": turn.inbox_id}
    items = [quick.command(turn.text, "menu")]
    if turn.role is Role.PARTICIPANT:
        items.insert(0, quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)))
    return say(turn.text("form-choose-again"), quick_replies=items)


def _listed(button: Postback) -> dict[str, Any]:
    """Return what a number of the list means, as data of the conversation."""
    if isinstance(button, OpenForm):
        return {"form": button.form, "about": button.about}
    assert isinstance(button, FormStep)  # noqa: S101 - lists hold nothing else
    return {"submission": button.submission}


def _draft_option(turn: Turn, draft: Submission) -> FormListOption:
    filling = resume(turn.session, draft, turn.now, turn.text.language)
    name = name_of(turn, filling.version.key, filling.version.title)
    about = about_name(turn, draft)
    day = short_day(bangkok_day(draft.updated_at), turn.text.language)
    detail = turn.text("form-draft-detail", where=progress_said(turn, filling), day=day)
    label = turn.text("form-draft-label", name=f"{name} · {about}" if about else name)
    return FormListOption(label, detail, FormStep(draft.id, "resume"))


def _form_option(turn: Turn, form: OfferedForm) -> FormListOption:
    asked = next((one for one in turn.programme.forms if one.key == form.version.key), None)
    until = turn.text("form-open-until", day=long_day(asked.closes, turn.text.language)) if asked else ""
    return FormListOption(form.name, until or turn.text("form-open"), OpenForm(form.version.key))


def _draft(turn: Turn, key: str, about_id: int | None) -> Filling | None:
    """Return a draft of this form about this person, to continue instead of beginning another."""
    for draft in drafts_of(turn):
        if draft.form_key == key and draft.about_person_id == about_id:
            return resume(turn.session, draft, turn.now, turn.text.language)
    return None


def _first(form: Form, kind: str) -> str | None:
    """Return the first required question of a type."""
    found = (question.path for question in form.questions.values() if question.type == kind)
    return next(found, None)


def _nothing_open(turn: Turn) -> Reply:
    leave_question(turn)
    role = turn.role.value if turn.role else None
    coming = [form for form in turn.programme.forms if form.role == role and form.begins > turn.day]
    items: list[Message] = [quick.command(turn.text, "menu")]
    if not coming:
        return say(turn.text("form-none"), quick_replies=items)
    first = min(coming, key=lambda form: form.begins)
    day, language = long_day(first.begins, turn.text.language), turn.text.language
    return say(turn.text("form-opens-on", form=first.name(language), day=day), quick_replies=items)


def _not_open(turn: Turn, key: str) -> Reply:
    """Say that a form is not open, no longer open, or not for this person."""
    role = turn.role.value if turn.role else None
    asked = next((form for form in turn.programme.forms if form.key == key and form.role == role), None)
    if asked is None:
        return _nothing_open(turn)
    leave_question(turn)
    return say(not_open(turn, asked), quick_replies=[quick.command(turn.text, "menu")])


def not_open(turn: Turn, asked: ProgrammeForm) -> str:
    """Return when a form opens, or when it was closed."""
    language = turn.text.language
    when, day = ("form-opens-on", asked.begins) if turn.day < asked.begins else ("form-closed-on", asked.closes)
    return turn.text(when, form=asked.name(language), day=long_day(day, language))
