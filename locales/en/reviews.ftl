# A mentor reviews entries

## The mentor's card
reviews-title = { $count ->
    [1] 1 entry waits
   *[other] { $count } entries wait
}
reviews-more = Next
reviews-approve-all = Noted all
reviews-open = Open { $number }
review-title = { $number } · { $name }
review-waits = { $days ->
    [0] Waiting · sent today
    [1] Waiting for 1 working day
   *[other] Waiting for { $days } working days
}
review-waits-again = { $days ->
    [0] Sent again, no. { $round } · today
    [1] Sent again, no. { $round } · waiting for 1 working day
   *[other] Sent again, no. { $round } · waiting for { $days } working days
}
review-waits-with-me = { $days ->
    [0] { $waits }, before it was yours
   *[other] { $waits }, with you { $days }
}
review-state-approved = Noted
review-state-returned = Returned to be mended
review-changed = No. { $round }, changed: { $changes }
review-said = Mentor: { $words }
review-no-words = No words
review-photos = { $count ->
    [1] See 1 photo
   *[other] See { $count } photos
}
review-approve = Noted
review-praise = Well done
review-return = Send back
review-unlock = Unlock
review-act-numbered = { $act } { $number }
review-authors-turn = Waiting for its author to mend it
review-hint = Press the card long and reply to write to its author

## What waits
reviews-none = Nothing is waiting
reviews-none-to-look-after = Nobody is in your care today, so nothing is waiting
reviews-intro = { $left ->
    [0] { $count } waiting. Tap on a card, or type its number: “well done 2” “noted 1-3” “send back 2 no photo”
   *[other] { $count } waiting. Tap on a card, or type its number: “well done 2” “noted 1-3” “send back 2 no photo” · for more type “next”
}
reviews-questions = { $count ->
    [1] 1 question waits for an answer; type “questions” to open it
   *[other] { $count } questions wait for an answer; type “questions” to open them
}
reviews-none-handed-on = You look after nobody at present. Entries of those you looked after are reviewed by their new mentor.
reviews-former = { $count ->
    [one] One was submitted
   *[other] { $count } were submitted
} while you were the mentor. You can still answer until { $last }; the new mentor sees the same.
reviews-came-over = { $count } came over to you from { $name }
reviews-came-over-from-nobody = { $count } had no mentor before
reviews-last-page = That was all. Type “pending” to begin again
button-stale-review = That button belongs to an earlier question. Type “pending” for what waits now
reviews-gone = This is not among the entries in your care. Type “pending” for what waits now
reviews-no-number = No { $numbers } among the cards shown last. Type “pending” to see the numbers
reviews-nothing-done = Nothing was reviewed. Type “waiting” to see what waits, then tap on its card, or type “approve” or “return” with its number
reviews-not-yours = Entries are reviewed by mentors. Type “menu” to see what can be done
reviews-whose = Whose entry is it about? Tap, or type its number
reviews-whose-with-reason = The reason is kept and will be sent along. Whose entry is it? Tap, or type its number
reviews-whose-choice = { $number } { $name } { $day }
reviews-no-photos = The photos of this entry can no longer be opened
reviews-photos-text = Photos cannot be opened in the chat yet; ask a coordinator to give the system its public address

## Done
review-done-approve = { $left ->
    [0] { $name }’s entry of { $day } is noted. Nothing more is waiting
   *[other] { $name }’s entry of { $day } is noted. { $left } left
}
review-done-praise = { $left ->
    [0] { $name } hears your praise for { $day }. Nothing more is waiting
   *[other] { $name } hears your praise for { $day }. { $left } left
}
review-done-return = { $left ->
    [0] The entry of { $day } went back to { $name }. Nothing more is waiting
   *[other] The entry of { $day } went back to { $name }. { $left } left
}
review-done-comment = Your words went to { $name } with the entry of { $day } · it still waits for “noted” or “send back”
review-done-comment-only = Your words went to { $name } with the entry of { $day }
review-done-unlock = { $name }’s entry of { $day } is unlocked. It waits for review again, and its author may change it
review-done-many = { $act ->
    [approve] Noted: { $count }
   *[praise] Praised: { $count }
}
review-sure = { $act ->
    [approve] { $count ->
        [one] Acknowledge this entry?
       *[other] Acknowledge these { $count } entries?
    }
   *[praise] { $count ->
        [one] Praise this entry?
       *[other] Praise these { $count } entries?
    }
}
review-sure-approve = Yes, acknowledge
review-sure-praise = Yes, praise
review-sure-no = Not yet
review-sure-left = Nothing was done. The entries are still waiting.
review-second-waits = { $act ->
    [approve] { $numbers } is not acknowledged yet. Type it again afterwards, such as “noted { $numbers }”
    [praise] { $numbers } is not praised yet. Type it again afterwards, such as “praise { $numbers }”
   *[return] { $numbers } is not sent back yet. Type it again afterwards, such as “send back { $numbers } photo is not clear”
}
review-one-at-a-time = This message has two acts, so nothing was done. Type one at a time, such as “send back 2 photo is not clear”, then “noted 1”.
review-which-numbers = Not sure which entries you mean, so nothing was done. Type the numbers again, such as “noted 1 3”.
review-unsure = Not sure what to do with this entry. Tap the button you want.
review-said-before = These words were sent already
review-already-approved = { $name }’s entry of { $day } is noted already. To change that, type “unlock”
review-already-returned = { $name }’s entry of { $day } was sent back already and waits for its author
review-not-locked = { $name }’s entry of { $day } is not locked
review-changed-meanwhile = Its author changed this entry after it was shown. This is how it stands now
unlock-gone = No locked entry of that kind in your scope. Type for example “unlock สมชาย ใจดี 12 Jul”
review-skipped = { $count ->
    [1] 1 has changed since and was left out; type “pending” to see it
   *[other] { $count } have changed since and were left out; type “pending” to see them
}
review-not-on-line = { $name } is not on LINE with the bot yet, and will see this on joining

## Sending back: why
review-why = Why does { $name }’s entry of { $day } go back? Type the reason, or tap what to mend
review-why-many = One at a time, please: “send back 2 no photo”
review-why-leave = Do not send back
review-why-left = Not sent back; the entry still waits

## Noted all
approve-all-warning = { $count ->
    [1] You are about to note 1 entry
   *[other] You are about to note { $count } entries
}
approve-all-unseen = { $count ->
    [1] 1 card was not opened
   *[other] { $count } cards were not opened
}
approve-all-photos = { $count ->
    [1] 1 has photos you have not opened
   *[other] { $count } have photos you have not opened
}
approve-all-questions = { $count ->
    [1] 1 question was not read
   *[other] { $count } questions were not read
}
approve-all-sure = If you are sure, tap or type “Yes, noted all”; if not, type “pending”
approve-all-yes = Yes, noted all
approve-all-done = { $people ->
    [1] Noted: { $count }
   *[other] Noted: { $count }, of { $people } participants
}

## To the author
told-returned = { $name } sent back your entry of { $day }
told-returned-title = Sent back to be mended
told-returned-parts = To mend: { $parts }
told-fix = Mend it now
told-send-again = Send it again
told-returned-hint = “Mend it now” asks only for what is missing; type “Send it again” when it is ready
told-comment = { $name } on your entry of { $day }: { $words }
told-approve-words = { $name } noted your entry of { $day }: { $words }
told-praise-words = { $name } praises your entry of { $day }: { $words }
told-approve = Your mentor noted the entry of { $day }
told-praise = Your mentor praises the entry of { $day } 👏
told-many = Your mentor noted { $count } entries: { $days }
told-many-praised = Your mentor noted { $count } entries: { $days } · { $praised } praised 👏
told-unlocked = The entry of { $day } is unlocked and may be changed; it waits for your mentor again
told-open = Open the entry

## Mended and sent again
fix-next = { $count ->
    [1] Kept. One part is left
   *[other] Kept. { $count } parts are left
}
fix-nothing-asked = Every part may be changed: tap ✏️, then type “Send it again”
fix-sent-again = Sent to your mentor, no. { $round }
told-resubmitted = { $name } mended the entry of { $day } and sent it again · no. { $round }, changed: { $changes }
fix-unchanged = Nothing was changed yet. Mend it first, or type “Send it again” once more to send it as it is
fix-none = Nothing was sent back to you. Type “entries” to see them all
fix-which = { $count } entries were sent back. Tap, or type a number
fix-choice = { $number } { $day }
change-nothing = sent as it was

## A participant asks whose turn it is
own-waiting = { $returned ->
    [0] { $waiting } waiting for your mentor, nothing to mend
   *[other] { $waiting } waiting for your mentor · { $returned } sent back to you
}
own-nothing = Nothing is waiting, and nothing is to be mended
status-reviews = Reviews
status-waiting = { $questions ->
    [0] { $count } waiting for you
   *[other] { $count } waiting for you · { $questions } to answer
}
record-state-submitted-waits = Recorded · waiting for your mentor
record-state-resubmitted-waits = Mended and sent again · waiting for your mentor
record-said = { $name }: { $words }
