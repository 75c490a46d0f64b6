"""The handlers, one module for each subject. The order of ROUTES is their precedence: of the routes that match a turn,
the first is used."""

from bot.inbound.router import Route, surrounded
from handlers import of_others
from handlers.activities import (
    corrections,
    days,
    denied,
    entries_said,
    paperwork_day,
    photo_moments,
    recording,
    telling,
    which_day,
)
from handlers.calls import answering as call_answers
from handlers.calls import kept as call_kept
from handlers.calls import meanwhile as call_meanwhile
from handlers.calls import renaming as call_names
from handlers.calls import said as call_words
from handlers.calls import showing as call_showing
from handlers.calls import taking_in as call_members
from handlers.calls import withdrawing as call_withdrawing
from handlers.coordination import (
    broadcast_choosing,
    broadcast_left,
    broadcast_pictures,
    broadcast_progress,
    broadcast_times,
    broadcast_unread,
    broadcasts,
    comparing,
    downloads,
    holidays,
    overview,
    papers,
    people_lookup,
    personnel,
    questions_meant,
    rosters,
    summaries,
)
from handlers.development import confirming as trainings_confirmed
from handlers.development import following as trainings_following
from handlers.development import plan_changes, reasons_kept, spending
from handlers.development import recording as trainings_recorded
from handlers.development import said as plan_words
from handlers.development import showing as plan_shown
from handlers.evaluations import acts, results
from handlers.forms import coverage
from handlers.forms import routes as forms
from handlers.messaging import groups, talk
from handlers.people import joining, leave, quiet, status, web_access
from handlers.plans import agreeing, choosing, drafting, duties, progress, showing
from handlers.privacy import my_data, unsent, withdrawing
from handlers.raters import deciding, listing, nominating, rating_in_line, showing_entries
from handlers.reviews import (
    many_reviews,
    passing_on,
    questions,
    resubmitting,
    unlocking,
    unsure_acts,
    verdicts,
    waiting_list,
)
from handlers.selections import showing as selection_showing
from handlers.units import forums as unit_forums
from handlers.units import plans as unit_plans
from handlers.units import said as unit_words
from handlers.units import seats as unit_seats
from handlers.units import showing as unit_showing
from handlers.units import steps as unit_steps

# A correction may be the last one that a returned entry needs.
_CORRECTIONS = surrounded(
    surrounded(
        (*recording.routes, *photo_moments.routes, *corrections.routes, *denied.routes), trainings_following.following
    ),
    resubmitting.carrying_on,
)
_RECORDING = surrounded(recording.recording, trainings_following.following)

# A handler that leaves an open form says that the draft is kept.
_BESIDE_FORMS: tuple[Route, ...] = (
    *broadcasts.beginnings,  # what follows ประกาศ is never a command or an answer
    *reasons_kept.exits,
    *trainings_following.exits,
    *denied.exits,
    *talk.exits,  # exact commands leave an open question, …
    *unit_showing.routes,
    *unit_forums.routes,
    *unit_seats.routes,
    *unit_plans.routes,
    *unit_steps.routes,
    *plan_shown.routes,
    *trainings_following.routes,
    *trainings_recorded.routes,
    *reasons_kept.routes,
    *plan_words.beside_reasons,
    *trainings_confirmed.routes,
    *plan_changes.routes,
    *spending.routes,
    *plan_words.commands,  # only in programmes with a development plan of the organisation
    *call_showing.routes,
    *call_withdrawing.routes,
    *call_answers.routes,
    *call_names.routes,
    *call_members.routes,
    *call_meanwhile.routes,
    *selection_showing.routes,
    *papers.routes,  # asked for in so many words while nothing else is open
    *questions.routes,
    *drafting.routes,
    *agreeing.routes,
    *progress.routes,
    *duties.routes,
    *showing.routes,
    *choosing.routes,
    *broadcast_choosing.routes,
    *passing_on.routes,
    *comparing.routes,
    *of_others.own,
    *questions_meant.routes,
    *overview.routes,
    *summaries.routes,
    *people_lookup.routes,
    *broadcast_unread.routes,
    *broadcast_times.routes,
    *broadcast_pictures.routes,
    *broadcasts.routes,
    *broadcast_left.routes,
    *broadcast_progress.routes,
    *rosters.routes,
    *personnel.routes,  # "yes" first answers an open question of summaries or announcements
    *nominating.routes,
    *deciding.routes,
    *acts.routes,
    *showing_entries.routes,
    *leave.routes,
    *quiet.routes,
    *web_access.routes,
    *holidays.routes,
    *resubmitting.routes,
    *which_day.routes,
    *selection_showing.commands,
    *call_words.commands,  # only in programmes with calls
    *_CORRECTIONS,  # … all other words answer it
    *papers.beside_questions,
    *plan_words.beside_questions,
    *unit_words.commands,  # only in programmes with units
    *entries_said.routes,
    *unsure_acts.routes,
    *many_reviews.routes,
    *verdicts.routes,
    *unlocking.routes,
    *surrounded(telling.routes, trainings_following.following),
    *days.routes,
    *paperwork_day.routes,
    *of_others.routes,  # who names somebody else changes nothing of their own
    *my_data.routes,
    *choosing.commands,
    *progress.commands,
    *duties.commands,
    *showing.commands,
    *nominating.commands,
    *listing.commands,
    *overview.commands,
    *web_access.commands,
    *people_lookup.commands,
    *summaries.commands,
    *broadcasts.commands,
    *downloads.commands,
    *holidays.commands,
    *status.routes,
    *leave.commands,
    *quiet.commands,
    *coverage.routes,
    *results.routes,
    *waiting_list.routes,
    *passing_on.commands,
    *questions.commands,
    *days.commands,
    *entries_said.commands,
    *_RECORDING,
    *withdrawing.routes,
    *broadcast_unread.unread,
    *talk.routes,
)

_KEEPING_QUESTIONS = surrounded(surrounded(_BESIDE_FORMS, reasons_kept.keeping_reason), call_kept.keeping_candidate)

ROUTES: tuple[Route, ...] = (
    *groups.routes,
    *unsent.routes,
    *rating_in_line.routes,
    *joining.routes,  # people who have not joined do not reach the routes below
    *surrounded(
        (
            *surrounded(withdrawing.exits, forms.saying_what_waits),
            *surrounded(papers.before_forms, forms.saying_what_waits),
            *forms.routes,  # words, pictures and pins first answer an open form
            *surrounded(_KEEPING_QUESTIONS, forms.saying_what_waits),
        ),
        which_day.keeping_undated,  # a message that waits for its day is asked about until it is recorded or given up
    ),
)
