"""Summaries: who has reported, who is missing, what waits and what is unwell, within what somebody may see."""

from services.summaries.counting import summarise
from services.summaries.summary import Summary

__all__ = ["Summary", "summarise"]
