"""Forms: an XLSForm in, questions and their evaluation out; pure, and light to import.

pyxform and elementpath are large: they are imported with the first form that is published or opened.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from xlsforms.around import Around
from xlsforms.entries import Entry, path_of
from xlsforms.form import Choice, Form, Group, Question, Repeat
from xlsforms.problems import FormProblems, Problem

if TYPE_CHECKING:
    from xlsforms.compiling import Compiled
    from xlsforms.interview import Interview

__all__ = [
    "Around",
    "Choice",
    "Entry",
    "Form",
    "FormProblems",
    "Group",
    "Problem",
    "Question",
    "Repeat",
    "begin",
    "compile_form",
    "load_form",
    "path_of",
    "resume",
]


def compile_form(filename: str, raw: bytes) -> "Compiled":
    """Compile an XLSForm file; see xlsforms.compiling. Raises FormProblems."""
    compiled: Compiled = import_module("xlsforms.compiling").compile_form(filename, raw)
    return compiled


@lru_cache(maxsize=64)
def load_form(xform: str) -> Form:
    """Return the Form of a stored XForm; the last 64 are kept."""
    form: Form = import_module("xlsforms.xform").read_xform(xform)
    return form


def begin(form: Form, around: Around, prefill: Mapping[str, str] | None = None) -> "Interview":
    """Return a new draft of `form`; `prefill`: values by path that are offered, not yet given."""
    interview: Interview = import_module("xlsforms.interview").Interview.begin(form, around, prefill)
    return interview


def resume(form: Form, entries: Mapping[str, Entry], around: Around) -> "Interview":
    """Return the draft that `entries` hold."""
    interview: Interview = import_module("xlsforms.interview").Interview(form, entries, around)
    return interview
