"""Functions about text."""

import base64
import binascii
import hashlib
from itertools import zip_longest
from typing import Final

from xlsforms.stored_values import names_in
from xlsforms.xpath.calls import FunctionCall, function
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.patterns import matches

_DIGESTS: Final = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@function("string", 1)
def string(call: FunctionCall) -> str:
    return call.text(0)


@function("concat", (0, None))
def concat(call: FunctionCall) -> str:
    return "".join(call.texts())


@function("join", (1, None))
def join(call: FunctionCall) -> str:
    """Join all arguments but the first, with the first between them."""
    between = call.text(0)
    return between.join(call.texts(1, between))


@function("substr", (2, 3))
def substr(call: FunctionCall) -> str:
    """Return the letters from the second argument (0 is the first, -1 the last) up to, not including, the third."""
    whole = call.text(0)
    end = _whole(call, 2, len(whole)) if len(call) == 3 else None
    return whole[slice(_whole(call, 1, 0), end)]


@function("substring-before", 2)
def substring_before(call: FunctionCall) -> str:
    before, found, _ = call.text(0).partition(call.text(1)) if call.text(1) else ("", "", "")
    return before if found else ""


@function("substring-after", 2)
def substring_after(call: FunctionCall) -> str:
    return call.text(0).partition(call.text(1))[2] if call.text(1) else call.text(0)


@function("translate", 3)
def translate(call: FunctionCall) -> str:
    table: dict[int, str | None] = {}
    for old, new in zip_longest(call.text(1), call.text(2)[: len(call.text(1))]):
        table.setdefault(ord(old), new)
    return call.text(0).translate(table)


@function("string-length", (0, 1))
def string_length(call: FunctionCall) -> float:
    return float(len(call.text(0) if len(call) else call.here()))


@function("normalize-space", (0, 1))
def normalize_space(call: FunctionCall) -> str:
    """Return a text with single spaces; the white space of XML counts, a no-break space does not."""
    return " ".join(names_in(call.text(0) if len(call) else call.here()))


@function("contains", 2)
def contains(call: FunctionCall) -> bool:
    return call.text(1) in call.text(0)


@function("starts-with", 2)
def starts_with(call: FunctionCall) -> bool:
    return call.text(0).startswith(call.text(1))


@function("ends-with", 2)
def ends_with(call: FunctionCall) -> bool:
    return call.text(0).endswith(call.text(1))


@function("regex", 2)
def regex(call: FunctionCall) -> bool:
    """Return whether the whole text matches the pattern."""
    return matches(call.text(1), call.text(0), call.scope.around.budget)


@function("uuid", (0, 1))
def uuid(call: FunctionCall) -> str:
    """Return a new unique id, or its first letters if a number of letters is given."""
    fresh = call.scope.around.new_id()
    if not len(call):
        return fresh
    letters = fresh.replace("-", "")
    return (letters * 8)[: _whole(call, 0, len(letters))]


@function("digest", (2, 3))
def digest(call: FunctionCall) -> str:
    name = _DIGESTS.get(call.text(1).upper())
    if name is None:
        raise EvaluationFailed("form-failure-digest", name=call.text(1))
    raw = hashlib.new(name, call.text(0).encode(), usedforsecurity=False).digest()
    return raw.hex() if len(call) == 3 and call.text(2) == "hex" else base64.b64encode(raw).decode()


@function("base64-decode", 1)
def base64_decode(call: FunctionCall) -> str:
    try:
        return base64.b64decode(call.text(0), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise EvaluationFailed("form-failure-base64") from error


def _whole(call: FunctionCall, place: int, otherwise: int) -> int:
    value = call.number(place)
    return int(value) if value == value and abs(value) < 1e9 else otherwise
