"""`python -m bench.thai [dev|strangers|coordinators|nominations|papers|forums|calls|trainings]`: measures and reports.

`dev` lists the mistakes on the development half, `strangers` those on the development halves of the strangers' sets,
`coordinators` those on the development half of announcements and questions, `nominations`
those on the development half of nominations of raters, `papers` those on that of requests for papers,
`forums` those on that of forums and seats, `calls` those on that of answers to calls,
`trainings` those on that of trainings and questions about a plan.
"""

from __future__ import annotations

import sys
from itertools import product

from bench.thai import calls_scores as calls
from bench.thai import coordinators_scores as coordinators
from bench.thai import forums_scores as forums
from bench.thai import nominations_scores as nominations
from bench.thai import papers_scores as papers
from bench.thai import trainings_scores as trainings
from bench.thai.messages import FOLDER, HALVES, messages
from bench.thai.report import written
from bench.thai.speed import measure
from bench.thai.strangers_scores import FOLDER as SETS_FOLDER
from bench.thai.strangers_scores import SETS, lines, score_strangers, strangers
from bench.thai.understanding import OURS, read_half, table


def show_strangers() -> None:
    """Print the scores of every set; the mistakes only of the development halves."""
    for name in SETS:
        for half in HALVES:
            if not (SETS_FOLDER / name / f"{half}.jsonl").exists():
                continue
            found = score_strangers(strangers(name, half))
            print("\n".join(lines(name, half, found)))
            if half == "dev":
                for stranger, aspect, read in found.mistakes:
                    said = stranger.marked
                    print(f"{said.context.role or 'stranger':<12} {said.context.now:%a %Y-%m-%d %H:%M} {said.text}")
                    print(f"    {aspect}: {read}; meant {said.intent} {dict(said.slots)} asked {stranger.asked}")
                print("wrong acts:", *found.wrong_acts, sep="\n    ")


def show_coordinators() -> None:
    """Print the scores of announcements and questions; the mistakes only of the development half."""
    for half in (*HALVES, *(f"strangers_{half}" for half in HALVES)):
        rows = coordinators.read_half(half)
        if rows:
            found = coordinators.score_coordinators(rows)
            print("\n".join(coordinators.lines(half, found)))
            for result, row, read in found.mistakes if half.endswith("dev") else ():
                meant = row.get("wants") or row["audience"]
                print(f"{result}: {row['role']} {row['text']}\n    {read}; meant {meant}")


def show_nominations() -> None:
    """Print the scores of nominations; the mistakes only of the development half."""
    for half in HALVES:
        found = nominations.score_nominations(nominations.read_half(half))
        print("\n".join(nominations.lines(half, found)))
        for row, aspect, read in found.mistakes if half == "dev" else ():
            print(f"{row['role']} {row['text']}\n    {aspect}: {read}; meant {row.get(aspect)}")


def show_papers() -> None:
    """Print the scores of requests for papers; the mistakes only of the development half."""
    for of, half in product(papers.SETS, HALVES):
        found = papers.score_papers(papers.read_half(half, of))
        print("\n".join(papers.lines(f"{of}{half}", found)))
        for result, row, read in found.mistakes if half == "dev" else ():
            meant = f"{row['kind']} {row['suffixes']} {row['whose']}"
            print(f"{result}: {row['role']} {row['text']}\n    {read}; meant {meant}")


def show_trainings() -> None:
    """Print the scores of trainings; the mistakes only of the development halves."""
    for half in trainings.HALVES:
        found = trainings.score_trainings(trainings.read_half(half))
        print("\n".join(trainings.lines(half, found)))
        for row, aspect, read in found.mistakes if half.endswith("dev") else ():
            print(f"{row['text']}\n    {aspect}: {read}; meant {row.get(aspect)}")


def show_forums() -> None:
    """Print the scores of forums and seats; the mistakes only of the development half."""
    for half in HALVES:
        found = forums.score_forums(forums.read_half(half))
        print("\n".join(forums.lines(half, found)))
        for row, aspect, read in found.mistakes if half == "dev" else ():
            print(f"{row['text']}\n    {aspect}: {read}; meant {row.get(aspect)}")


def show_calls() -> None:
    """Print the scores of answers to calls and questions about them; the mistakes only of the development halves."""
    for half in calls.HALVES:
        found = calls.score_calls(calls.read_half(half))
        print("\n".join(calls.lines(half, found)))
        for row, aspect, read in found.mistakes if half.endswith("dev") else ():
            print(f"{row['text']}\n    {aspect}: {read}; meant {row.get(aspect)}")


if sys.argv[1:] == ["dev"]:
    scores = read_half("dev")
    print("\n".join(table(scores)))
    for message, read, what in scores[OURS].mistakes:
        print(f"{message.context.role or 'stranger':<12} {message.text}")
        print(f"    {what}: {read}; meant {message.intent} {dict(message.slots)}")
elif sys.argv[1:] == ["strangers"]:
    show_strangers()
elif sys.argv[1:] == ["coordinators"]:
    show_coordinators()
elif sys.argv[1:] == ["nominations"]:
    show_nominations()
elif sys.argv[1:] == ["papers"]:
    show_papers()
elif sys.argv[1:] == ["forums"]:
    show_forums()
elif sys.argv[1:] == ["calls"]:
    show_calls()
elif sys.argv[1:] == ["trainings"]:
    show_trainings()
else:
    speed = measure([message for half in HALVES for message in messages(half)])
    report = written(read_half("unseen"), speed)
    print(report)
    (FOLDER / "results.md").write_text(report, encoding="utf-8")
