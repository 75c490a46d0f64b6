"""Chats, what came in from them, what goes out to them, and in which order."""
