# Pages: the programme's calendar
web-dates = Calendar
web-dates-shows = Show
web-dates-from-start = From the start of the programme
web-dates-by-day = By day
web-dates-what = What
web-dates-when = When
web-dates-to = To
web-dates-today = today
web-dates-none = Nothing
web-dates-recurring = Reminders that recur
web-dates-begins = First day: { $name }
web-dates-ends = Last day: { $name }
web-dates-holiday = { $name }
web-dates-reminder = { $name }
web-dates-kind-phase = phase
web-dates-kind-stage = stage
web-dates-kind-round = evaluation
web-dates-kind-holiday = holiday
web-dates-kind-reminder = reminder
web-dates-each-day = each working day { $at }
web-dates-each-week = { $day ->
    [0] each Monday { $at }
    [1] each Tuesday { $at }
    [2] each Wednesday { $at }
    [3] each Thursday { $at }
    [4] each Friday { $at }
    [5] each Saturday { $at }
   *[6] each Sunday { $at }
}
web-dates-to-participant = participants
web-dates-to-mentor = mentors
web-dates-to-former_mentor = former mentors
web-dates-to-deputy = deputies
web-dates-to-coordinator = coordinators
web-dates-to-owner = the coordinator of the phase
web-dates-to-juror = jurors
web-dates-to-body = bodies of activities
web-dates-to-rater = raters
