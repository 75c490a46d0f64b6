"""Handlers: one module per subject people talk about. ROUTES is their precedence, first match wins."""

from bot.router import Route
from handlers import (
    at_once,
    broadcasts,
    corrections,
    coverage,
    days,
    downloads,
    entries,
    forms,
    groups,
    holidays,
    joining,
    leave,
    people_of_scope,
    personnel,
    privacy,
    questions,
    resubmitting,
    reviews,
    status,
    summaries,
    talk,
    unlocking,
    unsent,
    verdicts,
)

# What leaves an open form says that its draft is kept.
_BESIDE_FORMS: tuple[Route, ...] = (
    *talk.exits,  # exact commands leave an open question …
    *questions.routes,
    *summaries.routes,
    *people_of_scope.routes,
    *broadcasts.routes,
    *personnel.routes,  # an open question of summaries or announcements has its yes first
    *leave.routes,
    *holidays.routes,
    *resubmitting.routes,  # a correction may be the last a returned entry lacks
    *entries.routes,
    *corrections.routes,  # … everything else answers it
    *at_once.routes,
    *verdicts.routes,
    *unlocking.routes,
    *days.routes,
    *privacy.routes,
    *people_of_scope.commands,
    *summaries.commands,
    *broadcasts.commands,
    *downloads.commands,
    *holidays.commands,
    *status.routes,
    *leave.commands,
    *coverage.routes,
    *reviews.routes,
    *questions.commands,
    *days.commands,
    *corrections.commands,
    *entries.recording,
    *talk.routes,
)

ROUTES: tuple[Route, ...] = (
    *groups.routes,
    *unsent.routes,
    *joining.routes,  # nobody unknown gets further than this
    *forms.routes,  # an open form has words, pictures and pins first
    *forms.saying_what_waits(_BESIDE_FORMS),
)
