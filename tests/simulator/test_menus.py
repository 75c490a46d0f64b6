"""Rich menus: made, drawn, shown, switched."""

# ruff: noqa: E501 - one case a line reads best

import io
from typing import Any

import pytest
from PIL import Image

from simulator.driver import Simulator
from tests.simulator.bots import Api, ApiAnswer, Json

WIDTH, HEIGHT = 800, 540


def menu(**more: Any) -> Json:
    area = {"bounds": {"x": 0, "y": 0, "width": 400, "height": 540}, "action": {"type": "message", "text": "เมนู"}}
    base = {"size": {"width": WIDTH, "height": HEIGHT}, "selected": True, "name": "หลัก", "chatBarText": "เมนู"}
    return {**base, "areas": [area], **more}


def picture(kind: str = "PNG", size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def make(api: Api, drawn: bool = True, **more: Any) -> str:
    menu_id: str = api.post("/v2/bot/richmenu", menu(**more)).json["richMenuId"]
    if drawn:
        assert draw(api, menu_id).status == 200
    return menu_id


def draw(api: Api, menu_id: str, body: bytes | None = None, mime: str = "image/png") -> ApiAnswer:
    return api.post(f"/v2/bot/richmenu/{menu_id}/content", body or picture(), Content_Type=mime)


def test_the_default_menu_is_shown_to_everybody_and_ones_own_wins(line: Simulator, api: Api) -> None:
    somchai, malee = line.person("สมชาย"), line.person("มาลี")
    everybodys, own = make(api), make(api, name="ของสมชาย")
    assert api.post(f"/v2/bot/user/all/richmenu/{everybodys}").status == 200
    assert api.post(f"/v2/bot/user/{somchai.user_id}/richmenu/{own}").status == 200

    assert [one.menu()["richMenuId"] for one in (somchai, malee)] == [own, everybodys]  # type: ignore[index]
    assert api.get(f"/v2/bot/user/{somchai.user_id}/richmenu").json == {"richMenuId": own}
    assert api.get(f"/v2/bot/user/{malee.user_id}/richmenu").status == 404
    assert api.get("/v2/bot/user/all/richmenu").json == {"richMenuId": everybodys}
    assert api.call("DELETE", f"/v2/bot/user/{somchai.user_id}/richmenu").status == 200
    assert api.call("DELETE", "/v2/bot/user/all/richmenu").status == 200
    assert [one.menu() for one in (somchai, malee)] == [None, None]


def test_menus_are_listed_read_and_deleted(line: Simulator, api: Api) -> None:
    first, second = make(api, drawn=False), make(api)
    assert [one["richMenuId"] for one in api.get("/v2/bot/richmenu/list").json["richmenus"]] == [first, second]
    assert api.get(f"/v2/bot/richmenu/{first}").json == {"richMenuId": first, **menu()}
    assert api.get(f"/v2/bot/richmenu/{second}/content").raw == picture()
    assert api.get(f"/v2/bot/richmenu/{first}/content").status == 404
    assert api.call("DELETE", f"/v2/bot/richmenu/{first}").status == 200
    assert api.call("DELETE", f"/v2/bot/richmenu/{first}").closed() == (404, {"message": "richmenu not found"})


def test_a_menu_without_its_image_cannot_be_shown(line: Simulator, api: Api) -> None:
    bare = make(api, drawn=False)
    answer = api.post(f"/v2/bot/user/all/richmenu/{bare}")
    assert answer.closed() == (400, {"message": "must upload richmenu image before applying it to user"})


def test_an_image_has_the_menus_size_and_is_given_once(api: Api) -> None:
    bare = make(api, drawn=False)
    assert "does not match" in draw(api, bare, picture(size=(800, 500))).message
    assert draw(api, bare, b"GIF89a", "image/gif").status == 415
    assert draw(api, bare, b"no picture").status == 400
    assert draw(api, bare, picture() + b"\0" * 1024 * 1024).status == 413
    assert draw(api, bare, picture("JPEG"), "image/jpeg").status == 200
    assert draw(api, bare).status == 400


MISTAKES: list[tuple[Json, str]] = [
    ({"size": {"width": 799, "height": 540}}, "size.width"),
    ({"size": {"width": 2501, "height": 540}}, "size.width"),
    ({"size": {"width": 800, "height": 249}}, "size.height"),
    ({"size": {"width": 800, "height": 552}}, "size.height"),
    ({"chatBarText": "ก" * 15}, "chatBarText"),
    ({"name": "ก" * 301}, "name"),
    ({"selected": "yes"}, "selected"),
    ({"areas": menu()["areas"] * 21}, "areas"),
    ({"areas": [{"bounds": {"x": 500, "y": 0, "width": 400, "height": 540}, "action": {"type": "message", "text": "ก"}}]}, "areas[0].bounds"),
    ({"areas": [{"bounds": {"x": 0, "y": 0, "width": 1, "height": 1}, "action": {"type": "camera", "label": "ก"}}]}, "areas[0].action.type"),
    ({"areas": [{"bounds": {"x": 0, "y": 0, "width": 1, "height": 1}, "action": {"type": "richmenuswitch", "data": "d"}}]}, "areas[0].action.richMenuAliasId"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place"), MISTAKES, ids=[place for _, place in MISTAKES])
def test_a_mistake_in_a_menu_is_named(api: Api, change: Json, place: str) -> None:
    for path in ("/v2/bot/richmenu", "/v2/bot/richmenu/validate"):
        answer = api.post(path, menu(**change))
        assert answer.status == 400
        assert place in [one["property"] for one in answer.json["details"]]


def test_a_bars_text_is_counted_in_graphemes(api: Api) -> None:
    assert api.post("/v2/bot/richmenu/validate", menu(chatBarText="ดูเมนูทั้งหมดที่นี่")).status == 200


def test_many_people_are_linked_in_one_call(line: Simulator, api: Api) -> None:
    people = [line.person(str(number)) for number in range(3)]
    shown, ids = make(api), [one.user_id for one in people]
    assert api.post("/v2/bot/richmenu/bulk/link", {"richMenuId": shown, "userIds": ids}).closed() == (202, {})
    assert {one.menu()["richMenuId"] for one in people} == {shown}  # type: ignore[index]
    assert api.post("/v2/bot/richmenu/bulk/unlink", {"userIds": ids[:1]}).status == 202
    assert people[0].menu() is None
    too_many = {"richMenuId": shown, "userIds": [ids[0]] * 501}
    assert api.post("/v2/bot/richmenu/bulk/link", too_many).status == 400


def test_a_batch_replaces_one_menu_by_another(line: Simulator, api: Api) -> None:
    somchai, old, new = line.person("สมชาย"), make(api), make(api)
    api.post(f"/v2/bot/user/{somchai.user_id}/richmenu/{old}")
    batch = api.post("/v2/bot/richmenu/batch", {"operations": [{"type": "link", "from": old, "to": new}]})
    assert batch.status == 202
    assert somchai.menu()["richMenuId"] == new  # type: ignore[index]
    request_id = batch.headers["X-Line-Request-Id"]
    assert api.get(f"/v2/bot/richmenu/progress/batch?requestId={request_id}").json["phase"] == "succeeded"


def test_an_alias_switches_a_persons_menu(line: Simulator, api: Api) -> None:
    somchai, first, second = line.person("สมชาย"), make(api), make(api)
    create = "/v2/bot/richmenu/alias"
    assert api.post(create, {"richMenuAliasId": "second", "richMenuId": second}).closed() == (200, {})
    assert api.post(create, {"richMenuAliasId": "second", "richMenuId": first}).message == "conflict richmenu alias id"
    assert api.post(create, {"richMenuAliasId": "Second!", "richMenuId": first}).status == 400
    assert api.get(f"{create}/second").json == {"richMenuAliasId": "second", "richMenuId": second}

    switched = line.call("POST", f"/sim/people/{somchai.user_id}/menu/switch", {"richMenuAliasId": "second"})
    assert switched == {"newRichMenuAliasId": "second", "status": "SUCCESS"}
    assert somchai.menu()["richMenuId"] == second  # type: ignore[index]

    assert api.post(f"{create}/second", {"richMenuId": first}).status == 200
    assert api.get(f"{create}/list").json == {"aliases": [{"richMenuAliasId": "second", "richMenuId": first}]}
    assert api.call("DELETE", f"{create}/second").status == 200
    assert api.get(f"{create}/second").status == 404
