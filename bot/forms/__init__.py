"""Forms: an XLSForm in, questions and their evaluation out; pure, and light to import.

pyxform and elementpath are large: they are imported with the first form that is published or opened.
"""

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from bot.forms.problems import FormProblems, Problem

if TYPE_CHECKING:
    from bot.forms.compiling import Compiled
    from bot.forms.form import Form

__all__ = ["FormProblems", "Problem", "compile_form", "load_form"]


def compile_form(filename: str, raw: bytes) -> "Compiled":
    """Compile an XLSForm file; see bot.forms.compiling. Raises FormProblems."""
    compiled: Compiled = import_module("bot.forms.compiling").compile_form(filename, raw)
    return compiled


@lru_cache(maxsize=64)
def load_form(xform: str) -> "Form":
    """Return the Form of a stored XForm; the last 64 are kept."""
    form: Form = import_module("bot.forms.xform").read_xform(xform)
    return form
