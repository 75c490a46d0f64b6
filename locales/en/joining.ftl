# Joining: consent, invite code, registration
code-remembered = Got your code. One step left: read the notice below and tap or type “I agree”. No need to send the code again.
code-wrong = That code does not work: mistyped, already used, or expired. Please check it, or ask for a new one: { $contact }.
code-wrong-again = This code does not work either. Ask { $contact } for a new one
code-too-many-tries = Too many codes were tried. Try again in an hour, or contact { $contact }
contact-to-ring = { $name }, tel. { $phone }
account-moved = This LINE account is not used with the bot any more: another account was registered, or a new code was issued. What you send from now on is not recorded. If you know nothing of this, contact { $contact }
consent-refused = Understood: nothing is kept, and what you sent is deleted within 24 hours. If you change your mind, type “I agree” at any time. Questions: { $contact }.
already-registered = You are registered as { $name }. Type “menu” to see what you can do.
kept-before-consent = What you told us before registering is still here. Record it as an activity? Tap, or type “Record it”.
kept-until-consent = There is a newer privacy notice. What you sent is still here and is handled as soon as you answer “I agree”.
consent-thanks-kept = Thank you. What you sent before is all here and is being handled now.
consent-withdrawn = Your consent is withdrawn: from now on what you send is not recorded, and no reminders are sent. Earlier records are still there; see them with “my data”. To have them erased too, type “erase my data”. If you change your mind, type “I agree”. Questions: { $contact }.
withdraw-nothing = There is no consent at present, so what you send is not recorded. To use the bot, tap or type “I agree”.
withdraw-kept-consent = Your consent stays. Go on as before.
consent-is-withdrawn = Your consent is withdrawn, so what you sent was not recorded. To go on, tap or type “I agree”.
part-over = The part of { $name } in the programme has ended, so what you sent was not recorded. If that is not right, ask { $contact }. See earlier records with “my data”.
