"""The form engine reads XLSForms, and works out what to ask and what the answers mean. It does no input or output.

pyxform and elementpath are large, so they are imported only when the first form is published or opened.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from xlsforms.form import Choice, Form, Group, Question, Repeat
from xlsforms.form_context import FormContext
from xlsforms.problems import FormErrors, FormProblem
from xlsforms.stored_values import StoredValue, path_of

if TYPE_CHECKING:
    from xlsforms.compiling import CompiledForm
    from xlsforms.interview import Interview

__all__ = [
    "Choice",
    "Form",
    "FormContext",
    "FormErrors",
    "FormProblem",
    "Group",
    "Question",
    "Repeat",
    "StoredValue",
    "begin",
    "compile_form",
    "files_named",
    "fingerprint",
    "load_form",
    "path_of",
    "resume",
]


def compile_form(filename: str, raw: bytes, files: Mapping[str, bytes] | None = None) -> "CompiledForm":
    """Compile an XLSForm file; see xlsforms.compiling. Raises FormErrors."""
    compiled: CompiledForm = import_module("xlsforms.compiling").compile_form(filename, raw, files)
    return compiled


def files_named(filename: str, raw: bytes) -> tuple[str, ...]:
    """Return the names of the files that a form reads; see xlsforms.files_beside. Raises FormErrors."""
    found: tuple[str, ...] = import_module("xlsforms.files_beside").files_named(filename, raw)
    return found


def fingerprint(raw: bytes, files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a form's file and of the files that it reads."""
    digest: str = import_module("xlsforms.files_beside").fingerprint(raw, files)
    return digest


@lru_cache(maxsize=64)
def load_form(xform: str) -> Form:
    """Return the Form of a stored XForm; the last 64 are kept."""
    form: Form = import_module("xlsforms.xform").read_xform(xform)
    return form


def begin(form: Form, around: FormContext, prefill: Mapping[str, str] | None = None) -> "Interview":
    """Return a new draft of `form`. `prefill` holds values by path that are suggested and not yet given."""
    interview: Interview = import_module("xlsforms.interview").Interview.begin(form, around, prefill)
    return interview


def resume(form: Form, entries: Mapping[str, StoredValue], around: FormContext) -> "Interview":
    """Return the draft whose stored values are `entries`."""
    interview: Interview = import_module("xlsforms.interview").Interview(form, entries, around)
    return interview
