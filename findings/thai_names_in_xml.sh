#!/usr/bin/env bash
# Five Thai characters that pyxform 4.5.0 takes in a question's name and that XML parsers refuse.
#
# 1. pyxform checks names by the fifth edition of XML 1.0, which allows nearly every letter: จังหวัดฯ passes. expat, which is in
#    Python, follows the fourth edition, in whose tables ฯ (U+0E2F), ฿, ๏, ๚ and ๛ may stand in no name. So pyxform writes an
#    XForm that Python cannot read.
# 2. A column `instance::tag` that is filled for a group ends in a TypeError of pyxform, not in one of its own errors with a row.
#
# Output seen on 29 November 2026:
#   ParseError not well-formed (invalid token)
#   refused: ฯ ฿ ๏ ๚ ๛
#   TypeError node() got multiple values for argument 'tag'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
"$folder/venv/bin/python" - <<'PYTHON'
import unicodedata
from xml.etree.ElementTree import ParseError, fromstring

from pyxform.xls2xform import convert


def is_read(xml: str) -> bool:
    try:
        fromstring(xml)
    except ParseError:
        return False
    return True


xform = convert({"survey": [{"type": "text", "name": "จังหวัดฯ", "label": "ก"}]}).xform
try:
    fromstring(xform)
except ParseError as error:
    print("ParseError", str(error).partition(":")[0])
else:
    raise SystemExit("the XForm can be read now")

thai = [chr(code) for code in range(0xE00, 0xE80) if unicodedata.category(chr(code)) != "Cn"]
refused = [letter for letter in thai if not is_read(f"<ก{letter}/>")]
print("refused:", *refused)
assert refused == ["ฯ", "฿", "๏", "๚", "๛"]

group = [{"type": "begin_group", "name": "g", "label": "ก", "instance::tag": "x"}]
try:
    convert({"survey": [*group, {"type": "text", "name": "a", "label": "ข"}, {"type": "end_group"}]})
except TypeError as error:
    print("TypeError", error)
else:
    raise SystemExit("a tag of a group is taken now")
PYTHON
