"""The longest messages that LINE allows, each one piece repeated: a pattern that backtracks is slow on them."""

from __future__ import annotations

from bot.line.numbers import TEXT

LONGEST = TEXT  # UTF-16 units, as LINE counts them
PIECES = (
    "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน ",
    "ก",
    "เ",
    "\u0e34",
    "\u0e4d\u0e48",
    "คน",
    "คนละ",
    "1",
    "1/",
    "9",
    "1,000",
    "12/7/66 ",
    "9.30-",
    "ร้อย",
    "สอง",
    "ต.",
    "บ้าน",
    "ม.5 ",
    "ไม่",
    "a",
    "A1 ",
    "K7PM-",
    " ",
    "\n",
    "\u200b",
    "😀",
    "\ufdfa",
    "\U0001f468\u200d\U0001f469",
    "[yom7d",
    "(",
    "ใครยังไม่ส่ง",
    "ต.มะม่วงหวาน ",
    "อ.แม่จัย ",
    "ตำบลบ้านนอกใหม่ ",
    "วันพุธที่ 5 ",
    "5 ก.ค. ",
    "มา 5 คน ",
    "เป้า 5 มา 3 ",
    "ลา 3 วัน ",
    "ตามหนังสือ ลงวันที่ 5 ก.ค. ",
)


def longest_messages() -> list[str]:
    """Return one message for each piece, cut to the longest allowed."""
    return [_cut(piece * LONGEST) for piece in PIECES]


def _cut(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST].decode("utf-16-le", "ignore")
