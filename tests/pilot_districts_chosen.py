"""The 76 provincial pilots of 2565 as chosen: the first of each province in the file."""

from datetime import datetime

from sqlalchemy.orm import Session

from demo.make_teams import to_be_chosen
from models.selections.marks import SelectionClosing, SelectionResult
from programmes import Programme


def choose_provincial_pilots(session: Session, programme: Programme, at: datetime) -> list[str]:
    """Store the selection of the provincial pilots as closed; return the codes of the 76 districts."""
    units = programme.units
    assert units is not None
    codes = [unit.code for unit in to_be_chosen(programme, units)]
    session.add(SelectionClosing(selection="province", reason=None, by_person_id=None, at=at))
    session.flush()
    for code in codes:
        result = SelectionResult(
            selection="province",
            candidate=code,
            in_group=units.unit(code).parent or "",
            score=None,
            rank=1,
            is_chosen=True,
            award=None,
            by_decision=False,
        )
        session.add(result)
    session.flush()
    return codes
