"""Writes the people of the benches directly into the database: participants who have registered and consented."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from models.messaging.chats import Chat
from models.people.people import Membership, Person, PersonState, Placement, Role
from models.storage.base import Base
from models.storage.database import Database
from programmes import Programme

DISTRICTS = ("5607", "5601", "5602", "5603", "5604", "5605", "5606")  # districts of Phayao


def user_ids(count: int) -> list[str]:
    """Return `count` LINE ids, the same each time."""
    return ["U" + hashlib.md5(f"bench {number}".encode(), usedforsecurity=False).hexdigest() for number in range(count)]


def register(
    database: Database, programme: Programme, count: int, now: datetime, districts: Sequence[str] = DISTRICTS
) -> None:
    """Register `count` participants in an empty database."""
    version = programme.retention.notice_version
    rows: dict[type[Base], list[dict[str, object]]] = {Person: [], Chat: [], Membership: [], Placement: []}
    for number, user_id in enumerate(user_ids(count), 1):
        agreed = {"consent_version": version, "consent_at": now, "created_at": now, "language": "th"}
        state = PersonState.ACTIVE.value
        rows[Person].append({"id": number, "key": f"B{number}", "name": f"ผู้เข้าร่วม {number}", "state": state} | agreed)
        rows[Chat].append({"line_user_id": user_id, "person_id": number, "menu_stale": False} | agreed)
        rows[Membership].append({"person_id": number, "role": Role.PARTICIPANT.value})
        for stage in programme.stages:
            district = districts[number % len(districts)]
            area = district if stage.area_level == "district" else district[:2]
            rows[Placement].append({"person_id": number, "stage": stage.key, "area": area})
    with database.write() as session:
        for table, values in rows.items():
            session.execute(insert(table), values)
