# The roster: what is wrong with a file, and what would be right

roster-file = File: { $reason }
roster-sheet = sheet “{ $sheet }”: { $reason }
roster-in-sheet = sheet “{ $sheet }”, { $problem }
roster-line = Row { $line }: { $reason }
roster-cell = Row { $line }, column “{ $column }”, “{ $value }”: { $reason }
roster-empty-cell = Row { $line }, column “{ $column }”: { $reason }

roster-unreadable = cannot be opened ({ $detail })
roster-too-big = is too big; { $megabytes } MB at most
roster-too-many = has { $count } lines; the chat takes { $most }, and whoever runs the bot can import more by command
roster-csv = A quotation mark of the CSV is not closed
roster-broken-excel = cannot be read as Excel; open it and save it as .xlsx again
roster-encoding = its letters cannot be read; save it as CSV UTF-8
roster-no-headings = has no line of headings; name (ชื่อ) and role (บทบาท) are the least
roster-nobody = has headings but nobody below them
roster-heading-unknown = is no heading we know; is “{ $meant }” meant?
roster-heading-twice = is the same as column “{ $other }”; keep one of them
roster-heading-missing = the column { $heading } is missing
roster-heading-taken = the programme heads its column { $column } with “{ $heading }”, which heads { $other } already; change roster_headings in programme.toml
roster-column-ignored = the column “{ $heading }” is not used
roster-lines-hidden = Lines that are hidden in the file were read too: { $lines }
roster-sheet-unread = sheet “{ $name }” was not read: it has no headings of a roster
roster-sheet-hidden = sheet “{ $name }” was not read: it is hidden
roster-area-without-mentor = { $area } lacks a mentor on some days when participants work there

roster-formula = is a formula without a value; paste its value
roster-excel-error = shows an Excel error; put the right value
roster-too-long = is too long; { $most } letters at most
roster-name-missing = a first and last name is needed
roster-name-wrong = must be a person's name
roster-name-only-title = is only a title; write name and surname
roster-beside-name = stands beside the name without a heading. If it is a part of the name, give its column a heading (title, name, surname); if not, delete it or give it another heading
roster-role-unknown = is no role we know; use one of: { $known }
roster-agency-missing = a participant's agency is needed
roster-agency-unknown = is no agency of the programme; nearest: { $nearest }

roster-day-unreadable = is no day we can read; write 1/10/2566, 1 Oct 2023 or 2023-10-01
roster-day-year = the year { $year } cannot be right; write four digits, Buddhist era or Gregorian
roster-day-impossible = is not in the calendar; write day/month/year
roster-days-reversed = is before the first day ({ $start })

roster-district-unknown = is no district; nearest: { $nearest }
roster-province-unknown = is no province; nearest: { $nearest }
roster-area-unknown = is neither district nor province; nearest: { $nearest }
roster-district-ambiguous = fits several districts, add the province: { $nearest }
roster-province-ambiguous = fits several provinces: { $nearest }
roster-area-either = is a district and a province; write “อ.{ $name }” or “จ.{ $name }”
roster-district-missing = a district is needed, such as แม่ใจ พะเยา
roster-province-missing = a province is needed, such as พะเยา
roster-not-in-stage = is not one of this stage's areas: { $allowed }

roster-area-missing = a mentor needs an area (district or province), or whom they stand in for
roster-unit-missing = the unit of the team is needed
roster-unit-unknown = is no unit of the programme; nearest: { $nearest }
roster-unit-several = is the name of several units; say which: { $known }
roster-seat-missing = the seat in the team is needed
roster-seat-unknown = is no seat of a team; there are { $known }
roster-group-missing = the group of staff is needed
roster-listed-unknown = is not in the development plan; there are { $known }
roster-fact-missing = is needed: who may be nominated is checked by it
roster-day-to-come = is a day to come; check the year
roster-seat-taken = the seat { $seat } has room for { $many } at a time, and { $others } has it already
roster-scope-missing = a coordinator needs a scope: all, phase:2, agency:กรมที่ดิน or province:พะเยา
roster-scope-malformed = is no scope; write all, phase:2, agency:กรมที่ดิน or province:พะเยา
roster-scope-phase = is no phase of the programme; it has { $known }
roster-not-for-role = this column is for a { $wanted } only and this row is a { $role }; leave it empty

roster-id-of-another = is the id of { $name } (row { $other }); each person has their own
roster-id-needed = several people have this name and agency; an id must say who it is
roster-near-match = “{ $name }” may be somebody who is already stored: { $near }. If they are one person, repeat the command with --same "{ $name }={ $id }"; if this is somebody new, with --new "{ $name }"
roster-same-nobody = nobody with the number { $id } can be “{ $name }”, or they are somebody else in the file
roster-duplicate = repeats row { $other } at the same time; delete one or change the dates
roster-two-places =
    Lines { $first } and { $then } are one person in two places at a time. If they move, put the last day in the old place into “to” (ถึง) of line { $first }{ $known ->
        [no] {""}
       *[yes] {" "}({ $last })
    }, and the first day in the new one into “from” (ตั้งแต่) of line { $then }; if not, delete one line
roster-gap = { $name } has no line for { $first } to { $last }, and does not count as taking part then; if that is wrong, change the days
roster-two-mentors = { $name } (row { $other }) already mentors this area at the same time; change the dates, or say whom they stand in for
roster-deputy-of-nobody = no mentor has this name; write the full name of the mentor they stand in for
roster-over-capacity = there are more than { $capacity } participants at the same time
roster-over-quota = { $agency } has { $count } participants at the same time; its quota is { $quota }
erase-whom = Say whom to erase, or use --purge
erase-needs-secret = To erase somebody the bot needs LINE_CHANNEL_SECRET, the same as the running bot has: a hash made with it is how a later roster knows that this person was erased. Set it and repeat the command. Nothing was erased
import-needs-secret = Some people were erased. Which rows of the roster they are can be seen only with LINE_CHANNEL_SECRET. Nothing was imported
purge-done = The database has written its files anew: nothing that was erased is left in them. Backups must be deleted by themselves
purge-not-done-vacuum = The tables could not be rewritten. This needs a superuser of the database (VACUUM FULL) and nobody else at work on it
purge-not-done-log = The write-ahead log could not be overwritten. This needs a superuser of the database (CHECKPOINT, pg_switch_wal) and nobody else at work on it
