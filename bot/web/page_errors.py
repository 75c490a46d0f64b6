"""Errors of pages: said to the person kindly, logged by route, type and place, never by address or words."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from flask import Response, render_template, request
from werkzeug.exceptions import HTTPException

from bot.log import of_error
from locales.texts import Texts

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PageErrors:
    """What a page that failed says."""

    texts: Texts

    def say(self, error: Exception) -> HTTPException | Response | tuple[str, int]:
        """Return the answer to a request whose handler failed. Nothing of it was stored."""
        if isinstance(error, HTTPException):  # such as 404 and 405, which have nothing to do with our code
            return error
        route = request.url_rule.rule if request.url_rule else "?"
        log.error("page.failed", route=route, method=request.method, error=of_error(error))
        text = self.texts.in_language("th")
        return render_template("refused.html", t=text, said=text("page-failed"), title=text("page-failed-title")), 500
