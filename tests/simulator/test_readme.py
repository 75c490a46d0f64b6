"""The README names every option, control call, dial and fault there is, and nothing else."""

import re
from pathlib import Path

from aiohttp import web

from simulator.__main__ import arguments
from simulator.app import create_app
from simulator.control.acts import ACTS
from simulator.faults import KINDS
from simulator.platform import Platform, PlatformTuning
from simulator.rules.calls import CALLS
from simulator.server import settings_with

README = (Path(__file__).parents[2] / "simulator" / "README.md").read_text(encoding="utf-8")


def routes() -> set[str]:
    app = create_app(Platform.build(settings_with()))
    return {one.resource.canonical for one in app.router.routes() if isinstance(one.resource, web.Resource)}


def test_every_option_is_explained() -> None:
    options = {option for action in arguments()._actions for option in action.option_strings} - {"-h", "--help"}
    assert {one for one in options if f"`{one}" not in README} == set()
    assert set(re.findall(r"`(--[a-z-]+)", README)) <= options


def test_every_control_call_is_listed() -> None:
    assert {act for act in ACTS if f"/{act}`" not in README} == set()
    written = README.replace("…", "/sim/people/{who}")
    for path in routes():
        last = path.rsplit("/", 1)[1]
        if path.startswith("/sim/") and last != "{act}":
            assert path in written or f"`/{last}`" in README, path


def test_every_dial_and_fault_is_named() -> None:
    dials = settings_with() and PlatformTuning().to_json()
    assert {name for name in [*dials, *KINDS] if f"`{name}`" not in README} == set()


def test_every_call_has_its_path_source_and_handler() -> None:
    assert len({call.name for call in CALLS}) == len(CALLS)
    assert all(call.source for call in CALLS)
    assert {re.sub(r":[^}]*", "", call.path) for call in CALLS} <= routes()
