"""`make demo` as a newcomer has it: one address, a card for what they type, and nothing left however it ends."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.processes import family
from bot.settings import ROOT
from simulator.driver import Driver
from tests.patience import HANG, until
from tests.scenarios.many_people import everything_in

pytestmark = pytest.mark.processes
SENTENCE = "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
Demo = subprocess.Popen[str]


@pytest.fixture
def hangup(request: pytest.FixtureRequest) -> Iterator[None]:
    """How what is started takes the closing of its terminal: it inherits that from this process."""
    before = signal.signal(signal.SIGHUP, getattr(request, "param", signal.SIG_DFL))
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the week of the first demo is kept for the others: to live through it is most of a demo's start."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def demo(tmp_path: Path, hangup: None, kept: Path) -> Iterator[Demo]:
    environment = os.environ | {"DEMO_DIR": str(tmp_path / "demo")}
    command = [sys.executable, "-m", "tests.demo.seeded_once", str(kept)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as started:
        yield started
        started.terminate()


def test_a_newcomer_opens_the_page_types_what_they_did_sees_the_card_and_ends_it(demo: Demo) -> None:
    address = address_of(demo)
    platform = Driver(address)
    participant = next(one for one in platform.people() if one.role == "participant")
    # A machine that is busy may answer too late for LINE: people say it again.
    assert any(participant.says(SENTENCE).acknowledged for _ in range(5))
    card = everything_in(participant.hears(1)[-1])
    assert listening(family(demo.pid)) == {"127.0.0.1"}, "others on the network reach the demo"
    platform.close()
    nothing_goes_on_after(signal.SIGINT, demo, address)
    for said in ("พุธ 12 ก.ค. 2566", "บ้านหนองบัว", "ต.แม่ใจ", "25 คน", "ภาคผู้นำศาสนา"):
        assert said in card


def test_nothing_of_it_goes_on_when_its_terminal_is_closed(demo: Demo) -> None:
    nothing_goes_on_after(signal.SIGHUP, demo, address_of(demo))


def listening(pids: Iterable[int]) -> set[str]:
    """The addresses on which processes take connections."""
    open_files = [link for pid in pids for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    sockets = {name[8:-1] for name in map(os.readlink, open_files) if name.startswith("socket:[")}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *others = line.split()
            if state == "0A" and others[5] in sockets:  # LISTEN; the sixth of the others is the socket's number
                packed = bytes.fromhex(local.partition(":")[0])
                found.add(".".join(str(part) for part in reversed(packed)))
    return found


def nothing_goes_on_after(ending: signal.Signals, demo: Demo, address_said: str) -> None:
    address = urlsplit(address_said)
    until(lambda: len(family(demo.pid)) >= 5, "the simulator; the bot's first process, its door and its office")
    all_of_it = family(demo.pid)
    demo.send_signal(ending)
    assert demo.wait(HANG) == 0
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in all_of_it), "all have ended")
    with pytest.raises(ConnectionRefusedError), socket.create_connection((str(address.hostname), address.port or 0)):
        pass


@pytest.mark.parametrize("hangup", [signal.SIG_IGN], indirect=True)
def test_one_begun_with_nohup_outlives_its_terminal_and_ends_when_it_is_told_to(demo: Demo) -> None:
    address = address_of(demo)
    platform = Driver(address)
    demo.send_signal(signal.SIGHUP)
    participant = next(one for one in platform.people() if one.role == "participant")
    participant.says(SENTENCE)
    assert "25 คน" in everything_in(participant.hears(1)[-1])
    platform.close()
    assert demo.poll() is None
    nothing_goes_on_after(signal.SIGTERM, demo, address)


def address_of(demo: Demo) -> str:
    assert demo.stdout is not None
    opens = (line for line in demo.stdout if "Open " in line)  # a slow start names addresses, too
    return next(word for line in opens for word in line.split() if word.startswith("http://"))
