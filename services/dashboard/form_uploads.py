"""What a form that was sent on the web would change: question by question, beside the version that is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from models.forms import forms
from models.forms.forms import FormVersion
from models.forms.uploads import FormUpload
from programmes import Programme
from services.forms.compiling_apart import FormRead
from services.forms.publishing import FormRefused, PublishedForm, compare_read
from xlsforms import FormProblem, load_form
from xlsforms.comparing import compare
from xlsforms.form import Choice, Expression, Form, FormItem, LocalizedText, Question

RULES: Final = ("relevant", "required", "constraint", "calculate", "choice_filter")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `kind` says which (`added`, `removed`, `retyped`, `relabelled`, `choice_added`, …), `label` the
    question's words, `before` and `after` what changed of it."""

    kind: str
    path: str
    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class UploadLook:
    """What publishing a file would do. With `problems` it cannot be published. `for_role` is who fills the form in: of
    a form of the programme what the programme says (`is_programmes`), else what it is now, if it was published."""

    problems: tuple[FormProblem, ...]
    notices: tuple[FormProblem, ...]
    published: FormVersion | None
    would: PublishedForm | None
    differences: tuple[Difference, ...]
    questions: int
    for_role: str | None
    is_programmes: bool


def read_of(upload: FormUpload) -> FormRead:
    """Return what was read from a file, as it was before it was stored."""
    return FormRead(
        tuple(FormProblem(**one) for one in upload.problems),
        tuple(FormProblem(**one) for one in upload.notices),
        upload.form_id,
        upload.version,
        upload.title,
        upload.digest,
        upload.xform,
    )


def look(session: Session, programme: Programme, upload: FormUpload, language: str) -> UploadLook:
    """Return what publishing a file would do now."""
    read = read_of(upload)
    if read.problems:
        return UploadLook(read.problems, read.notices, None, None, (), 0, None, False)
    newest = forms.newest(session, read.form_id)
    asked = next((one for one in programme.forms if one.key == read.form_id), None)
    role = asked.role if asked else newest.for_role if newest else None
    form = load_form(read.xform)
    count = sum(question.asked and question.type != "note" for question in form.questions.values())
    try:
        would = compare_read(session, read, read.form_id)
    except FormRefused as refused:
        return UploadLook(refused.problems, read.notices, newest, None, (), count, role, asked is not None)
    found = tuple(differences(load_form(newest.xform), form, language)) if newest and would.is_new else ()
    return UploadLook((), read.notices, newest, would, found, count, role, asked is not None)


def differences(old: Form, new: Form, language: str) -> Iterator[Difference]:
    """Yield what differs between two versions, in the order of the new one; what was removed comes last."""
    found = compare(old, new)
    added, retyped = set(found.added), {one.path: one for one in found.retyped}
    for path, item in new.items.items():
        before = old.items.get(path)
        label = plain(item.label, language)
        if path in added:
            yield Difference("added", path, label)
        elif before is not None:
            if path in retyped:
                yield Difference("retyped", path, label, retyped[path].old, retyped[path].new)
            yield from _reworded(path, before, item, language)
            yield from _rules(path, before, item, label)
            if isinstance(before, Question) and isinstance(item, Question):
                yield from _choices(path, before, item, label, language)
    for path in found.removed:
        yield Difference("removed", path, plain(old.items[path].label, language))


def plain(text: LocalizedText, language: str) -> str:
    """Return a text with "…" where an answer stands in it."""
    return "".join(part if isinstance(part, str) else "…" for part in text.parts(language))


def _reworded(path: str, before: FormItem, after: FormItem, language: str) -> Iterator[Difference]:
    for kind in ("label", "hint"):
        was, now = plain(getattr(before, kind), language), plain(getattr(after, kind), language)
        if was != now:
            yield Difference(f"{kind}-changed", path, plain(after.label, language), was, now)


def _rules(path: str, before: FormItem, after: FormItem, label: str) -> Iterator[Difference]:
    for rule in RULES:
        was, now = _written(before, rule), _written(after, rule)
        if was != now:
            yield Difference(f"rule-{rule.replace('_', '-')}", path, label, was, now)


def _written(item: FormItem, rule: str) -> str:
    found = getattr(item, rule, None)
    condition = getattr(found, "condition", found)
    return condition.source if isinstance(condition, Expression) else ""


def _choices(path: str, before: Question, after: Question, label: str, language: str) -> Iterator[Difference]:
    was, now = _listed(before), _listed(after)
    known, kept = {one.name for one in was}, {one.name for one in now}
    if gone := [plain(one.label, language) or one.name for one in was if one.name not in kept]:
        yield Difference("choices-removed", path, label, before=", ".join(gone))
    if new := [plain(one.label, language) or one.name for one in now if one.name not in known]:
        yield Difference("choices-added", path, label, after=", ".join(new))


def _listed(question: Question) -> Sequence[Choice]:
    return question.choices.choices if question.choices else ()
