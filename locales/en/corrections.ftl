# Correcting an entry
ask-choice-again = That matches none of them. Type the numbers, such as 1 3. If it is something new, type “Record it”.
answer-none = not stated
answer-nobody = none
edit-leave = Leave as it is
entry-locked = Your mentor has acknowledged this entry, so it can no longer be changed.
no-entry-yet = There is no entry yet. Just tell what you did today.
