# The rating rounds: raters, ratings, scores, results.

rating-counted = The rating is saved.
rating-late = Saved, but after the last day of the round. The coordinator sees that it is late.
rating-already = You have rated this person in this round before, so the first rating counts. To change it, edit the form you handed in first.
rating-not_asked = Saved, but this rating does not count, because the coordinator has withdrawn it. Please ask the coordinator.
rating-closed = Saved, but this round is closed and its results are signed, so this rating does not count. If it must, please tell the coordinator.

# how a round stands

round-coming = not open yet
round-open = open
round-over = its last day has passed; to be closed
round-closed = closed
round-form-not-published = The form { $form } is not published yet. Start the bot, or use form publish.
round-form-lacks-criterion = The published form ({ $form }) does not ask for every criterion. Publish one that does.

# scores

score-none = no score yet
score-total = mean { $total } ({ $percent } %)
score-final = final
score-provisional = provisional
lack-kind = nobody of { $kind } has rated yet (at least { $least }; weight { $weight } %)
lack-raters = { $kind }: { $have } have rated, at least { $least } must ({ $short } missing)
lack-sectors = { $kind }: from { $have } sectors, at least { $least } needed ({ $short } missing)
lack-criterion = { $kind }: not every criterion has a score ({ $have } of { $least })
lack-closing = the round is not closed yet

# terms

terms-differ = ⚠️ programme.toml says otherwise than the terms in force, which go on to apply:
terms-weight = weight of { $of }: { $before } to { $after }
terms-least = least raters of { $of }: { $before } to { $after }
terms-least-sectors = least sectors of { $of }: { $before } to { $after }
terms-kind-added = new kind of raters: { $of } (weight { $after })
terms-kind-gone = kind of raters gone: { $of } (weight was { $before })
terms-criterion-added = new criterion: { $of }
terms-criterion-gone = criterion gone: { $of }
terms-form = form: { $before } to { $after }
terms-late = late ratings: { $before } to { $after }
terms-best = highest score of a criterion: { $before } to { $after }
terms-opens = first day: { $before } to { $after }
terms-closes = last day: { $before } to { $after }
terms-effect = By the file, { $gone } of { $given } ratings that count would not count any more, and the scores of { $scores } participants would change.
terms-revise = To go by the file: python -m bot evaluation revise { $round } --reason "why"
terms-same = The terms of { $round } are those of programme.toml, or it is not open. Nothing changes.
terms-closed = The round { $round } is closed; its terms cannot change.
terms-revised = The terms of { $round } are version { $version } now. All given ratings are still there.

# commands

evaluation-headline = { $round } · { $name } · { $state } · { $opens } – { $closes } · { $whole } of { $all } complete
evaluation-awaited = awaited: { $name } · about { $count } · { $where }
evaluation-no-round = There is no round { $round } in programme.toml; there are: { $known }
evaluation-database = The database cannot be opened or is of an older version. Check DATABASE_URL, then use python -m bot migrate.
evaluation-opened = The round { $round } is open (version { $version } of its terms).
evaluation-close-preview = Closing would sign { $whole } final and { $lacking } provisional results. Add --yes to do it (and --although-missing if some are missing).
evaluation-signed = Signed · number { $number } · sha256 { $sha } · key { $key }
evaluation-changed = ⚠️ Since it was signed, the scores of { $count } participants have changed. To sign anew: python -m bot evaluation close { $round } --reason "why" --yes
evaluation-not-closed = The round { $round } is not closed, so there are no signed results yet.
evaluation-written = { $count } signed results are written to { $file }. Prove them with python -m bot evaluation verify.
evaluation-no-key = EVALUATION_KEY is not set, so nothing can be signed. python -m bot evaluation key makes one; keep it in a safe place.
evaluation-no-public-key = A key is needed to verify: set EVALUATION_KEY, or give --public-key.
evaluation-unreadable = The file { $file } cannot be opened ({ $detail })
cannot-close-not-open = The round { $round } is not open yet, so it cannot be closed.
cannot-close-nobody = There are no participants in the round { $round }.
cannot-close-lacking = Raters are missing, as listed above. To close although they are, add --although-missing; those results stay provisional.
cannot-close-needs-reason = The round { $round } is closed. To sign its results anew, give a --reason.
cannot-close-closed-now = Somebody has just closed this round. See evaluation status.

# proofs

proof-good = ✅ The signature is right · round { $round }, number { $number } · closed { $closed } · key { $key }
proof-chain-good = ✅ All { $count } signed snapshots follow each other
proof-no-snapshot = ❌ This file holds no signed results, or is damaged
proof-changed = ❌ It was changed after signing, or the signature is wrong
proof-other-key = ❌ It was signed with another key than the one given
proof-result-changed = ❌ A result is not the one that was signed
proof-chain-broken = ❌ It does not follow the snapshot before

# the card of a round

round-above = Results of evaluations
round-of-phase = Round of phase { $phase }
round-none = No rating round has opened yet. Type “schedule” to see when the next evaluation begins.
round-nobody = There are no participants of this round in your scope. Type “summary” to see whom your scope has.
round-headline = { $state } · last day { $closes } · { $whole } of { $all } complete
round-page = Page { $page } of { $of }
round-awaited = Who has not rated
round-awaited-count = { $count } to rate
round-awaited-below = { $round } · { $count } raters awaited
round-awaited-nobody = All accepted raters have rated everybody.
round-in-line = in LINE
round-table = Table of scores
round-spread = Mean of those complete { $mean } (lowest { $low }, highest { $high })
round-kind-mean = { $kind } { $mean }
round-same = ⚠️ { $count } raters gave everybody the same: { $names }
round-given = your scores
round-given-none = You have not rated anybody in this round. Type “form” to open the form.
round-own-above = Your result
round-own-not-yet = The { $round } is not closed yet, so there is no result to see. Once it is, type “my evaluation result” again.
round-kind-came = { $count } raters · weight { $weight } % · { $mean } × { $weight } ÷ 100 = { $share }
round-words = Words from { $kind }: { $words }
evaluation-signed-short = Signed, number { $number } · { $sha }
score-short = { $total } ({ $percent })
score-so-far = { $total } of weight { $weight }
round-close = Close the round
round-close-above = Before closing the round
round-close-what = { $whole } final and { $lacking } provisional results would be signed
round-close-more = and { $count } more of whom something is missing
round-close-for-good = No rating is taken after closing. If scores change later, you can sign anew with a reason.
round-close-now = Close and sign
round-close-although = Close although incomplete
round-close-not-yours = Only a coordinator who oversees all participants can close this round. Please tell the programme's coordinator.
round-close-no-key = Nothing can be signed, because the system has no key. Please ask the operator to set EVALUATION_KEY.
round-closed-signed = { $round } is closed and signed ✅ number { $number } · { $sha }. Participants can see their own results now. Type “evaluation results” for the table.
round-cannot-close-not-open = This round is not open yet, so it cannot be closed.
round-cannot-close-nobody = This round has no participants, so there is nothing to sign.
round-cannot-close-lacking = Raters are missing. Type “evaluation results” to see who.
round-cannot-close-needs-reason = This round is closed and signed. If scores change, type “results of the evaluation” and tap “Sign anew”.
round-cannot-close-closed-now = Somebody has just closed this round. Type “evaluation results” to see it.
round-sign-again = Sign anew
round-changed = ⚠️ Since it was signed the scores of { $count } participants have changed. What was signed is as it was.
round-why = Why is { $round } signed anew? Type the reason. The earlier result is kept, and the new one is chained to it.
round-not-closed = This round is not closed yet. Type “results of the evaluation” and tap “Close the round”.
round-signed-again = Signed anew ✅ number { $number } · { $sha }. Type “results of the evaluation” for the table.
round-opening-of-phase = Open round, phase { $phase }
round-open-above = Before the round opens
round-open-what = Once it is open, these terms are version 1 and raters may rate at once. A later change is a new version with a reason; ratings that were given stay.
round-open-now = Open it now
round-open-already = This round is open. Type “results of the evaluation” for the table.
round-opened = { $round } is open and takes ratings until { $closes }. Type “results of the evaluation” for the table.
round-weight = { $weight } %
round-least =
    { $sectors ->
        [0] at least { $count }
       *[other] at least { $count }, from { $sectors } sectors
    }
round-days = As planned: { $opens } – { $closes }

# the export

export-rating-round = Round
export-rating-person = Number
export-rating-name = Name
export-rating-agency = Agency
export-rating-kind = Kind (key)
export-rating-kind-name = Kind of rater
export-rating-sector = Sector
export-rating-counts = Counts
export-rating-why = Why not
export-rating-late = Late
export-rating-rater = Number of the rater
export-result-counted = { $kind }: ratings that count
export-result-mean = { $kind }: mean
export-result-weight = { $kind }: weight
export-result-total = Total
export-result-percent = Percent
export-result-state = State
rating-left-out-withdrawn = withdrawn
rating-left-out-late = after the last day
rating-left-out-same_rater = same rater; the first counts
rating-left-out-kind_gone = no such kind in the terms in force
