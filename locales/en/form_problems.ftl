# Forms: what keeps a file from being published, and what would be right

form-problem-in-sheet = sheet { $sheet }: { $why }
form-problem-in-row = sheet { $sheet }, row { $row }: { $why }
form-problem-in-cell = sheet { $sheet }, row { $row }, column { $column }: { $why }

form-problem-suffix = { $suffix } files are not read; use .md, .xlsx or .csv
form-problem-too-big = the file is too big; { $megabytes } MB at most
form-problem-too-many-rows = too many rows; { $rows } a sheet at most
form-problem-not-utf8 = its letters cannot be read (byte { $byte }); save it as UTF-8
form-problem-not-xlsx = cannot be read as Excel; open it and save it as .xlsx again
form-problem-not-text = its letters cannot be read; save it as CSV UTF-8
form-problem-formula = is a formula without a value ({ $shown }); paste the value
form-problem-excel-error = the cell shows { $shown }, an error of Excel; enter the right value
form-problem-hidden = lines that are hidden in the file were read too: { $lines }
form-problem-csv = a quotation mark of this CSV is not closed
form-problem-no-survey = holds no questions; a survey sheet with the headings type, name and label is needed
form-problem-sheet = this sheet is not used in a chat
form-problem-no-headings = has no row of headings
form-problem-heading-missing = the heading { $missing } is missing
form-problem-heading-twice = { $header } and { $other } are the same column; keep one
form-problem-heading-spaces = a heading must not be empty or hold spaces
form-problem-language = without a code, as in label::ไทย (th) or label::English (en), nobody is shown { $heading }
form-problem-column = the column { $heading } cannot be done in a chat; empty this cell
form-problem-other-form = this is the form { $new }, not { $old }; look at form_id in the settings

form-problem-no-type = the question has no type
form-problem-type-unknown = { $type } is no type we know; the guide lists them
form-problem-type-refused = { $type } cannot be answered in a chat; use another type, such as text, image or geopoint
form-problem-appearance = the appearance { $appearance } cannot be done in a chat; take it out
form-problem-randomize = shuffled choices need a seed, so that they stand in the same order each time: randomize=true seed=42, or seed=${"{"}question{"}"}
form-problem-file-missing = there is no file { $file }; it belongs into the folder of the form
form-problem-file-kind = { $file } cannot be read; a .csv with headings and at least one line, an .xml of the form root/item, or a .geojson of features, in the folder of the form, can be used
form-problem-file-heading = the heading “{ $heading }” of { $file } must begin with a letter and have no spaces
form-problem-file-label = the file has no texts for the choices; it needs the column label, or say with parameters which, such as value=code label=name_en
form-problem-no-label = the question has no words; give it a label
form-problem-no-choices = the list has no choices; add them to the choices sheet
form-problem-no-name = the question has no name; give it one, such as village
form-problem-no-calculation = it does not say what is worked out; write it under calculation
form-problem-repeat-choices = only select_one may choose among answers of a repeat: { $type } puts spaces between answers; use a select_one in a repeat
form-problem-trigger = { $name } is not asked, so it triggers nothing; name a question that people answer, or leave trigger empty and it is always calculated
form-problem-list-unknown = the choices sheet has no list { $list }
form-problem-name-twice = the name { $value } is used twice in the same group
form-problem-name-root = the repeat { $value } has the name of the form itself; choose another
form-problem-name-meta = the name meta is reserved; choose another
form-problem-name-letters = a name begins with a letter and holds only letters, digits, _ - and . (none of ฯ ฿ ๏ ๚ ๛)
form-problem-choice-unnamed = the choice has no name
form-problem-choice-twice = the list has a choice of this name already
form-problem-choice-unlabelled = the choice has no label
form-problem-choice-spaces = the choice's name “{ $name }” holds a space; use _
form-problem-nested = too many groups inside each other; { $most } at most
form-problem-begin-alone = is begun but never ended with end_group or end_repeat
form-problem-end-alone = is ended but was never begun with begin_group or begin_repeat
form-problem-parameters = write parameters as name=value with spaces between, as in start=1 end=5 step=1
form-problem-parameter-unknown = { $rejected } is not known here; there is: { $accepted }
form-problem-range-number = { $name } must be a number
form-problem-range-zero = { $name } must not be zero
form-problem-range-step = { $name } must not be wider than from start to end

form-problem-reference-broken = a reference is not complete; it is written ${"{"}question{"}"}
form-problem-reference-unknown = there is no question { $q }
form-problem-reference-twice = more than one question is called { $q }, so it is not clear which is meant
form-problem-expression = the expression cannot be read; look at brackets, quotation marks and how many values each function has
form-problem-expression-long = the expression is too long or too deep
form-problem-expression-variable = ${ $name } is not known; write ${"{"}{ $name }{"}"}
form-problem-axis = the axis { $axis }:: cannot be used, only names, .. and .
form-problem-function-unknown = there is no function { $function }()
form-problem-function-refused = the function { $function }() cannot be used in a chat
form-problem-loop = { $name } waits for its own result; change the calculation or relevant that leads back to it
form-failure-work = the expression takes too much work; use fewer repetitions or conditions inside each other
form-failure-length = the expression makes a text longer than { $most } letters
form-failure-nodes = there are more than { $most } questions to answer; use fewer repeats inside repeats
form-failure-instances = a repeat has at most { $most } instances
form-failure-date = “{ $value }” is not a day that exists; write it as 2023-07-12
form-failure-seed = the seed “{ $value }” of randomize() is not a number
form-failure-place = “{ $value }” is not a place; write latitude and longitude, as in 13.75 100.5
form-failure-time = “{ $value }” is not a time; write it as 14:30
form-failure-digest = digest() does not know “{ $name }”; there is: MD5, SHA-1, SHA-256, SHA-384, SHA-512
form-failure-base64 = the text is not base64
form-failure-pattern = the pattern “{ $pattern }” of regex() is not complete; look at [ ] ( ) {"{"} {"}"} and \
form-failure-pattern-unsupported = the pattern “{ $pattern }” of regex() uses (?=…) (?!…) (?<=…) (?<!…) (?>…), a reference such as \1, or *+ ++ ?+, which cannot be used; write several conditions with and or not()
form-failure-pattern-large = the pattern “{ $pattern }” of regex() is too large; use smaller numbers in {"{"} {"}"} and check the length with string-length()
form-failure-pattern-class = the pattern “{ $pattern }” of regex() has [ or && inside [ ], which each program understands differently; write \[ or two conditions
form-failure-other = the expression cannot be worked out ({ $detail })
form-engines-date-text = the day “{ $day }” is compared as text: always false in JavaRosa (ODK Collect), as dates in ODK Web Forms and here; write date('{ $day }')
form-engines-days = ODK Web Forms counts days from midnight in Greenwich, 7 hours off; JavaRosa and the bot count them in Thailand. All agree on comparing dates with dates, and on subtracting one from another
form-engines-regex = ODK Web Forms is content if a part matches; JavaRosa and the bot want the whole answer to match; write the pattern as { $pattern }
form-engines-function = JavaRosa (ODK Collect) does not know { $function }(); use int() or round()
form-engines-coalesce = ODK's engines take two arguments of coalesce(); nest them, as in coalesce(a, coalesce(b, c))
form-engines-sum = ODK's engines take one path in sum(); add other values with +
form-engines-substring-after = ODK Web Forms 0.22.0 cuts off one letter only; use a part of one letter
form-engines-format = not every engine knows { $escapes }; all know: %Y %y %m %n %b %d %e %a %H %h %M %S %3
form-engines-truth = in ODK Web Forms a question without an answer is true too, in JavaRosa and here it is false; compare it with a value, as in ${"{"}question{"}"} != ''
form-engines-empty = in ODK Web Forms { $function }() is empty if any answer is; JavaRosa and the bot leave empty answers out; make the question required, or write coalesce(…, 0) for a single value
form-engines-many = the answers of all instances are compared: JavaRosa (ODK Collect) cannot, ODK Web Forms and the bot say true if any matches; write count(${"{"}repeat{"}"}[…]) > 0
form-engines-names = the OData feed of ODK Central (21 August 2026) gives { $names } one name, and one value survives (its CSV keeps all); for Central, use English letters in names and Thai in labels
form-problem-retyped = { $name } has answers of the type { $old } and cannot become { $new }; ask anew under another name
form-problem-pyxform = cannot be used in an XLSForm; mend it and check again (pyxform: { $detail })
form-problem-warning = a notice, not an error (pyxform: { $detail })
form-problem-remarks = taken as remarks, not as questions, without type, name and label: rows { $lines }
form-problem-switched-off = not used, because the column disabled says yes: rows { $lines }
form-problem-left-out = { $type } is not used in a chat, so answers will not have it
form-problem-column-left-out = this value is not used in a chat
form-problem-yes-or-no = “{ $written }” is neither yes nor no, nor a question's name; write yes, no or an expression
form-problem-file-unused = No question uses the file { $file }, so it was not kept
form-problem-too-long = This file is too large or too complicated to be checked in time. Please make the form smaller
form-problem-busy = Other forms are being checked just now. Please wait a minute and send it again
