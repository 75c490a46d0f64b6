# The web pages /app/entries: entries, the search, and the history of each
web-entries = Entries
web-entries-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
web-entries-more = More than { $count } entries, the newest days first
web-entries-search = Find words in entries
web-entries-state = Review
web-entries-waiting = To review
web-entries-returned = Returned
web-entries-approved = Approved
web-entries-none = No entries found. Try shorter words or clear the filters. What was just sent can be found within a minute.
web-entry = Entry
web-entry-written = Recorded { $at }
web-entry-no-words = No words
web-entry-pin = Location { $point }
web-entry-reviews = Reviews
web-entry-no-reviews = Not reviewed yet
web-entry-history = History
web-change-what = Changed
web-change-before = Before
web-change-after = After
web-change-by = By
web-change-at = At
web-change-added = added
web-change-removed = removed
web-change-split = Entry split
web-change-state = State
web-change-words = Words
web-change-photo = Photo
web-change-places = Places
web-change-people = Number of people
web-change-day = Day
web-change-sectors = Sectors
web-change-tags = Subjects
web-change-pin = Location
web-or = or
web-entries-either = has the words or the subject; one of them is enough
web-entries-none-chosen = There are no entries like these. Clear the filters and look again.
web-entries-none-yet = There are no entries yet.
web-entries-photos = Their photos
web-entries-file = A file of these { $count } entries
web-file-xlsx = Excel
web-file-csv = CSV
