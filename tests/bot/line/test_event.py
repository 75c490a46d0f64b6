"""Reading events: what LINE documents is found, and nothing anybody sends can make the reading fail."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.event import Event, chat_key, event_from_json, instant, read_event, storable

EVENT = {
    "type": "message",
    "mode": "active",
    "timestamp": 1_689_127_200_123,
    "webhookEventId": "01H5",
    "source": {"type": "user", "userId": "Uanna"},
    "message": {"type": "text", "id": "12", "text": "สวัสดี", "quotedMessageId": "11"},
    "replyToken": "t",
}


def an_event(**more: Any) -> Event:
    return read_event({**EVENT, **more})


def test_a_text_message_is_read() -> None:
    event = an_event()
    assert (event.id, event.type, event.user_id, event.reply_token) == ("01H5", "message", "Uanna", "t")
    assert (event.message_type, event.message_id, event.text) == ("text", "12", "สวัสดี")
    assert event.quoted_message_id == "11"
    assert event.at == datetime(2023, 7, 12, 2, 0, 0, 123_000, tzinfo=UTC)
    assert not event.standby
    assert not event.in_group
    assert an_event(mode="standby").standby


@pytest.mark.parametrize(
    ("source", "key", "in_group"),
    [
        ({"type": "user", "userId": "U1"}, "U1", False),
        ({"type": "group", "groupId": "C1", "userId": "U1"}, "C1", True),
        ({"type": "room", "roomId": "R1"}, "R1", True),
        ({"type": "group", "userId": "U1"}, None, True),
        ({"type": "user"}, None, False),
        ({}, None, False),
        (None, None, False),
    ],
)
def test_a_chat_is_the_user_or_the_group(source: Any, key: str | None, in_group: bool) -> None:
    event = an_event(source=source)
    assert (chat_key(event), event.in_group) == (key, in_group)


def test_words_are_only_those_of_a_text_message() -> None:
    assert an_event(message={"type": "image", "id": "1", "text": "no"}).text is None
    assert an_event(type="postback").message_type is None
    assert an_event(
        type="postback", postback={"data": "say?intent=menu", "params": {"date": "2023-07-12"}}
    ).postback_data


def test_an_album_is_known_by_its_id() -> None:
    album = {"type": "image", "id": "1", "imageSet": {"id": "a", "index": 1, "total": 3}}
    assert an_event(message=album).image_set == ("a", 3)
    assert an_event(message={**album, "imageSet": {"id": "a"}}).image_set == ("a", None)
    assert an_event(message={**album, "imageSet": {"total": 3}}).image_set is None


@pytest.mark.parametrize("stamp", [None, "1", -1, float("nan"), float("inf"), 10**30, [], {}])
def test_a_senseless_timestamp_is_the_epoch(stamp: object) -> None:
    assert instant(stamp) == datetime(1970, 1, 1, tzinfo=UTC)


@given(st.integers(0, 32_503_679_999_999))
def test_timestamps_are_milliseconds(stamp: int) -> None:
    assert abs(instant(stamp) - datetime(1970, 1, 1, tzinfo=UTC) - timedelta(milliseconds=stamp)) < timedelta(
        milliseconds=1
    )


@given(st.text(st.characters()))
def test_what_is_storable_is_utf8_without_nul_and_what_was_so_is_unchanged(text: str) -> None:
    kept = storable(text)
    assert kept.encode().decode() == kept
    assert "\x00" not in kept
    assert storable(kept) == kept


def test_lone_surrogates_and_nul_do_not_reach_the_database() -> None:
    assert an_event(message={"type": "text", "id": "1", "text": "a\x00b\ud83d"}).text == "ab"


scalar = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8)
anything = st.recursive(
    scalar,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
part = anything | st.dictionaries(
    st.sampled_from(
        ["type", "id", "text", "userId", "groupId", "data", "params", "imageSet", "quotedMessageId", "total"]
    ),
    anything,
    max_size=5,
)
event_like = st.dictionaries(
    st.sampled_from([*EVENT, "postback", "unsend", "more"]), anything | part | st.just("message"), max_size=8
)


@given(event_like)
def test_reading_never_fails_and_gives_what_it_says(raw: dict[str, Any]) -> None:
    event = event_from_json(json.dumps(raw))
    for name in (
        "id",
        "type",
        "user_id",
        "reply_token",
        "message_type",
        "message_id",
        "text",
        "quoted_message_id",
        "postback_data",
    ):
        value = getattr(event, name)
        assert value is None or (isinstance(value, str) and storable(value) == value), name
    assert isinstance(event.postback_params, dict)
    assert event.image_set is None or isinstance(event.image_set[0], str)
    assert event.at.tzinfo is not None
    assert chat_key(event) is None or isinstance(chat_key(event), str)
