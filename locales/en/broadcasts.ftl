# Announcements
announce-above = Announcement
announce-to-whom = To whom?
announce-people = { $count ->
    [one] to { $count } person
   *[other] to { $count } people
}
announce-nobody = nobody chosen yet
announce-look = Look before sending
announce-audience-hint = Tap or type a number to choose, then type “Look before sending” · nobody is told yet
announce-group-role = Role
announce-group-phase = Only those in phase
announce-group-agency = Only agency (none chosen means all)
announce-group-area = Only area
announce-group-leave = Also
announce-without-leave = Not those on leave
announce-preview = Before it is sent
announce-fact-to = To
announce-fact-people = People
announce-fact-cost = Uses
announce-fact-left = Left
announce-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
announce-cost = { $count ->
    [one] { $count } push
   *[other] { $count } pushes
}
announce-left = { $count } pushes this month
announce-some-unreachable = { $count } more belong to it but cannot be reached: not registered, or have blocked the bot
announce-too-many = It needs { $count } pushes, and { $left } are left. The rest waits for quota
announce-send = { $count ->
    [one] Send to { $count } person
   *[other] Send to { $count } people
}
announce-fact-when = When
announce-instant = { $day } { $time }
announce-hour = { $time }
announce-hint-time = It can wait for a time: type, such as “ส่งพรุ่งนี้ 8 โมง”
announce-hint-later = Nobody is told before this time, and receivers are counted anew then. Tap, or type “Send announcement”
announce-hint-later-named = Nobody is told before this time, and only those chosen now. Tap, or type “Send announcement”
announce-send-then = Send on { $time }
announce-send-later = Send at this time
announce-at-once = Send at once
announce-pick-time = Choose a time
announce-when = On which day, at what time? Type, such as “พรุ่งนี้ 8 โมง” or “วันศุกร์ 07.30” · nobody is told yet
announce-when-hour = At what time on { $day }? Type, such as “8 โมง” or “13.30 น.” · nobody is told yet
announce-not-yet = Nobody has been told. The announcement is kept; to send it later, type “Look before sending”.
announce-when-unread = I cannot read “{ $said }” as one day. Type the day and the time, such as “พรุ่งนี้ 8 โมง” · nobody is told yet
announce-time-past = { $time } is over. Type another time, such as “ส่งพรุ่งนี้ 8 โมง”, or “Send at once” · nobody is told yet
announce-time-after = The last day of the programme is { $end }. Type another day and time · nobody is told yet
announce-scheduled = It will be sent on { $time }. Until then it can be stopped: type “Do not send”
announce-will-be-sent = To be sent { $time }
announce-count-now = { $count ->
    [one] { $count } person as of now
   *[other] { $count } people as of now
}
announce-not-sent-late = The announcement for { $time } was sent to nobody, because the bot was not running then. If you still want to send it, tap or type “Look before sending”

    { $words }
announce-not-sent-nobody = The announcement for { $time } was sent to nobody, because nobody could be reached when the time came. If you still want to send it, tap “Look before sending” and choose other receivers

    { $words }
announce-fact-pictures = Pictures
announce-pictures = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}
announce-no-pictures = Without pictures
announce-picture-first = The picture is here. Now type the words of the announcement · nobody is told until you confirm
announce-pictures-most = An announcement has at most { $most } pictures. Type “Without pictures” to begin anew
announce-pictures-coming = The pictures are still coming from LINE. In a moment, tap “Send announcement” again · nobody is told yet
announce-pictures-impossible = An announcement cannot have pictures, because phones cannot open pictures of this server. Only words and links can be sent
announce-send-word = Send announcement
announce-cancel = Do not send
announce-send-hint = Nobody is told until you tap, or type “Send announcement”
announce-progress = How it is going
announce-receivers = Who has received it
announce-receivers-count = Received: { $sent } · waiting: { $waiting } · not reached: { $missed }
announce-receivers-sent = Received
announce-receivers-waiting = Waiting
announce-receivers-missed = Not reached
announce-receivers-hint = Received means that LINE has accepted it; LINE does not say whether it was read
announce-under-way = The announcement is being sent
announce-done = The announcement has been sent
announce-sent = Sent to { $sent } of { $people }
announce-waiting = Waiting: { $count }
announce-failed = Failed or uncertain: { $count }
announce-unreachable = Could not be reached: { $count }
announce-unreachable-not_joined = { $name } · not registered
announce-unreachable-blocked = { $name } · has blocked the bot
announce-unreachable-refused = { $name } · refused by LINE
announce-unreachable-hint = Tell them another way, or type, such as “New code for Somchai”
announce-what = Announce what? Just type the words · nobody is told until you confirm
announce-what-to = What shall { $to } be told? Just type the words · nobody is told until you confirm
announce-unread = I am not sure who “{ $said }” are. Please choose the receivers before sending
announce-edit = Change the words
announce-edit-how = Type the whole text again in place of the one above. The receivers stay the same
announce-whom = Change receivers
announce-too-long = That is too long. Send it again with at most { $most } characters
announce-begun = It is being sent. Type “How it is going” to see how it goes and who could not be reached
announce-sent-before = It was confirmed before, and is not sent again
announce-cancelled = The announcement was sent to nobody
announce-gone = That announcement is gone. Type “Announce” and the words to begin again
announce-none = Nothing has been announced yet
announce-nobody-reached = Nobody among these can be reached. Choose others
announce-not-for-you = Announcing is for coordinators
announce-words = From the { $role } { $name }
    
    { $words }
announce-everybody = everybody in your care

# a part of the country, people by name, and groups of today as receivers
announce-region = { $name } ({ $count } provinces)
announce-region-provinces = { $name }: { $provinces }
announce-names-more = { $names } and { $count } more
announce-group-not-reported = participants who have not reported today
announce-group-not-reviewed = mentors with entries that wait
announce-people-not-reported =
    { $count ->
        [one] who has not reported today, as of now: { $names }
       *[other] { $count } who have not reported today, as of now: { $names }
    }
announce-people-not-reviewed =
    { $count ->
        [one] the mentor with entries that wait, as of now: { $names }
       *[other] { $count } mentors with entries that wait, as of now: { $names }
    }
announce-unsent = The announcement is not sent, and its words are as before. Type “change the words”, “send announcement” or “do not send”
