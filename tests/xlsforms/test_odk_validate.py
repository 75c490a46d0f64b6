"""Every form that can be published is valid for ODK Validate, whose JavaRosa is what ODK Collect runs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pyxform.validators import odk_validate

from tests.xlsforms.sheets import SAMPLES
from tests.xlsforms.test_shapes import READ
from xlsforms import compile_form

CAST = Path(__file__).parents[2] / "programmes" / "cast-2566" / "forms"


@pytest.mark.skipif(
    shutil.which("java") is None and "CI" not in os.environ, reason="no Java on this machine; CI has one"
)
def test_published_forms_are_valid_for_odk_validate(tmp_path: Path) -> None:
    files = {path.stem: (path.name, path.read_bytes()) for path in (*CAST.glob("*.md"), *SAMPLES.glob("*.md"))}
    files |= {name.replace(" ", "-"): (file, raw) for name, (file, raw, _) in READ.items()}
    for name, (file, raw) in files.items():
        (tmp_path / f"{name}.xml").write_text(compile_form(file, raw).xform, "utf-8")
    jar = Path(odk_validate.ODK_VALIDATE_PATH)
    paths = sorted(map(str, tmp_path.glob("*.xml")))
    command = [
        "java",
        "-Djava.awt.headless=true",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        str(jar),
        *paths,
    ]  # one JVM for all
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    said = done.stdout + done.stderr
    assert said.count("Xform is valid") == len(files) > 40, said[-3000:]
    assert done.returncode == 0
