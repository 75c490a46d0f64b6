# Checking a programme's folder (python -m bot programme check, and the page /app/programme)
programme-fault-no-file = there is no { $name } in this folder
programme-remedy-no-file = add the file, or let PROGRAMME name the folder that has it
programme-fault-unreadable = { $name } cannot be read ({ $why })
programme-remedy-unreadable = check who may read the file
programme-fault-not-utf8 = { $name } is not saved as UTF-8
programme-remedy-not-utf8 = save it again with the encoding UTF-8
programme-fault-not-toml = { $name } is no valid TOML ({ $why })
programme-remedy-not-toml = mend this line first and check again: texts stand in quotes, and brackets are closed
programme-fault-too-long-file = { $name } is too large
programme-remedy-too-long-file = a file has at most 2 million bytes
programme-fault-unchecked = a part cannot be checked ({ $value })
programme-remedy-unchecked = mend the others and check again; if it stays, tell the developers
programme-fault-missing = the key { $value } is missing
programme-remedy-missing = add a line { $value } = … to this section
programme-fault-unknown-key = this section has no key { $value }
programme-remedy-unknown-key = remove it, or use one of: { $known }
programme-fault-not-a-choice = “{ $value }” is none of the choices
programme-remedy-not-a-choice = choose one of { $known }
programme-fault-buddhist-year = { $value } has a Buddhist year
programme-remedy-buddhist-year = write the Gregorian year here: { $other }
programme-fault-too-small = { $value } is too small
programme-remedy-too-small = write { $least } or more
programme-fault-too-large = { $value } is too large
programme-remedy-too-large = write { $most } or less
programme-fault-pattern = “{ $value }” is not written as it must be
programme-remedy-pattern = keys have a–z, digits, _ and -, and begin with a letter; codes of areas are digits (pattern { $pattern })
programme-fault-empty = is empty
programme-remedy-empty = write at least { $least }
programme-fault-too-many = there are { $value }, too many
programme-remedy-too-many = leave at most { $most }
programme-fault-wrong-type =
    { $value } is no { $expected ->
         [number] number
         [date] date
         [time] time
         [list] list
         [table] table
         [yes-no] true or false
        *[text] text
    }
programme-remedy-wrong-type =
    { $expected ->
         [number] write a number without quotes, such as 3
         [date] write a date without quotes, such as 2023-07-03
         [time] write a time without quotes, such as 17:30:00
         [list] write it in brackets, such as ["a", "b"]
         [table] write a table, such as { "{" } th = "…", en = "…" { "}" }
         [yes-no] write true or false
        *[text] write it in quotes
    }
programme-fault-disagrees = does not agree with the rest of the file ({ $why })
programme-remedy-disagrees = change one of the two
programme-fault-repeated = { $value } stands here a second time
programme-remedy-repeated = use another name, or remove one of them
programme-fault-unknown = there is no { $what } called { $value }
programme-remedy-unknown = use one that exists: { $known }, or add this { $what }
programme-fault-quotas = the quotas make { $value }, more than the capacity, { $most }
programme-remedy-quotas = lower the quotas, or raise capacity
programme-fault-coverage = there are [[sectors]] but no [coverage]
programme-remedy-coverage = add [coverage] with name and called
programme-fault-no-sectors = the programme has no [[sectors]]
programme-remedy-no-sectors = remove this key, or add [[sectors]]
programme-fault-before = { $value } is before { $what } ({ $other })
programme-remedy-before = write a day from { $other } on
programme-fault-after = { $value } is after { $what } ({ $other })
programme-remedy-after = write a day up to { $other }
programme-fault-outside = { $value } is outside { $what } ({ $first } to { $last })
programme-remedy-outside = write a day in that span; if the folder was copied, this day may not have been changed yet
programme-fault-overlaps = { $what } overlaps { $other } ({ $first } to { $last })
programme-remedy-overlaps = let it begin after { $last }, or let the other end earlier
programme-fault-column-taken = every roster has a column { $value } of its own
programme-remedy-column-taken = give it another name, such as target_district
programme-fault-area-code = the code { $value } must have { $digits } digits
programme-remedy-area-code = use the official code: 2 digits of a province, 4 of a district
programme-fault-not-more = must be more than { $other }
programme-remedy-not-more = write { $least } or more
programme-fault-quiet = { $value } lies in the quiet hours
programme-remedy-quiet = choose a time outside of [quiet_hours]
programme-fault-certificate-score = there is a score but no round
programme-remedy-certificate-score = add round to [certificate]
programme-fault-form-taken = { $value } is the form of the round { $other } already
programme-remedy-form-taken = give each round a form of its own
programme-fault-form-about = the form { $value } does not say about whom it is
programme-remedy-form-about = add about = "{ $about }" to that form
programme-fault-form-role = the form { $value } is for a { $role }, who is no rater
programme-remedy-form-role = use for = "mentor" or for = "rater"
programme-fault-form-mentors = the form { $value } is for mentors, who are one kind of raters
programme-remedy-form-mentors = leave one kind, or use a form with for = "rater"
programme-fault-form-closed = the form { $what } is not open on { $value } (it is from { $first } to { $last })
programme-remedy-form-closed = let the form be open for the whole round
programme-fault-nobody-nominates = there is no kind of raters that participants nominate
programme-remedy-nobody-nominates = add wanted_sectors and nominated_by, or remove nominate_by
programme-fault-weights = the weights make { $value }, not 100
programme-remedy-weights = change weight so that they make 100
programme-fault-least-sectors = { $value } sectors need as many raters, but least is { $most }
programme-remedy-least-sectors = raise least, or lower least_sectors
programme-fault-weight-nothing = a weight of 0 counts for nothing
programme-remedy-weight-nothing = remove this kind of raters, or give it a weight
programme-fault-is-criterion = { $value } is a criterion of [evaluation] already
programme-remedy-is-criterion = remove it from [plan]
programme-fault-follow-up-late = { $value } months are after the last day on which anything is kept ({ $last })
programme-remedy-follow-up-late = lower the months, or raise records_days
programme-fault-time = “{ $value }” is no time of the programme
programme-remedy-time = write one such as “the day each phase starts, 09:00”, “each working day 17:30 while reporting”, “each Friday 15:30”
programme-fault-window = “{ $value }” is no window
programme-remedy-window = write one such as “3 hours”, “2 days”, “until 20:30”, “until 1 day later 20:30”
programme-fault-rides = rides must name a time of day
programme-remedy-rides = write one such as “until 17:30”
programme-fault-reminder-text = needs a text or a card, and not both
programme-remedy-reminder-text = add or remove one of them
programme-fault-reminder-days = days belong to the conditions sectors_unmet and silent
programme-remedy-reminder-days = add or remove days
programme-fault-reminder-silence = a silence is told daily or weekly, and to one role
programme-remedy-reminder-silence = make a rule for each of participant, mentor and coordinator
programme-fault-reminder-rides = rides does not go with may_wait
programme-remedy-reminder-rides = remove rides, or change urgency
programme-fault-reminder-spares = spares belongs to not_reported with the urgency drop
programme-remedy-reminder-spares = remove spares
programme-fault-reminder-summary = sees_somebody belongs to card = "summary"
programme-remedy-reminder-summary = write card = "summary" instead of text
programme-fault-reminder-no-text = there are no sentences called { $value }
programme-remedy-reminder-no-text = use those that exist: { $known }
programme-fault-reminder-not-to = the sentences of { $value } do not speak to { $to }
programme-remedy-reminder-not-to = remove { $to }, or use others
programme-fault-reminder-button = there is no button { $value }
programme-remedy-reminder-button = use one that exists: { $known }
programme-fault-round-days = a round says both opens and closes, or neither
programme-remedy-round-days = add the other, or remove both and use the days of its form
programme-fault-plan-agreed = agreed_by names a side twice
programme-remedy-plan-agreed = remove one
programme-fault-plan-months = follow_up_months go from less to more, each once
programme-remedy-plan-months = put them in order, such as [3, 6]
programme-fault-outside-folder = { $value } is outside of the programme's folder
programme-remedy-outside-folder = move the file into the folder, such as forms/form.md
programme-fault-missing-file = there is no { $value } in this folder
programme-remedy-missing-file = add the file, or change the name
programme-fault-words-file = { $value } would not be read
programme-remedy-words-file = name it one of { $known }
programme-fault-words-table = { $value } is no table of words
programme-remedy-words-table = write [a name], and below it "word" = "a message in which it means that"
programme-fault-words-sectors = there is no sector { $value }
programme-remedy-words-sectors = use keys of [[sectors]] ({ $known }), several joined by -, or all
programme-fault-words-tags = there is no tag { $value }
programme-remedy-words-tags = use keys of tags: { $known }
programme-fault-words-stages = there is no stage { $value }
programme-remedy-words-stages = use keys of [[stages]]: { $known }
programme-fault-words-commands = there is no table of commands { $value }
programme-remedy-words-commands = use one that exists: { $known }
programme-fault-words-example = the word “{ $value }” has no example
programme-remedy-words-example = write a message in which it means that
programme-fault-words-not-in-example = the example “{ $example }” does not have the word “{ $value }”
programme-remedy-words-not-in-example = write a message that has the word
programme-fault-placeholder = nothing fills in { $value }
programme-remedy-placeholder = write the real text instead
programme-fault-form-unreadable = the form { $file } cannot be read
programme-remedy-form-unreadable = mend the faults of the form first
programme-fault-criterion-missing = the form { $file } has no question { $value }
programme-remedy-criterion-missing = add a required question for each criterion
programme-fault-criterion-many = the form { $file } has several questions { $value }
programme-remedy-criterion-many = leave one of them
programme-fault-criterion-hidden = the question { $value } of { $file } is not always asked
programme-remedy-criterion-hidden = take it out of its condition or repeat
programme-fault-criterion-optional = the question { $value } of { $file } may be left empty
programme-remedy-criterion-optional = write yes under required
programme-fault-criterion-type = the question { $value } of { $file } is not answered by a number
programme-remedy-criterion-type = use a select_one or range of numbers
programme-fault-criterion-numbers = the choices of { $value } in { $file } are no numbers
programme-remedy-criterion-numbers = name the choices by numbers, such as 1 to 5
programme-fault-criterion-scale = { $value } in { $file } is on another scale than { $other }
programme-remedy-criterion-scale = give all criteria one scale
programme-fault-call-question-missing = the form { $file } has no question { $value }, which the call needs
programme-remedy-call-question-missing = add a required question { $value }
programme-fault-call-question-type = the question { $value } of { $file } is of the type { $found }, which is not what the call sends
programme-remedy-call-question-type = use the type { $wanted }
programme-fault-call-question-choice = the choice { $other } of { $value } in { $file } is none of [[calls.fields]]
programme-remedy-call-question-choice = use these: { $known }
programme-fault-no-roster = there is no example roster { $value }
programme-remedy-no-roster = add one, so that the schedule can be rehearsed before there are people
programme-fault-over = the programme was over on { $value }
programme-remedy-over = if this is a new round, its dates may have been copied and not changed
programme-fault-round-over = this round was over on { $value }
programme-remedy-round-over = if this is a new round, its dates may have been copied and not changed
programme-fault-calendar = the calendar of days off is not complete from { $value } on
programme-remedy-calendar = when days are declared, add them at /app/holidays or in [[holidays_extra]]
programme-fault-same-key = the key is still { $value }, as in programmes/{ $other }
programme-remedy-same-key = give this programme a key of its own
programme-fault-same-dates = { $value } of { $all } dates are still those of programmes/{ $other } ({ $where })
programme-remedy-same-dates = change them to those of this round

programme-remedy-form = mend it in the form's file, then run python -m bot form check FILE
programme-remedy-roster = mend it in the example roster
programme-at = { $file } line { $line }
programme-mend = To do: { $remedy }
programme-meant = most like it: { $word }
programme-well = { $file }: nothing is wrong
programme-well-forms = { $name }: { $phases } phases · { $reminders } reminder rules · { $forms } forms
programme-wrong = { $count } to mend
programme-noticed = { $count } to look at
programme-unwritable = { $file } cannot be written ({ $detail }); choose another place and try again

## A new programme (programme new)
programme-blank = The questions of a new programme: write the answers in the quotes; what need not be answered may stay empty
programme-sheet-programme = Programme
programme-sheet-phases = Phases
programme-ask-key = A short name for the system: a–z, digits and -, such as agents-2570
programme-ask-name = The programme's full name, in Thai
programme-ask-name-en = Its full name in English (may stay empty)
programme-ask-short-name = The short name that is shown in the chat (may stay empty)
programme-ask-short-name-en = The short name in English (may stay empty)
programme-ask-owner = The office that is responsible, in Thai
programme-ask-owner-en = The office in English (may stay empty)
programme-ask-contact-phone = A phone number for people without an invite code (may stay empty)
programme-ask-people = How many participants are there?
programme-ask-start = The programme's first day, such as 7 Jun 2027
programme-ask-end = The programme's last day
programme-ask-sectors = Is it followed whether the seven network sectors were met? (yes/no; empty is yes)
programme-ask-weekdays = On which weekdays are reports expected? such as พุธ, or จันทร์, พฤหัสบดี (empty: Monday to Friday)
programme-ask-phase-name = The phase's name in Thai
programme-ask-phase-name-en = Its name in English (may stay empty)
programme-ask-phase-start = The phase's first day
programme-ask-phase-end = The phase's last day
programme-ask-phase-work = What is done: training, district (work in a district), province (work in a province), closing
programme-ask-phase-mentor = Which position is the mentor's, in Thai, such as นายอำเภอ? (may stay empty)
programme-ask-phase-mentor-en = The mentor's position in English (may stay empty)
programme-ask-seats = The seats in the team of each unit, with commas between them (may stay empty)
programme-ask-forums = Do teams hold public forums? (yes/no; empty: yes)
programme-ask-forum-people = How many people are to come to forums in all (empty: 1000)
programme-ask-forum-first = The first day of forums (empty: that of the programme)
programme-ask-forum-last = The last day of forums (empty: that of the programme)
programme-ask-chosen = How many does a jury choose (empty: nothing is selected)
programme-ask-jurors = How many jurors are there? (empty: the body that owns the programme gives the marks)
programme-ask-first-round = If there are two rounds: how many does the first choose? (empty: one round)
programme-ask-chosen-in = Of what are so many chosen: all together, each district, each province (empty: all)
programme-ask-judged-from = The first day of marks (empty: that of the programme)
programme-ask-judged-until = The last day of marks (empty: that of the programme)
programme-ask-of = What units send: people, projects
programme-ask-call-name = What is asked for is called, such as names of young delegates, in Thai
programme-ask-call-name-en = The same in English (may stay empty)
programme-ask-wanted = What people or projects are wanted, in one sentence, in Thai
programme-ask-wanted-en = The same in English (may stay empty)
programme-ask-opens = The first day of the call (empty: that of the programme)
programme-ask-closes = The last day of the call
programme-ask-late = What comes later: mark (taken and marked), refuse (empty: mark)
programme-ask-least = How many a unit sends at least (empty: 1)
programme-ask-most = How many a unit sends at most (empty: as many)
programme-ask-budget = The budget of the whole plan, in baht (may stay empty)
programme-ask-unit-name = The unit's name, such as กองคลัง or อำเภอแม่ใจ จังหวัดพะเยา
programme-ask-unit-name-en = Its name in English (may stay empty)
programme-ask-step-name = The activity's name, in Thai
programme-ask-step-name-en = Its name in English (may stay empty)
programme-ask-step-first = Its first day
programme-ask-step-last = Its last day
programme-ask-step-people = For how many people (may stay empty)
programme-ask-division-name = The name of a division of the organisation, in Thai
programme-ask-division-name-en = Its name in English (may stay empty)
programme-ask-course-name = The name of the course, in Thai
programme-ask-course-name-en = Its name in English (may stay empty)
programme-ask-course-way = How: training, study_visit, meeting, coaching, e_learning, orientation (empty: training)
programme-ask-course-first = Its first day
programme-ask-course-last = Its last day
programme-ask-course-people = For how many people (may stay empty)
programme-ask-course-budget = Its budget, in baht (may stay empty)
programme-sheet-units = Units
programme-sheet-steps = Activities
programme-sheet-divisions = Divisions
programme-sheet-courses = Courses
programme-ask-more =
    { $list ->
        [units] Is there a further unit? (yes/no)
        [steps] Is there a further activity? (yes/no)
        [divisions] Is there a further division? (yes/no)
        [courses] Is there a further course? (yes/no)
       *[phases] Is there a further phase? (yes/no)
    }
programme-ask-which =
    { $list ->
        [units] Unit { $number }
        [steps] Activity { $number }
        [divisions] Division { $number }
        [courses] Course { $number }
       *[phases] Phase { $number }
    }
programme-answer-missing = this must be answered
programme-answer-unknown = there is no such question; there are only { $known }
programme-answer-list = There are { $least } to { $most } of these, each as [[{ $list }]]
programme-answer-text = write a text of one line, without { "{" } { "}" } and $
programme-answer-key = use a–z, digits, _ and -, beginning with a letter, such as agents-2570
programme-answer-day = write a day such as 7 Jun 2027 or 2027-06-07
programme-answer-number = write a number from 1 to { $most }
programme-answer-no-district = the name must say the district and the province in which the unit lies, such as ตำบลศรีถ้อย อำเภอแม่ใจ จังหวัดพะเยา
programme-answer-no-province = the name must say the district and the province in which the unit lies, such as ตำบลศรีถ้อย อำเภอแม่ใจ จังหวัดพะเยา
programme-answer-weekdays = write weekdays with commas, such as monday, wednesday
programme-answer-choice = choose one of { $choices }
programme-answers-unreadable = { $file } cannot be read ({ $why })
programme-answers-suffix = a file of answers is .toml or .xlsx
programme-answer-wrong = { $where }: { $why }
programme-kind-unknown = there is no kind { $kind }; choose one of { $known }
programme-exists = { $folder } exists already and is not empty; choose another name
programme-made = { $folder } was made: programme.toml, forms, words and an example roster
programme-next = Next: change programme.toml as you like, then python -m bot programme check { $folder }; rehearse with PROGRAMME={ $folder } python -m bot rehearse, and try it with PROGRAMME={ $folder } make demo
programme-not-asked = nobody answers questions here; use --answers FILE (a blank one: --blank FILE)
programme-blank-written = The questions stand in { $file }; fill it in and use --answers { $file }
programme-no-folder = say which folder to make, such as python -m bot programme new programmes/agents-2570 --from field
