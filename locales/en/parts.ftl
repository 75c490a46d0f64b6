# The parts of an activity: name, button, question, what was changed, what it is returned for

doubt-weekday = { $day } is not a { $weekday }. Which day was it?
doubt-which-day = Several days are mentioned. Which day was this work?
doubt-which-number = Several numbers are mentioned. How many people took part?
doubt-like-name = The name of the place is spelt differently. Is it { $place }?
offer-day = Change to { $value }
offer-people = Change to { $value }
offer-places = Change to { $value }
offer-sectors = Change to { $value }
offer-said = Nothing is changed yet. Tap the button below the card, or type “yes”, to change it as you said.
denied-entry = This entry is as it was. To correct a part, tap ✏️ or type the number before it. If you do not want this entry, type “delete”.
choice-over = That question was answered, or is over. Open the entry to look at it or correct it.

record-part-day = Date
record-edit-day = Change the date
ask-day = Which day was it? Type for example: yesterday, or 10 July.
ask-day-again = That does not read as a date. Type for example: yesterday, or 10 July. If it is something new, type “Record it”.
change-day = day { $before } to { $after }
change-day-said = day { $after }
flag-day = Day

record-part-people = People
record-edit-people = Change people
record-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
ask-people = How many people took part? Type a number such as 25, or “not stated”.
ask-people-again = That does not read as a number. Type one such as 25, or “not stated”. If it is something new, type “Record it”.
change-people = people { $before } to { $after }
change-people-said = people { $after }
change-people-none = people not stated
flag-people = People

record-part-sectors = Sectors
record-edit-sectors = Change sectors
choices-title-sectors = Which sectors did you meet?
change-sectors = sectors
flag-sectors = Sectors

record-part-places = Places
record-edit-places = Change places
ask-places = Where was it? Type for example: Ban Nong Bua, Mae Chai.
change-places = place
flag-places = Place

record-part-tags = Topics
record-edit-tags = Change topics
choices-title-tags = What was it about?
change-tags = subject

record-part-words = Words
record-edit-words = Change the words
ask-words = Type the new words of this entry.
change-words = words
flag-words = Words

ask-photo = Send the photo now; it will be added to this entry.
change-photo = photo added
flag-photo = Photo

ask-pin = Send the location now; it will be added to this entry.
change-pin = new pin
