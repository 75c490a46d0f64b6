"""Certificates: one a person, found by its number however that is typed, and by nothing shorter or longer."""

import pytest

from models.people import certificates
from models.people.people import Person, PersonState
from models.storage.database import Database
from tests.models.two_people import MALEE, NOW, SOMCHAI, with_two_people


def test_a_number_is_the_buddhist_year_and_three_groups_of_four(database: Database) -> None:
    with with_two_people(database) as session:
        number = certificates.issue(session, MALEE, SOMCHAI, NOW, 2026).number
        assert (number[:5], [len(group) for group in number.split("-")]) == ("2569-", [4, 4, 4, 4])


def test_a_certificate_is_found_by_its_number_only(database: Database) -> None:
    with with_two_people(database) as session:
        issued = certificates.issue(session, MALEE, SOMCHAI, NOW, 2026)
        certificates.issue(session, SOMCHAI, SOMCHAI, NOW, 2026)
        session.flush()
        number = issued.number
        for typed in (number, number.lower(), number.replace("-", ""), f" {number.replace('-', ' – ')} "):
            found = certificates.holder_of(session, typed)
            assert found is not None
            assert (found[0].number, found[1].key) == (number, f"P{MALEE}")
        for typed in ("", number[:-1], number + "A", number[:4], "๒" + number[1:]):
            assert certificates.holder_of(session, typed) is None


@pytest.mark.parametrize("state", [PersonState.ACTIVE, PersonState.ERASED])
def test_of_an_erased_person_no_certificate_is_genuine(database: Database, state: PersonState) -> None:
    with with_two_people(database) as session:
        issued = certificates.issue(session, MALEE, SOMCHAI, NOW, 2026)
        session.get_one(Person, MALEE).state = state
        session.flush()
        assert (certificates.holder_of(session, issued.number) is None) is (state == PersonState.ERASED)


def test_who_has_a_certificate_keeps_it(database: Database) -> None:
    with with_two_people(database) as session:
        assert certificates.issue_to(session, [], SOMCHAI, NOW, 2026) == []
        assert certificates.issue_to(session, [MALEE], SOMCHAI, NOW, 2026) == [MALEE]
        first = certificates.of_people(session, [MALEE, SOMCHAI])
        assert set(first) == certificates.holders(session, [MALEE, SOMCHAI]) == {MALEE}
        assert certificates.issue_to(session, [MALEE, SOMCHAI], SOMCHAI, NOW, 2026) == [SOMCHAI]
        assert certificates.of_people(session, [MALEE])[MALEE].number == first[MALEE].number
        assert certificates.holders(session, [MALEE]) == set(certificates.of_people(session, [MALEE])) == {MALEE}
