"""Writes what a drill found to bench/machines.md."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.settings import ROOT

if TYPE_CHECKING:
    from tests.machines.scenarios import Outcome

FILE: Final = ROOT / "bench" / "machines.md"
TOO_LATE: Final = "it worked again"  # so begins what is broken of a scenario in which nothing else is
_HEAD = """# Many machines

What `make drill-machines` found on {day}: three PostgreSQL hosts under Patroni with etcd, HAProxy, PgBouncer in transaction mode and two hosts of the bot (web, worker and clock each), in network namespaces of one machine with {cores} cores, from the files of [deploy/cluster](../deploy/cluster); up to {rate:g} events a second are said throughout. [docs/scaling.md](../docs/scaling.md) says why it is set up like this.

Judged by the platform's journal and the database: every acknowledged event is stored and done once, every card came once. *Sent again* are calls that were not acknowledged; LINE repeats them. *Back* is from the new primary to the first acknowledgement and the first card after it (asked: below 15 s); *silence* is the longest time without any acknowledgement; *p99* is of calls that were acknowledged at the first try; *uncertain* counts from the beginning of the run.

| what happened | events | lost or twice | sent again | new primary after | back | silence | acknowledged, p50 and p99 | uncertain |
|---|---|---|---|---|---|---|---|---|
"""  # noqa: E501 - lines of a page


def write(outcomes: Sequence["Outcome"], rate: float, cores: int) -> None:
    lines = [_row(outcome) for outcome in outcomes]
    notes = [f"- {one.name}: {said}" for one in outcomes for said in (one.said, *one.broken) if said]
    head = _HEAD.format(day=f"{datetime.now(UTC):%-d %B %Y}", cores=cores, rate=rate)
    FILE.write_text(head + "\n".join([*lines, "", *notes]) + "\n", "utf-8")


def _row(one: "Outcome") -> str:
    cells = [
        one.name,
        f"{one.events:,}",
        "**see below**" if any(not said.startswith(TOO_LATE) for said in one.broken) else "none",
        f"{one.refused:,}",
        _seconds(one.new_primary),
        _seconds(one.back),
        _seconds(one.longest_silence),
        f"{one.p50 * 1000:.0f} and {one.p99 * 1000:,.0f} ms",
        str(one.uncertain),
    ]
    return f"| {' | '.join(cells)} |"


def _seconds(given: float | None) -> str:
    return "–" if given is None else f"{given:.1f} s"
