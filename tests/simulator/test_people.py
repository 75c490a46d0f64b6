"""People: made, found, labelled, moved; and what one may not ask of them."""

from urllib.parse import quote

import pytest

from simulator.driver import DriverError, Simulator


def test_people_are_found_by_name_and_told_apart(line: Simulator) -> None:
    somchai = line.person("สมชาย", role="participant", note="อ.แม่ใจ")
    again = line.person("สมชาย")
    assert (again.user_id, again.role, again.note) == (somchai.user_id, "participant", "อ.แม่ใจ")
    assert len(line.people()) == 1


def test_labels_can_be_changed_and_nothing_else(line: Simulator) -> None:
    somchai = line.person("สมชาย")
    path = f"/sim/people/{somchai.user_id}"
    changed = line.call("PATCH", path, {"note": "อ.แม่ใจ", "pictureUrl": "https://example.com/s.jpg"})
    assert (changed["note"], changed["pictureUrl"]) == ("อ.แม่ใจ", "https://example.com/s.jpg")
    with pytest.raises(DriverError, match="cannot be changed: userId"):
        line.call("PATCH", path, {"userId": "U" + "0" * 32})


@pytest.mark.parametrize(
    ("act", "given", "said"),
    [
        ("text", {}, "text is missing"),
        ("text", {"text": ""}, "at least one character"),
        ("text", {"text": "ก", "quotedMessageId": "1"}, "not in this chat"),
        ("location", {"latitude": "north", "longitude": 1}, "could not convert"),
        ("fly", {}, "nobody can fly on a phone"),
        ("follow", {}, "is a friend already"),
    ],
)
def test_what_a_phone_would_not_do_is_refused_with_a_reason(
    line: Simulator, act: str, given: dict[str, object], said: str
) -> None:
    with pytest.raises(DriverError, match=said):
        line.person("สมชาย").does(act, **given)


def test_two_people_of_one_name_are_told_apart_by_their_ids(line: Simulator) -> None:
    one = line.call("POST", "/sim/people", {"displayName": "สมชาย"})
    line.call("POST", "/sim/people", {"displayName": "สมชาย"})
    with pytest.raises(DriverError, match="2 people are called"):
        line.call("GET", f"/sim/people/{quote('สมชาย')}")
    assert line.call("GET", f"/sim/people/{one['userId']}")["userId"] == one["userId"]
    with pytest.raises(DriverError, match="exists already"):
        line.call("POST", "/sim/people", {"displayName": "อีกคน", "userId": one["userId"]})
