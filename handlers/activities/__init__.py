"""Handlers of daily field activities."""
