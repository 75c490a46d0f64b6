# Teams of units, forums, and steps of the programme
units-none = You are in no unit's team yet. If that is not right, tell a coordinator.
unit-as-district = { $name } district
unit-as-province = { $name } province
unit-as-subdistrict = { $name } subdistrict
unit-not-seen = { $name } is no unit that you can see. Ask without its name to see your own.
unit-which = { $name } has several units. Which one?

# Forums
forum-above = { $name } on record
forum-day = Day
forum-heads = Who came
forum-agenda = About
forum-decided = Decided
forum-heads-line = { $sector } { $count }
forum-heads-total = { $count } people in all
forum-differs = The sectors make { $sum } people, but { $total } are said to have come in all. Please check.
forum-ask-heads = How many came, from which sectors? Such as “ภาครัฐ 20 ศาสนา 5 ประชาชน 80”
forum-ask-agenda = What was it about?
forum-ask-decided = What was decided?
forum-heads-again = The numbers could not be read. Type each sector with its number.
forum-heads-unsure = The numbers are in doubt (a range, a contradiction or too many), so nobody is counted yet. Type each sector with its number.
forum-either-heads = Is this who came to the forum, or another activity?
forum-either-agenda = Is this what the forum was about, or another activity?
forum-either-decided = Is this what the forum decided, or another activity?
forum-take-heads = Who came
forum-take-agenda = What it was about
forum-take-decided = What was decided
forum-recorded-apart = This message is recorded as an activity. To add it to the forum, type it again.
forum-elsewhere = Recorded, but { $place } lies outside { $unit }. Does it count as a forum of { $unit }?
forum-elsewhere-yes = Count it as ours
forum-elsewhere-no = Do not count it
forum-elsewhere-left = It stays an activity and counts as no forum of your unit.
forum-leave = Leave out
forum-change-heads = Change heads
forum-change-agenda = Change topic
forum-change-decided = Change decision
forum-locked = This entry is approved. It has to be unlocked by its reviewer before it can be changed.
forum-last = last { $day }
forum-none-yet = none yet
forum-figure = { $people }/{ $wanted }
forum-count =
    { $count ->
        [0] none held yet
        [one] 1 forum · { $last }
       *[other] { $count } forums · { $last }
    }
forum-people = { $count } people
forum-told-agenda = About: { $words }
forum-told-decided = Decided: { $words }
how-to-record-forum = To record a { $name }, type such as “{ $said } ต.แม่ใจ ภาครัฐ 20 คน ประชาชน 80 คน เรื่องน้ำแล้ง มติให้ขุดลอกหนอง”
forum-how = No forum is on record. Type such as “{ $said }วันนี้ ภาครัฐ 20 คน ประชาชน 80 คน เรื่องน้ำแล้ง มติให้ขุดลอกหนอง”
forums-title = { $name }: { $count }
forums-below = { $people } of { $wanted } people · { $without } units have held none · the fewest first
forums-of-below = { $count } held · { $people }/{ $wanted } people
forums-button = Its forums

# Teams
teams-title = { $name }
teams-below = { $held } of { $seats } seats · { $whole } of { $teams } teams are whole
teams-whole = All teams are whole.
teams-whole-but =
    { $count ->
        [one] All seats are held; 1 nomination still waits.
       *[other] All seats are held; { $count } nominations still wait.
    }
team-figure = { $held }/{ $seats }
team-vacant = Vacant: { $seats }
team-nominated =
    { $count ->
        [one] 1 nomination waits
       *[other] { $count } nominations wait
    }
team-title = { $name } { $unit }
team-below = { $held } of { $seats } people
team-vacant-seat = { $count } vacant
team-not-joined = { $name } (not joined)
team-named = { $name } (nominated)
team-button = The team
record-button = The team's record
record-title = Record of { $unit }
record-below = { $count } entries, the newest first
record-none = Nobody of the team has recorded anything.
record-photo-only = photos
record-by = by { $name }

# Seats
seat-how = You may nominate. Type such as “เสนอ { $seat } นางสมศรี ใจดี 08x-xxx-xxxx”
seat-ask = To which seat is { $name } nominated?
seat-stored = { $name } is nominated as { $seat } of { $unit }. A coordinator decides.
seat-renewed = The nomination of { $name } as { $seat } of { $unit } is changed. A coordinator decides.
seat-one-each = Only { $name } is stored. Nominate the others one message each.
seat-instead-of = In place of { $names }, nominated before
seat-held-already = { $names } holds this seat. A coordinator decides before anybody is replaced.
seat-held-by = { $names } holds this seat
seat-phone = Phone { $phone }
seat-no-phone = No phone number
seat-no-phone-said = There is no phone number yet. Type the name again with it to add it.
seat-refused-decided = { $name } was decided on already.
seat-refused-taken = Somebody holds this seat. If they are to be replaced, change the roster before { $name } is accepted.
seat-refused-full = The programme has all its people, so { $name } cannot be accepted yet.
seat-refused-known = Somebody called { $name } is in the programme already. If it is the same person, move them by a roster.
waiting-button =
    { $count ->
        [one] 1 waits
       *[other] { $count } wait
    }
waiting-none = No nomination waits.
waiting-title = Nominations that wait: { $count }
waiting-below = The buttons below are for { $name }
waiting-first = has waited longest
waiting-next = Next nomination
nomination-accept = Accept
nomination-decline = Decline
nomination-back = Withdraw { $name }
nomination-back-own = Withdraw
nomination-done-accept = { $name } is in the team. The invite code is { $code }; it can be passed on.
nomination-done-decline = { $name } is declined. Whoever nominated them is told.
nomination-done-back = The nomination of { $name } is withdrawn.
nomination-told-accepted = { $by } has accepted { $name } as { $seat }. The invite code is with the coordinator.
nomination-told-declined = { $by } has declined { $name } as { $seat }. You may nominate somebody else.

# Steps of the programme
steps-none = This programme has no steps by month.
steps-title = { $count } steps
steps-below = { $done } done · { $late } late
steps-how = Report such as “กิจกรรมที่ { $number } มา 742 คน” or “กิจกรรมที่ { $number } เสร็จแล้ว”
steps-button = All steps
step-name = { $number }. { $name }
step-owner = { $span } · { $owner }
step-coming = to come
step-open = under way
step-late = late
step-reached = target reached
step-done = done { $day }
step-stored = Stored. { $step } · { $state }
step-back = Take this back
step-taken-back = The report of step { $number } is taken back.
step-back-one = Take step { $number } back
step-each-its-people = Say the people of one step at a time, such as “กิจกรรมที่ 3 มา 742 คน”
step-ask-done =
    Is this done?
    { $steps }
step-ask-done-again =
    This was reported as done before. Report it again?
    { $steps }
step-ask-again =
    { $step }
    { $people } people were reported before. With these it would be { $whole }. Add them?
step-ask-over =
    { $step }
    With { $people } more it would be { $whole } people, above the target of { $wanted }. Add them?
step-sure-yes = Report it
step-sure-no = Do not report
step-not-stored = This report is not stored.
step-not-yours = This step is reported by { $owner }, or by coordinators of everything
step-reported = last reported on { $day } by { $name }
step-counted-seats = The people of this step are counted by the seats of teams.
step-counted-forums = The people of this step are counted by the forums on record.

# Pages
web-units = Teams and forums
web-units-forums = { $name }: { $count }
web-units-teams = Teams
web-units-worst = The fewest first
web-unit = Unit
web-unit-forums = Forums
web-forum-people-of = came, of { $wanted } people wanted
web-forum-units-without = units that have held none
web-unit-people = People
web-unit-last = Last
web-unit-held = Seats held
web-unit-vacant = Vacant seats
web-unit-seat = Seat
web-unit-photos = Photos: { $count }
web-unit-who = Who holds it
web-step = Step
web-step-months = When
web-step-state = State

# Files
export-forums = forums
export-teams = teams
export-unit-day = Day held
export-unit-above = Lies in
export-unit-place = Place
export-unit-people = People in all
export-unit-photos = Photos
export-unit-by = Recorded by
export-seat-joined = Joined
export-seat-nominated = Nominated

# The one plan of a unit
plan-of-unit-stored = Revision { $number } of the { $name } of { $unit } is stored. Everybody of the team sees it.
plan-of-unit-too-long = That is more than { $most } characters. Send only what has changed.
plan-of-unit-empty = Nothing is stored. Say what changes in the { $name }, such as “ปรับ { $said }: เพิ่มฝายชะลอน้ำ 2 จุด”
plan-of-unit-whether = Store this message as the next revision of the { $name } of { $unit }?
plan-of-unit-whose = This message names “{ $said }”. Store it as the next revision of the { $name } of { $unit }?
plan-of-unit-store = Store as plan
plan-of-unit-left = It is not stored as a plan.
plan-of-unit-revision = Revision { $number }
plan-of-unit-none = none yet
plan-of-unit-taken-back = The words of this revision were taken out.
plan-of-unit-below =
    { $count ->
        [0] There is no plan yet
        [one] 1 revision
       *[other] { $count } revisions, the newest first
    }
plan-of-unit-how = To revise it, type such as “ปรับ { $said }: เพิ่มฝายชะลอน้ำ 2 จุด”. It is numbered by itself.
plan-of-unit-button = All revisions
plan-of-units-below = { $count } of { $units } units have one · those without first

rich-units-forums = { $forum }
rich-units-teams = Team
rich-units-plan = Our plan
rich-units-steps = Steps
menu-units-forums = { $forum }ถึงไหนแล้ว
menu-units-forums-about = How many were held, who came, which units have held none
menu-units-teams = Show team
menu-units-teams-about = Who holds which seat, which are vacant
menu-units-plan = ดู { $plan_said }
menu-units-plan-about = { $plan }: every revision, the newest first
menu-units-steps = กิจกรรมไปถึงไหนแล้ว
menu-units-steps-about = Which are done, which are due
help-participant-forums = Tell of a forum ({ $forum }) in one message, such as “{ $forum_said }วันนี้ เรื่องน้ำแล้ง ภาครัฐ 20 คน ประชาชน 80 คน มติขุดสระ”
help-participant-teams = Type “ทีมของเรา” to see it; “nominate” with seat, name and phone to nominate somebody
help-participant-unit-plan = Type “ปรับ { $plan_said }:” and what changes; revisions are numbered by themselves
help-coordinator-forums = Type “{ $forum_said }ถึงไหนแล้ว” to see each unit, the fewest first
help-coordinator-teams = Type “อำเภอไหนยังขาดคนในทีม” for vacant seats, or “nominations” to accept those nominated
help-coordinator-steps = Type “กิจกรรมไปถึงไหนแล้ว” to see all; report such as “กิจกรรมที่ 3 มา 742 คน”

# In a coordinator's summary
waits-nominations = Nominations to teams that wait: { $count }. They are on the web under “Teams”, or type “รายชื่อรอ”
