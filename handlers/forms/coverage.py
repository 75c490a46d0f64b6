"""Shows coverage: which sectors were met, whom to meet next, and the form for their opinion."""

from datetime import date

from bot.cards.coverage import CoverageCard, SectorMet, coverage_card
from bot.inbound.router import on_intent
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.conversation import leave_question
from handlers.forms.opening import form_for_views
from handlers.people.status import show_status
from handlers.roles import WITH_A_ROLE, is_participant
from models.activities import coverage
from programmes import Sector


def show_coverage(turn: Turn) -> Reply:
    """Show the speaker's coverage. People who meet no sectors are shown their status instead."""
    together = turn.programme.coverage
    if not is_participant(turn) or together is None:
        return show_status(turn)
    leave_question(turn)
    language, since = turn.text.language, turn.programme.start
    questions = turn.programme.sector_questions
    met = coverage.sectors_met_since(turn.session, [turn.me.id], since, questions).get(turn.me.id, {})
    suggested = most_wanted(turn.programme.sectors, met)
    form = form_for_views(turn) if suggested else None
    values = CoverageCard(
        name=together.name(language),
        since=since,
        today=turn.day,
        sectors=tuple(
            SectorMet(sector.label(language), *met.get(sector.key, (0, None))) for sector in turn.programme.sectors
        ),
        suggested=suggested.label(language) if suggested else None,
        who=suggested.who(language) if suggested else None,
        form=form.version.key if form else None,
        choice=suggested.key if suggested else None,
    )
    return Reply([coverage_card(values, turn.text)])


def most_wanted(sectors: tuple[Sector, ...], met: coverage.Met) -> Sector | None:
    """Return a sector that was never met, else the one met longest ago; of several the first in the programme."""
    never = date.min
    return min(sectors, key=lambda sector: met.get(sector.key, (0, never))[1], default=None)


routes = [on_intent("coverage", roles=WITH_A_ROLE)(show_coverage)]
