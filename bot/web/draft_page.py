"""The page of a draft, whoever opened it and how: its fields, saving, files, handing in.

`forms.py` opens it by the link of a draft, `rater_pages.py` by the link of a rater. Everything works without
JavaScript; with JavaScript each answer is saved when it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol
from uuid import uuid4

from flask import jsonify, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from bot.clock import Clock
from bot.web.form_page import FILES, PageField, RejectedInput, field_id, fields_of, value_of
from locales.texts import Text, Texts
from models.activities import media
from models.activities.media import MediaKind, Picture
from models.messaging import chats
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import bangkok_day
from services.forms.filling import Filling
from services.media.codes import codes_listed, read_codes
from services.media.pictures import NotAPhoto, keep_picture, take_picture
from services.media.store import LARGEST_PHOTO, MediaStore

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
class OpenDraft:
    """A draft that is open on the web. `address` is the path of its page; `about` whom it is about; `above` the line
    over the title; `large`: in the largest type; `back`: the path of the page before; `saved`, `note`: what is said
    when it is saved, and below the form; `evidence`: what is shown beside the form (see rater_evidence.html); `remind`:
    the path at which to ask for reminders in LINE; `along`: of a form that is tried out, the fields that go along with
    everything the page sends, from which the draft is made anew each time."""

    filling: Filling
    text: Text
    name: str
    address: str
    about: str | None = None
    above: str | None = None
    large: bool = False
    back: str | None = None
    saved: str = "page-saved"
    note: str | None = None
    evidence: Mapping[str, Any] | None = None
    remind: str | None = None
    along: Callable[[Filling], Mapping[str, str]] | None = None

    @property
    def is_kept(self) -> bool:
        return self.along is None


class DraftLink(Protocol):
    """A link to a draft: it says who may go on with it, and what follows when it is handed in."""

    def open(self, session: Session, *, hold: bool = False) -> OpenDraft | tuple[str, int]:
        """Return the draft, or the page that says why it does not open. `hold`: it is going to be changed."""
        ...

    def refusal(self, session: Session, draft: OpenDraft) -> str | None:
        """Do what has to succeed before it is handed in; return why it cannot be."""
        ...

    def handed_in(self, session: Session, draft: OpenDraft) -> Any:
        """Return the answer after handing in."""
        ...


def show(pages: FormPages, link: DraftLink) -> Any:
    """Answer GET."""
    with pages.database.read() as session:
        draft = link.open(session)
        return page(draft) if isinstance(draft, OpenDraft) else draft


def send(pages: FormPages, link: DraftLink) -> Any:
    """Answer POST: save everything that was sent, and do what the button says."""
    request.max_content_length = LARGEST_SENDING
    try:
        said = request.form
    except RequestEntityTooLarge:
        return _too_large(pages, link)
    with pages.database.write() as session:
        draft = link.open(session, hold=True)
        if not isinstance(draft, OpenDraft):
            return draft
        typed = _take_all(pages, session, draft, said)
        _do(draft.filling, said)
        draft.filling.save(session, pages.clock.now())
        if "hand_in" in said and not typed.errors:
            return _hand_in(pages, session, link, draft)
        if typed.errors:
            return page(draft, typed), 422
        return redirect(f"{draft.address}?saved", 303)


def try_out(pages: FormPages, session: Session, draft: OpenDraft, done: Callable[[OpenDraft], Any]) -> Any:
    """Answer a button of a form that is tried out: do what it does to the answers of the page. `done` is what follows
    when it could be handed in."""
    said = request.form
    typed = _take_all(pages, session, draft, said)
    _do(draft.filling, said)
    if "hand_in" in said and not typed.errors:
        typed = RejectedInput({}, _faults(draft))
        if not typed.errors:
            return done(draft)
    return (page(draft, typed), 422) if typed.errors else page(draft)


def save_one(pages: FormPages, link: DraftLink) -> Any:
    """Answer the page's script: save one answer, and redraw the fields if others are asked now."""
    with pages.database.write() as session:
        draft = link.open(session, hold=True)
        if not isinstance(draft, OpenDraft):
            return jsonify(gone=True), 404
        return take_one(pages, session, draft)


def take_one(pages: FormPages, session: Session, draft: OpenDraft) -> Any:
    """Take one answer, and say what the page shows now."""
    filling, text = draft.filling, draft.text
    before = _outline(fields_of(filling, text))
    key, sent = request.form.get("key", ""), request.form.getlist("value")
    typed = _take(filling, {key: sent}, text)
    filling.save(session, pages.clock.now())
    fields = fields_of(filling, text, typed)
    redrawn = None
    if _outline(fields) != before:
        redrawn = render_template("form_fields.html", fields=fields, t=text)
    along = dict(draft.along(filling)) if draft.along else {}
    progress = _progress(fields, text, filling)
    return jsonify(error=typed.errors.get(key), fields=redrawn, progress=progress, along=along)


# ── what was sent ──


def _take_all(pages: FormPages, session: Session, draft: OpenDraft, said: MultiDict[str, str]) -> RejectedInput:
    """Store every field of the page, in the form's order, and the files."""
    filling, text = draft.filling, draft.text
    sent = {name[2:]: said.getlist(name) for name in said if name.startswith("a:")}
    # browsers do not send boxes if none is ticked, so the page sends the names of such fields too
    sent |= {name: [] for name in said.getlist("shown") if name not in sent}
    typed = _take(filling, sent, text)
    errors = dict(typed.errors)
    for name, file in request.files.items():
        if name.startswith("a:") and file.filename:
            trouble = _take_file(pages, session, draft, name[2:], file)
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
            values[key], errors[key] = list(sent[key]), _wrong(step.question.type, text)
            continue
        if value is None:
            if filling.value(key) and filling.interview.skip(key) is not None:
                filling.interview.clear(key)
            continue
        refusal = filling.interview.answer(key, value)
        if refusal is not None:
            values[key], errors[key] = list(sent[key]), refusal.text(text)
    return RejectedInput(values, errors)


def _wrong(kind: str, text: Text) -> str:
    """Return how the answer to a question is written, for input of another kind."""
    if kind in ("date", "time", "dateTime", "geopoint"):
        return text(f"page-wrong-{kind}")
    return text("form-refusal-integer" if kind == "integer" else "form-refusal-decimal")


def _in_order(filling: Filling, sent: Mapping[str, list[str]]) -> list[str]:
    """Return the keys that were sent: first those that are asked now, in order; answers may make others asked later."""
    order = [step.key for step in filling.interview.steps() if step.key in sent]
    return [*order, *(key for key in sent if key not in order)]


def _take_file(pages: FormPages, session: Session, draft: OpenDraft, key: str, file: FileStorage) -> str | None:
    """Store an uploaded file as an answer. Return why it was refused, or None."""
    filling, text = draft.filling, draft.text
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
        if not draft.is_kept:
            return _taken_unkept(filling, key, kind, data, text)
        picture = _kept(pages.store, kind, data)
    except NotAPhoto as error:
        return text(f"page-photo-{error.why}")
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


def _taken_unkept(filling: Filling, key: str, kind: MediaKind, data: bytes, text: Text) -> str | None:
    """Take a file as an answer without keeping it. Raises NotAPhoto."""
    if kind is MediaKind.PHOTO:
        take_picture(data)
    refusal = filling.interview.answer(key, f"{kind.value}-{len(data)}")
    return refusal.text(text) if refusal else None


def _take_code(filling: Filling, key: str, data: bytes, text: Text) -> str | None:
    """Store what a photo of a barcode or QR code says; the photo is not kept."""
    try:
        codes = read_codes(take_picture(data).data)
    except NotAPhoto as error:
        return text(f"page-photo-{error.why}")
    if len(codes) != 1:
        return text("form-codes-several", codes=codes_listed(codes)) if codes else text("form-no-code")
    refusal = filling.interview.answer(key, codes[0])
    return refusal.text(text) if refusal else None


def _kept(store: MediaStore, kind: MediaKind, data: bytes) -> Picture:
    if kind is not MediaKind.PHOTO:
        return Picture(store.put(data), "application/octet-stream", len(data))
    return keep_picture(store, take_picture(data))


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


def _hand_in(pages: FormPages, session: Session, link: DraftLink, draft: OpenDraft) -> Any:
    """Hand the draft in, or show why it cannot be handed in."""
    faults = _faults(draft)
    if faults:
        return page(draft, RejectedInput({}, faults)), 422
    trouble = link.refusal(session, draft)
    if trouble is not None:
        return page(draft, trouble=trouble), 422
    now = pages.clock.now()
    draft.filling.hand_in(session, now, bangkok_day(now))
    return link.handed_in(session, draft)


def _faults(draft: OpenDraft) -> dict[str, str]:
    """Return why a draft cannot be handed in, by question."""
    return {step.key: refusal.text(draft.text) for step, refusal in draft.filling.interview.faults()}


# ── what is shown ──


def page(draft: OpenDraft, typed: RejectedInput | None = None, *, trouble: str | None = None) -> str:
    """Return the page of a draft; `trouble` is why nothing of what was sent was saved."""
    fields = fields_of(draft.filling, draft.text, typed or RejectedInput({}, {}))
    return render_template(
        "form.html",
        t=draft.text,
        address=draft.address,
        title=draft.name,
        about=draft.about,
        above=draft.above,
        large=draft.large,
        back=draft.back,
        saved_said=draft.text(draft.saved),
        note=draft.note or draft.text("page-same-draft"),
        evidence=draft.evidence,
        remind=draft.remind,
        along=draft.along(draft.filling) if draft.along else {},
        fields=fields,
        wrong=[field for field in fields if field.error],
        trouble=trouble,
        largest=LARGEST_PHOTO,
        saved="saved" in request.args,
        progress=_progress(fields, draft.text, draft.filling),
        words=draft.filling.submission.words,
        field_id=field_id,
    )


def _too_large(pages: FormPages, link: DraftLink) -> tuple[str, int]:
    """Return the page of the draft as it is stored, and that it was not changed by what is too large."""
    with pages.database.read() as session:
        draft = link.open(session)
        if not isinstance(draft, OpenDraft):
            return draft
        return page(draft, trouble=draft.text("page-sent-too-much")), 413


def _progress(fields: list[PageField], text: Text, filling: Filling) -> str:
    asked = [field for field in fields if field.kind not in ("note", "more")]
    return text("page-progress", done=sum(filling.is_given(field.key) for field in asked), of=len(asked))


def _outline(fields: list[PageField]) -> list[tuple[Any, ...]]:
    """Return what the page shows besides the answers; if it changed, the browser must load the page again."""
    return [(field.key, field.label, field.hint, tuple(option.name for option in field.options)) for field in fields]
