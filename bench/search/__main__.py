"""Scores the search over words with 128 entries and queries made by hand: `python -m bench.search`.

Of each query the set says which entries must be found and which must never be. Only totals are printed; the unseen half
is what we are measured by.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

from thai.search_words import phrases, search_words

SET: Final = Path(__file__).with_name("set.jsonl")
HALVES: Final = ("dev", "unseen")


def found_by(query: str, entries: dict[int, list[str]]) -> set[int]:
    """Return the entries that contain every phrase of a query."""
    wanted = [f"|{'|'.join(words)}|" for words in phrases(query)]
    texts = {number: f"|{'|'.join(words)}|" for number, words in entries.items()}
    return {number for number, text in texts.items() if wanted and all(one in text for one in wanted)}


def main(show: bool) -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    entries = {row["id"]: search_words(row["words"]) for row in rows if "id" in row}
    for half in HALVES:
        queries = [row for row in rows if row.get("half") == half]
        hits = wanted = wrong = whole = 0
        for row in queries:
            found = found_by(row["query"], entries)
            missed, false = set(row["hits"]) - found, set(row["never"]) & found
            hits, wanted, wrong = hits + len(row["hits"]) - len(missed), wanted + len(row["hits"]), wrong + len(false)
            whole += not missed and not false
            if show and half == "dev" and (missed or false):
                print(row["query"], phrases(row["query"]), "missed", sorted(missed), "false", sorted(false))
        print(f"{half}: {hits}/{wanted} found, {wrong} never to be found, {whole}/{len(queries)} queries right")


if __name__ == "__main__":
    main("dev" in sys.argv)
