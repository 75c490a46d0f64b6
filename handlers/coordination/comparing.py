"""Compares provinces, districts, agencies, mentors or people: a table, those in need first, page by page."""

from datetime import timedelta
from typing import Final

from bot.cards.comparison import PAGE, ComparisonCard, comparison_card, opening
from bot.cards.summary_values import agency_key
from bot.inbound.router import on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import ShowComparison
from bot.postback.fields import GROUPS
from handlers.coordination.access import (
    SUMMARY,
    SummaryRequest,
    open_day,
    remember,
    scope_of,
    summary_request,
    trouble,
)
from handlers.coordination.summaries import nobody
from handlers.roles import OVERSEERS, coordinates
from models.messaging.deliveries import About
from services.summaries.comparing import compare
from thai.enquiries import Enquiry
from thai.places import display

WEEK: Final = timedelta(days=6)  # before today: what is compared if no days are said


def show_tapped(turn: Turn, button: ShowComparison) -> Reply:
    return _table(turn, summary_request(turn, button), button.group, button.order, button.page)


def show_asked(turn: Turn, asked: Enquiry) -> Reply:
    """Answer "by province", "which province has the fewest?", of the last seven days if none are said."""
    refused = trouble(turn)
    if refused:
        return refused
    wanted = summary_request(turn, from_day=turn.day - WEEK)
    return _table(turn, wanted, asked.group or "province", asked.order)


def show_same_days(turn: Turn) -> Reply:
    """Compare the days of the summary above, after a label was typed."""
    group = next(group for group in GROUPS if turn.says(f"compare-by-{group}"))
    return _table(turn, summary_request(turn), group, "reviews" if group == "mentor" else "worst")


def show_same_groups(turn: Turn) -> Reply:
    """Turn a page of the table above, or put others first, after the label was typed."""
    data = turn.conversation.data
    order = next((order for order in ("worst", "best", "reviews") if turn.says(f"compare-to-{order}")), data["order"])
    pages = {"missing-next": 1, "missing-before": -1}
    page = max(1, data["page"] + next((by for label, by in pages.items() if turn.says(label)), 0))
    return _table(turn, summary_request(turn), data["group"], order, page if order == data["order"] else 1)


def _table(turn: Turn, wanted: SummaryRequest, group: str, order: str, page: int = 1) -> Reply:
    text = turn.text
    without = "summary-no-mentor" if group == "mentor" else f"compare-without-{group}"

    def name(key: str | None) -> str:
        return text(without) if key is None else display(key, text.language)

    last = min(wanted.days.last, turn.day)
    found = compare(
        turn.session, turn.programme, wanted.access, group, order, wanted.days.first, last, name, open_day(turn)
    )
    if not found:
        return nobody(turn, wanted)
    page = min(page, -(-len(found) // PAGE))
    shown = found[(page - 1) * PAGE : page * PAGE]
    remember(turn, wanted.days, group=group, order=order, page=page)
    if group == "person":
        turn.looks_at(*(int(one.key) for one in shown if one.key is not None))
    values = ComparisonCard(
        days=wanted.days,
        scope=scope_of(wanted, turn),
        group=group,
        order=order,
        lines=shown,
        opens=tuple(opening(group, one, wanted.days, agency_key(turn.programme, one.key)) for one in shown),
        total=len(found),
        page=page,
        kept_on=turn.day if wanted.kept else None,
        exports=coordinates(turn),
    )
    return Reply([comparison_card(values, text)], about=About("summary", turn.me.id))


def _is_after_summary(turn: Turn) -> bool:
    return turn.conversation.open == SUMMARY


def _is_after_table(turn: Turn) -> bool:
    return _is_after_summary(turn) and "group" in turn.conversation.data


routes = [
    on_postback(ShowComparison, OVERSEERS)(show_tapped),
    on_label(*(f"compare-by-{group}" for group in GROUPS), roles=OVERSEERS, when=_is_after_summary)(show_same_days),
    on_label(
        "missing-next", "missing-before", "compare-to-worst", "compare-to-best", "compare-to-reviews",
        roles=OVERSEERS, when=_is_after_table,
    )(show_same_groups),
]  # fmt: skip
