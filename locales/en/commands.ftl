# Commands of the command line
import-done = Imported: { $added } added, { $changed } changed, { $same } the same
import-would = Nothing was imported. It would be: { $added } added, { $changed } changed, { $same } the same
import-added = + { $name }
import-changed = ~ { $name }: { $what }
import-change-name = name
import-change-agency = agency
import-change-position = position
import-change-role = role, area or dates
import-change-ended = ends on { $day }
import-change-area = { $stage } { $before } → { $after }
import-from-day = { $area } from { $day }
import-nowhere = nowhere yet
import-number = If it was the wrong file, undo it with python -m bot roster undo { $number }
import-undone =
    Import { $number } is undone: { $restored } as before, { $removed } removed
import-undone-kept = Kept, because they have registered or something is recorded: { $names }
import-undo-none = There is no import to undo
import-undo-unknown = There is no import { $number }; python -m bot roster imports lists their numbers
import-undo-already = This import is undone already
import-undo-never = This file was not imported, so there is nothing to undo
import-undo-later = Nothing was undone: a later import ({ $later }) changed { $names } again. Undo that one first
imports-none = No roster has been imported
imports-by-command = the command line
imports-line =
    { $number } · { $at } · { $by } · { $added } added, { $changed } changed{ $is_undone ->
        [no] {""}
       *[yes] {" "}· undone { $undone }
    }
import-not-in-file = Not in the file, so left as they are: { $names }
import-erased-left = { $count } had themselves erased and were not brought back
import-nothing = Nothing was imported. Mend { $count } and try again:
import-same-how = --same “{ $said }” cannot be read; write it as --same "นางมาลี ใจดี=12". Nothing was imported
person-not-found = Nobody called “{ $name }” is on record
person-ambiguous = Several people are called “{ $name }”; give a number instead: { $ids }
person-erased = { $name } is erased
invite-words = register { $code }
codes-not-printed = The codes could not all be printed, so none was issued. Please try again.

## The form command
form-published = Published { $key }, number { $number } (version { $version })
form-published-same = { $key }, number { $number }, already is this file; nothing changes
form-would-publish = Can be published; it would be { $key }, number { $number }
form-checked = "{ $title }" has { $count } questions and is fine
form-checked-alone = Not compared with what was published before, because the database cannot be opened yet
form-database-old = The database is not ready for this version; run python -m bot migrate first
form-database-away = The database cannot be opened; check DATABASE_URL and try again
form-refused = Not published. Put { $count } things right and try again:
form-file-unreadable = { $file } cannot be opened ({ $detail })
form-change-added = + added: { $paths }
form-change-removed = - removed: { $paths }
form-change-retyped = ~ retyped: { $paths }
form-listed = { $key } · number { $number } · { $title } · { $day }
form-none-published = No form has been published
form-unknown = There is no form "{ $key }"; python -m bot form list shows those there are
form-version = number { $number } (version { $version }) · { $day } · by { $by }
form-question = { $path } · { $type } · { $label }
form-xml-written = { $count } files written to { $folder }
