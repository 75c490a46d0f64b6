# Commands of the command line
import-done = Imported: { $added } added, { $changed } changed, { $same } the same
import-added = + { $name }
import-changed = ~ { $name }: { $what }
import-change-name = name
import-change-agency = agency
import-change-position = position
import-change-role = role, area or dates
import-change-area = where they work
import-not-in-file = Not in the file, so left as they are: { $names }
import-erased-left = { $count } had themselves erased and were not brought back
import-nothing = Nothing was imported. Mend { $count } and try again:
person-not-found = Nobody called “{ $name }” is on record
person-ambiguous = Several people are called “{ $name }”; give a number instead: { $ids }
person-erased = { $name } is erased
invite-words = register { $code }
codes-not-printed = The codes could not all be printed, so none was issued. Please try again.
