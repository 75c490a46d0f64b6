"""Hands a form in, and what follows: the receipt, the next person, the same form again."""

from dataclasses import replace
from datetime import date

from bot.cards.form_receipt import FormReceiptCard, form_receipt_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from handlers.forms.asking import SUBMITTED, about_name, ask, form_name, last_day, lines, refusal_in_words, review
from handlers.forms.opening import OfferedForm, form_of_call, next_person, offered_to, open_form, open_named
from models.forms import submissions
from models.messaging.deliveries import About
from services.access import is_about_theirs
from services.calls.answering import NotTaken
from services.calls.from_forms import receipt_said, take, told_of_form
from services.evaluations.handing_in import UNCOUNTED, take_mentors
from services.forms.filling import Filling
from thai.dates import long_day

FACTS_SHOWN = 5


def hand_in(turn: Turn, filling: Filling) -> Reply:
    """Hand the draft in, or ask the first question because of which that is not possible."""
    if filling.submission.is_submitted:  # the button was tapped twice
        return review(turn, filling)
    faults = filling.interview.faults()
    if faults:
        step, refusal = faults[0]
        return ask(turn, filling, step, trouble=refusal.text(turn.text))
    try:
        take(turn.session, turn.programme, filling, turn.now, by=turn.me)
    except NotTaken as why:
        return review(turn, filling, before=[text_message(refusal_in_words(turn, filling, why))])
    filling.hand_in(turn.session, turn.now, turn.day)
    taken = take_mentors(turn.session, turn.programme, filling.submission, turn.now)
    receipt = show_receipt(turn, filling)
    sent = receipt_said(turn.session, turn.programme, filling.submission, turn.text)
    for line_user_id, words in told_of_form(turn.session, turn.programme, filling.submission, turn.texts, turn.day):
        turn.tell(line_user_id, say(words))
    if sent is not None:
        return replace(receipt, messages=[text_message(sent), *receipt.messages])
    if taken in UNCOUNTED:
        return replace(receipt, messages=[text_message(turn.text(f"rating-{taken}")), *receipt.messages])
    return receipt


def show_receipt(turn: Turn, filling: Filling) -> Reply:
    submission, language = filling.submission, turn.text.language
    form = _offered(turn, filling)
    following = next_person(turn, form) if form and form.about else None
    reached, wanted, missing = _counted(turn, filling, form)
    day = submission.day or turn.day
    version = turn.conversation.ask(SUBMITTED, turn.now, submission=submission.id)
    values = FormReceiptCard(
        submission=submission.id,
        form=form_name(turn, filling),
        day=long_day(day, language),
        facts=tuple((line.asked, line.value) for line in lines(turn, filling) if line.value)[:FACTS_SHOWN],
        about=about_name(turn, submission),
        reached=reached,
        wanted=wanted,
        missing=missing,
        until=long_day(last_day(turn, day), language),
        following=following.name if following else None,
        conversation=version,
    )
    return Reply([form_receipt_card(values, turn.text)], About("submission", submission.id))


def begin_next(turn: Turn, filling: Filling) -> Reply:
    """Begin the same form about the next person."""
    form = _offered(turn, filling)
    following = next_person(turn, form) if form and form.about else None
    if form is None or following is None:
        return begin_again(turn, filling)
    return open_form(turn, form, about_id=following.person_id)


def begin_again(turn: Turn, filling: Filling) -> Reply:
    """Begin the same form again."""
    unit = filling.submission.unit
    form = form_of_call(turn, filling.version.key, unit) if unit is not None else None
    if form is not None and is_about_theirs(turn.session, turn.programme, filling.submission, turn.day):
        return open_form(turn, form)
    return open_named(turn, filling.version.key)


def _offered(turn: Turn, filling: Filling) -> OfferedForm | None:
    return next((form for form in offered_to(turn) if form.version.key == filling.version.key), None)


def _counted(turn: Turn, filling: Filling, form: OfferedForm | None) -> tuple[int | None, int | None, str | None]:
    """Return how many of the wanted submissions exist, how many are wanted, and which are missing."""
    asked = next((one for one in turn.programme.forms if one.key == filling.version.key), None)
    if form is None or asked is None or asked.wanted < 2:
        return None, None, None
    if asked.distinct is None:
        done = submissions.submitted_of(turn.session, turn.me.id, asked.key, asked.begins)
        return len(done), asked.wanted, None
    counted = submissions.count_by_answer(
        turn.session, asked.key, asked.distinct, [turn.me.id], asked.begins, date.max
    ).get(turn.me.id, {})
    offers = filling.interview.offers(asked.distinct, turn.text.language)
    missing = [offer.label for offer in offers if offer.name not in counted]
    return min(len(counted), asked.wanted), asked.wanted, " · ".join(missing) or None
