"""The look of all cards: colours, sizes, and the few elements from which every card is built."""

from __future__ import annotations

from typing import Any, Final

from bot.line.numbers import ALT_TEXT, LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.postback import Postback

Piece = dict[str, Any]

# Indigo and teal on a light background; amber is used only for what needs attention.
INK: Final = "#1F2A44"
MUTED: Final = "#5B6680"
FAINT: Final = "#8C95A8"
INDIGO: Final = "#2A3A6E"
ON_INDIGO: Final = "#FFFFFF"
ON_INDIGO_SOFT: Final = "#C7D0EA"
TEAL: Final = "#0B6E69"
TEAL_SOFT: Final = "#E3F2F0"
INDIGO_SOFT: Final = "#EEF1F8"
AMBER: Final = "#8A5300"
AMBER_SOFT: Final = "#FCF1DC"
ROSE: Final = "#A32B2B"
GREY: Final = "#6A7280"
RULE: Final = "#E4E8F0"
PAPER: Final = "#FFFFFF"

PENCIL: Final = "✏️"
CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩"  # many phones' fonts have no others


def numbered(number: int, label: str) -> str:
    """Return a label with the number (1–10) that a person may type instead of tapping it."""
    return f"{CIRCLED[number - 1]} {label}"


def words(said: str, size: str = "sm", color: str = INK, *, bold: bool = False, **more: Any) -> Piece:
    """Return a text that wraps. LINE refuses an empty text, so it becomes a dash."""
    piece = {"type": "text", "text": said or "–", "size": size, "color": color, "wrap": True, **more}
    if bold:
        piece["weight"] = "bold"
    return piece


def column(*parts: Piece, **more: Any) -> Piece:
    return {"type": "box", "layout": "vertical", "contents": list(parts), **more}


def row(*parts: Piece, **more: Any) -> Piece:
    return {"type": "box", "layout": "horizontal", "contents": list(parts), **more}


def rule(margin: str = "md") -> Piece:
    return {"type": "separator", "color": RULE, "margin": margin}


def tap(label: str, postback: Postback, said: str | None = None) -> Piece:
    """Return the action of a button of a card. `said` (default: the label) appears in the chat as the person's message.
    A label that is longer than LINE takes is cut: its text would otherwise keep the whole message from being sent."""
    return {"type": "postback", "label": fitting(label, "flex"), "data": postback.pack(), "displayText": said or label}


def typing(label: str, words: str) -> Piece:
    """Return the action of a button of a card that sends words as the person's message."""
    return {"type": "message", "label": fitting(label, "flex"), "text": words}


def fitting(label: str, place: str) -> str:
    """Return a label as long as LINE takes it where it stands (a key of LABEL_GRAPHEMES)."""
    return shorten(label, LABEL_GRAPHEMES[place], "graphemes")


def button(label: str, postback: Postback, *, main: bool = False, said: str | None = None) -> Piece:
    """Return a full-width button: teal for the main action, light indigo for the others."""
    return column(
        words(label, "md", PAPER if main else INDIGO, bold=True, align="center"),
        action=tap(label, postback, said),
        backgroundColor=TEAL if main else INDIGO_SOFT,
        cornerRadius="10px",
        paddingAll="11px",
    )


def link(label: str, url: str) -> Piece:
    """Return a full-width button that opens a page."""
    return column(
        words(label, "md", PAPER, bold=True, align="center"),
        action={"type": "uri", "label": fitting(label, "flex"), "uri": url},
        backgroundColor=TEAL,
        cornerRadius="10px",
        paddingAll="11px",
    )


def banner(said: str, color: str = AMBER, background: str = AMBER_SOFT) -> Piece:
    """Return a notice inside a card."""
    return column(words(said, "xs", color), backgroundColor=background, cornerRadius="8px", paddingAll="10px")


def bar(share: int, height: str, color: str = TEAL, **more: str) -> Piece:
    """Return a bar of which `share` per cent are filled."""
    filled = column({"type": "filler"}, width=f"{max(share, 1)}%", height=height, backgroundColor=color)
    return column(filled, backgroundColor=RULE, height=height, cornerRadius="4px", **more)


def heading(above: str, title: str, background: str = INDIGO, below: str | None = None) -> Piece:
    """Return the top of a card: a small line, the title, and optionally a line below it."""
    parts = [words(above, "xs", ON_INDIGO_SOFT), words(title, "lg", ON_INDIGO, bold=True, margin="xs")]
    if below:
        parts.append(words(below, "sm", ON_INDIGO_SOFT, margin="sm"))
    return column(*parts, backgroundColor=background, paddingAll="16px")


def fact(label: str, value: str) -> Piece:
    """Return a label and its value, which may have several lines."""
    lines = [words(line, "sm", INK) for line in value.split("\n")]
    return row(words(label, "xs", MUTED, flex=3, offsetTop="1px"), column(*lines, flex=6), margin="md")


def bubble(header: Piece | None, body: Piece, footer: Piece | None = None, size: str = "mega") -> Piece:
    card: Piece = {"type": "bubble", "size": size}
    if header is not None:
        card["header"] = header
    card["body"] = {"paddingAll": "16px", **body}
    if footer is not None:
        card["footer"] = {"paddingAll": "12px", "paddingTop": "0px", **footer}
    return card


def flex(alt: str, card: Piece) -> Piece:
    """Return a Flex message. `alt` says in words what the card shows, for notifications and LINE's list of chats."""
    return {"type": "flex", "altText": shorten(alt, ALT_TEXT, "utf16"), "contents": card}
