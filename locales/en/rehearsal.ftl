# Rehearsing a schedule (python -m bot rehearse): who gets what, when, and how many messages it takes

## What can be put right before it begins
rehearsal-day-wrong = { $option } “{ $value }”: { $reason }
rehearsal-days-reversed = --from { $first } is after --to { $last }; swap them and try again
rehearsal-days-outside = There are no messages in these days; choose days from { $first } to { $last }
rehearsal-share-wrong = --reporting “{ $value }”: write the share of those who report in time from 0 to 1, such as 0.6, or a percentage, such as 60%
rehearsal-file-unwritable = { $file } cannot be written ({ $detail }); choose another place and try again
rehearsal-database-away = The database cannot be reached ({ $detail }); look at DATABASE_URL, or leave it empty to use the example's people
rehearsal-database-old = The database is of another version than the program; run python -m bot migrate first
rehearsal-nobody = There is nobody in the database, and this programme has no example roster (roster.example.csv); run python -m bot roster import FILE first
rehearsal-progress = Rehearsing { $day } · { $count } messages
rehearsal-page-written = The rehearsal is in { $file }; open it with a browser

## The table, and the page
rehearsal-title = The schedule of messages, rehearsed
rehearsal-of = { $name } · { $span }
rehearsal-assumed = Assumed: everybody has registered, { $share } % of the participants report in time, mentors answer in time
rehearsal-whose-database = The people of the database
rehearsal-whose-example = The people of the example (all invented)
rehearsal-months = Pushes a month
rehearsal-month = Month
rehearsal-pushes = Pushed
rehearsal-rides = With an answer (free)
rehearsal-plan = Quota
rehearsal-left = Left
rehearsal-verdict = Result
rehearsal-verdict-fits = fits
rehearsal-verdict-reserve = takes from the reserve
rehearsal-verdict-over = over the quota
rehearsal-rules = By subject
rehearsal-rule = Subject
rehearsal-first = Caused the push
rehearsal-along = Went along
rehearsal-roles = By role
rehearsal-role = Role
rehearsal-people = People
rehearsal-days = The busiest days
rehearsal-day = Day
rehearsal-total = Total
rehearsal-nothing = There are no messages in these days
rehearsal-cost = LINE counts only what the bot pushes, one for each person; replies and what goes along with them are free. The quota is { $plan } messages a month, { $reserve } of them kept for what must arrive

## Only on the page
rehearsal-language = ภาษาไทย
rehearsal-sum-pushes = messages pushed
rehearsal-sum-rides = with an answer, at no cost
rehearsal-sum-people = people written to
rehearsal-sum-busiest = the busiest day: { $day }
rehearsal-sum-share = of the quota, in the month that takes most
rehearsal-calendar = Calendar
rehearsal-calendar-hint = Tap a day to read its messages
rehearsal-legend-pushes = People written to
rehearsal-legend-holiday = public holiday
rehearsal-legend-begins = a phase or a new place begins
rehearsal-chart-reserve = reserve { $count }
rehearsal-chart-plan = quota { $count }
rehearsal-chart-label = { $month }: { $count } pushed of a quota of { $plan } ({ $share } %)
rehearsal-percent = { $share } %
rehearsal-examples = The messages as they will read
rehearsal-examples-hint = One example for each subject and role; names, days and places are the reader's own. Messages are in the language each person chose.
rehearsal-sent-to = to { $count } people
rehearsal-rides-to = with the answers to { $count } people
rehearsal-day-nothing = No messages on this day
rehearsal-close = Close
rehearsal-previous = The day before
rehearsal-next = The day after
rehearsal-others = { $count } more, each with the reader's own names and places
rehearsal-cell = { $day }: { $count } people
rehearsal-footer = Made on { $day } · python -m bot rehearse · nothing has been sent to anybody

## Names of the subjects
rehearsal-rule-phase_before = Before a phase
rehearsal-rule-phase_start = A phase begins
rehearsal-rule-phase_end = A phase ends
rehearsal-rule-stage_change = A new place of work
rehearsal-rule-mentor_change_soon = before the mentor changes
rehearsal-rule-mentor_change_from = handed on by a mentor
rehearsal-rule-mentor_change_to = taken over by a mentor
rehearsal-rule-new_mentor = a new mentor
rehearsal-rule-evaluation_due = Mentors' evaluation
rehearsal-rule-summary_phase = Summary of a phase
rehearsal-rule-summary_weekly = Weekly summary
rehearsal-rule-summary_daily = Daily summary
rehearsal-rule-daily_missing = No entry today
rehearsal-rule-mentor_weekly = The mentor's week
rehearsal-rule-review_nudge = Entries wait for the mentor
rehearsal-rule-review_escalation = Entries wait for the deputy
rehearsal-rule-morning_after = No entry for the day before
rehearsal-rule-weekly_sectors = Sectors not yet met
rehearsal-rule-silence_asked = Somebody silent is asked
rehearsal-rule-silence_mentor = Silence: the mentor is told
rehearsal-rule-silence_coordinator = Silence: coordinators are told
rehearsal-rule-plan_wanted = Development plan wanted
rehearsal-rule-plan_check_in = Check-in of the plan
rehearsal-rule-plan_results = Results of the plan
rehearsal-rule-plan_follow_up = Follow-up of duties
rehearsal-rule-plan_waits = Plans that wait for agreement
