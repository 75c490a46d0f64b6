"""Accepting and striking raters, and giving out their links.

A link goes to the rater in LINE, or to whoever decides, as words to forward and a code to scan: never to the
participant whom it rates, who could fill it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.rater import rater_card
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import HandleRater
from handlers.conversation import is_asked, leave_question, tells_others
from handlers.raters.standing import OUT, card_of, decides, kind_of, may_change, row_of
from handlers.roles import WITH_A_ROLE
from models.evaluations.ratings import RatingState
from models.messaging import chats
from models.people import people
from services.evaluations import nominations
from services.evaluations.nominations import RaterOf
from thai.dates import long_day
from thai.intents import INTENTS

REASON: Final = "rater_reason"  # why is the rater struck? data: rating
REASONS: Final = ("rater-reason-not-worked", "rater-reason-family", "rater-reason-unreachable", "rater-reason-enough")
LONGEST_REASON: Final = 300


def handle(turn: Turn, button: HandleRater) -> Reply:
    """Do what a button about a rater says. What is not in the speaker's scope is not there."""
    row = row_of(turn, button.rating)
    step = STEPS.get(button.rater_act)
    if row is None or step is None:
        leave_question(turn)
        return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
    return step(turn, row)


def look(turn: Turn, row: RaterOf) -> Reply:
    leave_question(turn)
    return Reply([rater_card(card_of(turn, row), turn.text)])


def drop(turn: Turn, row: RaterOf) -> Reply:
    """Take one's own nomination back, before it is decided."""
    if row.rating.state != RatingState.NOMINATED or not may_change(turn, row):
        return look(turn, row)
    nominations.strike(turn.session, row.rating, turn.now, by=turn.me, reason=None)
    leave_question(turn)
    return say(turn.text("rater-dropped", name=row.person.name), quick_replies=_after(turn))


def accept(turn: Turn, row: RaterOf) -> Reply:
    if not _may_decide(turn, row):
        return look(turn, row)
    if row.rating.state != RatingState.ACCEPTED:
        nominations.accept(turn.session, row.rating, turn.now, by=turn.me)
        _tell_nominator(turn, row, "rater-told-accepted")
    return look(turn, row)


def ask_reason(turn: Turn, row: RaterOf) -> Reply:
    """Ask why a rater is struck; nothing is done without a reason."""
    if not _may_decide(turn, row):
        return look(turn, row)
    if row.rating.state in OUT:
        return look(turn, row)
    turn.conversation.ask(REASON, turn.now, rating=row.rating.id)
    key = "rater-reason-ask-given" if row.rating.is_given else "rater-reason-ask"
    items = [quick.typed(turn.text(reason)) for reason in REASONS]
    said = turn.text(key, name=row.person.name, about=row.about.name)
    return say(said, quick_replies=[*items, quick.command(turn.text, "menu")])


def answer_reason(turn: Turn) -> Reply:
    """Strike the rater for the reason that was given."""
    row = row_of(turn, turn.conversation.data["rating"])
    leave_question(turn)
    if row is None or not _may_decide(turn, row):
        return say(turn.text("button-stale"))
    if row.rating.state in OUT:  # somebody else has struck them meanwhile
        return look(turn, row)
    return strike_for(turn, row, " ".join((turn.event.text or "").split())[:LONGEST_REASON])


def strike_for(turn: Turn, row: RaterOf, reason: str) -> Reply:
    """Strike a rater for a reason, if the speaker may and nobody has done it."""
    if not _may_decide(turn, row) or row.rating.state in OUT:
        return look(turn, row)
    given = row.rating.is_given
    nominations.strike(turn.session, row.rating, turn.now, by=turn.me, reason=reason)
    _tell_nominator(turn, row, "rater-told-struck", reason=reason)
    key = "rater-struck-given" if given else "rater-struck"
    return say(turn.text(key, name=row.person.name, about=row.about.name), quick_replies=_after(turn))


def give_link(turn: Turn, row: RaterOf) -> Reply:
    """Make the link anew, send it to the rater if they are in LINE, else show it to hand over."""
    if not _may_decide(turn, row) or row.rating.state != RatingState.ACCEPTED:
        return look(turn, row)
    leave_question(turn)
    if not turn.links.public_url:
        return say(turn.text("rater-no-address"))
    token = nominations.issue_link(turn.session, row.rater, turn.now, by=turn.me)
    url = f"{turn.links.public_url}/r/{token}"
    chat = chats.to_tell(turn.session, row.person.id)
    if chat is not None:
        theirs = turn.texts.in_language(row.person.language)
        turn.tell(chat.line_user_id, Reply([text_message(_invitation(turn, row, url, theirs))]))
        return say(turn.text("rater-link-in-line", name=row.person.name), quick_replies=_after(turn))
    picture = f"{url}/code.png"
    messages: list[Any] = [
        text_message(turn.text("rater-link-forward", name=row.person.name)),
        text_message(_invitation(turn, row, url, turn.texts.in_language("th"))),
    ]
    if url.startswith("https://"):  # LINE takes no other address of a picture
        messages.append({"type": "image", "originalContentUrl": picture, "previewImageUrl": picture})
    return Reply([*messages[:-1], quick.with_quick_replies(messages[-1], _after(turn))])


def revoke_link(turn: Turn, row: RaterOf) -> Reply:
    """Make the rater's link stop working, such as one that went to a wrong number."""
    if not _may_decide(turn, row):
        return look(turn, row)
    leave_question(turn)
    nominations.revoke_link(turn.session, row.rater, turn.now, by=turn.me)
    anew = quick.choice(turn.text("rater-do-link-anew"), HandleRater(row.rating.id, "link"))
    return say(turn.text("rater-link-revoked", name=row.person.name), quick_replies=[anew, *_after(turn)])


def _invitation(turn: Turn, row: RaterOf, url: str, text: Any) -> str:
    known = kind_of(turn, row)
    closes = turn.programme.round_days(known[0])[1] if known else turn.day
    return str(
        text(
            "rater-invitation",
            name=row.person.name,
            programme=turn.programme.short_name(text.language),
            about=row.about.name,
            url=url,
            closes=long_day(closes, text.language),
        )
    )


def _may_decide(turn: Turn, row: RaterOf) -> bool:
    known = kind_of(turn, row)
    return known is not None and decides(turn, row.about, known[1])


def _tell_nominator(turn: Turn, row: RaterOf, key: str, **more: str) -> None:
    """Tell who nominated a rater what was decided, in their language, if they are not the one who decided."""
    by = people.by_id(turn.session, row.rating.nominated_by_id) if row.rating.nominated_by_id else None
    chat = chats.to_tell(turn.session, by.id) if by is not None and by.id != turn.me.id else None
    if by is not None and chat is not None:
        text = turn.texts.in_language(by.language)
        turn.tell(chat.line_user_id, Reply([text_message(text(key, name=row.person.name, **more))], piggyback=True))


def _after(turn: Turn) -> list[dict[str, Any]]:
    return [quick.command(turn.text, "list_raters"), quick.command(turn.text, "menu")]


def _is_reason(turn: Turn) -> bool:
    leaves = turn.is_command and turn.intent in INTENTS.declines
    return is_asked(turn, REASON) and not leaves and not tells_others(turn)


STEPS: Final[Mapping[str, Callable[[Turn, RaterOf], Reply]]] = {
    "look": look,
    "drop": drop,
    "accept": accept,
    "strike": ask_reason,
    "link": give_link,
    "unlink": revoke_link,
}
routes = [
    on_postback(HandleRater, WITH_A_ROLE)(handle),
    on_open(REASON, roles=WITH_A_ROLE, when=_is_reason)(answer_reason),
]
