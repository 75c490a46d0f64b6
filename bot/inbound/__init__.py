"""Incoming events: the webhook stores an event, the worker makes its turn, the router finds its handler."""
