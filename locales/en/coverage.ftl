# Sectors met
coverage-title = { $met } of { $of } met
coverage-since = Since { $day }, from entries and feedback forms
coverage-times = { $count ->
    [one] once
   *[other] { $count } times
}, last { $days ->
    [one] yesterday
   *[other] { $days } days ago
}
coverage-today = { $count ->
    [one] once
   *[other] { $count } times
}, last today
coverage-gap = not met yet
coverage-next = Meet next: { $sector }
coverage-who = such as { $who }
coverage-note-view = Note their view
