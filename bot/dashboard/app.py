"""Puts the dashboard together: its parts, and every page."""

from collections.abc import Callable, Sequence
from typing import Final

from flask import Blueprint

from bot.dashboard.announcing import add_announcing
from bot.dashboard.assets import Assets, assets_blueprint
from bot.dashboard.calendar import add_calendar
from bot.dashboard.calls import add_calls
from bot.dashboard.certificates import add_certificates
from bot.dashboard.codes import add_codes
from bot.dashboard.development import add_development
from bot.dashboard.entries import add_entries
from bot.dashboard.feed import feed_blueprint
from bot.dashboard.feeds_page import add_feeds
from bot.dashboard.form_reports import add_form_reports
from bot.dashboard.form_uploads import add_form_uploads
from bot.dashboard.forms import add_forms
from bot.dashboard.map import add_map
from bot.dashboard.obstacles import add_obstacles
from bot.dashboard.overview import add_overview
from bot.dashboard.pages import Dashboard
from bot.dashboard.papers import add_papers
from bot.dashboard.people import add_people
from bot.dashboard.personnel import add_personnel
from bot.dashboard.photos import add_photos
from bot.dashboard.programme import add_programme
from bot.dashboard.progress import add_progress
from bot.dashboard.rating import add_rating
from bot.dashboard.rehearsing import add_rehearsing
from bot.dashboard.reviewing import add_reviewing
from bot.dashboard.rosters import add_rosters
from bot.dashboard.rounds import add_rounds
from bot.dashboard.selections import add_selections
from bot.dashboard.signing_in import add_signing_in
from bot.dashboard.units import add_units
from bot.dashboard.whole import add_whole
from bot.resources import Bot
from services.personal_data.viewing_log import ViewingLog

SUBJECTS: Final[Sequence[Callable[[Dashboard], None]]] = (
    add_signing_in,
    add_overview,
    add_whole,
    add_units,
    add_development,
    add_calls,
    add_selections,
    add_progress,
    add_reviewing,
    add_announcing,
    add_personnel,
    add_codes,
    add_rosters,
    add_rating,
    add_rounds,
    add_calendar,
    add_rehearsing,
    add_programme,
    add_people,
    add_map,
    add_entries,
    add_photos,
    add_obstacles,
    add_papers,
    add_certificates,
    add_feeds,
    add_forms,
    add_form_reports,
    add_form_uploads,
)


def dashboard_blueprints(bot: Bot, viewings: ViewingLog) -> list[Blueprint]:
    """Return the blueprints of `/app`."""
    pages = Dashboard(
        bot.database, bot.clock, bot.texts, bot.calendar, bot.settings, bot.media, Assets(), viewings, bot.signing
    )
    for add in SUBJECTS:
        add(pages)
    if bot.settings.line_login is not None and bot.settings.public_url is not None:
        # Its libraries take a quarter of a second to load, and most deployments have no Login channel.
        from bot.dashboard.line_login import add_line_login

        add_line_login(pages, bot.settings.line_login, bot.settings.public_url)
    return [pages.blueprint, assets_blueprint(), feed_blueprint(pages)]
