# Joining: consent, invite code, registration
code-remembered = Got your code. One step left: read the notice below and tap or type “I agree”. No need to send the code again.
code-wrong = That code does not work: mistyped, already used, or expired. Please check it, or ask for a new one: { $contact }.
code-too-many-tries = That was many tries. Please wait an hour and try again.
consent-refused = Understood: nothing is kept, and what you sent is deleted within 24 hours. If you change your mind, type “I agree” at any time. Questions: { $contact }.
already-registered = You are registered as { $name }. Type “menu” to see what you can do.
kept-before-consent = Your earlier message is still here. Record it as an activity?
