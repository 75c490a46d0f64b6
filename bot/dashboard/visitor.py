"""A visitor: the person of a request with session, role, language and access scope, made anew for each request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from locales.texts import Text
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.messaging.chats import Chat
from models.people.people import Person, Role
from models.people.web_sessions import WebSession
from models.storage.batch import BatchSession
from programmes import Programme
from programmes.bangkok import bangkok_day


@dataclass(frozen=True, eq=False)
class Visitor:
    """The person of a request. `session` is its transaction; `now` is programme time, `real_now` wall-clock time."""

    session: BatchSession
    web: WebSession
    person: Person
    chat: Chat
    role: Role
    text: Text
    programme: Programme
    now: datetime
    real_now: datetime

    @property
    def language(self) -> str:
        return self.text.language

    @cached_property
    def day(self) -> date:
        """Today in Bangkok."""
        return bangkok_day(self.now)

    @cached_property
    def access(self) -> AccessScope:
        """What the visitor sees of others today; a participant only what is their own."""
        if self.role is Role.PARTICIPANT:
            return scopes.of_oneself(self.person.id)
        return scopes.of_person(self.session, self.programme, self.person.id, self.day)
