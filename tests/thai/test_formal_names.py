"""Names in letters and lists are read whole: every title, and surnames that begin like a post or a title."""

from itertools import cycle, product

import pytest

from thai.data import read
from thai.formal_names import people_named
from thai.posts import is_post

NAMES = read("formal_names")
GIVEN = ("ทวี", "สมศรี", "ได้ดี", "ไหมแพร", "กี่", "จะเด็ด", "บ้าน", "ชื่อ", "เอก", "ดรุณ", "กล้า", "ณัฐ")
# Surnames are invented from syllables: many begin like a post, a title, a unit or another word of the language.
FIRST = (
    "เกิด", "หมอก", "คุณา", "พระ", "ปลัด", "ครู", "กำนัน", "นาย", "นาวา", "ทอง", "แก้ว", "ศรี", "วงศ์", "ใจ", "บุญ", "รักษ์",
    "เจริญ", "แสง", "จันทร์", "กอง", "บ้าน", "วัด", "อายุ", "ระดับ", "ได้", "เป็น", "ให้", "นิติ", "พนักงาน", "หัวหน้า",
    "เจ้าหน้าที่", "วิศวกร",
)  # fmt: skip
SECOND = ("ผล", "เช้า", "กรณ์", "ธรรม", "ยืน", "ขวา", "สิงห์", "ศรี", "วัฒน์", "ณรงค์")
SURNAMES = [first + second for first, second in product(FIRST, SECOND)]
POSTS = ("นิติกร", "นิติกรชำนาญการพิเศษ", "นักวิชาการคลังปฏิบัติการ", "เจ้าพนักงานธุรการชำนาญงาน", "หัวหน้าฝ่ายพัสดุ")
PHONES = ("0890000001", "โทร 089-000-0001", "โทร.089 000 0001", "มือถือ ๐๘๙๐๐๐๐๐๐๑", "(089-000-0001)")


def titles() -> list[str]:
    """Return every title, and the ranks also with ว่าที่ and หญิง."""
    ranks = [form for rank in NAMES["ranks"] for form in (rank, f"ว่าที่{rank}", f"ว่าที่ {rank}", f"{rank}หญิง ")]
    return [*NAMES["titles"], *ranks, "ผศ.ดร.", "พ.ต.อ.ดร.", "ว่าที่ ร.ต.หญิง ", "น.ส ", "ร.ต.อ. ดร."]


def named(text: str) -> list[str]:
    return [one.text for one in people_named(text)]


def test_every_word_of_the_tables_stands_in_its_example() -> None:
    words = [(word, example) for table in NAMES.values() for word, example in table.items()]
    assert [word for word, example in words if word.strip() not in example] == []


def test_names_with_every_title_and_surname_are_read_whole_before_posts_and_phones() -> None:
    assert len(SURNAMES) >= 300
    behind = cycle([f" ตำแหน่ง {post} {phone}" for post, phone in product(POSTS, PHONES)])
    more = cycle([f" {post} {phone}" for post, phone in product(POSTS, PHONES)] + [f"\n{post}" for post in POSTS])
    given = cycle(GIVEN)
    wrong = []
    for place, title in enumerate(title for title in titles() for _ in range(20)):
        surname = SURNAMES[place * 7 % len(SURNAMES)]
        name = f"{title}{' ' if place % 3 == 0 and title[-1] != ' ' else ''}{next(given)} {surname}"
        for text in (f"เสนอชื่อ {name}{next(behind)}", f"1. {name}{next(more)}"):
            if named(text) != [name]:
                wrong.append((text, named(text)))
    assert wrong == []


@pytest.mark.parametrize("behind", [" ตำแหน่ง นิติกร", " นิติกรปฏิบัติการ 0890000001", " 0890000001", "\nนิติกร", ""])
def test_every_surname_is_read_before_whatever_follows(behind: str) -> None:
    wrong = [surname for surname in SURNAMES if named(f"เสนอชื่อ นายทวี {surname}{behind}") != [f"นายทวี {surname}"]]
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        "นางสาวสมศรี อิศรางกูร ณ อยุธยา", "นางสาวสมศรี ณ ระนอง", "น.ส. สมศรี ดีเลิศ-รักไทย", "นายสมชาย แซ่ลิ้ม",
        "นายอับดุลเลาะ บิน อาลี", "นายมะ บินติ ฮาซัน", "นายมูฮัมหมัด เจ๊ะแว", "นางสาวขวัญชนก (แอน) ดีเลิศ",
        "นางสาวสมศรี ดีเลิศ รักไทย", "นาย ก ใจดี", "นายทวี", "Mr. Somchai Deelert", "Ms. Anna Maria Smith",
        "พล.ต.ท. สมชาย ดีเลิศ", "ร. ต. อ. สมชาย ดีเลิศ", "นพ.สมชาย ดีเลิศ", "ม.ร.ว. กล้า เกษมสุข",
    ],
)  # fmt: skip
def test_unusual_forms_of_names_are_read_whole(name: str) -> None:
    assert named(f"เสนอชื่อ {name} ตำแหน่ง นิติกรปฏิบัติการ โทร 0890000001") == [name]


@pytest.mark.parametrize("table", ["no_surname", "no_surname_begins"])
def test_a_word_that_no_name_is_ends_a_name(table: str) -> None:
    read_as = {word: named(example)[0] for word, example in NAMES[table].items()}
    assert {word: name for word, name in read_as.items() if name not in ("นายทวี", "นางสาวตรี มากมาย")} == {}


def test_posts_are_no_surnames_and_what_begins_like_a_title_is_none() -> None:
    assert [post for post in NAMES["posts"] | NAMES["posts_with"] if not is_post(post)] == []
    examples = [example for table in ("posts", "posts_with", "posts_go_on") for example in NAMES[table].values()]
    assert [example for example in examples if named(example) != ["นายทวี"]] == []
    other = {example: named(example) for example in NAMES["no_title"].values()}
    assert [example for example, names in other.items() if any("มากมูล" not in name for name in names)] == []


def test_several_people_are_several_and_a_title_begins_the_next() -> None:
    said = "1.นายกล้า หาญดี นิติกร 2.นางสาวมานี นิติกร 3.ร.ต.ทวี เกิดผล และนายสุข กับนส.แดง คุณากร"
    assert named(said) == ["นายกล้า หาญดี", "นางสาวมานี", "ร.ต.ทวี เกิดผล", "นายสุข", "นส.แดง คุณากร"]


def test_a_unit_is_no_surname() -> None:
    assert [one.text for one in people_named("นายทวี กองแก้ว", ("กองคลัง",))] == ["นายทวี กองแก้ว"]
    assert [one.text for one in people_named("นายทวี กองคลัง", ("กองคลัง",))] == ["นายทวี"]
