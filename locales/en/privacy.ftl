# My data
forget-me-kept = Everything is still there; nothing was deleted.
forget-me-done = Everything is deleted and your registration has ended. Thank you for the time together.
forget-me-done-stranger = What you sent, and your consent, are deleted.
