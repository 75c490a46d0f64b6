# ── Papers that an office files: what stands in them ──
paper-situation-subject = Situation report of { $programme }, { $scope }, { $days }
paper-situation-opening = On { $programme }, this is the situation of { $scope } in { $days }.
paper-percent = { $share }%
paper-note-reported = { $reported } of { $expected } days
paper-note-entries = by { $people } people
paper-note-week-before = the week before { $count }
paper-note-waiting = longest { $days } working days
paper-note-in-time = in time
paper-note-silent = longest { $days } working days
paper-note-nobody = nobody
paper-elsewhere = in no area
paper-ask = For your information, and please { $what }
paper-ask-several = For your information, and please { $what }
paper-ask-one = ({ $number }) { $what }
paper-ask-nothing = For your information
paper-ask-provinces = urge the { $count } provinces below 80 per cent ({ $names }) to report
paper-ask-silent = let the home agencies ask after { $count } people who have not been heard of
paper-ask-reviews = let mentors review the { $count } entries that have waited too long
paper-ask-obstacles = decide on the obstacles and requests above
paper-emblem = the garuda
paper-alt-trend = Chart of the share of reported days by week
paper-alt-map = Map of Thailand with a circle for the entries of each province
paper-alt-sectors = Chart of the entries that name each network sector
paper-alt-photo = Photo of an activity, { $place }

# ── kinds ──
paper-situation = One-page situation report
paper-situation-about = numbers against what is expected, trend, map, stories, obstacles, ready to sign

# ── the command ──
paper-usage = Write: report KIND --out FILE, report check FILE or report template KIND --out FILE
paper-needs-out = Say where to write with --out, such as --out report.docx
paper-kind-unknown = There is no paper { $kind }. There are: { $known }
paper-suffix-unknown = Files of { $suffix } cannot be made. Let the name end with .docx or .pdf
paper-day-unknown = { $said } is no day. Write it like 2023-07-31
paper-days-backwards = { $first } is after { $last }. Swap them
paper-scope-unknown = There is no scope { $said }. Write all, phase:2, agency:กรมที่ดิน or province:56
paper-needs-person = The paper { $kind } is about one person. Add --person with an id or a full name
paper-needs-round = The paper { $kind } is about a rating round. Add --round with one of: { $known }
paper-round-unknown = There is no round { $said }. There are: { $known }
paper-no-office = LibreOffice ({ $command }) is not there or made no PDF. Check PAPER_OFFICE or unset it
paper-cannot-write = { $file } cannot be written. Choose another place
paper-step = { $done }/{ $all }
paper-making = making { $kind }
paper-done = { $file } is written ({ $size } KB)
paper-too-long = It is longer than one page. Shorten the template { $kind }.docx
paper-not-shown = The PDF does not look as in Word: { $what }
paper-not-shown-font = other typefaces (Sarabun stands for them)
paper-not-shown-italic = italics
paper-not-shown-text-box = text boxes
paper-not-shown-floating = where pictures float beside text
paper-not-shown-picture = pictures of an unknown kind
paper-not-shown-footnote = footnotes
paper-not-shown-columns = columns
paper-not-shown-drawing = drawings or objects
paper-not-shown-field = fields that Word works out

# ── what is wrong in a template ──
paper-template-fine = The template { $file } is right
paper-template-wrong = The template { $file } has { $count } mistakes
paper-problem-field = There is no field { $name }{ $nearest } {"—"} { $where }
paper-problem-not-a-list = { $name } is no list, so nothing can be repeated for it{ $nearest } {"—"} { $where }
paper-problem-not-a-group = { $name } has no parts{ $nearest } {"—"} { $where }
paper-problem-syntax = A field is not written to its end ({ $name }){ $nearest } {"—"} { $where }
paper-problem-file = It is no Word file (.docx), or damaged. Save it anew from Word
paper-problem-nearest = ; is { $nearest } meant?
paper-where-body = page { $page }, paragraph { $paragraph } "{ $quoted }"
paper-where-header = header, paragraph { $paragraph } "{ $quoted }"
paper-where-footer = footer, paragraph { $paragraph } "{ $quoted }"
