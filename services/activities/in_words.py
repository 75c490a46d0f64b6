"""What was chosen or named in an activity, in words: as cards show it and exports list it, one rule a type of part."""

from __future__ import annotations

from collections.abc import Sequence

from locales.texts import Text
from models.activities.details import Details, PlaceSaid
from models.activities.parts import Part, PartType
from programmes import Programme
from programmes.sections import Sector, Tag
from thai.places import display


def in_words(part: Part, details: Details, programme: Programme, text: Text) -> tuple[str, ...]:
    """The keys or places on record of one part, one text each. ValueError for a part that holds neither."""
    kept = getattr(details, part.key, ())
    match part.type:
        case PartType.KEYS:
            return tuple(one.label(text.language) for one in choices(part, programme) if one.key in kept)
        case PartType.PLACES:
            return tuple(place_name(place, text.language) for place in kept)
    raise ValueError(f"{part.key} holds neither keys nor places")


def choices(part: Part, programme: Programme) -> Sequence[Sector | Tag]:
    """What can be chosen for a part that holds keys: a programme lists it under the part's own key."""
    listed: Sequence[Sector | Tag] = getattr(programme, part.key)
    return listed


def place_name(place: PlaceSaid, language: str) -> str:
    """A place as its code has it, else as it was said."""
    return display(place.code, language) if place.code else place.name
