"""`/r/<token>`: the pages of a rater, who needs no account: who asks and what for, whom they rate, the form about each.

The token is the only key. It dies with the round, with a newer link, and when nobody is left whom its rater may rate;
then, and for a token that never was, there is one and the same page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, send_file
from sqlalchemy.orm import Session

from bot.line.links import invite_link
from bot.web import draft_page
from bot.web.draft_page import FormPages, OpenDraft
from bot.web.pages import pages_blueprint
from locales.texts import Text
from models.evaluations import links
from programmes.bangkok import bangkok_day
from services.evaluations import visits
from services.evaluations.evidence import Evidence, evidence_of
from services.evaluations.handing_in import Taken, take
from services.evaluations.nominations import RaterOf
from services.evaluations.visits import Visit
from services.papers.codes import code_png
from thai.dates import long_day

LANGUAGES: Final = ("th", "en")
NAMED: Final = 3  # people named on the first page; of more only their number is said
NOT_BEGUN: Final = ("", 404)  # in place of a page: the draft has to be begun before it can be shown
WITH_EVIDENCE: Final = "executive"  # the kind of raters who have not worked with those they rate


def raters_blueprint(pages: FormPages, public_url: str | None, basic_id: str | None = None) -> Blueprint:
    """`basic_id` is the bot's @id: with it raters are offered to be reminded in LINE."""
    blueprint = pages_blueprint("raters")

    @blueprint.get("/r/<token>")
    def start(token: str) -> Any:
        now = pages.clock.now()
        with pages.database.read() as session:
            visit = visits.visit(session, pages.programme, token, now)
            if visit is None:
                return _gone(pages)
            shown = _first(pages, session, visit, token, in_line=basic_id is not None)
        if links.is_opened_anew(visit.link, now):
            with pages.database.write() as session:
                links.note_opened(session, token, now)
        return shown

    @blueprint.post("/r/<token>")
    def agree(token: str) -> Any:
        with pages.database.write() as session:
            visit = visits.visit(session, pages.programme, token, pages.clock.now(), hold=True)
            if visit is None:
                return _gone(pages)
            if request.form.get("language") in LANGUAGES:
                visit.person.language = request.form["language"]
            elif "agree" in request.form:
                visits.consent(session, pages.programme, visit, pages.clock.now())
            elif "line" in request.form and basic_id and visit.has_consented(pages.programme):
                code = visits.code_for_line(session, visit, pages.clock.now())
                return redirect(invite_link(basic_id, _text(pages, visit)("invite-words", code=code)), 303)
        return redirect(f"/r/{token}", 303)

    @blueprint.get("/r/<token>/code.png")
    def code(token: str) -> Any:
        with pages.database.read() as session:
            known = visits.visit(session, pages.programme, token, pages.clock.now())
        if known is None or public_url is None:
            return _gone(pages)
        return send_file(BytesIO(code_png(f"{public_url}/r/{token}")), "image/png")

    @blueprint.get("/r/<token>/<int:rating_id>")
    def show(token: str, rating_id: int) -> Any:
        link = LinkOfRater(pages, token, rating_id, basic_id is not None)
        shown = draft_page.show(pages, link)
        if shown is not NOT_BEGUN:
            return shown
        _begin(link)
        shown = draft_page.show(pages, link)
        return shown if shown is not NOT_BEGUN else _gone(pages)

    @blueprint.post("/r/<token>/<int:rating_id>")
    def send(token: str, rating_id: int) -> Any:
        return draft_page.send(pages, LinkOfRater(pages, token, rating_id))

    @blueprint.post("/r/<token>/<int:rating_id>/answer")
    def save_one(token: str, rating_id: int) -> Any:
        return draft_page.save_one(pages, LinkOfRater(pages, token, rating_id))

    return blueprint


@dataclass(frozen=True, slots=True)
class LinkOfRater:
    """The way to the draft about one participant by the rater's link."""

    pages: FormPages
    token: str
    rating_id: int
    in_line: bool = False  # whether they may be offered to be reminded in LINE

    def open(self, session: Session, *, hold: bool = False) -> OpenDraft | tuple[str, int]:
        """Return the draft, or the page that is there instead: gone, the notice, or that it was handed in already."""
        now = self.pages.clock.now()
        visit = visits.visit(session, self.pages.programme, self.token, now, hold=hold)
        row = visit.row(self.rating_id) if visit else None
        if visit is None or row is None:
            return _gone(self.pages)
        if not visit.has_consented(self.pages.programme):
            return _notice(self.pages, visit, self.token), 403
        if row.rating.is_given:
            return self._done(visit, row, "rater-already"), 409 if hold else 200
        filling = visits.draft_of(session, visit, row, now)
        if filling is None and hold:
            filling = visits.begin_draft(session, self.pages.programme, visit, row, now)
        if filling is None:
            return NOT_BEGUN
        text = _text(self.pages, visit)
        several = len(visit.rows) > 1
        return OpenDraft(
            filling,
            text,
            visit.turn.name(text.language),
            f"/r/{self.token}/{self.rating_id}",
            row.about.name,
            above=self.pages.programme.short_name(text.language),
            large=True,
            back=f"/r/{self.token}" if several else None,
            saved="rater-saved",
            note=text("rater-page-note", closes=long_day(visit.closes, text.language)),
            evidence=self._evidence(session, visit, row, text),
            remind=f"/r/{self.token}" if self.in_line and not visit.is_in_line else None,
        )

    def refusal(self, session: Session, draft: OpenDraft) -> str | None:
        """A rating can be handed in whenever it is whole."""

    def handed_in(self, session: Session, draft: OpenDraft) -> Any:
        """Count the rating, say thanks, and offer whom to rate next."""
        now = self.pages.clock.now()
        visit = visits.visit(session, self.pages.programme, self.token, now)
        row = visit.row(self.rating_id) if visit else None
        if visit is None or row is None:
            return _gone(self.pages)
        done = take(session, self.pages.programme, visit.turn, row.rating, draft.filling.submission, now)
        if done not in (Taken.COUNTED, Taken.LATE):
            session.rollback()
            return (self._done(visit, row, "rater-already"), 409) if done is Taken.ALREADY else _gone(self.pages)
        return self._done(visit, row, "rater-thanks")

    def _done(self, visit: Visit, row: RaterOf, said: str) -> str:
        text, following = _text(self.pages, visit), visit.following(self.rating_id)
        return render_template(
            "rater_done.html",
            t=text,
            large=True,
            above=self.pages.programme.short_name(text.language),
            title=text("rater-done-title"),
            said=text(said, name=row.about.name),
            following=following,
            address=f"/r/{self.token}",
            several=len(visit.rows) > 1,
        )

    def _evidence(self, session: Session, visit: Visit, row: RaterOf, text: Text) -> dict[str, Any] | None:
        if visit.rater.kind != WITH_EVIDENCE:
            return None
        day = bangkok_day(self.pages.clock.now())
        found = evidence_of(session, self.pages.programme, [row.about.id], day)[row.about.id]
        return {**_facts(self.pages, found, text), "entries": found.entries, "day": _day_in(text)}


def _first(pages: FormPages, session: Session, visit: Visit, token: str, *, in_line: bool) -> Any:
    """Return what a link opens first: the notice, the form about the only one to rate, or the list of all."""
    if not visit.has_consented(pages.programme):
        return _notice(pages, visit, token)
    if len(visit.rows) == 1 and not visit.rows[0].rating.is_given:
        return redirect(f"/r/{token}/{visit.rows[0].rating.id}", 303)
    return _list(pages, session, visit, token, in_line=in_line)


def _begin(link: LinkOfRater) -> None:
    """Begin the draft that a page is going to show. Whoever else has begun it meanwhile has done the same."""
    pages, now = link.pages, link.pages.clock.now()
    with pages.database.write() as session:
        visit = visits.visit(session, pages.programme, link.token, now, hold=True)
        row = visit.row(link.rating_id) if visit else None
        if visit is not None and row is not None and not row.rating.is_given and visit.has_consented(pages.programme):
            visits.begin_draft(session, pages.programme, visit, row, now)


# ── pages ──


def _notice(pages: FormPages, visit: Visit, token: str) -> str:
    """Return the first page: who asks, about whom, what happens with the answer, and whether they agree."""
    text, programme = _text(pages, visit), pages.programme
    names = [row.about.name for row in visit.rows]
    return render_template(
        "rater_notice.html",
        t=text,
        large=True,
        above=programme.short_name(text.language),
        title=visit.turn.name(text.language),
        greeting=text("rater-greeting", name=visit.person.name),
        who=text("rater-who", owner=programme.body(programme.owner).name(text.language)),
        whom=_whom(names, text),
        used=[
            text(f"rater-notice-{part}", closes=long_day(visit.closes, text.language), kept=_kept_until(pages, text),
                 contact=programme.contact.name(text.language))
            for part in ("use", "name", "stored", "leave")
        ],
        version=programme.retention.notice_version,
        other="en" if text.language == "th" else "th",
        address=f"/r/{token}",
    )  # fmt: skip


def _whom(names: list[str], text: Text) -> str:
    if len(names) <= NAMED:
        return text("rater-whom", names=", ".join(names))
    return text("rater-whom-many", count=len(names))


def _list(pages: FormPages, session: Session, visit: Visit, token: str, *, in_line: bool) -> str:
    """Return the list of all whom a rater rates; for executives with what is on record of each."""
    text, day = _text(pages, visit), bangkok_day(pages.clock.now())
    shown = visit.rater.kind == WITH_EVIDENCE
    found = evidence_of(session, pages.programme, [row.about.id for row in visit.rows], day) if shown else {}
    begun = visits.begun(session, visit)
    people = [
        {
            "row": row,
            "state": "given" if row.rating.is_given else "begun" if row.about.id in begun else "waits",
            "facts": _facts(pages, found[row.about.id], text)["lines"] if shown else [],
        }
        for row in visit.rows
    ]
    given = sum(row.rating.is_given for row in visit.rows)
    return render_template(
        "rater_list.html",
        t=text,
        large=True,
        wide=shown,
        above=pages.programme.short_name(text.language),
        title=visit.turn.name(text.language),
        progress=text("rater-progress", done=given, of=len(people)),
        closes=text("rater-closes", closes=long_day(visit.closes, text.language)),
        people=people,
        remind=f"/r/{token}" if in_line and given < len(people) and not visit.is_in_line else None,
        address=f"/r/{token}",
    )


def _facts(pages: FormPages, found: Evidence, text: Text) -> dict[str, Any]:
    """Return the evidence in short lines."""
    programme, language = pages.programme, text.language
    lines = [
        text("rater-days", days=found.days, expected=found.expected),
        text("rater-sectors", met=len(found.sectors), of=len(programme.sectors)),
    ]
    for score in found.mentors:
        of_round = programme.round(score.round_key)
        lines.append(text("rater-mentors", round=of_round.name(language), mean=f"{score.mean}"))
    return {"lines": lines, "sectors": [programme.sector(key).label(language) for key in found.sectors]}


def _gone(pages: FormPages) -> tuple[str, int]:
    """Return the one page for a link that does not open, whatever the reason."""
    text = pages.texts.in_language("th")
    said = text("rater-gone", contact=pages.programme.contact.name("th"))
    title, above = text("rater-gone-title"), pages.programme.short_name("th")
    return render_template("refused.html", t=text, large=True, above=above, said=said, title=title), 404


def _text(pages: FormPages, visit: Visit) -> Text:
    return pages.texts.in_language(visit.person.language)


def _kept_until(pages: FormPages, text: Text) -> str:
    last = pages.programme.end + timedelta(days=pages.programme.retention.records_days)
    return long_day(last, text.language)


def _day_in(text: Text) -> Any:
    return lambda day: long_day(day, text.language)
