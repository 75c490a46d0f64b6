"""Whom somebody may see, what is counted of them, announcements, downloads."""
