"""What every process shares: settings, clock, programme, texts, database, media."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.line.account import ChannelAccount
from bot.line.client import LineClient, LineTrouble
from bot.line.tokens import AccessTokens, ChannelKey, LongLivedToken, ShortLivedTokens
from bot.media import media_of
from bot.settings import ROOT, Settings, SettingsError
from bot.shared_time import SharedTimeKeeper
from bot.wakeup_pipe import WakeUpPipe
from bot.wakeups import Wakeups
from locales.texts import TextError, Texts
from models.storage.database import Database
from programmes import Programme, ProgrammeError
from programmes.bangkok import bangkok_day
from services.current_programme import CurrentProgramme
from services.evaluations.signing import SigningKey, WrongKey, read_key
from services.programme_folders.checking import check_folder


@dataclass(frozen=True)
class ReadFiles:
    """What is read of files and stays as it is: the texts and the programme. Processes that are forked share them."""

    texts: Texts
    programme: Programme

    @classmethod
    def of(cls, settings: Settings, language: str | None = None) -> Self:
        """Read the files of the settings; of the texts only one `language`, if one is named. Raises SettingsError."""
        try:
            texts = Texts.load(ROOT / "locales", language)
            return cls(texts, _programme(settings, texts, bangkok_day(settings.clock().now())))
        except (ProgrammeError, TextError) as error:
            raise SettingsError(f"PROGRAMME: {error}") from error


class Bot:
    """What every process shares: settings, clock, programme, texts, database, photos. A command that says everything in
    one `language` reads no other. What was `read` before is not read again.

    Raises SettingsError if one of them cannot be read.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        wakes: WakeUpPipe | None = None,
        woken_by: WakeUpPipe | None = None,
        alone: bool = False,
        language: str | None = None,
        read: ReadFiles | None = None,
    ) -> None:
        self.settings = settings
        self.clock = settings.clock()
        self.signing = _signing_key(settings)
        read = read or ReadFiles.of(settings, language)
        self.texts, self.programme = read.texts, read.programme
        self.database = Database(settings.database_url, secret=settings.secret)
        self._shared_time = SharedTimeKeeper(self.database, self.clock)
        self.calendar = CurrentProgramme(self.programme)
        self.wakeups = Wakeups(self.database.url, wakes=wakes, woken_by=woken_by, alone=alone)
        self.database.on_signal = self.wakeups.wake
        self.media = media_of(settings)

    def line(self) -> LineClient:
        """Return a new client of the channel, which the caller closes."""
        return line_client(self.settings)

    def close(self) -> None:
        self.wakeups.stop()
        self._shared_time.stop()
        self.database.close()


def _programme(settings: Settings, texts: Texts, today: date) -> Programme:
    """Return the programme of the settings. Raises ProgrammeError with everything that is wrong with its folder."""
    found = check_folder(settings.programme, texts, today, None)
    if found.programme is None:
        what_to_do = f"`python -m bot programme check {settings.programme}` says what to do about each"
        raise ProgrammeError([*(str(problem) for problem in found.problems), what_to_do])
    return found.programme


def line_client(settings: Settings) -> LineClient:
    """Return a new client of the channel, which the caller closes. Raises SettingsError."""
    return LineClient(settings.api_url, settings.content_url, access_tokens(settings))


def access_tokens(settings: Settings) -> AccessTokens:
    """Return the access tokens of the settings, which the caller closes. Raises SettingsError."""
    _, access = settings.channel()
    return LongLivedToken(access) if isinstance(access, str) else ShortLivedTokens(settings.api_url, access)


def secret_is_the_channels(settings: Settings) -> bool:
    """Ask LINE whether LINE_CHANNEL_SECRET is the secret of the channel whose access token the settings have. Raises
    LineTrouble if LINE does not say."""
    secret, access = settings.channel()
    with closing(ChannelAccount(settings.api_url, access if isinstance(access, str) else "")) as account:
        if isinstance(access, ChannelKey):
            return account.is_secret_of(access.channel_id, secret)
        info = account.token()
        if info is None:
            raise LineTrouble(401, "the access token is not valid")
        return account.is_secret_of(info.channel_id, secret)


def _signing_key(settings: Settings) -> SigningKey | None:
    """Return the key that signs results of evaluations, or None if none is set. Raises SettingsError."""
    try:
        return read_key(settings.evaluation_key.get_secret_value()) if settings.evaluation_key else None
    except WrongKey as wrong:
        raise SettingsError(
            f"EVALUATION_KEY: is {wrong}; unset it, then `python -m bot evaluation key` makes one"
        ) from wrong
