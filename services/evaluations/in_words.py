"""What a ledger says, as sentences: what is missing, why a rating does not count, what a change of terms does."""

from collections.abc import Callable

from locales.texts import Text
from services.evaluations.arithmetic import Lack
from services.evaluations.rounds import TermsChange
from services.evaluations.terms import Terms

DECIDES = {"True": "count", "False": "leave_out"}


def lack_said(text: Text, terms: Terms, lack: Lack) -> str:
    """Return what is missing, with how many there are and how many must be."""
    kind = terms.kind(lack.kind) if lack.kind else None
    name = kind.label(text.language) if kind else ""
    weight = f"{kind.weight.normalize():f}" if kind else ""
    short = max(lack.least - lack.have, 0)
    return text(f"lack-{lack.what}", kind=name, weight=weight, have=lack.have, least=lack.least, short=short)


def change_said(text: Text, before: Terms, after: Terms, change: TermsChange) -> str:
    """Return one difference of terms."""
    kind = before.kind(change.of) or after.kind(change.of)
    criteria = {one.key: one.label for one in (*before.criteria, *after.criteria)}
    label: Callable[[str], str] | None = kind.label if kind else criteria.get(change.of)
    of = label(text.language) if label else change.of
    old, new = (DECIDES.get(value, value) for value in (change.before, change.after))
    return text(f"terms-{change.what.replace('_', '-')}", of=of, before=old, after=new)


def score_said(text: Text, total: str | None, percent: str | None) -> str:
    """Return a total with its percentage, or that there is none yet."""
    return text("score-none") if total is None else text("score-total", total=total, percent=percent or "")
