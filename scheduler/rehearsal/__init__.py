"""The rehearsal of a schedule: simulates the programme's days on a scratch database and sends nothing."""
