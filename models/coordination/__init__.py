"""Access scopes, counts for summaries, announcements, downloads."""
