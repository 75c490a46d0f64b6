"""Calls about one chat: loading dots, read marks, uploaded content, profiles."""

import re
import time

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.content import MessageContent
from simulator.people import BLOCKED, FRIEND
from simulator.phone import is_reachable
from simulator.preview import preview_of
from simulator.rules import errors

_USER = re.compile(r"U[0-9a-f]{32}\Z")


def loading(call: ApiRequest) -> ApiResponse:
    body = call.json()
    seconds = body.get("loadingSeconds", 20)
    if type(seconds) is not int or not 5 <= seconds <= 60 or seconds % 5:
        problem = ("loadingSeconds", "must be a multiple of 5 between 5 and 60")
        raise ApiError(400, errors.body_has(1), [problem])
    chat_id = body.get("chatId")
    if not chat_id:
        raise ApiError(400, errors.body_has(1), [("chatId", errors.EMPTY)])
    person = call.platform.people.get(chat_id) if isinstance(chat_id, str) and _USER.match(chat_id) else None
    if person is None:
        raise ApiError(400, errors.property_invalid("chatId"))
    if is_reachable(person):
        person.loading_until = time.monotonic() + seconds
        call.platform.tell_person(person)
    return ApiResponse(202, {}, detail={"to": [person.user_id]})


def mark_as_read(call: ApiRequest) -> ApiResponse:
    """Mark everything as read, up to the message that came with the token."""
    token = call.json().get("markAsReadToken")
    found = call.platform.read_tokens.get(token) if isinstance(token, str) else None
    if found is None:
        raise ApiError(400, "Invalid markAsReadToken")
    person, message_id = found
    for bubble in person.chat:
        if bubble.sender == "person":
            bubble.read = True
        if bubble.id == message_id:
            break
    if call.platform.news.heard:
        call.platform.news.tell("read", {"userId": person.user_id, "upTo": message_id})
    return ApiResponse(detail={"to": [person.user_id]})


def profile(call: ApiRequest) -> ApiResponse:
    user_id = call.path["user_id"]
    if not _USER.match(user_id):
        raise ApiError(400, "The value for the 'userId' parameter is invalid")
    person = call.platform.people.get(user_id)
    if person is None or person.state == BLOCKED or not is_reachable(person):
        raise ApiError(404, errors.NOT_FOUND)
    body = {"userId": person.user_id, "displayName": person.display_name}
    more = {"pictureUrl": person.picture_url, "statusMessage": person.status_message, "language": person.language}
    return ApiResponse(body=body | {key: value for key, value in more.items() if value})


def followers(call: ApiRequest) -> ApiResponse:
    """Return a page of at most 1,000 followers (reference, "Get a list of users who added …")."""
    limit, start = call.query.get("limit", "300"), call.query.get("start", "0")
    if not limit.isdigit() or not 1 <= int(limit) <= 1000:
        raise ApiError(400, errors.body_has(1), [("limit", "must be between 1 and 1000")])
    if not start.isdigit():
        raise ApiError(400, "Invalid start parameter")
    friends = [one.user_id for one in call.platform.people if one.state == FRIEND]
    begin, end = int(start), int(start) + int(limit)
    more = {"next": str(end)} if end < len(friends) else {}
    return ApiResponse(body={"userIds": friends[begin:end], **more})


def content(call: ApiRequest) -> ApiResponse:
    found = _content(call)
    if found.state == "failed":
        raise ApiError(400, "Failed to prepare the content")
    if found.state == "processing":
        return ApiResponse(202, raw=b"")
    return ApiResponse(raw=found.body, mime=found.mime)


def preview(call: ApiRequest) -> ApiResponse:
    found = _content(call)
    if not found.mime.startswith(("image/", "video/")):
        raise ApiError(400, "The message type does not have a preview")
    if found.state == "processing":
        return ApiResponse(202, raw=b"")
    if found.preview is None:
        found.preview = preview_of(found.body, found.mime)
    return ApiResponse(raw=found.preview, mime="image/jpeg")


def transcoding(call: ApiRequest) -> ApiResponse:
    found = _content(call)
    if not found.mime.startswith(("video/", "audio/")):
        raise ApiError(400, "The message type is not video or audio")
    return ApiResponse(body={"status": found.state})


def bot_info(call: ApiRequest) -> ApiResponse:
    settings = call.platform.settings
    body = {"userId": call.platform.bot_id, "basicId": settings.basic_id, "displayName": settings.name}
    return ApiResponse(body={**body, "chatMode": "chat", "markAsReadMode": "manual"})


def link_token(call: ApiRequest) -> ApiResponse:
    person = call.platform.people.get(call.path["user_id"])
    if person is None:
        raise ApiError(404, errors.NOT_FOUND)
    return ApiResponse(body={"linkToken": call.platform.issue_link_token(person)})


def _content(call: ApiRequest) -> MessageContent:
    found = call.platform.contents.get(call.path["message_id"])
    if found is None:
        raise ApiError(404, errors.NOT_FOUND)
    if found.gone:
        raise ApiError(410, "The message was unsent by the user")
    return found
