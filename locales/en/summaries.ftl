# Summaries for coordinators and mentors
scope-all = the whole programme
scope-mentor = those you look after
scope-unknown = an unknown scope

summary-above = Summary · { $scope }
summary-kept = As asked before · { $line }
summary-drop = Today, everywhere
summary-reported-people = { $reported } of { $expected } people have reported
summary-reported-days = { $reported } of { $expected } days reported (everybody together)
summary-nothing-expected = { $people } participants
summary-not-asked = No reports were expected
summary-missing = { $count ->
    [one] { $count } person has not reported
   *[other] { $count } people have not reported
}
summary-not-over = Today is open until { $time }
summary-today-not-counted = Today is not counted yet; it is open until { $time }
summary-phase-coming = { $phase } begins on { $day } (in { $days } days) with { $people } participants; its summaries begin on that day
summary-phase-over = { $phase } ended on { $day }. See it with “Summary phase { $number }”
summary-none-missing = Everybody has reported
summary-missing-days = { $name } · { $count ->
    [one] { $count } day
   *[other] { $count } days
}
summary-muted-mark = { $name } 🔕
summary-and-more = and { $count } more
summary-on-leave = On leave ({ $count }): { $names }
summary-muted = Reminders muted ({ $count }): { $names }
summary-names-more = { $names } and { $count } more
summary-silent = Silent for { $days } working days or more ({ $count }): { $names }
summary-silent-between = Silent for { $days } to { $most } working days ({ $count }): { $names }
summary-unreviewed-between = { $days } to { $most } working days: { $count }
summary-silent-name = { $name } ({ $days } days)
summary-falling = Fewer reports than last week: { $before }% then, { $share }% now
summary-unreviewed = { $count ->
    [one] { $count } entry is not reviewed
   *[other] { $count } entries are not reviewed
}
summary-none-unreviewed = Every entry is reviewed
summary-unreviewed-age = { $days } working days or more: { $count }
summary-stuck = Waiting { $days } or more working days for a mentor: { $count }
summary-stuck-line = { $mentor } · { $count ->
    [one] { $count } entry
   *[other] { $count } entries
} · longest { $days } working days
summary-stuck-taken-over = { $line } · taken over: { $count }
summary-stuck-more = and { $count } more mentors
summary-no-mentor = Areas without a mentor
summary-share = { $share }% reported
summary-share-before = { $share }% reported (last week { $before }%)
summary-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
summary-entries-before = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
} (last week { $before })
summary-sectors = Network sectors met
summary-sectors-compared = Network sectors met (last week)
summary-sector-before = { $count } ({ $before })
summary-who = Who is missing
summary-remind = Remind the missing
summary-details = Details
summary-export = Export
summary-hint = Tap, or type a button’s words

unwell-title = Needs a hand
unwell-none = Nothing else needs a hand
unwell-parked = A message of { $name } ({ $day }) is not handled yet. Tell whoever runs the bot
unwell-parked-words = A message of { $name } ({ $day }) is not handled yet: “{ $words }”. Tell whoever runs the bot
unwell-parked-unknown = somebody who has not registered
unwell-unhandled = { $count ->
    [one] { $count } more message is not handled yet; it is kept.
   *[other] { $count } more messages are not handled yet; they are kept.
} Tell whoever runs the bot
unwell-undelivered = { $count ->
    [one] { $count } message did not arrive.
   *[other] { $count } messages did not arrive.
} Ask whether the person still uses the same LINE; if not, type, such as “New code for Somchai”
unwell-unreachable = Cannot be reached ({ $count }): { $names }. Ask them to unblock the bot; with a new LINE, type, such as “New code for Somchai”
unwell-mentors = Mentors who are not in LINE ({ $count }): { $names }. Type, such as “New code for Somchai”, and pass the code on
unwell-not-joined = Not registered yet ({ $count }): { $names }. Type, such as “New code for Somchai”, and pass the code on
unwell-pushes-gone = { $used } of this month’s { $of } pushes are used. What is not urgent waits until its reader writes; buy a larger LINE plan if needed
unwell-pushes-forecast = { $used } of this month’s { $of } pushes are used, and { $needed } are forecast. Announce less, or buy a larger LINE plan
unwell-backup-old = The newest backup is { $days } days old. Tell the operator
unwell-backup-none = No backup has been made yet: every attempt failed. Tell the operator

## Who is missing, details, reminding
summary-nobody = No participants found ({ $days } · { $scope }). Try other days or another place, such as “summary yesterday”
missing-none = { $days }: everybody has reported
missing-never-asked = Nobody has to report each day in this programme, so nobody is missing.
missing-not-asked = { $days }: no reports were expected. Ask about other days, such as “who is missing today”
summary-no-such-days = Summaries go from the programme’s first day to today, a year at most. Say the days again, such as “Summary yesterday”
summary-no-such-day = There is no day “{ $said }”. Say the day again, such as “Summary yesterday”
summary-unknown-place = It is not certain which place “{ $place }” is. Say district and province, such as “Summary yesterday”
summary-not-for-you = Summaries are for mentors and coordinators. For your own progress type “Status”
missing-above = Missing · { $scope }
missing-page = Page { $page } of { $of } · or type “Next page”
missing-on-leave = { $count } on leave in these days are not counted
missing-hint = Tap a name for details, or type, such as “Show Somchai”
missing-days = { $count ->
    [one] { $count } day missing
   *[other] { $count } days missing
}
missing-last = last reported { $day }
missing-never = has never reported
missing-mentor = mentor { $name }
missing-next = Next page
missing-before = Page before
missing-summary = Back to summary
details-above = Details · { $scope }
details-agencies = By agency
details-areas = By area
details-no-agency = No agency
details-figures = { $reported }/{ $expected } · { $missing } missing
details-more = and { $count } more; type “Export” for all
remind-above = Remind the missing
remind-title = { $count ->
    [one] { $count } person would be reminded
   *[other] { $count } people would be reminded
}
remind-days = Of
remind-cost = { $count } pushes of the quota if sent now
remind-now = Send now ({ $count })
remind-ride = With next message
remind-yes = Send now
remind-left-out = { $count } more are left in peace: muted, not registered, or not reachable
remind-nobody = Nobody is to be reminded, or can be, right now ({ $count } muted, not registered or not reachable)
remind-words-day = Your coordinator reminds you: there is no entry for { $day } yet. A few words or a photo will do
remind-words-days = Your coordinator reminds you: some days of { $days } have no entry. Type “Entries” to see which
remind-done = { $count ->
    [one] { $count } person has been reminded
   *[other] { $count } people have been reminded
}
remind-lost = { $count ->
    [one] The reminder for the next reply has not reached { $count } person, who has not written: { $names }
   *[other] The reminder for the next reply has not reached { $count } people, who have not written: { $names }
}
remind-done-ride = The reminder will reach { $count ->
    [one] { $count } person
   *[other] { $count } people
} with their next message, free of charge
remind-left = Nobody was reminded
decision-no = Cancel
decision-hint = Tap, or type a button’s words
decision-yes = Confirm
decision-stale = That button is an old one. Nothing has changed; type the command again

## One person
person-ask = Show { $name }
person-days = { $reported } of { $expected } days reported
person-missing = Missing { $count }: { $days }
person-away = On leave { $count }: { $days }
person-more-days = { $days } and { $count } more
person-agency = Agency
person-area = Area
person-mentor = Mentor
person-mentor-before = Mentor before
person-erased-mentor = somebody who is erased
person-mentor-from-to = { $name } ({ $span })
person-sectors = Sectors met
person-sector = { $label } { $count }
person-no-entries = No entries in these days
person-no-words = (photo or pin, no words)
person-more = and { $count } more; type “Export” for all
person-review = { $by }: { $words }
person-earlier = The week before
person-not-joined = Not registered with the bot yet
person-unreachable = Cannot be reached: has blocked the bot
person-unknown = “{ $name }” was not found within what you may see. Check the spelling, or type the full name
person-not-participant = { $name } is not a participant, so there are no daily entries to show
person-which = Which one? Tap a name, or type its number
person-choice = { $number }. { $name }
person-many = Several people have a similar name. Type the full name

## Comparing
compare-above = Comparison · { $scope }
compare-province = By province
compare-district = By district
compare-agency = By agency
compare-mentor = By mentor
compare-person = By person
compare-by-province = By province
compare-by-district = By district
compare-by-agency = By agency
compare-by-mentor = By mentor
compare-by-person = By person
compare-order-worst = fewest reports first
compare-order-best = most reports first
compare-order-reviews = most reviews waiting first
compare-to-worst = Fewest first
compare-to-best = Most first
compare-to-reviews = By reviews waiting
compare-share = { $share }%
compare-not-asked = no report days
compare-days = { $reported } of { $expected } days reported
compare-missing = missing: { $missing } of { $people } people
compare-waiting = { $count ->
    [one] { $count } entry waits for a review,
   *[other] { $count } entries wait for a review,
} longest { $days } working days
compare-waiting-taken-over = { $waits }, also before they were taken over
compare-nothing-waits = no review waits
compare-without-province = No area yet
compare-without-district = No area yet
compare-without-agency = No agency
compare-without-person = No name
compare-page = Page { $page } of { $of } · or type “Next page”
compare-hint = Tap a line for its summary

## Questions in one's own words
photos-above = Photos · { $scope }
photos-shown = photos { $first } to { $last } of { $count }
photos-open = Full picture
photos-no-place = No place given
photos-none = No photos ({ $days } · { $scope }). Try other days or another place, such as “Photos yesterday”
photos-no-address = Photos cannot be shown in the chat yet, because the bot has no web address. Tell whoever runs the bot
away-above = On leave: { $count } ({ $days } · { $scope })
away-none = Nobody is on leave ({ $days } · { $scope })
away-line = { $name } · { $days }
away-hint = Type “Who is missing” for those who have not reported; people on leave are not among them
difficulties-above = Obstacles and requests ({ $days } · { $scope })
difficulties-forms = From the feedback form: { $count }
difficulties-entries = From the latest entries
difficulties-more = and { $count } more; see all with “Export submissions”
difficulties-none = No obstacles or requests found ({ $days } · { $scope }). Try other days, such as “ติดขัดอะไรบ้างเดือนที่แล้ว”
difficulty = { $number }. { $words } — { $author } { $day }
difficulty-who = { $line } · said by { $who }
difficulty-follow-up = { $line } · follow up by { $day }
unregistered-above = Not using the bot yet · { $scope }
unregistered-participant = Participants who have not registered: { $count }
unregistered-mentor = Mentors who have not registered: { $count }
unregistered-coordinator = Coordinators who have not registered: { $count }
unreachable-participant = Participants who have blocked the bot: { $count }
unreachable-mentor = Mentors who have blocked the bot: { $count }
unreachable-coordinator = Coordinators who have blocked the bot: { $count }
unregistered-none = Everybody has registered · { $scope }
unregistered-hint = Type, such as “New code for Somchai”, and pass the code on
unregistered-hint-mentor = Coordinators give out codes
map-not-for-you = The file for maps is for coordinators. See where people work with “Summary by district”, or by name, such as “Show Somchai”
form-status = The file of answers shows who has answered, with the name and day of each answer
form-status-file = export submissions
form-status-mentor = Forms that you have not answered are under “feedback”; of others, the coordinator sees them in the file of answers
timetable-above = Timetable of { $name }
timetable-phase = { $name } · { $days }

question-photos = Photos
question-comparison = Comparison table
question-difficulties = Problems reported
question-leave = Who is on leave
question-leave-back = Cancel a leave
question-not-registered = Who has not joined
question-form-status = Who answered forms
question-map = Map
question-received = Who received it
question-announced = Past announcements
question-schedule = Schedule
question-deputy = Appoint a deputy
