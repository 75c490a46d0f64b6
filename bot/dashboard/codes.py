"""`/app/codes`: a new invite code for one person, and sheets with the codes of all who have not joined."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from flask import Response, request

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, turn_of
from bot.inbound.turn import Turn
from bot.line.links import invite_link
from bot.outbound.reply import Reply, say
from handlers.coordination.naming import people_meant, visible_person
from handlers.coordination.personnel import DECIDE, decide, show_code
from models.messaging import chats
from models.people import invites, people
from programmes.bangkok import bangkok_day
from services import accounts
from services.dashboard import personnel
from services.dashboard.personnel import NotJoined
from services.papers.code_cards import CodeOfPerson, code_cards
from services.papers.rater_cards import SIZES, CardWords
from thai.dates import long_day

FOUND: Final = 20
MOST_CARDS: Final = 400  # in one PDF


def add_codes(pages: Dashboard) -> None:
    @pages.get("/app/codes", COORDINATORS)
    def codes(visitor: Visitor) -> str:
        waiting, asked = _waiting(visitor), request.args.get("q", "").strip()[:100]
        without = [one for one in waiting if one.valid_until is None]
        found = people_meant(turn_of(pages, visitor), asked)[:FOUND] if asked else []
        return pages.page(
            "codes.html",
            visitor,
            title=visitor.text("web-codes"),
            waiting=waiting,
            without=without,
            shown=personnel.newest_code(visitor.session, [one.id for one in waiting]),
            asked=asked,
            found=found,
            most=MOST_CARDS,
            sizes=SIZES,
        )

    @pages.get("/app/codes/<int:person_id>", COORDINATORS)
    def one(visitor: Visitor, person_id: int) -> str:
        person = visible_person(turn_of(pages, visitor), person_id)
        if person is None:
            raise NotFoundHere
        return pages.page(
            "code.html",
            visitor,
            title=visitor.text("web-code-of", name=person.name),
            person=person,
            joined=chats.of_person(visitor.session, person.id) is not None,
            is_me=person.id == visitor.person.id,
            shown=personnel.newest_code(visitor.session, [person.id]),
        )

    @pages.post("/app/codes/<int:person_id>", COORDINATORS)
    def issue(visitor: Visitor, person_id: int) -> Any:
        if visible_person(turn_of(pages, visitor), person_id) is None:
            raise NotFoundHere

        def act(turn: Turn) -> Reply:
            if _is_old(visitor, [person_id]):
                return say(turn.text("web-code-before"))
            shown = show_code(turn, person_id, {})
            return decide(turn) if turn.conversation.open == DECIDE else shown

        return pages.done(visitor, f"/app/codes/{person_id}", carry_out(pages, visitor, act))

    @pages.post("/app/codes/sheet", COORDINATORS)
    def sheet(visitor: Visitor) -> Any:
        waiting = _waiting(visitor)
        if _is_old(visitor, [one.id for one in waiting]):
            return pages.done(visitor, "/app/codes", visitor.text("web-codes-before"))
        everybody = request.form.get("who") == "all"
        chosen = [one for one in waiting if everybody or one.valid_until is None][:MOST_CARDS]
        if not chosen:
            return pages.done(visitor, "/app/codes", visitor.text("web-codes-nobody"))
        size = request.form.get("size", 0, type=int)
        return _pdf(visitor, _issued(pages, visitor, chosen), size if size in SIZES else SIZES[-1])


def _waiting(visitor: Visitor) -> list[NotJoined]:
    return personnel.not_joined(visitor.session, visitor.access, visitor.day, visitor.now)


def _is_old(visitor: Visitor, person_ids: Sequence[int]) -> bool:
    """Return whether codes were issued since the page was shown: by a second tap, or by somebody else."""
    return request.form.get("shown", -1, type=int) != personnel.newest_code(visitor.session, person_ids)


def _issued(pages: Dashboard, visitor: Visitor, chosen: Sequence[NotJoined]) -> list[CodeOfPerson]:
    """Issue a code for each of these people, the only one that works for them."""
    text, basic_id = visitor.text, pages.settings.line_bot_basic_id
    until = long_day(bangkok_day(visitor.now + invites.VALID_FOR), text.language)
    known = people.by_ids(visitor.session, [one.id for one in chosen])
    made = []
    for one in chosen:
        code = accounts.reissue(visitor.session, known[one.id], visitor.now, actor=f"person:{visitor.person.id}")
        address = invite_link(basic_id, text("invite-words", code=code)) if basic_id else None
        made.append(CodeOfPerson(one.name, one.agency or one.position or "", code, until, address))
    return made


def _pdf(visitor: Visitor, codes: Sequence[CodeOfPerson], size: int) -> Response:
    """Return the sheets. They are typeset as they are sent, when the codes are stored and nobody waits for that."""
    text = visitor.text
    words = CardWords(
        programme=visitor.programme.short_name(text.language),
        title=text("web-code-card-title"),
        how=text("web-code-card-until"),
        personal=text("web-code-card-personal"),
    )

    def typeset() -> Iterator[bytes]:
        yield code_cards(codes, words, a_page=size)

    response = Response(typeset(), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="invite-codes.pdf"'
    return response
