demo-stranger = A stranger (not registered)
demo-try-newcomer = Not registered · type this code
demo-try-missing = { $count } days missing · type “My entries”
demo-try-returned = An entry was returned · type “My status”
demo-try-waiting = { $count } entries to review · type “To review”
