"""The file of a backup: a tar of members, compressed with zstd, and encrypted to a public key (age) if one is given.

It is written and read from its beginning to its end, so that no size limits it: a table is in parts of some megabytes,
and a photo is copied in pieces. The first member says what is in it, the last one the SHA-256 of each.
"""

import hashlib
import io
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any, Final

import pyrage
import zstandard

from services.backup.problems import BackupError

PIECE: Final = 1 << 20  # bytes that are read at once
LEVEL: Final = 3  # of zstd: higher ones take several times as long for some per cent
ENCRYPTED: Final = b"age-encryption.org/v1"
_COMPRESSED: Final = b"\x28\xb5\x2f\xfd"  # the magic number of zstd
MEMBER: Final = re.compile(
    r"(about|manifest)\.json|tables/(?P<table>[a-z_]+)/\d{5}\.jsonl|media/(?P<media>[0-9a-f]{64}(\.thumb\.jpg)?)"
)


class Hashing(io.RawIOBase):
    """Reads or writes through, and keeps the SHA-256 of what went by."""

    def __init__(self, through: Any) -> None:
        self._through, self._sum, self.size = through, hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._through.read(size)
        self._sum.update(data)
        self.size += len(data)
        return data

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class ArchiveWriter:
    """Writes members one after the other. `sums` has the SHA-256 of each that was written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.sums: dict[str, str] = {}

    def add_bytes(self, name: str, data: bytes) -> None:
        self.add_file(name, io.BytesIO(data), len(data))

    def add_file(self, name: str, source: IO[bytes], size: int) -> None:
        """Add a member of `size` bytes. Raises OSError if the source has fewer."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        through = Hashing(source)
        self._tar.addfile(info, through)
        _forget_members(self._tar)
        self.sums[name] = through.sha256


def _forget_members(tar: Any) -> None:
    """Let a tar forget the members that went by; it would keep something of each."""
    tar.members = []


@contextmanager
def writing(file: Path, public_key: str | None) -> Iterator[ArchiveWriter]:
    """Write an archive to a new file, which only its owner may read. Raises BackupError for a wrong public key."""
    receiver = read_public_key(public_key) if public_key else None
    with (
        os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw,
        _onto_the_disk(raw),
        _encrypting(raw, receiver) if receiver else nullcontext(raw) as out,
        zstandard.ZstdCompressor(LEVEL, write_checksum=True).stream_writer(out, closefd=False) as compressed,
        tarfile.open(fileobj=compressed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield ArchiveWriter(tar)


@contextmanager
def _onto_the_disk(file: IO[bytes]) -> Iterator[None]:
    yield
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _encrypting(file: IO[bytes], receiver: Any) -> Iterator[IO[bytes]]:
    """Yield a pipe; what is written to it goes to the file, encrypted by a thread."""
    with _piped(lambda end: pyrage.encrypt_io(end, file, [receiver]), reads=True) as pipe:
        yield pipe


@contextmanager
def _piped(work: Callable[[IO[bytes]], None], *, reads: bool) -> Iterator[IO[bytes]]:
    """Do `work` with one end of a pipe in a thread, and yield the other end. What it raises is raised here."""
    read_end, write_end = os.pipe()
    its, mine = (read_end, write_end) if reads else (write_end, read_end)
    failed: list[BaseException] = []

    def run() -> None:
        with os.fdopen(its, "rb" if reads else "wb") as end:
            try:
                work(end)
            except BaseException as error:
                failed.append(error)

    thread = Thread(target=run, name="age", daemon=True)
    thread.start()
    try:
        with os.fdopen(mine, "wb" if reads else "rb") as pipe, suppress(BrokenPipeError):
            yield pipe
    finally:
        thread.join()
        if failed:
            raise failed[0]


def read_public_key(said: str) -> Any:
    """Return an age public key (`age1…`). Raises BackupError."""
    try:
        return pyrage.x25519.Recipient.from_str(said.strip())
    except pyrage.RecipientError as error:
        raise BackupError("backup-wrong-public-key") from error


def read_private_key(file: Path) -> Any:
    """Return the key in a file as `age-keygen` writes it. Raises BackupError."""
    try:
        lines = file.read_text("utf-8").splitlines()
        words = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return pyrage.x25519.Identity.from_str(words[0] if words else "")
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise BackupError("backup-wrong-private-key", file=str(file)) from error


@contextmanager
def reading(file: Path, private_key: Path | None) -> Iterator[Iterator[tuple[str, Hashing]]]:
    """Yield the members of an archive, name and content, one after the other. Raises BackupError if it is none."""
    try:
        raw = file.open("rb")
    except OSError as error:
        raise BackupError("backup-cannot-read", file=str(file), why=str(error.strerror)) from error
    with ExitStack() as stack:
        stack.enter_context(raw)
        begins = raw.read(len(ENCRYPTED))
        raw.seek(0)
        source: IO[bytes] = raw
        if begins == ENCRYPTED:
            if private_key is None:
                raise BackupError("backup-is-encrypted")
            key = read_private_key(private_key)
            source = stack.enter_context(_decrypting(raw, key))
        elif not begins.startswith(_COMPRESSED):
            raise BackupError("backup-is-none")
        try:
            plain = stack.enter_context(zstandard.ZstdDecompressor().stream_reader(source, closefd=False))
            yield _members(stack.enter_context(tarfile.open(fileobj=plain, mode="r|")))
        except (tarfile.TarError, zstandard.ZstdError, EOFError) as error:
            raise BackupError("backup-is-damaged") from error


@contextmanager
def _decrypting(file: IO[bytes], key: Any) -> Iterator[IO[bytes]]:
    """Yield a pipe from which the file's content can be read, decrypted by a thread."""

    def decrypt(end: IO[bytes]) -> None:
        try:
            pyrage.decrypt_io(file, end, [key])
        except BrokenPipeError:
            return  # who reads has had enough
        except (pyrage.DecryptError, OSError) as error:
            other = "No matching keys" in str(error)
            raise BackupError("backup-other-key" if other else "backup-is-damaged") from error

    with _piped(decrypt, reads=False) as pipe:
        yield pipe


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, Hashing]]:
    for info in tar:
        _forget_members(tar)
        content = tar.extractfile(info) if info.isfile() else None
        if content is None or not MEMBER.fullmatch(info.name):
            raise BackupError("backup-is-none")
        yield info.name, Hashing(content)
