"""The welcome card: what the bot is, one version of the privacy notice, and the request for consent."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.privacy import PrivacyNotice, notice_lines, notice_pieces
from bot.postback import Consent
from locales.texts import Text


@dataclass(frozen=True, slots=True)
class WelcomeCard:
    """`programme` is its short name; `name` is the person's, if the bot already knows who they are."""

    notice: PrivacyNotice
    programme: str
    name: str | None = None


def welcome_card(values: WelcomeCard, text: Text) -> Piece:
    version = values.notice.version
    title = text("welcome-title-named", name=values.name) if values.name else text("welcome-title")
    body = look.column(
        look.words(text("welcome-what", programme=values.programme), "sm", look.INK),
        look.rule("lg"),
        look.words(text("privacy-title"), "md", look.INK, bold=True, margin="lg"),
        *notice_pieces(values.notice, text),
    )
    footer = look.column(
        look.button(text("consent-yes"), Consent(version, yes=True), main=True),
        look.button(text("consent-no"), Consent(version, yes=False)),
        look.words(text("consent-hint", version=version), "xxs", look.FAINT, align="center"),
        spacing="md",
    )
    card = look.bubble(look.heading(text("welcome-above"), title, below=values.programme), body, footer)
    lines = " ".join(f"{head}: {said}" for head, said in notice_lines(values.notice, text))
    alt = f"{title} {text('privacy-title')} {lines} {text('consent-hint', version=version)}"
    items = [
        quick.choice(text("consent-yes"), Consent(version, yes=True)),
        quick.choice(text("consent-no"), Consent(version, yes=False)),
    ]
    return quick.with_quick_replies(look.flex(alt, card), items)
