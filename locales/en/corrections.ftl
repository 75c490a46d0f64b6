# Correcting an entry
ask-words = Type the new words of this entry.
ask-people = How many people took part? Type a number such as 25, or “not stated”.
ask-people-again = That does not read as a number. Type one such as 25, or “not stated”. If it is something new, type “Record it”.
ask-day = Which day was it? Type for example: yesterday, or 10 July.
ask-day-again = That does not read as a date. Type for example: yesterday, or 10 July. If it is something new, type “Record it”.
ask-places = Where was it? Type for example: Ban Nong Bua, Mae Chai.
ask-choice-again = That matches none of them. Type the numbers, such as 1 3. If it is something new, type “Record it”.
ask-photo = Send the photo now; it will be added to this entry.
ask-pin = Send the location now; it will be added to this entry.
answer-none = not stated
answer-nobody = none
edit-leave = Leave as it is
entry-locked = Your mentor has acknowledged this entry, so it can no longer be changed.
no-entry-yet = There is no entry yet. Just tell what you did today.
