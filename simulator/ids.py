"""Ids and tokens in the forms that LINE uses. The same seed gives the same ids."""

import random

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FIRST_MESSAGE = 500_000_000_000_000_000


class IdMaker:
    """Makes all ids of the platform. Message ids increase, as LINE's do."""

    def __init__(self, seed: int | None = None) -> None:
        self._random = random.Random(seed)
        self._messages = _FIRST_MESSAGE + self._random.getrandbits(40)

    def user(self) -> str:
        """Return ``U`` and 32 hexadecimal digits."""
        return "U" + self._hex(32)

    def message(self) -> str:
        self._messages += 1 + self._random.getrandbits(10)
        return str(self._messages)

    def token(self, digits: int = 32) -> str:
        return self._hex(digits)

    def request(self) -> str:
        digits = self._hex(32)
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def rich_menu(self) -> str:
        return "richmenu-" + self._hex(32)

    def ulid(self, milliseconds: int) -> str:
        """Return 26 Crockford digits: 48 bits of time, 80 random bits (ULID specification)."""
        number = (milliseconds << 80) | self._random.getrandbits(80)
        return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -5, -5))

    def _hex(self, digits: int) -> str:
        return f"{self._random.getrandbits(4 * digits):0{digits}x}"
