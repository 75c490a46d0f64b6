"""Leave: it changes which reports are expected of a person, so it is stored only when it was read for certain, or
confirmed. It is always echoed with its days and working days."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.labels import plain_words
from bot.inbound.router import on_intent, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import AskLeaveDays, CancelLeave, ChooseLeave, DeclineLeave, SaveTyped, TakeLeave
from handlers.conversation import context, is_asked, is_fresh, leave_question
from handlers.days_meant import Reading, day_doubts, days_in, is_certain, readings_of, weekday_remark, working_days
from handlers.roles import is_participant
from models.people import audit, leave
from models.people.leave import Leave
from models.people.people import Role
from thai.dates import day_span, long_day, span_with_weekdays
from thai.intents import INTENTS, UNKNOWN
from thai.leave_days import asks_for_half_a_day
from thai.meaning import DoubtKind, Understood
from thai.questions import asks
from thai.single_answers import says_only_days_of_month
from thai.understand import understand
from thai.yes_and_no import takes_no_leave

LEAVE: Final = "leave"  # the question: which days?
SURE: Final = "leave_sure"  # the question: leave on these days?; data: readings, the likeliest first
LONGEST_LEAVE: Final = timedelta(days=60)
LONGEST_DAYS: Final = 40  # characters of an answer that says little besides days
UNASKED: Final = 5  # working days; longer leave is asked about
NO_DAYS: Final = INTENTS.with_message | {"log_activity"}  # words with one of these intents are no answer
SHOWN: Final = 5
READINGS: Final = 5

Step = Callable[[Turn], Reply]


def take_leave(turn: Turn) -> Reply:
    """Answer "on leave the 13th to the 14th": store it with an undo, or ask. Without a day, ask for the days."""
    said = turn.understood
    readings = readings_of(said) if said else ()
    if takes_no_leave(turn.event.text or ""):
        return _ask_which_to_cancel(turn, readings)
    if said is None or (not readings and not _is_told(said)):
        return _ask_days(turn, _impossible(turn))
    return _note_or_ask(turn, readings or (((turn.day, turn.day),),), said)


def ask_leave(turn: Turn) -> Reply:
    """Answer leave that may be somebody else's: ask whether the speaker takes it."""
    said = turn.understood
    readings = readings_of(said) if said else ()
    return _note_or_ask(turn, readings, said, ask=True) if said and readings else _ask_days(turn, _impossible(turn))


def days_said(turn: Turn) -> dict[str, str]:
    """Return "first" and "last" of the likeliest days that were said, as ISO dates; empty if none were."""
    readings = readings_of(turn.understood) if turn.understood else ()
    if not readings:
        return {}
    first, last = readings[0][0][0], readings[0][-1][1]
    return {"first": first.isoformat(), "last": last.isoformat()}


def answer_days(turn: Turn) -> Reply:
    """Take the answer to "which days?"."""
    if turn.says("leave-none") or (turn.is_command and turn.intent in INTENTS.declines):
        return decline(turn)
    said = _read_as_leave(turn)
    readings = _within_asked(turn, readings_of(said))
    if not readings:
        return say(turn.text("leave-which-days-again"), quick_replies=_day_choices(turn))
    return _note_or_ask(turn, readings, said, ask=len((turn.event.text or "").strip()) > LONGEST_DAYS)


def take_tapped_leave(turn: Turn, button: TakeLeave) -> Reply:
    try:
        first, last = date.fromisoformat(button.first), date.fromisoformat(button.last)
    except ValueError:  # such as 2023-02-31, which the button's pattern allows
        return say(turn.text("button-stale"))
    return _note(turn, ((first, last),))


def cancel_leave(turn: Turn, button: CancelLeave | None = None) -> Reply:
    """Cancel a leave: that of the button, or the only future one if it was typed."""
    theirs = leave.coming(turn.session, turn.me.id, turn.day)
    if button is not None:
        mine = leave.owned(turn.session, button.leave, turn.me.id)
    else:
        mine = theirs[0] if len(theirs) == 1 else None
    if mine is None and theirs:
        return say(turn.text("leave-which-one"), quick_replies=[_undo(turn, one, named=True) for one in theirs[:SHOWN]])
    if mine is None:
        return say(turn.text("leave-nothing-to-cancel"), quick_replies=[quick.command(turn.text, "menu")])
    if mine.cancelled_at is None:
        mine.cancelled_at = turn.now
        _audit(turn, "cancel_leave", mine)
    again = TakeLeave(mine.from_day.isoformat(), mine.to_day.isoformat())
    choices = [quick.choice(turn.text("leave-undo-cancel"), again), quick.command(turn.text, "menu")]
    return say(turn.text("leave-cancelled", span=_span(turn, mine)), quick_replies=choices)


def _ask_which_to_cancel(turn: Turn, readings: Sequence[Reading]) -> Reply:
    """Answer "no leave on Friday": offer to cancel leave on these days, or any that is noted. None is taken."""
    days = set(days_in(readings[0])) if readings else set[date]()
    theirs = leave.coming(turn.session, turn.me.id, min(days, default=turn.day))
    meant = [one for one in theirs if not days or any(one.from_day <= day <= one.to_day for day in days)]
    meant = meant or leave.coming(turn.session, turn.me.id, turn.day)
    leave_question(turn)
    if not meant:
        return say(turn.text("leave-nothing-to-cancel"), quick_replies=[quick.command(turn.text, "menu")])
    items = [_undo(turn, one, named=True) for one in meant[:SHOWN]]
    return say(turn.text("leave-which-one"), quick_replies=[*items, quick.command(turn.text, "menu")])


# ── the question whether these days are meant ──


def tap_reading(turn: Turn, button: ChooseLeave) -> Reply:
    return _choose(button.number, turn) if _is_of_question(turn, button.conversation) else _stale(turn)


def tap_own_days(turn: Turn, button: AskLeaveDays) -> Reply:
    return _ask_days(turn) if _is_of_question(turn, button.conversation) else _stale(turn)


def tap_decline(turn: Turn, button: DeclineLeave) -> Reply:
    return decline(turn) if _is_of_question(turn, button.conversation) else _stale(turn)


def decline(turn: Turn) -> Reply:
    turn.conversation.close(turn.now)
    return say(turn.text("leave-not-noted"), quick_replies=[quick.command(turn.text, "menu")])


def answer_question(turn: Turn, step: Step) -> Reply:
    return step(turn)


def _note_or_ask(turn: Turn, readings: Sequence[Reading], said: Understood, *, ask: bool = False) -> Reply:
    """Store leave that is certain, not backdated and not long. Otherwise, and with `ask`, show it and ask."""
    troubles = [_trouble(turn, reading) for reading in readings]
    possible = [reading for reading, trouble in zip(readings, troubles, strict=True) if trouble is None]
    if not possible:
        return _ask_days(turn, troubles[0])
    likeliest = possible[0]
    is_half = asks_for_half_a_day(turn.event.text or "")
    is_clear = (
        not ask
        and not is_half
        and len(possible) == len(readings) == 1
        and is_certain(said)
        and said.slots.person is None
    )
    if is_clear and likeliest[0][0] >= turn.day and 0 < working_days(turn.programme, likeliest) <= UNASKED:
        return _note(turn, likeliest)
    return _ask_whether(turn, [*possible, *_next_months(turn, likeliest)], said)


def _ask_whether(turn: Turn, readings: Sequence[Reading], said: Understood) -> Reply:
    """Show the likeliest days and ask whether leave is taken on them; nothing is stored until the answer is yes."""
    readings = list(dict.fromkeys(readings))[:READINGS]
    packed = [[[first.isoformat(), last.isoformat()] for first, last in reading] for reading in readings]
    version = turn.conversation.ask(SURE, turn.now, readings=packed, offered=turn.inbox_id)
    lines = [turn.text("leave-ask", days=_days_told(turn, readings[0]), count=_count(turn, readings[0]))]
    if _is_told(said):
        lines.insert(0, turn.text("leave-not-asked"))
    if asks_for_half_a_day(turn.event.text or ""):
        expected = _is_expected(turn, readings[0])
        lines.insert(0, turn.text("leave-half-a-day" if expected else "leave-half-a-day-nothing-expected"))
    remark = weekday_remark(day_doubts(said), turn.text)
    if remark is not None:
        lines.insert(0, remark)
    items = [quick.choice(turn.text("leave-yes"), ChooseLeave(1, conversation=version))]
    items += [
        quick.choice(_reading_label(turn, reading), ChooseLeave(number, conversation=version))
        for number, reading in enumerate(readings[1:], 2)
    ]
    items += [
        quick.choice(turn.text("leave-own-days"), AskLeaveDays(conversation=version)),
        quick.choice(turn.text("leave-no"), DeclineLeave(conversation=version)),
    ]
    if _is_told(said) and is_participant(turn):
        items.append(quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)))
    return say("\n".join(lines), quick_replies=items)


def _choose(number: int, turn: Turn) -> Reply:
    readings = _readings_asked(turn)
    return _note(turn, readings[number - 1]) if 1 <= number <= len(readings) else _stale(turn)


def _answer_said(turn: Turn) -> Step | None:
    """Return what words mean as an answer to the question, or None if they are about something else."""
    if not is_asked(turn, SURE):
        return None
    if turn.says("leave-yes") or (turn.is_command and turn.intent == "confirm"):
        return partial(_choose, 1)
    if turn.says("leave-no", "leave-none") or (turn.is_command and turn.intent in INTENTS.declines):
        return decline
    if turn.says("leave-own-days"):
        return _ask_days
    said = plain_words(turn.event.text or "")
    for number, reading in enumerate(_readings_asked(turn), 1):
        if said in (plain_words(_reading_label(turn, reading)), plain_words(_short(reading))):
            return partial(_choose, number)
    is_new = turn.intent != UNKNOWN or asks(turn.event.text or "")
    return answer_days if not is_new and readings_of(_read_as_leave(turn)) else None


def _may_be_days(turn: Turn) -> bool:
    """Return whether words may answer "which days?": no question does, nor what was done on a day."""
    words = turn.event.text or ""
    return is_fresh(turn) and turn.intent not in NO_DAYS and not (asks(words) and turn.intent != "leave")


def _readings_asked(turn: Turn) -> list[Reading]:
    stored = turn.conversation.data["readings"]
    return [tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in reading) for reading in stored]


def _within_asked(turn: Turn, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return readings of an answer; first its days of the month among those that were asked about, if it says no month:
    of 10–11 July, which are over, "only the 10th" is no day of August."""
    if (
        turn.conversation.open != SURE
        or not readings
        or not says_only_days_of_month(turn.event.text or "", context(turn))
    ):
        return readings
    asked = {day.day: day for day in reversed(days_in(_readings_asked(turn)[0]))}
    if not all(day.day in asked for span in readings[0] for day in span):
        return readings
    return tuple(dict.fromkeys((tuple((asked[a.day], asked[b.day]) for a, b in readings[0]), *readings)))


def _is_of_question(turn: Turn, version: int | None) -> bool:
    return turn.conversation.open == SURE and version == turn.conversation.version


def _stale(turn: Turn) -> Reply:
    return say(turn.text("leave-question-over"), quick_replies=[quick.command(turn.text, "menu")])


def _is_told(said: Understood) -> bool:
    """Return whether illness or absence is told, but leave is not asked for."""
    return any(doubt.kind is DoubtKind.NOT_ASKED for doubt in said.doubts)


# ── what is stored and said ──


def _note(turn: Turn, reading: Reading) -> Reply:
    trouble = _trouble(turn, reading)
    if trouble is not None:
        return _ask_days(turn, trouble)
    leave_question(turn)
    noted = [
        leave.grant(turn.session, turn.me.id, first, last, said_by=turn.me.id, now=turn.now) for first, last in reading
    ]
    for one in noted:
        _audit(turn, "take_leave", one)
    key = "leave-noted" if _is_expected(turn, reading) else "leave-noted-nothing-expected"
    choices = [_undo(turn, one, named=len(noted) > 1) for one in noted[:SHOWN]]
    said = turn.text(key, span=_days_told(turn, reading), count=_count(turn, reading))
    return say(said, quick_replies=[*choices, quick.command(turn.text, "menu")])


def _is_expected(turn: Turn, reading: Reading) -> bool:
    """Return whether the speaker is expected to report on any of these days."""
    return turn.role is Role.PARTICIPANT and any(turn.programme.expected_days(first, last) for first, last in reading)


def _trouble(turn: Turn, reading: Reading) -> str | None:
    programme, language = turn.programme, turn.text.language
    for first, last in reading:
        if last < first:
            return turn.text("leave-backwards", first=long_day(first, language), last=long_day(last, language))
        if programme.outside(first) == "after" or programme.outside(last) == "before":
            return turn.text("leave-outside", span=day_span(programme.start, programme.end, language))
        if last - first > LONGEST_LEAVE:
            return turn.text("leave-too-long", days=(last - first).days + 1, most=LONGEST_LEAVE.days)
    return None


def _impossible(turn: Turn) -> str | None:
    """Return what to say if the message has an impossible date, such as 31 June."""
    problem = turn.understood.slots.problem if turn.understood else None
    return turn.text("leave-impossible", said=problem) if problem else None


def _read_as_leave(turn: Turn) -> Understood:
    """Return the meaning of an answer. It is read as a sentence about leave, so that a number is a future day."""
    return turn.once(_as_leave)


def _as_leave(turn: Turn) -> Understood:
    return understand(turn.text("leave-sentence", words=turn.event.text or ""), context(turn))


def _ask_days(turn: Turn, trouble: str | None = None) -> Reply:
    turn.conversation.ask(LEAVE, turn.now)
    if trouble is not None:
        return say(trouble, quick_replies=_day_choices(turn))
    theirs = leave.coming(turn.session, turn.me.id, turn.day)
    spans = ", ".join(_span(turn, one) for one in theirs[:SHOWN])
    said = turn.text("leave-which-days-besides", spans=spans) if theirs else turn.text("leave-which-days")
    return say(said, quick_replies=_day_choices(turn))


def _day_choices(turn: Turn) -> list[dict[str, Any]]:
    today, tomorrow = turn.day, turn.day + timedelta(days=1)
    days = [("leave-today", today), ("leave-tomorrow", tomorrow)]
    choices = [quick.choice(turn.text(key), TakeLeave(day.isoformat(), day.isoformat())) for key, day in days]
    theirs = leave.coming(turn.session, turn.me.id, turn.day)
    return [*choices, *(_undo(turn, one, named=True) for one in theirs[:SHOWN]), quick.command(turn.text, "menu")]


def _undo(turn: Turn, one: Leave, *, named: bool = False) -> dict[str, Any]:
    span = _short(((one.from_day, one.to_day),))
    label = turn.text("leave-cancel-span", span=span) if named else turn.text("leave-cancel")
    return quick.choice(label, CancelLeave(one.id))


def _span(turn: Turn, one: Leave) -> str:
    language = turn.text.language
    if one.from_day == one.to_day:
        return long_day(one.from_day, language)
    return day_span(one.from_day, one.to_day, language)


def _days_told(turn: Turn, reading: Reading) -> str:
    return ", ".join(span_with_weekdays(first, last, turn.text.language) for first, last in reading)


def _reading_label(turn: Turn, reading: Reading) -> str:
    return turn.text("leave-reading", span=_short(reading), count=_count(turn, reading))


def _count(turn: Turn, reading: Reading) -> int:
    return working_days(turn.programme, reading)


def _short(reading: Reading) -> str:
    """Return days in the short form "3/7–5/7", which fits on a quick reply."""
    first, last = reading[0][0], reading[-1][1]
    begins, ends = (f"{day.day}/{day.month}" for day in (first, last))
    return begins if first == last else f"{begins}–{ends}"


def _next_months(turn: Turn, reading: Reading) -> list[Reading]:
    """Return the same days of the next month if they are over: on the 12th, "the 3rd to the 5th" may mean those."""
    if reading[-1][1] >= turn.day:
        return []
    later = tuple((_next_month(first), _next_month(last)) for first, last in reading)
    return [later] if _trouble(turn, later) is None else []


def _next_month(day: date) -> date:
    """Return the same day of the next month, or its last day if it is shorter."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _audit(turn: Turn, act: str, one: Leave) -> None:
    turn.session.flush()
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", act, turn.me.id, leave=one.id)


routes = [
    on_postback(CancelLeave)(cancel_leave),
    on_label("leave-cancel", "leave-cancel-short")(cancel_leave),
    on_postback(TakeLeave)(take_tapped_leave),
    on_postback(ChooseLeave)(tap_reading),
    on_postback(AskLeaveDays)(tap_own_days),
    on_postback(DeclineLeave)(tap_decline),
    on_open(LEAVE, when=_may_be_days)(answer_days),
    on_open(SURE).reading(_answer_said)(answer_question),
]
commands = [on_intent("leave")(take_leave)]
