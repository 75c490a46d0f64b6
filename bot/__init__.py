"""The edge of the field bot: HTTP, LINE and Thai."""
