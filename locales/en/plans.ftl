# Individual development plans

## The card of a plan
plan-title-mine = My development plan
plan-title = Development plan of { $name }
plan-count = { $count ->
    [one] 1 goal
   *[other] { $count } goals
}
plan-state-none = no plan yet
plan-state-draft = draft, not sent yet
plan-state-waiting = revision { $number } · waits for: { $sides }
plan-state-change = revision { $number } · a change was asked for
plan-state-agreed = revision { $number } · agreed
plan-side-agency = home agency
plan-no-goals-mine = There is no goal yet. Tap “Add a goal” to begin.
plan-no-goals = The plan was not sent yet.
plan-no-what = what to do is not written yet
plan-by = by { $day }
plan-with = with { $name }
plan-missing = still missing: { $parts }
plan-progress = { $month }: { $said }
plan-result = { $side }: { $said }
plan-changes = What this revision changed
plan-words = What was said of this revision
plan-duties = Duties on return
plan-duties-by = written by { $name }, { $day }
plan-word = { $side } { $name }: { $said } ({ $day })
plan-word-none = { $side }: nothing said yet
plan-follow-up = { $when } · { $side }: { $said }
plan-note-first = This plan was not sent yet. When it is complete, tap “Send for agreement”.
plan-note-draft = There are changes that were not sent. When they are, this is revision { $number }.
plan-open-goal = Goal { $number }
plan-changed-added = goal { $number } added: { $what }
plan-changed-removed = goal { $number } removed: { $what }
plan-changed-changed = goal { $number }, changed: { $parts }
plan-period-end = result
plan-period-after = after { $months } months

## The parts of a goal
plan-part-competency = competency
plan-part-what = what to do
plan-part-method = way to develop
plan-part-by_day = by when
plan-part-with_whom = with whom

## Buttons
plan-add = Add a goal
plan-send = Send for agreement
plan-agree = Agree to the plan
plan-ask-change = Ask for a change
plan-ask-check-in = Answer the check-in
plan-ask-result = Results of the goals
plan-ask-follow-up = Answer the follow-up
plan-duties-open = Duties on return
plan-duties-write = Write duties
plan-duties-rewrite = Rewrite duties
plan-leave = Later
plan-go-on = Go on
plan-pick-day = Pick a day
plan-with-nobody = With nobody
plan-remove = Remove this goal
plan-remove-yes = Yes, remove it
plan-no-words = No words
plan-change-competency = Competency
plan-change-what = What to do
plan-change-method = Way to develop
plan-change-by-day = By when
plan-change-with-whom = With whom

## Drafting
plan-ask-competency = Which competency does this goal develop? Tap, or type its number.
plan-ask-what = Goal { $number }: what will you do? Just type it.
plan-ask-method = Goal { $number }: by which way? Tap, or type its number.
plan-ask-by-day = Goal { $number }: by which day? Tap, or type, such as “30 Sep”.
plan-ask-with-whom = Goal { $number }: with whom? Tap, or type a name or an office.
plan-goal-stored = Goal { $number } is stored.
plan-goal-what-to-do = Goal { $number }: { $what } — what should change?
plan-remove-sure = Remove goal { $number } “{ $what }” from the plan? Revisions that were sent stay as they are.
plan-removed = Goal { $number } is removed from the plan.
plan-left = All right, later. What you filled in is in the draft. Type “my plan” to go on.
plan-not-answered = Nothing was stored. Type “my plan” to open it again.
plan-too-long = That is too long. At most { $most } characters, please type it again.
plan-not-in-list = That is not in the list. Tap, or type the number.
plan-day-not-in-time = I found no day that fits: it must be from today to { $last }.
plan-full = A plan has at most { $most } goals. Remove or change one first.
plan-no-such-goal = There is no such goal in your plan. Type “my plan” to see it.
plan-none-in-programme = This programme has no development plans. Type “menu” to see what you can do.
plan-not-yet = Plans can be drafted from { $day } on.
plan-over = The programme is over, so plans cannot be changed any more.
plan-gone = There is no such plan in your care. Type “my plan” to see the list.

## Sending and agreeing
plan-nothing-to-send = There are no changes to send.
plan-incomplete = Goal { $number } still lacks: { $parts }. Complete it before sending.
plan-sent = Revision { $number } is sent.
plan-sent-to = { $side }: sent to { $name }
plan-sent-nobody = { $side }: nobody is on LINE yet; they will see it when they join
plan-told-sent = { $name } sent revision { $number } of their development plan and asks for your agreement.
plan-changed-meanwhile = There is a newer revision. This is revision { $number }.
plan-agreed-already = You have agreed to revision { $number } already.
plan-agree-done = Your agreement to revision { $number } of { $name }'s plan is on record.
plan-why = What should { $name } change? Just type it.
plan-change-sent = Your words are sent to { $name }.
plan-change-kept = Your words are on record. { $name } is not on LINE and will see them in the plan.
plan-told-one-agreed = { $name } agreed to revision { $number } of your plan.
plan-told-agreed = Everybody has agreed to revision { $number } of your plan; { $name } was the last.
plan-told-change = { $name } asks for a change of revision { $number }: “{ $words }” Tap a goal to change it, then send again.

## Progress and results
plan-said-words = { $said } “{ $words }”
plan-said-agree = agreed
plan-said-change = asks for a change
plan-said-done = done
plan-said-on-the-way = on the way
plan-said-not-begun = not begun
plan-said-stuck = stuck
plan-said-reached = reached
plan-said-partly = partly reached
plan-said-not-reached = not reached
plan-said-in-full = done in full
plan-said-in-part = done in part
plan-said-not-yet = not yet
plan-about = Plan of { $name }
plan-question-check-in = Check-in { $when } · { $place } of { $of }: “{ $what }” { $by }. How is it now? You may add words.
plan-question-result = Results · { $place } of { $of }: “{ $what }” { $by }. Was it reached? You may add words.
plan-question-follow-up = { $when }, counted from the programme's end. The duties were: “{ $words }” Are they done now? You may add words.
plan-what-is-in-the-way = What is in the way? Just type it, or tap “No words”.
plan-noted = Noted.
plan-words-kept = Your words are kept. Please choose an answer too.
plan-all-noted-check-in = All goals are answered for.
plan-all-noted-result = All results are on record.
plan-all-noted-follow-up = The follow-up is on record.
plan-asked-over = This question is closed.
plan-progress-left = All right, later. What you answered is kept. Type “check-in” to go on.
plan-nothing-asked = There is nothing to answer now.
plan-nothing-asked-until = There is nothing to answer now. Next time: { $day }.
plan-told-stuck = { $name } is stuck in their plan, in { $count ->
    [one] one goal
   *[other] { $count } goals
}: “{ $words }”

## Duties on return
duties-none = { $agency } has not written the duties to which you return yet. You will be told here.
duties-mine = Duties on return, as your agency wrote them on { $day }: “{ $words }”
duties-confirm-please = Please confirm them, or ask for a change.
duties-confirm-from = You can confirm them from { $day } on.
duties-confirmed-on = You confirmed them on { $day }.
duties-confirm = Confirm the duties
duties-ask-change = Ask for a change
duties-why = What should change? Just type it.
duties-confirmed = Your confirmation of the duties on return is on record.
duties-change-sent = Your words are sent to { $name }.
duties-change-kept = Your words are on record; your agency sees them in your plan.
duties-told-confirmed = { $name } confirmed the duties on return.
duties-told-change = { $name } asks for a change of the duties on return: “{ $words }”
duties-write = To which duties and responsibilities does { $name } return? Just type them.
duties-write-sure = Write these as { $name }'s duties on return? “{ $words }”
duties-write-yes = Yes, write them
duties-write-other = Type others
duties-written = { $name }'s duties on return are written, and they are told.
duties-written-already = This message was written as duties of { $name } already. The plan shows the duties that hold.
duties-written-not-told = { $name }'s duties on return are written. They are not on LINE and will see them when they join.
duties-told = { $name } wrote the duties to which you return: “{ $words }” Type “duties on return” to see them again.
duties-told-again = { $name } changed the duties to which you return: “{ $words }” Type “duties on return” to see them again.

## Plans of many people
plans-above = Development plans
plans-title = { $count ->
    [one] 1 participant
   *[other] { $count } participants
}
plans-hint = Tap a name, or type its number, to open the plan
plans-nobody = There are no participants in your care.
plans-your-turn = { $state } · your turn
plans-stuck = { $state } · stuck in { $count ->
    [one] 1 goal
   *[other] { $count } goals
}
plans-count-agreed = agreed: { $count }
plans-count-waits-mentor = wait for the mentor: { $count }
plans-count-waits-agency = wait for the agency: { $count }
plans-count-change = to be changed by their owner: { $count }
plans-count-draft = being drafted: { $count }
plans-count-none = without a plan: { $count }
plans-count-stuck = stuck: { $count }
plans-count-no-duties = without duties on return: { $count }

## Beside the days
plan-progress-count = { $said }: { $count }
plan-in-month = Development plan, this month: { $said }
status-plan = Development plan
person-plan = Development plan
