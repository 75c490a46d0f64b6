# People and projects that units send
call-number = { $number }/{ $year }
call-receipt = No. { $number }
call-incomplete = incomplete
call-erased = (erased)
call-count-people = { $count }
call-count-projects = { $count }
call-figure-people = { $sent }/{ $least }
call-figure-projects = { $sent }/{ $least }

# What is missing
call-ask-text = { $field } of { $name }?
call-ask-phone = The phone number of { $name }?
call-ask-email = The e-mail address of { $name }?
call-ask-day = { $field } on which day? Such as “30 ก.ย. 2561”
call-ask-choice = Choose the { $field } of { $name }
call-again-text = That could not be read. Please type it again.
call-again-phone = There is no phone number in that. Type its 9 or 10 digits.
call-again-email = There is no address in that. Type it such as “name@example.go.th”.
call-again-day = The day could not be read. Type day, month and year.
call-again-choice = That is none of the choices. Tap one of the buttons.
call-missing = Still missing: { $fields }
call-go-on = Complete it
call-go-on-one = Complete { $name }
call-show-own = What was sent
call-show-all = All units
call-all-units = All units

# After sending
call-after-more = { $sent } of { $least } sent; { $left } to go.
call-after-may = That is enough; { $left } more may be sent.
call-after-whole = All that may be sent is sent.
call-until = Can be changed or withdrawn until { $day }.
call-late = Sent after the last day, { $day }, and marked late.
call-late-mark = late
call-late-count = { $count } late
call-late-all = { $count } came after the last day
call-full = { $unit } has sent { $count } already. Choose whose place this one takes, or withdraw it.
call-instead = For { $name }
call-full-over = { $unit } had sent { $count } when it closed, so no more can be sent. If need be, ask a coordinator.
call-in-place-of = Takes the place of { $name } once nothing is missing. Until then { $name } stays.
call-send-now = Send this one
call-correct = Correct { $field }
call-correct-day = Correct { $field }
call-rename = Correct the name
call-rename-which = Whose name is to be corrected?
call-ask-name-people = What is the right name of { $name }? Write title, given name and surname
call-ask-name-projects = What is the right name of { $name }? Write the whole name
call-renamed = The name is corrected; before it was { $name }. Number and parts stay
call-refused-of-roster = The name { $name } is of the roster; ask the coordinator to correct it there
call-refused-named-already = Your unit has sent that name already, so { $name } is not changed. Type “ของเราส่งไปหรือยัง” to see all
call-corrected = Corrected.
call-named-too = Stored as well: { $names }. Type “ของเราส่งไปหรือยัง” to see all.
call-other-unit = Another unit has sent this name. Please check with a coordinator.
call-twice = Sent twice, { $name }: { $units }
call-twice-more = Sent twice, { $name }: { $units } and { $count } more
help-title-calls = Send names and projects in this chat
call-not-eligible = Cannot be sent: { $reason }

# Withdrawn and refused
call-withdraw-people = Withdraw
call-withdraw-projects = Withdraw
call-withdraw-one = Withdraw { $name }
call-withdraw-which = Which is to be withdrawn?
call-sure-withdraw = Withdraw { $name }?
call-sure-replace = Put { $new } in the place of { $name }?
call-instead-of-whom = It is not certain who “{ $name }” is. In whose place is { $new }?
call-yes-withdraw = Withdraw
call-yes-replace = Replace
call-no = No, leave it
call-kept = All is as it was. What was sent has not changed.
call-withdrawn = { $name } is withdrawn. Another can be sent until the last day.
call-withdrawn-over = { $name } is withdrawn, after the last day.
call-nothing-sent = Your unit has sent nothing yet.
call-refused-not-open = { $call } opens on { $opens }. Please send it then.
call-refused-closed = { $call } closed on { $closes }. If need be, ask a coordinator.
call-refused-sent-already = { $name } is sent already. If something is wrong, tap “Correct” under its card until { $closes }.
call-gone = That cannot be used any more: it was withdrawn or is not your unit's. Type “ของเราส่งไปหรือยัง” for what there is now.
call-refused-gone = { $name } was withdrawn or replaced. Type “ของเราส่งไปหรือยัง” for what there is now.
call-refused-full-closed = { $name } is not taken: your unit had sent all it may when it closed on { $closes }. If need be, ask a coordinator.
call-refused-not-ready = Something of { $name } is missing. Complete it first.
call-refused-too-late-to-withdraw = It closed on { $closes }, so { $name } cannot be withdrawn or replaced here. Ask a coordinator.
call-not-contact = { $call } is sent by your unit's contact. Ask them to send it in their chat.
call-for-own-unit = This names { $unit }, and you send for { $own } alone, so nothing is stored. If it is for { $own }, type it again without the other unit's name.
call-for-which-unit =
    { $kind ->
        [projects] Nothing is stored yet. Say for which unit, such as “{ $unit } เสนอโครงการ …”.
       *[people] Nothing is stored yet. Say for which unit, such as “{ $unit } เสนอชื่อ นาย …”.
    }
call-unit-not-yours = { $unit } is not among your units in { $call }, so nothing is stored. Its contact can send it.
call-name-the-unit = You can send for this unit: begin with “{ $unit }”.
call-told-sent = A coordinator has sent { $name } for your unit in { $call }: no. { $number }
call-told-withdrawn = A coordinator has withdrawn { $name } of your unit in { $call }.
call-not-asked = { $unit } is not among the units that are asked.

# How, and by when
call-how = { $call }, { $count }: { $wanted }
call-how-each = { $call }, { $count } from each unit: { $wanted }
call-how-any = { $call }: { $wanted }
call-how-fields = Say of each: { $fields }
call-how-example-people = Type such as “เสนอชื่อ นางสาวสมศรี ใจดี ตำแหน่งนิติกรปฏิบัติการ โทร 08x-xxx-xxxx”
call-how-example-projects = Type “เสนอโครงการ” and the project's name; the rest is asked.
call-outcome = { $call }: { $outcome }
call-outcome-unknown = { $call }: who chooses, and when one hears, is not set yet; ask { $contact }
call-deadline-before = { $call }: from { $opens } to { $closes }.
call-deadline-open =
    { $days ->
        [0] { $call }: until today, { $closes }.
        [one] { $call }: until { $closes }, one day to go.
       *[other] { $call }: until { $closes }, { $days } days to go.
    }
call-deadline-over = { $call }: was due by { $closes }.
call-later-mark = What comes later is taken and marked late.
call-later-refuse = What comes later is not taken.

# By unit
call-below = { $whole } of { $units } units whole · { $nothing } with nothing · { $sent } received · those that lack most first
call-unit-below = { $sent } of { $count } sent
call-drafts = { $count } begun
call-contact = contact: { $names }

call-form-sent = Sent, number { $number }. Until the last day it is changed in the form that was handed in
call-form-only = This is sent and changed with a form, by who has sent it. Type “form”
call-refused-not-contact = { $call }: it is sent by the contact of a unit. The form is kept
call-refused-nameless = { $call }: the form has no name yet
call-refused-full = { $call }: the unit has sent all it may. Withdraw one, then hand this form in; it is kept
registered-next-calls =
    Send it in this chat: { $calls }. { $kinds ->
        [people] Type “เสนอชื่อ”.
        [projects] Type “เสนอโครงการ”.
       *[both] Type “เสนอชื่อ” or “เสนอโครงการ”.
    }

# Menu, help, web, files
rich-calls-people = Send names
rich-calls-projects = Send projects
rich-calls-coordinator-people = Names missing
rich-calls-coordinator-projects = Projects missing
rich-calls-mine = What we sent
rich-calls-deadline = Deadline
menu-call-people = เสนอชื่อ
menu-call-projects = เสนอโครงการ
menu-call-about-participant = { $call }, by { $day }
menu-call-about-coordinator = Who has answered, who has not; by { $day }
menu-call-coordinator-people = หน่วยไหนยังขาดรายชื่อ
menu-call-coordinator-projects = หน่วยไหนยังขาดโครงการ
help-participant-calls =
    Type { $kinds ->
        [people] “เสนอชื่อ”
        [projects] “เสนอโครงการ”
       *[both] “เสนอชื่อ” or “เสนอโครงการ”
    } and the name; what is missing is asked, then it has a number
help-participant-sent = Type “ของเราส่งอะไรแล้ว” to see what was sent and what is lacking, “ส่งได้ถึงวันไหน” for the last day
help-coordinator-calls =
    Type { $kinds ->
        [projects] “หน่วยไหนยังขาดโครงการ”
       *[people] “หน่วยไหนยังขาดรายชื่อ”
    } to see each unit, or “export candidates” for a file
web-calls = Names and projects
web-call-sent = Sent
web-call-candidates = Received
web-call-contact = Contact
web-call-state = State
web-call-lacking = { $count } lacking
web-call-whole = whole
web-call-without = Units that lack: { $call }
web-call-none = nothing yet
export-candidates = Names and projects
export-candidate-call = call
export-candidate-number = number
export-candidate-name = name
export-candidate-sent = sent
export-candidate-late = late

# In a coordinator's summary
waits-call = { $name }: { $count } units have not sent all that is asked

# Members from what was sent
members-title =
    { $count ->
        [one] One person to take in
       *[other] { $count } people to take in
    }
members-take-in = Take in
members-which = Whom to take in
members-there = Members already
members-more = and { $count } more
members-done = Taken in
members-nobody = { $call }: all are members already, or nobody was sent
members-not-open = { $call } is still open; people are taken in after its last day
members-not-selection = The selection of { $call } is not closed. Close it first, then take in whom it chose
members-not-never = { $call } makes nobody a member
members-alike = May be on the roster already, so not taken in: { $names }. If it is somebody else, add them to the roster
