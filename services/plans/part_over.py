"""Whether a participant took part until the programme's end, so that it may be asked what became of them."""

from sqlalchemy.orm import Session

from models.people import people
from models.people.people import Role
from programmes import Programme


def stayed_to_the_end(session: Session, programme: Programme, person_id: int) -> bool:
    return people.holds_role(session, person_id, Role.PARTICIPANT, programme.end)
