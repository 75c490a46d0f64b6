"""The settings, read once from the environment. A wrong or missing one stops the start with its name and the reason."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.clock import Clock, ClockError
from bot.line.tokens import ChannelKey, WrongChannelKey, check_key

LINE_API = "https://api.line.me"
LINE_CONTENT = "https://api-data.line.me"
LINE_ACCESS = "https://access.line.me"
ROOT = Path(__file__).resolve().parent.parent
# Not a setting for people: `run` makes this folder, in which its processes count together, before it imports
# prometheus-client, which reads the name.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# Not a setting either: the clock process has noted that a backup begins, and says its number to the command.
BACKUP_ID = "CASTBOT_BACKUP_ID"
FARTHEST = 100 * 366 * 86_400  # seconds by which a clock may be moved
_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\s?#]*)?")
_AGE_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")


@dataclass(frozen=True, slots=True)
class LineLogin:
    """A LINE Login channel, and the addresses at which it signs people in."""

    channel_id: str
    channel_secret: str = field(repr=False)
    authorize_url: str
    token_url: str


class SettingsError(ValueError):
    """Settings are wrong. It has one line for each problem, which begins with the setting's name."""


class Settings(BaseSettings):
    """Every setting of the bot. Field names in capitals are the names of the environment's variables."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    line_channel_secret: SecretStr | None = Field(None, description="Channel secret; checks that webhooks are LINE's")
    line_channel_access_token: SecretStr | None = Field(None, description="Token with which the bot calls LINE")
    line_channel_id: str | None = Field(None, description="Channel id; with LINE_CHANNEL_KEY, for short-lived tokens")
    line_channel_key: SecretStr | None = Field(
        None, description="Private assertion signing key (JWK): the bot gets short-lived access tokens with it"
    )
    line_channel_key_id: str | None = Field(None, description="The id (kid) that LINE's console gave this key")
    line_api_url: str | None = Field(None, description="Another Messaging API, for the simulator; default: LINE's own")
    line_bot_basic_id: str | None = Field(None, description="The bot's @id, for invite links; default: asked of LINE")
    line_login_channel_id: str | None = Field(
        None, description="LINE Login channel of the same provider, for signing in on the web; default: only by link"
    )
    line_login_channel_secret: SecretStr | None = Field(None, description="Its channel secret")
    database_url: str = Field(
        "sqlite:///var/castbot.db", description="SQLite or PostgreSQL, as SQLAlchemy writes its addresses"
    )
    media_dir: Path = Field(Path("var/media"), description="Where photos are kept; shared storage when several hosts")
    media_url: str | None = Field(
        None, description="Folder of a bucket (s3://…) in which photos are kept; default: in MEDIA_DIR"
    )
    public_url: str | None = Field(None, description="The address at which phones reach this server")
    map_tiles: str | None = Field(
        None, description="Address of map tiles with {z}, {x} and {y}; default: maps show an outline of the country"
    )
    map_tiles_credit: str | None = Field(None, description="Whose the tiles are, as their licence wants it to be said")
    programme: Path = Field(ROOT / "programmes" / "cast-2566", description="Folder of the programme's data")
    host: str = Field("0.0.0.0", description="Address on which the web process listens")  # noqa: S104 - a server's
    port: int = Field(8000, ge=1, le=65535, description="Port of the web process")
    health_port: int | None = Field(
        None, ge=1, le=65535, description="Port on which the worker and clock processes answer /healthz; default: none"
    )
    metrics_token: SecretStr | None = Field(None, description="Token of /metrics; without one there are none")
    evaluation_key: SecretStr | None = Field(
        None, description="Private key that signs results of evaluations; without one no round can be closed"
    )
    backup_dir: Path | None = Field(
        None, description="Folder of backups and of the journal of erasures; default: `backups` beside MEDIA_DIR"
    )
    backup_at: time | None = Field(None, description="When a backup is made each day (HH:MM, Bangkok); default: never")
    backup_keep: int = Field(14, ge=1, description="How many daily backups are kept; older ones are deleted")
    backup_to: str | None = Field(None, description="Folder of a bucket (s3://…) to which each backup is copied")
    backup_public_key: str | None = Field(None, description="age public key to which backups are encrypted")
    paper_office: str | None = Field(
        None, description="Command of LibreOffice that makes PDFs of papers; default: they are typeset without it"
    )
    log_format: Literal["json", "text"] = Field("json", description="Form of a log line")
    clock_offset: float = Field(0, description="Seconds added to the real clock (demo, rehearsal and tests only)")
    clock_file: Path | None = Field(None, description="A clock written by the simulator (demo and tests only)")

    @model_validator(mode="before")
    @classmethod
    def _no_quotes(cls, values: object) -> object:
        """Files of environments (Docker's, systemd's in part) keep quotes, and then a secret is another one."""
        for name, value in values.items() if isinstance(values, dict) else ():
            if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                raise ValueError(f"{name.upper()}: has quotes around it; remove them where it is set")
        return values

    @field_validator(
        "line_channel_secret", "line_channel_access_token", "line_login_channel_secret", "metrics_token", mode="after"
    )
    @classmethod
    def _fits_into_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        """Copied from a page or a paper, a token may have a line's end, a space or another dash; LINE refuses it."""
        if value is not None and not re.fullmatch(r"[!-~]*", value.get_secret_value().strip()):
            raise ValueError("has a space, a line's end or a letter in it that no token has; copy it again")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value.startswith(("postgres://", "postgresql://")):  # hosting services write it like this
            value = "postgresql+psycopg://" + value.split("://", 1)[1]
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError(
                "is no address of a database; write it such as postgresql://user:password@host:5432/castbot, "
                "with %40 for an @ in the password"
            ) from None
        if value.startswith("sqlite:") and (url.database in (None, "", ":memory:") or url.query):
            raise ValueError("must name a file and nothing else, such as sqlite:///var/castbot.db")
        return value

    @field_validator("programme")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        if value.is_file():
            raise ValueError(f"is a file; name its folder, {value.parent}")
        return value

    @field_validator("host")
    @classmethod
    def _ip_address(cls, value: str) -> str:
        try:
            ip_address(value)
        except ValueError:
            raise ValueError("must be an IP address such as 0.0.0.0, 127.0.0.1 or ::") from None
        return value

    @field_validator("backup_at", mode="before")
    @classmethod
    def _time_of_day(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return datetime.strptime(value.strip(), "%H:%M").time()  # noqa: DTZ007 - a time of day, everywhere Bangkok's
        except ValueError:
            raise ValueError("must be a time of day such as 02:30") from None

    @field_validator("line_api_url", "public_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not _is_web_address(value.strip()):
            raise ValueError("must be an address such as https://bot.example.go.th")
        return value.strip().rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _no_path(cls, value: str | None) -> str | None:
        if value is not None and (parts := urlsplit(value))[2:] != ("", "", ""):
            raise ValueError(f"has a path; the bot needs a host name of its own: {parts.scheme}://{parts.netloc}")
        return value

    @field_validator("backup_to", "media_url")
    @classmethod
    def _address_of_bucket(cls, value: str | None) -> str | None:
        folder = value.rstrip("/").split("/")[3:] if value is not None else []
        if value is not None and (not _BUCKET.fullmatch(value) or any(part in ("", ".", "..") for part in folder)):
            raise ValueError("must be a folder of a bucket, such as s3://bucket/castbot")
        return value

    @field_validator("backup_public_key")
    @classmethod
    def _key_of_age(cls, value: str | None) -> str | None:
        if value is not None and not _AGE_KEY.fullmatch(value.strip()):
            raise ValueError("must be a public key of age, which begins with age1; `age-keygen` prints one")
        return value

    @field_validator("clock_offset")
    @classmethod
    def _within_a_lifetime(cls, value: float) -> float:
        if not abs(value) <= FARTHEST:  # nor is it NaN
            raise ValueError(f"must be seconds, at most {FARTHEST}")
        return value

    @field_validator("map_tiles")
    @classmethod
    def _address_of_tiles(cls, value: str | None) -> str | None:
        if value is None:
            return None
        value = value.strip()
        is_address = _is_web_address(value) and not set(urlsplit(value).netloc) & set(";,{}'\"")
        if not is_address or not all(part in value for part in ("{z}", "{x}", "{y}")):
            raise ValueError("must be an address such as https://tiles.example.go.th/{z}/{x}/{y}.png")
        return value

    @property
    def map_tiles_host(self) -> str | None:
        """The server of the tiles, as a security policy names it."""
        parts = urlsplit(self.map_tiles or "")
        return f"{parts.scheme}://{parts.netloc}" if self.map_tiles else None

    @model_validator(mode="after")
    def _no_time_travel_on_line(self) -> "Settings":
        if not self.channel_is_lines_own:
            return self
        for name, moved in (("CLOCK_OFFSET", self.clock_offset != 0), ("CLOCK_FILE", self.clock_file is not None)):
            if moved:
                raise ValueError(f"{name}: moves the clock, which is refused with LINE's own API; set LINE_API_URL")
        return self

    @property
    def channel_is_lines_own(self) -> bool:
        """Whether calls go to LINE itself. Without an access token no call is made."""
        called = self.line_channel_access_token is not None or self.line_channel_key is not None
        return self.line_api_url in (None, LINE_API) and called

    @property
    def backups(self) -> Path:
        """The folder of backups and of the journal of erasures."""
        return self.backup_dir or self.media_dir.absolute().parent / "backups"

    @property
    def secret(self) -> str:
        """The channel secret, or an empty text."""
        return self.line_channel_secret.get_secret_value().strip() if self.line_channel_secret else ""

    @property
    def metrics_secret(self) -> str | None:
        """The token that whoever reads /metrics has to send. Without one nobody may."""
        return self.metrics_token.get_secret_value().strip() if self.metrics_token else None

    @property
    def listens_on(self) -> str:
        """Host and port of the web process."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def api_url(self) -> str:
        return self.line_api_url or LINE_API

    @property
    def content_url(self) -> str:
        return LINE_CONTENT if self.api_url == LINE_API else self.api_url

    @property
    def line_login(self) -> LineLogin | None:
        """The Login channel, or None if there is none or no browser could come back from it."""
        secret = self.line_login_channel_secret.get_secret_value().strip() if self.line_login_channel_secret else ""
        if not self.line_login_channel_id or not secret or self.public_url is None:
            return None
        signs_in = LINE_ACCESS if self.api_url == LINE_API else self.api_url
        return LineLogin(
            self.line_login_channel_id,
            secret,
            f"{signs_in}/oauth2/v2.1/authorize",
            f"{self.api_url}/oauth2/v2.1/token",
        )

    @property
    def picture_url(self) -> str | None:
        """The address at which phones fetch pictures. It must be https, except with a simulator that accepts http."""
        if self.public_url is None or self.public_url.startswith("https://"):
            return self.public_url
        return None if self.api_url == LINE_API else self.public_url

    def channel(self) -> tuple[str, str | ChannelKey]:
        """Return (secret, access token, or the key with which there are short-lived ones). Raises SettingsError with
        the names of those that are missing or empty."""
        secret, key = self.secret, self._channel_key()
        token = self.line_channel_access_token.get_secret_value().strip() if self.line_channel_access_token else ""
        missing = [] if secret else ["LINE_CHANNEL_SECRET"]
        if key is None and not token:
            missing.append("LINE_CHANNEL_ACCESS_TOKEN")
        if missing:
            raise SettingsError(
                "\n".join(f"{name}: is not set; it stands in the LINE Developers console" for name in missing)
            )
        return secret, key or token

    def _channel_key(self) -> ChannelKey | None:
        """Return the key of short-lived tokens, None if none is set. Raises SettingsError if a part is missing."""
        private = self.line_channel_key.get_secret_value().strip() if self.line_channel_key else ""
        if not private:
            return None
        named = {"LINE_CHANNEL_ID": self.line_channel_id, "LINE_CHANNEL_KEY_ID": self.line_channel_key_id}
        given = {name: (value or "").strip() for name, value in named.items()}
        missing = [f"{name}: is not set; LINE_CHANNEL_KEY needs it" for name, value in given.items() if not value]
        if missing:
            raise SettingsError("\n".join(missing))
        try:
            check_key(private)
        except WrongChannelKey as wrong:
            raise SettingsError(
                f"LINE_CHANNEL_KEY: is {wrong}; `python -m bot line key` makes one, in one line"
            ) from wrong
        return ChannelKey(given["LINE_CHANNEL_ID"], given["LINE_CHANNEL_KEY_ID"], private, self.secret)

    def clock(self) -> Clock:
        """Make the clock. Raises SettingsError if CLOCK_FILE cannot be read."""
        try:
            return Clock(timedelta(seconds=self.clock_offset), self.clock_file)
        except ClockError as error:
            raise SettingsError(str(error)) from error


def _is_web_address(value: str) -> bool:
    """Whether this is http or https, a host and perhaps a port, and nobody's name and password."""
    try:
        parts = urlsplit(value)
        named = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return bool(named) and value.isascii() and not re.search(r"[\s@]", parts.netloc)


def read_settings(**overrides: object) -> Settings:
    """Read the environment; raises SettingsError with a line for each bad setting."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError("\n".join(_in_words(problem) for problem in error.errors())) from None


def _in_words(problem: object) -> str:
    details = dict(problem)  # type: ignore[call-overload]
    name = "_".join(str(part) for part in details["loc"]).upper()
    reason = str(details["msg"]).removeprefix("Value error, ")
    return f"{name}: {reason}" if name else reason
