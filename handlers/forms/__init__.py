"""Handlers of forms: opening one, answering, handing in."""
