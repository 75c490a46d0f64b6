"""Calls about rich menus: creating, images, linking, unlinking, aliases."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from simulator.api.incoming import ApiError, ApiRequest, ApiResponse
from simulator.menus import Menu
from simulator.people import SimulatedPerson
from simulator.rules import errors, menus
from simulator.rules.check import RejectedBody, check_body

_GONE = "richmenu not found"


def menu_create(call: ApiRequest) -> ApiResponse:
    body = _checked(call, menus.MENU)
    if len(call.platform.menus.menus) >= menus.MOST_MENUS:
        raise ApiError(400, f"The number of rich menus exceeds the limit of {menus.MOST_MENUS}")
    return ApiResponse(body={"richMenuId": call.platform.menus.create(body).id})


def menu_validate(call: ApiRequest) -> ApiResponse:
    _checked(call, menus.MENU)
    return ApiResponse()


def menu_list(call: ApiRequest) -> ApiResponse:
    return ApiResponse(body={"richmenus": [one.to_json() for one in call.platform.menus.menus.values()]})


def menu_get(call: ApiRequest) -> ApiResponse:
    return ApiResponse(body=_menu(call, call.path["menu_id"]).to_json())


def menu_delete(call: ApiRequest) -> ApiResponse:
    if not call.platform.menus.delete(call.path["menu_id"]):
        raise ApiError(404, _GONE)
    _tell_everybody(call)
    return ApiResponse()


def menu_image_set(call: ApiRequest) -> ApiResponse:
    menu = _menu(call, call.path["menu_id"])
    if menu.image:
        raise ApiError(400, "An image has already been uploaded to the richmenu")
    mime = call.headers.get("Content-Type", "").split(";")[0].strip()
    if trouble := menus.image_trouble(call.body, mime, menu.body["size"]):
        raise ApiError(*trouble)
    menu.image, menu.mime = call.body, mime
    return ApiResponse()


def menu_image_get(call: ApiRequest) -> ApiResponse:
    menu = _menu(call, call.path["menu_id"])
    if not menu.image:
        raise ApiError(404, errors.NOT_FOUND)
    return ApiResponse(raw=menu.image, mime=menu.mime)


def menu_default_set(call: ApiRequest) -> ApiResponse:
    menu = _drawn_menu(call, call.path["menu_id"])
    call.platform.menus.default = menu.id
    _tell_everybody(call)
    return ApiResponse()


def menu_default_get(call: ApiRequest) -> ApiResponse:
    if call.platform.menus.default is None:
        raise ApiError(404, "no default richmenu")
    return ApiResponse(body={"richMenuId": call.platform.menus.default})


def menu_default_clear(call: ApiRequest) -> ApiResponse:
    call.platform.menus.default = None
    _tell_everybody(call)
    return ApiResponse()


def menu_link(call: ApiRequest) -> ApiResponse:
    person, menu = _person(call), _drawn_menu(call, call.path["menu_id"])
    _link(call, person, menu.id)
    return ApiResponse(detail={"to": [person.user_id]})


def menu_of(call: ApiRequest) -> ApiResponse:
    """Return the person's own menu, not the default one (reference, "Get rich menu ID of user")."""
    person = _person(call)
    if person.rich_menu is None or person.rich_menu not in call.platform.menus.menus:
        raise ApiError(404, "the user has no richmenu")
    return ApiResponse(body={"richMenuId": person.rich_menu})


def menu_unlink(call: ApiRequest) -> ApiResponse:
    person = _person(call)
    _link(call, person, None)
    return ApiResponse(detail={"to": [person.user_id]})


def menu_bulk_link(call: ApiRequest) -> ApiResponse:
    body = _checked(call, menus.BULK_LINK)
    menu = _drawn_menu(call, body["richMenuId"])
    return _bulk(call, body["userIds"], menu.id)


def menu_bulk_unlink(call: ApiRequest) -> ApiResponse:
    return _bulk(call, _checked(call, menus.BULK_UNLINK)["userIds"], None)


def menu_batch(call: ApiRequest) -> ApiResponse:
    """Replace or unlink menus by the menu that is linked now. This is done at once; progress is another call."""
    body = _checked(call, menus.BATCH)
    for person in call.platform.people:
        for operation in body["operations"]:
            if _applies(operation, person):
                _link(call, person, operation.get("to"))
                break
    call.platform.menu_batches[call.request_id] = time.time()
    return ApiResponse(202, {})


def menu_batch_validate(call: ApiRequest) -> ApiResponse:
    _checked(call, menus.BATCH)
    return ApiResponse()


def menu_batch_progress(call: ApiRequest) -> ApiResponse:
    accepted = call.platform.menu_batches.get(call.query.get("requestId", ""))
    if accepted is None:
        raise ApiError(404, errors.NOT_FOUND)
    when = datetime.fromtimestamp(accepted, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return ApiResponse(body={"phase": "succeeded", "acceptedTime": when, "completedTime": when})


def alias_create(call: ApiRequest) -> ApiResponse:
    body = _checked(call, menus.ALIAS)
    menu = _drawn_menu(call, body["richMenuId"], missing=400)
    aliases = call.platform.menus.aliases
    if body["richMenuAliasId"] in aliases:
        raise ApiError(400, "conflict richmenu alias id")
    if len(aliases) >= menus.MOST_ALIASES:
        raise ApiError(400, f"The number of rich menu aliases exceeds the limit of {menus.MOST_ALIASES}")
    aliases[body["richMenuAliasId"]] = menu.id
    return ApiResponse()


def alias_list(call: ApiRequest) -> ApiResponse:
    pairs = call.platform.menus.aliases.items()
    return ApiResponse(body={"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in pairs]})


def alias_get(call: ApiRequest) -> ApiResponse:
    alias = _alias(call)
    return ApiResponse(body={"richMenuAliasId": alias, "richMenuId": call.platform.menus.aliases[alias]})


def alias_update(call: ApiRequest) -> ApiResponse:
    alias, body = _alias(call), _checked(call, menus.ALIAS_UPDATE)
    call.platform.menus.aliases[alias] = _drawn_menu(call, body["richMenuId"], missing=400).id
    return ApiResponse()


def alias_delete(call: ApiRequest) -> ApiResponse:
    del call.platform.menus.aliases[_alias(call)]
    return ApiResponse()


def _checked(call: ApiRequest, rule: Callable[..., None]) -> dict[str, Any]:
    body = call.json()
    try:
        check_body(body, rule, call.platform.settings.allow_http_images)
    except RejectedBody as trouble:
        raise ApiError(400, trouble.message, trouble.problems) from None
    return body


def _menu(call: ApiRequest, menu_id: str, missing: int = 404) -> Menu:
    menu = call.platform.menus.menus.get(menu_id)
    if menu is None:
        raise ApiError(missing, _GONE)
    return menu


def _drawn_menu(call: ApiRequest, menu_id: str, missing: int = 404) -> Menu:
    """Return a menu that has an image; a menu without one cannot be shown."""
    menu = _menu(call, menu_id, missing)
    if not menu.image:
        raise ApiError(400, "must upload richmenu image before applying it to user")
    return menu


def _alias(call: ApiRequest) -> str:
    alias = call.path["alias_id"]
    if alias not in call.platform.menus.aliases:
        raise ApiError(404, "richmenu alias not found")
    return alias


def _person(call: ApiRequest) -> SimulatedPerson:
    person = call.platform.people.get(call.path["user_id"])
    if person is None:
        raise ApiError(404, errors.NOT_FOUND)
    return person


def _link(call: ApiRequest, person: SimulatedPerson, menu_id: str | None) -> None:
    person.rich_menu = menu_id
    call.platform.tell_person(person)


def _bulk(call: ApiRequest, user_ids: list[str], menu_id: str | None) -> ApiResponse:
    for user_id in user_ids:
        if person := call.platform.people.get(user_id):
            _link(call, person, menu_id)
    return ApiResponse(202, {}, detail={"to": user_ids})


def _applies(operation: dict[str, Any], person: SimulatedPerson) -> bool:
    if operation["type"] == "unlinkAll":
        return person.rich_menu is not None
    return person.rich_menu is not None and person.rich_menu == operation.get("from")


def _tell_everybody(call: ApiRequest) -> None:
    if call.platform.news.heard:
        call.platform.news.tell("menus", {"default": call.platform.menus.default})
