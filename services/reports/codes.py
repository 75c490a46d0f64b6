"""Sheets of codes to be cut out: invite codes of who has not joined, or the links of a round's raters, as QR.

Only hashes of codes are stored, so a sheet has new ones: gathering its fields issues them. Whoever cannot hand the
sheet over calls `source.undo`. Nothing is sent to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import zip_longest
from typing import Any, Final

from sqlalchemy.orm import Session

from models.coordination import scopes
from models.evaluations import links
from models.people import invites, people
from models.people.people import Person, Role
from programmes.bangkok import bangkok_day
from services import accounts
from services.dashboard import personnel
from services.evaluations import nominations
from services.evaluations.inviting import to_invite, whom
from services.papers.codes import code_png
from services.papers.fields import Fields, PaperPicture, in_lines, in_thai_digits
from services.reports.asked import NothingToReport, PaperAsked, PaperSource
from thai.dates import full_day

SIZES: Final = {4: 56.0, 8: 33.0}  # cards a page of A4, and millimetres of their codes
NAMES: Final = {4: 32, 8: 19}  # letters of a line of a name
MOST: Final = 400  # cards of a sheet; who asks again gets the next
PIXELS: Final = 5  # of a code's module


def codes_fields(source: PaperSource, asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Issue the codes and return the fields. The session of the source writes. Raises NothingToReport if nobody needs
    a code, KeyError for another number of cards a page."""
    cards = _of_raters(source, asked) if asked.round_key else _of_people(source, asked)
    width = SIZES[asked.a_page]
    drawn = [
        {
            **card,
            "name": in_lines(card["name"], NAMES[asked.a_page]),
            "code": PaperPicture(code_png(card["address"], PIXELS), width, source.text("paper-codes-alt")),
        }
        for card in cards
    ]
    of = "rater-card" if asked.round_key else "web-code-card"
    return {
        "programme": source.programme.short_name("th"),
        "title": source.text(f"{of}-title"),
        "how": source.text("rater-card-how" if asked.round_key else "web-code-card-until"),
        "personal": source.text(f"{of}-personal"),
        "four": asked.a_page == min(SIZES),
        "rows": [{"one": one, "other": other} for one, other in zip_longest(drawn[::2], drawn[1::2])],
    }


def _of_people(source: PaperSource, asked: PaperAsked) -> list[dict[str, Any]]:
    """Issue an invite code for each person in scope who has not joined and has none that works; for all of them, if
    everybody or one person is asked for."""
    session, now = source.session, source.now
    waiting = personnel.not_joined(session, source.access, source.today, now)
    everybody = asked.everybody or asked.person_id is not None
    chosen = [one for one in waiting if asked.person_id in (None, one.id) and (everybody or one.valid_until is None)][
        :MOST
    ]
    if not chosen:
        raise NothingToReport("paper-codes-nobody")
    known = people.by_ids(session, [one.id for one in chosen])
    until = in_thai_digits(full_day(bangkok_day(now + invites.VALID_FOR), "th"))
    made = []
    for one in chosen:
        code = accounts.reissue(session, known[one.id], now, actor=source.actor)
        address = source.invite(code)
        where = one.agency or one.position or ""
        made.append(_card(one.name, where, code, until, address))
    source.undo.append(partial(_revoke_codes, [one.id for one in chosen]))
    return made


def _of_raters(source: PaperSource, asked: PaperAsked) -> list[dict[str, Any]]:
    """Issue a link for each accepted rater of people in scope who has still to rate and has none; with `everybody` for
    those too who have one."""
    session, text, now = source.session, source.text, source.now
    if source.public_url is None:
        raise NothingToReport("paper-codes-no-address")
    turn = source.programme.round(asked.round_key or "")
    kinds = None if source.reader_id is None else [one.key for one in turn.raters if "coordinator" in one.decided_by]
    ids = [one for one, _ in scopes.names(session, source.access, (Role.PARTICIPANT,))]
    ids = [one for one in ids if asked.person_id in (None, one)]
    raters = to_invite(session, turn.key, ids, kinds=kinds, everybody=asked.everybody)[:MOST]
    if not raters:
        raise NothingToReport("paper-codes-no-raters")
    by = session.get(Person, source.reader_id) if source.reader_id is not None else None
    until = in_thai_digits(full_day(source.programme.round_days(turn)[1], "th"))
    made = []
    for rows in raters:
        token = nominations.issue_link(session, rows[0].rater, now, by=by)
        where = rows[0].rater.organisation or ""
        made.append(_card(rows[0].person.name, where, whom(rows, text), until, f"{source.public_url}/r/{token}"))
    source.undo.append(partial(_revoke_links, [rows[0].rater.id for rows in raters]))
    return made


def _card(name: str, organisation: str, about: str, until: str, address: str) -> dict[str, Any]:
    return {"name": name, "organisation": organisation, "about": about, "until": until, "address": address}


def _revoke_codes(person_ids: Sequence[int], session: Session, now: datetime) -> None:
    for one in person_ids:
        invites.revoke_all(session, one, now)


def _revoke_links(rater_ids: Sequence[int], session: Session, now: datetime) -> None:
    links.revoke(session, rater_ids, now)


CARD: Final[Fields] = {
    "name": "นายสมชาย ใจดี",
    "organisation": "กรมการปกครอง",
    "about": "K7QM-2XPD-9RTW",
    "until": "๓๑ สิงหาคม ๒๕๖๖",
    "address": "https://line.me/R/oaMessage/%40castbot/?K7QM-2XPD-9RTW",
    "code": PaperPicture(b"", SIZES[8], "คิวอาร์โค้ด"),
}
CODES_EXAMPLE: Final[Fields] = {
    "programme": "CAST 2566",
    "title": "รหัสเข้าร่วมโครงการใน LINE",
    "how": "ส่องคิวอาร์โค้ดด้วยโทรศัพท์ หรือพิมพ์รหัสในแชต · ใช้ได้ถึงวัน",
    "personal": "ใช้ได้ครั้งเดียว เฉพาะท่าน โปรดอย่าส่งต่อ",
    "four": False,
    "rows": [{"one": CARD, "other": CARD}],
}
