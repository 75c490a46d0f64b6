"""Handlers of reviews and questions, for mentors and for authors."""
