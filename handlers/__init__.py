"""Handlers: one module per subject people talk about. ROUTES is their precedence, first match wins."""

from bot.router import Route
from handlers import corrections, days, entries, groups, joining, privacy, status, talk, unsent

ROUTES: tuple[Route, ...] = (
    *groups.routes,
    *unsent.routes,
    *joining.routes,  # nobody unknown gets further than this
    *talk.exits,  # exact commands leave an open question …
    *entries.routes,
    *corrections.routes,  # … everything else answers it
    *days.routes,
    *privacy.routes,
    *status.routes,
    *days.commands,
    *corrections.commands,
    *entries.recording,
    *talk.routes,
)
