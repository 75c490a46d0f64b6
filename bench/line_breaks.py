"""`python -m bench.line_breaks [--lines 2000]`: where lines of papers are broken: how many breaks part a vowel or tone
from its letter, fall into a cluster of letters, or into a word of PyThaiNLP's list. The sentences are the bench's
messages, without their spaces."""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import accumulate, islice, pairwise
from typing import Final

from pythainlp.tokenize import subword_tokenize, word_tokenize

from bench.processes import ROOT
from services.papers.building.word import Paper
from services.papers.printing import print_word

FOLLOWING: Final = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ"
LEADING: Final = "เแโใไ"
NARROW: Final = 120  # millimetres at the right: a line has some 35 letters, so that many are broken
TOGETHER: Final = 6  # messages of a paragraph
TOGETHER_IN_A_PDF: Final = 60  # paragraphs
WRONG: Final = ("before a mark", "behind a leading vowel", "inside a cluster")
SHOWN: Final = 12


def paragraphs() -> Iterator[str]:
    """Yield paragraphs of the messages, without spaces, at which a break is always right."""
    said: list[str] = []
    for file in sorted((ROOT / "bench" / "thai" / "examples").glob("*.tsv")):
        with file.open(encoding="utf-8") as lines:
            for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                said.append("".join(row[-1].split()))
                if len(said) == TOGETHER:
                    yield "".join(said)
                    said = []


def pages_of(texts: list[str]) -> list[list[str]]:
    """Return the lines of each paragraph as a PDF has them."""
    paper = Paper(right=NARROW)
    for place, text in enumerate(texts):
        paper.paragraph(text, new_page=place > 0)
    with import_module("pypdfium2").PdfDocument(print_word(paper.whole("x")).pdf) as document:
        read = [page.get_textpage().get_text_bounded() for page in document]
    return [[line for line in page.replace("\r", "").split("\n") if line] for page in read]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.line_breaks", description=__doc__)
    parser.add_argument("--lines", type=int, default=2_000)
    wanted = parser.parse_args().lines
    found, examples = Counter[str](), list[str]()
    texts = paragraphs()
    while found["lines"] < wanted:
        some = list(islice(texts, TOGETHER_IN_A_PDF))
        for text, lines in zip(some, pages_of(some), strict=True):
            if "".join(lines) != text:
                found["lines not read back"] += len(lines)
                continue
            found["lines"] += len(lines)
            _judge(text, lines, found, examples)
    for name in ("lines", "breaks", *WRONG, "before ๆ or ฯ", "inside a word of the list", "lines not read back"):
        sys.stdout.write(f"{found[name]:6,} {name}\n")
    for one in examples[:: max(1, len(examples) // SHOWN)][:SHOWN]:
        sys.stdout.write(f"       {one}\n")
    return int(any(found[name] for name in WRONG))


def _judge(text: str, lines: list[str], found: Counter[str], examples: list[str]) -> None:
    """Count the breaks between the lines of a paragraph, and what is wrong with them."""
    clusters, words = (_ends(parts) for parts in (subword_tokenize(text, engine="tcc"), word_tokenize(text)))
    at = 0
    for before, after in pairwise(lines):
        at += len(before)
        found["breaks"] += 1
        found["before a mark"] += after[0] in FOLLOWING
        found["behind a leading vowel"] += before[-1] in LEADING
        found["before ๆ or ฯ"] += after[0] in "ๆฯ"
        found["inside a cluster"] += at not in clusters
        if at not in words:
            found["inside a word of the list"] += 1
            examples.append(f"{before[-14:]}|{after[:14]}")


def _ends(parts: list[str]) -> set[int]:
    """Return after how many letters each part ends."""
    return set(accumulate(len(part) for part in parts))


if __name__ == "__main__":
    raise SystemExit(main())
