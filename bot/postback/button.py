"""What all buttons share: their fields are packed as `edit?activity=12&part=people` into LINE's data."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import ClassVar

from bot.postback.fields import LONGEST, READERS, WIRE_NAMES


@dataclass(frozen=True, slots=True)
class Postback:
    """One kind of button. `conversation` is the version of the open conversation it belongs to, None outside of one."""

    kind: ClassVar[str] = ""
    conversation: int | None = field(default=None, kw_only=True)

    def pack(self) -> str:
        """The data LINE carries; ValueError when a value is one that `unpack` would refuse."""
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
        if len(data) > LONGEST:
            raise ValueError(f"{self.kind}: {len(data)} units, LINE carries {LONGEST}")
        return data
