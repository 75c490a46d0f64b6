"""Questions to the mentor of the day, and their answers by quoting or by a button."""

from dataclasses import replace
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.thread import MESSAGE_UNITS, Saying, ThreadCard, ThreadList, thread_card, thread_list
from bot.inbound.router import either, on_intent, on_label, on_open, on_postback, on_quote, on_words
from bot.inbound.turn import Turn
from bot.line.numbers import TEXT
from bot.line.text_length import shorten, utf16
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import AnswerThread, AskMentor, OpenThread, SaveTyped
from handlers.conversation import OFFER, is_fresh, leave_question, tells_others
from handlers.reviews.acts_said import act_said
from handlers.roles import OVERSEERS, PARTICIPANTS, WITH_A_ROLE, is_participant
from models.messaging import chats
from models.messaging.deliveries import About
from models.people import people
from models.people.people import Person
from models.reviews import mentoring, questions
from models.reviews.questions import QuestionThread, ThreadState
from programmes.bangkok import bangkok_day
from thai.asking import asks, question_in
from thai.intents import INTENTS
from thai.verdicts import read_numbers

ASK: Final = "ask_mentor"  # the next words are the question
ANSWER: Final = "answer_question"  # data: thread. The next words belong to that thread
THREADS: Final = "questions"  # the optional question after a list of threads: a number opens one
ANSWERS: Final = INTENTS.declines | INTENTS.yes_or_no | INTENTS.courtesy  # commands that may be a question
FULL_UNITS: Final = TEXT - 100


def contact(turn: Turn) -> Reply:
    """Answer a message to the mentor without a question: ask for the question, or name the mentor of the day."""
    return ask_what(turn) if asks(turn.event.text or "") or turn.postback else name_mentor(turn)


def ask_what(turn: Turn) -> Reply:
    first = _first_reachable(turn, turn.me.id)
    version = turn.conversation.ask(ASK, turn.now)
    leave = [quick.choice(turn.text("ask-leave"), AskMentor(conversation=version))]
    name = people.by_ids(turn.session, [first])[first].name if first else None
    said = turn.text("ask-what", name=name) if name else turn.text("ask-what-nobody")
    return say(said, quick_replies=leave)


def name_mentor(turn: Turn) -> Reply:
    """Say who the mentor is today, and how to ask them."""
    leave_question(turn)
    stage = turn.programme.stage_on(turn.day)
    mentor = mentoring.mentor_of(turn.session, stage, turn.me.id, turn.day) if stage else None
    items = [quick.choice(turn.text("ask-mentor"), AskMentor()), quick.command(turn.text, "my_status")]
    if mentor is None or stage is None:
        return say(turn.text("mentor-none"), quick_replies=items)
    key = "mentor-today" if questions.reachable(turn.session, [mentor.id]) else "mentor-today-not-on-line"
    position = mentor.position or stage.mentor_role(turn.text.language)
    return say(turn.text(key, name=mentor.name, position=position), quick_replies=items)


def tap_ask(turn: Turn, button: AskMentor | None = None) -> Reply:
    """Handle the button "ask my mentor", or "not after all" below its question."""
    if button is not None and button.conversation is not None:
        turn.conversation.close(turn.now)
        return say(turn.text("ask-left"), quick_replies=[quick.command(turn.text, "menu")])
    return ask_what(turn)


def take_question(turn: Turn) -> Reply:
    """Take the words after "ask what?" as the question."""
    if turn.says("ask-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        turn.conversation.close(turn.now)
        return say(turn.text("ask-left"), quick_replies=[quick.command(turn.text, "menu")])
    reply = ask_mentor(turn, turn.event.text or "")
    if turn.intent != "log_activity":
        return reply
    turn.conversation.ask(OFFER, turn.now, offered=turn.inbox_id)
    save = [quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)), quick.command(turn.text, "menu")]
    return Reply([*reply.messages, text_message(turn.text("ask-was-activity"), save)], reply.about)


def show_questions(turn: Turn) -> Reply:
    """Show the speaker's threads: a participant's own, or those that a mentor or coordinator may answer."""
    mine = is_participant(turn)
    threads = _threads(turn)
    if not threads:
        leave_question(turn)
        items = [quick.choice(turn.text("ask-mentor"), AskMentor())] if mine else []
        none = turn.text("questions-none-mine" if mine else "questions-none")
        return say(none, quick_replies=[*items, quick.command(turn.text, "menu")])
    turn.conversation.ask(THREADS, turn.now, questions=[thread.id for thread in threads])
    return Reply([thread_list(ThreadList(tuple(_card(turn, thread) for thread in threads), mine), turn.text)])


def open_tapped(turn: Turn, button: OpenThread) -> Reply:
    return open_question(turn, button.question)


def open_question(turn: Turn, question_id: int) -> Reply:
    """Show one thread, by its button or its number."""
    question = _question(turn, question_id)
    return _show(turn, question) if question else _gone(turn)


def ask_for_answer(turn: Turn, button: AnswerThread) -> Reply:
    """Handle the button below a thread: the next words belong to it."""
    question = _question(turn, button.question)
    if question is None:
        return _gone(turn)
    if button.conversation is not None:  # "not now", below the question
        turn.conversation.close(turn.now)
        return say(turn.text("answer-left"), quick_replies=[quick.command(turn.text, "questions")])
    _take_over(turn, question)
    version = turn.conversation.ask(ANSWER, turn.now, thread=question.id)
    leave = [quick.choice(turn.text("answer-leave"), AnswerThread(question.id, conversation=version))]
    if question.person_id == turn.me.id:
        return say(turn.text("ask-on-what"), quick_replies=leave, about=About("question", question.id))
    said = turn.text("answer-what", name=_names(turn, [question.person_id])[question.person_id])
    return say(said, quick_replies=leave, about=About("question", question.id))


def take_answer(turn: Turn) -> Reply:
    """Add words to a thread that was opened, or of which a message is quoted."""
    about = _thread_quoted(turn)
    question = _question(turn, about.id if about else int(turn.conversation.data.get("thread", 0)))
    if question is None:
        turn.conversation.close(turn.now)
        return _gone(turn)
    if turn.says("answer-leave") or (about is None and turn.is_command and turn.intent in INTENTS.declines):
        turn.conversation.close(turn.now)
        return say(turn.text("answer-left"), quick_replies=[quick.command(turn.text, "questions")])
    turn.conversation.close(turn.now)
    return add_words(turn, question, turn.event.text or "")


def answer(turn: Turn, question_id: int, words: str) -> Reply:
    """Add words to a thread that the speaker may answer. The same words, sent twice, are said once."""
    question = _question(turn, question_id)
    if question is None:
        return _gone(turn)
    said = questions.messages_of(turn.session, [question.id])[question.id]
    if said and said[-1].by_person_id == turn.me.id and said[-1].words == words:
        return say(turn.text("answer-sent-before"))
    return add_words(turn, question, words)


def add_words(turn: Turn, question: QuestionThread, words: str) -> Reply:
    """Add words to a thread, and tell the other side."""
    message_id = turn.event.message_id
    questions.say(turn.session, question, words, by_person_id=turn.me.id, message_id=message_id, at=turn.now)
    if question.person_id == turn.me.id:
        return _send_on(turn, question)
    told = _tell(turn, question, question.person_id)
    name = _names(turn, [question.person_id])[question.person_id]
    said = turn.text("answer-sent" if told else "answer-not-on-line", name=name)
    items = [quick.command(turn.text, "questions"), quick.command(turn.text, "menu")]
    return say(said, quick_replies=items, about=About("question", question.id))


def ask_mentor(turn: Turn, words: str) -> Reply:
    """Send the speaker's question to the person who answers for them today."""
    turn.conversation.close(turn.now)
    holder = _first_reachable(turn, turn.me.id)
    message_id = turn.event.message_id or turn.event.id
    asked = questions.ask(turn.session, turn.me.id, words, held_by_id=holder, message_id=message_id, at=turn.now)
    question = turn.session.get_one(QuestionThread, asked)
    return _send_on(turn, question)


def _send_on(turn: Turn, question: QuestionThread) -> Reply:
    """Send a question to the first of today's reviewers who is on LINE, and tell the asker who that is."""
    about = About("question", question.id)
    items = [quick.command(turn.text, "questions"), quick.command(turn.text, "menu")]
    holder = _first_reachable(turn, question.person_id)
    if holder is None:
        contact = turn.programme.contact.name(turn.text.language)
        return say(turn.text("ask-sent-nobody", contact=contact), quick_replies=items, about=about)
    question.held_by_id = holder
    turn.session.flush()
    _tell(turn, question, holder)
    reviewers = mentoring.reviewers_of(turn.session, turn.programme, question.person_id, turn.day)
    part = next(("-deputy" if one.deputy else "" for one in reviewers if one.person_id == holder), "-coordinator")
    if part == "-deputy" and all(one.deputy for one in reviewers):
        part = ""  # they are the mentor and stand in for nobody
    return say(turn.text(f"ask-sent{part}", name=_names(turn, [holder])[holder]), quick_replies=items, about=about)


def _tell(turn: Turn, question: QuestionThread, person_id: int) -> bool:
    """Push a thread to one side of it. Return False if they are not on LINE."""
    chat = chats.of_person(turn.session, person_id)
    if chat is None:
        return False
    person = people.by_id(turn.session, person_id)
    text = turn.texts.in_language(person.language if person else turn.text.language)
    values = _card(turn, question, reader=person_id)
    messages: list[Message] = [thread_card(replace(values, said=values.said[-2:]), text)]
    newest = values.said[-1].words if values.said else ""
    if utf16(newest) > MESSAGE_UNITS:  # longer than the card shows
        messages.append(text_message(shorten(newest, FULL_UNITS, "utf16")))
    turn.tell(chat.line_user_id, Reply(messages, About("question", question.id)))
    return True


def _show(turn: Turn, question: QuestionThread) -> Reply:
    came_from = _take_over(turn, question)
    turn.looks_at(question.person_id)
    leave_question(turn)
    values = replace(_card(turn, question), came_from=came_from)
    return Reply([thread_card(values, turn.text)], About("question", question.id))


def _take_over(turn: Turn, question: QuestionThread) -> str | None:
    """Make the speaker the holder of a thread. Return from whom it came, the first time."""
    if question.person_id == turn.me.id:
        return None
    before = questions.take_over(turn.session, question, turn.me.id)
    questions.open_thread(turn.session, question, turn.now)
    return _names(turn, [before]).get(before) if before else None


def _card(turn: Turn, question: QuestionThread, reader: int | None = None) -> ThreadCard:
    reader = reader or turn.me.id
    said = questions.messages_of(turn.session, [question.id])[question.id]
    names = _names(turn, [question.person_id, question.held_by_id, *(one.by_person_id for one in said)])
    return ThreadCard(
        question=question.id,
        asker=names[question.person_id],
        with_whom=names.get(question.held_by_id) if question.held_by_id else None,
        said=tuple(
            Saying(names.get(one.by_person_id, "–"), bangkok_day(one.at), one.words, one.by_person_id == reader)
            for one in said
        ),
        mine=question.person_id == reader,
        waits=question.state == ThreadState.ASKED,
    )


def threads_looked_at(turn: Turn) -> list[ThreadCard]:
    """Return the threads that the speaker may answer, those that wait first. Nothing is stored."""
    return [_card(turn, question) for question in _threads(turn)]


def _threads(turn: Turn) -> list[QuestionThread]:
    if is_participant(turn):
        return questions.of_person(turn.session, turn.me.id)
    return questions.asked_of(turn.session, turn.programme, turn.me.id, _phase(turn), turn.day)


def _question(turn: Turn, question_id: int | None) -> QuestionThread | None:
    """Return a thread that the speaker began or may answer, otherwise None."""
    if not question_id:
        return None
    if is_participant(turn):
        return questions.owned(turn.session, question_id, turn.me.id)
    return questions.answerable(turn.session, turn.programme, question_id, turn.me.id, _phase(turn), turn.day)


def _first_reachable(turn: Turn, asker_id: int) -> int | None:
    may = questions.who_answers(turn.session, turn.programme, asker_id, _phase(turn), turn.day)
    return next(iter(questions.reachable(turn.session, may)), None)


def _phase(turn: Turn) -> int | None:
    phase = turn.programme.phase_on(turn.day)
    return phase.number if phase else None


def _names(turn: Turn, person_ids: list[int | None]) -> dict[int, str]:
    found: dict[int, Person] = people.by_ids(turn.session, [one for one in person_ids if one is not None])
    return {person_id: person.name for person_id, person in found.items()}


def _gone(turn: Turn) -> Reply:
    items = [quick.command(turn.text, "questions"), quick.command(turn.text, "menu")]
    return say(turn.text("question-gone"), quick_replies=items)


def _numbered(turn: Turn) -> int | None:
    """Return the thread whose number was typed."""
    if not is_fresh(turn):
        return None
    listed: list[int] = turn.conversation.data.get("questions", [])
    number = next(iter(read_numbers(turn.event.text or "")), 0)
    return listed[number - 1] if 1 <= number <= len(listed) else None


def _question_said(turn: Turn) -> str | None:
    return question_in(turn.event.text or "")


def _thread_quoted(turn: Turn) -> About | None:
    return turn.quoted if turn.quoted and turn.quoted.kind == "question" else None


def _quotes_thread(turn: Turn) -> bool:
    return _thread_quoted(turn) is not None


def _takes_question(turn: Turn) -> bool:
    if not is_fresh(turn):
        return False
    return not turn.is_command or turn.intent in ANSWERS


def _takes_answer(turn: Turn) -> bool:
    if not is_fresh(turn) or tells_others(turn):
        return False
    act = turn.once(act_said)
    if act is not None and (act.numbers or act.all):
        return False
    return not turn.is_command or turn.intent not in INTENTS.leaves_thread


routes = [
    on_quote(roles=WITH_A_ROLE, when=_quotes_thread)(take_answer),
    on_open(ANSWER, roles=WITH_A_ROLE, when=_takes_answer)(take_answer),
    on_postback(AnswerThread, WITH_A_ROLE)(ask_for_answer),
    on_postback(OpenThread, WITH_A_ROLE)(open_tapped),
    on_postback(AskMentor, PARTICIPANTS)(tap_ask),
    on_label("ask-mentor", roles=PARTICIPANTS)(tap_ask),
    on_open(ASK, roles=PARTICIPANTS, when=_takes_question)(take_question),
    on_open(THREADS).reading(_numbered)(open_question),
    either(on_intent("questions"), on_label("command-questions"), roles=WITH_A_ROLE)(show_questions),
]
commands = [
    on_words(roles=PARTICIPANTS).reading(_question_said)(ask_mentor),
    on_intent("contact_mentor", roles=OVERSEERS)(show_questions),
    on_intent("contact_mentor")(contact),
]
