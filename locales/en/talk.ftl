# Small talk
trouble-apology = Sorry, your last message could not be handled. It is kept and somebody will look at it. Please go on as usual.
group-only-one-to-one = This bot works in one-to-one chats only and records nothing in this group. Add it as a friend to talk.
cancelled = Cancelled. Everything saved before is still there.
nothing-to-cancel = Nothing is open right now. Tell what you did, or type “menu”.
language-changed = Changed to English.
greeting = Hello { $name }. Type “menu” to see what you can do.
greeting-participant = Hello { $name }. What did you do in the field today?
thanks-accepted = You are welcome.
sticker-answer = Nice one. If there was work today, just tell it or send a photo.
cannot-keep-video = Videos cannot be kept yet. A photo and a few words will do.
cannot-keep-audio = Voice messages cannot be kept yet. The microphone on your keyboard turns speech into text.
cannot-keep-file = Files cannot be kept yet. A photo or a short summary will do.
button-stale = That button is from an older card, or can no longer be opened. Type “entries” for your latest records.
not-understood = Not sure what you mean. Type “menu” to see what you can do.
offer = Not sure what you mean. Record this message as today's activity, or see the menu?
offer-save = Record it
offer-too-late = That message is no longer kept. Please type it again.
