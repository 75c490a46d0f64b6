# Selections
web-selections = Selections
web-marks-stored =
    { $emptied ->
        [0] { $count ->
            [0] No marks have changed.
           *[other] Marks of { $count } stored.
        }
       *[other] Marks of { $count } stored, of { $emptied } taken back.
    }
web-marks-broken = Of { $count } something is missing, no number or more than the most, so that they are not stored. Correct and store again.
selection-marks-broken = not stored
selection-state-waiting = waits for the round before
selection-state-coming = to come
selection-state-open = marks are given
selection-state-over = to be closed
selection-state-closed = closed
selection-stands-waiting = { $selection }: waits for the round before
selection-stands-coming = { $selection }: marks are given from { $opens }
selection-stands-open = { $selection }: marks are given until { $closes }
selection-stands-over = { $selection }: marks are given, the result is to come
selection-stands-closed = { $selection }: the result is known
selection-jury = Marks are given by { $bodies }, for { $aspects }
selection-aspect = { $aspect } ({ $most })
selection-places = { $count } of each { $group }
selection-places-of-all = { $count } are chosen
selection-results = Results
selection-closed-at = closed { $at }
selection-reason = reason: { $reason }
selection-group = Group
selection-rank = Rank
selection-candidate = Candidate
selection-score = Mean
selection-outcome = Outcome
selection-chosen = chosen
selection-by-decision = equal marks, decided at closing
selection-marks = Marks
selection-marks-how = Give all marks of a candidate. They can be changed until the last day; what is left empty or emptied again does not count.
selection-marks-store = Store marks
selection-judged = { $count } candidates
selection-jurors = { $count } jurors
selection-nobody = nobody yet
selection-preview = Before closing
selection-preview-what = It is closed for good, and the unit of each candidate is told.
selection-tied = equal marks
selection-tie-order = Order of { $name } among equals
selection-tie-what = Where marks are equal, give the order 1 2 3 as the jury has decided, and say why.
selection-lacks = jurors are missing
selection-although = close although jurors are missing
selection-reason-label = Reason
selection-close = Close and tell
selection-closed = Closed: { $count } of { $of } chosen, { $told } people told
selection-not-closed-early = It can be closed once after its last day.
selection-not-closed-already = It is closed already.
selection-not-closed-waiting = The round before is not closed. Close that first.
selection-not-closed-nobody = There are no candidates.
selection-not-closed-missing = Of { $count } jurors are missing. Wait for them, or close although, with a reason.
selection-not-closed-tied = { $count } have equal marks. Give their order, no two alike, and close again.
selection-not-closed-reason = Say why: marks are equal, or jurors are missing.
selection-below = { $count } chosen
selection-told-award = { $selection }: { $name } gets the award { $award }
selection-told-chosen = { $selection }: { $name } is chosen
selection-told-not = { $selection }: { $name } is not chosen in this round. Thank you for taking part.
export-selections = selection results
export-selection-jurors = jurors
export-selection-award = award
