"""Handlers of personal data: showing it, erasing it, and unsent messages."""
