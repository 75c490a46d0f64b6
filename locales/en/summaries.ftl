# Summaries for coordinators and mentors
scope-all = the whole programme
scope-mentor = those you look after
scope-unknown = an unknown scope

summary-above = Summary · { $scope }
summary-reported-people = { $reported } of { $expected } people have reported
summary-reported-days = { $reported } of { $expected } days reported (everybody together)
summary-nothing-expected = { $people } participants
summary-not-asked = No reports were expected
summary-missing = { $count ->
    [one] { $count } person has not reported
   *[other] { $count } people have not reported
}
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
summary-stuck = Waiting { $days } or more working days for a mentor: { $count }
summary-none-stuck = No entry has waited { $days } working days for a mentor
summary-stuck-line = { $mentor } · { $count ->
    [one] { $count } entry
   *[other] { $count } entries
} · longest { $days } working days
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
unwell-unhandled = { $count ->
    [one] { $count } message could not be handled; it is kept.
   *[other] { $count } messages could not be handled; they are kept.
} Tell whoever runs the bot
unwell-undelivered = { $count ->
    [one] { $count } message did not arrive.
   *[other] { $count } messages did not arrive.
} Ask whether the person still uses the same LINE; if not, type “New code” and the name
unwell-unreachable = Cannot be reached ({ $count }): { $names }. Ask them to unblock the bot; with a new LINE, type “New code” and the name
unwell-not-joined = Not registered yet ({ $count }): { $names }. Type “New code” and the name, and pass the code on
unwell-pushes-gone = { $used } of this month’s { $of } pushes are used. What is not urgent waits until its reader writes; buy a larger LINE plan if needed
unwell-pushes-forecast = { $used } of this month’s { $of } pushes are used, and { $needed } are forecast. Announce less, or buy a larger LINE plan
