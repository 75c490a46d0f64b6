"""Ed25519 signatures by a key of the deployment. Keys are base64: 32 bytes of the private one, 32 of the public one."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES: Final = 32
ID_LENGTH: Final = 16  # hexadecimal digits of the hash of a public key


class WrongKey(ValueError):
    """What should be a key is none."""


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A private key. It is never shown, neither whole nor in part."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        return _text(self.private.public_key().public_bytes_raw())

    @property
    def id(self) -> str:
        return id_of(self.public)

    def sign(self, words: str) -> str:
        return _text(self.private.sign(words.encode()))


def read_key(written: str) -> SigningKey:
    """Return the private key of its base64. Raises WrongKey."""
    return SigningKey(Ed25519PrivateKey.from_private_bytes(_bytes(written, KEY_BYTES)))


def new_key() -> str:
    """Return a new private key in base64."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def id_of(public: str) -> str:
    """Return the id of a public key: the beginning of its hash. Raises WrongKey."""
    return hashlib.sha256(_bytes(public, KEY_BYTES)).hexdigest()[:ID_LENGTH]


def is_signed(words: str, signature: str, public: str) -> bool:
    """Return whether a signature is that of these words by this public key; what is no key or signature is not."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(public, KEY_BYTES)).verify(_bytes(signature, 64), words.encode())
    except (InvalidSignature, WrongKey, UnicodeEncodeError):
        return False
    return True


def _bytes(written: str, count: int) -> bytes:
    try:
        found = base64.b64decode(written.strip(), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != count:
        raise WrongKey(f"not {count} bytes in base64")
    return found


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
