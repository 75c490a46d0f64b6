# My data
forget-me-kept = Everything is still there; nothing was deleted.
erased-told-mentor = Somebody in your care has had their data erased. Their entries do not wait for you any more
forget-me-done = Everything is deleted and your registration has ended. Thank you for the time together.
forget-me-done-stranger = What you sent, and your consent, are deleted.
