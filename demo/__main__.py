"""`make demo`: starts the simulator and the bot with invented people on this machine, and prints one address."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from bot.resources import Bot
from bot.settings import ROOT, Settings
from demo.beginning import HISTORY, began_of
from demo.seeding import seed
from demo.stops import stops
from programmes import Programme, load
from services.evaluations.signing import new_key
from thai.dates import day_span, long_day

ENDINGS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a kill, a terminal that is closed
PATIENCE: Final = 20.0  # seconds between two words that it is still starting
LATENCY_MS: Final = 30
MOST_DEMOS: Final = 9  # on one machine at one time
LOGIN_CHANNEL: Final = "1234567890"  # the simulator's, which plays LINE Login too


def main() -> int:
    """Run a demo from the beginning, on the same Wednesday morning each time. No process outlives its end."""
    for number in ENDINGS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup keeps the demo running
            signal.signal(number, _end)
    folder, kept = _own_folder()
    page, door = _page_port(kept), _free_port(8000, kept)
    secret, token = secrets.token_hex(16), secrets.token_hex(24)
    environment = {
        "LINE_CHANNEL_SECRET": secret,
        "LINE_CHANNEL_ACCESS_TOKEN": token,
        "LINE_API_URL": f"http://127.0.0.1:{page}",
        "LINE_BOT_BASIC_ID": "@castbot",
        "LINE_LOGIN_CHANNEL_ID": LOGIN_CHANNEL,
        "LINE_LOGIN_CHANNEL_SECRET": secret,
        "DATABASE_URL": f"sqlite:///{folder / 'castbot.db'}",
        "MEDIA_DIR": str(folder / "media"),
        "PUBLIC_URL": f"http://127.0.0.1:{door}",
        "EVALUATION_KEY": new_key(),
        "HOST": "127.0.0.1",
        "PORT": str(door),
        "LOG_FORMAT": "text",
        "CLOCK_FILE": str(folder / "clock.json"),
    }
    given = settings_of(folder, environment)
    programme = load(given.programme)
    began = _began(programme)
    before = day_span((began - HISTORY).date(), (began - timedelta(days=1)).date(), "en")
    _say(f"Preparing {programme.short_name('en')}: its people and what they did on {before} …")
    _write_world(folder, given, began)
    simulator = _simulator(folder, page, door, secret, token, began)
    processes = {"simulator": _start(folder, "simulator", simulator, environment)}
    try:
        _wait(processes, f"http://127.0.0.1:{page}/sim/clock", folder)
        processes["bot"] = _start(folder, "bot", ["-m", "bot", "run"], environment)
        _wait(processes, f"http://127.0.0.1:{door}/readyz", folder)
        _say(f"\n  Open  http://127.0.0.1:{page}/")
        _say(f"  Web   http://127.0.0.1:{door}/app/line  (one tap signs in as anybody)")
        _say(f"\nIt is {long_day(began.date(), 'en')}, {began:%H:%M}. Ctrl-C ends the demo.")
        return _watch(processes, folder)
    finally:
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)  # the demo is ending already
        for process in reversed(processes.values()):
            process.terminate()
        for process in processes.values():
            process.wait()


def _began(programme: Programme) -> datetime:
    """Return when the demo begins: on DEMO_DAY, if that is said."""
    said = os.environ.get("DEMO_DAY", "").strip()
    try:
        return began_of(programme, said)
    except ValueError as wrong:
        sys.exit(f"DEMO_DAY={said}: {wrong}")


def settings_of(folder: Path, environment: dict[str, str]) -> Settings:
    """Return the settings of the demo's bot; PROGRAMME and others are those of whoever starts it."""
    given: dict[str, Any] = {name.lower(): value for name, value in environment.items()}
    given["clock_file"] = folder / "clock.json"
    return Settings(**given)


def _write_world(folder: Path, settings: Settings, began: datetime) -> None:
    real = datetime.now().timestamp()  # noqa: DTZ005 - unix seconds have no zone
    (folder / "clock.json").write_text(json.dumps({"real": real, "virtual": began.timestamp(), "rate": 0}))
    bot = Bot(settings)
    phones = seed(bot, began)
    bot.close()
    for name, things in (("people", [phone.to_json() for phone in phones]), ("stops", stops(bot.programme, began))):
        (folder / f"{name}.json").write_text(json.dumps(things, ensure_ascii=False), "utf-8")


def _simulator(folder: Path, page: int, door: int, secret: str, token: str, began: datetime) -> list[str]:
    return [
        *("-m", "simulator", "--webhook", f"http://127.0.0.1:{door}/callback", "--secret", secret, "--token", token),
        *("--port", str(page), "--basic-id", "@castbot", "--start", began.isoformat()),
        *("--clock-file", str(folder / "clock.json"), "--people", str(folder / "people.json")),
        *("--stops", str(folder / "stops.json")),
        *("--latency-ms", str(LATENCY_MS), "--allow-http-images"),
    ]


def _start(folder: Path, name: str, words: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    log = (folder / f"{name}.log").open("wb")
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log, start_new_session=True
    )


def _wait(processes: dict[str, "subprocess.Popen[bytes]"], address: str, folder: Path) -> None:
    """Wait until `address` answers, however long. If a process ends first, stop the demo and name the log file."""
    next_word = monotonic() + PATIENCE
    while True:
        if monotonic() > next_word:
            _say(f"{address} is still starting; its log is in {folder}")
            next_word = monotonic() + PATIENCE
        ended = _ended(processes)
        if ended:
            sys.exit(f"{ended} stopped; see {folder / ended}.log")
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own address
            return
        except (urllib.error.URLError, OSError):
            sleep(0.1)


def _watch(processes: dict[str, "subprocess.Popen[bytes]"], folder: Path) -> int:
    while not (ended := _ended(processes)):
        sleep(0.5)
    _say(f"{ended} stopped; see {folder / ended}.log")
    return 1


def _end(*_: object) -> None:
    sys.exit(0)


def _ended(processes: dict[str, "subprocess.Popen[bytes]"]) -> str | None:
    return next((name for name, process in processes.items() if process.poll() is not None), None)


def _own_folder() -> tuple[Path, ExitStack]:
    """Return an empty folder that no other demo uses, var/demo or what DEMO_DIR says, and what keeps it and the ports
    until the end. While a demo is in var/demo, the next is in var/demo-2."""
    said, kept = os.environ.get("DEMO_DIR", "").strip(), ExitStack()
    folders = (
        [Path(said)] if said else [Path("var/demo"), *(Path(f"var/demo-{one}") for one in range(2, MOST_DEMOS + 1))]
    )
    for folder in (one.resolve() for one in folders):
        folder.parent.mkdir(parents=True, exist_ok=True)
        if _keep(folder.with_name(f"{folder.name}.lock"), kept):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            return folder, kept
    sys.exit(f"Another demo runs in {folders[-1]}. End it with Ctrl-C, or set DEMO_DIR to another folder.")


def _keep(lock: Path, kept: ExitStack) -> bool:
    """Return whether this process alone has a file from now on. The system gives it free, however the process ends."""
    file = lock.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return False
    kept.enter_context(file)
    return True


def _page_port(kept: ExitStack) -> int:
    """Return the port of the page: DEMO_PORT, which must be free, else 9000, or any other if that is in use."""
    said = os.environ.get("DEMO_PORT", "").strip()
    if not said:
        return _free_port(9000, kept)
    if not said.isascii() or not said.isdigit() or not 0 < int(said) < 65536:
        sys.exit(f"PORT={said}: a port is a number from 1 to 65535")
    if _free_port(int(said), kept) != int(said):
        sys.exit(f"PORT={said}: this port is in use. Choose another, such as PORT={_free_port(0, kept)}")
    return int(said)


def _free_port(wanted: int, kept: ExitStack) -> int:
    """Return the port `wanted`, or any free port if it is in use, or meant for a demo that is still starting."""
    meant = Path(tempfile.gettempdir()) / f"castbot-demo-{os.getuid()}-{wanted}.lock"
    for port in (wanted, 0) if wanted and _keep(meant, kept) else (0,):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port")


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - the demo talks to whoever started it


if __name__ == "__main__":
    sys.exit(main())
