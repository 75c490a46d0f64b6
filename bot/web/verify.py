"""`/verify/<number>`: says whether a certificate is genuine: whose it is, of which programme, of which day, and nothing
else. A number cannot be guessed: who has it has the paper before them. What is not known, withdrawn with an erasure or
mistyped gets one and the same page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from bot.web.pages import pages_blueprint
from locales.texts import Texts
from models.people import certificates
from models.storage.database import Database
from programmes.bangkok import bangkok_day
from services.current_programme import CurrentProgramme
from thai.dates import full_day


@dataclass(frozen=True, slots=True)
class VerifyPages:
    """The parts of the bot that the page needs."""

    database: Database
    texts: Texts
    calendar: CurrentProgramme


def verify_blueprint(pages: VerifyPages) -> Blueprint:
    blueprint = pages_blueprint("verify")

    @blueprint.get("/verify/<number>")
    def verify(number: str) -> Any:
        text = pages.texts.in_language("th")
        with pages.database.read() as session:
            found = certificates.holder_of(session, number[:40])
            if found is None:
                return render_template("verify.html", t=text, title=text("verify-unknown-title"), facts=[]), 404
            certificate, person = found
            facts = [
                (text("verify-name"), person.name),
                (text("verify-programme"), pages.calendar.current(session).name("th")),
                (text("verify-day"), full_day(bangkok_day(certificate.at), "th")),
                (text("verify-number"), certificate.number),
            ]
        return render_template("verify.html", t=text, title=text("verify-title"), facts=facts)

    return blueprint
