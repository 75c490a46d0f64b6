"""Every template that comes with the bot, by its kind."""

from collections.abc import Callable
from typing import Final

from services.papers.building.situation import situation

BUILT: Final[dict[str, Callable[[], bytes]]] = {"situation": situation}
