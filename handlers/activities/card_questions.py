"""What an entry's card asks about: parts that were read with doubt, and corrections that were said but not carried out.

The open question of the chat holds them in its data, so they end with it. Each option has a number, by which its button
names it; a question that was answered, or whose card is old, is not asked any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.cards.activity import ChoiceOffered
from bot.inbound.labels import plain_words
from bot.inbound.turn import Turn
from handlers.activities.days_allowed import day_trouble
from handlers.conversation import ACTIVITY_SHOWN, context, is_asked
from models.activities import details, revisions
from models.activities.activities import Activity
from models.activities.details import PlaceSaid
from models.activities.parts import BY_KEY, CORRECTED, PartType
from services.activities.in_words import place_name
from thai.dates import near_day, short_day, weekday_name
from thai.intents import UNKNOWN
from thai.meaning import DoubtKind, DoubtOption, Place, Understood
from thai.single_answers import read_date, read_number

QUESTIONS: Final = "questions"  # in the data of a question about an entry
PART_OF_SLOT: Final = {"activity_date": "day", "people_count": "people", "places": "places"}
ON_CARD: Final = (DoubtKind.WEEKDAY, DoubtKind.WHICH_DAY, DoubtKind.WHICH_NUMBER, DoubtKind.LIKE_NAME)
OPTIONS: Final = 5
SHORT_ANSWER: Final = 20  # characters


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """One question of a card: which of `options` a part is to have. `kind` is why; None if a correction was said.

    `first` is the number of the first option; `asked` is the version of the conversation in which it was asked first.
    `assumed`: the part has the first option until another is chosen; otherwise it has no value.
    """

    part: str
    kind: DoubtKind | None
    options: tuple[Any, ...]
    first: int = 1
    asked: int = 0
    assumed: bool = True


def questions_about(turn: Turn, understood: Understood) -> tuple[CardQuestion, ...]:
    """Return what the card of a new entry asks about."""
    found = []
    for doubt in understood.doubts:
        part = PART_OF_SLOT.get(doubt.slot)
        options = tuple(option for option in map(_value, doubt.options) if _is_possible(turn, option))
        if part is not None and doubt.kind in ON_CARD and options:
            assumed = getattr(understood.slots, doubt.slot) not in (None, ())
            found.append(CardQuestion(part, doubt.kind, options[:OPTIONS], assumed=assumed))
    return tuple(found)


def ask_about(
    turn: Turn, question: str, activity_id: int, *, new: Sequence[CardQuestion] = (), **data: Any
) -> tuple[CardQuestion, ...]:
    """Open a question about an entry. What its card asks stays asked, besides the `new` questions. Return them all."""
    numbered = _numbered([*asked_of(turn, activity_id), *new], turn.conversation.version + 1)
    kept = {QUESTIONS: [_packed(one) for one in numbered]} if numbered else {}
    turn.conversation.ask(question, turn.now, activity=activity_id, **data, **kept)
    return numbered


def asked_of(turn: Turn, activity_id: int) -> tuple[CardQuestion, ...]:
    """Return what the card of an entry asks."""
    stored = turn.conversation.data
    return tuple(map(_unpacked, stored.get(QUESTIONS, ()))) if stored.get("activity") == activity_id else ()


def settle(turn: Turn, part: str) -> None:
    """Ask no more about a part, because it was corrected."""
    _keep(turn, [one for one in _all_asked(turn) if one.part != part])


def answered(turn: Turn, question: CardQuestion) -> None:
    """Ask this question no more."""
    _keep(turn, [one for one in _all_asked(turn) if one.first != question.first])


def drop_corrections(turn: Turn) -> None:
    """Offer no more the corrections that were said; what was read with doubt stays asked."""
    _keep(turn, [one for one in _all_asked(turn) if one.kind is not None])


def forget_questions(turn: Turn, activity_id: int) -> None:
    """Ask nothing more about an entry, because a message of it was unsent."""
    if turn.conversation.data.get("activity") == activity_id:
        _keep(turn, ())


def option_named(turn: Turn, activity_id: int, number: int, asked: int | None) -> tuple[CardQuestion, Any] | None:
    """Return the question and the value of a tapped option, or None if it is not asked any more."""
    for question in asked_of(turn, activity_id):
        if question.asked == asked and 0 <= number - question.first < len(question.options):
            return question, question.options[number - question.first]
    return None


def option_typed(turn: Turn) -> tuple[CardQuestion, Any] | None:
    """Return the question that words answer, with the value: its label, only a day or a number, or yes."""
    if not is_asked(turn, ACTIVITY_SHOWN) or QUESTIONS not in turn.conversation.data:
        return None
    words = turn.event.text or ""
    questions = _all_asked(turn)
    said = plain_words(words)
    for question in questions:
        for option in question.options:
            if said == plain_words(label_of(turn, question, option)):
                return question, option
    if turn.is_command and turn.intent == "confirm":
        return (questions[0], questions[0].options[0]) if questions[0].assumed else None
    if len(words) > SHORT_ANSWER or turn.intent != UNKNOWN:
        return None
    read = [(question, _read(turn, question, words)) for question in questions]
    named = next(((question, value) for question, value in read if value in question.options), None)
    if named is not None or len(read) > 1 or read[0][1] is None:
        return named
    return None if said.isdecimal() and int(said) <= len(CORRECTED) else read[0]  # that is the number of a part


def value_chosen(turn: Turn, entry: Activity, question: CardQuestion, option: Any) -> Any:
    """Return the value that the part gets. A place takes the place of the one that was assumed."""
    if not isinstance(option, PlaceSaid):
        return option
    assumed, places = question.options[0], details.details(turn.session, entry.id).places
    if assumed in places:
        return tuple(dict.fromkeys(option if place == assumed else place for place in places))
    return (*places, option)


def for_card(turn: Turn, questions: Iterable[CardQuestion]) -> tuple[ChoiceOffered, ...]:
    """Return the questions as the card shows them."""
    return tuple(
        ChoiceOffered(
            question.part,
            sentence_of(turn, question),
            tuple((question.first + at, label_of(turn, question, one)) for at, one in enumerate(question.options)),
            question.asked,
        )
        for question in questions
    )


def sentence_of(turn: Turn, question: CardQuestion) -> str | None:
    """Return why the card asks, in one sentence; None for a correction that was said."""
    language, options = turn.text.language, question.options
    match question.kind:
        case None:
            return None
        case DoubtKind.WEEKDAY if len(options) > 1:
            weekday = weekday_name(options[1], language)
            return turn.text("doubt-weekday", weekday=weekday, day=short_day(options[0], language))
        case DoubtKind.LIKE_NAME:
            return turn.text("doubt-like-name", place=place_name(options[0], language))
        case DoubtKind.WHICH_NUMBER:
            return turn.text("doubt-which-number")
    return turn.text("doubt-which-day")


def label_of(turn: Turn, question: CardQuestion, option: Any) -> str:
    """Return the label of an option."""
    language = turn.text.language
    if isinstance(option, date):
        said = near_day(option, language)
    elif isinstance(option, int):
        said = turn.text("record-people", count=option)
    else:
        places = [option] if isinstance(option, PlaceSaid) else option
        said = ", ".join(place_name(place, language) for place in places)
    return said if question.kind else turn.text(f"offer-{question.part}", value=said)


def _read(turn: Turn, question: CardQuestion, words: str) -> Any:
    """Return the value that a short answer gives to a part: one of the options, or another one."""
    type = BY_KEY[question.part].type
    if type is PartType.NUMBER:
        return read_number(words, turn.programme.words)
    if type is not PartType.DAY:
        return None
    number = read_number(words, turn.programme.words)
    named = [option for option in question.options if option.day == number]
    if len(named) == 1:
        return named[0]
    day = read_date(words, context(turn))
    return day if day is not None and day_trouble(turn, day) is None else None


def _numbered(questions: Iterable[CardQuestion], version: int) -> tuple[CardQuestion, ...]:
    """Return questions with numbers for their options. Those that were asked before keep theirs."""
    numbered: list[CardQuestion] = []
    following = 1
    for question in questions:
        one = question if question.asked else replace(question, first=following, asked=version)
        following = max(following, one.first + len(one.options))
        numbered.append(one)
    return tuple(numbered)


def _all_asked(turn: Turn) -> list[CardQuestion]:
    return [_unpacked(one) for one in turn.conversation.data.get(QUESTIONS, ())]


def _keep(turn: Turn, questions: Sequence[CardQuestion]) -> None:
    data = {key: value for key, value in turn.conversation.data.items() if key != QUESTIONS}
    turn.conversation.data = data | ({QUESTIONS: [_packed(one) for one in questions]} if questions else {})


def _packed(question: CardQuestion) -> dict[str, Any]:
    return {
        "part": question.part,
        "kind": question.kind.value if question.kind else None,
        "options": [revisions.plain(option) for option in question.options],
        "first": question.first,
        "asked": question.asked,
        "assumed": question.assumed,
    }


def _unpacked(stored: Mapping[str, Any]) -> CardQuestion:
    part, kind = stored["part"], stored["kind"]
    options = tuple(_unplain(BY_KEY[part].type, option) for option in stored["options"])
    return CardQuestion(
        part, DoubtKind(kind) if kind else None, options, stored["first"], stored["asked"], stored.get("assumed", True)
    )


def _unplain(type: PartType, option: Any) -> Any:
    """Return an option from its JSON."""
    if type is PartType.DAY:
        return date.fromisoformat(option)
    if isinstance(option, dict):
        return PlaceSaid(**option)
    if isinstance(option, list):
        return tuple(PlaceSaid(**one) if isinstance(one, dict) else one for one in option)
    return option


def _value(option: DoubtOption) -> Any:
    return PlaceSaid(option.level, option.name, option.code) if isinstance(option, Place) else option


def _is_possible(turn: Turn, option: Any) -> bool:
    return not isinstance(option, date) or day_trouble(turn, option) is None
