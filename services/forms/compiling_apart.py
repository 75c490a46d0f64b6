"""Reads a form's file in a process of its own, with bounds on time and memory.

A file of an office may take seconds of work, and a web process must answer LINE's webhooks meanwhile. This process
has the file and nothing else: no settings, no database.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from xlsforms import FormErrors, FormProblem, compile_form, files_named

ROOT: Final = Path(__file__).parents[2]
SECONDS: Final = 60  # of work
LONGEST: Final = 90  # seconds until it is stopped
MEMORY: Final = 2 * 1024**3  # bytes
AT_ONCE: Final = BoundedSemaphore(2)  # of one process of the bot
WAITS: Final = 30  # seconds, when so many are being read


@dataclass(frozen=True, slots=True)
class FormRead:
    """What was read from a file: a form, or its `problems`. `digest` is the hash of the file and of those beside it."""

    problems: tuple[FormProblem, ...] = ()
    notices: tuple[FormProblem, ...] = ()
    form_id: str = ""
    version: str = ""
    title: str = ""
    digest: str = ""
    xform: str = ""


def compile_apart(file_name: str, raw: bytes, files: Mapping[str, bytes], *, longest: float = LONGEST) -> FormRead:
    """Read a form's file and the files beside it. What is too large to be read in time is a problem of the file."""
    if not AT_ONCE.acquire(timeout=WAITS):
        return _failed("form-problem-busy")
    try:
        return _read_apart(file_name, raw, files, longest)
    finally:
        AT_ONCE.release()


def _read_apart(file_name: str, raw: bytes, files: Mapping[str, bytes], longest: float) -> FormRead:
    said = {"name": file_name, "raw": _packed(raw), "files": {name: _packed(one) for name, one in files.items()}}
    words = [sys.executable, "-m", "services.forms.compiling_apart"]
    try:
        done = subprocess.run(
            words, input=json.dumps(said).encode(), capture_output=True, timeout=longest, cwd=ROOT, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        return _failed("form-problem-too-long")
    if done.returncode:
        return _failed("form-problem-too-long")
    found = json.loads(done.stdout)
    problems, notices = (tuple(FormProblem(**one) for one in found.pop(name)) for name in ("problems", "notices"))
    return FormRead(problems, notices, **found)


def read(file_name: str, raw: bytes, files: Mapping[str, bytes]) -> FormRead:
    """Read a form's file in this process. A file beside it that it does not name is told."""
    try:
        named = set(files_named(file_name, raw))
        form = compile_form(file_name, raw, {name: one for name, one in files.items() if name in named})
    except FormErrors as errors:
        return FormRead(errors.problems)
    unused = [FormProblem("form-problem-file-unused", args={"file": name}) for name in files if name not in named]
    return FormRead((), (*form.notices, *unused), form.form_id, form.version, form.title, form.digest, form.xform)


def to_json(problem: FormProblem) -> dict[str, Any]:
    """Return a problem as it can be stored. `FormProblem(**…)` is the way back."""
    return {**asdict(problem), "args": dict(problem.args)}


def _failed(key: str) -> FormRead:
    return FormRead((FormProblem(key),))


def _packed(raw: bytes) -> str:
    return b64encode(raw).decode()


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    said = json.load(sys.stdin)
    files = {name: b64decode(one) for name, one in said["files"].items()}
    found = read(said["name"], b64decode(said["raw"]), files)
    told = {name: [to_json(one) for one in getattr(found, name)] for name in ("problems", "notices")}
    beside = {name: getattr(found, name) for name in ("form_id", "version", "title", "digest", "xform")}
    json.dump(told | beside, sys.stdout)


if __name__ == "__main__":
    _main()
