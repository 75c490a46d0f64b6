"""Group chats, as far as a bot takes part: it is invited, members write, it may answer, it leaves."""

from dataclasses import dataclass, field
from typing import Any

from simulator.people import FRIEND, SimulatedPerson
from simulator.phone import Phone
from simulator.platform import Platform
from simulator.webhook_sender import WebhookEvent


@dataclass(slots=True, eq=False)
class GroupChat(SimulatedPerson):
    """One chat of many people; ``user_id`` is its group id, ``C`` and 32 hexadecimal digits."""

    members: list[SimulatedPerson] = field(default_factory=list)


class GroupPhone(Phone):
    """A member's phone with the group open. Without a member, the events are those of the group itself."""

    def __init__(self, platform: Platform, group: GroupChat, member: SimulatedPerson | None = None) -> None:
        super().__init__(platform, group)
        self._member = member

    def joins(self) -> WebhookEvent:
        return self._event("join", {}, token=True)

    def leaves(self) -> WebhookEvent:
        return self._event("leave", {})

    def source(self) -> dict[str, Any]:
        member = {"userId": self._member.user_id} if self._member else {}
        return {"type": "group", "groupId": self.person.user_id, **member}


def make_group(platform: Platform, name: str, members: list[SimulatedPerson]) -> GroupChat:
    group = GroupChat("C" + platform.ids.token(32), name, role="group", state=FRIEND, members=members)
    platform.groups[group.user_id] = group
    return group
