"""Every documented mistake in a message, and LINE's own error body for it; and what only looks like a mistake."""

# ruff: noqa: E501 - one case a line reads best

from typing import Any

import pytest

from simulator.rules.check import RejectedBody, check_sending
from simulator.rules.requests import REPLY, VALIDATE
from tests.simulator.bots import Json, text

PICTURE = "https://example.com/a.jpg"
TAP = {"type": "postback", "label": "แตะ", "data": "a=1"}
AREA = {"x": 0, "y": 0, "width": 10, "height": 10}


def flex(contents: Json, alt: str = "การ์ด") -> Json:
    return {"type": "flex", "altText": alt, "contents": contents}


def bubble(*parts: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": list(parts)}, **more}


def template(**parts: Any) -> Json:
    return {"type": "template", "altText": "เลือก", "template": parts}


def buttons(**more: Any) -> Json:
    return template(**{"type": "buttons", "text": "เลือก", "actions": [TAP], **more})


def carousel(*columns: Json) -> Json:
    return template(type="carousel", columns=list(columns))


def column(**more: Any) -> Json:
    return {"text": "หนึ่ง", "actions": [TAP], **more}


def quick(*actions: Json) -> Json:
    items = [{"type": "action", "action": action} for action in actions]
    return {**text(), "quickReply": {"items": items}}


def imagemap(**more: Any) -> Json:
    base = {"type": "imagemap", "baseUrl": "https://example.com/map", "altText": "แผนที่"}
    size = {"baseSize": {"width": 1040, "height": 700}, "actions": [{"type": "message", "text": "ก", "area": AREA}]}
    return {**base, **size, **more}


def found(*messages: Json, allow_http: bool = False) -> RejectedBody | None:
    try:
        check_sending({"messages": list(messages)}, VALIDATE, allow_http)
    except RejectedBody as trouble:
        return trouble
    return None


ONE = "The request body has 1 error(s)"

# message → (property, what LINE says); worded for properties of the message itself.
FLAT_MISTAKES: list[tuple[Json, str, str]] = [
    ({"type": "text"}, "messages[0].text", "May not be empty"),
    (text(""), "messages[0].text", "May not be empty"),
    (text("ก" * 5001), "messages[0].text", "Length must be between 0 and 5000"),
    (text("😀" * 2501), "messages[0].text", "Length must be between 0 and 5000"),
    ({"type": "text", "text": 5}, "messages[0].text", "The property is invalid"),
    ({"text": "no type"}, "messages[0].type", "May not be empty"),
    ({**text(), "sender": {"name": "ก" * 21}}, "messages[0].sender.name", "Length must be between 0 and 20"),
    ({**text(), "sender": {"iconUrl": "http://a.b/c"}}, "messages[0].sender.iconUrl", "invalid uri scheme"),
    ({**text("$"), "emojis": [{"index": 1, "productId": "a", "emojiId": "b"}]}, "messages[0].emojis[0].index", "Must point at a $ in text"),
    ({**text("$"), "emojis": [{"index": 0, "productId": "a"}]}, "messages[0].emojis[0].emojiId", "May not be empty"),
    ({**text("$" * 21), "emojis": [{"index": n, "productId": "a", "emojiId": "b"} for n in range(21)]}, "messages[0].emojis", "Size must be between 0 and 20"),
    ({"type": "textV2", "text": "สวัสดี {who}"}, "messages[0].text", "The placeholder {who} has no substitution"),
    ({"type": "textV2", "text": "a { b"}, "messages[0].text", "Unbalanced braces: write {{ and }} for the characters themselves"),
    ({"type": "sticker", "packageId": "446"}, "messages[0].stickerId", "May not be empty"),
    ({"type": "sticker", "packageId": "x", "stickerId": "1"}, "messages[0].packageId", "The property is invalid"),
    ({"type": "image", "originalContentUrl": PICTURE}, "messages[0].previewImageUrl", "May not be empty"),
    ({"type": "image", "originalContentUrl": "http://a.b/c", "previewImageUrl": PICTURE}, "messages[0].originalContentUrl", "invalid uri scheme"),
    ({"type": "image", "originalContentUrl": "not a link", "previewImageUrl": PICTURE}, "messages[0].originalContentUrl", "invalid uri"),
    ({"type": "image", "originalContentUrl": "https://a.b/" + "c" * 2000, "previewImageUrl": PICTURE}, "messages[0].originalContentUrl", "Length must be between 0 and 2000"),
    ({"type": "video", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE, "trackingId": "ก"}, "messages[0].trackingId", "The property is invalid"),
    ({"type": "audio", "originalContentUrl": PICTURE}, "messages[0].duration", "May not be empty"),
    ({"type": "audio", "originalContentUrl": PICTURE, "duration": 0}, "messages[0].duration", "Must be between 1 and 8.64e+07"),
    ({"type": "location", "title": "ก" * 101, "address": "ข", "latitude": 1, "longitude": 1}, "messages[0].title", "Length must be between 0 and 100"),
    ({"type": "location", "title": "ก", "address": "ข", "latitude": 91, "longitude": 1}, "messages[0].latitude", "Must be between -90 and 90"),
    ({"type": "location", "title": "ก", "address": "ข", "longitude": 1}, "messages[0].latitude", "May not be empty"),
    (imagemap(baseSize={"width": 700, "height": 700}), "messages[0].baseSize.width", "Must be between 1040 and 1040"),
    (imagemap(actions=[{"type": "message", "text": "ก" * 401, "area": AREA}]), "messages[0].actions[0].text", "Length must be between 0 and 400"),
    (imagemap(actions=[{"type": "uri", "linkUri": "https://a.b"}]), "messages[0].actions[0].area", "May not be empty"),
    (imagemap(actions=[{"type": "message", "text": "ก", "area": AREA}] * 51), "messages[0].actions", "Size must be between 0 and 50"),
    (imagemap(altText="ก" * 1501), "messages[0].altText", "Length must be between 0 and 1500"),
    ({"type": "template", "altText": "ก"}, "messages[0].template", "May not be empty"),
    ({"type": "flex", "contents": bubble(text())}, "messages[0].altText", "May not be empty"),
    (flex(bubble(text()), alt="ก" * 1501), "messages[0].altText", "Length must be between 0 and 1500"),
    (quick(*[{**TAP, "label": str(n)} for n in range(14)]), "messages[0].quickReply.items", "Size must be between 1 and 13"),
    (quick({**TAP, "label": "ก" * 21}), "messages[0].quickReply.items[0].action.label", "Length must be between 0 and 20"),
    (quick({"type": "postback", "label": "ก"}), "messages[0].quickReply.items[0].action.data", "May not be empty"),
    (quick({**TAP, "data": "ก" * 301}), "messages[0].quickReply.items[0].action.data", "Length must be between 0 and 300"),
    (quick({**TAP, "displayText": "ก" * 301}), "messages[0].quickReply.items[0].action.displayText", "Length must be between 0 and 300"),
    (quick({**TAP, "fillInText": "ก"}), "messages[0].quickReply.items[0].action.fillInText", "must be specified with inputOption openKeyboard"),
    (quick({**TAP, "displayText": "ก", "text": "ก"}), "messages[0].quickReply.items[0].action.text", "must not be specified with displayText"),
    (quick({"type": "message", "label": "ก", "text": "ก" * 301}), "messages[0].quickReply.items[0].action.text", "Length must be between 0 and 300"),
    (quick({"type": "uri", "label": "ก", "uri": "javascript:alert(1)"}), "messages[0].quickReply.items[0].action.uri", "invalid uri scheme"),
    (quick({"type": "uri", "label": "ก", "uri": "https://a.b/" + "c" * 1000}), "messages[0].quickReply.items[0].action.uri", "Length must be between 0 and 1000"),
    (quick({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "date", "initial": "2566-07-12"}), "messages[0].quickReply.items[0].action.initial", "The property is invalid"),
    (quick({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "time", "min": "25:00"}), "messages[0].quickReply.items[0].action.min", "The property is invalid"),
    (quick({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "date", "min": "2023-07-12", "max": "2023-07-11"}), "messages[0].quickReply.items[0].action.min", "must be within the range of min and max"),
    (quick({"type": "clipboard", "label": "ก", "clipboardText": "ก" * 1001}), "messages[0].quickReply.items[0].action.clipboardText", "Length must be between 0 and 1000"),
    (quick({"type": "camera"}), "messages[0].quickReply.items[0].action.label", "May not be empty"),
]  # fmt: skip

LABEL_40 = "must not be longer than 40 characters"
LABEL_20 = "must not be longer than 20 characters"

# message → (pointer, what LINE says); worded for what stands inside templates and Flex containers.
INNER_MISTAKES: list[tuple[Json, str, str]] = [
    (template(type="menu"), "template/type", "invalid property"),
    (buttons(actions=[]), "template/actions", "must be specified"),
    (buttons(actions=[TAP] * 5), "template/actions", "size must be between 1 and 4"),
    (buttons(text="ก" * 161), "template/text", "must not be longer than 160 characters"),
    (buttons(text="ก" * 61, title="หัวข้อ"), "template/text", "must not be longer than 60 characters"),
    (buttons(title="ก" * 41), "template/title", "must not be longer than 40 characters"),
    (buttons(thumbnailImageUrl="http://a.b/c"), "template/thumbnailImageUrl", "invalid uri scheme"),
    (buttons(actions=[{**TAP, "label": "ก" * 21}]), "template/actions/0/label", LABEL_20),
    (buttons(actions=[{"type": "camera", "label": "ก"}]), "template/actions/0/type", "invalid property"),
    (template(type="confirm", text="ก", actions=[TAP]), "template/actions", "size must be between 2 and 2"),
    (template(type="confirm", text="ก" * 241, actions=[TAP, TAP]), "template/text", "must not be longer than 240 characters"),
    (carousel(), "template/columns", "must be specified"),
    (carousel(*[column()] * 11), "template/columns", "size must be between 1 and 10"),
    (carousel(column(), column(actions=[TAP, TAP])), "template/columns", "all columns must have the same number of actions"),
    (carousel(column(), column(title="ก")), "template/columns", "all columns must have title, or none"),
    (carousel(column(actions=[TAP] * 4)), "template/columns/0/actions", "size must be between 1 and 3"),
    (carousel(column(text="ก" * 121)), "template/columns/0/text", "must not be longer than 120 characters"),
    (carousel(column(text="ก" * 61, title="ก")), "template/columns/0/text", "must not be longer than 60 characters"),
    (template(type="image_carousel", columns=[{"imageUrl": PICTURE, "action": {**TAP, "label": "ก" * 13}}]), "template/columns/0/action/label", "must not be longer than 12 characters"),
    (flex({"type": "flex"}), "/type", "invalid property"),
    (flex({"type": "bubble"}), "/", "At least one block must be specified"),
    (flex({"type": "carousel", "contents": []}), "/contents", "must be specified"),
    (flex({"type": "carousel", "contents": [bubble(text())] * 13}), "/contents", "size must be between 1 and 12"),
    (flex(bubble({"type": "text"})), "/body/contents/0/text", "must be specified"),
    (flex(bubble({"type": "text", "text": ""})), "/body/contents/0/text", "must be non-empty text"),
    (flex(bubble({"type": "text", "text": "ก", "size": "huge"})), "/body/contents/0/size", "invalid property"),
    (flex(bubble({"type": "text", "text": "ก", "color": "red"})), "/body/contents/0/color", "invalid property"),
    (flex(bubble({"type": "text", "text": "ก", "wrap": "true"})), "/body/contents/0/wrap", "invalid property"),
    (flex(bubble({"type": "text", "text": "ก", "fontSize": "sm"})), "/body/contents/0/fontSize", "unknown field"),
    (flex(bubble({"type": "button"})), "/body/contents/0/action", "must be specified"),
    (flex(bubble({"type": "button", "action": {"type": "postback", "data": "a"}})), "/body/contents/0/action/label", "must be specified"),
    (flex(bubble({"type": "button", "action": {**TAP, "label": "ก" * 41}})), "/body/contents/0/action/label", LABEL_40),
    (flex(bubble({"type": "image", "url": "http://a.b/c"})), "/body/contents/0/url", "invalid uri scheme"),
    (flex(bubble({"type": "image", "url": PICTURE, "aspectRatio": "1:4"})), "/body/contents/0/aspectRatio", "invalid property"),
    (flex(bubble({"type": "icon", "url": PICTURE})), "/body/contents/0", "invalid property"),
    (flex(bubble({"type": "spacer"})), "/body/contents/0", "invalid property"),
    (buttons(actions=[{"type": "uri", "label": "ก", "uri": "https://a.b/" + "c" * 1000}]), "template/actions/0/uri", "size must be between 0 and 1000"),
    (flex(bubble({"type": "video", "url": PICTURE})), "/body/contents/0", "invalid property"),
    (flex(bubble({"type": "box", "layout": "baseline", "contents": [{"type": "button", "action": TAP}]})), "/body/contents/0/contents/0", "invalid property"),
    (flex(bubble({"type": "box", "layout": "grid", "contents": []})), "/body/contents/0/layout", "invalid property"),
    (flex(bubble({"type": "box", "layout": "vertical"})), "/body/contents/0/contents", "must be specified"),
    (flex(bubble({"type": "box", "layout": "vertical", "contents": [], "paddingAll": "10"})), "/body/contents/0/paddingAll", "invalid property"),
    (flex(bubble(text(), size="big")), "/size", "invalid property"),
    (flex(bubble(text(), hero={"type": "text", "text": "ก"})), "/hero", "invalid property"),
    (flex(bubble(text(), header={"type": "text", "text": "ก"})), "/header", "invalid property"),
    (flex(bubble(*[text("ก" * 2000)] * 6)), "/", "size exceeds 30 KB"),
    (flex({"type": "carousel", "contents": [bubble(text("ก" * 9000)), bubble(text("ก" * 9000))]}), "/", "size exceeds 50 KB"),
    (flex(bubble(*[{"type": "image", "url": PICTURE, "animated": True}] * 11)), "/", "more than 10 animated images"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("message", "place", "said"), FLAT_MISTAKES, ids=[place + " " + said[:30] for _, place, said in FLAT_MISTAKES]
)
def test_a_mistake_in_a_message_is_named(message: Json, place: str, said: str) -> None:
    trouble = found(message)
    assert trouble is not None
    assert (trouble.message, trouble.problems) == (ONE, [(place, said)])


@pytest.mark.parametrize(
    ("message", "place", "said"), INNER_MISTAKES, ids=[place + " " + said[:30] for _, place, said in INNER_MISTAKES]
)
def test_a_mistake_inside_a_template_or_container_is_pointed_at(message: Json, place: str, said: str) -> None:
    trouble = found(text(), message)
    assert trouble is not None
    assert trouble.message == "A message (messages[1]) in the request body is invalid"
    assert trouble.problems == [(place, said)]


GOOD: list[Json] = [
    text("ก" * 5000),
    text("😀" * 2500),
    {**text("$ ตกลง"), "emojis": [{"index": 0, "productId": "a", "emojiId": "001"}]},
    {"type": "textV2", "text": "{{สวัสดี}} {e}", "substitution": {"e": {"type": "emoji", "productId": "a", "emojiId": "b"}}},
    quick({**TAP, "label": "ที่นี่มีที่ทั้งนั้นที่นี่มีที่ทั้ง"[:34]}),
    quick(*[{**TAP, "label": str(n)} for n in range(13)]),
    quick({"type": "camera", "label": "ถ่ายรูป"}, {"type": "cameraRoll", "label": "รูป"}, {"type": "location", "label": "ที่นี่"}),
    quick({"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "datetime", "initial": "2023-07-12T09:00", "max": "2100-12-31T23:59"}),
    quick({"type": "uri", "label": "โทร", "uri": "tel:021234567"}, {"type": "uri", "label": "แชต", "uri": "line://nv/camera/"}),
    buttons(text="ที่" * 160),
    buttons(text="ก" * 60, title="ก" * 40, thumbnailImageUrl=PICTURE, defaultAction={"type": "uri", "uri": "https://a.b"}),
    carousel(column(title="ก", thumbnailImageUrl=PICTURE), column(title="ข", thumbnailImageUrl=PICTURE)),
    imagemap(video={"originalContentUrl": PICTURE, "previewImageUrl": PICTURE, "area": AREA, "externalLink": {"linkUri": "https://a.b", "label": "ดู"}}),
    flex(bubble({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}], "wrap": True, "maxLines": 2})),
    flex(bubble({"type": "box", "layout": "baseline", "contents": [{"type": "icon", "url": PICTURE}, text(), {"type": "filler"}]})),
    flex(bubble(text(), size="giga", direction="ltr", styles={"body": {"backgroundColor": "#FFFFFF"}}, action={"type": "message", "text": "ก"})),
    flex(bubble({"type": "box", "layout": "vertical", "contents": [], "background": {"type": "linearGradient", "angle": "0deg", "startColor": "#ff0000", "endColor": "#0000ff80"}})),
    flex(bubble(text(), hero={"type": "video", "url": PICTURE, "previewUrl": PICTURE, "altContent": {"type": "image", "url": PICTURE}})),
    flex(bubble({"type": "button", "action": {**TAP, "label": "ที่" * 40}, "style": "primary", "color": "#048A3B", "adjustMode": "shrink-to-fit"})),
    flex({"type": "carousel", "contents": [bubble(text())] * 12}),
    {"type": "coupon", "couponId": "abc"},
]  # fmt: skip


@pytest.mark.parametrize("message", GOOD, ids=range(len(GOOD)))
def test_what_the_rules_allow_is_accepted(message: Json) -> None:
    trouble = found(message)
    assert trouble is None, trouble and trouble.problems


def test_an_unknown_type_is_answered_with_the_known_ones() -> None:
    trouble = found({"type": "poem"})
    assert trouble is not None
    ((place, said),) = trouble.problems
    assert place == "messages[0].type"
    assert said.startswith("Must be one of the following values: [text, textV2, sticker, image")


def test_a_call_has_one_to_five_messages() -> None:
    for messages in ([], [text()] * 6):
        with pytest.raises(RejectedBody) as caught:
            check_sending({"messages": messages}, VALIDATE)
        said = "Size must be between 1 and 5" if messages else "May not be empty"
        assert caught.value.problems == [("messages", said)]


def test_every_mistake_is_counted() -> None:
    trouble = found(text(""), {"type": "sticker"})
    assert trouble is not None
    assert trouble.message == "The request body has 3 error(s)"
    assert len(trouble.problems) == 3


def test_a_reply_needs_its_token() -> None:
    with pytest.raises(RejectedBody) as caught:
        check_sending({"messages": [text()]}, REPLY)
    assert caught.value.problems == [("replyToken", "May not be empty")]


def test_http_pictures_are_taken_only_where_that_was_asked_for() -> None:
    message = {"type": "image", "originalContentUrl": "http://a.b/c", "previewImageUrl": "http://a.b/c"}
    assert found(message) is not None
    assert found(message, allow_http=True) is None


def test_null_is_as_good_as_absent() -> None:
    assert found({**text(), "quickReply": None, "sender": None}) is None
