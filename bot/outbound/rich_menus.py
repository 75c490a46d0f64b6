"""Creates the rich menus at LINE once, and links each chat to the menu of its role and language."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Signal
from threading import Thread
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.cards.commands import had_by
from bot.cards.rich_menus import rich_menus
from bot.clock import Clock
from bot.line.client import PROJECT, LineClient, LineTrouble, RichMenu
from bot.line.numbers import RICH_MENU_BULK_USERS
from locales.texts import Texts
from models.messaging import chats
from models.messaging.chats import Chat
from models.people import people
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import bangkok_day

log = structlog.get_logger()
POLL_SECONDS: Final = 1.0
TRY_AGAIN_SECONDS: Final = 60.0
STOPS_WITHIN: Final = 5.0  # seconds; a slow upload of a menu must not delay the end of the process
STRANGER: Final = "stranger"
DRAWN_WITHIN: Final = 300.0  # seconds, for the eight pictures of a programme


class MenuKeeper:
    """Makes LINE's rich menus the same as ours. What fails is tried again a minute later; chats work without it."""

    def __init__(
        self, database: Database, line: LineClient, clock: Clock, texts: Texts, programme: Programme, folder: Path
    ) -> None:
        self._database, self._line, self._clock = database, line, clock
        self._folder = folder.resolve()
        self._menus = rich_menus(texts, had_by(programme))
        self._ids: dict[str, str] = {}  # our menu's name → LINE's id
        self._stopping = Signal()
        self._thread = Thread(target=self._work, name="rich-menus", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(STOPS_WITHIN)

    def _work(self) -> None:
        while not self._stopping.is_set():
            pause = POLL_SECONDS
            try:
                if not self._ids:
                    self._publish()
                self.link_stale()
            except LineTrouble as error:
                log.warning("rich_menus.trouble", status=error.status)
                pause = TRY_AGAIN_SECONDS
            except Exception as error:
                log.error("rich_menus.failed", error=type(error).__name__)
                pause = TRY_AGAIN_SECONDS
            self._stopping.wait(pause)

    def _publish(self) -> None:
        """Create the menus that LINE does not have (a menu's name identifies its content), and set the default one."""
        ids = self._line.rich_menus()
        missing = [menu for menu in self._menus.values() if menu.name not in ids]
        if missing:
            ids |= self._create(missing)
        self._line.show_by_default(ids[self._menus[STRANGER, "th"].name])
        self._ids = ids
        log.info("rich_menus.published", menus=len(self._menus))

    def _create(self, missing: Sequence[RichMenu]) -> dict[str, str]:
        """Create menus; those of a folder outside of this repository are drawn first, which takes seconds each."""
        if all(menu.image.exists() for menu in missing):
            return self._line.create_rich_menus(missing)
        with TemporaryDirectory(prefix="rich-menus-") as drawn:
            draw = [sys.executable, "-m", "bot.cards.rich_menus.draw"]
            command = [*draw, "--programme", str(self._folder), "--into", drawn]
            subprocess.run(command, cwd=PROJECT, timeout=DRAWN_WITHIN, check=True, stderr=subprocess.DEVNULL)
            there = [
                menu if menu.image.exists() else replace(menu, image=Path(drawn) / menu.image.name) for menu in missing
            ]
            return self._line.create_rich_menus(there)

    def link_stale(self) -> int:
        """Link the right menu to chats whose role or language changed. Return how many were checked."""
        with self._database.read() as session:
            stale = {chat.line_user_id: chat for chat in chats.with_stale_menu(session, RICH_MENU_BULK_USERS)}
            right = {key: self._right_menu(session, chat) for key, chat in stale.items()}
        if not stale:
            return 0
        for menu in set(right.values()):
            wrong = [key for key, name in right.items() if name == menu and stale[key].menu_shown != menu]
            if wrong:
                self._line.show(self._ids[menu], wrong)
        with self._database.write() as session:
            for key, chat in chats.hold(session, list(right)).items():
                # a role may have changed since, so that another menu is right now
                chat.menu_shown, chat.menu_stale = right[key], self._right_menu(session, chat) != right[key]
        return len(stale)

    def _right_menu(self, session: Session, chat: Chat) -> str:
        role, language = STRANGER, chat.language
        if chat.person_id is not None:
            standing = people.roles_on_day(session, [chat.person_id], bangkok_day(self._clock.now()), None)[
                chat.person_id
            ]
            role, language = standing.role or STRANGER, standing.person.language
        menu = self._menus.get((role, language)) or self._menus[role, "th"]
        return menu.name
