"""Certificates that were issued, a page each, with number and QR code by which they are verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from models.coordination import scopes
from models.people import certificates, people
from models.people.people import Role
from programmes.bangkok import bangkok_day
from services.papers.codes import code_png
from services.papers.fields import TITLE_LETTERS, Fields, PaperPicture, in_lines, in_thai_digits
from services.papers.template_files import emblem_of
from services.reports.asked import NothingToReport, PaperAsked, PaperSource
from services.reports.memo import EMBLEM_WIDTH
from thai.dates import full_day, full_span

CODE: Final = 22.0  # millimetres
CODE_PIXELS: Final = 4  # of a module: 200 in an inch
NAME: Final = 38  # letters of a line
TOGETHER: Final = 50  # certificates that are in memory at once


def certificate_fields(source: PaperSource, asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Return the fields: certificates of people within the scope of who asks, or of one of them, by name."""
    return _fields(source, _holders(source, asked))


def certificate_parts(source: PaperSource, asked: PaperAsked) -> Iterator[Fields]:
    """Yield the fields of at most so many certificates at a time as memory should hold."""
    holders = _holders(source, asked)
    for place in range(0, len(holders), TOGETHER):
        source.told(place, len(holders))
        yield _fields(source, holders[place : place + TOGETHER])


def _holders(source: PaperSource, asked: PaperAsked) -> list[int]:
    """Return who has a certificate, by name. Raises NothingToReport if nobody has."""
    seen = [one for one, _ in scopes.names(source.session, source.access, (Role.PARTICIPANT,))]
    ids = [one for one in seen if asked.person_id in (None, one)]
    issued = certificates.holders(source.session, ids)
    found = [one for one in ids if one in issued]
    if not found:
        raise NothingToReport("paper-certificates-none")
    return found


def _fields(source: PaperSource, ids: Sequence[int]) -> Fields:
    programme, emblem = source.programme, emblem_of(source.folder)
    issued, known = certificates.of_people(source.session, ids), people.by_ids(source.session, ids)
    made: list[dict[str, Any]] = []
    for person_id in ids:
        person, certificate = known[person_id], issued[person_id]
        address = f"{source.public_url}/verify/{certificate.number}" if source.public_url else certificate.number
        made.append(
            {
                "name": in_lines(person.name, NAME),
                "position": person.position or "",
                "agency": person.agency or "",
                "number": certificate.number,
                "address": address,
                "code": PaperPicture(code_png(address, CODE_PIXELS), CODE, source.text("paper-certificate-code")),
                "date": in_thai_digits(full_day(bangkok_day(certificate.at), "th")),
            }
        )
    terms = programme.papers
    return {
        "emblem": PaperPicture(emblem, EMBLEM_WIDTH * 2, source.text("paper-emblem")) if emblem else None,
        "office": terms.office or programme.contact.name("th"),
        "programme": in_lines(programme.name("th"), TITLE_LETTERS),
        "days": in_thai_digits(full_span(programme.start, programme.end, "th")),
        "signer": terms.signer or "." * 30,
        "signer_position": terms.position or "",
        "certificates": made,
    }


CERTIFICATE_EXAMPLE: Final[Fields] = {
    "emblem": PaperPicture(b"", EMBLEM_WIDTH * 2, "ครุฑ"),
    "office": "กระทรวงมหาดไทย",
    "programme": "โครงการพัฒนาและเสริมสร้างบุคลากรกระทรวงมหาดไทย",
    "days": "๕ มิถุนายน–๒๒ ธันวาคม ๒๕๖๖",
    "signer": "นายสมศักดิ์ รักชาติ",
    "signer_position": "ปลัดกระทรวงมหาดไทย",
    "certificates": [
        {
            "name": "นายสมชาย ใจดี",
            "position": "เจ้าพนักงานปกครองชำนาญการพิเศษ",
            "agency": "กรมการปกครอง",
            "number": "2566-7K3M-Q9RD-4WXT",
            "address": "https://bot.example.go.th/verify/2566-7K3M-Q9RD-4WXT",
            "code": PaperPicture(b"", CODE, "รหัส QR สำหรับตรวจสอบ"),
            "date": "๒๒ ธันวาคม ๒๕๖๖",
        }
    ],
}
