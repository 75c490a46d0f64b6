"""Lines and areas: their places are sent one after the other, taken back, typed, and closed at the end."""

from typing import Final

from tests.scenarios.interviewing import answers_in, newest_answers, publish, say_all, submissions_of
from tests.scenarios.many_people import ManyPeople, everything_in, words_of

LAND: Final = """## survey
| type | name | label::ไทย (th) | required | calculation |
|---|---|---|---|---|
| geoshape | field | แนวเขตแปลง | yes | |
| geotrace | road | ทางเข้าแปลง | | |
| calculate | rai | | | round(area(${field}) div 1600) |
| note | told | แปลงนี้มี ${rai} ไร่ | | |

## settings
| form_title | form_id | version | default_language |
|---|---|---|---|
| แปลงที่ดิน | land | 1 | ไทย (th) |
"""


def test_corners_are_sent_one_by_one_and_the_area_is_closed(sqlite_later: ManyPeople) -> None:
    running, phone = sqlite_later.running, sqlite_later.participant()
    publish(running, LAND, "land")
    asked = say_all(phone, "แบบฟอร์ม", "2")
    assert "ส่งพิกัดทีละมุม" in everything_in(asked)
    for longitude in (99.90, 99.91, 99.99):
        phone.sends_location(19.10, longitude)
        (card,) = phone.hears(1)
    assert "ปักไว้ 3 จุด" in everything_in(card)
    assert "ปักไว้ 2 จุด" in everything_in(say_all(phone, "เอารายการล่าสุดออก"))
    assert "อย่างน้อย 3 จุด" in everything_in(say_all(phone, "เสร็จแล้ว"))
    assert "ปักไว้ 4 จุด" in everything_in(say_all(phone, "19.11, 99.91\n19.11, 99.90"))
    assert answers_in(running, submissions_of(running, phone)[-1].id) == {}
    asked = say_all(phone, "เสร็จแล้ว")
    assert "ทางเข้าแปลง" in words_of(asked)
    field = "19.1 99.9 0 0; 19.1 99.91 0 0; 19.11 99.91 0 0; 19.11 99.9 0 0; 19.1 99.9 0 0"
    assert newest_answers(running, phone) == {"field": field}
    assert "ยังอ่านเป็นคำตอบของข้อนี้ไม่ได้" in everything_in(say_all(phone, "แถว ๆ วัด"))
    phone.says("ข้าม")
    said = [everything_in(message) for message in phone.hears(2)]
    assert any("แปลงนี้มี 732 ไร่" in words for words in said), said
    assert any("ปักไว้ 4 จุด" in words for words in said)
    say_all(phone, "ส่งแบบฟอร์ม")
    assert newest_answers(running, phone)["field"] == field


def test_a_line_that_was_begun_is_gone_on_with_later(sqlite_later: ManyPeople) -> None:
    running, phone = sqlite_later.running, sqlite_later.participant()
    publish(
        running, LAND.replace("| geoshape | field | แนวเขตแปลง | yes | |\n", "").replace("${field}", "'0 0'"), "land"
    )
    say_all(phone, "แบบฟอร์ม", "2")
    phone.sends_location(19.10, 99.90)
    phone.hears(1)
    say_all(phone, "พักไว้")
    asked = say_all(phone, "ทำต่อ")
    assert "ปักไว้ 1 จุด" in everything_in(asked)
    phone.sends_location(19.20, 99.90)
    phone.hears(1)
    phone.says("เสร็จแล้ว")
    phone.hears(2)
    assert newest_answers(running, phone)["road"] == "19.1 99.9 0 0; 19.2 99.9 0 0"
