"""The preview of a form that is not published: the page that will be filled in, with its rules, storing nothing.

The answers stand in the page itself, signed for the session, and the draft is made anew from them at each request.
"""

import hashlib
import hmac
import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping
from typing import Any, Final

from flask import request

from bot.dashboard.pages import Dashboard
from bot.dashboard.visitor import Visitor
from bot.web import draft_page
from bot.web.draft_page import FormPages, OpenDraft
from services.forms.filling import Filling, TriedOut, try_out
from xlsforms import StoredValue
from xlsforms.form import Form, Question

LARGEST: Final = 4_000_000  # bytes of all answers
ABOUT_NAME: Final = "about_name"  # the question with the name, in a form about a person


def show(visitor: Visitor, form: Form, address: str, back: str) -> Any:
    """Return the page of a form, as somebody finds it who begins to fill it in."""
    return draft_page.page(_draft(visitor, form, address, back, entries=None))


def send(pages: Dashboard, visitor: Visitor, form: Form, address: str, back: str) -> Any:
    """Do what a button of the page says."""
    draft = _draft(visitor, form, address, back, _answers(visitor, address))
    return draft_page.try_out(
        _form_pages(pages, visitor), visitor.session, draft, lambda one: _end(pages, visitor, one)
    )


def answer(pages: Dashboard, visitor: Visitor, form: Form, address: str, back: str) -> Any:
    """Take one answer, as the page's script sends it."""
    draft = _draft(visitor, form, address, back, _answers(visitor, address))
    return draft_page.take_one(_form_pages(pages, visitor), visitor.session, draft)


def _draft(
    visitor: Visitor, form: Form, address: str, back: str, entries: Mapping[str, StoredValue] | None
) -> OpenDraft:
    text, token = visitor.text, visitor.web.form_token
    filling = try_out(
        visitor.session,
        form,
        person_id=visitor.person.id,
        now=visitor.now,
        language=text.language,
        entries=entries,
        prefill={ABOUT_NAME: text("web-form-preview-person")},
    )

    def along(filled: Filling) -> Mapping[str, str]:
        return {"form_token": token, "answers": _packed(filled, address, token)}

    return OpenDraft(
        filling, text, form.title, address, above=text("web-form-preview"), back=back,
        note=text("page-tried-out"), along=along,
    )  # fmt: skip


def _form_pages(pages: Dashboard, visitor: Visitor) -> FormPages:
    return FormPages(pages.database, pages.clock, pages.texts, visitor.programme, pages.media)


def _end(pages: Dashboard, visitor: Visitor, draft: OpenDraft) -> str:
    """Return the page that shows what would be stored."""
    filling, language = draft.filling, visitor.language
    interview, record = filling.interview, filling.interview.record()
    shown = [
        (interview.label(step.key, language), interview.display(step.key, language))
        for step in filling.lines
        if isinstance(step.node, Question)
    ]
    asked = {step.key for step in filling.lines}
    worked_out = [
        (key, value)
        for key, value in record.items()
        if value and key not in asked and filling.form.questions.get(key) and filling.form.questions[key].calculate
    ]
    return pages.page(
        "form_tried.html",
        visitor,
        title=draft.name,
        answers=shown,
        worked_out=worked_out,
        again=draft.address,
        back=draft.back,
    )


# ── the answers, as they stand in the page ──


def _packed(filling: Filling, address: str, token: str) -> str:
    if not isinstance(filling, TriedOut):
        raise TypeError(filling)
    said = {key: [entry.value, entry.given] for key, entry in filling.everything().items()}
    packed = urlsafe_b64encode(zlib.compress(json.dumps(said, ensure_ascii=False).encode())).decode()
    return f"{_signature(packed, address, token)}.{packed}"


def _answers(visitor: Visitor, address: str) -> Mapping[str, StoredValue] | None:
    """Return the answers that the page has sent, or None if they are not of this session: it begins anew."""
    signature, _, packed = request.form.get("answers", "").partition(".")
    wanted = _signature(packed, address, visitor.web.form_token)
    if not packed or not hmac.compare_digest(signature.encode(), wanted.encode()):
        return None
    try:
        said = json.loads(zlib.decompressobj().decompress(urlsafe_b64decode(packed), LARGEST))
    except (Error, ValueError, zlib.error):
        return None
    return {key: StoredValue(value, given) for key, (value, given) in said.items()}


def _signature(packed: str, address: str, token: str) -> str:
    return hmac.new(token.encode(), f"{address}:{packed}".encode(), hashlib.sha256).hexdigest()
