# Reminders: short and warm, and what to do next
reminder-above = Reminder · { $day }
reminder-day = { $weekday } { $day }
reminder-where-district = { $place }, { $district }, { $province }
reminder-where-province = { $place }, { $province }
reminder-names-and-more = { $names } and { $count } more

remind-phase-before-title = { $phase } begins in { $days } days
remind-phase-before-participant =
    { $known ->
        [mentor] { $what } at { $where }, from { $first } to { $last }. Your mentor is { $mentor }. Bring the papers named in the programme's letter, and this phone to record your work.
        [area] { $what } at { $where }, from { $first } to { $last }. You will be told who your mentor is. Bring the papers named in the programme's letter, and this phone to record your work.
        [place] { $what } at { $where }, from { $first } to { $last }. Bring the papers named in the programme's letter, and this phone to record your work.
       *[nothing] { $what } from { $first } to { $last }. Where, and what to bring, is in the programme's letter.
    }
remind-phase-before-mentor = { $count } participants come to you for { $what }, from { $first } to { $last }: { $names }
remind-phase-before-owner = The phase you look after runs from { $first } to { $last } with { $count } participants. All concerned are told on the same day.

remind-phase-start-title =
    { $days ->
        [0] { $phase } begins today
        [1] { $phase } begins tomorrow
       *[other] { $phase } begins in { $days } days
    }
remind-phase-start-participant =
    { $known ->
        [mentor] { $what } at { $where }, from { $first } to { $last }. Your mentor is { $mentor }. Whatever you do, type it here or send a photo.
        [area] { $what } at { $where }, from { $first } to { $last }. You will be told who your mentor is. Whatever you do, type it here or send a photo.
        [place] { $what } at { $where }, from { $first } to { $last }. Whatever is worth keeping, type it here or send a photo.
       *[nothing] { $what }, from { $first } to { $last }. Whatever is worth keeping, type it here or send a photo.
    }
remind-phase-start-mentor = { $count } participants work with you from { $first } to { $last }: { $names }. Once a week you will be told what waits for you.
remind-phase-start-owner = The phase you look after runs from { $first } to { $last }, with { $count } participants.

remind-phase-end-title = The last day of { $phase }
remind-phase-end-participant =
    { $reports ->
        [expected] Thank you for all your work in this phase. Look at your status, and fill in any day that is missing now.
       *[welcome] Thank you for all your work in this phase. If anything is not recorded yet, type it here or send a photo.
    }
remind-phase-end-mentor = Thank you for looking after { $count } participants: { $names }. If entries still wait for you, type “pending”.

remind-stage-change-title =
    { $days ->
        [0] Today you begin: { $stage }
       *[other] In { $days } days: { $stage }
    }
remind-stage-change-participant =
    { $known ->
        [mentor] You work at { $where }, from { $first } to { $last }. Your mentor is { $mentor } ({ $mentor_role }).
       *[other] You work at { $where }, from { $first } to { $last }. You will be told who your mentor ({ $mentor_role }) is.
    }
remind-stage-change-mentor =
    { $days ->
        [0] { $count } participants begin with you today, until { $last }: { $names }
       *[other] { $count } participants come to you from { $first } to { $last }: { $names }
    }

remind-mentor-change-soon-title = Before the mentor changes: { $waiting ->
    [one] 1 entry waits for you
   *[other] { $waiting } entries wait for you
}
remind-mentor-change-soon-mentor = From { $from_day } on, { $count ->
    [one] 1 participant has another mentor
   *[other] { $count } participants have another mentor
}. Please review before that day; you can still answer these entries for { $days } days afterwards.

remind-mentor-change-from-title = { $count ->
    [one] 1 participant was handed on
   *[other] { $count } participants were handed on
}
remind-mentor-change-from-former_mentor =
    { $heirs ->
        [0] { $names }: no new mentor yet
       *[other] The new mentor of { $names } is { $to }
    }. { $waiting ->
        [0] No entry was left. Thank you for looking after them.
        [one] 1 entry not reviewed went along. { $answers ->
            [no] Thank you for looking after them.
           *[yes] You can still answer it until { $until_day }: type “pending”.
        }
       *[other] { $waiting } entries not reviewed went along. { $answers ->
            [no] Thank you for looking after them.
           *[yes] You can still answer them until { $until_day }: type “pending”.
        }
    }

remind-mentor-change-to-title =
    { $planned ->
        [yes] You have taken over { $waiting ->
            [one] 1 waiting entry
           *[other] { $waiting } waiting entries
        }
       *[no] You are the mentor of { $count ->
            [one] 1 participant
           *[other] { $count } participants
        }
    }
remind-mentor-change-to-mentor =
    { $names }. { $waiting ->
        [0] Nothing was left from before.
       *[other] { $waiting ->
            [one] 1 entry has
           *[other] { $waiting } entries have
        } waited since before it was yours, { $days } working days at most. { $mentors_before ->
            [0] There was no mentor before.
           *[other] The mentor before was { $before }, who may still answer for a few days.
        }
    }

remind-new-mentor-title = Your new mentor
remind-new-mentor-participant =
    { $known ->
        [former] Your mentor is { $mentor }, in place of { $former }. Entries you have sent went along; you need not send them again.
       *[new] Your mentor is { $mentor }. Entries you have sent are reviewed as usual.
    }

remind-form-due-title =
    { $edge ->
        [opens] { $form } is open
        [closes] The last day of { $form }
       *[half] Half way through { $form }
    }
remind-form-due-participant =
    { $asks ->
        [sectors]
            { $edge ->
                [opens] Hear all { $sectors } until { $last }. A few minutes each, right after you have met somebody.
                [closes] Some of the { $sectors } are still missing in yours. Fill in the rest today.
               *[half] Some of the { $sectors } are still missing in yours. There is time until { $last }.
            }
       *[once]
            { $edge ->
                [opens] Please fill it in until { $last }. It takes a few minutes.
                [closes] Yours is still missing. Fill it in today.
               *[half] Yours is still missing. There is time until { $last }.
            }
    }

remind-evaluation-due-title =
    { $edge ->
        [opens] { $form } is open
        [closes] The last day of { $form }
       *[half] { $form }: half of the time has passed
    }
remind-evaluation-due-mentor =
    { $edge ->
        [opens] Please say what you think of { $count } participants by { $last }: { $names }
        [closes] { $count } participants still wait for your evaluation today: { $names }
       *[half] { $count } participants still wait for your evaluation, due { $last }: { $names }
    }

remind-daily-missing-title = Nothing recorded today yet
remind-daily-missing-participant = Type in a few words what you did, where and with whom, or send a photo. It takes less than a minute.

remind-daily-photo-title = Where have you been today?
remind-daily-photo-participant = One photo with the name of the village or office is a record of today. Details can follow later.

remind-daily-one-line-title = One sentence about today
remind-daily-one-line-participant = Such as “met the head of Mae Chai about water, 12 people”. Places, numbers and sectors are read from it.

remind-daily-office-title = What did you work on today?
remind-daily-office-participant = Paperwork and meetings in the office count as work of the day. A few words are enough. If you are on leave, type “leave today”.

remind-silence-asked-title = Nothing from you for { $days } working days
remind-silence-asked-participant = Are you on leave or in training, or is there a difficulty? Tap “take leave” or “Ask my mentor”. If you did paperwork in the office today, one tap on the first button records the day.

remind-silence-mentor-title =
    { $count ->
        [1] No entry from a participant for { $days } working days
       *[other] No entries from { $count } participants
    }
remind-silence-mentor-mentor = { $names }: nothing recorded and no leave on record. Please find out whether there is a difficulty.

remind-silence-coordinator-title =
    { $count ->
        [1] No entry from a participant for { $days } working days
       *[other] No entries from { $count } participants
    }
remind-silence-coordinator-coordinator = { $names }: nothing recorded and no leave on record. Please follow up. Tap “Who is missing” to see their places and mentors.

remind-morning-after-title = Nothing recorded for { $day }
remind-morning-after-participant = If you were in the field, type it now, such as “{ $day } met the village head”. If you were on leave, type “leave” and the date.

remind-morning-catch-up-title = { $day } can still be filled in
remind-morning-catch-up-participant = Type what you did, such as “{ $day } monthly meeting at the district office”. Work in the office counts too.

remind-morning-gap-title = { $day } is still empty
remind-morning-gap-participant = One sentence with the date is enough, such as “{ $day } checked documents all day”. If you were on leave or in training, type “leave” and the date.

remind-weekly-sectors-title = Sectors not met for { $days } days
remind-weekly-sectors-participant = { $sectors }. You could begin with { $next }, such as { $who }.

remind-mentor-weekly-title = This week of { $count } participants
remind-mentor-weekly-mentor =
    { $waiting ->
        [0] Nothing waits for you. One sentence about each of them is asked in this week's question: { $names }
        [one] { $waiting } entry waits for you, and one sentence about each of them is asked in this week's question: { $names }
       *[other] { $waiting } entries wait for you, and one sentence about each of them is asked in this week's question: { $names }
    }

remind-review-nudge-title =
    { $waiting ->
        [one] { $waiting } entry waits for you
       *[other] { $waiting } entries wait for you
    }
remind-review-nudge-mentor = For { $days } working days now. Tap “pending” to see and answer them at once.

remind-review-escalation-title =
    { $waiting ->
        [one] { $waiting } entry has no answer yet
       *[other] { $waiting } entries have no answer yet
    }
remind-review-escalation-deputy = The mentor you stand in for has not answered for { $days } working days. You may answer for them.

remind-plan-wanted-title =
    { $begun ->
        [yes] Your development plan is not sent yet
       *[no] Your development plan is wanted
    }
remind-plan-wanted-participant =
    { $begun ->
        [yes] Tap “Development plan”, complete it, then send it to your mentor and your home agency.
       *[no] Tap “Development plan”, add a goal at a time, then send it to your mentor and your home agency.
    }

remind-plan-check-in-title = Check-in of your plan, { $month }
remind-plan-check-in-participant = Goals without an answer: { $count }. Tap “Check-in”; each takes one tap.

remind-plan-results-title = Results of the development plan
remind-plan-results-participant = Goals without a result: { $count }. Tap “Development plan”, say whether each was reached, and confirm the duties on return.
remind-plan-results-mentor = Please say whether the goals were reached. People: { $count }. Tap “Development plan”.

remind-plan-follow-up-title = { $months } months after the programme’s end
remind-plan-follow-up-participant = Do you have the duties your agency wrote? Tap “Development plan” to answer.
remind-plan-follow-up-coordinator = Please say for the agency whether the duties were taken up. People: { $count }. Tap “Development plan”.

remind-plan-waits-title = Plans that wait for your word: { $count }
remind-plan-waits-mentor = Tap “Development plan” to open them and agree or ask for a change.
remind-plan-waits-coordinator = Tap “Development plan” to open them and agree or ask for a change.

remind-nominations-wanted-title = Please nominate your raters by { $last }
remind-nominations-wanted-participant =
    { $count ->
        [0] { $round }: you have no raters yet. Please nominate one of each sector.
        [one] { $round }: one rater is nominated, nobody yet of { $sectors }.
       *[other] { $round }: { $count } raters are nominated, nobody yet of { $sectors }.
    } Tap “Nominate a rater” to see whom you have met of each sector.

remind-rating-due-title =
    { $count ->
        [one] 1 participant still waits for your rating
       *[other] { $count } participants still wait for your rating
    }
remind-rating-due-rater = { $round }: { $names }. You can rate until { $last }; it takes about 5 minutes each.

remind-raters-to-call-title =
    { $count ->
        [one] 1 rater to call
       *[other] { $count } raters to call
    }
remind-raters-to-call-coordinator =
    { $round } takes ratings until { $last }. Tap “Who has not rated” for the phone numbers, and a number to call it. { $in_line ->
        [0] { "" }
       *[other] { $in_line } more are in LINE and were reminded.
    }

remind-forums-wanted-title = A forum of { $unit } is wanted
remind-forums-wanted-participant =
    { $held ->
        [0] No forum of { $unit } is on record; { $wanted } people are to come. When one is held, tell it here, with the heads of each sector.
       *[other] { $people } of { $wanted } people have come, and there was no forum for two weeks. When one is held, tell it here.
    }
remind-posts-vacant-title = Teams that lack people: { $teams }
remind-posts-vacant-coordinator =
    { $count } seats are vacant. { $waiting ->
        [0] Type “ทีมไหนยังขาดคน” to see them by unit.
       *[other] { $waiting } nominations wait; type “รายชื่อรอ” to decide.
    }

remind-training-wanted-title = Record what you have learned
remind-training-wanted-participant =
    { $had ->
        [0] No training of yours is on record in this plan.
       *[other] No training of yours was recorded for { $months } months.
    } After a course, a visit or an online lesson, just tell it here. Type “ยังขาดสมรรถนะอะไร” to see what to learn next.
remind-courses-next-title = Planned for next month: { $count }
remind-courses-next-participant = Planned for you next month: { $names }
remind-courses-next-coordinator = Planned for next month: { $names }
remind-staff-gaps-title = What staff lack at the end of { $year }
remind-staff-gaps-coordinator = Of your { $staff } staff { $count } lack competencies. Most lack: { $names }. Type “สมรรถนะที่ยังขาด” to look and to plan the next year.
remind-trainings-wait-title = Training to confirm: { $count }
remind-trainings-wait-coordinator = The first has waited { $days } days. Type “รอยืนยัน” to look and confirm.
remind-steps-late-title = Steps of the plan that are late: { $count }
remind-steps-late-body = Such as step { $number }, { $step }. When it is done, type “กิจกรรมที่ { $number } เสร็จแล้ว”.
remind-steps-next-title = Activities that begin: { $count }
remind-steps-next-body = By the plan begins: { $names }. Type “กิจกรรมถึงไหนแล้ว” for days and owners.
remind-call-opens-title = { $unit } is asked for { $call }
remind-call-opens-participant = { $wanted }. Send { $least } at least, in this chat, by { $last }: { $of ->
        [people] type “เสนอชื่อ” with name, position and phone.
       *[projects] type “เสนอโครงการ” and the project's name.
    }
remind-call-closes-title = { $call }: due by { $last }
remind-call-closes-participant =
    { $sent ->
        [0] { $unit } has sent nothing yet.
       *[other] { $unit } has sent { $sent } of { $least }.
    } { $of ->
        [people] Type “เสนอชื่อ” with name, position and phone.
       *[projects] Type “เสนอโครงการ” and the project's name.
    }
remind-call-over-title = { $call }: the last day is over
remind-call-over-participant =
    { $sent ->
        [0] { $unit } has sent nothing yet.
       *[other] { $unit } has sent { $sent } of { $least }.
    } It is still taken, and marked as late. { $of ->
        [people] Type “เสนอชื่อ” with name, position and phone.
       *[projects] Type “เสนอโครงการ” and the project's name.
    }
remind-calls-awaited-title = { $call }: { $count } of { $units } units lack
remind-calls-awaited-coordinator =
    Due by { $last }; { $sent } received. Type { $of ->
        [people] “หน่วยไหนยังขาดรายชื่อ”
       *[projects] “หน่วยไหนยังขาดโครงการ”
    } for each unit and its contact.
remind-marks-wanted-title = { $selection }: { $count } without your marks
remind-marks-wanted-juror = Please give marks to all { $whole } by { $last }, under “Selections” on the web.
