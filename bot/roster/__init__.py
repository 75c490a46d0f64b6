"""The roster: who takes part, in which role, where and when, as a coordinator's file says it."""

from bot.roster.reading import read_roster
from bot.roster.rows import KnownPerson, Roster, RosterErrors, RosterProblem, RosterRow, Scope

__all__ = ["KnownPerson", "Roster", "RosterErrors", "RosterProblem", "RosterRow", "Scope", "read_roster"]
