"""The check before each send: every limit of the platform, in LINE's own counting, with the place of the trouble."""

from copy import deepcopy
from typing import Any

import pytest

from bot.line.limits import check, check_rich_menu
from bot.line.numbers import ALT_TEXT, CALLS_A_SECOND, TEXT

POSTBACK = {"type": "postback", "label": "ดู", "data": "a=1"}
TEXT_PIECE = {"type": "text", "text": "สวัสดี"}
EMOJI = "🍎"  # one grapheme, two UTF-16 units
THAI = "ที่"  # one grapheme, three UTF-16 units

OF_EVERY_TYPE: dict[str, dict[str, Any]] = {
    "text": {"type": "text", "text": "สวัสดี"},
    "textV2": {"type": "textV2", "text": "{who}", "substitution": {"who": {"type": "mention"}}},
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "image": {"type": "image", "originalContentUrl": "https://a/b", "previewImageUrl": "https://a/c"},
    "video": {
        "type": "video",
        "originalContentUrl": "https://a/b",
        "previewImageUrl": "https://a/c",
        "trackingId": "t",
    },
    "audio": {"type": "audio", "originalContentUrl": "https://a/b", "duration": 60000},
    "location": {"type": "location", "title": "วัด", "address": "แม่ใจ", "latitude": 19.3, "longitude": 99.8},
    "imagemap": {
        "type": "imagemap",
        "baseUrl": "https://a/b",
        "altText": "แผนที่",
        "baseSize": {"width": 1040, "height": 520},
        "actions": [{"type": "uri", "linkUri": "https://a", "area": {}}, {"type": "message", "text": "ก", "area": {}}],
    },
    "buttons": {
        "type": "template",
        "altText": "ปุ่ม",
        "template": {"type": "buttons", "title": "หัวข้อ", "text": "เนื้อหา", "actions": [POSTBACK]},
    },
    "confirm": {
        "type": "template",
        "altText": "ยืนยัน",
        "template": {"type": "confirm", "text": "ใช่ไหม", "actions": [POSTBACK, POSTBACK]},
    },
    "carousel": {
        "type": "template",
        "altText": "แถว",
        "template": {"type": "carousel", "columns": [{"text": "ก", "actions": [POSTBACK]}] * 2},
    },
    "image_carousel": {
        "type": "template",
        "altText": "รูป",
        "template": {"type": "image_carousel", "columns": [{"imageUrl": "https://a", "action": POSTBACK}]},
    },
    "flex": {
        "type": "flex",
        "altText": "การ์ด",
        "contents": {
            "type": "bubble",
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [
                    TEXT_PIECE,
                    {"type": "button", "action": POSTBACK},
                    {"type": "image", "url": "https://a/b"},
                ],
            },
        },
    },
    "coupon": {"type": "coupon", "couponId": "1"},
}
BUBBLE = OF_EVERY_TYPE["flex"]["contents"]


def changed(name: str, path: str, value: Any) -> dict[str, Any]:
    """A message of that type with the value at `path` (dots, numbers for lists) replaced."""
    message = deepcopy(OF_EVERY_TYPE[name])
    *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part: Any = message
    for step in parents:
        part = part[step]
    part[last] = value
    return message


@pytest.mark.parametrize("name", OF_EVERY_TYPE)
def test_a_good_message_of_every_type_passes(name):
    assert check([OF_EVERY_TYPE[name]]) == []


def with_replies(*items):
    return {**OF_EVERY_TYPE["text"], "quickReply": {"items": list(items)}}


def reply(**action):
    return {"type": "action", "action": {**POSTBACK, **action}}


AT_THE_LIMIT = {
    "text of 5000 units": changed("text", "text", EMOJI * 2500),
    "alternative text of 1500 units": changed("flex", "altText", "ก" * 1500),
    "quick reply label of 20 Thai graphemes": with_replies(reply(label=THAI * 20)),
    "13 quick replies": with_replies(*[reply()] * 13),
    "display text of 300 emoji": with_replies(reply(displayText=EMOJI * 300)),
    "message text of 300 graphemes": with_replies(reply(type="message", text=THAI * 300)),
    "data of 300 units": with_replies(reply(data="d" * 300)),
    "Flex label of 40": changed("flex", "contents.body.contents.1.action", {**POSTBACK, "label": THAI * 40}),
    "buttons text of 60 beside a title": changed("buttons", "template.text", THAI * 60),
    "confirm text of 240": changed("confirm", "template.text", THAI * 240),
    "a picked day between": with_replies(
        reply(type="datetimepicker", mode="date", initial="2023-07-12", min="2023-07-12", max="2023-07-13")
    ),
    "12 bubbles": changed("flex", "contents", {"type": "carousel", "contents": [BUBBLE] * 12}),
    "a camera as quick reply": with_replies(reply(type="camera")),
    "input option with words": with_replies(reply(inputOption="openKeyboard", fillInText="ก")),
}

BEYOND_IT = {
    "text of 5001 units": (changed("text", "text", EMOJI * 2500 + "a"), "messages[0].text"),
    "empty text": (changed("text", "text", ""), "messages[0].text"),
    "no text": ({"type": "text"}, "messages[0].text"),
    "unknown type": ({"type": "poem"}, "messages[0].type"),
    "21 emojis": (changed("text", "emojis", [{}] * 21), "messages[0].emojis"),
    "101 substitutions": (changed("textV2", "substitution", dict.fromkeys(range(101))), "messages[0].substitution"),
    "alternative text too long": (changed("flex", "altText", "ก" * (ALT_TEXT + 1)), "messages[0].altText"),
    "no alternative text": (changed("flex", "altText", ""), "messages[0].altText"),
    "long sender": ({**OF_EVERY_TYPE["text"], "sender": {"name": "ก" * 21}}, "messages[0].sender.name"),
    "14 quick replies": (with_replies(*[reply()] * 14), "messages[0].quickReply.items"),
    "no quick replies": (with_replies(), "messages[0].quickReply.items"),
    "quick reply label of 21": (with_replies(reply(label=THAI * 21)), "messages[0].quickReply.items[0].action.label"),
    "quick reply without label": (with_replies(reply(label=None)), "messages[0].quickReply.items[0].action.label"),
    "data of 301 units": (with_replies(reply(data=EMOJI * 151)), "messages[0].quickReply.items[0].action.data"),
    "display text of 301": (
        with_replies(reply(displayText=THAI * 301)),
        "messages[0].quickReply.items[0].action.displayText",
    ),
    "display text and text": (
        with_replies(reply(displayText="ก", text="ก")),
        "messages[0].quickReply.items[0].action.text",
    ),
    "unknown input option": (
        with_replies(reply(inputOption="openWindow")),
        "messages[0].quickReply.items[0].action.inputOption",
    ),
    "words to fill in without keyboard": (
        with_replies(reply(fillInText="ก")),
        "messages[0].quickReply.items[0].action.fillInText",
    ),
    "Thai year in a picker": (
        with_replies(reply(type="datetimepicker", mode="date", max="๒๕๖๖-07-12")),
        "messages[0].quickReply.items[0].action.max",
    ),
    "picker with min after max": (
        with_replies(reply(type="datetimepicker", mode="date", min="2023-07-13", max="2023-07-12")),
        "messages[0].quickReply.items[0].action",
    ),
    "picker without mode": (
        with_replies(reply(type="datetimepicker")),
        "messages[0].quickReply.items[0].action.mode",
    ),
    "uri of 1001": (
        with_replies(reply(type="uri", uri="https://a/" + "b" * 991)),
        "messages[0].quickReply.items[0].action.uri",
    ),
    "script uri": (
        with_replies(reply(type="uri", uri="javascript:x")),
        "messages[0].quickReply.items[0].action.uri",
    ),
    "clipboard of 1001": (
        with_replies(reply(type="clipboard", clipboardText="b" * 1001)),
        "messages[0].quickReply.items[0].action.clipboardText",
    ),
    "alias of 33": (
        with_replies(reply(type="richmenuswitch", richMenuAliasId="b" * 33)),
        "messages[0].quickReply.items[0].action.richMenuAliasId",
    ),
    "unknown action": (with_replies(reply(type="dance")), "messages[0].quickReply.items[0].action.type"),
    "picture over http": (changed("image", "originalContentUrl", "http://a"), "messages[0].originalContentUrl"),
    "long address of a picture": (
        changed("image", "previewImageUrl", "https://" + "a" * 2000),
        "messages[0].previewImageUrl",
    ),
    "tracking id of 101": (changed("video", "trackingId", "t" * 101), "messages[0].trackingId"),
    "silent audio": (changed("audio", "duration", 0), "messages[0].duration"),
    "title of a place": (changed("location", "title", "ก" * 101), "messages[0].title"),
    "place off the globe": (changed("location", "latitude", 91), "messages[0].latitude"),
    "imagemap of another width": (changed("imagemap", "baseSize.width", 1000), "messages[0].baseSize"),
    "51 imagemap actions": (
        changed("imagemap", "actions", [{"type": "uri", "linkUri": "https://a"}] * 51),
        "messages[0].actions",
    ),
    "imagemap text of 401": (changed("imagemap", "actions.1.text", "ก" * 401), "messages[0].actions[1].text"),
    "imagemap action unknown": (changed("imagemap", "actions.1.type", "postback"), "messages[0].actions[1].type"),
    "imagemap link without label": (
        changed("imagemap", "video", {"externalLink": {"linkUri": "https://a"}}),
        "messages[0].video.externalLink.label",
    ),
    "buttons text of 61 beside a title": (changed("buttons", "template.text", THAI * 61), "messages[0].template.text"),
    "buttons title of 41": (changed("buttons", "template.title", THAI * 41), "messages[0].template.title"),
    "5 buttons": (changed("buttons", "template.actions", [POSTBACK] * 5), "messages[0].template.actions"),
    "button label of 21": (
        changed("buttons", "template.actions.0", {**POSTBACK, "label": THAI * 21}),
        "messages[0].template.actions[0].label",
    ),
    "a camera in a template": (
        changed("buttons", "template.actions.0", {"type": "camera", "label": "ก"}),
        "messages[0].template.actions[0].type",
    ),
    "confirm with one action": (changed("confirm", "template.actions", [POSTBACK]), "messages[0].template.actions"),
    "confirm text of 241": (changed("confirm", "template.text", THAI * 241), "messages[0].template.text"),
    "11 columns": (
        changed("carousel", "template.columns", [{"text": "ก", "actions": [POSTBACK]}] * 11),
        "messages[0].template.columns",
    ),
    "columns of different actions": (
        changed("carousel", "template.columns.0", {"text": "ก", "actions": [POSTBACK] * 2}),
        "messages[0].template.columns",
    ),
    "column with 4 actions": (
        changed("carousel", "template.columns", [{"text": "ก", "actions": [POSTBACK] * 4}]),
        "messages[0].template.columns[0].actions",
    ),
    "image column label of 13": (
        changed("image_carousel", "template.columns.0.action", {**POSTBACK, "label": THAI * 13}),
        "messages[0].template.columns[0].action.label",
    ),
    "unknown template": (changed("buttons", "template.type", "list"), "messages[0].template.type"),
    "unknown Flex container": (changed("flex", "contents.type", "balloon"), "messages[0].contents.type"),
    "13 bubbles": (
        changed("flex", "contents", {"type": "carousel", "contents": [BUBBLE] * 13}),
        "messages[0].contents.contents",
    ),
    "bubble over 30 KB": (changed("flex", "contents.body.contents.0.text", "ก" * 10_100), "messages[0].contents"),
    "carousel over 50 KB": (
        changed(
            "flex",
            "contents",
            {
                "type": "carousel",
                "contents": [changed("flex", "contents.body.contents.0.text", "ก" * 9000)["contents"]] * 2,
            },
        ),
        "messages[0].contents",
    ),
    "unknown bubble size": (changed("flex", "contents.size", "huge"), "messages[0].contents.size"),
    "empty Flex text": (
        changed("flex", "contents.body.contents.0.text", ""),
        "messages[0].contents.body.contents[0].text",
    ),
    "Flex label of 41": (
        changed("flex", "contents.body.contents.1.action", {**POSTBACK, "label": THAI * 41}),
        "messages[0].contents.body.contents[1].action.label",
    ),
    "Flex button without label": (
        changed("flex", "contents.body.contents.1.action", {"type": "postback", "data": "a"}),
        "messages[0].contents.body.contents[1].action.label",
    ),
    "Flex picture over http": (
        changed("flex", "contents.body.contents.2.url", "http://a"),
        "messages[0].contents.body.contents[2].url",
    ),
    "named colour": (
        changed("flex", "contents.body.backgroundColor", "red"),
        "messages[0].contents.body.backgroundColor",
    ),
    "button in a baseline box": (
        changed("flex", "contents.body.layout", "baseline"),
        "messages[0].contents.body.contents[1].type",
    ),
    "unknown layout": (changed("flex", "contents.body.layout", "round"), "messages[0].contents.body.layout"),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_what_is_just_within_a_limit_passes(name):
    assert check([AT_THE_LIMIT[name]]) == []


@pytest.mark.parametrize("name", BEYOND_IT)
def test_what_is_beyond_a_limit_is_named_with_its_place(name):
    message, path = BEYOND_IT[name]
    assert path in [problem.path for problem in check([message])]


def test_one_call_takes_one_to_five_messages():
    message = OF_EVERY_TYPE["text"]
    assert check([message] * 5) == []
    assert [problem.path for problem in check([message] * 6)] == ["messages"]
    assert [problem.path for problem in check([])] == ["messages"]


def test_the_second_message_s_trouble_names_the_second_message():
    assert check([OF_EVERY_TYPE["text"], {"type": "text", "text": "ก" * (TEXT + 1)}])[0].path == "messages[1].text"


def test_the_demo_may_show_pictures_over_http():
    message = changed("flex", "contents.body.contents.2.url", "http://127.0.0.1/m/1")
    assert check([message]) != []
    assert check([message], allow_http=True) == []


def test_the_rates_are_those_lines_reference_states():
    assert CALLS_A_SECOND == {"reply": 2000, "push": 2000, "multicast": 200}


RICH_MENU = {
    "size": {"width": 2500, "height": 1686},
    "selected": True,
    "name": "เมนู",
    "chatBarText": THAI * 14,
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 2500, "height": 1686}, "action": POSTBACK}],
}


def test_a_rich_menu_within_the_limits_passes():
    assert check_rich_menu(RICH_MENU, b"x" * 1024 * 1024) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"size": {"width": 2501, "height": 843}}, "size"),
        (
            {
                "size": {"width": 800, "height": 249},
                "areas": [{**RICH_MENU["areas"][0], "bounds": {"x": 0, "y": 0, "width": 1, "height": 1}}],
            },
            "size",
        ),
        ({"size": {"width": 1000, "height": 700}}, "size"),
        ({"chatBarText": THAI * 15}, "chatBarText"),
        ({"name": THAI * 301}, "name"),
        ({"areas": RICH_MENU["areas"] * 21}, "areas"),
        (
            {"areas": [{**RICH_MENU["areas"][0], "bounds": {"x": 1, "y": 0, "width": 2500, "height": 1}}]},
            "areas[0].bounds",
        ),
        ({"areas": [{**RICH_MENU["areas"][0], "action": {**POSTBACK, "label": THAI * 21}}]}, "areas[0].action.label"),
    ],
)
def test_a_rich_menu_beyond_them_is_named(change, path):
    assert path in [problem.path for problem in check_rich_menu({**RICH_MENU, **change})]


def test_a_rich_menu_s_picture_is_at_most_a_megabyte():
    assert [problem.path for problem in check_rich_menu(RICH_MENU, b"x" * (1024 * 1024 + 1))] == ["image"]
