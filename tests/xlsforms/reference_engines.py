"""The engines that decide what an XLSForm means: JavaRosa (ODK Collect) and the engine of ODK Web Forms.

JavaRosa travels in the wheel of pyxform, inside ODK Validate; `java` runs `engines/JavaRosa.java` from its source. The
engine of Web Forms is installed by npm from `engines/package-lock.json` (`make test`); Node is a wheel. Without them
the tests are skipped here, and fail in CI.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import pyxform

FOLDER: Final = Path(__file__).parent / "engines"
VALIDATE: Final = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
ZONE: Final = "Asia/Bangkok"
EXPRESSIONS: Final = tuple(
    line for line in (FOLDER / "expressions.txt").read_text("utf-8").splitlines() if not line.startswith("# ")
)
FORM: Final = (FOLDER / "form.xml").read_text("utf-8")

Act = Sequence[str]  # ("set", path, value) or ("add", path of a repeat)


@dataclass(frozen=True, slots=True)
class Walk:
    """What a person did with a form: the XForm, and acts with absolute paths such as /data/person[2]/age."""

    form: str
    acts: Sequence[Act]


@dataclass(frozen=True, slots=True)
class Told:
    """What an engine says.

    A text for each expression (None if it has no result), values by key and the submission's XML for each walk.
    """

    name: str
    version: str
    results: Mapping[str, str | None]
    walks: Sequence[Mapping[str, str]] = ()
    written: Sequence[str] = ()
    complaints: Sequence[Sequence[str]] = ()  # of ODK Validate, for each form

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}"


class Engine:
    """A reference engine in a process of its own, which is started once and asked often."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TZ": ZONE}
        )

    def ask(self, expressions: Sequence[str], walks: Sequence[Walk] = (), forms: Sequence[str] = ()) -> Told:
        """Return what the engine says. The expressions are evaluated at /data/outcome of `engines/form.xml`."""
        acts = [{"form": walk.form, "acts": [list(act) for act in walk.acts]} for walk in walks]
        asked = {"form": FORM, "expressions": list(expressions), "walks": acts, "forms": list(forms)}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"{self.name} ended with {self._process.wait()}"
        told: dict[str, Any] = json.loads(answer)
        results = {
            expression: None if isinstance(result, dict) else result
            for expression, result in zip(expressions, told["results"], strict=True)
        }
        return Told(self.name, told["version"], results, told["walks"], told["written"], told.get("complaints", ()))

    def close(self) -> None:
        self._process.communicate()


def java_rosa() -> Engine:
    """Start JavaRosa. Skips the test if there is no Java, and fails in CI."""
    java = shutil.which("java")
    if java is None:
        _missing("java (Debian: default-jre-headless)")
    settings = [f"-Duser.timezone={ZONE}", "-Duser.language=en"]  # in Thai, Java counts in the Buddhist era
    options = ["-XX:TieredStopAtLevel=1", *settings, "-cp", str(VALIDATE)]
    return Engine("JavaRosa", [str(java), *options, str(FOLDER / "JavaRosa.java")])


def web_forms() -> Engine:
    """Start the engine of ODK Web Forms. Skips the test if it is not installed, and fails in CI."""
    node = Path(sys.executable).with_name("node")
    if not node.exists() or not (FOLDER / "node_modules" / "@getodk").is_dir():
        _missing("Node and the engine of ODK Web Forms (make test)")
    return Engine("Web Forms", [str(node), str(FOLDER / "web_forms.mjs")])


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")
