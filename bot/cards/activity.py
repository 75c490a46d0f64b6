"""The activity card: everything that was understood of one activity. Each part can be corrected with one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.facts import Fact
from bot.cards.look import Piece
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.postback import (
    AddPhoto,
    AddPin,
    ChooseReading,
    DayPicked,
    DeleteActivity,
    EditActivity,
    FixActivity,
    MarkPhotos,
    SendAgain,
    UndoDelete,
)
from bot.postback.fields import PARTS, PHOTO_MOMENTS
from locales.texts import Text
from thai.dates import long_day

PICTURES_SHOWN: Final = 3
PLACES_SHOWN: Final = 5
STORY_UNITS: Final = 700  # more than fits into nine lines; 5,000 units may need all 30 KB of a bubble
PLACE_UNITS: Final = 120
SAID_UNITS: Final = 500
HEADERS: Final = {"approved": look.TEAL, "deleted": look.GREY}
LOCKED: Final = ("approved", "deleted")
DOUBT: Final = "❓"  # beside a part that was read with doubt
PART_NUMBER: Final = {part: number for number, part in enumerate(PARTS, 1)}  # numbers that a person may type


@dataclass(frozen=True, slots=True)
class ChoiceOffered:
    """Values of a part to choose from with one tap: (number, label). `said` is the sentence about what was read with
    doubt; None if nothing is in doubt and the author only spoke of a correction. `asked` is the conversation's
    version."""

    part: str
    said: str | None
    options: tuple[tuple[int, str], ...]
    asked: int


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """One stored activity. Labels and names are in the person's language; `earliest` is the first day allowed;
    `moments` are the numbers of photos of before and after the work, `asks_moment` whether to ask that of the others;
    `waits` is true if the mentor has to act next; `said` is the mentor's last comment, with their name; `choices` are
    what the card asks about."""

    activity: int
    day: date
    today: date
    words: str | None
    facts: tuple[Fact, ...] = ()
    photos: int = 0
    photo_urls: tuple[str, ...] = ()
    moments: tuple[int, int] = (0, 0)
    asks_moment: bool = False
    pinned: bool = False
    state: str = "submitted"
    note_reason: str | None = None
    earliest: date | None = None
    waits: bool = False
    said: str | None = None
    choices: tuple[ChoiceOffered, ...] = ()

    def is_doubtful(self, part: str) -> bool:
        """Return whether a part was read with doubt."""
        return any(choice.part == part and choice.said is not None for choice in self.choices)


def activity_card(values: ActivityCard, text: Text) -> Piece:
    """Return a bubble that shows everything stored, with the likeliest corrections as quick replies."""
    day = long_day(values.day, text.language)
    if values.is_doubtful("day"):
        day = f"{DOUBT} {day}"
    editable = values.state not in LOCKED
    body = look.column(
        *_notice(values, text),
        *_doubts(values),
        _story(values, text, editable),
        *_pictures(values),
        *_facts(values, text),
    )
    card = look.bubble(_header(values, text, day, editable), body, _footer(values, text))
    return quick.with_quick_replies(look.flex(_alt(values, text, day), card), _quick_replies(values, text, editable))


def _header(values: ActivityCard, text: Text, day: str, editable: bool) -> Piece:
    said = look.column(
        look.words(_state(values, text), "xs", look.ON_INDIGO_SOFT),
        look.words(day, "lg", look.ON_INDIGO, bold=True, margin="xs"),
        flex=1,
    )
    shade = HEADERS.get(values.state, look.INDIGO)
    if not editable:
        return look.row(said, backgroundColor=shade, paddingAll="16px")
    pencil = look.words(f"{look.numbered(1, '')}{look.PENCIL}", "sm", look.ON_INDIGO_SOFT, flex=0, gravity="center")
    return look.row(said, pencil, backgroundColor=shade, paddingAll="16px", action=_day_picker(values, text))


def _state(values: ActivityCard, text: Text) -> str:
    """Return the sentence about the activity's state and who has to act next."""
    return text(f"record-state-{values.state}-waits" if values.waits else f"record-state-{values.state}")


def _day_picker(values: ActivityCard, text: Text) -> Piece:
    picker: Piece = {
        "type": "datetimepicker",
        "label": text("record-edit-day"),
        "data": DayPicked(values.activity).pack(),
        "mode": "date",
        "initial": min(values.day, values.today).isoformat(),
        "max": values.today.isoformat(),
    }
    if values.earliest is not None and values.earliest < values.today:
        picker["min"] = values.earliest.isoformat()
        picker["initial"] = max(values.earliest, min(values.day, values.today)).isoformat()
    return picker


def _notice(values: ActivityCard, text: Text) -> tuple[Piece, ...]:
    if values.state == "note" and values.note_reason:
        return (look.banner(text(f"record-note-{values.note_reason}")),)
    return (look.banner(shorten(values.said, SAID_UNITS, "utf16")),) if values.said else ()


def _doubts(values: ActivityCard) -> list[Piece]:
    """Return what was read with doubt, one sentence for each."""
    return [look.column(look.banner(choice.said), margin="sm") for choice in values.choices if choice.said]


def _story(values: ActivityCard, text: Text, editable: bool) -> Piece:
    """Return the person's own words, as a quotation."""
    if values.words:
        said = look.words(shorten(values.words, STORY_UNITS, "utf16"), "md", look.INK, maxLines=9)
    else:
        said = look.words(text("record-no-words"), "sm", look.FAINT)
    parts = [{**said, "flex": 1}]
    if not editable:
        return look.row(*parts, margin="md")
    parts.append(
        look.words(f"{look.numbered(PART_NUMBER['words'], '')}{look.PENCIL}", "xs", look.FAINT, flex=0, margin="md")
    )
    edit = look.tap(text("record-edit-words"), EditActivity(values.activity, "words"))
    return look.row(*parts, margin="md", action=edit)


def _pictures(values: ActivityCard) -> tuple[Piece, ...]:
    if not values.photo_urls:
        return ()
    shown: list[Piece] = [
        look.column(
            {"type": "image", "url": url, "size": "full", "aspectMode": "cover", "aspectRatio": "1:1"},
            cornerRadius="8px",
            flex=1,
        )
        for url in values.photo_urls[:PICTURES_SHOWN]
    ]
    shown += [{"type": "filler"}] * (PICTURES_SHOWN - len(shown))
    return (look.row(*shown, spacing="sm", margin="lg"),)


def _facts(values: ActivityCard, text: Text) -> list[Piece]:
    facts: list[Piece] = [look.rule("lg")]
    for fact in values.facts:
        if fact.is_known or values.state not in LOCKED:
            facts.append(_fact(values, text, fact))
    extras = [text("record-photos", count=values.photos)] if values.photos else []
    taken = zip(PHOTO_MOMENTS, values.moments, strict=True)
    extras += [text(f"record-photos-{moment}", count=count) for moment, count in taken if count]
    if values.pinned:
        extras.append(text("record-pinned"))
    if extras:
        facts.append(look.words("   ".join(extras), "xs", look.TEAL, margin="md"))
    return facts


def _fact(values: ActivityCard, text: Text, fact: Fact) -> Piece:
    part = fact.part
    label = text(f"record-part-{part}")
    lines = fact.lines(text, PLACES_SHOWN, PLACE_UNITS)
    said = [look.words(line, "sm", look.INK) for line in lines] or [
        look.words(text("record-not-said"), "sm", look.FAINT)
    ]
    if values.is_doubtful(part):
        said = [look.words(f"{DOUBT} {piece['text']}", "sm", look.AMBER, bold=True) for piece in said]
    value = look.column(*said, flex=7)
    if values.state in LOCKED:
        return look.row(look.words(label, "xs", look.MUTED, flex=4, offsetTop="1px"), value, margin="md")
    named = look.words(look.numbered(PART_NUMBER[part], label), "xs", look.MUTED, flex=4, offsetTop="1px")
    pencil = look.words(look.PENCIL, "xs", look.FAINT, flex=0)
    # padding and not margin between the lines, so that the whole area can be tapped
    edit = look.tap(text(f"record-edit-{part}"), EditActivity(values.activity, part))
    return look.row(named, value, pencil, paddingTop="6px", paddingBottom="6px", action=edit)


def _footer(values: ActivityCard, text: Text) -> Piece | None:
    if values.state == "approved":
        return None
    if values.state == "deleted":
        return look.column(
            _small_button(text("deleted-undo"), look.tap(text("deleted-undo"), UndoDelete(values.activity)))
        )
    return look.column(
        look.row(
            _small_button(
                "📷 " + text("record-add-photo"), look.tap(text("record-add-photo"), AddPhoto(values.activity))
            ),
            _small_button("📍 " + text("record-add-pin"), look.tap(text("record-add-pin"), AddPin(values.activity))),
            _small_button(
                "🗑️ " + text("record-delete"),
                look.tap(text("record-delete"), DeleteActivity(values.activity)),
                look.ROSE,
            ),
            spacing="sm",
        ),
        look.words(text("record-hint"), "xxs", look.FAINT, align="center", margin="md"),
    )


def _small_button(label: str, action: Piece, color: str = look.INDIGO) -> Piece:
    said = look.words(label, "sm", color, align="center", wrap=False, adjustMode="shrink-to-fit")
    return look.column(
        said, backgroundColor=look.INDIGO_SOFT, cornerRadius="8px", paddingAll="8px", flex=1, action=action
    )


def _quick_replies(values: ActivityCard, text: Text, editable: bool) -> list[Piece]:
    """Return quick replies: first what the card asks about, then missing parts, what a phone can add, the day."""
    if not editable:
        return [quick.command(text, "list_activities"), quick.command(text, "menu")]
    missing = [] if values.words else ["words"]
    missing += [fact.part for fact in values.facts if not fact.is_known and not values.is_doubtful(fact.part)]
    items = [
        quick.choice(
            look.numbered(PART_NUMBER[part], text(f"record-part-{part}")),
            EditActivity(values.activity, part),
            text(f"record-edit-{part}"),
        )
        for part in missing[:3]
    ]
    if values.state == "returned":
        again = quick.choice(text("told-send-again"), SendAgain(values.activity))
        items = [quick.choice(text("told-fix"), FixActivity(values.activity)), again, *items]
    if values.asks_moment:
        moments = [quick.choice(text(f"moment-{one}"), MarkPhotos(values.activity, one)) for one in PHOTO_MOMENTS]
        items = [*moments, *items]
    items = [*_choices(values, text), *items]
    items += [quick.camera(text), quick.camera_roll(text), quick.location(text)]
    day = _day_picker(values, text)
    items.append({"type": "action", "action": {**day, "label": look.numbered(1, text("record-part-day"))}})
    return [*items, quick.command(text, "list_activities")]


def _choices(values: ActivityCard, text: Text) -> list[Piece]:
    """Return a quick reply for each value to choose, and for parts in doubt one to type another value."""
    items: list[Piece] = []
    for choice in values.choices:
        for number, label in choice.options:
            button = ChooseReading(values.activity, number, conversation=choice.asked)
            items.append(quick.choice(shorten(label, LABEL_GRAPHEMES["quick_reply"], "graphemes"), button, label))
        if choice.said is not None:
            edit = text(f"record-edit-{choice.part}")
            items.append(quick.choice(edit, EditActivity(values.activity, choice.part)))
    return items


def _alt(values: ActivityCard, text: Text, day: str) -> str:
    said = [f"{_state(values, text)} {day}", *(choice.said for choice in values.choices if choice.said)]
    said += [one for fact in values.facts for one in fact.things(text)]
    if values.photos:
        said.append(text("record-photos", count=values.photos))
    if values.words:
        said.append(values.words)  # last, because the longest part is cut if necessary
    return " · ".join(said)
