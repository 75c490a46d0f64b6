"""Calls about group chats: summary, members, leaving."""

from typing import cast

from simulator.api.incoming import Answer, Incoming, Refused
from simulator.groups import Group, GroupPhone
from simulator.rules import errors


def group_summary(call: Incoming) -> Answer:
    group = _group(call)
    return Answer(body={"groupId": group.user_id, "groupName": group.display_name})


def group_count(call: Incoming) -> Answer:
    return Answer(body={"count": len(_group(call).members)})


def group_member(call: Incoming) -> Answer:
    person = next((one for one in _group(call).members if one.user_id == call.path["user_id"]), None)
    if person is None:
        raise Refused(404, errors.NOT_FOUND)
    return Answer(body={"userId": person.user_id, "displayName": person.display_name})


def group_leave(call: Incoming) -> Answer:
    group = _group(call)
    del call.platform.groups[group.user_id]
    call.platform.courier.dispatch(GroupPhone(call.platform, group).leaves())
    return Answer()


def _group(call: Incoming) -> Group:
    group = call.platform.groups.get(call.path["group_id"])
    if group is None:
        raise Refused(404, errors.NOT_FOUND)
    return cast(Group, group)
