"""`/app/certificates`: for whom the programme's criteria hold, and the certificates that were issued."""

from __future__ import annotations

from typing import Any, Final

from flask import request

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.visitor import Visitor
from bot.web.stored_ids import stored_id
from models.people import audit, certificates
from services.certificates import Candidate, candidates

PAGE: Final = 100
AT_ONCE: Final = 250  # of all who are ready: in one transaction, for which LINE's calls wait
PLACE: Final = "/app/certificates"


def add_certificates(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def issued(visitor: Visitor) -> str:
        return _page(visitor, _candidates(visitor))

    def _page(visitor: Visitor, found: list[Candidate], *, going_on: bool = False) -> str:
        part = paging(len(found), PAGE)
        return pages.page(
            "certificates.html",
            visitor,
            title=visitor.text("web-certificates"),
            terms=visitor.programme.certificate,
            found=found[part.skipped : part.skipped + PAGE],
            paging=part,
            ready=len(_ready(found)),
            issued=sum(1 for one in found if one.certificate is not None),
            going_on=going_on,
        )

    @pages.post(PLACE, COORDINATORS)
    def issue(visitor: Visitor) -> Any:
        """Issue the certificates of those who fulfil the criteria and have none; those of a second tap are there.
        All of them are issued some at a time: the page says how far that is, and goes on."""
        everybody = request.form.get("all") == "1"
        chosen = set(request.form.getlist("person", type=stored_id))
        ready = [one.person_id for one in _ready(_candidates(visitor)) if everybody or one.person_id in chosen]
        some = ready[:AT_ONCE] if everybody else ready
        made = certificates.issue_to(visitor.session, some, visitor.person.id, visitor.now, visitor.day.year)
        for person_id in made:
            audit.record(visitor.session, visitor.now, f"person:{visitor.person.id}", "certificate", person_id)
        if len(ready) > len(some):
            return _page(visitor, _candidates(visitor), going_on=True)
        return pages.done(visitor, PLACE, visitor.text("web-certificates-issued", count=len(made)))


def _ready(found: list[Candidate]) -> list[Candidate]:
    """Return who fulfils the criteria and has no certificate."""
    return [one for one in found if one.fulfils and one.certificate is None]


def _candidates(visitor: Visitor) -> list[Candidate]:
    """Return how everybody stands. Who sees only a part of the programme issues none. Raises NotFoundHere."""
    if not visitor.access.is_whole:
        raise NotFoundHere
    return candidates(visitor.session, visitor.programme, visitor.access, visitor.day)
