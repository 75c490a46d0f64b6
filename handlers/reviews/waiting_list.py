"""The review list of a mentor: numbered cards, page by page; opening one, and its pictures."""

from collections.abc import Sequence
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.review import A_PAGE, ReviewCard, review_carousel, review_message
from bot.inbound.router import on_intent, on_label, on_open, on_postback, on_typed
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import ApproveAll, FixActivity, MoreReviews, OpenReview, ShowPhotos
from handlers.activities.offering import offer
from handlers.conversation import is_fresh, leave_question
from handlers.messaging.talk import accept_thanks
from handlers.people.open_work import questions_waiting, whose_turn
from handlers.reviews.showing import review_cards
from handlers.roles import MENTORS, PARTICIPANTS, is_mentor, is_participant
from models.activities import activities, media
from models.activities.activities import Activity, ActivityState
from models.messaging.deliveries import About
from models.people import people
from models.reviews import mentoring, reviews, terms, verdicts
from models.reviews.reviews import ReviewList
from thai.dates import long_day
from thai.intents import INTENTS
from thai.verdicts import read_numbers

LIST: Final = "reviews"  # the optional question after numbered cards: numbers and "next" belong to them
# Up to so many are sent as a message each, so that a quotation names one entry; with the text they fill a request.
ONE_BY_ONE: Final = MESSAGES_A_CALL - 1
MOST_LISTED: Final = 99  # numbers have two digits; newer entries are in the next list


def show_waiting(turn: Turn) -> Reply:
    """Answer "what waits?" with the numbered entries of today's participants, oldest first, and for some days with
    those that were submitted to the speaker before another mentor came."""
    leave_question(turn)
    waiting = reviews.waiting_for(turn.session, turn.programme, turn.me.id, turn.now)
    asked = questions_waiting(turn)
    if not waiting:
        theirs = mentoring.answered_for(turn.session, turn.programme, turn.me.id, turn.day)
        gone = "reviews-none-handed-on" if terms.has_had_any(turn.session, turn.me.id) else "reviews-none-to-look-after"
        none = turn.text("reviews-none" if theirs else gone)
        lines = [none, *([turn.text("reviews-questions", count=asked)] if asked else [])]
        return say("\n".join(lines), quick_replies=_ways_on(turn, asked))
    listed = reviews.number(turn.session, waiting[:MOST_LISTED], turn.me.id, turn.now)
    before = [
        *_handed_over(turn, waiting),
        *_former(turn, waiting),
        *([turn.text("reviews-questions", count=asked)] if asked else []),
    ]
    return show_page(turn, listed, 1, before)


def show_page(turn: Turn, listed: ReviewList, page: int, before: Sequence[str] = ()) -> Reply:
    """Show the next page with cards: a few as single messages, which can be quoted, more side by side."""
    numbers = {entry[0]: number for number, entry in enumerate(listed.entries, 1)}
    waiting = still_waiting(turn, listed)
    last = max((page_of(numbers[entry.id]) for entry in waiting), default=0)
    page = next((n for n in range(page, last + 1) if any(page_of(numbers[e.id]) == n for e in waiting)), page)
    entries = [entry for entry in waiting if page_of(numbers[entry.id]) == page]
    if not entries:
        return say(turn.text("reviews-last-page"), quick_replies=_ways_on(turn, 0))
    turn.conversation.ask(LIST, turn.now, listing=listed.id, page=page)
    left = sum(page_of(numbers[entry.id]) > page for entry in waiting)
    intro = "\n".join([turn.text("reviews-intro", count=len(waiting), left=left), *before])
    cards = review_cards(turn, entries, numbers)
    turn.looks_at(*(entry.person_id for entry in entries))
    if len(waiting) <= ONE_BY_ONE:
        return _one_by_one(turn, listed, intro, cards)
    carousel = review_carousel(cards, turn.text, listed.id, next_page=page + 1 if left else None)
    return Reply([text_message(intro), carousel], About("reviews", listed.id))


def page_of(number: int) -> int:
    return (number - 1) // A_PAGE + 1


def _one_by_one(turn: Turn, listed: ReviewList, intro: str, cards: Sequence[ReviewCard]) -> Reply:
    """Make one delivery for each card, merged into one request, so that each message id is about one entry."""
    messages = [review_message(card, turn.text) for card in cards]
    all_at_once = quick.choice(turn.text("reviews-approve-all"), ApproveAll(listed.id, yes=False))
    messages[-1] = quick.with_quick_replies(messages[-1], [all_at_once, *_ways_on(turn, 0)])
    for card, message in zip(cards, messages, strict=True):
        turn.tell(turn.chat.line_user_id, Reply([message], About("activity", card.activity)))
    return say(intro)


def show_more(turn: Turn, button: MoreReviews | None = None) -> Reply:
    """Show the next page, by its button or by typing "next"."""
    talk = turn.conversation.data
    listing, page = (button.listing, button.page) if button else (int(talk["listing"]), int(talk["page"]) + 1)
    listed = reviews.owned_list(turn.session, listing, turn.me.id)
    return show_page(turn, listed, page) if listed else gone(turn)


def open_review(turn: Turn, button: OpenReview) -> Reply:
    """Show one entry alone, so that words that quote it are about it."""
    entry = _activity(turn, button.activity)
    return show_activity(turn, entry) if entry else gone(turn)


def open_numbered(turn: Turn, number: int) -> Reply:
    """Show the entry with this number in the last list."""
    found, _ = chosen(turn, [number])
    entry = _activity(turn, found[0][0]) if found else None
    return show_activity(turn, entry) if entry else gone(turn)


def show_activity(turn: Turn, entry: Activity, remark: str | None = None) -> Reply:
    (card,) = review_cards(turn, [entry])
    turn.looks_at(entry.person_id)
    before = [text_message(remark)] if remark else []
    return Reply([*before, review_message(card, turn.text)], About("activity", entry.id))


def show_photos(turn: Turn, button: ShowPhotos) -> Reply:
    """Show the pictures of an entry, and store that they were opened."""
    entry = _activity(turn, button.activity)
    if entry is None:
        return gone(turn)
    reviews.open_photos(turn.session, entry.id, turn.me.id, turn.now)
    turn.looks_at(entry.person_id)
    photos = media.of_activity(turn.session, entry.id)
    links = [turn.links.photo(photo.token) for photo in photos if photo.token]
    shown: list[Message] = [
        {"type": "image", "originalContentUrl": f"{link}?full", "previewImageUrl": link} for link in links if link
    ]
    if not shown:
        return say(turn.text("reviews-photos-text" if photos else "reviews-no-photos"))
    return Reply(shown[:MESSAGES_A_CALL], About("activity", entry.id))


def explain_whose(turn: Turn) -> Reply:
    """Answer "what waits?" of a person who reviews nothing: tell a participant about their own entries."""
    if not is_participant(turn):
        return say(turn.text("reviews-not-yours"), quick_replies=[quick.command(turn.text, "menu")])
    leave_question(turn)
    items = [quick.command(turn.text, "list_activities"), quick.command(turn.text, "menu")]
    returned = activities.in_state(turn.session, turn.me.id, ActivityState.RETURNED)
    fix = [quick.choice(turn.text("told-fix"), FixActivity(entry.id)) for entry in returned[:1]]
    return say(whose_turn(turn) or turn.text("own-nothing"), quick_replies=[*fix, *items])


def explain_whose_act(turn: Turn) -> Reply:
    """Answer an act on entries that does none: by a person who reviews none, or by a mentor who may ask about it."""
    if is_participant(turn):
        return offer(turn)
    if is_mentor(turn):
        items = [quick.command(turn.text, "pending_reviews"), quick.command(turn.text, "menu")]
        return say(turn.text("reviews-nothing-done"), quick_replies=items)
    return say(turn.text("reviews-not-yours"), quick_replies=[quick.command(turn.text, "menu")])


def gone(turn: Turn) -> Reply:
    """Say that the entry was not found: it is not, or no longer, the speaker's to review."""
    return say(turn.text("reviews-gone"), quick_replies=_ways_on(turn, 0))


def chosen(turn: Turn, numbers: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return ([activity, revision] of these numbers in the last list, numbers that are not in it)."""
    listed = reviews.latest_list(turn.session, turn.me.id)
    entries = listed.entries if listed else []
    found = [(entries[n - 1][0], entries[n - 1][1]) for n in numbers if 1 <= n <= len(entries)]
    return found, [n for n in numbers if not 1 <= n <= len(entries)]


def _activity(turn: Turn, activity_id: int) -> Activity | None:
    return verdicts.answerable(turn.session, turn.programme, activity_id, turn.me.id, turn.now)


def still_waiting(turn: Turn, listed: ReviewList) -> list[Activity]:
    """Return the listed entries that still wait for the speaker, in their order."""
    waiting = reviews.waiting_for(turn.session, turn.programme, turn.me.id, turn.now)
    by_id = {entry.id: entry for entry in waiting}
    return [by_id[entry[0]] for entry in listed.entries if entry[0] in by_id]


def _handed_over(turn: Turn, waiting: Sequence[Activity]) -> list[str]:
    """Return from whom new entries came that others had to review before."""
    seen = reviews.shown(turn.session, [entry.id for entry in waiting], turn.me.id)
    new = [entry for entry in waiting if entry.id not in seen]
    came = reviews.held_before(turn.session, new, turn.me.id)
    names = people.by_ids(turn.session, [one for one in came if one is not None])
    said = []
    for person_id, count in came.items():
        if person_id is None:
            said.append(turn.text("reviews-came-over-from-nobody", count=count))
        elif person_id in names:
            said.append(turn.text("reviews-came-over", name=names[person_id].name, count=count))
    return said


def _former(turn: Turn, waiting: Sequence[Activity]) -> list[str]:
    """Return until when the speaker may answer what was submitted to them before another mentor came."""
    past = terms.former(turn.session, turn.programme, turn.me.id, turn.now)
    theirs = mentoring.answered_for(turn.session, turn.programme, turn.me.id, turn.day) if past else []
    count = sum(entry.person_id not in theirs for entry in waiting)
    if not past or not count:
        return []
    role_until = terms.roles_until(turn.session, turn.programme, [turn.me.id]).get(turn.me.id)
    last = terms.answers_until(turn.programme, past, role_until) or turn.day
    return [turn.text("reviews-former", count=count, last=long_day(last, turn.text.language))]


def _ways_on(turn: Turn, asked: int) -> list[dict[str, object]]:
    items = [quick.command(turn.text, "my_status"), quick.command(turn.text, "menu")]
    return [*([quick.command(turn.text, "questions")] if asked else []), *items]


def _is_after_page(turn: Turn) -> bool:
    return turn.conversation.open == LIST


def _number_said(turn: Turn) -> int | None:
    numbers = read_numbers(turn.event.text or "") if is_fresh(turn) else ()
    return numbers[0] if len(numbers) == 1 else None


routes = [
    on_postback(OpenReview, MENTORS)(open_review),
    on_postback(ShowPhotos, MENTORS)(show_photos),
    on_postback(MoreReviews, MENTORS)(show_more),
    on_label("reviews-more", roles=MENTORS, when=_is_after_page)(show_more),
    on_open(LIST, roles=MENTORS).reading(_number_said)(open_numbered),
    on_intent("pending_reviews", roles=MENTORS)(show_waiting),
    on_intent("pending_reviews")(explain_whose),
    on_typed("approve", "praise", roles=PARTICIPANTS)(accept_thanks),
    on_typed(*INTENTS.verdict)(explain_whose_act),
]
