# The development plan of an organisation: trainings, competencies that lack, the plan by year, its budget

dev-none = There is nothing of that kind for you. Tap Menu for what you can do.
dev-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
dev-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
dev-only-staff = Only staff of the plan record their own training. If you belong to it, please ask the personnel section to add you to the roster.
dev-not-done = Not recorded, because this speaks of training that is still to come. When it is over, tell it again, such as “อบรม…มาแล้ว 2 วัน”.
dev-done-or-not = Is this training over? Tap “It is over: record”, or type it again with the day or the hours.
dev-several = This message tells of { $count } trainings
dev-several-below = Tap each to record it, or type one in a message
dev-several-record = tap to record
dev-record = It is over: record
dev-told-before = This is on record already, so it was not recorded twice.
dev-same = “{ $topic }” ({ $days }) is on record already. Is this the same?
dev-same-open = Yes, open it
dev-same-new = No, record this one
dev-too-long = Not recorded, because { $hours } within { $days } cannot be. Please type it again with its first and last day, such as “เมื่อวันที่ 5-9 ก.พ.”.
dev-retell = Change by message
dev-retell-how = Tell it again in one message, such as “อบรมการเขียนหนังสือราชการ 2 วัน เมื่อวันที่ 5-6 ก.พ.”, or type only what is wrong, such as “3 วัน”.
dev-retell-leave = Leave it as it is
dev-make = It was training
dev-not-training = It was no training
dev-words-tell-none = The new words tell of no training, so topic, days and length stay as they were.
dev-no-topic = no topic
dev-way = way
dev-day = day
dev-length = length
dev-place = place
dev-course = in the plan
dev-course-line = { $number }. { $name }
dev-certificate = evidence
dev-photos = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
dev-competencies = competencies
dev-ask-competencies = Which competencies did it serve? Tap, or type numbers such as 1 3. A certificate: just send its photo.
dev-no-number = There is no { $numbers }. Please type numbers from 1 to { $count }.
dev-no-competency = No competency is chosen yet.
dev-way-change = Change the way
dev-which-way = In which way was it learned? Tap one.
dev-drop = Delete this
dev-dropped = Deleted.
dev-locked = This is confirmed, so it cannot be changed. If it is not right, please tell your supervisor.
dev-state-waiting = recorded, waits for your supervisor
dev-state-confirmed = confirmed
dev-state-returned = sent back
dev-state-deleted = deleted
dev-told-unsent = { $name } took back the message of the training of { $day }, which was confirmed. { $stays ->
    [0] It does not count any more.
   *[other] Its topic is empty now; the days and the evidence stay.
}
dev-returned-words = Your supervisor says: { $words }
dev-confirm = Confirm
dev-return = Send back
dev-return-why = What should be changed? Type one sentence, which is passed on. Or tap “Do not send back”.
dev-return-leave = Do not send back
dev-return-left = Not sent back; it still waits to be confirmed.
dev-return-waits = “{ $topic }” has not been sent back to { $name } yet. Type what should be changed, or tap “Do not send back”.
dev-confirmed = “{ $topic }” of { $name } is confirmed.
dev-returned = “{ $topic }” was sent back to { $name }.
dev-told-confirmed = { $by } confirmed your training “{ $topic }”.
dev-told-returned = { $by } asks you to change “{ $topic }”: { $words } Tap “Open it”, or type “my trainings” and choose it.
dev-waiting-more = { $count } more to confirm
dev-open = Open it
dev-nothing-waits = No training waits for you to confirm it.

dev-view-own = My development plan
dev-view-gaps = What is lacking
dev-view-mine = My trainings
dev-view-year = The plan of the year
dev-view-untrained = Who has not learned
dev-view-budget = Budget used
dev-view-waiting = Training to confirm
dev-view-revisions = Plan revisions

dev-own-title = My development plan { $year }
dev-own-below = { $had } of { $needed } competencies{ $waiting ->
    [0] {""}
   *[other] {" "}· { $waiting } to be confirmed
} · { $hours } hours
dev-waits-confirmed = learned, waits to be confirmed
dev-own-note = Group: { $group } · above is what is planned for you this year
dev-gaps-title = { $count } competencies lack
dev-gaps-of-title = { $name } lacks { $count } competencies
dev-gaps-none = Every competency of the plan has been served. { $below }
dev-serves = In the plan: { $name } ({ $months })
dev-kind-core = core
dev-kind-executive = executive
dev-kind-line = line of work
dev-mine-title = { $count } trainings
dev-mine-below = { $hours } hours in all (a day counts as the plan says)
dev-mine-open = Tap one, or type its number, to open and change it.
dev-mine-none = No training of yours is on record. { $how }
dev-year = { $year }
dev-year-title = Development plan { $year }
dev-year-below = { $count } items · { $budget } baht
dev-year-button = Plan { $year }
dev-everybody = all groups of staff
dev-budget-line = { $budget } baht · { $owner }
dev-change-how = To change the plan, type such as “หลักสูตรที่ 3 ใช้งบ 25,000 บาท”, “ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะ…”, “เพิ่มหลักสูตร ปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะ…”
dev-budget-title = Budget of staff development
dev-budget-below = { $spent } baht spent
dev-budget-year = allotted { $allotted } · planned { $planned } · left { $left } baht
dev-spent = { $spent } baht spent
dev-spent-how = To report spending, type such as “หลักสูตรที่ 3 ใช้งบ 25,000 บาท”
dev-untrained-title = { $count } people without training
dev-untrained-below = { $year }: { $done } of { $staff } people have had some
dev-lacks = { $count } competencies lack
dev-not-joined = has not joined yet
dev-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
dev-no-group = no group
dev-gap-line = { $name }: { $lacking } of { $needed } lack it
dev-groups-title = What groups of staff lack
dev-groups-below = { $staff } people · the bar is what has been served

dev-not-yours = Only the committee and the personnel section change the plan and report spending.
dev-no-course = The plan has no course { $number }. Tap for the numbers.
dev-change-unclear = Nothing was changed, because it is not clear what. Type such as “ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะ…”, “เลื่อนหลักสูตรที่ 3 ไปเดือนมีนาคม เพราะ…” or “เพิ่มหลักสูตร ปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะ…”.
dev-change-no-month = “{ $name }” was not added, because the month is not clear. Type it again with the month and the reason, such as “เพิ่มหลักสูตร ปฐมพยาบาล เดือนมีนาคม 2568 งบ 20,000 บาท เพราะ…”.
dev-change-days = Nothing was changed, because the days are outside of the plan or in two years. Please name months of one year.
dev-change-nothing = The plan is so already; nothing was changed.
dev-why = { $change }
    Why? Type one sentence, and it is stored as a revision. Or tap “Leave it as it is”.
dev-why-leave = Leave it as it is
dev-why-left = Nothing was changed.
dev-why-waits = Not changed yet: { $change }
    Type the reason in one sentence, or tap “Leave it as it is”.
dev-reason-or-not = Is this the reason? Tap “Use it as the reason”, or type the reason.
dev-reason-use = Use it as the reason
dev-revised = Revision { $number } of the plan is stored.
    { $change }
    Reason: { $reason }
dev-revision = Revision { $number } · { $year }
dev-revisions-title = { $count } revisions
dev-revisions-none = The plan has never been revised.
dev-reason = Reason: { $words }
dev-added = Added: { $course } · { $months } · { $budget } baht
dev-course-dropped = Dropped: { $course }
dev-changed = { $course }: { $parts }
dev-changed-budget = { $before } to { $after } baht
dev-changed-months = from { $before } to { $after }
dev-changed-else = details changed
dev-spending-stored = { $number }. { $name }: { $amount } baht stored { $over ->
    [0] · { $whole } of { $budget } baht planned
   *[other] · { $whole } in all, which is more than the { $budget } baht planned
}
dev-spending-shown = { $course }: { $amount } baht, reported on { $day }. Tap “Take this sum back” if it is wrong.
dev-sum-line = Sum { $number } · course { $course }
dev-spendings-none = No spending has been reported.
dev-spendings-title = { $count } sums were reported
dev-spendings-how = Tap a sum, or type its number, to open it and take it back.
dev-view-spendings = Sums reported
dev-baht = { $amount } baht
dev-amount-range = Not stored: at most { $most } baht go to one course. Please check the figure and type it again.
dev-course-there = The plan has { $course } at that time already, so nothing was added. To change it, type “ปรับแผน: หลักสูตรที่” and its number.
dev-over-allotted = The plan of { $year } now costs { $planned } baht, more than the { $allotted } allotted.
dev-spending-back = Take this sum back
dev-spending-taken-back = { $amount } baht taken back.

dev-how-to-record = After a course, a visit or an online lesson, tell it in one message, such as “อบรมหลักสูตรการเขียนหนังสือราชการ 2 วัน ที่ขอนแก่น” or “เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง”. Then send a photo of the certificate.
rich-plan-how = Record training
rich-plan-own = My plan
rich-plan-gaps = Gaps
rich-plan-year = Plan of the year
rich-plan-waiting = To confirm
rich-plan-untrained = Not trained
rich-plan-budget = Budget
dev-menu-how = Record training
dev-menu-how-about = courses, visits, online lessons, in one message
dev-menu-own = My development plan
dev-menu-own-about = what is planned for you this year
dev-menu-gaps = What is lacking
dev-menu-gaps-about = for yourself, or the groups you look after
dev-menu-waiting = Training to confirm
dev-menu-waiting-about = look, and confirm with one tap
dev-menu-untrained = Who has not learned
dev-menu-untrained-about = in this fiscal year
dev-menu-budget = Budget used
dev-menu-budget-about = allotted, spent and left, by year
dev-menu-year = The plan of the year
dev-menu-year-about = courses, months, budget, and who answers for them
help-participant-training = After a course, a visit or an online lesson, tell it in one message, such as “เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง”. Choose the competencies, and send a photo of the certificate.
help-participant-gaps = Type “แผนพัฒนาของฉัน”, “ยังขาดสมรรถนะอะไร” or “my trainings”.
help-coordinator-training = Type “รอยืนยัน” to confirm the training of your people, “ใครยังไม่ได้อบรม” or “สมรรถนะที่ยังขาด”.
help-coordinator-gaps = Type “แผนปี 2568” or “งบใช้ไปเท่าไร”. The committee changes the plan, such as “ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะ…”.

web-development = Development plan
web-dev-state = state
web-dev-waiting = Training to confirm: { $count }
web-dev-lacking = lacking
web-dev-gap = { $lacking } of { $needed } lack in all
web-dev-staff = { $count } members of staff
web-dev-worst = who lacks most comes first
web-dev-never = never
web-dev-year = year
web-dev-allotted = allotted
web-dev-planned = planned
web-dev-spent = spent
web-dev-left = left
web-dev-course = course or project
web-dev-months = when
web-dev-for = for whom
web-dev-budget = budget (baht)
web-dev-owner = answers for it
web-dev-revised = revised
web-dev-change = Change the plan
web-dev-which = item
web-dev-new = a new one
web-dev-name = name (of a new one)
web-dev-first = from
web-dev-last = to
web-dev-reason = reason
web-dev-return-why = What should be changed?
web-dev-return-needed = Not sent back. Please say what should be changed.
web-dev-amount = amount (baht)
web-dev-spend = Store the spending
web-dev-reason-needed = Nothing was changed. Please say why.
web-dev-change-hint = What is left empty stays as it is. The revision gets its number by itself.
web-dev-do = Store the revision
web-dev-drop = Drop this item
export-trainings = trainings
export-gaps = what is lacking
export-dev-name = name
export-dev-agency = division
export-dev-group = group of staff
export-dev-line = line of work
export-dev-topic = topic
export-dev-days = days
export-dev-hours = hours
export-dev-course = number in the plan
export-dev-needed = competencies needed
export-dev-lacking = how many lack
export-dev-lacks = which lack
export-dev-waits = to be confirmed
export-dev-trainings = trainings
export-dev-last = last training
registered-next-development-participant = After a course, a visit or an online lesson, tell it in one message, such as “เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง”. Type “ยังขาดสมรรถนะอะไร” to see what to learn next.
registered-next-development-mentor = Type “แผนปี” for the development plan. When there is something to know, the bot tells you here.
registered-next-development-coordinator = Type “รอยืนยัน” to confirm what your people learned, “ใครยังไม่ได้อบรม” or “งบใช้ไปเท่าไร” for an overview.

# In a coordinator's summary
waits-trainings = Trainings to confirm: { $count }, in the menu under “Training to confirm”
