"""Rich menus: objects, images, aliases, the default menu, and which person sees which menu."""

from dataclasses import dataclass, field
from typing import Any

from simulator.ids import IdMaker
from simulator.people import SimulatedPerson


@dataclass(slots=True)
class Menu:
    id: str
    body: dict[str, Any]
    image: bytes = b""
    mime: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"richMenuId": self.id, **self.body}


@dataclass(slots=True)
class Menus:
    """All rich menus of the channel, in the order in which they were made."""

    ids: IdMaker
    menus: dict[str, Menu] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default: str | None = None

    def create(self, body: dict[str, Any]) -> Menu:
        menu = Menu(self.ids.rich_menu(), body)
        self.menus[menu.id] = menu
        return menu

    def delete(self, menu_id: str) -> bool:
        if self.menus.pop(menu_id, None) is None:
            return False
        if self.default == menu_id:
            self.default = None
        return True

    def shown_to(self, person: SimulatedPerson) -> Menu | None:
        """Return the person's own menu, else the default menu. A deleted menu is shown to nobody."""
        own = self.menus.get(person.rich_menu or "")
        return own or self.menus.get(self.default or "")
