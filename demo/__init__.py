"""The demo: invented participants, their roster, and a week of their messages."""
