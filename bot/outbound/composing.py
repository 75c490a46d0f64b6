"""Makes the messages of a person's reminders: one card for all items, the most urgent first, and summaries."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from bot.cards.reminder import Paragraph, ReminderCard, reading, reminder_card
from bot.cards.summary import summary_card
from bot.cards.summary_values import card_values
from bot.line.numbers import MESSAGES_A_CALL
from bot.outbound.reply import Message
from locales.texts import Text, Texts
from models.coordination import scopes
from programmes import Programme
from programmes.reminders import PAPERWORK_DAY, RATERS_AWAITED
from services.reminders.conditions import Due
from services.reminders.facts import ReminderItem, together
from services.reminders.planning import ComposedReminder, in_order
from services.summaries.counting import summarise
from services.summaries.summary import Pushes

BUTTONS: Final = 3
SUMMARIES: Final = MESSAGES_A_CALL - 1  # with the reminder card, as many messages as a request may have


class Composer:
    """Makes what people are told at one instant. Equal items are made once."""

    def __init__(self, session: Session, programme: Programme, texts: Texts, day: date, pushes: Pushes | None) -> None:
        self._session, self._programme, self._texts, self._day, self._pushes = session, programme, texts, day, pushes
        self._known: dict[tuple[str, tuple[ReminderItem, ...]], ComposedReminder] = {}

    def compose(self, person_id: int, language: str, reminder_items: Sequence[ReminderItem]) -> ComposedReminder:
        ordered = in_order(reminder_items)
        text = self._texts.in_language(language)
        told = tuple(reminder_item for reminder_item in together(ordered, text) if reminder_item.reminder.text)
        written = self._known.get((language, told))
        if written is None:
            written = self._known[language, told] = self._write(told, text)
        summaries = [reminder_item.due for reminder_item in ordered if reminder_item.reminder.card == "summary"]
        if not summaries:
            return written
        cards = [self._summary(person_id, due, text) for due in summaries[:SUMMARIES]]
        reads = [written.text, *(str(card["altText"]) for card in cards)]
        return ComposedReminder((*written.messages, *cards), "\n\n".join(said for said in reads if said))

    def _write(self, reminder_items: tuple[ReminderItem, ...], text: Text) -> ComposedReminder:
        if not reminder_items:
            return ComposedReminder((), "")
        paragraphs = tuple(paragraph(reminder_item, text) for reminder_item in reminder_items)
        commands = dict.fromkeys(
            intent for reminder_item in reminder_items for intent in reminder_item.reminder.buttons
        )
        paperwork_days = [one.due.about_day for one in reminder_items if PAPERWORK_DAY in one.reminder.buttons]
        values = ReminderCard(
            self._day, paragraphs, tuple(commands)[:BUTTONS], next(iter(paperwork_days), None), _round(reminder_items)
        )
        return ComposedReminder((reminder_card(values, text),), reading(values))

    def _summary(self, person_id: int, due: Due, text: Text) -> Message:
        first, last = due.span(self._programme)
        access = scopes.of_coordinator(self._session, self._programme, person_id, self._day)
        values = summarise(self._session, self._programme, access, first, last, self._day, pushes=self._pushes)
        return summary_card(card_values(values, self._programme, text), text)


def _round(reminder_items: Sequence[ReminderItem]) -> str | None:
    """Return the rating round whose raters are to be called, or None."""
    calling = (one for one in reminder_items if RATERS_AWAITED in one.reminder.buttons)
    return next((one.due.moment.subject.partition(":")[2] for one in calling), None)


def paragraph(reminder_item: ReminderItem, text: Text) -> Paragraph:
    facts = dict(reminder_item.facts)
    key = reminder_item.reminder.text_on(reminder_item.due.about_day)
    return Paragraph(text(f"remind-{key}-title", **facts), text(f"remind-{key}-{reminder_item.audience}", **facts))
