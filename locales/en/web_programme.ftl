# The page /app/programme: the programme's folder is checked
web-programme = Check of the programme
web-programme-what = What is wrong, or should be looked at, in the folder of the running programme, and what to do about it. Operators check forms and the example roster as well, with python -m bot programme check
web-programme-well = Nothing is wrong
web-programme-wrong = { $count } faults in the folder: the system cannot start again until they are mended
web-programme-changed = The folder has changed since the system started; the changes take effect when it starts again
web-programme-span = From { $first } to { $last }
web-programme-found = What was found
web-programme-fault = to mend
web-programme-notice = to look at
web-programme-forms = The programme's forms
web-programme-form = Form
web-programme-version = Published version
web-programme-unpublished = not published; the form may have faults
