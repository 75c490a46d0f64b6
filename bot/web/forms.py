"""`/f/<token>`: the web page of a draft. The token is the only key, ends with the draft, and is stored as a hash.

Page and chat change the same answers, so a form can be begun in one and finished in the other. Everything works
without JavaScript; with JavaScript each answer is saved when it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from flask import Blueprint, jsonify, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from bot.clock import Clock
from bot.outbound import outbox
from bot.outbound.reply import Reply, text_message
from bot.web.form_page import FILES, PageField, RejectedInput, field_id, fields_of, value_of
from bot.web.pages import pages_blueprint, refused_page
from locales.texts import Text, Texts
from models.activities import media
from models.activities.media import MediaKind, Picture
from models.forms import submissions
from models.messaging import chats, conversations
from models.messaging.deliveries import About
from models.people import people
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.access import NotAllowed, refusal_of_draft
from services.forms.filling import Filling, resume
from services.media.codes import codes_listed, read_codes
from services.media.store import LARGEST_PHOTO, MediaStore, NotAPhoto, examine

LARGEST_SENDING: Final = LARGEST_PHOTO + 1024 * 1024
KINDS: Final = {"image": MediaKind.PHOTO, "audio": MediaKind.AUDIO, "file": MediaKind.FILE}


@dataclass(frozen=True, slots=True)
class FormPages:
    """The parts of the bot that the form pages need."""

    database: Database
    clock: Clock
    texts: Texts
    programme: Programme
    store: MediaStore


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """A page that does not open any more: why, and in which language this is said."""

    refusal: NotAllowed
    language: str = "th"


def forms_blueprint(pages: FormPages) -> Blueprint:
    blueprint = pages_blueprint("forms")

    @blueprint.get("/f/<token>")
    def show(token: str) -> Any:
        with pages.database.read() as session:
            filling = _open(pages, session, token)
            return _closed(pages, filling) if isinstance(filling, ClosedPage) else _page(pages, session, token, filling)

    @blueprint.post("/f/<token>")
    def send(token: str) -> Any:
        request.max_content_length = LARGEST_SENDING
        try:
            said = request.form
        except RequestEntityTooLarge:
            return _too_large(pages, token)
        with pages.database.write() as session:
            filling = _open(pages, session, token, hold=True)
            if isinstance(filling, ClosedPage):
                return _closed(pages, filling)
            typed = _take_all(pages, session, filling, said)
            _do(filling, said)
            filling.save(session, pages.clock.now())
            if "hand_in" in said and not typed.errors:
                return _hand_in(pages, session, token, filling)
            if typed.errors:
                return _page(pages, session, token, filling, typed), 422
        return redirect(f"/f/{token}?saved", 303)

    @blueprint.post("/f/<token>/answer")
    def save_one(token: str) -> Any:
        with pages.database.write() as session:
            filling = _open(pages, session, token, hold=True)
            if isinstance(filling, ClosedPage):
                return jsonify(gone=True), 404
            text = _text(pages, session, filling)
            before = _outline(fields_of(filling, text))
            key, sent = request.form.get("key", ""), request.form.getlist("value")
            typed = _take(filling, {key: sent}, text)
            filling.save(session, pages.clock.now())
            fields = fields_of(filling, text, typed)
            redrawn = None
            if _outline(fields) != before:
                redrawn = render_template("form_fields.html", fields=fields, t=text)
            return jsonify(error=typed.errors.get(key), fields=redrawn, progress=_progress(fields, text, filling))

    return blueprint


# ── what was sent ──


def _take_all(pages: FormPages, session: Session, filling: Filling, said: MultiDict[str, str]) -> RejectedInput:
    """Store every field of the page, in the form's order, and the files."""
    text = _text(pages, session, filling)
    sent = {name[2:]: said.getlist(name) for name in said if name.startswith("a:")}
    # browsers do not send boxes if none is ticked, so the page sends the names of such fields too
    sent |= {name: [] for name in said.getlist("shown") if name not in sent}
    typed = _take(filling, sent, text)
    errors = dict(typed.errors)
    for name, file in request.files.items():
        if name.startswith("a:") and file.filename:
            trouble = _take_file(pages, session, filling, name[2:], file, text)
            if trouble:
                errors[name[2:]] = trouble
    return RejectedInput(typed.values, errors)


def _take(filling: Filling, sent: Mapping[str, list[str]], text: Text) -> RejectedInput:
    """Store what was sent for the questions that are asked now. Return refused input with the reason."""
    values: dict[str, list[str]] = {}
    errors: dict[str, str] = {}
    for key in _in_order(filling, sent):
        step = filling.interview.step(key)
        if step is None or step.is_more or step.is_note or step.question.type in FILES:
            continue
        try:
            value = value_of(step.question, sent[key])
        except (ValueError, OverflowError):
            values[key], errors[key] = list(sent[key]), text("page-not-understood")
            continue
        if value is None:
            if filling.value(key) and filling.interview.skip(key) is not None:
                filling.interview.clear(key)
            continue
        refusal = filling.interview.answer(key, value)
        if refusal is not None:
            values[key], errors[key] = list(sent[key]), refusal.text(text)
    return RejectedInput(values, errors)


def _in_order(filling: Filling, sent: Mapping[str, list[str]]) -> list[str]:
    """Return the keys that were sent: first those that are asked now, in order; answers may make others asked later."""
    order = [step.key for step in filling.interview.steps() if step.key in sent]
    return [*order, *(key for key in sent if key not in order)]


def _take_file(
    pages: FormPages, session: Session, filling: Filling, key: str, file: FileStorage, text: Text
) -> str | None:
    """Store an uploaded file as an answer. Return why it was refused, or None."""
    step = filling.interview.step(key)
    if step is None or step.is_more or step.question.type not in (*KINDS, "barcode"):
        return None
    data = file.stream.read(LARGEST_PHOTO + 1)
    file.close()
    if len(data) > LARGEST_PHOTO:
        return text("page-too-large")
    if step.question.type == "barcode":
        return _take_code(filling, key, data, text)
    kind = KINDS[step.question.type]
    try:
        picture = _kept(pages.store, kind, data)
    except NotAPhoto:
        return text("page-not-a-photo")
    chat = chats.of_person(session, filling.submission.person_id)
    wanted = media.want(
        session,
        person_id=filling.submission.person_id,
        chat_key=chat.line_user_id if chat else "",
        submission_id=filling.submission.id,
        kind=kind,
        message_id=f"web:{uuid4()}",
        now=pages.clock.now(),
        due_at=pages.clock.real() + timedelta(days=1),
    )
    session.flush()
    media.settle(session, wanted, media.MediaState.STORED, picture=picture)
    refusal = filling.interview.answer(key, media.name_of(wanted))
    return refusal.text(text) if refusal else None


def _take_code(filling: Filling, key: str, data: bytes, text: Text) -> str | None:
    """Store what a photo of a barcode or QR code says; the photo is not kept."""
    try:
        examine(data)
        codes = read_codes(data)
    except NotAPhoto:
        return text("page-not-a-photo")
    if len(codes) != 1:
        return text("form-codes-several", codes=codes_listed(codes)) if codes else text("form-no-code")
    refusal = filling.interview.answer(key, codes[0])
    return refusal.text(text) if refusal else None


def _kept(store: MediaStore, kind: MediaKind, data: bytes) -> Picture:
    if kind is not MediaKind.PHOTO:
        return Picture(store.put(data), "application/octet-stream", len(data))
    content_type, width, height, thumbnail = examine(data)
    sha256 = store.put(data)
    store.put_thumbnail(sha256, thumbnail)
    return Picture(sha256, content_type, len(data), width, height)


def _do(filling: Filling, said: MultiDict[str, str]) -> None:
    """Do what the page's other buttons say: add or remove an instance of a repeat. Handing in ends all repeats."""
    interview = filling.interview
    if (key := said.get("add", "")) and interview.can_add(key):
        interview.add(key)
    if key := said.get("take_out", ""):
        repeat = key.rpartition("[")[0]
        if any(f"{repeat}[{number}]" == key for number in interview.instances(repeat)):
            interview.remove(key)
    for step in interview.steps():
        if step.is_note:
            interview.give(step.key)
        elif step.is_more and "hand_in" in said:
            interview.no_more(step.key)


def _hand_in(pages: FormPages, session: Session, token: str, filling: Filling) -> Any:
    """Hand the draft in, or show why it cannot be handed in. The chat gets a note with the bot's next reply."""
    text = _text(pages, session, filling)
    faults = {step.key: refusal.text(text) for step, refusal in filling.interview.faults()}
    if faults:
        return _page(pages, session, token, filling, RejectedInput({}, faults)), 422
    submission, now = filling.submission, pages.clock.now()
    filling.hand_in(session, now, bangkok_day(now))
    name = _name(pages, filling, text)
    chat = chats.of_person(session, submission.person_id)
    if chat is not None:
        talk = conversations.of_chats(session, [chat.line_user_id]).get(chat.line_user_id)
        if talk is not None and talk.data.get("submission") == submission.id:
            talk.close(now)
        told = Reply(
            [text_message(text("form-sent-on-web", form=name))], About("submission", submission.id), piggyback=True
        )
        outbox.queue(session, chat.line_user_id, told, pages.clock.real(), token=None, token_at=None)
    return render_template("form_done.html", t=text, said=name, title=text("form-receipt-title"))


# ── what is shown ──


def _open(pages: FormPages, session: Session, token: str, *, hold: bool = False) -> Filling | ClosedPage:
    """Return the draft of a link if its author may go on with it. `hold`: it is going to be changed."""
    submission = submissions.by_token(session, token)
    if submission is None:
        return ClosedPage(NotAllowed.UNKNOWN)
    person, now = people.by_id(session, submission.person_id), pages.clock.now()
    language = person.language if person else "th"
    refused = refusal_of_draft(session, pages.programme, submission, bangkok_day(now), hold=hold)
    return resume(session, submission, now, language) if refused is None else ClosedPage(refused, language)


def _page(
    pages: FormPages,
    session: Session,
    token: str,
    filling: Filling,
    typed: RejectedInput | None = None,
    *,
    trouble: str | None = None,
) -> str:
    """Return the page of a draft; `trouble` is why nothing of what was sent was saved."""
    text = _text(pages, session, filling)
    fields = fields_of(filling, text, typed or RejectedInput({}, {}))
    about_id = filling.submission.about_person_id
    about = people.by_id(session, about_id) if about_id else None
    wrong = [field for field in fields if field.error]
    return render_template(
        "form.html",
        t=text,
        token=token,
        title=_name(pages, filling, text),
        about=about.name if about else None,
        fields=fields,
        wrong=wrong,
        trouble=trouble,
        largest=LARGEST_PHOTO,
        saved="saved" in request.args,
        progress=_progress(fields, text, filling),
        words=filling.submission.words,
        field_id=field_id,
    )


def _too_large(pages: FormPages, token: str) -> tuple[str, int]:
    """Return the page of the draft as it is stored, and that it was not changed by what is too large."""
    with pages.database.read() as session:
        filling = _open(pages, session, token)
        if isinstance(filling, ClosedPage):
            return _closed(pages, filling)
        trouble = _text(pages, session, filling)("page-sent-too-much")
        return _page(pages, session, token, filling, trouble=trouble), 413


def _gone(pages: FormPages) -> tuple[str, int]:
    text = pages.texts.in_language("th")
    return render_template("form_done.html", t=text, said=text("page-gone"), title=text("page-gone-title")), 404


def _closed(pages: FormPages, page: ClosedPage) -> tuple[str, int]:
    """Return the page that says why a draft cannot be gone on with, and what to do next."""
    if page.refusal is NotAllowed.UNKNOWN:
        return _gone(pages)
    return refused_page(pages.texts.in_language(page.language), pages.programme, page.refusal), 404


def _progress(fields: list[PageField], text: Text, filling: Filling) -> str:
    asked = [field for field in fields if field.kind not in ("note", "more")]
    return text("page-progress", done=sum(filling.is_given(field.key) for field in asked), of=len(asked))


def _outline(fields: list[PageField]) -> list[tuple[Any, ...]]:
    """Return what the page shows besides the answers; if it changed, the browser must load the page again."""
    return [(field.key, field.label, field.hint, tuple(option.name for option in field.options)) for field in fields]


def _text(pages: FormPages, session: Session, filling: Filling) -> Text:
    person = people.by_id(session, filling.submission.person_id)
    return pages.texts.in_language(person.language if person else "th")


def _name(pages: FormPages, filling: Filling, text: Text) -> str:
    asked = next((form for form in pages.programme.forms if form.key == filling.version.key), None)
    return asked.name(text.language) if asked else filling.version.title
