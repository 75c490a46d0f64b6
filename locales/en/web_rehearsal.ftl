# The web page /app/rehearsal: the schedule of reminders
web-rehearsal = Rehearse the reminders
web-rehearsal-what = Who would read what on which day, and how much of the quota it takes. Nothing is sent
web-rehearsal-share = Who reports in time
web-rehearsal-of-hundred = { $share } %
web-rehearsal-hint = With the roster, leave and holidays as they are now. It takes one to five minutes; you can go on meanwhile
web-rehearsal-start = Start the rehearsal
web-rehearsal-asked = The rehearsal has been asked for and begins
web-rehearsal-going = Rehearsing
web-rehearsal-begins = The roster is being prepared
web-rehearsal-come-to = Up to { $day } · { $count } messages
web-rehearsal-again = See how far it is
web-rehearsal-failed = The rehearsal has failed. Please start it again; if it fails again, tell the operator
web-rehearsal-outdated = The programme's file has changed since the last rehearsal. Please start it again
web-rehearsal-of = Rehearsed { $at } · { $share } % report in time · { $people } people
web-rehearsal-days = Messages of each day
web-rehearsal-messages = { $count } messages
web-rehearsal-first-month = The first month
