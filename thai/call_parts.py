"""Reads what is said of somebody or something that a unit sends: a post, a phone, an address, days, a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from thai.almanac import almanac, either
from thai.call_text import units_in
from thai.context import Context
from thai.data import read
from thai.normalise import folded, tidy
from thai.phones import MOBILE, PhoneSaid, phones_in
from thai.posts import LONGEST_POST, is_post_in_english, post_in
from thai.written_dates import written_days

SHORTEST: Final = 3  # letters of something that is said without a word for it
_POST_ENDS: Final = re.compile(
    r"\s(?=สังกัด|เบอร์|โทร|มือถือ|จะ|ยังไม่|ไม่|ดี(?:ป|ไ|ม|ห)|ได้(?:ป|ไ|ม|ห)|หรือ|รึ|อายุ\s?\d|เกิด(?:วัน|\s?\d)|อีเมล|e-?mail|ครับ|ค่ะ|คะ|คับ|นะ)|(?:ครับ|ค่ะ|คับ)(?=\s|$)|[()\"]",
    re.IGNORECASE,
)
_LEVELS: Final = ("ปก.", "ชก.", "ชพ.", "ชช.", "ปง.", "อส.", "ชง.")  # short for levels of posts
AROUND: Final = " :;,.-–=()[]/\"'\t\n•*"
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NUMBERED: Final = re.compile(r"(?:^|(?<=[\s\t]))\(?\d{1,2}\s?[.)]\s*(?=\D|$)|\d+\s*คน(?![ก-๎])")


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field: its kind (text, phone, email, day, choice), the words behind which it stands, and the words of each of
    its choices."""

    key: str
    kind: str
    said: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


def parts_in(said: str, fields: Sequence[FieldWords], context: Context, *, free_words: bool = False) -> dict[str, str]:
    """Return what tidied words say of the fields: key -> value (digits, an ISO day, the key of a choice, words).
    `free_words`: what is left behind a name is the first text, a person's post."""
    found: dict[str, str] = {}
    rest = _NUMBERED.sub("\t", said)
    phones = phones_in(said)
    for phone in phones:
        rest = rest.replace(said[phone.start : phone.end], "\t", 1)
    for phone in sorted(phones, key=_is_no_mobile):
        if phone.digits is not None:
            _first(found, fields, "phone", phone.digits)
    if email := _EMAIL.search(rest):
        _first(found, fields, "email", email[0].lower())
        rest = rest[: email.start()] + "\t" + rest[email.end() :]
    marks = _marks(fields)
    pieces = marks.split(rest) if marks else [rest]
    # split keeps the words themselves: free words, a mark, what follows, …
    free = [pieces[0]]
    for word, words in zip(pieces[1::2], pieces[2::2], strict=True):
        own, more = _whole_of(words)
        field = _field_of(word, fields)
        value = value_of(own, field, context) if field is not None else None
        if field is not None and value is not None and field.key not in found:
            found[field.key] = value
            free.append(more)
        else:
            free.append(words)
    left = "\t".join(free)
    for field in fields:
        if field.key in found:
            continue
        if field.kind == "choice" and (chosen := choice_in(left, field)):
            found[field.key] = chosen
        elif field.kind == "day" and not field.said and (day := day_in(left, context)):
            found[field.key] = day.isoformat()
    texts = [field for field in fields if free_words and field.kind == "text"]
    if texts and texts[0].key in found:
        found[texts[0].key] = post_of(found[texts[0].key], units_in(context)) or found[texts[0].key]
    elif texts and (post := _post_among(left, units_in(context))):
        found[texts[0].key] = post
    return found


def post_of(words: str, units: tuple[str, ...] = ()) -> str | None:
    """Return the post that words say, without what else is said of somebody: their unit, an age, what is asked."""
    said = bare_words(_POST_ENDS.split(words.strip(AROUND), maxsplit=1)[0])
    if units and (unit := re.search(rf"\s{either(units)}$", said)) and not _heads_a_unit().match(said):
        said = said[: unit.start()]
    if said.endswith(tuple(level.rstrip(".") for level in _LEVELS)) and f"{said}." in " ".join(words.split()):
        said += "."
    return said if SHORTEST <= len(said) <= LONGEST_POST else None


def post_answered(words: str) -> str | None:
    """Return the post that the answer to a question for it says, or None: what is no post is not taken for one."""
    said = post_of(words)
    if said is None:
        return None
    begins = post_in(said)
    if begins is not None and not said[: begins.start()].strip():
        return said
    return said if is_post_in_english(said) or _is_like_a_post(said) else None


def _post_among(left: str, units: tuple[str, ...]) -> str | None:
    """Return the post among the words behind a name: what begins like one, else what stands alone in its line or
    between commas."""
    parts = [part for part in re.split(r"[\t\n,;]", left) if bare_words(part)]
    for part in parts:
        if begins := post_in(part):
            return post_of(part[begins.start() :], units)
    for part in parts:
        if is_post_in_english(bare_words(part)):
            return post_of(part, units)
    alone = [part for part in re.split(r"[\t\n,;]", left)[1:] if bare_words(part)]
    return next((post_of(part, units) for part in alone if _is_like_a_post(bare_words(part))), None)


def _is_like_a_post(words: str) -> bool:
    return re.fullmatch(r"[\u0e01-\u0e4e. ]{4,60}", words) is not None and not _no_post().search(words)


@cache
def _heads_a_unit() -> re.Pattern[str]:
    return re.compile(either(read("calls")["heads_a_unit"]))


@cache
def _no_post() -> re.Pattern[str]:
    return re.compile(either(read("calls")["no_post"]))


def value_of(words: str, field: FieldWords, context: Context) -> str | None:
    """Return the value that tidied words give to a field, such as the answer to a question for it; None: it is none."""
    if field.kind == "phone":
        return next((one.digits for one in phones_in(words) if one.digits), None)
    if field.kind == "email":
        email = _EMAIL.search(words)
        return email[0].lower() if email else None
    if field.kind == "day":
        day = day_in(words, context)
        return day.isoformat() if day else None
    if field.kind == "choice":
        return choice_in(words, field)
    return bare_words(words) or None


def choice_in(words: str, field: FieldWords) -> str | None:
    """Return the key of the choice that words name, the longest word first; None also if they name several."""
    low = "".join(folded(words).split())
    named: dict[str, int] = {}
    for key, known in field.choices:
        for word in known:
            bare = "".join(folded(tidy(word)).split())
            if bare and bare in low:
                named[key] = max(named.get(key, 0), len(bare))
    longest = max(named.values(), default=0)
    best = [key for key, length in named.items() if length == longest]
    return best[0] if len(best) == 1 else None


def day_in(words: str, context: Context) -> date | None:
    """Return the day that words name; of a month or quarter its last."""
    said = tidy(words)
    for text in (said, _with_months(said)):
        for one in written_days(text, context):
            if one.problem is None and (one.last or one.first):
                return one.last or one.first
    return None


def bare_words(words: str) -> str:
    """Return words without what only stands around them."""
    said = " ".join(words.split())
    while (cut := _edges().sub("", said.strip(AROUND)).strip(AROUND)) != said:
        said = cut
    return said


def _first(found: dict[str, str], fields: Iterable[FieldWords], kind: str, value: str) -> None:
    key = next((field.key for field in fields if field.kind == kind and field.key not in found), None)
    if key is not None:
        found[key] = value


def _is_no_mobile(phone: PhoneSaid) -> bool:
    """Return whether a number is an office's: somebody's mobile is preferred."""
    return phone.digits is None or len(phone.digits) != MOBILE


def _whole_of(words: str) -> tuple[str, str]:
    """Return what belongs to a word for a field, up to the end of the line, and the rest."""
    own = re.match(r"[\s:]*[^\t\n]*", words)
    end = own.end() if own else 0
    return words[:end], words[end:]


def _field_of(word: str, fields: Sequence[FieldWords]) -> FieldWords | None:
    low = word.strip().lower()
    return next((field for field in fields if low in (said.lower() for said in field.said)), None)


def _marks(fields: Sequence[FieldWords]) -> re.Pattern[str] | None:
    said = [word for field in fields for word in field.said]
    return marks_of(tuple(said)) if said else None


@cache
def marks_of(said: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for the words behind which fields stand: they begin a word."""
    return re.compile(rf"(?:^|(?<=[\s\t]))({either(said)})", re.IGNORECASE)


def _with_months(said: str) -> str:
    """Return words in which a month that stands alone is called one: ธ.ค. 61 is เดือน ธ.ค. 61."""
    return _months().sub(r"เดือน\1", said)


@cache
def _months() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?<!\d )(?<!เดือน)(?<!เดือน )({either(almanac().months)})", re.IGNORECASE)


@cache
def _edges() -> re.Pattern[str]:
    words = either(read("calls")["around"])
    return re.compile(rf"^{words}(?![ก-๎])|^{words}(?=\s)|(?:(?<=\s)|^){words}$|(?:นะ|น่ะ)?(?:ครับ|ค่ะ|คะ)$", re.IGNORECASE)
