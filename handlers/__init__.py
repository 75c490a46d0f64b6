"""Handlers: one module per subject people talk about. ROUTES is their precedence: of the routes a turn finds, the first
that is meant has it."""

from bot.inbound.router import Route, surrounded
from handlers.activities import corrections, days, recording
from handlers.coordination import broadcasts, downloads, holidays, people_of_scope, personnel, summaries
from handlers.forms import coverage
from handlers.forms import routes as forms
from handlers.messaging import groups, talk
from handlers.people import joining, leave, status
from handlers.privacy import my_data, unsent
from handlers.reviews import at_once, questions, resubmitting, unlocking, verdicts, waiting_list

# A correction may be the last that a returned entry lacks.
_CORRECTIONS = surrounded((*recording.routes, *corrections.routes), resubmitting.carrying_on)

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
    *resubmitting.routes,
    *_CORRECTIONS,  # … everything else answers it
    *at_once.routes,
    *verdicts.routes,
    *unlocking.routes,
    *days.routes,
    *my_data.routes,
    *people_of_scope.commands,
    *summaries.commands,
    *broadcasts.commands,
    *downloads.commands,
    *holidays.commands,
    *status.routes,
    *leave.commands,
    *coverage.routes,
    *waiting_list.routes,
    *questions.commands,
    *days.commands,
    *corrections.commands,
    *recording.recording,
    *talk.routes,
)

ROUTES: tuple[Route, ...] = (
    *groups.routes,
    *unsent.routes,
    *joining.routes,  # nobody unknown gets further than this
    *forms.routes,  # an open form has words, pictures and pins first
    *surrounded(_BESIDE_FORMS, forms.saying_what_waits),
)
