"""Media in a bucket (S3, or what speaks like it), for several hosts that share no folder.

The objects have the names of the files of a folder (`ab/ab…`, `ab/ab….thumb.jpg`), so that any tool that copies a
folder to a bucket moves them. Phones never get an address of the bucket: pictures go through `/m/<token>`, which can
be revoked.
"""

from collections.abc import Iterable
from functools import cached_property

import obstore
from obstore.store import S3Store

from services.buckets.addresses import BucketFolder
from services.buckets.opening import opened, refusals, size_of
from services.media.store import MediaStore


class BucketStore(MediaStore):
    """Objects in the folder of a bucket. Raises BucketRefuses, an OSError, if the bucket does not answer or refuses."""

    setting = "MEDIA_URL"

    def __init__(self, address: str) -> None:
        """Raises WrongBucket. Nothing is asked of the server."""
        self._at, self.place = BucketFolder.at(address), address

    @cached_property
    def _bucket(self) -> S3Store:
        """Opened when it is first needed, because its library's threads do not outlive the fork of a process."""
        return opened(self._at, quick=True)

    def _write(self, key: str, data: bytes) -> bool:
        with refusals():
            return obstore.put(self._bucket, self._at.key(key), data)["version"] is not None

    def _read(self, key: str) -> bytes:
        with refusals():
            return obstore.get(self._bucket, self._at.key(key)).bytes().to_bytes()

    def _has(self, key: str) -> bool:
        with refusals():
            return size_of(self._bucket, self._at.key(key)) is not None

    def _remove(self, keys: Iterable[str]) -> None:
        with refusals():
            for key in keys:
                obstore.delete(self._bucket, self._at.key(key))

    def _is_empty(self) -> bool:
        with refusals():
            return not any(obstore.list(self._bucket, self._at.key("") or None, chunk_size=1))
