# Forms: why an answer does not stand yet, and which would

form-refusal-required = This one needs an answer before we can go on.
form-refusal-constraint = That is not what the form asks for. Give another answer; if you are not sure, leave it for now or ask your coordinator.
form-refusal-choice = That is not one of the choices. Please take one from the list.
form-refusal-choices-twice = Something is chosen twice. Please choose each only once.
form-refusal-rank-all = Please put all { $count } in order.
form-refusal-text = This one is answered in words.
form-refusal-text-long = That is too long; { $most } letters at most.
form-refusal-integer = This one is answered with a whole number, such as 12.
form-refusal-integer-size = That number is too big. Please look again.
form-refusal-decimal = This one is answered with a number, such as 12 or 12.5.
form-refusal-range = From { $start } to { $end }, in steps of { $step }.
form-refusal-date = This one is answered with a date, such as today, yesterday or 12 Jul 2023.
form-refusal-time = This one is answered with a time, such as 9:30.
form-refusal-dateTime = This one is answered with a day and a time, such as 12 Jul 2023 9:30.
form-refusal-geotrace = A line needs at least 2 places; just send the next one.
form-refusal-geoshape = An area needs at least 3 places; just send the next corner.
form-refusal-places = At most { $most } places can be marked.
form-refusal-geopoint = This one is answered with a place: just send your location.
form-refusal-image = This one wants a picture: take or choose one and send it.
form-refusal-audio = This one wants a recording: press the microphone and send it.
form-refusal-file = This one wants a file: attach it and send it.
form-refusal-acknowledge = Press or type: noted
form-refusal-readonly = This one is only to be read.
form-refusal-unknown = This is not asked any more. Type: continue, to go to the next question.
form-refusal-evaluation = The form cannot go on with this answer. Please try another; if that does not help, tell your coordinator that { $question } cannot be worked out.
form-refusal-instances = That can be repeated { $most } times at most.
