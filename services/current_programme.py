"""The programme of its file together with the holidays that coordinators have added since."""

from threading import Lock
from time import monotonic
from typing import Final

from sqlalchemy.orm import Session

from models.people import leave
from programmes import Holiday, Label, Programme

LOOKED_FOR: Final = 2.0  # seconds until the database is asked again


class CurrentProgramme:
    """Returns the current programme. It looks for new holidays at most every two seconds."""

    def __init__(self, programme: Programme) -> None:
        self._file = self._current = programme
        self._days: tuple[tuple[object, str], ...] = ()
        self._read_at = float("-inf")
        self._lock = Lock()

    @property
    def file(self) -> Programme:
        """The programme of its file, without what was added since."""
        return self._file

    def current(self, session: Session) -> Programme:
        """Return the programme with all holidays; the same object as long as nothing has changed."""
        with self._lock:
            if monotonic() - self._read_at > LOOKED_FOR:
                added = leave.extra_holidays(session)
                days = tuple((one.day, one.name) for one in added)
                if days != self._days:
                    self._days = days
                    extra = [Holiday(day=one.day, name=Label(th=one.name, en=one.name)) for one in added]
                    self._current = self._file.with_holidays(extra)
                self._read_at = monotonic()
            return self._current
