"""The roster: a file that says who takes part, in which role, where and when."""

from services.roster.reading import read_roster
from services.roster.rows import KnownPerson, Roster, RosterErrors, RosterProblem, RosterRow, RosterScope

__all__ = ["KnownPerson", "Roster", "RosterErrors", "RosterProblem", "RosterRow", "RosterScope", "read_roster"]
