"""Handlers for coordinators and mentors: summaries, people, announcements, exports, leave, deputies."""
