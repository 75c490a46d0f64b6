# Daily activities
how-to-record = Just tell what you did today, where and with whom. One message is enough, or send a photo from the field.
pin-without-place = That location has no coordinates. Please send it again.
split-done = It is an entry of its own now.
day-impossible = There is no “{ $said }” in the calendar, so this is saved as today. Tap ✏️ at the date to correct it.
day-saved-as-today = { $why }, so this is saved as today. Tap ✏️ at the date to correct it.
day-in-future = { $day } is yet to come
day-before-programme = On { $day } the programme had not begun
day-too-old = { $day } is more than { $days } days ago (the earliest is { $earliest })
photo-gone = One of your earlier photos expired on LINE before it could be kept. Please send it again.
photo-too-large = One of your earlier photos is larger than 10 MB. Please send it again, not in original quality.
photo-not-a-photo = One of your earlier photos cannot be opened. Please send it again.
