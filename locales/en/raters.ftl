# Raters: nominated in the chat, decided, their links and pages.

command-nominate-rater = Nominate a rater
about-nominate-rater = name a partner who knows your work, to rate it
command-list-raters = Raters
about-list-raters = see the raters and how they stand

rater-no-round = At present there is no rating round for which raters are nominated.
rater-how =
    To nominate a rater for the { $round }, write the name, organisation, sector and phone in one message, such as:
    nominate Mrs. Somsri Boonma, women's group, civil society, 081 234 5678, worked with me on wet waste
    { $by ->
        [past] You may nominate until { $closes }.
       *[other] Please nominate by { $by }, so that it is decided before the round opens; afterwards you still may, until { $closes }.
    }
rater-sectors-title = There should be at least one rater from each sector.
rater-sector-covered = ✓ { $sector }: nominated
rater-sector-met = • { $sector }: you met { $names }
rater-sector-none = • { $sector }: nobody on record yet

rater-whom-ask = Whom is this person to rate? Type the participant's name.
rater-whom-unknown = “{ $name }” is not among those you look after. Type the participant's name again.
rater-whom-several = There are several: { $names }. Type the first name and surname.
rater-name-ask = What is the rater's name, with the title?
rater-ask-organisation = To which organisation or group does { $name } belong, or what is the post?
rater-ask-sector = Which sector is { $name } of?
rater-ask-contact = How can { $name } be reached? Type a phone number or a LINE id.
rater-ask-worked_together = On what did you work with { $name }?
rater-without = Leave out
rater-no-phone = No phone and no LINE
rater-no-phone-short = no phone
rater-which-sector-again = That is no sector. Choose one from the buttons.
rater-contact-again = There is no phone number or LINE id in it. Type it again, such as 081 234 5678 or line: somsri
rater-doubt-phone = The phone number has too few or too many digits: a mobile has 10, a landline 9.
rater-doubt-two_sectors = The sector is not that of the organisation. Please choose it again.
rater-stored-several =
    { $count } raters are nominated.
    { $names }
    Tap “Raters” to see how they stand.
rater-refused-oneself = Nobody rates themselves. Nominate somebody who worked with you.
rater-refused-already = { $name } is nominated already.
rater-refused-out = { $name } was not accepted. If there is a new reason, tell the coordinator.
rater-dropped = { $name } is not nominated any more.

rater-fact-organisation = Organisation
rater-fact-sector = Sector
rater-fact-area = District
rater-fact-worked-in = Worked in
rater-fact-phone = Phone
rater-fact-line = LINE
rater-fact-worked = Worked on
rater-fact-about = Rates
rater-fact-link = Link
rater-fact-reason = Reason
rater-state-nominated = Waits for a decision
rater-state-accepted = Accepted
rater-state-given = Has rated
rater-state-struck = Not accepted
rater-state-withdrawn = Taken out
rater-link-none = not given yet
rater-link-sent = given, not opened yet
rater-link-opened = opened
rater-flag-same_phone = This number is used for more than one rater.
rater-flag-family_name = Same family name as the person rated.
rater-flag-same_body = Belongs to the agency of the person rated.
rater-flag-on_roster = Somebody in the programme has this name.
rater-flag-other_district = In none of the districts in which the participant worked
rater-do-accept = Accept
rater-do-strike = Do not accept
rater-do-link = Give the link
rater-do-link-anew = Issue a new link
rater-do-unlink = Revoke the link
rater-do-drop = Take back

rater-reason-ask = Why should { $name } not rate { $about }? Type the reason.
rater-reason-ask-given = { $name } has rated { $about }. If they are taken out, this rating does not count. Type the reason.
rater-reason-not-worked = Did not work together
rater-reason-family = They are related
rater-reason-unreachable = Cannot be reached
rater-reason-enough = The sector has enough
rater-struck = Noted: { $name } will not rate { $about }.
rater-struck-given = Taken out: the rating { $name } gave { $about } does not count, and the ledger says so.
rater-told-accepted = { $name }, whom you nominated, is accepted. The coordinator sends the link to the rater.
rater-told-struck = { $name }, whom you nominated, was not accepted: { $reason }. You may nominate somebody else: type “Nominate a rater”.

rater-no-address = No link can be made yet, because the system's web address is not set. Please tell its operator.
rater-link-in-line = The link was sent to { $name } in LINE. The link before it does not work any more.
rater-link-forward = The new link of { $name }; the one before does not work any more. Forward the next message, or let them scan the code.
rater-link-revoked = The link of { $name } was revoked and opens nothing. The answers given so far stay; you can issue a new link at any time.
rater-print-cards = { $count } QR cards
rater-cards-nobody = All accepted raters have a link. For a new one open the rater's card and tap “Issue a new link”.
rater-cards-days = { $round } · { $count } cards, 4 a page
export-rater-cards = QR cards of raters
rater-invitation =
    Dear { $name },
    please rate the work of { $about } in the programme { $programme }. It takes about five minutes.
    { $url }
    This link is yours alone. It works until { $closes }.

rater-mine = You have nominated { $count } raters.
rater-mine-others = Others have nominated { $count } more.
rater-line = { $name } · { $state }
rater-line-about = { $name } ({ $about }) · { $state }
rater-mine-link = The coordinator sends the links to the raters. If a rater has lost theirs, please tell the coordinator.

rater-open-above = Your ratings
rater-open-rating = Open the form
rater-left = { $count } still to rate
rater-until = Until
rater-link-own = This link is only for you. Links and codes you were given before no longer work.
rater-joined = Dear { $name }, your LINE is connected. You will be reminded here at most twice before the rating closes.
rater-waits = Dear { $name }, { $round }: { $count } participants still wait for your rating. Tap “Open the form” to get the link.
rater-nothing-waits = Nobody waits for your rating at the moment. Thank you. If you have a question, ask { $contact }.
rater-overseen = Raters: { $waits } wait for a decision, { $accepted } are accepted, { $given } have rated.
rater-pending = Not yet: { $name } ({ $about }) { $phone }
rater-more = and { $count } more

shown-command = Entries for executives
shown-title = Entries that executives see: { $count } of { $most }. Tap to add or remove.
shown-line = ✓ { $day } { $words }
shown-hide = ✕ { $day } { $words }
shown-add = + { $day } { $words }
shown-full = You can choose { $most }. Remove one first.

## The rater's pages
rater-greeting = Dear { $name },
rater-who = { $owner } asks for your help in evaluating the work of the programme's participants.
rater-whom = You are asked to rate: { $names }
rater-whom-many = You are asked to rate { $count } people.
rater-notice-title = What happens with your answers
rater-notice-use = Your scores are taken together with those of other raters, as a result of the programme.
rater-notice-name = Whom you rate does not learn who gave which score. Your words are shown without your name, and only if at least three of your kind have answered.
rater-notice-stored = Your name, organisation, contact and answers are kept until { $kept }, then deleted.
rater-notice-leave = You need not answer, and may have your data erased at any time: ask { $contact }.
rater-agree = I agree; begin
rater-decline = If you do not want to rate, simply close this page.
rater-other-language = ภาษาไทย
rater-notice-version = Notice, version { $version }
rater-progress = Rated { $done } of { $of }
rater-closes = Open until { $closes }
rater-rate = Rate
rater-go-on = Go on
rater-given = ✓ Rated
rater-back = ‹ All people
rater-saved = Saved. Open the same link to go on, on any phone.
rater-page-note = Every answer is saved. Once sent it cannot be changed. This link is yours alone and works until { $closes }.
rater-remind-why = No time now? You can be reminded, and get the link, in LINE.
rater-remind = Be reminded in LINE
rater-done-title = Thank you
rater-thanks = Your rating of { $name } has been received. Thank you for your time.
rater-already = A rating of { $name } was sent by this link before. The first one counts; nothing more is needed.
rater-next = Next: { $name }
rater-close-page = You can close this page.
rater-gone-title = This link does not open
rater-gone = It may be incomplete or over, or there is a newer link. Please ask whoever sent it to you, or { $contact }.
rater-evidence-title = What is on record
rater-days = Reported on { $days } of { $expected } days
rater-sectors = Met { $met } of { $of } network sectors
rater-mentors = { $round }: mentors gave { $mean }
rater-entries-title = Entries the participant chose
rater-photo-alt = Photo of the entry

export-raters = raters
export-rater-round = Round
export-rater-kind = Kind
export-rater-about = Rated
export-rater-name = Rater
export-rater-state = State
export-rater-flags = To look at
rater-card-title = Please rate this work
rater-card-how = Scan the code with a phone's camera, until
rater-card-personal = This code is yours alone; please do not pass it on
rater-card-about = Rate { $names }
raters-imported = { $people } raters imported: { $added } new, { $same } known
raters-would-import = { $people } raters would be imported: { $added } new, { $same } known. Nothing is stored yet.
raters-no-links = There is no rater who needs a link. With --all, links are made anew.
raters-sheet-written = { $count } cards are in { $file }. Earlier links of these raters do not work any more.
raters-file-nothing = Nothing was imported; { $count } things are wrong.
raters-file-line = line { $line }, { $column }: { $why }
raters-file-empty = The file has no raters.
raters-file-unreadable = { $said } cannot be read; use Excel or CSV.
raters-file-too-large = The file is too large; split it.
raters-file-no-headings = There are no headings; at least name and kind are needed.
raters-file-heading-missing = There is no heading { $said }.
raters-file-kind = This round has no kind of raters “{ $said }”.
raters-file-name = The name is missing.
raters-file-phone = The phone number “{ $said }” has too few or too many digits.
raters-file-sector = There is no sector “{ $said }”.
raters-file-district = There is no district “{ $said }”: write its Thai name, such as แม่ใจ or เมือง จ.พะเยา
raters-file-about = No participant is called “{ $said }”, or several are.
raters-file-oneself = { $said } cannot rate themselves.
