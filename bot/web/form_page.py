"""A form as a web page: turns questions into fields, and what the browser sent for a field into an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from bot.line.event import storable
from bot.line.numbers import TEXT
from locales.texts import Text
from programmes.bangkok import BANGKOK
from services.forms.filling import Filling
from thai.dates import long_day
from thai.form_words import decimal_said
from thai.normalise import normalise
from xlsforms.answers import Geopoint, Value, names_of
from xlsforms.form import LINES, Question
from xlsforms.steps import Step

RADIOS_MOST: Final = 12  # with more choices the page shows a drop-down list
LONGEST: Final = TEXT  # most characters of a text, as in the chat
SCALE_MOST: Final = 11
PICTURES: Final = "image/*,.heic,.heif,.avif"  # Windows knows no type of the last three
FILES: Final = {"image": PICTURES, "audio": "audio/*", "file": ""}


@dataclass(frozen=True, slots=True)
class FieldOption:
    name: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PageField:
    """One field of the page. `kind` says how it is drawn; `name` is the name of its inputs; `heading` that of the group
    that begins here; `take_out` is the instance that ends with this field; `places` are the lists of a rank."""

    key: str
    id: str
    name: str
    kind: str
    label: str
    hint: str
    required: bool
    value: str
    shown: str
    options: tuple[FieldOption, ...]
    places: tuple[tuple[FieldOption, ...], ...]
    accept: str
    error: str | None
    headings: tuple[tuple[str, str], ...]  # (text, key of the instance that can be removed, or "")


@dataclass(frozen=True, slots=True)
class RejectedInput:
    """Input that was refused. The page shows it again as it was typed, with the reason."""

    values: Mapping[str, Sequence[str]]
    errors: Mapping[str, str]


NOTHING: Final = RejectedInput({}, {})


def fields_of(filling: Filling, text: Text, typed: RejectedInput = NOTHING) -> list[PageField]:
    """Return the fields of all questions that are asked now, in order."""
    before: tuple[str, ...] = ()
    found = []
    for step in filling.interview.steps():
        found.append(_field(filling, step, text, typed, before))
        before = step.groups
    return found


def field_id(key: str) -> str:
    return "q-" + re.sub(r"[^A-Za-z0-9_-]", "-", key)


def value_of(question: Question, sent: Sequence[str]) -> Value | None:
    """Return the answer that was sent for a question, or None if it is empty. Raises ValueError if it is not valid."""
    said = [part for part in (storable(part).strip() for part in sent) if part]
    if not said:
        return None
    match question.type:
        case "select_multiple" | "rank":
            return tuple(said)
        case "integer":
            value = _number(said[0])
            if value != value.to_integral_value():
                raise ValueError("not whole")
            return int(value)
        case "decimal" | "range":
            return _number(said[0])
        case "date":
            return date.fromisoformat(said[0])
        case "time":
            return time.fromisoformat(said[0])
        case "dateTime":
            return datetime.fromisoformat(said[0]).replace(tzinfo=BANGKOK)
        case "geopoint":
            return _place(said[0])
        case "geotrace" | "geoshape":
            return tuple(map(_place, filter(None, map(str.strip, said[0].replace(";", "\n").splitlines()))))
        case "acknowledge":
            return True
    return said[0][:LONGEST]


def _number(said: str) -> Decimal:
    value = decimal_said(said)
    if value is None:
        raise ValueError("no number")
    return value


def _place(said: str) -> Geopoint:
    latitude, longitude = (float(part) for part in normalise(said).replace(",", " ").split()[:2])
    return Geopoint(latitude, longitude)


def _field(filling: Filling, step: Step, text: Text, typed: RejectedInput, before: tuple[str, ...]) -> PageField:
    interview, key = filling.interview, step.key
    kind = _kind(filling, step, text)
    sent = typed.values.get(key)
    options = _options(filling, step, text, sent)
    return PageField(
        key=key,
        id=field_id(key),
        name=f"a:{key}",
        kind=kind,
        label=interview.label(key, text.language),
        hint="" if step.is_more else interview.hint(key, text.language),
        required=not step.is_more and not step.is_note and interview.is_required(key),
        value=sent[0] if sent else _value(filling, step),
        shown=_shown(filling, step, text),
        options=options,
        places=_places(filling, step, options, sent) if kind == "rank" else (),
        accept=FILES.get(kind, ""),
        error=typed.errors.get(key),
        headings=_headings(filling, step, text, before),
    )


def _kind(filling: Filling, step: Step, text: Text) -> str:
    if step.is_more:
        return "more"
    if step.is_note:
        return "note"
    question = step.question
    if question.type == "select_one":
        many = len(filling.interview.offers(step.key, text.language)) > RADIOS_MOST
        return "list" if many else "radios"
    if question.type == "select_multiple":
        return "checks"
    if question.type == "range" and _marks(question):
        return "scale"
    if question.type == "text":
        return "words" if "multiline" in question.appearance else "line"
    return {"integer": "number", "decimal": "number", "range": "number"}.get(question.type, question.type)


def _options(filling: Filling, step: Step, text: Text, sent: Sequence[str] | None) -> tuple[FieldOption, ...]:
    if step.is_more or step.is_note:
        return ()
    chosen = set(sent) if sent is not None else set(names_of(step.question, filling.value(step.key)))
    if step.question.type == "range":
        return tuple(FieldOption(mark, mark, mark in chosen) for mark in _marks(step.question))
    if step.question.type not in ("select_one", "select_multiple", "rank"):
        return ()
    offers = filling.interview.offers(step.key, text.language)
    return tuple(FieldOption(offer.name, offer.label, offer.name in chosen) for offer in offers)


def _places(
    filling: Filling, step: Step, options: tuple[FieldOption, ...], sent: Sequence[str] | None
) -> tuple[tuple[FieldOption, ...], ...]:
    """Return for each rank a list of all options, with the chosen one marked."""
    order = list(sent if sent is not None else filling.value(step.key).split())
    order += [""] * (len(options) - len(order))
    return tuple(
        tuple(FieldOption(option.name, option.label, option.name == order[place]) for option in options)
        for place in range(len(options))
    )


def _marks(question: Question) -> list[str]:
    allowed = question.range
    if allowed is None or not allowed.step:
        return []
    count = int((allowed.end - allowed.start) / allowed.step) + 1
    return [f"{allowed.start + allowed.step * place:f}" for place in range(count)] if 1 < count <= SCALE_MOST else []


def _value(filling: Filling, step: Step) -> str:
    """Return the value of an input in the format of browsers."""
    if step.is_more or step.is_note:
        return ""
    value = filling.interview.value(step.key)
    if isinstance(value, datetime):
        return f"{value.astimezone(BANGKOK):%Y-%m-%dT%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Geopoint):
        return f"{value.latitude}, {value.longitude}"
    if step.question.type in LINES and isinstance(value, tuple):
        return "\n".join(f"{place.latitude}, {place.longitude}" for place in value if isinstance(place, Geopoint))
    return filling.value(step.key)


def _shown(filling: Filling, step: Step, text: Text) -> str:
    """Return the text beside an input whose value may be unclear: a date in full, or the name of a sent file."""
    if step.is_more or step.is_note:
        return ""
    value = filling.interview.value(step.key)
    if step.question.type in FILES and value:
        return text(f"form-sent-{step.question.type}")
    if isinstance(value, date) and not isinstance(value, datetime):
        return long_day(value, text.language)
    return ""


def _headings(filling: Filling, step: Step, text: Text, before: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the groups that begin with this field. An instance of a repeat has a number and may be removable."""
    begun = [group for group in step.groups if group not in before]
    found = []
    for group in begun:
        label = filling.interview.label(group, text.language)
        match = re.fullmatch(r"(.*)\[(\d+)\]", group)
        if match is None:
            if label:
                found.append((label, ""))
            continue
        instances = filling.interview.instances(match[1])
        number = instances.index(int(match[2])) + 1 if int(match[2]) in instances else 1
        said = text("page-instance", what=label or text("page-entry"), number=number)
        found.append((said, group if len(instances) > 1 and filling.interview.can_add(match[1]) else ""))
    return tuple(found)
