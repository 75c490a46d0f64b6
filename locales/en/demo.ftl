demo-stranger = A stranger (not registered)
