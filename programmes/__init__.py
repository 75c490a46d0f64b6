"""Programmes as data: each is a folder, which is read and checked at the start."""

from programmes.definition import Programme
from programmes.reading import ProgrammeError, load
from programmes.sections import Area, Holiday, Label, Phase, ProgrammeForm, Sector, Stage, Tag

__all__ = [
    "Area",
    "Holiday",
    "Label",
    "Phase",
    "Programme",
    "ProgrammeError",
    "ProgrammeForm",
    "Sector",
    "Stage",
    "Tag",
    "load",
]
