# Commands to tap or type, the menu, and how to use it

command-register = Register
command-log-activity = Record
command-list-activities = My records
command-my-status = Status
command-pending-reviews = Pending
command-contact-mentor = Ask my mentor
command-my-data = My data
command-help = Help
command-menu = Menu
about-register = with the invite code you received
about-log-activity = Write or photograph today’s work
about-list-activities = Calendar: open and correct
about-my-status = Phase, place, progress
about-pending-reviews = entries to note, praise or send back
about-contact-mentor = a question to the mentor of today
about-my-data = See what is stored, or have it erased
about-help = How to use the bot, whom to ask

menu-above = Menu
menu-title = What you can do
menu-greeting = Hello { $name }
menu-hint = Tap, or type a word of this menu
menu-other-language = ภาษาไทย

help-above = How it works
help-title-participant = A day’s work in one message
help-title-mentor = For mentors
help-title-coordinator = For coordinators
help-title-stranger = Getting started
help-example = Today visited Ban Nong Bua, Mae Chai: met the village head and a monk about wet-waste bins, 25 people
help-participant-write = Write what you did; one message is enough. It is saved at once, for example
help-participant-photos = Photos and places sent within 5 minutes join the same record
help-participant-correct = Every part can be corrected: tap ✏️ or type its number
help-participant-earlier = Up to { $days } days back: begin with “yesterday” or a date
help-participant-mentor = Type “ask my mentor” and your question; the answer comes in this chat
help-participant-look = Type “my records” for your calendar, “status” for your progress
help-mentor-review = Type “pending” for the entries that wait; tap “noted”, “well done” or “send back”
help-mentor-quote = Press a card long and reply to write to its author
help-mentor-questions = Type “questions” for what participants ask
help-mentor-status = Type “status” to see the phase and the participants you look after
help-mentor-data = Type “my data” to see what is stored, change the language or erase it
help-coordinator-status = Type “status” to see today’s phase
help-coordinator-data = Type “my data” to see what is stored, change the language or erase it
help-stranger-register = Type the invite code you received, such as register K7PM-3XQD-9RTW
help-stranger-ask = No code yet? Ask the office below
help-contact = Contact: { $contact }
