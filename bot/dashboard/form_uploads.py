"""`/app/forms/new`: an XLSForm is sent, shown with what is wrong with it and what it changes, tried out, published."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from flask import request
from werkzeug.datastructures import FileStorage

from bot.dashboard import form_preview
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere, Upload
from bot.dashboard.visitor import Visitor
from models.forms import uploads
from models.forms.uploads import FormUpload
from models.people import audit
from models.people.people import Role
from services.dashboard.form_uploads import UploadLook, look, read_of
from services.forms.compiling_apart import FormRead, compile_apart, to_json
from services.forms.publishing import FormRefused, publish_read
from services.media.store import LARGEST_PHOTO
from xlsforms import load_form

PLACE: Final = "/app/forms/new"
LARGEST: Final = LARGEST_PHOTO  # bytes of all files together
FORMS: Final = (".xlsx", ".xls", ".csv", ".md")
BESIDE: Final = (".csv", ".xml", ".geojson")
ROLES: Final = (Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR)
LONGEST_NAME: Final = 120  # characters of a file's name


@dataclass(frozen=True, slots=True)
class SentForm:
    """A file of a form, the names of those that came with it, and what was read from them."""

    name: str
    raw: bytes
    beside: tuple[str, ...]
    read: FormRead


def read_sent(file: FileStorage | None) -> SentForm | None:
    """Return a form that was sent, or None if no file was chosen."""
    if file is None or not file.filename:
        return None
    name, raw = _name(file), file.read()
    files = {_name(one): one.read() for one in request.files.getlist("beside") if one.filename}
    return SentForm(name, raw, tuple(files), compile_apart(name, raw, files))


def add_form_uploads(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def new_form(visitor: Visitor) -> str:
        _whole(visitor)
        return pages.page(
            "form_new.html",
            visitor,
            title=visitor.text("web-form-new"),
            waiting=uploads.waiting(visitor.session, visitor.person.id),
            kinds=",".join(FORMS),
            beside=",".join(BESIDE),
            megabytes=LARGEST // (1024 * 1024),
        )

    @pages.post(PLACE, COORDINATORS, Upload("file", LARGEST, read_sent))
    def send(visitor: Visitor, uploaded: SentForm | None) -> Any:
        _whole(visitor)
        if uploaded is None:
            return pages.done(visitor, PLACE, visitor.text("web-form-new-nothing"))
        kept = uploads.keep(visitor.session, _upload(visitor, uploaded))
        said = visitor.text("web-form-new-wrong" if kept.problems else "web-form-new-read")
        return pages.done(visitor, f"{PLACE}/{kept.id}", said)

    @pages.get(f"{PLACE}/<int:upload_id>", COORDINATORS)
    def one(visitor: Visitor, upload_id: int) -> str:
        upload = _mine(visitor, upload_id)
        found = look(visitor.session, visitor.programme, upload, visitor.language)
        return pages.page(
            "form_upload.html",
            visitor,
            title=upload.title or upload.file_name,
            upload=upload,
            look=found,
            roles=[(role.value, getattr(visitor.programme.roles, role.value)(visitor.language)) for role in ROLES],
            shown=_shown(upload, found),
        )

    @pages.post(f"{PLACE}/<int:upload_id>", COORDINATORS)
    def act(visitor: Visitor, upload_id: int) -> Any:
        _whole(visitor)
        upload = uploads.owned(visitor.session, upload_id, visitor.person.id)
        if upload is None:  # a second tap
            return pages.done(visitor, PLACE, visitor.text("web-form-new-gone"))
        if request.form.get("todo") == "cancel":
            visitor.session.delete(upload)
            return pages.done(visitor, PLACE, visitor.text("web-form-new-cancelled"))
        return _publish(pages, visitor, upload)

    @pages.get(f"{PLACE}/<int:upload_id>/preview", COORDINATORS)
    def preview(visitor: Visitor, upload_id: int) -> Any:
        return form_preview.show(visitor, *_form_of(visitor, upload_id))

    # What is sent here is not stored; photos may be among it.
    nothing = Upload("nothing", LARGEST_PHOTO, lambda _: None)

    @pages.post(f"{PLACE}/<int:upload_id>/preview", COORDINATORS, nothing)
    def try_out(visitor: Visitor, upload_id: int, uploaded: None) -> Any:  # noqa: ARG001
        return form_preview.send(pages, visitor, *_form_of(visitor, upload_id))

    @pages.post(f"{PLACE}/<int:upload_id>/preview/answer", COORDINATORS, nothing)
    def try_answer(visitor: Visitor, upload_id: int, uploaded: None) -> Any:  # noqa: ARG001
        return form_preview.answer(pages, visitor, *_form_of(visitor, upload_id))


def _whole(visitor: Visitor) -> None:
    """Raise NotFoundHere for who does not coordinate the whole programme."""
    if not visitor.access.is_whole:
        raise NotFoundHere


def _mine(visitor: Visitor, upload_id: int) -> FormUpload:
    _whole(visitor)
    upload = uploads.owned(visitor.session, upload_id, visitor.person.id)
    if upload is None:
        raise NotFoundHere
    return upload


def _form_of(visitor: Visitor, upload_id: int) -> tuple[Any, str, str]:
    """Return the form of a file, the address of its preview, and that of its page."""
    upload = _mine(visitor, upload_id)
    if upload.problems:
        raise NotFoundHere
    here = f"{PLACE}/{upload_id}"
    return load_form(upload.xform), f"{here}/preview", here


def _publish(pages: Dashboard, visitor: Visitor, upload: FormUpload) -> Any:
    """Publish what the page has shown, unless something else was published since."""
    here, text = f"{PLACE}/{upload.id}", visitor.text
    found = look(visitor.session, visitor.programme, upload, visitor.language)
    if request.form.get("shown") != _shown(upload, found):
        return pages.done(visitor, here, text("web-form-new-changed"))
    role = found.for_role if found.is_programmes else request.form.get("role", found.for_role)
    if role not in {one.value for one in ROLES}:
        return pages.done(visitor, here, text("web-form-new-role-missing"))
    actor = f"person:{visitor.person.id}"
    try:
        done = publish_read(
            visitor.session,
            read_of(upload),
            upload.file_name,
            upload.source,
            by=actor,
            now=visitor.now,
            for_role=role,
        )
    except FormRefused:
        return pages.done(visitor, here, text("web-form-new-changed"))
    if done is None:
        return pages.done(visitor, here, text("web-form-new-changed"))
    visitor.session.delete(upload)
    if done.is_new:
        audit.record(visitor.session, visitor.now, actor, "publish_form", form=done.key, number=done.number)
    said = text("web-form-new-published", title=upload.title, number=done.number)
    return pages.done(visitor, f"/app/forms/{done.key}", said)


def _shown(upload: FormUpload, found: UploadLook) -> str:
    """Return a hash of what the page says that publishing would do."""
    said = (upload.digest, found.published.number if found.published else 0, found.for_role, len(found.problems))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _upload(visitor: Visitor, sent: SentForm) -> FormUpload:
    read = sent.read
    return FormUpload(
        person_id=visitor.person.id,
        created_at=visitor.now,
        file_name=sent.name,
        source=sent.raw,
        beside=list(sent.beside),
        problems=[to_json(one) for one in read.problems],
        notices=[to_json(one) for one in read.notices],
        form_id=read.form_id,
        version=read.version,
        title=read.title,
        digest=read.digest,
        xform=read.xform,
    )


def _name(file: FileStorage) -> str:
    name = PurePath((file.filename or "").replace("\\", "/")).name.replace("\x00", "")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:10]}"
