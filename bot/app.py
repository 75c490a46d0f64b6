"""Puts the bot together: `create_app` makes the web process, `WorkerProcess` everything that works behind it."""

from collections.abc import Mapping

from flask import Flask

from bot.dashboard.app import dashboard_blueprints
from bot.inbound.incoming import warm_up
from bot.inbound.media_fetcher import MediaFetcher
from bot.inbound.refusals import Refusals
from bot.inbound.router import Router
from bot.inbound.turn import Links
from bot.inbound.turn_factory import TurnFactory
from bot.inbound.webhook import LARGEST_BODY, InboxWriter, webhook_blueprint
from bot.inbound.worker import Worker
from bot.line.numbers import CALLS_A_SECOND, OUR_SHARE_OF_CALLS
from bot.line.quota import PushQuota
from bot.outbound.rate_limiter import RateLimiter
from bot.outbound.rich_menus import MenuKeeper
from bot.outbound.sender import Sender
from bot.pulse import Pulse
from bot.resources import Bot, secret_is_the_channels
from bot.web.downloads import DownloadPages, downloads_blueprint
from bot.web.draft_page import FormPages
from bot.web.forms import forms_blueprint
from bot.web.health import health_blueprint
from bot.web.page_errors import PageErrors
from bot.web.pages import assets_blueprint
from bot.web.paper_files import PaperFiles
from bot.web.photos import PhotoPages, photos_blueprint
from bot.web.rater_pages import raters_blueprint
from bot.web.readiness import Readiness
from bot.web.stored_ids import StoredIdConverter
from bot.web.verify import VerifyPages, verify_blueprint
from handlers import ROUTES
from services.evaluations.handing_in import bring_rounds_up
from services.forms.publishing import publish_programme
from services.personal_data.viewing_log import ViewingLog


def create_app(bot: Bot) -> Flask:
    """Return the application of the web process: webhook, health, photos, form pages, downloads."""
    secret, _ = bot.settings.channel()
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.url_map.converters["int"] = StoredIdConverter
    app.extensions["inbox"] = writer = InboxWriter(bot.database, bot.clock)
    app.register_error_handler(Exception, PageErrors(bot.texts).say)
    refusals = Refusals(lambda: secret_is_the_channels(bot.settings))
    app.register_blueprint(webhook_blueprint(secret, writer, refusals))
    app.extensions["readiness"] = readiness = Readiness(bot.database, bot.clock, writer.not_stored, refusals.trouble)
    backs_up, metrics_secret = bot.settings.backup_at is not None, bot.settings.metrics_secret
    app.register_blueprint(health_blueprint(bot.database, bot.clock, readiness, metrics_secret, backs_up=backs_up))
    app.register_blueprint(photos_blueprint(PhotoPages(bot.database, bot.clock, bot.texts, bot.programme, bot.media)))
    app.register_blueprint(assets_blueprint())
    forms = FormPages(bot.database, bot.clock, bot.texts, bot.programme, bot.media)
    app.register_blueprint(forms_blueprint(forms))
    app.register_blueprint(raters_blueprint(forms, bot.settings.public_url, bot.settings.line_bot_basic_id))
    shared = (bot.database, bot.clock, bot.texts, bot.calendar)
    folder, office = bot.settings.programme, bot.settings.paper_office
    papers = PaperFiles(*shared, folder, bot.media, office, bot.settings.public_url, bot.settings.line_bot_basic_id)
    downloads = DownloadPages(*shared, bot.settings.public_url, bot.media, papers)
    app.register_blueprint(downloads_blueprint(downloads))
    app.register_blueprint(verify_blueprint(VerifyPages(bot.database, bot.texts, bot.calendar)))
    app.extensions["viewings"] = viewings = ViewingLog(bot.database)
    for blueprint in dashboard_blueprints(bot, viewings):
        app.register_blueprint(blueprint)
    readiness.start()
    return app


def close_app(app: Flask) -> None:
    """Store the accepted events, then stop."""
    app.extensions["readiness"].stop()
    app.extensions["inbox"].stop()
    app.extensions["viewings"].stop()


class WorkerProcess:
    """The worker process: handles events, sends, fetches photos, keeps rich menus."""

    def __init__(self, bot: Bot, *, rates: Mapping[str, float] | None = None) -> None:
        self._bot = bot
        self._line = bot.line()
        pace = RateLimiter(bot.database, bot.clock, rates or calls_a_second())
        quota = PushQuota(self._line, reserve=bot.programme.budget.reserve)
        self._sender = Sender(bot.database, self._line, bot.clock, pace, bot.wakeups, quota)
        links = Links(bot.settings.picture_url, bot.settings.line_bot_basic_id)
        turns = TurnFactory(bot.programme, bot.texts, links, Router(ROUTES), bot.calendar, bot.signing, bot.media)
        self._worker = Worker(bot.database, bot.clock, turns, self._sender, bot.wakeups)
        self._photos = MediaFetcher(bot.database, self._line, bot.media, bot.clock, bot.texts, bot.wakeups)
        self._menus = MenuKeeper(bot.database, self._line, bot.clock, bot.texts, bot.programme, bot.settings.programme)

    @property
    def pulses(self) -> list[Pulse]:
        return [self._worker.pulse, self._sender.pulse]

    def open(self) -> None:
        bot = self._bot
        publish_programme(bot.database, bot.programme, bot.settings.programme, bot.clock.now())
        bring_rounds_up(bot.database, bot.programme, bot.clock.now())
        warm_up(bot.programme)
        self._sender.start()
        self._worker.start()
        self._photos.start()
        self._menus.start()

    def close(self) -> None:
        """Finish the work that has begun; other work stays stored for the next process."""
        self._worker.stop()
        self._sender.stop()
        self._photos.stop()
        self._menus.stop()
        self._line.close()


def calls_a_second() -> dict[str, float]:
    """Return how many calls a second all senders together may make to each sending endpoint."""
    return {endpoint: OUR_SHARE_OF_CALLS * calls for endpoint, calls in CALLS_A_SECOND.items()}
