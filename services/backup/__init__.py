"""Backups: everything the bot has stored in one file, and back again, on either database."""
