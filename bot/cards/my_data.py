"""The data the bot keeps of a person, their consent, and buttons to change the language or erase everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.privacy import PrivacyNotice, notice_lines, notice_pieces
from bot.postback import Consent, ExportDays, ForgetMe, Postback, SetLanguage, WithdrawConsent
from bot.postback.fields import OWN
from locales.texts import Text
from thai.dates import long_day


@dataclass(frozen=True, slots=True)
class MyDataCard:
    """`name` and the fields after it are None for a person who has not joined; `consented_on` is the day of consent."""

    notice: PrivacyNotice
    name: str | None = None
    role_name: str | None = None
    agency: str | None = None
    position: str | None = None
    consented_on: date | None = None
    activities: int = 0
    photos: int = 0
    pins: int = 0
    forms: int = 0
    file_url: str | None = None  # the page from which everything can be downloaded


def my_data_card(values: MyDataCard, text: Text) -> Piece:
    facts = _facts(values, text)
    other = "en" if text.language == "th" else "th"
    body = look.column(
        *(look.fact(label, said) for label, said in facts),
        look.rule("xl"),
        look.words(text("my-data-notice", version=values.notice.version), "sm", look.INK, bold=True, margin="lg"),
        *notice_pieces(values.notice, text),
    )
    footer = look.column(
        *([look.link(text("my-data-file"), values.file_url)] if values.file_url else []),
        look.button(text("menu-other-language"), SetLanguage(other)),
        _about_consent(values, text),
        look.button(text("forget-me-ask"), ForgetMe("ask")),
        look.words(text("my-data-hint"), "xxs", look.FAINT, align="center"),
        *([look.words(text("my-data-hint-file"), "xxs", look.FAINT, align="center")] if values.activities else []),
        spacing="md",
    )
    title = text("my-data-title")
    lines = [f"{label} {said}" for label, said in facts]
    notice = [f"{head}: {said}" for head, said in notice_lines(values.notice, text)]
    card = look.bubble(look.heading(text("my-data-above"), title), body, footer)
    items = [
        quick.choice(text("menu-other-language"), SetLanguage(other)),
        _choice_about_consent(values, text),
        *([quick.choice(text("export-mine-ask"), ExportDays.of_all(what=OWN))] if values.activities else []),
        quick.choice(text("forget-me-ask"), ForgetMe("ask")),
        quick.command(text, "menu"),
    ]
    return quick.with_quick_replies(look.flex(" · ".join([title, *lines, *notice]), card), items)


def _consent(values: MyDataCard, text: Text) -> tuple[str, Postback]:
    """Return the button that withdraws the consent, or gives it if there is none."""
    if values.consented_on is None:
        return text("consent-yes"), Consent(values.notice.version, yes=True)
    return text("command-withdraw-consent"), WithdrawConsent("ask")


def _about_consent(values: MyDataCard, text: Text) -> Piece:
    return look.button(*_consent(values, text))


def _choice_about_consent(values: MyDataCard, text: Text) -> Piece:
    return quick.choice(*_consent(values, text))


def _facts(values: MyDataCard, text: Text) -> list[tuple[str, str]]:
    consent = text("my-data-no-consent")
    if values.consented_on is not None:
        day = long_day(values.consented_on, text.language)
        consent = text("my-data-consented", day=day, version=values.notice.version)
    said = [
        (text("my-data-name"), values.name or text("my-data-unknown")),
        (text("registered-role"), values.role_name),
        (text("registered-agency"), values.agency),
        (text("registered-position"), values.position),
        (text("my-data-consent"), consent),
        (
            text("my-data-stored"),
            text(
                "my-data-counts",
                activities=values.activities,
                photos=values.photos,
                pins=values.pins,
                forms=values.forms,
            ),
        ),
    ]
    return [(label, value) for label, value in said if value]
