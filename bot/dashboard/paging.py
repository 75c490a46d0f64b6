"""Pages of a long list. Which one is shown stands in the address, beside the filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request


@dataclass(frozen=True, slots=True)
class Paging:
    """The part of a list that a page shows: `size` rows after the first `skipped`; addresses of its neighbours."""

    page: int
    pages: int
    size: int
    count: int
    before: str | None
    after: str | None

    @property
    def skipped(self) -> int:
        return (self.page - 1) * self.size


def paging(count: int, size: int) -> Paging:
    """Return the part of a list of `count` rows that the present request asks for. A page that is not there any more
    becomes the last."""
    pages = max(1, -(-count // size))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    before = with_arguments(page=page - 1) if page > 1 else None
    return Paging(page, pages, size, count, before, with_arguments(page=page + 1) if page < pages else None)


def with_arguments(**changed: str | int | None) -> str:
    """Return the address of this page with some arguments changed; None takes one away."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changed]
    wanted = kept + [(name, str(value)) for name, value in changed.items() if value is not None]
    return f"{request.path}?{urlencode(wanted)}" if wanted else request.path
