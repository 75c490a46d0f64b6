"""Keys and places of an activity as words, for cards and exports."""

from __future__ import annotations

from collections.abc import Sequence

from locales.texts import Text
from models.activities.details import ActivityDetails, PlaceSaid
from models.activities.parts import Part, PartType
from programmes import Programme
from programmes.sections import Sector, Tag
from thai.places import display


def in_words(part: Part, details: ActivityDetails, programme: Programme, text: Text) -> tuple[str, ...]:
    """Return one text for each key or place of a part. Raises ValueError for a part with other values."""
    kept = getattr(details, part.key, ())
    match part.type:
        case PartType.KEYS:
            return tuple(one.label(text.language) for one in choices(part, programme) if one.key in kept)
        case PartType.PLACES:
            return tuple(place_name(place, text.language) for place in kept)
    raise ValueError(f"{part.key} holds neither keys nor places")


def choices(part: Part, programme: Programme) -> Sequence[Sector | Tag]:
    """Return the choices of a part with keys, which the programme lists under the part's own key."""
    listed: Sequence[Sector | Tag] = getattr(programme, part.key)
    return listed


def place_name(place: PlaceSaid, language: str) -> str:
    """Return the name of a place by its code, else as it was written."""
    return display(place.code, language) if place.code else place.name
