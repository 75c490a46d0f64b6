"""Addresses of buckets of S3, or of what speaks like it, and what can be wrong with them."""

import os
import re
from dataclasses import dataclass
from typing import Final, Self

_ADDRESS: Final = re.compile(r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?P<folder>[^\s?#]*))?")
_SERVER: Final = re.compile(r"(?P<scheme>https?)://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?")


class WrongBucket(ValueError):
    """An address names no bucket (`bucket-address`), or AWS_ENDPOINT_URL no server (`bucket-endpoint`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class BucketFolder:
    """What an address such as `s3://bucket/folder` names. The folder has no slash at its end, and may be empty."""

    bucket: str
    folder: str

    @classmethod
    def at(cls, address: str) -> Self:
        """Raises WrongBucket, also if the server that the environment names is none."""
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise WrongBucket("bucket-address")
        is_plain()
        return cls(found["bucket"], (found["folder"] or "").strip("/"))

    def key(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name


def is_plain() -> bool:
    """Return whether the server (AWS_ENDPOINT_URL) is spoken to without TLS. Raises WrongBucket for what is no address:
    `object_store` 0.14.2, which does the work, panics at one."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL")
    if not endpoint:
        return False
    found = _SERVER.fullmatch(endpoint)
    if found is None:
        raise WrongBucket("bucket-endpoint")
    return found["scheme"] == "http"
