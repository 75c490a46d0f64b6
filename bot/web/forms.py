"""`/f/<token>`: the web page of a draft. The token is the only key, ends with the draft, and is stored as a hash.

Page and chat change the same answers, so a form can be begun in one and finished in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from bot.outbound import outbox
from bot.outbound.reply import Reply, say, text_message
from bot.web import draft_page
from bot.web.draft_page import FormPages, OpenDraft
from bot.web.pages import pages_blueprint, refused_page
from locales.texts import Text
from models.calls.candidates import NAME
from models.forms import submissions
from models.forms.submissions import Submission
from models.messaging import chats, conversations
from models.messaging.deliveries import About
from models.people import people
from programmes.bangkok import bangkok_day
from services.access import NotAllowed, refusal_of_draft
from services.calls.answering import NotTaken
from services.calls.from_forms import call_of_form, receipt_said, refusal_said, take, told_of_form
from services.evaluations.handing_in import UNCOUNTED, take_mentors
from services.forms.filling import Filling, resume


def forms_blueprint(pages: FormPages) -> Blueprint:
    blueprint = pages_blueprint("forms")

    @blueprint.get("/f/<token>")
    def show(token: str) -> Any:
        return draft_page.show(pages, LinkOfDraft(pages, token))

    @blueprint.post("/f/<token>")
    def send(token: str) -> Any:
        return draft_page.send(pages, LinkOfDraft(pages, token))

    @blueprint.post("/f/<token>/answer")
    def save_one(token: str) -> Any:
        return draft_page.save_one(pages, LinkOfDraft(pages, token))

    return blueprint


@dataclass(frozen=True, slots=True)
class LinkOfDraft:
    """The way to a draft by its own link, for its author."""

    pages: FormPages
    token: str

    def open(self, session: Session, *, hold: bool = False) -> OpenDraft | tuple[str, int]:
        """Return the draft of a link if its author may go on with it, else the page that says why not."""
        submission = submissions.by_token(session, self.token)
        if submission is None:
            return self._closed(NotAllowed.UNKNOWN, "th")
        person, now = people.by_id(session, submission.person_id), self.pages.clock.now()
        language = person.language if person else "th"
        refused = refusal_of_draft(session, self.pages.programme, submission, bangkok_day(now), hold=hold)
        if refused is not None:
            return self._closed(refused, language)
        filling, text = resume(session, submission, now, language), self.pages.texts.in_language(language)
        about = _about(session, self.pages, submission, text)
        name = _name(self.pages, filling, text)
        return OpenDraft(filling, text, name, f"/f/{self.token}", about)

    def refusal(self, session: Session, draft: OpenDraft) -> str | None:
        """Send what the form says, if it answers a call; return why that is not taken."""
        filling, programme = draft.filling, self.pages.programme
        person = people.by_id(session, filling.submission.person_id)
        call = call_of_form(programme, filling.version.key)
        if call is None or person is None:
            return None
        try:
            take(session, programme, filling, self.pages.clock.now(), by=person)
        except NotTaken as why:
            return refusal_said(why, call, filling.by_name().get(NAME, ""), draft.text)
        return None

    def handed_in(self, session: Session, draft: OpenDraft) -> str:
        """Say thanks. The chat gets a note with the bot's next reply."""
        submission, text, now = draft.filling.submission, draft.text, self.pages.clock.now()
        taken = take_mentors(session, self.pages.programme, submission, now)
        chat = chats.of_person(session, submission.person_id)
        if chat is not None:
            talk = conversations.of_chats(session, [chat.line_user_id]).get(chat.line_user_id)
            if talk is not None and talk.data.get("submission") == submission.id:
                talk.close(now)
            notes = [text_message(text("form-sent-on-web", form=draft.name))]
            notes += [text_message(text(f"rating-{taken}"))] if taken in UNCOUNTED else []
            sent = receipt_said(session, self.pages.programme, submission, text)
            notes += [text_message(sent)] if sent is not None else []
            told = Reply(notes, About("submission", submission.id), piggyback=True)
            outbox.queue(session, chat.line_user_id, told, self.pages.clock.real(), token=None, token_at=None)
        others = told_of_form(session, self.pages.programme, submission, self.pages.texts, bangkok_day(now))
        for line_user_id, words in others:
            outbox.queue(session, line_user_id, say(words), self.pages.clock.real(), token=None, token_at=None)
        return render_template("form_done.html", t=text, said=draft.name, title=text("form-receipt-title"))

    def _closed(self, refusal: NotAllowed, language: str) -> tuple[str, int]:
        """Return the page that says why a draft cannot be gone on with, and what to do next."""
        text = self.pages.texts.in_language(language)
        if refusal is NotAllowed.UNKNOWN:
            return render_template("form_done.html", t=text, said=text("page-gone"), title=text("page-gone-title")), 404
        return refused_page(text, self.pages.programme, refusal), 404


def _about(session: Session, pages: FormPages, submission: Submission, text: Text) -> str | None:
    """Return the name of the person whom a form is about, or of the unit for which it answers a call."""
    units = pages.programme.units
    if submission.unit is not None and units is not None and units.knows(submission.unit):
        return units.unit(submission.unit).called(text.language)
    about = people.by_id(session, submission.about_person_id) if submission.about_person_id else None
    return about.name if about else None


def _name(pages: FormPages, filling: Filling, text: Text) -> str:
    asked = next((form for form in pages.programme.forms if form.key == filling.version.key), None)
    return asked.name(text.language) if asked else filling.version.title
