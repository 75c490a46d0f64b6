# Commands of the command line
roster-imported = Imported: { $added } added, { $changed } changed, { $same } the same
roster-added = + { $name }
roster-changed = ~ { $name }: { $what }
roster-change-name = name
roster-change-agency = agency
roster-change-position = position
roster-change-role = role, area or dates
roster-change-area = where they work
roster-not-in-file = Not in the file, so left as they are: { $names }
roster-erased-left = { $count } had themselves erased and were not brought back
roster-nothing-imported = Nothing was imported. Mend { $count } and try again:
person-not-found = Nobody called “{ $name }” is on record
person-ambiguous = Several people are called “{ $name }”; give a number instead: { $ids }
person-erased = { $name } is erased
invite-words = register { $code }
codes-not-printed = The codes could not all be printed, so none was issued. Please try again.
