"""Calls about group chats: summary, members, leaving."""

from typing import cast

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.groups import GroupChat, GroupPhone
from simulator.rules import errors


def group_summary(call: ApiRequest) -> ApiResponse:
    group = _group(call)
    return ApiResponse(body={"groupId": group.user_id, "groupName": group.display_name})


def group_count(call: ApiRequest) -> ApiResponse:
    return ApiResponse(body={"count": len(_group(call).members)})


def group_member(call: ApiRequest) -> ApiResponse:
    person = next((one for one in _group(call).members if one.user_id == call.path["user_id"]), None)
    if person is None:
        raise ApiError(404, errors.NOT_FOUND)
    return ApiResponse(body={"userId": person.user_id, "displayName": person.display_name})


def group_leave(call: ApiRequest) -> ApiResponse:
    group = _group(call)
    del call.platform.groups[group.user_id]
    call.platform.courier.dispatch(GroupPhone(call.platform, group).leaves())
    return ApiResponse()


def _group(call: ApiRequest) -> GroupChat:
    group = call.platform.groups.get(call.path["group_id"])
    if group is None:
        raise ApiError(404, errors.NOT_FOUND)
    return cast(GroupChat, group)
