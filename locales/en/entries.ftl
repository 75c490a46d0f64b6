# Daily activities
how-to-record = Just tell what you did today, where and with whom. One message is enough, or send a photo from the field.
pin-without-place = That location has no coordinates. Please send it again.
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
photo-gone = One of your earlier photos expired on LINE before it could be kept. Please send it again.
photo-too-large = One of your earlier photos is larger than 10 MB. Please send it again, not in original quality.
photo-not-a-photo = One of your earlier photos cannot be opened. Please send it again.
day-tell-ask = Tell what was done on { $day }, or send a photo
pin-far = The pin lies about { $kilometres } km from { $area }. Is that where the work was? If so, there is nothing to do; if not, send another pin, which takes its place

# On the card for somebody of whom nobody has heard; also the words of the entry.
paperwork-day = Office paperwork
