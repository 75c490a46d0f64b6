# The web pages /app/people: participants, and the season of each
web-people = Participants
web-people-number = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
web-people-table = Participants, since the start of the programme
web-people-none = Nobody is as you have chosen. Clear the filters and look again.
web-people-on-day = { $state } · { $day }
web-own-season = Your records

## Filters
web-filters = More filters
web-search = Search
web-person-search = Find a name
web-day = Day
web-mentor = Mentor
web-all = All
web-clear = Clear filters
web-state-of-day = State on that day
web-state-missing = Not recorded
web-state-came = Recorded
web-state-leave = On leave
web-state-silent = Silent for days
web-state-not_joined = Not registered

## The list
web-person-name = Name
web-days-of = Days recorded/expected
web-days-missing = Days missing
web-last-entry = Last entry
web-waiting = To review
web-never = None yet

## One person
web-person-facts = Facts
web-person-position = Position
web-person-agency = Agency
web-person-place = Works in
web-person-mentor = Mentor
web-person-mentor-before = Mentor before
web-person-plan = Individual development plan
web-sectors = Network sectors
web-calendar = Calendar of records
web-week-row = Week
web-calendar-what = What was recorded on each day, a row a week
web-weekday-0 = Mo
web-weekday-1 = Tu
web-weekday-2 = We
web-weekday-3 = Th
web-weekday-4 = Fr
web-weekday-5 = Sa
web-weekday-6 = Su
web-leave-short = L
web-holiday-short = H
web-kind-approved = Approved
web-kind-came = Recorded
web-kind-returned = Returned
web-kind-missing = Not recorded
web-kind-leave = Leave
web-kind-holiday = Holiday
web-kind-today = Today, not over yet
web-timeline = What happened
web-season-empty = There are no records yet. What is sent in LINE appears here.
web-people-met = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
web-photo-of = Photo { $number } of the entry of { $said }
web-parts-returned = To be corrected:
web-entry-state-submitted = To review
web-entry-state-resubmitted = Corrected, to review
web-entry-state-returned = Returned
web-entry-state-approved = Approved
web-entry-state-note = Note
web-act-approve = Approved
web-act-praise = Praised
web-act-comment = Comment
web-act-return = Returned
web-act-unlock = Unlocked
web-thread-asked = Question without an answer
web-thread-answered = Question with an answer
web-form-handed-in = Handed in
web-plan-sent = Sent revision { $number } of the development plan
web-you-gave = Scores you gave: { $scores }
web-day-free = A day off: nobody is expected to report.
