"""`python -m bench.thai [dev]`: measures and writes results.md; `dev` lists the mistakes on the development half."""

from __future__ import annotations

import sys

from bench.thai.messages import FOLDER, HALVES, messages
from bench.thai.report import written
from bench.thai.speed import measure
from bench.thai.understanding import OURS, read_half, table

if sys.argv[1:] == ["dev"]:
    scores = read_half("dev")
    print("\n".join(table(scores)))
    for message, read, what in scores[OURS].mistakes:
        print(f"{message.context.role or 'stranger':<12} {message.text}")
        print(f"    {what}: {read}; meant {message.intent} {dict(message.slots)}")
else:
    speed = measure([message for half in HALVES for message in messages(half)])
    report = written(read_half("unseen"), speed)
    print(report)
    (FOLDER / "results.md").write_text(report, encoding="utf-8")
