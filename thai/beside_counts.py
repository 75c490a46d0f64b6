"""What the words beside a number say of it: whether it counts people, whom, and whether they came or were invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from thai.data import read
from thai.lexicon import Sense, WordToken
from thai.numbers import Number, sense_of, token_at, token_beside

READ_BEFORE: Final = 7  # tokens before a number in which words say what it counts
LEAST_LAUGHTER: Final = 55
NEAR: Final = 4  # words before a number without a classifier among which its people stand
Span = tuple[int, int]
_TOPIC: Final = Sense("speech", "topic")


class CountedAs(StrEnum):
    """What a number of people counts. The names are tables of data/numbers.toml."""

    CAME = "came"  # มา, เข้าร่วม, ลงชื่อ
    CORRECTED = "corrected"  # แก้เป็น, ดูใหม่ได้
    MEMBERS = "members"  # สมาชิก, ตามทะเบียน
    EXPECTED = "expected"  # เป้า, เชิญ, นัด, รับได้
    ABSENT = "absent"  # ขาด, ลา, ไม่มา
    FOUND = "found"  # พบสารเสพติด, บาดเจ็บ, ส่งต่อ
    MET = "met"  # พบ, เจอ: those who were met, or found among those who were counted before
    WITHDRAWN = "withdrawn"  # ไม่ใช่, จากเดิม
    SPOKEN_OF = "spoken_of"  # เรื่องเด็กหลุดระบบ 19 ราย
    PLAIN = "plain"  # no word says


ROLES: Final = {role.value: role for role in CountedAs}


@dataclass(frozen=True, slots=True)
class Message:
    """What is read together: the tokens and numbers of a message, and where days, times and places stand.

    `taken` has a byte for each letter, which is not 0 in a day, time or place. `lists_people` says that some number has
    a classifier of people, or stands behind a word for people.
    """

    tokens: Sequence[WordToken]
    numbers: Sequence[Number]
    taken: bytearray
    lists_people: bool

    def is_taken(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) >= 0

    def before(self, number: Number, *skipping: str) -> WordToken | None:
        return token_beside(self.tokens, number.first, -1, skipping)

    def after(self, number: Number, *skipping: str) -> WordToken | None:
        return token_beside(self.tokens, number.last, +1, skipping)


def is_of_people(tokens: Sequence[WordToken], number: Number) -> bool:
    after, before = token_beside(tokens, number.last, +1), token_beside(tokens, number.first, -1, ("about",))
    return (after is not None and sense_of(after, "people")) or (before is not None and sense_of(before, "people_noun"))


# ---- what stands behind a number ----


def has_classifier(message: Message, number: Number) -> bool:
    """Return whether a number has a classifier of people: คน, ราย, of monks รูป. คนที่ and คนร่วม begin with it."""
    after = message.after(number, "vague_after", "slash_rest")
    if number.value == 1 and number.first == number.last and _is_somebody_else(message, number):
        return True
    kind = after.key("numbers") if after else None
    if kind == "people":
        return True
    if kind == "monks":
        return any(_is_of_religion(token) for token in message.tokens[: number.first])
    behind = token_at(message.tokens, number.last + 1)
    blank = behind is not None and behind.blank
    return (
        after is not None
        and after.text.startswith(_person())
        and (sense_of(after, "ordinal", "came", "crowd") or not blank)
    )


def _is_somebody_else(message: Message, number: Number) -> bool:
    """Return whether หนึ่ง stands behind its classifier: ยายอีกคนหนึ่ง."""
    index = number.first - 1
    classifier, before = token_at(message.tokens, index), token_at(message.tokens, index - 1)
    if classifier is None or before is None or not sense_of(classifier, "people") or _counts(message, index):
        return False
    return sense_of(before, "about") or before.key("partners") is not None or _is_people(before) or _came_along(before)


def _came_along(token: WordToken) -> bool:
    return any(sense.kind == "speech" and sense.key in ("attend", "particle") for sense in token.senses)


def _is_of_religion(token: WordToken) -> bool:
    return token.text in _of_religion() or token.text.startswith(_monk())


def is_added(message: Message, at: int) -> bool:
    """Return whether a number is added to one with a classifier: 25+30+18 คน."""
    numbers, tokens = message.numbers, message.tokens
    while at + 1 < len(numbers):
        between = tokens[numbers[at].last + 1 : numbers[at + 1].first]
        if "".join(token.text for token in between).strip() != "+":
            return False
        at += 1
        if has_classifier(message, numbers[at]):
            return True
    return False


def may_be_bare(message: Message, number: Number, role: CountedAs, role_at: int) -> bool:
    """Return whether a number without a classifier counts people, after a word such as มา, ขาด, เชิญ, ชาย."""
    before, after = message.before(number, "about", "vague_before", "total"), message.after(number)
    if role in (CountedAs.MET, CountedAs.SPOKEN_OF):
        return False
    if role is CountedAs.PLAIN and not (before and sense_of(before, "crowd", "gender")):
        return False
    if role_at >= 0 and any(token.key("fieldwork") for token in message.tokens[role_at + 1 : number.first]):
        return False  # มาผ่าต้อ 3 ตา
    if after is None or message.is_taken(after.start, after.end):
        return before is not None
    if sense_of(after, "things", "month_or_time", "of_day", "monks"):
        return False
    return before is not None and not after.text.startswith(("%", ".", "/", "-"))


def ends_count(message: Message, number: Number) -> bool:
    """Return whether nothing stands behind a number that it could count: a break, กับ, or the next people."""
    following = token_at(message.tokens, number.last + 1)
    if following is None or following.text in _ends_of_counts() or _is_people(following):
        return True
    if sense_of(following, "withdrawn", "total"):
        return True
    beyond = token_at(message.tokens, number.last + 2)
    if sense_of(following, "things") and beyond is not None and not beyond.blank:
        return False  # สำนักข่าวสองเจ้ากับ อบต.; เจ้า at the end is polite in the North
    if any(sense.kind == "speech" and sense.key in ("joint", "particle", "but") for sense in following.senses):
        return True
    after = message.after(number)
    if after is None or message.is_taken(after.start, after.end):
        return True
    if following.blank and after.text in _places_follow():
        return True  # เด็ก 31 ที่ อบต.
    return following.blank and not sense_of(after, "things", "month_or_time", "of_day", "monks")


def says_absent(message: Message, number: Number) -> bool:
    """Return whether the number is followed by "did not come": 5 คนไม่มา; but ขาด 3 is about the next number."""
    tokens = message.tokens
    after = message.after(number, "people", "vague_after")
    if after is None or not sense_of(after, "did_not"):
        return False
    following = token_beside(tokens, tokens.index(after, number.last), +1)
    return following is None or not following.text[0].isdigit()


def part_of_fraction(message: Message, at: int) -> str | None:
    """Return "part" for the 84 and "whole" for the 120 of 84/120."""
    tokens, numbers, number = message.tokens, message.numbers, message.numbers[at]
    after, before = token_at(tokens, number.last + 1), token_at(tokens, number.first - 1)
    if after and after.text == "/" and at + 1 < len(numbers) and numbers[at + 1].first == number.last + 2:
        return "part"
    if before and before.text == "/" and at and numbers[at - 1].last == number.first - 2:
        return "whole"
    return None


def part_of_range(message: Message, at: int) -> str | None:
    """Return "first" for the 150 and "last" for the 200 of 150 ถึง 200 คน."""
    numbers = message.numbers
    if at + 1 < len(numbers) and _is_range(message, numbers[at], numbers[at + 1]):
        return "first"
    return "last" if at and _is_range(message, numbers[at - 1], numbers[at]) else None


def _is_range(message: Message, one: Number, other: Number) -> bool:
    tokens = message.tokens
    if message.is_taken(tokens[one.first].start, tokens[other.last].end):
        return False
    return "".join(token.text for token in tokens[one.last + 1 : other.first]).strip() in _between_ends()


def is_laughter(message: Message, number: Number) -> bool:
    """Return whether 55 or 555 is laughter: no word for people or for coming stands before it, none behind it."""
    if message.tokens[number.first].text.strip("5") or number.value is None or number.value < LEAST_LAUGHTER:
        return False
    before = message.before(number)
    return (before is None or before.key("numbers") is None) and not has_classifier(message, number)


def stands_after_but(message: Message, number: Number, previous: int) -> bool:
    """Return whether a number is of those who were met, other than those before: นักท่องเที่ยว 500 แต่ประชุมกับเรา 23 คน."""
    tokens = message.tokens
    for index in range(previous + 1, number.first):
        if any(sense.kind == "speech" and sense.key == "but" for sense in tokens[index].senses):
            met = token_beside(tokens, index, +1)
            return met is not None and any(sense.kind == "speech" and sense.key == "contact" for sense in met.senses)
    return False


def repeats(message: Message, at: int) -> bool:
    """Return whether a number in brackets repeats the one before it: 32 คน (สามสิบสองคน)."""
    numbers = message.numbers
    before = token_at(message.tokens, numbers[at].first - 1)
    return bool(at and before and before.text.endswith("(") and numbers[at].value == numbers[at - 1].value)


# ---- what stands before a number ----


def counted_as(message: Message, number: Number, previous: int) -> tuple[CountedAs, int]:
    """Return what the words between the number before and this one say that it counts, and where the nearest stands."""
    tokens = message.tokens
    nearest = message.before(number, "about")
    for index in range(number.first - 1, max(previous, number.first - 1 - READ_BEFORE), -1):
        token = tokens[index]
        if token.text == "\n" or token.text in _breaks():
            break
        if not token.senses or message.is_taken(token.start, token.start + 1):
            continue
        for kind, key in token.senses:
            if kind == "numbers" and key in ROLES:
                role = ROLES[key]
                expected = role is CountedAs.CORRECTED and place_of_expected(message, index, previous)
                return (CountedAs.EXPECTED, expected) if expected else (role, index)
            if (kind, key) == _TOPIC and _is_about_people(tokens[index + 1 : number.first]):
                return CountedAs.SPOKEN_OF, index
        if nearest is token:
            if sense_of(token, "expected_directly"):
                return CountedAs.EXPECTED, index
            if sense_of(token, "corrected_directly"):
                expected = place_of_expected(message, index, previous)
                return (CountedAs.EXPECTED, expected) if expected else (CountedAs.CORRECTED, index)
    return CountedAs.PLAIN, -1


def place_of_expected(message: Message, corrected: int, previous: int) -> int | None:
    """Return where those who were invited stand shortly before a word that corrects: ที่เชิญไว้จริงๆ เป็น 150."""
    for index in range(corrected - 1, max(previous, corrected - 1 - READ_BEFORE), -1):
        if sense_of(message.tokens[index], "expected"):
            return index
    return None


def _is_about_people(topic: Sequence[WordToken]) -> bool:
    """Return whether a topic is people, with no break before their number: เรื่องเด็กหลุดระบบ 19 ราย."""
    return not any(token.blank for token in topic[:-1]) and any(_is_people(token) for token in topic)


def place_of_total(message: Message, number: Number, previous: int) -> int | None:
    """Return where a word such as รวม stands before a number, with people between: รวมทั้งวัน 8, รวมครูบา 13."""
    words = 0
    for index in range(number.first - 1, previous, -1):
        token = message.tokens[index]
        if token.text == "\n" or token.text in _breaks() or words > NEAR:
            return None
        if sense_of(token, "total"):
            before = message.tokens[index - 1] if index else None
            of_group = before is not None and _is_people(before) and not sense_of(before, "people")
            return None if of_group else index  # นักเรียนทั้งสิ้น 60 คน ครู 2 คน
        words += not token.blank
    return None


def place_of_people(message: Message, number: Number, previous: int) -> int | None:
    """Return where people stand near before a number, with no break, thing or number between: อาจารย์คุม 2."""
    words = 0
    for index in range(number.first - 1, previous, -1):
        token = message.tokens[index]
        if token.blank:
            if index != number.first - 1 and not _is_short_form(message.tokens[index + 1]):
                return None
            continue
        words += 1
        if words > NEAR or token.text in _ends_of_counts() or message.is_taken(token.start, token.end):
            return None
        if _is_people(token) and not (sense_of(token, "people") and _counts(message, index)):
            return index
        if words == 1 and token.key("partners") and not sense_of(token, "things") and message.lists_people:
            return index
        if sense_of(token, "ordinal", "each") or any(sense == _TOPIC for sense in token.senses):
            return None
    return None


def place_of_group(message: Message, number: Number, previous: int) -> int | None:
    """Return where those of whom the number is said are named, behind the number before: บริษัทมา 3 คน."""
    for index in range(number.first - 1, max(previous, number.first - 1 - READ_BEFORE), -1):
        token = message.tokens[index]
        if token.text == "\n" or token.text in _breaks():
            return None
        if sense_of(token, "crowd", "came", "things") or token.text == _person():
            continue
        if message.is_taken(token.start, token.end):
            continue
        if _is_people(token) or token.key("partners"):
            return index
    return None


def _is_people(token: WordToken) -> bool:
    """Return whether a word is for people: ครู, นักเรียน, ผู้ปกครอง, คน."""
    if sense_of(token, "people_noun"):
        return True
    return token.text.startswith(_beginnings()) and not sense_of(token, "ordinal", "each", "many", "things")


def _counts(message: Message, index: int) -> bool:
    """Return whether a word at an index is the classifier of a number before it: 3 คน."""
    before = token_beside(message.tokens, index, -1)
    return before is not None and (before.text[0].isdigit() or bool(sense_of(before, "digit", "unit")))


def _is_short_form(token: WordToken) -> bool:
    return token.text.endswith(".")


def is_after_meeting(before: WordToken | None) -> bool:
    return before is not None and sense_of(before, "met_directly")


def is_more(before: WordToken | None) -> bool:
    """Return whether อีก stands before a number: อีก 8."""
    return before is not None and sense_of(before, "more")


def speaks_before(message: Message, number: Number) -> bool:
    """Return whether people are spoken of before a number: a total of something else is no number of people."""
    return any(sense_of(token, "people") or _is_people(token) for token in message.tokens[: number.first])


# ---- words ----


@cache
def _of_religion() -> frozenset[str]:
    """Return the words after which รูป counts monks, not pictures."""
    return frozenset(read("common")["of_religion"])


@cache
def _beginnings() -> tuple[str, ...]:
    """Return what words for people begin with: ผู้, นัก, ครู."""
    return tuple(read("common")["beginnings_of_people"])


@cache
def _places_follow() -> frozenset[str]:
    return frozenset(read("places")["before"])


@cache
def _between_ends() -> frozenset[str]:
    """Return what stands between the ends of a range: 150 ถึง 200."""
    return frozenset(read("common")["between_ends"])


def _person() -> str:
    return str(read("common")["person"][0])


def _monk() -> str:
    return str(read("common")["monk"][0])


@cache
def _ends_of_counts() -> frozenset[str]:
    return frozenset(",;()/+=\n")


@cache
def _breaks() -> frozenset[str]:
    return frozenset((";", "(", ")"))
