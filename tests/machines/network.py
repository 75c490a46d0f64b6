"""Hosts in network namespaces, joined by a bridge. It needs root; nothing is left of it at its end."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PREFIX: Final = "castbot-"
SWITCH: Final = f"{PREFIX}switch"
# The addresses that the files of deploy/cluster name. `outside` is where LINE is.
ADDRESSES: Final = {
    "outside": "10.20.0.1",
    "balancer": "10.20.0.10",
    "pg1": "10.20.0.11",
    "pg2": "10.20.0.12",
    "pg3": "10.20.0.13",
    "bot1": "10.20.0.21",
    "bot2": "10.20.0.22",
}


@dataclass
class Host:
    """One namespace with an address of its own, and the programs that were started in it."""

    name: str
    programs: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return ADDRESSES[self.name]

    @property
    def inside(self) -> list[str]:
        """The words that let a command run on this host."""
        return ["nsenter", f"--net=/run/netns/{PREFIX}{self.name}", "--"]

    def start(
        self, words: Sequence[object], log: Path, environment: Mapping[str, str], user: str | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program on this host, as a user without rights if one is named."""
        as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--"] if user else []
        command = [*self.inside, *as_user, *(str(word) for word in words)]
        with log.open("ab") as out:
            program = subprocess.Popen(
                command, env=dict(environment), stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True
            )
        self.programs.append(program)
        return program

    def run(self, *words: object) -> str:
        """Run a command on this host and return what it prints. Raises CalledProcessError."""
        command = [*self.inside, *(str(word) for word in words)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def pids(self) -> list[int]:
        found = subprocess.run(["ip", "netns", "pids", f"{PREFIX}{self.name}"], capture_output=True, text=True)
        return [int(pid) for pid in found.stdout.split()]

    def signal(self, number: int) -> int:
        """Send a signal to everything that runs on this host; return to how many processes."""
        pids = self.pids()
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        return len(pids)

    def kill(self) -> None:
        """End the host as a loss of power does: every process at once, and none is told."""
        while self.signal(signal.SIGKILL):
            for program in self.programs:
                program.poll()
        for program in self.programs:
            program.wait()
        self.programs.clear()

    def cut(self) -> None:
        """Pull its network cable: nobody is told, and what is sent is lost."""
        _ip("-n", SWITCH, "link", "set", self.name, "down")

    def mend(self) -> None:
        _ip("-n", SWITCH, "link", "set", self.name, "up")


@contextmanager
def network() -> Iterator[dict[str, Host]]:
    """Make all hosts; kill what runs on them and take them away at the end."""
    _take_away()
    try:
        _make()
        yield {name: Host(name) for name in ADDRESSES}
    finally:
        _take_away()


def _make() -> None:
    _ip("netns", "add", SWITCH)
    _ip("-n", SWITCH, "link", "add", "bridge", "type", "bridge")
    _ip("-n", SWITCH, "link", "set", "bridge", "up")
    for name, address in ADDRESSES.items():
        _ip("netns", "add", f"{PREFIX}{name}")
        its_end = ("peer", "name", "eth0", "netns", f"{PREFIX}{name}")
        _ip("-n", SWITCH, "link", "add", name, "type", "veth", *its_end)
        _ip("-n", SWITCH, "link", "set", name, "master", "bridge", "up")
        _ip("-n", f"{PREFIX}{name}", "address", "add", f"{address}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            _ip("-n", f"{PREFIX}{name}", "link", "set", device, "up")


def _take_away() -> None:
    """Also what an earlier drill left that was killed itself."""
    there = {path.name for path in Path("/run/netns").glob(f"{PREFIX}*")}
    for name in there & {SWITCH, *(f"{PREFIX}{host}" for host in ADDRESSES)}:
        Host(name.removeprefix(PREFIX)).kill()
        _ip("netns", "delete", name)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
