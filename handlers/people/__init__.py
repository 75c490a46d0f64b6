"""Handlers of joining, status and leave."""
