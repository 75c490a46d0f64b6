"""What commands share: printing lines, and finding the person that is meant."""

import sys

from sqlalchemy.orm import Session

from locales.texts import Text
from models.people import people
from models.people.people import Person, PersonState

LANGUAGE = "th"


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def complain(*lines: str) -> None:
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def one_person(session: Session, id_or_name: str, text: Text) -> Person | None:
    found = [person for person in people.find(session, id_or_name) if person.state != PersonState.ERASED]
    if len(found) == 1:
        return found[0]
    if found:
        complain(text("person-ambiguous", name=id_or_name, ids=", ".join(str(person.id) for person in found)))
    else:
        complain(text("person-not-found", name=id_or_name))
    return None
