"""The base of all buttons. It packs their fields into LINE's data, as `edit?activity=12&part=people`."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import ClassVar

from bot.line.numbers import POSTBACK_DATA
from bot.postback.fields import READERS, WIRE_NAMES


@dataclass(frozen=True, slots=True)
class Postback:
    """One kind of button. `conversation` is the version of its conversation, None if it belongs to none."""

    kind: ClassVar[str] = ""
    conversation: int | None = field(default=None, kw_only=True)

    def pack(self) -> str:
        """Return LINE's data. Raises ValueError if `unpack` would refuse a value."""
        said = []
        for name in (one.name for one in fields(self)):
            value = getattr(self, name)
            if value is None:
                continue
            written = str(int(value)) if isinstance(value, bool) else str(value)
            if READERS[name](written) is None:
                raise ValueError(f"{self.kind}: {name} cannot be {value!r}")
            said.append(f"{WIRE_NAMES.get(name, name)}={written}")
        data = f"{self.kind}?{'&'.join(said)}"
        if len(data) > POSTBACK_DATA:  # in UTF-16 units; ours is ASCII, so units are characters
            raise ValueError(f"{self.kind}: {len(data)} units, LINE carries {POSTBACK_DATA}")
        return data
