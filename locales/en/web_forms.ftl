# The web pages /app/forms: forms and what was answered
web-forms = Forms
web-forms-none = There are no forms yet.
web-form-submissions = { $count ->
    [one] { $count } submission
   *[other] { $count } submissions
}
web-form-version = Version { $number }
web-form-report = Report
web-form-search = Find in the answers
web-form-choose = Choose columns and filter
web-form-columns = Columns
web-form-sort = Sort by
web-form-newest = Newest first
web-form-record = Submission
web-form-open = Open { $number }
web-form-none = Nobody has handed this form in as chosen.
web-form-all = As a table
web-form-answered = { $count } with an answer
web-form-words = { $count } with an answer · most frequent words
web-form-answer = Answer
web-form-bar = Bar
web-form-count = Count
web-form-least = Least
web-form-median = Median
web-form-mean = Mean
web-form-most = Most
