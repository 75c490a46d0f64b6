"""Opens buckets of S3, or of what speaks like it, and says what they refuse.

Account, region and server are those of the environment's usual names (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
`AWS_REGION`, `AWS_ENDPOINT_URL` …), or of the machine's role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from services.buckets.addresses import BucketFolder, is_plain

_RETRIES: Final = {"max_retries": 3, "retry_timeout": timedelta(seconds=60)}
_QUICK_RETRIES: Final = {"max_retries": 1, "retry_timeout": timedelta(seconds=5)}
_QUICK: Final = {"connect_timeout": "2s", "timeout": "30s"}


class BucketRefuses(OSError):
    """A bucket does not answer, or refuses. `why` is the library's name of the error: its own words name addresses."""

    def __init__(self, why: str) -> None:
        super().__init__(None, why)
        self.why = why


def opened(folder: BucketFolder, *, quick: bool = False) -> S3Store:
    """Return the bucket of a folder, whole. Raises WrongBucket, BucketRefuses.

    With `quick` a server that does not answer is given up after seconds: people, or a lock, wait for it.
    """
    options: dict[str, Any] = {"allow_http": is_plain()} | (_QUICK if quick else {})
    retries: Any = _QUICK_RETRIES if quick else _RETRIES
    with refusals():
        return S3Store(folder.bucket, client_options=options, retry_config=retries)  # type: ignore[arg-type]


@contextmanager
def refusals() -> Iterator[None]:
    """Let what a bucket refuses be BucketRefuses. What is not there stays FileNotFoundError."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(None, type(error).__name__) from error
    except BaseError as error:
        raise BucketRefuses(type(error).__name__) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise BucketRefuses("panic") from error  # a key of wrong letters, say


def size_of(store: S3Store, key: str) -> int | None:
    """Return the bytes of an object, None if it is not there."""
    try:
        return int(obstore.head(store, key)["size"])
    except FileNotFoundError:
        return None
