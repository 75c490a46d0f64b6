"""What runs on the hosts, by the files of deploy/cluster: etcd, Patroni, PostgreSQL, HAProxy, PgBouncer, the bot."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
import urllib3

from bot.settings import ROOT
from tests.machines.network import ADDRESSES, Host
from tests.patience import until
from tests.postgres import programs
from tests.running_bot import METRICS_TOKEN, SECRET, TOKEN

FILES: Final = ROOT / "deploy" / "cluster"
NODES: Final = ("pg1", "pg2", "pg3")
BOTS: Final = ("bot1", "bot2")
PASSWORD: Final = "change-me"  # as it stands in the files
DATABASE: Final = f"postgresql+psycopg://castbot:{PASSWORD}@{ADDRESSES['balancer']}:5000/castbot"
WEBHOOK: Final = f"http://{ADDRESSES['balancer']}:8080/callback"
CLOCK: Final = "clock.json"  # in the folder of a drill
_USER: Final = "postgres"
_REST = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(1.0))


def missing() -> list[str]:
    """Return the programs that the drill needs and that are not on this machine."""
    needed = ("ip", "nsenter", "setpriv", "etcd", "patroni", "haproxy", "pgbouncer")
    return [name for name in needed if shutil.which(name) is None]


@dataclass
class Cluster:
    """The hosts with everything on them. `folder` has their data and logs; `line_url` is LINE's address for the bot."""

    hosts: Mapping[str, Host]
    folder: Path
    line_url: str
    waits: bool = True  # whether a commit waits for a standby

    def start(self) -> None:
        self.folder.chmod(0o755)
        for node in NODES:
            own = self.folder / node
            own.mkdir()
            account = pwd.getpwnam(_USER)
            os.chown(own, account.pw_uid, account.pw_gid)
            own.chmod(0o700)
        for node in NODES:
            self.start_node(node)
        until(lambda: self.primary() is not None, "a primary is there")
        until(self.is_whole, "both standbys follow, and one of them is waited for")
        self._balance()
        self._make_database()
        for name in BOTS:
            self._pool(self.hosts[name])
        assert self._bot("bot1", "migrate", "bot", "migrate").wait() == 0
        self.hosts["bot1"].programs.pop()
        for name in BOTS:
            self._bot(name, "web", "bot", "web")
            self._bot(name, "worker", "bot", "worker", HEALTH_PORT="8001")
            self._bot(name, "clock", "scheduler", HEALTH_PORT="8002")
        until(lambda: all(_status(ADDRESSES[name], 8000, "/healthz") == 200 for name in BOTS), "both web hosts answer")
        until(lambda: _status(ADDRESSES["balancer"], 8080, "/healthz") == 200, "the balancer finds them")

    def start_node(self, node: str) -> None:
        """Start etcd, and Patroni, which starts PostgreSQL; on a host with data as after a loss of power."""
        host, own = self.hosts[node], self.folder / node
        etcd = _environment("etcd.env", node) | {"ETCD_DATA_DIR": str(own / "etcd")}
        host.start(["etcd"], self._log(node, "etcd"), _kept() | etcd, _USER)
        settings = own / "patroni.yml"
        settings.write_text(
            (FILES / "patroni.yml")
            .read_text("utf-8")
            .replace("/var/lib/postgresql/15/castbot", str(own / "data"))
            .replace("/var/lib/postgresql/patroni.pgpass", str(own / "pgpass"))
            .replace("/var/run/postgresql", str(own))
            .replace("/usr/lib/postgresql/15/bin", str(programs())),
            "utf-8",
        )
        host.start(
            ["patroni", settings], self._log(node, "patroni"), _kept() | _environment("patroni.env", node), _USER
        )

    def primary(self) -> str | None:
        """Return the node that says that it is the primary, or None."""
        return next((node for node in NODES if _status(ADDRESSES[node], 8008, "/primary") == 200), None)

    def standby(self) -> str | None:
        """Return the node for which the primary waits at each commit, or None."""
        return next((node for node in NODES if _status(ADDRESSES[node], 8008, "/sync") == 200), None)

    def is_whole(self) -> bool:
        """Whether all three nodes are there: a primary, and two that follow, one of which it waits for if it is to."""
        primary, is_waited_for = self.primary(), (self.standby() is not None) == self.waits
        return primary is not None and is_waited_for and self._followers(primary) == len(NODES) - 1

    def _followers(self, primary: str) -> int:
        """Return how many standbys the primary itself says it sends to. Whether a standby follows it does not know."""
        with suppress(urllib3.exceptions.HTTPError):
            said = _REST.request("GET", f"http://{ADDRESSES[primary]}:8008/patroni").json()
            return sum(one["state"] == "streaming" for one in said.get("replication", ()))
        return 0

    def copy_again(self, node: str) -> None:
        """Let a node throw its data away and copy the primary's, as `patronictl reinit` does."""
        answer = _REST.request("POST", f"http://{ADDRESSES[node]}:8008/reinitialize", json={"force": True})
        assert answer.status == 200, answer.data

    def takes_writes(self, node: str) -> bool:
        """Whether PostgreSQL on this node would take a write, asked on the node itself, as a forgotten client would."""
        host = self.hosts[node]
        address = f"host={host.address} user=castbot password={PASSWORD} dbname=castbot connect_timeout=2"
        ask = "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"
        with suppress(Exception):
            return host.run(programs() / "psql", address, "-Atqc", ask).strip() == "t"
        return False

    def let_commits_wait(self, for_standby: bool) -> None:
        """Have each commit wait for a standby, or for nobody."""
        self.waits = for_standby
        node = self.primary()
        assert node is not None
        answer = _REST.request("PATCH", f"http://{ADDRESSES[node]}:8008/config", json={"synchronous_mode": for_standby})
        assert answer.status == 200, answer.data

    def bots_live(self) -> bool:
        """Whether everything that was started on the hosts of the bot still runs."""
        return all(program.poll() is None for name in BOTS for program in self.hosts[name].programs)

    def _balance(self) -> None:
        host = self.hosts["balancer"]
        host.start(["haproxy", "-db", "-f", FILES / "haproxy.cfg"], self._log("balancer", "haproxy"), _kept(), _USER)

    def _pool(self, host: Host) -> None:
        own = self.folder / host.name
        own.mkdir()
        users = own / "userlist.txt"
        users.write_text(f'"castbot" "{PASSWORD}"\n', "utf-8")
        settings = own / "pgbouncer.ini"
        given = (FILES / "pgbouncer.ini").read_text("utf-8")
        settings.write_text(given.replace("/etc/pgbouncer/userlist.txt", str(users)) + "unix_socket_dir =\n", "utf-8")
        host.start(["pgbouncer", settings], self._log(host.name, "pgbouncer"), _kept(), _USER)

    def _make_database(self) -> None:
        address = f"postgresql://postgres:{PASSWORD}@{ADDRESSES['balancer']}:5000/postgres"

        def is_made() -> bool:
            with suppress(psycopg.Error), psycopg.connect(address, autocommit=True, connect_timeout=5) as connection:
                connection.execute(f"CREATE ROLE castbot LOGIN PASSWORD '{PASSWORD}'")
                connection.execute("CREATE DATABASE castbot OWNER castbot")
                return True
            return False

        until(is_made, "the database is made through the balancer")

    def _bot(self, name: str, process: str, *words: str, **more: str) -> subprocess.Popen[bytes]:
        own = {
            "MEDIA_DIR": str(self.folder / "media"),
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "LINE_API_URL": self.line_url,
            "LINE_BOT_BASIC_ID": "@castbot",
            "METRICS_TOKEN": METRICS_TOKEN,
            "CLOCK_FILE": str(self.folder / CLOCK),
        }
        environment = _kept() | _environment("bot.env", name) | own | more
        return self.hosts[name].start([sys.executable, "-m", *words], self._log(name, process), environment)

    def _log(self, host: str, name: str) -> Path:
        return self.folder / f"{host}-{name}.log"


def _status(address: str, port: int, path: str) -> int:
    with suppress(urllib3.exceptions.HTTPError):
        return _REST.request("GET", f"http://{address}:{port}{path}").status
    return 0


def _environment(file: str, host: str) -> dict[str, str]:
    """Read a file of deploy/cluster, which is written for pg1, as this host has it."""
    found = {}
    for line in (FILES / file).read_text("utf-8").splitlines():
        name, is_set, value = line.partition("=")
        if is_set and not line.startswith("#"):
            shared = name == "ETCD_INITIAL_CLUSTER"  # names all hosts
            found[name] = value if shared else value.replace("pg1", host).replace("10.20.0.11", ADDRESSES[host])
    return found


def _kept() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
