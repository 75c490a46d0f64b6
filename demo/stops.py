"""The named times to which the demo's clock can be moved: the mornings on which phases and stages begin."""

from datetime import date, datetime, time
from typing import Any, Final

from programmes import Label, Programme
from programmes.bangkok import BANGKOK

MORNING: Final = time(9, 0)  # at this time people are told what begins


def stops(programme: Programme, after: datetime) -> list[dict[str, Any]]:
    """Return the named times of the simulator's page, in order: `{"at", "name": {"th", "en"}}`."""
    begin: dict[date, Label] = {stage.start: stage.name for stage in programme.stages}
    begin |= {phase.start: phase.name for phase in programme.phases}
    instants = {datetime.combine(day, MORNING, BANGKOK): name for day, name in begin.items()}
    return [
        {"at": at.isoformat(), "name": {"th": name("th"), "en": name("en")}}
        for at, name in sorted(instants.items(), key=lambda item: item[0])
        if at > after
    ]
