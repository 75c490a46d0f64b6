"""A mentor's acts on entries: by one tap, typed with numbers, or by quoting a card."""

from collections.abc import Sequence
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.labels import plain_words
from bot.inbound.router import on_open, on_postback, on_quote, on_words
from bot.inbound.turn import Turn
from bot.line.event import Event, event_from_json
from bot.line.numbers import LABEL_GRAPHEMES, QUICK_REPLIES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ChooseActivity, FlagPart, ReviewActivity, UnlockActivity
from bot.postback.fields import FLAGS
from handlers.conversation import is_fresh, tells_others
from handlers.reviews import author_notices
from handlers.reviews.acts_said import act_meant, act_said
from handlers.reviews.many_reviews import answer_several, ways_on
from handlers.reviews.waiting_list import LIST, chosen, gone, show_activity, still_waiting
from handlers.roles import MENTORS
from models.activities.activities import Activity, ActivityState
from models.messaging import inbox
from models.messaging.deliveries import About
from models.people import people
from models.reviews import reviews, verdicts
from models.reviews.reviews import Act
from thai.dates import long_day, short_day
from thai.intents import INTENTS, UNKNOWN
from thai.questions import asks
from thai.verdicts import Verdict, parts_in, read_numbers, read_verdict

WHY: Final = "why"  # the question why an entry is returned; data: activity
WHOSE: Final = "whose"  # the question which entry the words were about; data: inbox, entries, reason
MOST_CHOICES: Final = QUICK_REPLIES - 1  # one place is left for the menu


def tapped(turn: Turn, button: ReviewActivity) -> Reply:
    """Act on an entry by a tap on its card."""
    return act_on(turn, button.activity, button.revision, Act(button.act))


def act_on(
    turn: Turn, activity_id: int, revision: int, act: Act, *, words: str | None = None, parts: Sequence[str] = ()
) -> Reply:
    """Do an act on an entry as it was shown, with words and parts to correct if there are any."""
    entry = _activity(turn, activity_id)
    if entry is None:
        return gone(turn)
    if verdicts.is_possible(entry, act) and entry.revision != revision:
        return show_activity(turn, entry, turn.text("review-changed-meanwhile"))
    last = verdicts.latest(turn.session, entry.id) if act is Act.COMMENT else None
    if last is not None and (last.act, last.by_person_id, last.words) == (act, turn.me.id, words):
        return say(turn.text("review-said-before"), quick_replies=ways_on(turn))
    return _do(turn, entry, act, words=words, parts=parts)


def typed(turn: Turn, said: Verdict) -> Reply:
    """Act on entries by words: with these numbers, the only waiting one, or one that is chosen next."""
    if said.numbers:
        return _on_numbers(turn, said)
    waiting = reviews.waiting_for(turn.session, turn.programme, turn.me.id, turn.now)
    named = _named(turn, waiting, said.words)
    if len(named) == 1:
        return _do(turn, named[0], Act(said.act))
    if len(waiting) == 1:
        return _carry_out(turn, waiting[0], said, turn.event.message_id)
    return _ask_whose(turn, named or waiting)


def quoted(turn: Turn, about: About) -> Reply:
    """Act on the entry of a quoted card, or comment on it."""
    if about.kind == "activity":
        entry = _activity(turn, about.id)
        return _file(turn, entry, turn.event.text or "", turn.event.message_id) if entry else gone(turn)
    listed = reviews.owned_list(turn.session, about.id, turn.me.id)
    said = turn.once(act_meant)
    if listed is None:
        return gone(turn)
    if said is not None and said.numbers:
        return _on_numbers(turn, said)
    waiting = still_waiting(turn, listed)
    if len(waiting) == 1:
        return _file(turn, waiting[0], turn.event.text or "", turn.event.message_id)
    return _ask_whose(turn, waiting)


def choose(turn: Turn, button: ChooseActivity | None = None) -> Reply:
    """Store the words on the entry that was chosen."""
    data = turn.conversation.data
    if turn.conversation.open != WHOSE or (button and button.conversation != turn.conversation.version):
        return say(turn.text("button-stale-review"))
    listed: list[int] = list(data["entries"])
    number = next(iter(read_numbers(turn.event.text or "")), 0)
    activity_id = button.activity if button else listed[number - 1] if 1 <= number <= len(listed) else 0
    entry = _activity(turn, activity_id) if activity_id in listed else None
    event, reason = _kept(turn, "inbox"), _kept(turn, "reason")
    if event is None or event.text is None:
        turn.conversation.close(turn.now)
        return say(turn.text("offer-too-late"))
    if entry is None:
        return gone(turn)
    turn.conversation.close(turn.now)
    if reason is not None and reason.text is not None:
        return _return_because(turn, entry, reason.text, reason.message_id)
    return _file(turn, entry, event.text, event.message_id)


def keep_reason(turn: Turn) -> Reply:
    """Keep words that say why an entry is returned, and ask again which one."""
    listed = [_activity(turn, activity_id) for activity_id in turn.conversation.data["entries"]]
    return _ask_whose(turn, [entry for entry in listed if entry], reason=turn.inbox_id)


def _kept(turn: Turn, name: str) -> Event | None:
    """Return the message whose number the question has, or None if it has none or the words are gone."""
    number = turn.conversation.data.get(name)
    raw = inbox.raw_of(turn.session, int(number), turn.chat.line_user_id) if number else None
    return event_from_json(raw) if raw else None


def flag(turn: Turn, button: FlagPart) -> Reply:
    """Return the entry because of the tapped part."""
    entry = _activity(turn, button.activity)
    if entry is None:
        return gone(turn)
    return _do(turn, entry, Act.RETURN, parts=(button.flag,))


def give_reason(turn: Turn) -> Reply:
    """Take the words after "why?": a part's label, the reason, or no return after all."""
    entry = _activity(turn, int(turn.conversation.data["activity"]))
    if entry is None:
        turn.conversation.close(turn.now)
        return gone(turn)
    if turn.says("review-why-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        _back_to_list(turn)
        return say(turn.text("review-why-left"), quick_replies=ways_on(turn))
    part = next((flag for flag in FLAGS if turn.says(f"flag-{flag}")), None)
    if part is not None:
        return _do(turn, entry, Act.RETURN, parts=(part,))
    return _return_because(turn, entry, turn.event.text or "", turn.event.message_id)


def _return_because(turn: Turn, entry: Activity, words: str, message_id: str | None) -> Reply:
    return _do(turn, entry, Act.RETURN, words=words, parts=parts_in(words, FLAGS), message_id=message_id)


def _on_numbers(turn: Turn, said: Verdict) -> Reply:
    found, unknown = chosen(turn, said.numbers)
    if unknown:
        return say(turn.text("reviews-no-number", numbers=", ".join(map(str, unknown))), quick_replies=ways_on(turn))
    if len(found) > 1 and said.act == "return":
        return say(turn.text("review-why-many"))
    entries = [(_activity(turn, activity_id), revision) for activity_id, revision in found]
    if len(entries) == 1:
        entry, revision = entries[0]
        if entry is None:
            return gone(turn)
        if entry.is_waiting and entry.revision != revision:
            return show_activity(turn, entry, turn.text("review-changed-meanwhile"))
        return _carry_out(turn, entry, said, turn.event.message_id)
    return answer_several(turn, entries, said)


def _file(turn: Turn, entry: Activity, words: str, message_id: str | None) -> Reply:
    """Store words about one entry: as an act if they begin with one, else as a comment."""
    said = read_verdict(words)
    if said is not None and said.unsure:
        return show_activity(turn, entry, turn.text("review-unsure"))
    if said is not None:
        return _carry_out(turn, entry, said, message_id)
    return _do(turn, entry, Act.COMMENT, words=words, message_id=message_id)


def _carry_out(turn: Turn, entry: Activity, said: Verdict, message_id: str | None) -> Reply:
    """Carry out a typed act with its words. A name alone says who is meant and is not a comment."""
    author = people.by_ids(turn.session, [entry.person_id])[entry.person_id]
    words = said.words if said.words and not _is_name(said.words, author.name) else None
    parts = parts_in(words, FLAGS) if words and said.act == "return" else ()
    return _do(turn, entry, Act(said.act), words=words, parts=parts, message_id=message_id if words else None)


def _do(
    turn: Turn,
    entry: Activity,
    act: Act,
    *,
    words: str | None = None,
    parts: Sequence[str] = (),
    message_id: str | None = None,
) -> Reply:
    """Do one act on one entry, tell its author, and tell the mentor what is left."""
    author = people.by_ids(turn.session, [entry.person_id])[entry.person_id]
    about = {"name": author.name, "day": long_day(entry.day, turn.text.language)}
    if not verdicts.is_possible(entry, act):
        locked = entry.state == ActivityState.APPROVED
        unlock = [quick.choice(turn.text("review-unlock"), UnlockActivity(entry.id))] if locked else []
        said = turn.text("review-already-approved" if locked else "review-already-returned", **about)
        return say(said, quick_replies=[*unlock, *ways_on(turn)], about=About("activity", entry.id))
    if act is Act.RETURN and not words and not parts:
        return _ask_why(turn, entry, about)
    review = verdicts.answer(
        turn.session,
        entry,
        act,
        by_person_id=turn.me.id,
        at=turn.now,
        words=words,
        parts=parts,
        message_id=message_id,
    )
    told = author_notices.tell_author(turn, entry, review)
    _back_to_list(turn)
    lines = [_done(turn, entry, act, about)]
    if not told:
        lines.append(turn.text("review-not-on-line", name=author.name))
    return say("\n".join(lines), quick_replies=_next_acts(turn, entry), about=About("activity", entry.id))


def _done(turn: Turn, entry: Activity, act: Act, about: dict[str, str]) -> str:
    if act is Act.COMMENT:
        return turn.text("review-done-comment" if entry.is_waiting else "review-done-comment-only", **about)
    left = len(reviews.waiting_for(turn.session, turn.programme, turn.me.id, turn.now))
    return turn.text(f"review-done-{act.value}", left=left, **about)


def _next_acts(turn: Turn, entry: Activity) -> list[dict[str, object]]:
    if entry.is_waiting:  # it was only commented on, and still waits
        acts = ("approve", "praise", "return")
        return [quick.choice(turn.text(f"review-{act}"), ReviewActivity(entry.id, entry.revision, act)) for act in acts]
    unlock = [quick.choice(turn.text("review-unlock"), UnlockActivity(entry.id))] if entry.is_locked else []
    return [*ways_on(turn), *unlock]


def _ask_why(turn: Turn, entry: Activity, about: dict[str, str]) -> Reply:
    page = turn.conversation.data.get("page", 1)
    version = turn.conversation.ask(WHY, turn.now, activity=entry.id, page=page)
    items = [quick.choice(turn.text(f"flag-{one}"), FlagPart(entry.id, one, conversation=version)) for one in FLAGS]
    return say(turn.text("review-why", **about), quick_replies=items, about=About("activity", entry.id))


def _ask_whose(turn: Turn, waiting: Sequence[Activity], reason: int | None = None) -> Reply:
    """Keep the words and ask which entry they are about. `reason`: the message that says why it is returned."""
    if not waiting:
        return say(turn.text("reviews-none"), quick_replies=ways_on(turn))
    shown = list(waiting[:MOST_CHOICES])
    names = people.by_ids(turn.session, [entry.person_id for entry in shown])
    kept: dict[str, Any] = {"inbox": turn.inbox_id, "entries": [entry.id for entry in shown], "page": 1}
    if reason is not None:
        kept |= {"inbox": turn.conversation.data["inbox"], "reason": reason}
    version = turn.conversation.ask(WHOSE, turn.now, **kept)
    labels = [_choice(turn, number, names[entry.person_id].name, entry) for number, entry in enumerate(shown, 1)]
    items = [
        quick.choice(_shorter(label), ChooseActivity(entry.id, conversation=version), label)
        for label, entry in zip(labels, shown, strict=True)
    ]
    asked = turn.text("reviews-whose" if reason is None else "reviews-whose-with-reason")
    return say("\n".join([asked, *labels]), quick_replies=items)


def _choice(turn: Turn, number: int, name: str, entry: Activity) -> str:
    day = short_day(entry.day, turn.text.language)
    return turn.text("reviews-whose-choice", number=number, name=name, day=day)


def _shorter(label: str) -> str:
    return shorten(label, LABEL_GRAPHEMES["quick_reply"], "graphemes")


def _named(turn: Turn, waiting: Sequence[Activity], words: str | None) -> list[Activity]:
    """Return the waiting entries of the person whom the words name, if they say nothing else."""
    if not words:
        return []
    names = people.by_ids(turn.session, list({entry.person_id for entry in waiting}))
    return [entry for entry in waiting if _is_name(words, names[entry.person_id].name)]


def _is_name(words: str, name: str) -> bool:
    return plain_words(words) in (plain_words(name), plain_words(name.split()[0]))


def _back_to_list(turn: Turn) -> None:
    """Let typed numbers be about the cards shown last again."""
    listed = reviews.latest_list(turn.session, turn.me.id)
    if listed is not None:
        turn.conversation.ask(LIST, turn.now, listing=listed.id, page=turn.conversation.data.get("page", 1))
    else:
        turn.conversation.close(turn.now)


def _activity(turn: Turn, activity_id: int) -> Activity | None:
    return verdicts.answerable(turn.session, turn.programme, activity_id, turn.me.id, turn.now)


def _entry_quoted(turn: Turn) -> About | None:
    return turn.quoted if turn.quoted and turn.quoted.kind in ("activity", "reviews") else None


def _act_meant(turn: Turn) -> Verdict | None:
    return turn.once(act_meant)


def _gives_reason(turn: Turn) -> bool:
    """Return whether words answer "why?": all except another command alone, and acts on other numbers."""
    if not is_fresh(turn) or tells_others(turn):
        return False
    said = turn.once(act_said)
    if said is not None and (said.numbers or said.all):
        return False
    return not turn.is_command or turn.intent in INTENTS.declines or turn.intent == "return_entry"


def _says_why(turn: Turn) -> bool:
    """Return whether words say why, while it is asked which entry is to be returned and no reason was said."""
    kept = turn.once(_return_kept)
    if kept is None or kept.words or not _gives_reason(turn) or turn.is_command:
        return False
    words = turn.event.text or ""
    return not asks(words) and bool(turn.intent in (UNKNOWN, "return_entry") or parts_in(words, FLAGS))


def _return_kept(turn: Turn) -> Verdict | None:
    """Return the act of the message about which it is asked whose entry is meant, if it returns."""
    event = _kept(turn, "inbox")
    said = read_verdict(event.text) if event and event.text else None
    return said if said is not None and said.act == Act.RETURN else None


def _chooses(turn: Turn) -> bool:
    return is_fresh(turn) and len(read_numbers(turn.event.text or "")) == 1


routes = [
    on_quote(roles=MENTORS).reading(_entry_quoted)(quoted),
    on_open(WHY, roles=MENTORS, when=_gives_reason)(give_reason),
    on_postback(ChooseActivity, MENTORS)(choose),
    on_open(WHOSE, roles=MENTORS, when=_chooses)(choose),
    on_open(WHOSE, roles=MENTORS, when=_says_why)(keep_reason),
    on_postback(ReviewActivity, MENTORS)(tapped),
    on_postback(FlagPart, MENTORS)(flag),
    on_words(roles=MENTORS).reading(_act_meant)(typed),
]
