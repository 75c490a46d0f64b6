"""Every template that comes with the bot, by its kind."""

from collections.abc import Callable
from typing import Final

from services.papers.building.certificate import certificate
from services.papers.building.codes import codes
from services.papers.building.development import development
from services.papers.building.lists import evaluation, mentor
from services.papers.building.person import participant, plan
from services.papers.building.situation import situation
from services.papers.building.summary import summary

BUILT: Final[dict[str, Callable[[], bytes]]] = {
    "summary": summary,
    "situation": situation,
    "participant": participant,
    "mentor": mentor,
    "evaluation": evaluation,
    "certificate": certificate,
    "codes": codes,
    "plan": plan,
    "development": development,
}
