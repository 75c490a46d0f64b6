"""What happens to machines: a primary is lost or cut off, a standby or a host of the bot stands still."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.machines.cluster import Cluster
from tests.machines.network import Host
from tests.patience import until

STANDS_STILL = 45.0  # seconds: longer than any lease
AWAY, CUT_OFF = 10.0, 45.0  # seconds
STANDBY_STANDS = 30.0  # seconds
FOLLOWS_WITHIN = 30.0  # seconds
CALM = 30.0  # seconds


@dataclass
class Happened:
    """When a fault began, and a new primary was there (Unix time; 0: there was none). `said` are findings in words."""

    began: float
    new_primary: float = 0.0
    said: str = ""
    broken: str = ""


Fault = Callable[[Cluster], Happened]


def nothing(_: Cluster) -> Happened:
    happened = Happened(time.time())
    time.sleep(CALM)
    return happened


def the_primary_is_lost(cluster: Cluster) -> Happened:
    """Its host loses its power: PostgreSQL, Patroni and etcd are gone at once. It comes back a while later."""
    old = _primary(cluster)
    happened = Happened(time.time())
    cluster.hosts[old].kill()
    happened.new_primary = _new_primary(cluster, old)
    time.sleep(AWAY)
    cluster.start_node(old)
    return happened


def the_primary_is_cut_off(cluster: Cluster) -> Happened:
    """Its host is alone. It has to refuse writes before another one takes them, and to follow that one later."""
    old = _primary(cluster)
    happened = Happened(time.time())
    cluster.hosts[old].cut()
    fenced = 0.0
    while not happened.new_primary:
        if not fenced and not cluster.takes_writes(old):
            fenced = time.time()
        if cluster.primary() not in (None, old):
            happened.new_primary = time.time()
    if not fenced or cluster.takes_writes(old):
        happened.broken = f"{old} took writes while there was a new primary"
    else:
        happened.said = f"it refused writes after {fenced - happened.began:.0f} s"
    time.sleep(max(0.0, happened.began + CUT_OFF - time.time()))
    cluster.hosts[old].mend()
    if not _follows_within(cluster, FOLLOWS_WITHIN):
        happened.said += f"; it did not follow the new primary within {FOLLOWS_WITHIN:.0f} s and was copied again"
        cluster.copy_again(old)
        until(cluster.is_whole, "it follows the new primary")
    if cluster.primary() == old:
        happened.broken = f"{old} came back with the data of before and is the primary again"
    return happened


def the_standby_stands_still(cluster: Cluster) -> Happened:
    """The standby for which each commit waits says nothing for a while; its connections stay open."""
    standby = until(cluster.standby, "a standby is waited for")
    happened = Happened(time.time())
    _signal_postgres(cluster.hosts[standby], signal.SIGSTOP)
    taken_over = until(lambda: (one := cluster.standby()) != standby and one, "the other standby is waited for")
    happened.said = f"{taken_over} took its place after {time.time() - happened.began:.0f} s"
    time.sleep(max(0.0, happened.began + STANDBY_STANDS - time.time()))
    _signal_postgres(cluster.hosts[standby], signal.SIGCONT)
    return happened


def a_host_of_the_bot_stands_still(cluster: Cluster) -> Happened:
    """Everything on it is frozen past its leases, and goes on with what it had begun."""
    happened = Happened(time.time())
    cluster.hosts["bot1"].signal(signal.SIGSTOP)
    time.sleep(STANDS_STILL)
    cluster.hosts["bot1"].signal(signal.SIGCONT)
    return happened


def _follows_within(cluster: Cluster, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if cluster.is_whole():
            return True
        time.sleep(0.5)
    return False


def _primary(cluster: Cluster) -> str:
    return until(cluster.primary, "a primary is there")


def _new_primary(cluster: Cluster, old: str) -> float:
    until(lambda: cluster.primary() not in (None, old), "another node is the primary")
    return time.time()


def _signal_postgres(host: Host, number: int) -> None:
    for pid in host.pids():
        with suppress(OSError):
            if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres":
                os.kill(pid, number)
