# Daily activities
how-to-record = Just tell what you did today, where and with whom. One message is enough, or send a photo from the field.
pin-without-place = That location has no coordinates. Please type the village, subdistrict and district instead.
split-done = It is an entry of its own now.
which-day = Which day was this work?
which-day-several = This tells of several days. Record which? Tap or type the day, or “record all { $count } days”.
which-day-future = { $day } is yet to come, so this is not recorded. Tell it when it is done; if it is done, say on which day.
which-day-impossible = There is no “{ $said }” in the calendar. Which day was this work?
which-day-unknown = Not sure which day “{ $said }” is. Which day was this work?
which-day-not-allowed = { $why }. Which day was this work?
which-day-waits = Not recorded yet: “{ $words }”
which-day-all = Record all { $count } days
which-day-today = today
which-day-pick = Another day
which-day-none = Do not record
which-day-left = That message was not recorded.
which-day-recorded = Recorded on { $count } days: { $days }. Each can be corrected from “entries”.
which-day-sentence = meeting { $words }
day-in-future = { $day } is yet to come
day-before-programme = On { $day } the programme had not begun
day-too-old = { $day } is more than { $days } days ago (the earliest is { $earliest })
photo-gone = { $count ->
    [1] One of your earlier photos expired on LINE before it could be kept. Please send it again.
   *[other] Some of your earlier photos expired on LINE before they could be kept. Please send them again.
}
photo-gone-again = { $count ->
    [1] Your photo could not be fetched from LINE again. Try a screenshot of it instead, or tell in words for now.
   *[other] Your photos could not be fetched from LINE again. Try screenshots of them instead, or tell in words for now.
}
photo-too-large = { $count ->
    [1] One of your earlier photos is larger than 10 MB and cannot be kept. Send it from your album, not in original quality and not as a file: LINE makes it smaller.
   *[other] Some of your earlier photos are larger than 10 MB and cannot be kept. Send them from your album, not in original quality and not as files: LINE makes them smaller.
}
photo-too-many-pixels = { $count ->
    [1] One of your earlier photos has too many pixels to be opened. Send it from your album instead of as a file: LINE makes it smaller. Or send a screenshot of it.
   *[other] Some of your earlier photos have too many pixels to be opened. Send them from your album instead of as files: LINE makes them smaller. Or send screenshots of them.
}
photo-unreadable = { $count ->
    [1] One of your earlier photos cannot be opened: the file may be damaged or incomplete. Open it on your phone, take a screenshot, and send that instead.
   *[other] Some of your earlier photos cannot be opened: the files may be damaged or incomplete. Open them on your phone, take screenshots, and send those instead.
}
photo-document = { $count ->
    [1] One of your earlier photos is a document and not a picture. Take a screenshot of the page that matters, and send that instead.
   *[other] Some of your earlier photos are documents and not pictures. Take screenshots of the pages that matter, and send those instead.
}
photo-video = { $count ->
    [1] One of your earlier photos is a video and not a picture. Take a screenshot of the moment that matters, and send that instead.
   *[other] Some of your earlier photos are videos and not pictures. Take screenshots of the moments that matter, and send those instead.
}
photo-asked-again = So the answer with that photo is still empty. The form will ask for it again.
audio-gone = An earlier voice message expired on LINE before it could be kept. Please record it again.
audio-gone-again = Your voice message could not be fetched from LINE again. Try a shorter one, or skip that question for now.
audio-too-large = An earlier voice message is larger than 10 MB and cannot be kept. Please record a shorter one.
audio-asked-again = So the answer with that voice message is still empty. The form will ask for it again.
file-gone = An earlier file expired on LINE before it could be kept. Please send it again.
file-gone-again = Your file could not be fetched from LINE again. Try saving it as a new file, or skip that question for now.
file-too-large = An earlier file is larger than 10 MB and cannot be kept. Make it smaller, or send only the part that matters.
file-asked-again = So the answer with that file is still empty. The form will ask for it again.
day-tell-ask = Tell what was done on { $day }, or send a photo
pin-far = The pin lies about { $kilometres } km from { $area }. Is that where the work was? If so, there is nothing to do; if not, send another pin, which takes its place

# On the card for somebody of whom nobody has heard; also the words of the entry.
paperwork-day = Office paperwork
