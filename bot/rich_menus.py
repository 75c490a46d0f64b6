"""Rich menus: published once, and linked to each chat as its role and language ask."""

from threading import Event as Signal
from threading import Thread
from typing import Final

import structlog
from linebot.v3.messaging import RichMenuBulkLinkRequest, RichMenuRequest
from linebot.v3.messaging.exceptions import ApiException
from sqlalchemy.orm import Session
from urllib3.exceptions import HTTPError

from bot.clock import Clock, bangkok_day
from bot.line.client import LineClient
from bot.line.menus import RichMenu, menus
from bot.texts import Texts
from models import chats, people
from models.chats import Chat
from models.database import Database

log = structlog.get_logger()
POLL_SECONDS: Final = 1.0
TRY_AGAIN_SECONDS: Final = 60.0
LINKED_AT_ONCE: Final = 500  # as many as one bulk call takes
TIMEOUT: Final = (3, 20)
STRANGER: Final = "stranger"


class MenuKeeper:
    """Brings LINE's rich menus in line with ours. Whatever fails is tried again a minute later; chats go on without."""

    def __init__(self, database: Database, line: LineClient, clock: Clock, texts: Texts) -> None:
        self._database, self._line, self._clock = database, line, clock
        self._menus = {(menu.role, menu.language): menu for menu in menus(texts)}
        self._ids: dict[str, str] = {}  # our menu's name → LINE's id
        self._stopping = Signal()
        self._thread = Thread(target=self._work, name="rich-menus", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            pause = POLL_SECONDS
            try:
                if not self._ids:
                    self._publish()
                self.link_stale()
            except (ApiException, HTTPError) as error:
                log.warning("rich_menus.trouble", error=type(error).__name__, status=getattr(error, "status", None))
                pause = TRY_AGAIN_SECONDS
            except Exception as error:
                log.error("rich_menus.failed", error=type(error).__name__)
                pause = TRY_AGAIN_SECONDS
            self._stopping.wait(pause)

    def _publish(self) -> None:
        """Create what LINE does not have yet (a menu's name says its content), and make the stranger's the default."""
        listed = self._line.api.get_rich_menu_list(_request_timeout=TIMEOUT).richmenus
        ids = {menu.name: menu.rich_menu_id for menu in listed}
        for menu in self._menus.values():
            if menu.name not in ids:
                ids[menu.name] = self._create(menu)
        default = self._menus[STRANGER, "th"]
        self._line.api.set_default_rich_menu(ids[default.name], _request_timeout=TIMEOUT)
        self._ids = ids
        log.info("rich_menus.published", menus=len(self._menus))

    def _create(self, menu: RichMenu) -> str:
        made = self._line.api.create_rich_menu(RichMenuRequest.from_dict(menu.body), _request_timeout=TIMEOUT)
        self._line.blobs.set_rich_menu_image(
            rich_menu_id=made.rich_menu_id,
            body=menu.image.read_bytes(),
            _headers={"Content-Type": menu.content_type},
            _request_timeout=TIMEOUT,
        )
        return str(made.rich_menu_id)

    def link_stale(self) -> int:
        """Link the right menu to chats whose role or language changed. Return how many were looked at."""
        with self._database.read() as session:
            stale = {chat.line_user_id: chat for chat in chats.with_stale_menu(session, LINKED_AT_ONCE)}
            right = {key: self._right_menu(session, chat) for key, chat in stale.items()}
        for menu in set(right.values()):
            wrong = [key for key, name in right.items() if name == menu and stale[key].menu_shown != menu]
            if wrong:
                self._link(wrong, self._ids[menu])
        with self._database.write() as session:
            for key, chat in chats.by_line_ids(session, list(right)).items():
                chat.menu_shown, chat.menu_stale = right[key], False
        return len(stale)

    def _link(self, line_user_ids: list[str], menu_id: str) -> None:
        """One call for one person, one for many."""
        if len(line_user_ids) == 1:
            self._line.api.link_rich_menu_id_to_user(line_user_ids[0], menu_id, _request_timeout=TIMEOUT)
            return
        many = RichMenuBulkLinkRequest(richMenuId=menu_id, userIds=line_user_ids)
        self._line.api.link_rich_menu_id_to_users(many, _request_timeout=TIMEOUT)

    def _right_menu(self, session: Session, chat: Chat) -> str:
        role, language = STRANGER, chat.language
        if chat.person_id is not None:
            standing = people.standings(session, [chat.person_id], bangkok_day(self._clock.now()), None)[chat.person_id]
            role, language = standing.role or STRANGER, standing.person.language
        menu = self._menus.get((role, language)) or self._menus[role, "th"]
        return menu.name
