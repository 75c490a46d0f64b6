"""Both stores do the same: a folder, and a bucket of S3 (moto's server)."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from services.buckets.addresses import WrongBucket
from services.media.bucket_store import BucketStore
from services.media.store import FolderStore, MediaStore, NotEmpty
from tests.buckets import S3Bucket

PHOTO, OTHER = b"\xff\xd8 a photo", b"\xff\xd8 another"
NAME = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> MediaStore:
    if request.param == "folder":
        return FolderStore(tmp_path / "media")
    bucket: S3Bucket = request.getfixturevalue("s3_bucket")
    return BucketStore(bucket.address)


def test_what_is_stored_is_read_until_it_is_deleted(store: MediaStore) -> None:
    assert store.put(PHOTO) == store.put(PHOTO) == NAME
    store.put_thumbnail(NAME, b"small")
    assert (store.has(NAME), store.original(NAME), store.thumbnail(NAME)) == (True, PHOTO, b"small")
    store.delete(NAME)
    store.delete(NAME)
    assert not store.has(NAME)
    for read in (store.original, store.thumbnail):
        with pytest.raises(FileNotFoundError):
            read(NAME)


def test_files_of_a_backup_are_restored_all_or_none(store: MediaStore) -> None:
    def damaged() -> None:
        with store.restoring() as restore:
            restore(NAME, PHOTO)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        damaged()
    with store.restoring() as restore:  # it is as empty as before
        restore(NAME, PHOTO)
        restore(f"{NAME}.thumb.jpg", b"small")
    assert (store.original(NAME), store.thumbnail(NAME)) == (PHOTO, b"small")
    with pytest.raises(NotEmpty), store.restoring():
        pass


def test_a_restore_goes_on_after_one_that_was_killed(store: MediaStore) -> None:
    killed = store.restoring()
    restore = killed.__enter__()
    restore(NAME, PHOTO)
    with store.restoring() as restore_again:
        restore_again(NAME, PHOTO)
    assert store.original(NAME) == PHOTO


def test_a_bucket_has_the_names_of_a_folder(s3_bucket: S3Bucket, tmp_path: Path) -> None:
    """So any tool that copies a folder to a bucket moves the media."""
    stores: tuple[MediaStore, ...] = (FolderStore(tmp_path), BucketStore(s3_bucket.address))
    for store in stores:
        store.put_thumbnail(store.put(PHOTO), b"small")
    in_folder = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {name.removeprefix("castbot/media/"): data for name, data in s3_bucket.objects().items()} == in_folder


def test_storage_that_keeps_what_is_deleted_says_so(store: MediaStore, request: pytest.FixtureRequest) -> None:
    assert store.try_out() is False
    if "bucket" in request.node.name:
        request.getfixturevalue("s3_bucket").keep_versions()
        assert store.try_out() is True


@pytest.mark.parametrize(
    "change",
    [
        lambda monkeypatch: monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        lambda monkeypatch: monkeypatch.setenv("AWS_ACCESS_KEY_ID", "กุญแจ\nkey"),
    ],
    ids=["nobody listens", "a key of wrong letters"],
)
def test_a_bucket_that_does_not_answer_is_an_error_of_storage(
    s3_bucket: S3Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    change(monkeypatch)
    store = BucketStore(s3_bucket.address)
    for do in (lambda: store.put(PHOTO), lambda: store.original(NAME), lambda: store.delete(NAME)):
        with pytest.raises(OSError) as refused:  # noqa: PT011 - its kind is what counts
            do()
        assert not isinstance(refused.value, FileNotFoundError)


def test_a_server_that_is_none_is_said_before_anything_is_stored(
    s3_bucket: S3Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "s3.example.go.th")
    with pytest.raises(WrongBucket, match="bucket-endpoint"):
        BucketStore(s3_bucket.address)
