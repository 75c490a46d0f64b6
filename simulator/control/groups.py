"""``/sim/groups``: invite the bot into a group, let members act in it, read its messages."""

from typing import cast

from aiohttp import web

from simulator.control.acts import events_of, given_in
from simulator.control.json_bodies import answer, read_json
from simulator.control.people import acted
from simulator.groups import GroupChat, GroupPhone, make_group
from simulator.people import UnknownPersonError
from simulator.platform import Platform


class GroupsControl:
    """The handlers. ``{group}`` is a group id, ``{who}`` a member's user id or name."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def create(self, request: web.Request) -> web.Response:
        """Make a group, ``{"displayName", "members": [id or name]}``, and invite the bot, which gets an event."""
        given = await read_json(request)
        members = [self._platform.people.find(one) for one in given.get("members", [])]
        group = make_group(self._platform, str(given["displayName"]), members)
        done = await acted(self._platform, request, 0, [GroupPhone(self._platform, group).joins()])
        return answer({"groupId": group.user_id, **done}, 201)

    async def chat(self, request: web.Request) -> web.Response:
        group = self._group(request)
        after = int(request.query.get("after", "0"))
        if seconds := float(request.query.get("wait", "0")):
            await group.hears(after, int(request.query.get("count", "1")), seconds)
        return answer({"seq": len(group.chat), "messages": [one.to_json() for one in group.after(after)]})

    async def act(self, request: web.Request) -> web.Response:
        """Let a member act in the group. The acts are those of ``/sim/people``."""
        group, given = self._group(request), await given_in(request)
        phone = GroupPhone(self._platform, group, self._platform.people.find(request.match_info["who"]))
        before = len(group.chat)
        return answer(await acted(self._platform, request, before, events_of(phone, request.match_info["act"], given)))

    def _group(self, request: web.Request) -> GroupChat:
        group = self._platform.groups.get(request.match_info["group"])
        if group is None:
            raise UnknownPersonError("there is no such group")
        return cast(GroupChat, group)
