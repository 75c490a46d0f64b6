"""Summaries within an access scope: who has reported, who has not, what waits, and what needs attention."""

from services.summaries.counting import summarise
from services.summaries.summary import Summary

__all__ = ["Summary", "summarise"]
