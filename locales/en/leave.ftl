# Leave, quiet, and days off declared late
leave-which-days = Which days? Type “tomorrow” or “3-5 July”, for example.
leave-which-days-besides = Which days? Type “tomorrow” or “3-5 July”, for example. Already noted: { $spans }
leave-which-days-again = No date in that. Type “tomorrow”, “3-5 July” or “12 Jul”, for example; or “no leave”.
leave-sentence = leave { $words }
leave-none = no leave
leave-not-noted = No leave was noted.
leave-today = leave today
leave-tomorrow = leave tomorrow
leave-noted =
    { $count ->
        [one] Leave noted: { $span }, { $count } working day. It is not counted as missing, and nothing will remind you. Your coordinator sees it in the summary.
       *[other] Leave noted: { $span }, { $count } working days. They are not counted as missing, and nothing will remind you. Your coordinator sees it in the summary.
    }
leave-noted-nothing-expected =
    { $count ->
        [one] Leave noted: { $span }, { $count } working day. Your coordinator sees it in the summary.
       *[other] Leave noted: { $span }, { $count } working days. Your coordinator sees it in the summary.
    }
leave-ask =
    { $count ->
        [0] Your leave on { $days }, which is no working day?
        [one] Your leave on { $days }, { $count } working day?
       *[other] Your leave on { $days }, { $count } working days?
    }
leave-half-a-day = Leave is noted by whole days. If it is noted, no report is expected for that day; if not, the day is reported as usual.
leave-half-a-day-nothing-expected = Leave is noted by whole days.
leave-not-asked = If you did not work then, it can be noted as leave.
leave-yes = Yes, take leave
leave-reading =
    { $count ->
        [one] { $span } ({ $count } day)
       *[other] { $span } ({ $count } days)
    }
leave-own-days = Other days
leave-no = No leave then
leave-impossible = There is no “{ $said }” in the calendar. Which days? Type them again.
leave-question-over = That question about leave is over. To take leave, type “leave tomorrow”, for example.
leave-cancel = cancel leave
leave-cancel-short = cancel my leave
leave-cancel-span = cancel { $span }
leave-cancelled = The leave of { $span } is cancelled.
leave-undo-cancel = leave after all
leave-which-one = Which one? Tap it.
leave-nothing-to-cancel = No leave is noted.
leave-backwards = The last day ({ $last }) comes before the first ({ $first }). Type the days again, such as “3-5 July”.
leave-outside = These days lie outside the programme ({ $span }). Type the days again.
leave-too-long = That is { $days } days; { $most } at a time is the most. Look at the dates and type them again.

command-unmute = remind me again
mute-until-when = No reminders until which day?
muted-today = No reminders today; tomorrow as always. What is expected stays the same.
muted-today-freely = No reminders today; tomorrow as always.
muted-until = No reminders until { $day }. What is expected stays the same.
muted-until-freely = No reminders until { $day }.
mute-this-week = all this week
unmuted = Reminders are on again, only when there is something to do.
was-not-muted = Reminders are on already.

holiday-add-how = Say the day and its name, such as “add holiday 31 Jul special holiday”.
holiday-remove-how = Say which day, such as “remove holiday 31 Jul”.
holiday-default-name = Special holiday
holiday-add-preview = { $day } becomes a day off, “{ $name }”. { $count } participants need not report, and nobody is reminded that day. Do it?
holiday-remove-preview = { $day } becomes a working day again, and { $count } participants are to report as usual. Do it?
holiday-yes = confirm holiday
holiday-no = change nothing
holiday-add-done = { $day } is now a day off: “{ $name }”.
holiday-remove-done = { $day } is no day off any more.
holiday-not-changed = Nothing was changed.
holiday-not-yours = Days off for everybody are for the coordinators of the whole programme.
holiday-outside = { $day } lies outside the programme.
holiday-already = { $day } is a day off already.
holiday-not-added = { $day } was not added as a day off, so it cannot be removed.
leave-not-oneself = No leave is noted. { $name } types it in their own chat, or the coordinator notes it. For your own leave type only “Leave” and the days
only-oneself = Nothing has changed. Everybody does this for themselves: { $name } can type it in their own chat. If it is yours, type it without the name of anybody else
others = the others
