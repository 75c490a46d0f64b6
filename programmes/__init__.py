"""Programmes as data: each is a folder, which is read and checked at the start."""

from programmes.definition import Programme
from programmes.reading import ProgrammeError, load
from programmes.sections import Area, ProgrammeForm, Holiday, Label, Phase, Sector, Stage, Tag

__all__ = [
    "Area",
    "ProgrammeForm",
    "Holiday",
    "Label",
    "Phase",
    "Programme",
    "ProgrammeError",
    "Sector",
    "Stage",
    "Tag",
    "load",
]
