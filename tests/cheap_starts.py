"""What every start of the bot makes anew, made once: thousands of tests start it, and it is the same each time.

Starting took a third of what a scenario cost. A process of its own, as operators start it, knows nothing of this.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, Final

from werkzeug.routing import Rule

from bot import app as app_module
from bot import resources as resources_module
from programmes import Programme

_compile_builder: Final = Rule._compile_builder
_load: Final = resources_module.load
_warm_up: Final = app_module.warm_up
_builders: Final[dict[tuple[Any, ...], FunctionType]] = {}


def share_what_starts_make() -> None:
    Rule._compile_builder = _compiled_once  # type: ignore[method-assign]
    resources_module.load = _read_once  # type: ignore[attr-defined]
    app_module.warm_up = cache(_warm_up)  # type: ignore[attr-defined]


def _compiled_once(self: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """The function that writes a route's address. It depends on the route's words alone: it gets the rule with each
    call."""
    key = (self.rule, self.subdomain, self.host, tuple((self.defaults or {}).items()), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(self, append_unknown)  # type: ignore[assignment]
    return _builders[key]


def _read_once(path: Path) -> Programme:
    """The programme of a folder as its files are now."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return _read(path, tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@cache
def _read(path: Path, _files: object) -> Programme:
    return _load(path)
