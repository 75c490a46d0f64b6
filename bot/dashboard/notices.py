"""What an act has said, kept in a cookie until the next page shows it: a page that is loaded again does nothing twice.

The cookie is signed for the session, so that nobody else's words can stand on a page.
"""

import hashlib
import hmac
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Final

COOKIE: Final = "castbot-said"
LASTS: Final = 60  # seconds
MOST_BYTES: Final = 3_500  # browsers keep 4,096 of a cookie with its name and attributes
LARGEST: Final = 20_000  # bytes of what was said


def pack(said: str, secret: str) -> str:
    """Return words as the value of a cookie; what does not fit is left out at their end."""
    while True:
        packed = urlsafe_b64encode(zlib.compress(said.encode(), 9)).decode()
        if len(packed) <= MOST_BYTES:
            return f"{_signature(packed, secret)}.{packed}"
        said = said[: len(said) * 3 // 4] + "…"


def unpack(value: str | None, secret: str) -> str | None:
    """Return the words of a cookie, or None if it is not one of this session."""
    signature, _, packed = (value or "").partition(".")
    if not packed or not hmac.compare_digest(signature.encode(), _signature(packed, secret).encode()):
        return None
    try:
        return zlib.decompressobj().decompress(urlsafe_b64decode(packed), LARGEST).decode("utf-8", "ignore")
    except (Error, ValueError, zlib.error):
        return None


def _signature(packed: str, secret: str) -> str:
    return hmac.new(secret.encode(), packed.encode(), hashlib.sha256).hexdigest()
