"""The cards of an announcement: choosing the receivers, the preview with its cost, and the progress of sending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.broadcast_times import instant_words
from bot.cards.look import Piece
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.postback import AddressBroadcast, HandleBroadcast, ShowReceivers
from locales.texts import Text

QUOTED_UNITS: Final = 400
NAMES_SHOWN: Final = 30
LABEL_UNITS: Final = 60
NAME_UNITS: Final = 60


def broadcast_words(name: str, role: str, said: str, text: Text) -> str:
    """Return an announcement as its receivers read it: the sender, then the words."""
    return text("announce-words", name=name, role=role, words=said)


def announcement(said: str, pictures: Sequence[str]) -> list[Piece]:
    """Return an announcement as messages of one request: the words, then its pictures by their addresses."""
    images = [{"type": "image", "originalContentUrl": f"{one}?full", "previewImageUrl": one} for one in pictures]
    return [quick.text_message(said), *images]


@dataclass(frozen=True, slots=True)
class AudienceOption:
    """One choice of receivers; `group` is the text key of its heading. The number of a choice can be typed."""

    by: str
    pick: str
    label: str
    group: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class BroadcastAudienceCard:
    """`people` is the number of receivers of the present choice."""

    broadcast: int
    words: str
    options: tuple[AudienceOption, ...]
    people: int


def audience_card(values: BroadcastAudienceCard, text: Text) -> Piece:
    count = text("announce-people", count=values.people)
    quoted = look.column(
        look.words(shorten(values.words, QUOTED_UNITS, "utf16"), "sm", look.INK),
        backgroundColor=look.INDIGO_SOFT,
        cornerRadius="10px",
        paddingAll="12px",
    )
    preview = HandleBroadcast(values.broadcast, "look")
    footer = look.column(
        look.button(text("announce-look"), preview, main=True),
        look.words(text("announce-audience-hint"), "xxs", look.FAINT, align="center"),
        spacing="md",
    )
    chosen = ", ".join(option.label for option in values.options if option.chosen)
    alt = " · ".join([text("announce-to-whom"), chosen or text("announce-nobody"), count])
    card = look.bubble(
        look.heading(text("announce-above"), text("announce-to-whom"), below=count),
        {**look.column(quoted, *_options(values, text)), "paddingAll": "12px"},
        footer,
    )
    cancel = HandleBroadcast(values.broadcast, "cancel")
    replies = [quick.choice(text("announce-look"), preview), quick.choice(text("announce-cancel"), cancel)]
    return quick.with_quick_replies(look.flex(alt, card), replies)


def _options(values: BroadcastAudienceCard, text: Text) -> list[Piece]:
    lines: list[Piece] = []
    group: str | None = None
    waiting: list[Piece] = []

    def finish() -> None:
        if len(waiting) == 1:
            waiting.append(look.column({"type": "filler"}, paddingAll="9px", flex=1))
        if waiting:
            lines.append(look.row(*waiting, spacing="sm", margin="sm"))
        waiting.clear()

    for number, option in enumerate(values.options, 1):
        if option.group != group:
            finish()
            group = option.group
            lines.append(look.words(text(option.group), "xs", look.MUTED, bold=True, margin="lg"))
        waiting.append(_option(number, option, values.broadcast))
        if len(waiting) == 2:
            finish()
    finish()
    return lines


def _option(number: int, option: AudienceOption, broadcast: int) -> Piece:
    short = shorten(option.label, LABEL_UNITS, "utf16")
    label = f"{short} ✓" if option.chosen else short
    return look.column(
        look.words(f"{number}. {label}", "xs", look.PAPER if option.chosen else look.INK),
        backgroundColor=look.TEAL if option.chosen else look.INDIGO_SOFT,
        cornerRadius="8px",
        paddingAll="9px",
        justifyContent="center",
        flex=1,
        action=look.tap(
            shorten(option.label, LABEL_GRAPHEMES["flex"], "graphemes"),
            AddressBroadcast(broadcast, option.by, option.pick),
        ),
    )


@dataclass(frozen=True, slots=True)
class BroadcastPreviewCard:
    """`people` receivers cost as many pushes; `unreachable` others are chosen too and cannot be reached. `left` is
    the month's remaining pushes, None if unknown or unlimited; `conversation` is the version of the card's question.
    It is sent at `send_at`, or at once if that is None; `picker` is the action that changes this. Its `pictures` are
    shown beside the card. With `named` its receivers are people who were chosen, and not counted again when its time
    comes."""

    broadcast: int
    words: str
    to: str
    people: int
    unreachable: int
    left: int | None = None
    conversation: int | None = None
    send_at: datetime | None = None
    picker: Piece | None = None
    pictures: int = 0
    named: bool = False


def preview_card(values: BroadcastPreviewCard, text: Text) -> Piece:
    facts = [
        (text("announce-fact-to"), values.to),
        (text("announce-fact-people"), text("announce-count", count=values.people)),
        (text("announce-fact-cost"), text("announce-cost", count=values.people)),
    ]
    if values.pictures:
        facts.append((text("announce-fact-pictures"), text("announce-pictures", count=values.pictures)))
    if values.send_at is not None:
        facts.insert(0, (text("announce-fact-when"), instant_words(values.send_at, text)))
    if values.left is not None:
        facts.append((text("announce-fact-left"), text("announce-left", count=values.left)))
    parts: list[Piece] = [look.words(shorten(values.words, QUOTED_UNITS, "utf16"), "sm", look.INK)]
    parts += [look.fact(label, said) for label, said in facts]
    warnings = []
    if values.unreachable:
        warnings.append(text("announce-some-unreachable", count=values.unreachable))
    if values.left is not None and values.people > values.left:
        warnings.append(text("announce-too-many", count=values.people, left=values.left))
    parts += [look.column(look.banner(said), margin="lg") for said in warnings]

    def handling(deed: str) -> HandleBroadcast:
        return HandleBroadcast(values.broadcast, deed, conversation=values.conversation)

    later = values.send_at is not None
    send = text("announce-send", count=values.people)
    buttons, replies = [], []
    if values.people:
        said = text("announce-send-then", time=instant_words(values.send_at, text)) if values.send_at else send
        buttons.append(look.button(said, handling("send"), main=True))
        replies.append(quick.choice(text("announce-send-later") if later else send, handling("send")))
    buttons.append(look.button(text("announce-cancel"), handling("cancel")))
    replies.append(quick.choice(text("announce-cancel"), handling("cancel")))
    counted = "announce-hint-later-named" if values.named else "announce-hint-later"
    hints = [text(counted if later else "announce-send-hint"), text("announce-hint-time")]
    footer = look.column(
        *buttons, *(look.words(hint, "xxs", look.FAINT, align="center") for hint in hints), spacing="sm"
    )
    title = text("announce-preview")
    alt = " · ".join([title, *(f"{label} {said}" for label, said in facts), *warnings])
    card = look.bubble(look.heading(text("announce-above"), title), look.column(*parts), footer)
    changes = [("announce-edit", "edit"), ("announce-whom", "whom"), *([("announce-at-once", "now")] if later else [])]
    changes += [("announce-no-pictures", "plain")] if values.pictures else []
    replies += [quick.choice(text(key), HandleBroadcast(values.broadcast, deed)) for key, deed in changes]
    replies += [{"type": "action", "action": values.picker}] if values.picker else []
    return quick.with_quick_replies(look.flex(alt, card), replies)


@dataclass(frozen=True, slots=True)
class BroadcastProgressCard:
    """Progress of sending. `sent` and `waiting` are people; `failed` those whom LINE refused or may not have reached;
    `unreachable` holds (name, text key of the reason) for those to whom nothing could be sent."""

    broadcast: int
    words: str | None
    people: int
    sent: int
    waiting: int
    failed: int
    unreachable: tuple[tuple[str, str], ...] = ()
    unreachable_more: int = 0
    queuing: bool = False


def progress_card(values: BroadcastProgressCard, text: Text) -> Piece:
    done = not values.queuing and not values.waiting
    title = text("announce-done") if done else text("announce-under-way")
    share = round(100 * values.sent / values.people) if values.people else 0
    bar = look.column(
        look.column(
            {"type": "filler"}, width=f"{max(share, 1)}%", height="8px", backgroundColor=look.TEAL, cornerRadius="4px"
        ),
        backgroundColor=look.RULE,
        height="8px",
        cornerRadius="4px",
    )
    sent = text("announce-sent", sent=values.sent, people=values.people)
    lines = [sent]
    if values.waiting:
        lines.append(text("announce-waiting", count=values.waiting))
    if values.failed:
        lines.append(text("announce-failed", count=values.failed))
    parts: list[Piece] = [bar, *(look.words(line, "sm", look.INK, margin="md") for line in lines)]
    parts += _unreachable(values, text)
    replies = []
    if not done:
        replies.append(quick.choice(text("announce-progress"), HandleBroadcast(values.broadcast, "progress")))
    quoted = shorten(values.words, 80, "utf16") if values.words else None
    names_button = look.button(text("announce-receivers"), ShowReceivers(values.broadcast))
    replies.append(quick.choice(text("announce-receivers"), ShowReceivers(values.broadcast)))
    header = look.heading(text("announce-above"), title, below=quoted)
    card = look.bubble(header, look.column(*parts), look.column(names_button))
    names = ", ".join(name for name, _ in values.unreachable[:NAMES_SHOWN])
    alt = " · ".join([title, *lines, *([names] if names else [])])
    return quick.with_quick_replies(look.flex(alt, card), [*replies, quick.command(text, "menu")])


def _unreachable(values: BroadcastProgressCard, text: Text) -> list[Piece]:
    total = len(values.unreachable) + values.unreachable_more
    if not total:
        return []
    parts = [look.words(text("announce-unreachable", count=total), "sm", look.AMBER, bold=True, margin="xl")]
    for name, reason in values.unreachable[:NAMES_SHOWN]:
        said = text(reason, name=shorten(name, NAME_UNITS, "utf16"))
        parts.append(look.words(said, "xs", look.INK, margin="sm"))
    left = total - min(len(values.unreachable), NAMES_SHOWN)
    if left:
        parts.append(look.words(text("summary-and-more", count=left), "xs", look.MUTED, margin="sm"))
    parts.append(look.words(text("announce-unreachable-hint"), "xs", look.MUTED, margin="md"))
    return parts
