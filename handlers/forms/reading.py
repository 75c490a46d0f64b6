"""Reads what a person sends as an answer, by the type of the question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from bot.inbound.turn import Turn
from handlers.conversation import context
from programmes.bangkok import BANGKOK
from services.forms.filling import Filling
from thai.form_words import choice_said, decimal_said, numbers_said, yes_and_no
from thai.intents import INTENTS
from thai.normalise import normalise
from thai.single_answers import read_date, read_number, read_sectors
from thai.written_dates import with_day
from xlsforms.answers import Geopoint
from xlsforms.form import LINES
from xlsforms.steps import Step

FREE: Final = ("text", "hidden")  # any words are an answer to these types
CHOSEN: Final = ("select_one", "select_multiple", "rank")


@dataclass(frozen=True, slots=True)
class AnswerReadings:
    """The possible values of an answer, the likeliest first; empty if it is not an answer."""

    values: tuple[Any, ...] = ()


def read_words(turn: Turn, filling: Filling, step: Step) -> AnswerReadings:
    """Read words as the answer to a question."""
    reader = _READERS.get(kind_of(step))
    return AnswerReadings(tuple(reader(turn, filling, step))) if reader and turn.event.text else AnswerReadings()


def read_pin(turn: Turn, step: Step) -> AnswerReadings:
    """Read a location, for a geopoint, or as its address for a text."""
    message = turn.event.message
    latitude, longitude = message.get("latitude"), message.get("longitude")
    places = kind_of(step) in ("geopoint", *LINES)
    if places and isinstance(latitude, int | float) and isinstance(longitude, int | float):
        return AnswerReadings((Geopoint(float(latitude), float(longitude)),))
    said = [message.get("title"), message.get("address")]
    words = " ".join(part.strip() for part in said if isinstance(part, str) and part.strip())
    return AnswerReadings((words,)) if kind_of(step) in FREE and words else AnswerReadings()


def read_picked(turn: Turn, step: Step) -> AnswerReadings:
    """Read the value of a picker, which is Gregorian and in Bangkok's time."""
    params = turn.event.postback_params
    name = {"date": "date", "time": "time", "dateTime": "datetime"}.get(kind_of(step), "")
    picked = params.get(name)
    try:
        return AnswerReadings((_PICKED[name](picked),)) if isinstance(picked, str) else AnswerReadings()
    except ValueError:
        return AnswerReadings()


def numbered(turn: Turn, filling: Filling, step: Step, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the names of the choices with these numbers; empty if one does not exist."""
    names = [choice.name for choice in filling.interview.offers(step.key, turn.text.language)]
    return tuple(names[number - 1] for number in numbers) if all(1 <= n <= len(names) for n in numbers) else ()


def names_said(turn: Turn, filling: Filling, step: Step) -> tuple[str, ...]:
    """Return the names of the typed choices, by number or label; several only in a select_multiple."""
    words = turn.event.text or ""
    numbers = numbers_said(words, turn.programme.words)
    if numbers:
        return numbered(turn, filling, step, numbers)
    choices = filling.interview.offers(step.key, turn.text.language)
    labels = [choice.label for choice in choices]
    place = choice_said(words, labels)
    if place is not None:
        return (choices[place].name,)
    if kind_of(step) != "select_one":
        parts = [choice_said(part, labels) for part in words.replace(",", "\n").replace("/", "\n").split("\n")]
        if len(parts) > 1 and None not in parts:
            return tuple(dict.fromkeys(choices[part].name for part in parts if part is not None))
    return _meant(turn, [choice.name for choice in choices])


def _meant(turn: Turn, names: list[str]) -> tuple[str, ...]:
    """Return the choice that words mean: yes or no, or a partner's word if the choices are sectors."""
    yes, no = yes_and_no()
    if len(names) == 2 and turn.intent in INTENTS.yes_or_no:
        meant = [name for name in names if name.casefold() in (yes if turn.intent == "confirm" else no)]
        return tuple(meant) if len(meant) == 1 else ()
    if turn.intent != "log_activity" and {sector.key for sector in turn.programme.sectors} <= set(names):
        sectors = read_sectors(turn.event.text or "", turn.programme.words)
        return sectors if len(sectors) == 1 else ()
    return ()


def kind_of(step: Step) -> str:
    """Return the question's type, or `more` for the question whether a repeat continues."""
    return "more" if step.is_more else step.question.type


def _text(turn: Turn, _: Filling, __: Step) -> list[Any]:
    words = (turn.event.text or "").strip()
    return [words] if words else []


def _integer(turn: Turn, _: Filling, __: Step) -> list[Any]:
    value = decimal_said(turn.event.text or "", turn.programme.words)
    return [int(value)] if value is not None and value == value.to_integral_value() else []


def _decimal(turn: Turn, _: Filling, __: Step) -> list[Any]:
    value = decimal_said(turn.event.text or "", turn.programme.words)
    return [value] if value is not None else []


def _one(turn: Turn, filling: Filling, step: Step) -> list[Any]:
    names = names_said(turn, filling, step)
    return list(names) if len(names) == 1 else []


def _day(turn: Turn, _: Filling, __: Step) -> list[Any]:
    """Read a date. A day of the month alone may be the last or the next such day, whichever is allowed."""
    words, speaker = turn.event.text or "", context(turn)
    found = [read_date(words, speaker)]
    number = read_number(words, turn.programme.words) if len(normalise(words)) <= 2 else None
    if number is not None and 1 <= number <= 31:
        found.append(with_day(speaker.today, number, 1))
    return [day for day in found if day is not None]


def _time(turn: Turn, _: Filling, __: Step) -> list[Any]:
    said = turn.understood.slots.time if turn.understood else None
    try:
        return [time.fromisoformat(said.split("-")[0])] if said else []
    except ValueError:
        return []


def _moment(turn: Turn, filling: Filling, step: Step) -> list[Any]:
    return [
        datetime.combine(day, at, BANGKOK) for day in _day(turn, filling, step) for at in _time(turn, filling, step)
    ]


def _place(turn: Turn, _: Filling, __: Step) -> list[Any]:
    return list(coordinates(turn.event.text or ""))


def coordinates(words: str) -> list[Geopoint]:
    """Read a place that is typed as "19.17, 99.90"; empty if the words are none."""
    parts = normalise(words).replace(",", " ").split()
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError:
        return []
    return [Geopoint(latitude, longitude)] if abs(latitude) <= 90 and abs(longitude) <= 180 else []


def _places(turn: Turn, _: Filling, __: Step) -> list[Any]:
    """Read the coordinates of several places, one a line or with semicolons between them."""
    parts = [part for part in (turn.event.text or "").replace(";", "\n").splitlines() if part.strip()]
    found = [place for part in parts for place in coordinates(part)]
    return found if len(found) == len(parts) else []


def places_so_far(turn: Turn, filling: Filling, step: Step) -> tuple[Geopoint, ...]:
    """Return the places of a line that were sent until now, or those of its answer; an area's first is not repeated."""
    held = turn.conversation.data.get("places")
    if held is not None and turn.conversation.data.get("key") == step.key:
        return tuple(Geopoint(*place) for place in held)
    value = filling.interview.value(step.key)
    places = tuple(place for place in value if isinstance(place, Geopoint)) if isinstance(value, tuple) else ()
    return places[:-1] if kind_of(step) == "geoshape" and len(places) > 1 and places[0] == places[-1] else places


def _noted(turn: Turn, _: Filling, __: Step) -> list[Any]:
    return [True] if turn.says("form-noted", "word-noted") or turn.intent == "confirm" else []


def _picked_moment(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=BANGKOK)


_PICKED: Final[dict[str, Callable[[str], Any]]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": _picked_moment,
}
_READERS: Final[dict[str, Callable[[Turn, Filling, Step], list[Any]]]] = {
    "text": _text,
    "barcode": _text,
    "integer": _integer,
    "decimal": _decimal,
    "range": _decimal,
    "select_one": _one,
    "date": _day,
    "time": _time,
    "dateTime": _moment,
    "geopoint": _place,
    "geotrace": _places,
    "geoshape": _places,
    "acknowledge": _noted,
}
