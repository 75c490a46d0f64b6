"""Codes of people: each works once for its own person, until it ends or is revoked."""

from models.people import invites
from models.people.invites import VALID_FOR
from models.storage.database import Database
from tests.models.two_people import MALEE, MOMENT, NOW, SOMCHAI, with_two_people


def test_who_has_a_code_that_works_is_told_until_it_is_used_revoked_or_over(database: Database) -> None:
    with with_two_people(database) as session:
        codes = {person: invites.issue(session, person, NOW) for person in (MALEE, SOMCHAI)}
        session.flush()
        ends = NOW + VALID_FOR
        assert invites.people_with_valid_codes(session, ends - MOMENT) == {MALEE, SOMCHAI}
        assert invites.people_with_valid_codes(session, ends) == set()
        hashed = invites.hash_of(codes[MALEE].lower().replace("-", " "))
        assert hashed is not None
        assert invites.redeem(session, hashed, ends) is None
        assert [invites.redeem(session, hashed, NOW) for _ in range(2)] == [MALEE, None]
        assert invites.people_with_valid_codes(session, NOW) == {SOMCHAI}
        invites.revoke_all(session, MALEE, NOW)
        assert invites.people_with_valid_codes(session, NOW) == {SOMCHAI}
        invites.revoke_all(session, SOMCHAI, NOW)
        assert invites.people_with_valid_codes(session, NOW) == set()
        revoked = invites.hash_of(codes[SOMCHAI])
        assert revoked is not None
        assert invites.redeem(session, revoked, NOW) is None


def test_what_is_no_code_has_no_hash() -> None:
    assert invites.hash_of("") is invites.hash_of("ABCD") is None
