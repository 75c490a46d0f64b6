"""What people upload: fetched when ready, previewed, gone after unsend."""

import io

from PIL import Image

from simulator.driver import Simulator
from tests.simulator.bots import Api, text


def photo(width: int = 800, height: int = 600) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def path_of(message_id: str, more: str = "") -> str:
    return f"/v2/bot/message/{message_id}/content{more}"


def test_a_photo_is_fetched_byte_by_byte(line: Simulator, api: Api) -> None:
    sent = photo()
    said = line.person("สมชาย").sends_image(sent, "image/jpeg")
    answer = api.get(path_of(said.message_id))
    assert (answer.status, answer.raw, answer.headers["Content-Type"]) == (200, sent, "image/jpeg")


def test_a_photo_has_a_small_preview(line: Simulator, api: Api) -> None:
    said = line.person("สมชาย").sends_image(photo(), "image/jpeg")
    answer = api.get(path_of(said.message_id, "/preview"))
    with Image.open(io.BytesIO(answer.raw)) as small:
        assert max(small.size) == 240


def test_content_is_202_while_it_is_prepared(line: Simulator, api: Api) -> None:
    line.dials(content_delay=3600)
    somchai = line.person("สมชาย")
    picture, voice = somchai.sends_image(photo(), "image/jpeg"), somchai.does("audio")
    assert (api.get(path_of(picture.message_id)).status, api.get(path_of(picture.message_id)).raw) == (202, b"")
    assert api.get(path_of(voice.message_id, "/transcoding")).json == {"status": "processing"}
    line.platform.contents.get(voice.message_id).ready = 0.0  # type: ignore[union-attr]
    assert api.get(path_of(voice.message_id, "/transcoding")).json == {"status": "succeeded"}


def test_unsent_content_is_410_and_its_bytes_are_gone(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    said = somchai.sends_image(photo(), "image/jpeg")
    somchai.unsends(said.message_id)
    assert api.get(path_of(said.message_id)).status == 410
    assert line.platform.contents.get(said.message_id).body == b""  # type: ignore[union-attr]


def test_texts_and_unknown_messages_have_no_content(line: Simulator, api: Api) -> None:
    said = line.person("สมชาย").says("สวัสดี")
    assert api.get(path_of(said.message_id)).status == 404
    assert api.get(path_of("1")).status == 404


def test_profiles_are_those_of_people_one_can_reach(line: Simulator, api: Api) -> None:
    malee = line.person("มาลี", pictureUrl="https://example.com/m.jpg", language="th")
    expected = {
        "userId": malee.user_id,
        "displayName": "มาลี",
        "pictureUrl": "https://example.com/m.jpg",
        "language": "th",
    }
    assert api.get(f"/v2/bot/profile/{malee.user_id}").json == expected
    malee.blocks()
    assert api.get(f"/v2/bot/profile/{malee.user_id}").closed() == (404, {"message": "Not found"})
    assert api.get("/v2/bot/profile/U" + "f" * 32).status == 404
    assert api.get("/v2/bot/profile/malee").status == 400


def test_followers_come_in_pages(line: Simulator, api: Api) -> None:
    people = [line.person(str(number)) for number in range(5)]
    first = api.get("/v2/bot/followers/ids?limit=3").json
    rest = api.get(f"/v2/bot/followers/ids?limit=3&start={first['next']}").json
    assert first["userIds"] + rest["userIds"] == [one.user_id for one in people]
    assert "next" not in rest
    assert api.get("/v2/bot/followers/ids?limit=1001").status == 400


def test_the_bot_knows_who_it_is(line: Simulator, api: Api) -> None:
    info = api.get("/v2/bot/info").json
    assert (info["basicId"], info["userId"]) == ("@castbot", line.platform.bot_id)


def test_dots_show_until_the_next_message(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    assert api.post("/v2/bot/chat/loading/start", {"chatId": somchai.user_id, "loadingSeconds": 5}).closed() == (
        202,
        {},
    )
    assert line.call("GET", f"/sim/people/{somchai.user_id}")["loading"] > 4
    api.push(somchai.user_id, text())
    assert line.call("GET", f"/sim/people/{somchai.user_id}")["loading"] == 0


def test_dots_last_five_to_sixty_seconds_in_steps_of_five(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    for seconds in (0, 4, 7, 65, "5"):
        answer = api.post("/v2/bot/chat/loading/start", {"chatId": somchai.user_id, "loadingSeconds": seconds})
        assert answer.json["details"][0]["property"] == "loadingSeconds"
    assert api.post("/v2/bot/chat/loading/start", {"loadingSeconds": 5}).status == 400
    assert api.post("/v2/bot/chat/loading/start", {"chatId": "C" + "0" * 32}).status == 400


def test_a_read_token_marks_what_came_before_it(line: Simulator, api: Api) -> None:
    somchai = line.person("สมชาย")
    somchai.says("หนึ่ง")
    token = somchai.says("สอง").events[0]["message"]["markAsReadToken"]
    somchai.says("สาม")
    assert api.post("/v2/bot/chat/markAsRead", {"markAsReadToken": token}).status == 200
    assert [one["read"] for one in somchai.chat()] == [True, True, False]
    assert api.post("/v2/bot/chat/markAsRead", {"markAsReadToken": "x"}).status == 400
