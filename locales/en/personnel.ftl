# Coordinators about people: leave, codes, deputies
leave-for-above = Leave
leave-for-days = Days
leave-for-expected = Not counted as missing
leave-for-count = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
leave-for-which-days = Which days? Type name and days again, such as “Leave for { $name } 3-5 Aug”
leave-for-unknown = “{ $name }” was not found within what you may see. Check the spelling, or type the full name. For your own leave type only “Leave” and the days
leave-for-out-of-scope = Those days are not days on which you look after { $name }, or are more than 60. Check them and type again
leave-for-done = The leave of { $name }, { $span }, is noted. It is not counted as missing, and nobody reminds
leave-for-told = Your coordinator has noted your leave, { $span }. No entries are expected on these days
code-above = New code
code-for-agency = Agency
code-for-now = Now
code-for-joined = uses the bot
code-for-not-joined = not registered
code-for-unreachable = not reachable
code-warning-joined = The old code and the old LINE stop working at once, until they register with the new code. All records stay
code-warning = Codes that were not used yet stop working
code-done = The code of { $name } is { $code }. It works once, within 60 days. Pass it on by a safe way; they type it in the bot’s chat
code-done-link = Or send them this link { $link }
code-own = You cannot change your own code in the chat. Ask another coordinator, or whoever runs the bot
deputy-above = Standing in
deputy-title = { $deputy } for { $mentor }
deputy-area = Area
deputy-days = From and to
deputy-warning = The deputy will see and review the entries of participants in this area in these days
leave-back-how = Whose leave? Type the name, such as “cancel leave of Somchai”: it is shown before anything is cancelled
leave-back-how-mentor = The coordinator cancels a participant's leave, or they type “cancel leave” in their own chat
deputy-how = To appoint a deputy of a mentor, type both names and the days, such as “Let Wilai stand in for Prayun 1-5 Aug”
deputy-how-mentor = The coordinator appoints deputies: please tell them the name and the days
deputy-which-days = From when to when? Type it all again, such as “Let { $deputy } stand in for { $mentor } 1 Aug to 15 Aug”
deputy-not-mentor = { $name } is no mentor in these days. Choose a mentor, or add them to the roster first
deputy-same = The deputy must be somebody else than the mentor
deputy-done = { $deputy } stands in for { $mentor }, { $span }
deputy-told = You stand in for { $mentor }, { $span }. Type “Reviews” to see the entries of those days
deputy-told-mentor = { $deputy } will stand in for you, { $span }
personnel-not-told = { $names } could not be told: not registered in LINE, or has blocked the bot. Please tell them another way
personnel-confirm = Confirm
personnel-left = Nothing has changed
leave-back-above = Cancel leave
leave-back-which = { $name } has several leaves: { $spans }. Say the day too, such as “cancel leave of { $name } tomorrow”
leave-back-none = No leave of { $name } can be cancelled{ $spans }
leave-back-told = A coordinator has cancelled your leave ({ $span })
leave-back-done = The leave of { $name } ({ $span }) is cancelled
