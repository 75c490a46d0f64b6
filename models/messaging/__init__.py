"""Chats, their incoming events and outgoing messages, and the queues that keep both in order."""
