"""The files of deploy/ name settings, commands, metrics and folders that exist, and the units are ones that systemd
takes. `deploy/try_image.sh` builds and starts what the Containerfile says; it needs root, so nothing here does it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import prometheus_client
import pytest

import bot.metrics
import bot.web.health
from bot.__main__ import parser
from bot.health_server import health_served
from bot.settings import Settings
from models.messaging.deliveries import DeliveryState
from models.messaging.inbox import InboxState
from tests.machines.network import ADDRESSES
from tests.promises.processes import free_port

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text("utf-8")
RULES = (DEPLOY / "prometheus" / "castbot.rules.yaml").read_text("utf-8")
DASHBOARD = json.loads((DEPLOY / "grafana" / "castbot.json").read_text("utf-8"))
SETTINGS = {name.upper() for name in Settings.model_fields}
OTHERS = {  # of Python, PostgreSQL and the compose file itself
    "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PGPASSFILE", "POSTGRES_USER", "POSTGRES_PASSWORD_FILE",
    "HOST_NAME",
}  # fmt: skip
EXPRESSIONS = [
    *re.findall(r"expr: (.+)", RULES),
    *(target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]),
]


def served() -> set[str]:
    """The names of all series that a process of the bot serves."""
    assert bot.metrics
    assert bot.web.health
    found = {sample.name for metric in prometheus_client.REGISTRY.collect() for sample in metric.samples}
    for metric in prometheus_client.REGISTRY.collect():  # a histogram or counter without labels yet has no samples
        found |= {metric.name, *(f"{metric.name}_{end}" for end in ("total", "bucket", "sum", "count"))}
    return found


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_each_metric_of_the_alert_rules_and_the_dashboard_is_served(expression: str) -> None:
    named = set(re.findall(r"\b(?:castbot|process)_[a-z_]+", expression))
    assert named or expression.startswith("up{")
    assert named <= served()


def test_states_in_alert_rules_are_states_of_ours() -> None:
    known = {*DeliveryState, *InboxState}
    said = [one for several in re.findall(r'state=~?"([a-z|]+)"', RULES) for one in several.split("|")]
    assert said
    assert set(said) <= known


def named_in(lines: str, text: str) -> set[str]:
    """The names that are set in the lines that match: NAME=value, or NAME: value."""
    return {name for line in re.findall(lines, text, re.M) for name in re.findall(r"\b([A-Z_]{3,})[=:]", line)}


def test_only_settings_that_exist_are_set() -> None:
    said = named_in(r"^ {4,6}[A-Z_]+:", COMPOSE)
    said |= named_in(r"^[A-Z_]+=", (DEPLOY / "castbot.env.example").read_text("utf-8"))
    said |= named_in(r"^[A-Z_]+=", (DEPLOY / "cluster" / "bot.env").read_text("utf-8"))
    said |= named_in(r"^ENV (?:.+\\\n)*.+", IMAGE)
    for unit in UNITS:
        said |= named_in(r"^Environment=.+", unit.read_text("utf-8"))
    assert {"DATABASE_URL", "HEALTH_PORT", "PUBLIC_URL", "LINE_CHANNEL_SECRET"} <= said
    assert said - OTHERS <= SETTINGS


def test_the_files_of_a_cluster_name_the_hosts_of_its_drill_and_no_other() -> None:
    files = [file.read_text("utf-8") for file in (DEPLOY / "cluster").iterdir()]
    said = {address for text in files for address in re.findall(r"\b10(?:\.\d+){3}\b", text)}
    assert said == {address for host, address in ADDRESSES.items() if host != "outside"} | {"10.20.0.0"}


def commands() -> list[list[str]]:
    """What is started, from `-m` on."""
    units = "\n".join(path.read_text("utf-8") for path in UNITS)
    quoted = re.findall(r"^(?:    command: \[python|CMD \[\"python\"), (.+)\]$", f"{COMPOSE}\n{IMAGE}", re.M)
    listed = [[word.strip(' "') for word in line.split(",")] for line in quoted]
    return [*(line.split() for line in re.findall(r"^ExecStart=\S+ (.+)", units, re.M)), *listed]


def test_each_process_is_started_with_a_command_of_ours() -> None:
    started = commands()
    assert len(started) == len(UNITS) + 4 + 1  # the services of compose, the image's own
    for dash, module, *words in started:
        assert (dash, module) in (("-m", "bot"), ("-m", "scheduler"))
        if module == "bot":
            assert parser().parse_args(words)


def test_the_image_has_all_packages_that_the_bot_imports_and_runs_as_nobody_in_particular() -> None:
    copied = set(re.findall(r"^COPY ([a-z]+)/ \1/$", IMAGE, re.M))
    assert all((ROOT / folder).is_dir() for folder in copied)
    script = "import sys, bot.app, bot.__main__, scheduler.serving; print(*{n.partition('.')[0] for n in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    ours = {name for name in loaded.stdout.split() if (ROOT / name).is_dir()}
    assert ours | {"programmes"} <= copied
    assert copied.isdisjoint({"tests", "simulator", "demo", "bench"})
    after = IMAGE[IMAGE.index("\nUSER ") :]
    assert "RUN" not in after
    assert re.search(r"^USER castbot$", after, re.M)
    assert "HEALTHCHECK" in after
    assert IMAGE.count("\nFROM ") == 2
    for line in ("read_only: true", "cap_drop: [ALL]", 'security_opt: ["no-new-privileges:true"]'):
        assert line in COMPOSE


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_units_and_finds_little_exposed(tmp_path: Path) -> None:
    for path in UNITS:  # the interpreter of /opt/castbot is not on this machine
        here = re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", path.read_text("utf-8"), flags=re.M)
        (tmp_path / path.name).write_text(here)
    units = [str(tmp_path / path.name) for path in UNITS]
    found = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    ours = [line for line in (found.stdout + found.stderr).splitlines() if "castbot" in line]
    assert (ours, found.returncode) == ([], 0)
    for path in UNITS:
        said = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=25", str(tmp_path / path.name)],
            capture_output=True,
            text=True,
        )
        assert said.returncode == 0, said.stdout[-300:]


def test_the_health_check_of_the_image_asks_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    asked = [sys.executable, str(DEPLOY / "health.py")]
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.setenv("HEALTH_PORT", str(port))
    assert subprocess.run(asked).returncode == 1
    with health_served(Settings(host="127.0.0.1", health_port=port), []):
        assert subprocess.run(asked).returncode == 0
