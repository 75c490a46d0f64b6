# Correcting an entry
ask-part-or-new = If this is other work, tap or type “Record it”. To correct this entry, type only the new value.
ask-choice-again = That matches none of them. Type the numbers, such as 1 3. If it is something new, type “Record it”.
answer-none = not stated
answer-nobody = none
edit-leave = Leave as it is
entry-locked = Your mentor has acknowledged this entry, so it can no longer be changed.
no-entry-yet = There is no entry yet. Just tell what you did today.

## Deleting or opening by date
days-weekday = { $day } is not a { $weekday }
days-impossible = There is no “{ $said }” in the calendar. Open the entry from the month below.
days-unknown = Not sure which day you mean. Open the entry from the month below.
none-of-day = There is no entry of { $day }. Open one from the month below.
open-which-day = The entry of which day?
delete-ask =
    { $count ->
        [one] Delete this entry?
       *[other] Delete these { $count } entries?
    }
delete-line = • { $day }: { $words }
delete-only-part = Nothing was deleted. To change a part, tap ✏️ on the card. To delete the whole entry, type “delete entry”
delete-locked =
    { $count ->
        [one] Your mentor has acknowledged one more, so it cannot be deleted.
       *[other] Your mentor has acknowledged { $count } more, so they cannot be deleted.
    }
delete-yes = Yes, delete
delete-no = Keep
delete-of-day = { $day } instead
delete-kept = Nothing was deleted.
deleted-many =
    { $count ->
        [one] { $count } entry deleted. To restore it, type “undelete”.
       *[other] { $count } entries deleted. To restore them, type “undelete”.
    }
restored-many =
    { $count ->
        [one] { $count } entry is back.
       *[other] { $count } entries are back.
    }
