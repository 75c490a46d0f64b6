"""Typesets in a process of its own, started by typesetting.py: `python apart.py FOLDER`. It knows nothing of the bot.

FOLDER has main.typ, values.json, asked.json (fonts, format, ppi) and the files that the paper names; the paper is
written there as `made`.
"""

import json
import sys
from pathlib import Path

import typst


def main(folder: Path) -> None:
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    made = typst.compile(
        (folder / "main.typ").read_bytes(),
        root=str(folder),
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        sys_inputs={"values": (folder / "values.json").read_text(encoding="utf-8")},
        format=asked["format"],
        ppi=asked["ppi"],
    )
    (folder / "made").write_bytes(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
