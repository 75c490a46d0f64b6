"""Summaries on request: of any days and place, the people without a report, details, and reminding people."""

from datetime import date, timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.decision import DecisionCard, DecisionOption, decision_card
from bot.cards.details import DetailsCard, details_card
from bot.cards.missing import PAGE, MissingCard, MissingLine, missing_card
from bot.cards.summary import SummaryDays, summary_card
from bot.cards.summary_values import card_values
from bot.inbound.router import either, on_command, on_intent, on_label, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import LABEL_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.multicasts import OutboxMessage, queue_messages
from bot.outbound.reply import RIDES_FOR, Reply, say, text_message
from bot.postback import Decide, RemindMissing, ShowDetails, ShowMissing, ShowSummary, ShowUnits
from handlers.conversation import is_asked
from handlers.coordination.access import (
    SUMMARY,
    SummaryRequest,
    access_of,
    open_day,
    remember,
    scope_of,
    summary_request,
    trouble,
)
from handlers.roles import OVERSEERS, coordinates
from locales.texts import Text
from models.coordination import read_summaries, summaries
from models.messaging import push_usage
from models.messaging.deliveries import ABOUT_REMINDED, About, Urgency
from models.people import audit
from models.reviews import mentoring
from services.summaries import counting, summarise
from services.summaries import expected_people as rolls
from services.summaries.grouping import by_agency, by_area
from services.summaries.summary import MissingPerson
from thai.dates import day_span, long_day
from thai.places import display

REMIND: Final = "remind_missing"
LONGEST: Final = timedelta(days=366)


def show_summary(turn: Turn, button: ShowSummary | None = None, *, from_day: date | None = None) -> Reply:
    """Answer "summary", for the days and the place that were mentioned; `from_day`: else from then to today."""
    refused = trouble(turn)
    if refused:
        return refused
    asked = summary_request(turn, button, from_day=from_day)
    if _is_odd(asked.days, turn):
        return _to_come(turn, asked) or say(turn.text("summary-no-such-days"))
    days = asked.days
    summary = summarise(
        turn.session, turn.programme, asked.access, days.first, days.last, turn.day, open_day=open_day(turn)
    )
    if not summary.people:
        return nobody(turn, asked)
    remember(turn, days)
    if coordinates(turn) and not (days.area or days.agency):  # as it is sent at set times
        read_summaries.note(turn.session, turn.me.id, days.first, days.last, turn.day, summary.digest)
    values = card_values(summary, turn.programme, turn.text, turn.day if asked.kept else None)
    # It has names, which may have to be found again.
    return Reply([summary_card(values, turn.text)], about=About("summary", turn.me.id))


def show_missing(turn: Turn, button: ShowMissing | None = None) -> Reply:
    """Answer "who is missing?" with a page of names."""
    refused = trouble(turn)
    if refused:
        return refused
    page = button.page if button else 1
    asked = summary_request(turn, button)
    if _is_odd(asked.days, turn):
        return _to_come(turn, asked) or say(turn.text("summary-no-such-days"))
    remember(turn, asked.days)
    return _missing_page(turn, asked, page)


def show_next_page(turn: Turn) -> Reply:
    """Show the next page, after it was typed."""
    page = int(turn.conversation.data.get("page", 1)) + 1
    return _missing_page(turn, summary_request(turn), page, turns_pages=True)


def show_details(turn: Turn, button: ShowDetails | None = None) -> Reply:
    asked = summary_request(turn, button)
    if _is_odd(asked.days, turn):
        return _to_come(turn, asked) or say(turn.text("summary-no-such-days"))
    first, last = asked.days.first, min(asked.days.last, turn.day)
    roll, attended = counting.attended(turn.session, turn.programme, asked.access, first, last, open_day(turn))
    if not roll.people:
        return nobody(turn, asked)
    remember(turn, asked.days)
    stage = turn.programme.stage_on(last) or turn.programme.next_stage(last)
    areas = mentoring.areas_by_person(turn.session, stage, last) if stage else {}
    values = DetailsCard(
        asked.days,
        scope_of(asked, turn),
        by_agency(roll, attended, turn.text("details-no-agency")),
        by_area(attended, areas, lambda code: display(code, turn.text.language)),
        exports=coordinates(turn),
    )
    return Reply([details_card(values, turn.text)])


def ask_to_remind(turn: Turn, button: RemindMissing | None = None) -> Reply:
    """Show how many people would be reminded and what it costs. Nothing is sent yet."""
    asked = summary_request(turn, button)
    to_remind, left_out = _to_remind(turn, asked)
    if not to_remind:
        return say(turn.text("remind-nobody", count=left_out))
    data = asked.days
    version = turn.conversation.ask(
        REMIND,
        turn.now,
        first=data.first.isoformat(),
        last=data.last.isoformat(),
        area=data.area,
        agency=data.agency,
    )
    count = len(to_remind)
    facts = [
        (turn.text("remind-days"), data.title(turn.text)),
        (turn.text("announce-fact-people"), turn.text("announce-count", count=count)),
        (turn.text("announce-fact-cost"), turn.text("remind-cost", count=count)),
        *pushes_left(turn),
    ]
    values = DecisionCard(
        above=turn.text("remind-above"),
        title=turn.text("remind-title", count=count),
        facts=tuple(facts),
        choices=(
            DecisionOption(turn.text("remind-now", count=count), "now"),
            DecisionOption(turn.text("remind-ride"), "ride"),
        ),
        conversation=version,
        quoted=_reminder(turn.text, data.first, data.last),
        warning=turn.text("remind-left-out", count=left_out) if left_out else None,
    )
    return Reply([decision_card(values, turn.text)])


def answer_to_remind(turn: Turn, answer: Decide | None = None) -> Reply:
    """Remind them now, or with the reply to their next message, or not."""
    data = turn.conversation.data
    days = SummaryDays(
        date.fromisoformat(data["first"]), date.fromisoformat(data["last"]), data.get("area"), data.get("agency")
    )
    rides = answer.pick == "ride" if answer else turn.says("remind-ride")
    yes = answer.yes if answer else True
    remember(turn, days)
    if not yes:
        return say(turn.text("remind-left"))
    to_remind, _ = _to_remind(turn, summary_request(turn))  # people who have reported meanwhile are not reminded
    outgoing = [
        OutboxMessage(
            chat_key,
            [text_message(_reminder(turn.texts.in_language(language), days.first, days.last))],
            About(ABOUT_REMINDED, turn.me.id) if rides else None,
            urgency=Urgency.MAY_WAIT,
            piggyback=rides,
            rides_until=turn.real_now + RIDES_FOR if rides else None,
        )
        for chat_key, language in to_remind
    ]
    queue_messages(turn.session, outgoing, turn.real_now)
    audit.record(
        turn.session,
        turn.now,
        f"person:{turn.me.id}",
        "remind_missing",
        turn.me.id,
        people=len(outgoing),
        **data_days(days),
    )
    return say(turn.text("remind-done-ride" if rides else "remind-done", count=len(outgoing)))


def data_days(days: SummaryDays) -> dict[str, str]:
    return {"first": days.first.isoformat(), "last": days.last.isoformat()}


def pushes_left(turn: Turn) -> list[tuple[str, str]]:
    """Return the fact of how many pushes the month has left, if that is known, for a preview."""
    known = push_usage.known(turn.session)
    if known is None or known.allowed is None:
        return []
    left = max(0, known.allowed - known.used)
    return [(turn.text("announce-fact-left"), turn.text("announce-left", count=left))]


def decline_overseeing(turn: Turn) -> Reply:
    """Decline what only mentors and coordinators may see."""
    return say(turn.text("summary-not-for-you"))


def _missing_page(turn: Turn, asked: SummaryRequest, page: int, *, turns_pages: bool = False) -> Reply:
    first, last = asked.days.first, min(asked.days.last, turn.day)
    roll, attended = counting.attended(turn.session, turn.programme, asked.access, first, last, open_day(turn))
    if not roll.people:
        return nobody(turn, asked)
    muted = summaries.muted(turn.session, asked.access, last)
    missing = counting.missing_people(roll, attended, muted)
    if not missing:
        if not turn.programme.expects_days:
            return say(turn.text("missing-never-asked"), quick_replies=_instead(turn))
        expected = any(attended.expected.values())
        return say(turn.text("missing-none" if expected else "missing-not-asked", days=asked.days.title(turn.text)))
    page = min(page, -(-len(missing) // PAGE))
    turn.conversation.data = turn.conversation.data | {"page": page}
    shown = missing[(page - 1) * PAGE : page * PAGE]
    values = MissingCard(
        days=asked.days,
        scope=scope_of(asked, turn),
        lines=_lines(turn, shown, last),
        total=len(missing),
        on_leave=len(attended.on_leave),
        page=page,
        kept_on=turn.day if asked.kept and not turns_pages else None,
    )
    return Reply([missing_card(values, turn.text)])


def _instead(turn: Turn) -> list[dict[str, object]]:
    """Return what shows how far people are where nobody has to report each day."""
    forums = turn.programme.forums
    label = turn.text("menu-units-forums", forum=forums.name(turn.text.language)) if forums else ""
    units = (
        [quick.choice(shorten(label, LABEL_GRAPHEMES["quick_reply"], "graphemes"), ShowUnits("forums"), label)]
        if forums
        else []
    )
    return [*units, quick.command(turn.text, "summary"), quick.command(turn.text, "menu")]


def nobody(turn: Turn, asked: SummaryRequest) -> Reply:
    """Say that nobody was found, for which days and scope: they may come from the summary above. Who coordinates a
    phase is told when it begins, or how to see it after its end."""
    outside = _to_come(turn, asked)
    if outside is not None:
        return outside
    return say(turn.text("summary-nobody", days=asked.days.title(turn.text), scope=scope_of(asked, turn)))


def _to_come(turn: Turn, asked: SummaryRequest) -> Reply | None:
    """Return what to say to the coordinator of a phase outside its days, or None for everybody else."""
    numbers = [scope.removeprefix("phase:") for scope in asked.access.scopes if scope.startswith("phase:")]
    if not numbers or len(numbers) < len(asked.access.scopes):
        return None
    phases = [phase for phase in turn.programme.phases if str(phase.number) in numbers]
    if any(phase.start <= turn.day <= phase.end for phase in phases):
        return None
    language, lines = turn.text.language, []
    for phase in phases:
        name = phase.name(language)
        if turn.day < phase.start:
            people = rolls.expected_people(turn.session, access_of(turn), phase.start, phase.end).people
            day, left = long_day(phase.start, language), (phase.start - turn.day).days
            lines.append(turn.text("summary-phase-coming", phase=name, day=day, days=left, people=len(people)))
        else:
            day = long_day(phase.end, language)
            lines.append(turn.text("summary-phase-over", phase=name, day=day, number=phase.number))
    return say("\n".join(lines), quick_replies=[quick.command(turn.text, "menu")])


def _lines(turn: Turn, shown: tuple[MissingPerson, ...], day: date) -> tuple[MissingLine, ...]:
    """Return the people of a page with their area, mentor and last report."""
    ids = [one.person_id for one in shown]
    turn.looks_at(*ids)
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    areas = mentoring.areas_by_person(turn.session, stage, day, ids) if stage else {}
    mentors = mentoring.mentors_of(turn.session, areas, day)
    last = summaries.last_reports(turn.session, ids, day)
    lines = []
    for one in shown:
        area = areas.get(one.person_id)
        mentor = mentors.get(one.person_id)
        lines.append(
            MissingLine(
                one.person_id,
                one.name,
                one.days,
                display(area, turn.text.language) if area else None,
                mentor.name if mentor else None,
                last.get(one.person_id),
                one.muted,
            )
        )
    return tuple(lines)


def _to_remind(turn: Turn, asked: SummaryRequest) -> tuple[list[tuple[str, str]], int]:
    """Return (chat, language) of missing people who can be reminded, and the number of those who cannot."""
    first, last = asked.days.first, min(asked.days.last, turn.day)
    roll, attended = counting.attended(turn.session, turn.programme, asked.access, first, last, open_day(turn))
    muted = summaries.muted(turn.session, asked.access, turn.day)
    missing = counting.missing_people(roll, attended, muted)
    reachable = summaries.reachable(turn.session, [one.person_id for one in missing if not one.muted])
    return reachable, len(missing) - len(reachable)


def _reminder(text: Text, first: date, last: date) -> str:
    if first == last:
        return text("remind-words-day", day=long_day(first, text.language))
    return text("remind-words-days", days=day_span(first, last, text.language))


def _is_odd(days: SummaryDays, turn: Turn) -> bool:
    """Return whether the days are in the future, or more than a programme has."""
    return days.first > turn.day or days.last - days.first > LONGEST


def _is_open_decision(turn: Turn) -> bool:
    button = turn.postback
    return (
        isinstance(button, Decide)
        and turn.conversation.open == REMIND
        and button.conversation == turn.conversation.version
    )


def _is_reminding(turn: Turn) -> bool:
    return is_asked(turn, REMIND)


def _is_after_summary(turn: Turn) -> bool:
    return turn.conversation.open == SUMMARY


_yes = either(on_label("remind-ride", "remind-yes"), on_command("confirm"), roles=OVERSEERS, when=_is_reminding)
routes = [
    on_postback(Decide, OVERSEERS, when=_is_open_decision)(answer_to_remind),
    _yes(answer_to_remind),
    on_postback(ShowSummary, OVERSEERS)(show_summary),
    on_postback(ShowMissing, OVERSEERS)(show_missing),
    on_postback(ShowDetails, OVERSEERS)(show_details),
    on_postback(RemindMissing, OVERSEERS)(ask_to_remind),
    on_label("summary-drop", roles=OVERSEERS, when=_is_after_summary)(show_summary),
    on_label("summary-details", roles=OVERSEERS, when=_is_after_summary)(show_details),
    on_label("missing-next", roles=OVERSEERS, when=_is_after_summary)(show_next_page),
    on_label("summary-remind", roles=OVERSEERS)(ask_to_remind),
]
commands = [
    on_intent("summary", roles=OVERSEERS)(show_summary),
    on_intent("who_is_missing", roles=OVERSEERS)(show_missing),
    on_intent("summary", "who_is_missing")(decline_overseeing),
]
