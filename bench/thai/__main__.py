"""`python -m bench.thai [dev]`: the tables; `dev` also lists the mistakes on the half that is developed on."""

from __future__ import annotations

import sys

from bench.thai.understanding import OURS, read_half, run, table

if sys.argv[1:] == ["dev"]:
    scores = read_half("dev")
    print("\n".join(table(scores)))
    for message, read, what in scores[OURS].mistakes:
        print(f"{message.context.role or 'stranger':<12} {message.text}")
        print(f"    {what}: {read}; meant {message.intent} {dict(message.slots)}")
else:
    print("\n".join(table(read_half("unseen"))))
    for what, value, unit in run():
        print(f"{what:<55} {value:10.2f} {unit}")
