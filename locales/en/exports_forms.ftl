# Headings of exported forms
export-form-id = id
export-form-version = form version
export-form-person = handed in by
export-form-agency = agency
export-form-about = about
export-form-started = begun
export-form-submitted = handed in
export-form-day = day
export-form-words = words it began with
