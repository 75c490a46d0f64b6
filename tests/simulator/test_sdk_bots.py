"""Bots written with line-bot-sdk, as its echo and kitchen-sink samples are, run here unchanged but for the host."""

# ruff: noqa: E501 - one case a line reads best

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask, abort, request
from linebot.v3 import WebhookHandler
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    ButtonsTemplate,
    CameraAction,
    CarouselColumn,
    CarouselTemplate,
    Configuration,
    ConfirmTemplate,
    CreateRichMenuAliasRequest,
    DatetimePickerAction,
    FlexContainer,
    FlexMessage,
    ImageCarouselColumn,
    ImageCarouselTemplate,
    ImagemapArea,
    ImagemapBaseSize,
    ImagemapMessage,
    ImageMessage,
    LocationAction,
    LocationMessage,
    MessageAction,
    MessageImagemapAction,
    MessagingApi,
    MessagingApiBlob,
    PostbackAction,
    PushMessageRequest,
    QuickReply,
    QuickReplyItem,
    ReplyMessageRequest,
    RichMenuArea,
    RichMenuBounds,
    RichMenuRequest,
    RichMenuSize,
    ShowLoadingAnimationRequest,
    StickerMessage,
    TemplateMessage,
    TextMessage,
    URIAction,
)
from linebot.v3.webhooks import (
    FollowEvent,
    ImageMessageContent,
    LocationMessageContent,
    MessageEvent,
    PostbackEvent,
    StickerMessageContent,
    TextMessageContent,
    UnfollowEvent,
    UnsendEvent,
)
from PIL import Image
from werkzeug.serving import make_server

from simulator.driver import Simulator
from tests.simulator.bots import Json

PICTURE = "https://example.com/picture.jpg"


@contextmanager
def running(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/callback"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def flask_bot(handler: WebhookHandler) -> Flask:
    app = Flask(__name__)

    @app.post("/callback")
    def callback() -> str:
        try:
            handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
        except InvalidSignatureError:
            abort(400)
        return "OK"

    return app


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator.start(seed=1) as started:
        yield started


@pytest.fixture
def client(line: Simulator) -> Iterator[ApiClient]:
    with ApiClient(Configuration(host=line.url, access_token="token")) as opened:
        yield opened


def test_an_echo_bot_echoes(line: Simulator, client: ApiClient) -> None:
    handler = WebhookHandler("secret")

    @handler.add(MessageEvent, message=TextMessageContent)
    def echo(event: Any) -> None:
        said = ReplyMessageRequest(reply_token=event.reply_token, messages=[TextMessage(text=event.message.text)])
        MessagingApi(client).reply_message_with_http_info(said)

    with running(flask_bot(handler)) as url:
        line.webhook(url=url)
        somchai = line.person("สมชาย")
        assert somchai.says("สวัสดี 🙏").acknowledged
        assert somchai.hears(1)[0]["text"] == "สวัสดี 🙏"


def test_a_bot_with_another_secret_refuses(line: Simulator) -> None:
    with running(flask_bot(WebhookHandler("another secret"))) as url:
        line.webhook(url=url)
        assert line.person("สมชาย").says("สวัสดี").delivered[0]["status"] == 400


def menu_of(words: str) -> dict[str, Callable[[], Any]]:
    """What a kitchen-sink bot answers to each word."""
    postback = PostbackAction(label="แตะ", data="tapped", display_text="แตะแล้ว")
    picker = DatetimePickerAction(label="วัน", data="day", mode="date", initial="2023-07-12")
    link = URIAction(label="เปิด", uri="https://line.me")
    area = ImagemapArea(x=0, y=0, width=520, height=1040)
    flex = {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": words}]},
    }
    quick = [MessageAction(label="ก", text="ก"), CameraAction(label="กล้อง"), LocationAction(label="ที่นี่"), picker]
    return {
        "buttons": lambda: TemplateMessage(alt_text="ก", template=ButtonsTemplate(title="ก", text="ข", actions=[postback, link])),
        "confirm": lambda: TemplateMessage(alt_text="ก", template=ConfirmTemplate(text="ข", actions=[postback, picker])),
        "carousel": lambda: TemplateMessage(
            alt_text="ก",
            template=CarouselTemplate(columns=[CarouselColumn(title=one, text=one, actions=[postback, link]) for one in "กข"]),
        ),
        "image_carousel": lambda: TemplateMessage(
            alt_text="ก", template=ImageCarouselTemplate(columns=[ImageCarouselColumn(image_url=PICTURE, action=postback)])
        ),
        "imagemap": lambda: ImagemapMessage(
            base_url="https://example.com/map", alt_text="แผนที่", base_size=ImagemapBaseSize(width=1040, height=1040),
            actions=[MessageImagemapAction(text="ซ้าย", area=area)],
        ),
        "flex": lambda: FlexMessage(alt_text="การ์ด", contents=FlexContainer.from_dict(flex)),
        "quick": lambda: TextMessage(text="เลือก", quick_reply=QuickReply(items=[QuickReplyItem(action=one) for one in quick])),
        "sticker": lambda: StickerMessage(package_id="446", sticker_id="1988"),
        "picture": lambda: ImageMessage(original_content_url=PICTURE, preview_image_url=PICTURE),
        "place": lambda: LocationMessage(title="ก", address="ข", latitude=19.3, longitude=99.8),
    }  # fmt: skip


def test_a_kitchen_sink_bot_uses_everything(line: Simulator, client: ApiClient) -> None:
    api, blobs = MessagingApi(client), MessagingApiBlob(client)
    handler = WebhookHandler("secret")
    heard: list[str] = []

    def reply(event: Any, *messages: Any) -> None:
        api.reply_message(ReplyMessageRequest(reply_token=event.reply_token, messages=list(messages)))

    @handler.add(MessageEvent, message=TextMessageContent)
    def said(event: Any) -> None:
        words = event.message.text
        if words == "profile":
            api.show_loading_animation(ShowLoadingAnimationRequest(chat_id=event.source.user_id, loading_seconds=5))
            profile = api.get_profile(event.source.user_id)
            reply(event, TextMessage(text=profile.display_name, quote_token=event.message.quote_token))
        else:
            reply(event, menu_of(words)[words]())

    @handler.add(MessageEvent, message=ImageMessageContent)
    def sent(event: Any) -> None:
        reply(event, TextMessage(text=f"{len(blobs.get_message_content(event.message.id))} bytes"))

    @handler.add(MessageEvent, message=(LocationMessageContent, StickerMessageContent))
    def other(event: Any) -> None:
        reply(event, TextMessage(text=event.message.type))

    @handler.add(PostbackEvent)
    def tapped(event: Any) -> None:
        reply(event, TextMessage(text=f"{event.postback.data} {event.postback.params}"))

    @handler.add(FollowEvent)
    def followed(event: Any) -> None:
        reply(event, TextMessage(text=f"unblocked: {event.follow.is_unblocked}"))

    @handler.add(UnfollowEvent)
    def left(event: Any) -> None:
        heard.append("unfollow")

    @handler.add(UnsendEvent)
    def unsent(event: Any) -> None:
        heard.append(event.unsend.message_id)

    with running(flask_bot(handler)) as url:
        line.webhook(url=url)
        malee = line.person("มาลี", friend=False)
        assert malee.follows().acknowledged
        assert malee.hears(1)[0]["text"] == "unblocked: False"
        for word in menu_of(""):
            first = malee.says(word)
            assert first.acknowledged, word
            malee.hears(1)
        malee.says("profile")
        assert malee.hears(1)[0]["text"] == "มาลี"
        assert malee.chat()[-1]["quotedMessageId"] == malee.chat()[-2]["id"]
        malee.sends_image(b"\xff\xd8 twelve bytes", "image/jpeg")
        assert malee.hears(1)[0]["text"] == "15 bytes"
        malee.sends_location(19.3, 99.8)
        assert malee.hears(1)[0]["text"] == "location"
        malee.sends_sticker("ok")
        assert malee.hears(1)[0]["text"] == "sticker"
        malee.says("buttons")
        malee.hears(1)
        malee.taps_label("แตะ")
        assert malee.hears(1)[0]["text"] == "tapped None"
        malee.taps("day", {"date": "2023-07-12"})
        assert malee.hears(1)[0]["text"] == "day {'date': '2023-07-12'}"
        malee.unsends(first.message_id)
        malee.blocks()
        assert heard == [first.message_id, "unfollow"]


def test_the_sdk_sees_conflicts_limits_and_refusals_as_its_exceptions(line: Simulator, client: ApiClient) -> None:
    api, somchai = MessagingApi(client), line.person("สมชาย")
    push = PushMessageRequest(to=somchai.user_id, messages=[TextMessage(text="ครั้งเดียว")])
    key = "123e4567-e89b-12d3-a456-426614174000"
    api.push_message(push, x_line_retry_key=key)
    with pytest.raises(ApiException) as conflict:
        api.push_message(push, x_line_retry_key=key)
    assert conflict.value.status == 409
    line.limits(monthly=1)
    with pytest.raises(ApiException) as over:
        api.push_message(push)
    assert over.value.status == 429
    with pytest.raises(ApiException) as refused:
        api.reply_message(ReplyMessageRequest(reply_token="none", messages=[TextMessage(text="ก")]))
    assert "Invalid reply token" in str(refused.value.body)


def test_the_sdk_makes_draws_links_and_switches_menus(line: Simulator, client: ApiClient) -> None:
    api, blobs, somchai = MessagingApi(client), MessagingApiBlob(client), line.person("สมชาย")
    area = RichMenuArea(
        bounds=RichMenuBounds(x=0, y=0, width=800, height=540), action=MessageAction(label="ก", text="ก")
    )
    wanted = RichMenuRequest(
        size=RichMenuSize(width=800, height=540), selected=True, name="หลัก", chat_bar_text="เมนู", areas=[area]
    )
    out = io.BytesIO()
    Image.new("RGB", (800, 540), "white").save(out, "PNG")

    menu_id = api.create_rich_menu(wanted).rich_menu_id
    blobs.set_rich_menu_image(menu_id, body=out.getvalue(), _headers={"Content-Type": "image/png"})
    api.set_default_rich_menu(menu_id)
    api.link_rich_menu_id_to_user(somchai.user_id, menu_id)
    api.create_rich_menu_alias(CreateRichMenuAliasRequest(rich_menu_alias_id="main", rich_menu_id=menu_id))

    assert api.get_rich_menu_list().richmenus[0].name == "หลัก"
    assert api.get_default_rich_menu_id().rich_menu_id == menu_id
    assert api.get_rich_menu_alias("main").rich_menu_id == menu_id
    assert somchai.menu()["chatBarText"] == "เมนู"  # type: ignore[index]
    assert api.get_bot_info().basic_id == "@castbot"
    assert api.get_followers().user_ids == [somchai.user_id]
    assert api.get_message_quota().type == "none"


def every_event() -> list[Json]:
    """One event of each type of LINE's webhook reference, as a bot may meet it."""
    user = {"type": "user", "userId": "U" + "1" * 32}
    group = {"type": "group", "groupId": "C" + "2" * 32, "userId": user["userId"]}
    token, said = "0" * 32, {"id": "1", "type": "text", "text": "สวัสดี", "quoteToken": "q", "markAsReadToken": "m"}
    line_made = {"type": "line"}
    messages: list[Json] = [
        {**said, "emojis": [{"index": 0, "length": 6, "productId": "p", "emojiId": "001"}]},
        {**said, "mention": {"mentionees": [{"index": 0, "length": 4, "type": "user", "userId": user["userId"], "isSelf": True}]}},
        {**said, "quotedMessageId": "9"},
        {"id": "2", "type": "image", "quoteToken": "q", "contentProvider": line_made, "imageSet": {"id": "s", "index": 1, "total": 2}},
        {"id": "3", "type": "video", "quoteToken": "q", "duration": 60000, "contentProvider": {"type": "external", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE}},
        {"id": "4", "type": "audio", "duration": 60000, "contentProvider": line_made},
        {"id": "5", "type": "file", "fileName": "a.txt", "fileSize": 2138},
        {"id": "6", "type": "location", "title": "ก", "address": "ข", "latitude": 35.6, "longitude": 139.7},
        {"id": "7", "type": "sticker", "quoteToken": "q", "stickerId": "1", "packageId": "2", "stickerResourceType": "ANIMATION", "keywords": ["a"]},
    ]  # fmt: skip
    return [
        *({"type": "message", "source": user, "replyToken": token, "message": one} for one in messages),
        {"type": "message", "source": group, "replyToken": token, "message": said},
        {"type": "messageEdited", "source": group, "message": {"id": "1", "type": "text", "text": "แก้แล้ว"}},
        {"type": "unsend", "source": group, "unsend": {"messageId": "1"}},
        {"type": "follow", "source": user, "replyToken": token, "follow": {"isUnblocked": True}},
        {"type": "unfollow", "source": user},
        {"type": "join", "source": group, "replyToken": token},
        {"type": "leave", "source": group},
        {"type": "memberJoined", "source": group, "replyToken": token, "joined": {"members": [user]}},
        {"type": "memberLeft", "source": group, "left": {"members": [user]}},
        {"type": "postback", "source": user, "replyToken": token, "postback": {"data": "a=1"}},
        {"type": "postback", "source": user, "replyToken": token, "postback": {"data": "a", "params": {"datetime": "2017-12-25T01:00"}}},
        {"type": "postback", "source": user, "replyToken": token, "postback": {"data": "a", "params": {"newRichMenuAliasId": "b", "status": "SUCCESS"}}},
        {"type": "videoPlayComplete", "source": user, "replyToken": token, "videoPlayComplete": {"trackingId": "t"}},
        {"type": "beacon", "source": user, "replyToken": token, "beacon": {"hwid": "d41d8cd98f", "type": "enter"}},
        {"type": "accountLink", "source": user, "replyToken": token, "link": {"result": "ok", "nonce": "n"}},
        {"type": "membership", "source": user, "replyToken": token, "membership": {"type": "joined", "membershipId": 3189}},
        {"type": "module", "module": {"type": "attached", "botId": "U" + "3" * 32, "scopes": ["message:send"]}},
        {"type": "activated", "chatControl": {"expireAt": 1462629479859}},
        {"type": "deactivated"},
        {"type": "botSuspended"},
        {"type": "botResumed"},
        {"type": "delivery", "delivery": {"data": "15034552939884E28681A7D668CEA94C"}},
    ]  # fmt: skip


def test_the_sdk_parses_every_type_of_event_the_platform_can_send(line: Simulator) -> None:
    handler = WebhookHandler("secret")
    seen: list[str] = []
    handler.default()(lambda event: seen.append(event.type))
    with running(flask_bot(handler)) as url:
        line.webhook(url=url)
        (delivered,) = line.events(every_event())
    assert delivered["status"] == 200
    assert seen == [event["type"] for event in every_event()]
