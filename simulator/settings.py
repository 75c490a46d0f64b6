"""The settings with which a simulator starts."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.travel import NamedInstant


@dataclass(frozen=True, slots=True)
class SimulatorSettings:
    """One channel with one bot. With ``port`` 0 the system chooses; ``latency_ms`` is the time an answer takes."""

    webhook: str
    secret: str
    token: str
    host: str = "127.0.0.1"
    port: int = 9000
    basic_id: str = "@castbot"
    name: str = "CAST Field Bot"
    channel_id: str = "1234567890"
    assertion_key: str | None = None  # the public JWK registered for JWT assertions; None: any signature will do
    assertion_key_id: str = "kid-1"
    clock_file: Path | None = None
    start: datetime | None = None
    allow_http_images: bool = False
    people: Path | None = None
    stops: tuple[NamedInstant, ...] = ()
    latency_ms: float = 120.0
    seed: int | None = None

    def __post_init__(self) -> None:
        for field in ("secret", "token"):
            if not getattr(self, field):
                raise ValueError(f"{field} must not be empty")
        if self.webhook and not self.webhook.startswith(("http://", "https://")):
            raise ValueError(f"webhook must be an http or https address, not {self.webhook!r}")
        if self.start is not None and self.start.tzinfo is None:
            raise ValueError("start needs a time zone, such as 2023-07-12T09:00:00+07:00")
