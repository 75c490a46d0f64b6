"""Rich menus follow roles: whatever changes while LINE is being told is told next."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.line.client import RichMenu
from bot.outbound.rich_menus import MenuKeeper
from bot.settings import ROOT
from locales.texts import Texts
from models.messaging import chats
from models.people import people
from models.storage.database import Database
from programmes import load
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.running_bot import MALEE, MUEANG_PHAYAO, NAMED_PEOPLE, register

CAST = ROOT / "programmes" / "cast-2566"
PROGRAMME = load(CAST)
USER = "U" + "1" * 32


class RecordingMenus:
    """LINE as far as menus go: remembers what it shows to whom; `meanwhile` happens while it is told."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.meanwhile = lambda: None

    def rich_menus(self) -> dict[str, str]:
        return {}

    def create_rich_menus(self, menus: Sequence[RichMenu]) -> dict[str, str]:
        return {menu.name: menu.name for menu in menus}

    def show_by_default(self, menu_id: str) -> None:
        self.shown["default"] = menu_id

    def show(self, menu_id: str, line_user_ids: Sequence[str]) -> None:
        self.shown.update(dict.fromkeys(line_user_ids, menu_id))
        self.meanwhile()


def test_a_role_that_changes_while_its_menu_is_shown_gets_the_other_one_next(database: Database) -> None:
    clock, line = Clock(), RecordingMenus()

    def import_roster(*rows: RosterRow) -> None:
        with database.write() as session:
            apply_roster(session, rows, PROGRAMME, clock.now())

    import_roster(*NAMED_PEOPLE)
    with database.write() as session:
        register(session, people.by_name(session, MALEE)[0], USER, "1", clock.now())
    keeper = MenuKeeper(database, line, clock, Texts.load(ROOT / "locales"), PROGRAMME, CAST)  # type: ignore[arg-type]
    keeper._publish()
    mentor = RosterRow(3, "P2", MALEE, "mentor", "กรมที่ดิน", "นายอำเภอ", area=MUEANG_PHAYAO)
    line.meanwhile = lambda: import_roster(mentor)
    keeper.link_stale()
    assert "participant" in line.shown[USER]
    line.meanwhile = lambda: None
    assert keeper.link_stale() == 1
    assert "mentor" in line.shown[USER]
    assert keeper.link_stale() == 0
    with database.read() as session:
        assert chats.by_line_ids(session, [USER])[USER].menu_shown == line.shown[USER]
