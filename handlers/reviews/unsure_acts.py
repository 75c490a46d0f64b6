"""Typed acts with an exception, or with a slip of the tongue: shown with their entries, and done after a yes."""

from dataclasses import replace
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import either, on_command, on_label, on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import ConfirmVerdict
from handlers.conversation import is_asked, leave_question
from handlers.reviews.acts_said import act_said
from handlers.reviews.many_reviews import answer_several, ways_on
from handlers.reviews.waiting_list import chosen, gone
from handlers.roles import MENTORS
from models.people import people
from models.reviews import reviews, verdicts
from thai.dates import short_day
from thai.intents import INTENTS
from thai.verdicts import Verdict

SURE: Final = "verdict_sure"  # the question whether to do this act; data: act, entries (id, revision)
SHOWN: Final = 12

Entry = tuple[int, int]  # an entry's id, and the revision that the mentor saw


def ask_sure(turn: Turn, said: Verdict) -> Reply:
    """Show on which entries the act would be done. Nothing is done yet."""
    entries = _meant(turn, said)
    waiting = [(entry, number) for entry, number in entries if _is_waiting(turn, entry)]
    if said.act == "return" and said.then is not None:
        leave_question(turn)
        return say(turn.text("review-one-at-a-time"), quick_replies=ways_on(turn))
    if said.act == "return" or not waiting:
        leave_question(turn)
        return say(turn.text("review-which-numbers"), quick_replies=ways_on(turn))
    packed = [list(entry) for entry, _ in waiting]
    version = turn.conversation.ask(SURE, turn.now, act=said.act, entries=packed, then=_then(said))
    lines = [turn.text("review-sure", act=said.act, count=len(waiting))]
    lines += [_line(turn, entry, number) for entry, number in waiting[:SHOWN]]
    if len(waiting) > SHOWN:
        lines.append(turn.text("day-more", count=len(waiting) - SHOWN))
    lines += _left(turn, _then(said))
    items = [
        quick.choice(turn.text(f"review-sure-{said.act}"), ConfirmVerdict(yes=True, conversation=version)),
        quick.choice(turn.text("review-sure-no"), ConfirmVerdict(yes=False, conversation=version)),
    ]
    return say("\n".join(lines), quick_replies=items)


def tap_answer(turn: Turn, button: ConfirmVerdict) -> Reply:
    if turn.conversation.open != SURE or button.conversation != turn.conversation.version:
        return say(turn.text("button-stale-review"))
    return carry_out(turn, yes=button.yes)


def say_answer(turn: Turn) -> Reply:
    return carry_out(turn, yes=turn.intent == "confirm" or turn.says("review-sure-approve", "review-sure-praise"))


def carry_out(turn: Turn, *, yes: bool) -> Reply:
    """Carry out the answer. Entries that have changed meanwhile are left out and said to be."""
    asked: dict[str, Any] = dict(turn.conversation.data)
    leave_question(turn)
    if not yes:
        return say(turn.text("review-sure-left"), quick_replies=ways_on(turn))
    entries = [
        (verdicts.answerable(turn.session, turn.programme, activity_id, turn.me.id, turn.now), revision)
        for activity_id, revision in asked["entries"]
    ]
    reply = answer_several(turn, entries, Verdict(asked["act"])) if entries else gone(turn)
    left = _left(turn, asked.get("then"))
    return replace(reply, messages=[*reply.messages, *map(text_message, left)]) if left else reply


def _then(said: Verdict) -> dict[str, Any] | None:
    """Return the act and numbers of the second act of a message, as the question keeps them."""
    return {"act": said.then.act, "numbers": said.then.numbers} if said.then is not None else None


def _left(turn: Turn, then: dict[str, Any] | None) -> list[str]:
    """Return the line which says that the second act of a message is not done yet."""
    if then is None:
        return []
    return [turn.text("review-second-waits", act=then["act"], numbers=" ".join(map(str, then["numbers"])))]


def _meant(turn: Turn, said: Verdict) -> list[tuple[Entry, int]]:
    """Return the entries that are meant, with their numbers in the list that was shown last."""
    if said.numbers:
        found, unknown = chosen(turn, said.numbers)
        return [] if unknown else list(zip(found, said.numbers, strict=True))
    listed = reviews.latest_list(turn.session, turn.me.id)
    if listed is None or not said.left_out or not said.all:
        return []
    numbered = enumerate(listed.entries, 1)
    return [((entry[0], entry[1]), number) for number, entry in numbered if number not in said.left_out]


def _is_waiting(turn: Turn, entry: Entry) -> bool:
    found = verdicts.answerable(turn.session, turn.programme, entry[0], turn.me.id, turn.now)
    return found is not None and found.is_waiting


def _line(turn: Turn, entry: Entry, number: int) -> str:
    found = verdicts.answerable(turn.session, turn.programme, entry[0], turn.me.id, turn.now)
    author = people.by_id(turn.session, found.person_id) if found else None
    day = short_day(found.day, turn.text.language) if found else "–"
    return turn.text("reviews-whose-choice", number=number, name=author.name if author else "–", day=day)


def _unsure_act(turn: Turn) -> Verdict | None:
    said = turn.once(act_said)
    about_one = turn.quoted is not None and turn.quoted.kind == "activity"
    return said if said is not None and said.unsure and not about_one else None


def _is_sure_asked(turn: Turn) -> bool:
    return is_asked(turn, SURE)


_yes_or_no_said = either(
    on_label("review-sure-approve", "review-sure-praise", "review-sure-no"),
    on_command(*INTENTS.yes_or_no),
    roles=MENTORS,
    when=_is_sure_asked,
)
routes = [
    on_postback(ConfirmVerdict, MENTORS)(tap_answer),
    _yes_or_no_said(say_answer),
    on_words(roles=MENTORS).reading(_unsure_act)(ask_sure),
]
