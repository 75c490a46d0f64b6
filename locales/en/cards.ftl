# Texts on cards: short, warm, neutral
# Words a person may type are in curly quotation marks; the commands themselves stand in menus.ftl.

## Record
record-state-submitted = Saved
record-state-returned = Returned by your mentor
record-state-resubmitted = Corrected and sent again
record-state-approved = Acknowledged by your mentor
record-state-deleted = Deleted
record-state-note = Kept as a note
record-note-gap = That day lies between two phases: kept as a note, not counted as a reported day
record-note-before = That day is before the programme: kept as a note, not counted as a reported day
record-note-after = That day is after the programme: kept as a note, not counted as a reported day
record-photos = { $count ->
    [one] 📷 { $count } photo
   *[other] 📷 { $count } photos
}
record-pinned = 📍 Pinned
record-not-said = not given
record-no-words = No words yet; a short line is enough
record-photos-before = { $count } taken before the work
record-photos-after = { $count } taken after the work
moment-before = Before
moment-after = After
ask-photo-before = Please send a photo of before the work for this entry
ask-photo-after = Please send a photo of after the work for this entry
photos-marked-before = { $count ->
    [one] Marked 1 photo as taken before the work.
   *[other] Marked { $count } photos as taken before the work.
}{ $lacks ->
    [yes] {" "}When the work is done, tap “Photo” of this entry to send what it looks like after.
   *[no] {""}
}
photos-marked-after = { $count ->
    [one] Marked 1 photo as taken after the work.
   *[other] Marked { $count } photos as taken after the work.
}{ $lacks ->
    [yes] {" "}If you have one of before the work, you can add it to this entry.
   *[no] {""}
}
record-add-photo = Photo
record-add-pin = Pin
record-delete = Delete
record-hint = To correct, tap ✏️ or type the number, such as 2

## Additions and deletions
addition-photo = { $count ->
    [one] Added { $count } photo to the record of { $day }. If it is another activity, type “separate”
   *[other] Added { $count } photos to the record of { $day }. If they are another activity, type “separate”
}
addition-pin = Added the place to the record of { $day }. If it is another activity, type “separate”
addition-words = Added your words to the record of { $day }. If they are another activity, type “separate”
addition-split = Separate
addition-open = Open the record
deleted-line = Deleted the record of { $day }. To bring it back, type “undelete”
deleted-undo = Undelete

## Buttons of the phone
quick-camera = Camera
quick-camera-roll = Photos
quick-location = Location

## Calendar and day
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-title = { $month } { $year }
calendar-above = My records
calendar-total = { $reported } of { $expected } days reported
calendar-entries = { $count } entries
calendar-weekdays = Su Mo Tu We Th Fr Sa
calendar-mark-filled = recorded
calendar-mark-approved = acknowledged
calendar-mark-returned = returned
calendar-mark-missing = nothing yet
calendar-mark-note = note
calendar-mark-leave = leave
calendar-mark-holiday = public holiday
calendar-hint = Tap a day to open it, or type it: “my records 5 Jul”
day-above = Records of the day
day-count = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
day-empty = Nothing recorded yet
day-empty-hint = Tap the button, or type a message that begins with the date
day-empty-closed = This day can no longer be recorded
day-tell = Record this day
day-hint = Tap one to open it, or type its number
day-above-delete = Choose the entry to delete
day-delete-hint = Tap the entry to delete, or type its number
day-delete = Delete { $number }
day-more = and { $count } more
day-open = Open record { $number }
day-month = Whole month

## Status
status-outside-gap = Between phases
status-outside-before = The programme has not begun
status-outside-after = The programme is over
status-week = Week { $week } of { $of }
status-today = Today
status-stage = Working in
status-area = Place
status-mentor = Mentor
status-mentor-not-on-line = has not joined the bot yet
status-people = Looking after
status-days = { $reported } of { $expected } days reported
status-streak = { $count } days in a row
status-sectors = { $met } of { $of } sectors met
status-times = { $count ->
    [one] once
   *[other] { $count } times
}
status-not-met = not yet met
status-next = Next: { $name }, from { $day }
status-next-area = Next: { $name }, { $area }, from { $day }

## Choosing several
choices-chosen = { $count } chosen
choices-none = None chosen yet
choices-done = Done
choices-hint = Tap or type numbers, then type “done”

## Welcome, privacy, consent
welcome-above = Welcome
welcome-title = CAST Field Bot
welcome-title-named = Hello { $name }
welcome-what = This bot keeps the field records of { $programme }. Write or photograph what you did; the rest is taken care of.
privacy-title = Before we start: your personal data
privacy-heading-what = What is kept
privacy-heading-why = Why, and who sees it
privacy-heading-how-long = How long
privacy-heading-rights = See, correct, erase
privacy-what = Name, agency, position, LINE user id, and the messages, photos and places you send
privacy-why = To follow and evaluate the work of the programme. Your mentor, the coordinators concerned and { $owner } see it.
privacy-how-long = Until { $day }, then it is erased. Without your consent, what you sent is erased within 24 hours.
privacy-rights = Type “my data” or “erase my data” at any time. Questions: { $contact }
consent-yes = I agree
consent-no = I do not agree
consent-hint = You may also type “I agree” or “I do not agree” · notice { $version }
stranger-above = Hello
stranger-title = CAST Field Bot
stranger-what = This bot keeps the field records of { $programme }, for its participants, mentors and coordinators.
stranger-code = With an invite code, simply type it, such as
stranger-code-example = register K7PM-3XQD-9RTW
stranger-ask = No code yet, or a question? Ask { $contact }
registered-above = You are registered
registered-title = Welcome { $name }
registered-role = Role
registered-agency = Agency
registered-position = Position
registered-phase = Now
registered-area = Place
registered-mentor = Mentor
registered-next = What is next
registered-next-participant = Write one message about today’s work, or send a photo from the field. It is saved at once; every part can be corrected later.
registered-next-mentor = Type “pending” for the entries that wait, or “status” for the participants you look after. What is new is told here
registered-next-coordinator = Type “status” to see the phase. When there is something to know, the bot tells you here.

## My data
my-data-above = Personal data
my-data-title = My data
my-data-name = Name
my-data-unknown = not registered yet
my-data-consent = Consent
my-data-consented = given on { $day } (version { $version })
my-data-no-consent = not given
my-data-stored = Stored
my-data-counts = records: { $activities } · photos: { $photos } · places: { $pins } · forms: { $forms }
my-data-notice = Privacy notice, version { $version }
my-data-hint = You may also type “withdraw consent”, “erase my data” or “ภาษาไทย”
my-data-hint-file = For all entries as a file, type “export my entries”
withdraw-above = Consent
withdraw-title = Withdraw your consent?
withdraw-heading-stops = What stops
withdraw-stops = What you send is not recorded any more, no reminders or announcements are sent, and links to forms, pictures and downloads do not open.
withdraw-heading-kept = What is kept
withdraw-kept = { $activities } entries and { $forms } forms that you sent stay until { $day }, because { $owner } follows and reports the programme with them. Withdrawing does not change what was done before.
withdraw-heading-again = If you change your mind
withdraw-again = Type “I agree” at any time and go on as before.
withdraw-heading-erasing = Erasing is another choice
withdraw-erasing = Withdrawing erases nothing. If you want that too, type “erase my data” afterwards.
withdraw-confirm = Yes, withdraw it
withdraw-keep = Keep my consent
withdraw-hint = You may also type “yes” or “no”
forget-me-ask = Erase my data
forget-me-above = Erase my data
forget-me-title = Erase everything?
forget-me-what = This erases your records ({ $activities }), photos ({ $photos }), forms, places and all messages you sent, and ends your registration.
forget-me-final = It cannot be undone.
forget-me-keep = Keep
forget-me-confirm = Erase everything
forget-me-hint = You may also type “keep” or “erase everything”
