"""The evaluation sheets of a round: a page for each participant with the arithmetic, places to sign, and the hash of
the signed result."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final

from models.evaluations import snapshots
from models.evaluations.snapshots import EvaluationSnapshot
from programmes.bangkok import bangkok_day
from services.evaluations.arithmetic import KindScore
from services.evaluations.in_words import lack_said
from services.evaluations.ledger import Ledger, LedgerEntry, ledger_of
from services.evaluations.results import result_values, shown
from services.evaluations.rounds import NotReady
from services.evaluations.snapshots import digest
from services.papers.fields import TITLE_LETTERS, Fields, in_lines, in_thai_digits
from services.reports.asked import PaperAsked, PaperSource
from thai.dates import full_day

NOTHING: Final = "–"


def evaluation_fields(source: PaperSource, asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Return the fields: the participants whose scores who asks may see, or one of them. The figures are those of
    today; where the signed ones differ, the sheet says so."""
    turn = source.programme.round(asked.round_key or "")
    try:
        ledger = ledger_of(source.session, source.programme, source.access, turn, source.today, only=asked.person_id)
    except NotReady:
        ledger = None
    signed = snapshots.newest(source.session, turn.key)
    entries = ledger.entries if ledger else ()
    return {
        "title": source.text("paper-evaluation-title"),
        "programme": in_lines(source.programme.name("th"), TITLE_LETTERS),
        "round": turn.name("th"),
        "closed": in_thai_digits(full_day(bangkok_day(signed.at), "th")) if signed else "",
        "snapshot": signed.sha256 if signed else "",
        "people": [_person(source, ledger, entry, signed) for entry in entries if ledger],
        "date": in_thai_digits(full_day(source.today, "th")),
    }


def _person(
    source: PaperSource, ledger: Ledger, entry: LedgerEntry, signed: EvaluationSnapshot | None
) -> dict[str, Any]:
    score, terms, text = entry.score, ledger.current.terms, source.text
    result = snapshots.result_of(source.session, signed.id, entry.person_id) if signed else None
    return {
        "name": entry.name,
        "agency": entry.agency or "",
        "kinds": [_kind(ledger, kind) for kind in score.kinds],
        "sum": " + ".join(_figure(shown(kind.share)) for kind in score.kinds if kind.share is not None) or NOTHING,
        "total": _figure(shown(score.total)),
        "percent": _figure(shown(score.percent)),
        "best": _figure(f"{terms.best.normalize():f}"),
        "state": text("score-final" if score.is_final else "score-provisional"),
        "lacks": [{"what": in_thai_digits(lack_said(text, terms, lack))} for lack in score.lacks],
        "hash": digest(result.body) if result else "",
        "differs": result is not None and _differs(result.body, entry),
    }


def _differs(body: str, entry: LedgerEntry) -> bool:
    """Return whether the figures that were signed are not those of today."""
    was, now = json.loads(body), result_values(entry.score)
    return any(was[key] != now[key] for key in ("total", "percent", "kinds"))


def _kind(ledger: Ledger, kind: KindScore) -> dict[str, Any]:
    labels = {one.key: one.label("th") for one in ledger.current.terms.criteria}
    return {
        "name": kind.kind.label("th"),
        "weight": _figure(f"{Decimal(kind.kind.weight).normalize():f}"),
        "counted": _figure(f"{kind.counted}"),
        "criteria": [
            {"name": labels.get(key, key), "mean": _figure(shown(mean))} for key, mean in kind.criteria.items()
        ],
        "mean": _figure(shown(kind.mean)),
        "share": _figure(shown(kind.share)),
    }


def _figure(said: str | None) -> str:
    return NOTHING if said is None else in_thai_digits(said)


EVALUATION_EXAMPLE: Final[Fields] = {
    "title": "แบบสรุปผลการประเมิน",
    "programme": "โครงการพัฒนาและเสริมสร้างบุคลากรกระทรวงมหาดไทย",
    "round": "การประเมินผลขั้นสุดท้าย",
    "closed": "๒๑ ธันวาคม ๒๕๖๖",
    "snapshot": "9f2c…",
    "people": [
        {
            "name": "นายสมชาย ใจดี",
            "agency": "กรมการปกครอง",
            "kinds": [
                {
                    "name": "ภาคีเครือข่าย",
                    "weight": "๘๐",
                    "counted": "๕",
                    "criteria": [{"name": "ภาวะผู้นำ", "mean": "๔.๔๐"}],
                    "mean": "๔.๓๗",
                    "share": "๓.๔๙",
                }
            ],
            "sum": "๐.๘๓ + ๓.๔๙",
            "total": "๔.๓๓",
            "percent": "๘๖.๕๓",
            "best": "๕",
            "state": "ผลสุดท้าย",
            "lacks": [{"what": "ยังขาดผู้ประเมิน"}],
            "hash": "41d0…",
            "differs": False,
        }
    ],
    "date": "๒๑ ธันวาคม ๒๕๖๖",
}
