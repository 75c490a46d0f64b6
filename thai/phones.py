"""Phone numbers of Thailand as people write them: grouped anyhow, with +66, in Thai digits or in words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MOBILE: Final = 10  # digits, of which the first two are 06, 08 or 09
LANDLINE: Final = 9  # digits, of which the first two are 02 to 05 or 07
LIKE_A_PHONE: Final = 7  # digits that begin with 0 and are meant as one, right or wrong
MOST_GROUPS: Final = 11

_SPOKEN: Final = {
    "ศูนย์": "0", "หนึ่ง": "1", "สอง": "2", "โท": "2", "สาม": "3", "สี่": "4", "ห้า": "5", "หก": "6", "เจ็ด": "7",
    "แปด": "8", "เก้า": "9",
}  # fmt: skip
_IN_WORDS: Final = re.compile(rf"(?:(?:{'|'.join(_SPOKEN)})[\s-]*){{9,10}}")
_GROUPS: Final = re.compile(r"\+?\d+(?:[ \t]?[-.()][ \t]?\d+|[ \t]\d+|[)(]\d+)*")
_GROUP: Final = re.compile(r"\+?\d+")
_EXTENSION: Final = re.compile(r"\s*(?:ต่อ|ext\.?|x)\s*(\d{1,5})(?!\d)", re.IGNORECASE)


class PhoneSaid(NamedTuple):
    """A phone number in a text at [start, end). `digits` begins with 0 and may end with " ต่อ 12"; it is None if what
    is written looks like a number but has too many or too few digits."""

    start: int
    end: int
    digits: str | None


def phones_in(text: str) -> list[PhoneSaid]:
    """Return the phone numbers of a text with Arabic digits, in its order."""
    found = [
        PhoneSaid(match.start(), match.start() + len(match[0].rstrip(" -")), _dialled(_spoken_digits(match[0])))
        for match in _IN_WORDS.finditer(text)
    ]
    for match in _GROUPS.finditer(text):
        found += _among_groups(text, match)
    return sorted(found)


def dialled(written: str) -> str | None:
    """Return the digits of a text that is one phone number and nothing else, or None."""
    said = phones_in(written.strip())
    whole = len(said) == 1 and not written[: said[0].start].strip() and not written[said[0].end :].strip(" .")
    return said[0].digits if whole else None


def _among_groups(text: str, match: re.Match[str]) -> list[PhoneSaid]:
    """Return the numbers in a run of groups of digits: what stands before, such as a village's number, is none."""
    groups = [(group.start() + match.start(), group[0]) for group in _GROUP.finditer(match[0])]
    found: list[PhoneSaid] = []
    at = 0
    while at < len(groups):
        if not groups[at][1].startswith(("0", "66", "+66")):
            at += 1
            continue
        ends = [
            last for last in range(at, min(len(groups), at + MOST_GROUPS))
            if _dialled("".join(digits for _, digits in groups[at : last + 1])) is not None
        ]  # fmt: skip
        last = ends[0] if ends else at
        digits = _dialled("".join(digits for _, digits in groups[at : last + 1]))
        end = groups[last][0] + len(groups[last][1])
        if digits is not None:
            extension = _EXTENSION.match(text, end)
            if extension:
                digits, end = f"{digits} ต่อ {extension[1]}", extension.end()
            found.append(PhoneSaid(groups[at][0], end, digits))
        elif groups[at][1].startswith("0") and sum(len(digits) for _, digits in groups[at:]) >= LIKE_A_PHONE:
            last = len(groups) - 1
            found.append(PhoneSaid(groups[at][0], groups[last][0] + len(groups[last][1]), None))
        at = last + 1
    return found


def _spoken_digits(said: str) -> str:
    return "".join(_SPOKEN[word] for word in re.findall("|".join(_SPOKEN), said))


def _dialled(written: str) -> str | None:
    """Return the digits as they are dialled in Thailand, or None if no number has them."""
    digits = written.removeprefix("+")
    if digits.startswith("66") and len(digits) in (LANDLINE + 1, MOBILE + 1, MOBILE + 2):
        digits = "0" + digits[2:].removeprefix("0")
    if len(digits) == MOBILE and digits.startswith(("06", "08", "09")):
        return digits
    return digits if len(digits) == LANDLINE and digits.startswith(("02", "03", "04", "05", "07")) else None
