"""Looks at LINE's side: token, secret, webhook, quota, rich menus."""

from collections.abc import Iterator
from contextlib import closing

from bot.cards.commands import EVERYTHING, Offered, had_by
from bot.cards.rich_menus import rich_menus
from bot.doctor.findings import Finding, hint, warning, well, wrong
from bot.line.account import ChannelAccount, TokenInfo
from bot.line.client import LineClient, LineTrouble
from bot.line.tokens import ChannelKey, NoToken, assertion
from bot.outbound.rich_menus import STRANGER
from bot.resources import access_tokens
from bot.settings import Settings, SettingsError
from locales.texts import Texts
from models.messaging import push_usage
from models.storage.database import Database
from programmes import ProgrammeError, load

DAY = 24 * 3600  # seconds
SHORT_LIVED = 60 * DAY  # what lives longer than LINE's longest token with an end has none
EXPIRES_SOON = 7 * DAY
MOST_TOKENS = 30  # of a channel at once ("Issue channel access token v2.1")
MANY_TOKENS = 20
CALLBACK = "/callback"


def webhook_url(settings: Settings) -> str | None:
    """Return where LINE has to send webhooks, or None if PUBLIC_URL does not say it."""
    return settings.public_url + CALLBACK if settings.public_url else None


def look_at_line(settings: Settings, texts: Texts, database: Database, *, set_webhook: bool) -> Iterator[Finding]:
    """Yield what LINE says. With `set_webhook`, LINE gets the address first if it has another."""
    try:
        secret, access = settings.channel()
    except SettingsError as error:
        for line in str(error).splitlines():
            name = line.partition(":")[0]
            yield wrong("line", "doctor-line-not-set", setting=name)
        return
    with closing(access_tokens(settings)) as tokens:
        try:
            token = tokens.value()
        except NoToken as error:
            key = "doctor-no-token" if error.status else "doctor-line-no-answer"
            yield wrong("token", key, why=str(error))
            return
        yield from _with_token(settings, texts, database, secret, token, access, set_webhook=set_webhook)


def _with_token(
    settings: Settings,
    texts: Texts,
    database: Database,
    secret: str,
    token: str,
    access: str | ChannelKey,
    *,
    set_webhook: bool,
) -> Iterator[Finding]:
    with closing(ChannelAccount(settings.api_url, token)) as account:
        try:
            info = account.token()
            if isinstance(access, ChannelKey) and info is not None:
                yield _short_lived(info, account.tokens_at_once(assertion(access)))
            else:
                yield _token(info)
            if info is None:
                return  # it would refuse all the rest
            yield _secret(account, info, secret)
            yield from _webhook(account, settings, set_webhook=set_webhook)
            yield hint("redelivery", "doctor-redelivery")
            yield from _quota(settings, token, database)
            yield _menus(account, settings, token, texts)
        except LineTrouble as error:
            yield wrong("line", "doctor-line-no-answer", why=str(error))


def _token(info: TokenInfo | None) -> Finding:
    if info is None:
        return wrong("token", "doctor-token-refused")
    if info.expires_in > SHORT_LIVED:
        return well("token", "doctor-token")
    days = info.expires_in // DAY
    if info.expires_in < EXPIRES_SOON:
        return warning("token", "doctor-token-ends-soon", days=days)
    return well("token", "doctor-token-ends", days=days)


def _short_lived(info: TokenInfo, at_once: int) -> Finding:
    """A short-lived token was issued and will be renewed; of how many there are at once LINE has a limit."""
    hours = info.expires_in // 3600
    if at_once >= MANY_TOKENS:
        return warning("token", "doctor-tokens-many", count=at_once, most=MOST_TOKENS)
    return well("token", "doctor-token-short", hours=hours, count=at_once)


def _secret(account: ChannelAccount, info: TokenInfo, secret: str) -> Finding:
    if account.is_secret_of(info.channel_id, secret):
        return well("secret", "doctor-secret", channel=info.channel_id)
    return wrong("secret", "doctor-secret-of-another", channel=info.channel_id)


def _webhook(account: ChannelAccount, settings: Settings, *, set_webhook: bool) -> Iterator[Finding]:
    wanted, found = webhook_url(settings), account.webhook()
    if wanted is None:
        yield warning("webhook", "doctor-webhook-unknown", found=found.url or "-")
        return
    if found.url != wanted and set_webhook:
        account.set_webhook(wanted)
        found = account.webhook()
    if found.url != wanted:
        yield wrong("webhook", "doctor-webhook-elsewhere", found=found.url or "-", wanted=wanted)
    elif not found.active:
        yield wrong("webhook", "doctor-webhook-off", wanted=wanted)
    else:
        yield well("webhook", "doctor-webhook", wanted=wanted)
    test = account.test_webhook(wanted)
    if test.success:
        yield well("webhook test", "doctor-webhook-answers")
    else:
        said = f"{test.reason} {test.status or test.detail}".strip()
        key = "doctor-webhook-refused" if test.status in (400, 401, 403) else "doctor-webhook-silent"
        yield wrong("webhook test", key, wanted=wanted, said=said)


def _quota(settings: Settings, token: str, database: Database) -> Iterator[Finding]:
    with closing(LineClient(settings.api_url, settings.content_url, token)) as client:
        limit, used = client.pushes_of_the_month()
    if limit is None:
        yield well("quota", "doctor-quota-none", used=used)
        return
    with database.read() as session:
        known = push_usage.known(session)
    expected = max(used, known.forecast or 0) if known else used
    if used >= limit:
        yield wrong("quota", "doctor-quota-gone", used=used, limit=limit)
    elif expected > limit:
        yield warning("quota", "doctor-quota-short", used=used, limit=limit, expected=expected)
    else:
        yield well("quota", "doctor-quota", used=used, limit=limit, expected=expected)


def _had(settings: Settings) -> Offered:
    """Return what the programme has; everything if its file has faults, which is said elsewhere."""
    try:
        return had_by(load(settings.programme))
    except ProgrammeError:
        return EVERYTHING


def _menus(account: ChannelAccount, settings: Settings, token: str, texts: Texts) -> Finding:
    wanted = rich_menus(texts, _had(settings))
    with closing(LineClient(settings.api_url, settings.content_url, token)) as client:
        found = client.rich_menus()
    missing = [menu.name for menu in wanted.values() if menu.name not in found]
    if missing:
        return warning("rich menus", "doctor-menus-missing", count=len(missing))
    if account.default_menu() != found[wanted[STRANGER, "th"].name]:
        return warning("rich menus", "doctor-menus-default")
    return well("rich menus", "doctor-menus", count=len(wanted))
