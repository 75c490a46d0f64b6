"""The form engine reads XLSForms, and works out what to ask and what the answers mean. It does no input or output.

pyxform and elementpath are large, so they are imported only when the first form is published or opened.
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
    """Return a new draft of `form`. `prefill` holds values by path that are suggested and not yet given."""
    interview: Interview = import_module("xlsforms.interview").Interview.begin(form, around, prefill)
    return interview


def resume(form: Form, entries: Mapping[str, Entry], around: Around) -> "Interview":
    """Return the draft whose stored values are `entries`."""
    interview: Interview = import_module("xlsforms.interview").Interview(form, entries, around)
    return interview
