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
PLACE: Final = "/app/certificates"


def add_certificates(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def issued(visitor: Visitor) -> str:
        found = _candidates(visitor)
        part = paging(len(found), PAGE)
        return pages.page(
            "certificates.html",
            visitor,
            title=visitor.text("web-certificates"),
            terms=visitor.programme.certificate,
            found=found[part.skipped : part.skipped + PAGE],
            paging=part,
            ready=[one for one in found if one.fulfils and one.certificate is None],
        )

    @pages.post(PLACE, COORDINATORS)
    def issue(visitor: Visitor) -> Any:
        """Issue the certificates of those who fulfil the criteria and have none; those of a second tap are there."""
        chosen = set(request.form.getlist("person", type=stored_id))
        ready = [one for one in _candidates(visitor) if one.fulfils and one.certificate is None]
        count = 0
        for one in ready:
            if one.person_id in chosen:
                certificates.issue(visitor.session, one.person_id, visitor.person.id, visitor.now, visitor.day.year)
                actor = f"person:{visitor.person.id}"
                audit.record(visitor.session, visitor.now, actor, "certificate", one.person_id)
                count += 1
        return pages.done(visitor, PLACE, visitor.text("web-certificates-issued", count=count))


def _candidates(visitor: Visitor) -> list[Candidate]:
    """Return how everybody stands. Who sees only a part of the programme issues none. Raises NotFoundHere."""
    if not visitor.access.is_whole:
        raise NotFoundHere
    return candidates(visitor.session, visitor.programme, visitor.access, visitor.day)
