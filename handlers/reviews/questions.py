"""Questions to the mentor of the day and their answers: asked in words, answered by quoting or a button."""

from dataclasses import replace
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.thread import MESSAGE_UNITS, Saying, ThreadCard, ThreadList, thread_card, thread_list
from bot.inbound.router import on, on_intent
from bot.inbound.turn import Turn
from bot.line.counting import shorten, utf16
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import AnswerQuestion, AskMentor, OpenQuestion, SaveTyped
from handlers.activities.recording import is_participant
from handlers.activities.showing import is_asked, leave_question
from models.messaging import chats, deliveries
from models.messaging.deliveries import About
from models.people import people
from models.people.people import Person, Role
from models.reviews import mentoring, questions
from models.reviews.questions import Question, QuestionState
from programmes.bangkok import bangkok_day
from thai.asking import asks, question_in
from thai.intents import INTENTS
from thai.verdicts import read_numbers, read_verdict

ASK: Final = "ask_mentor"  # what is typed next is the question
ANSWER: Final = "answer_question"  # data: thread. What is typed next belongs to that thread
THREADS: Final = "questions"  # the soft question after a list of threads: a number opens one
ANSWERS: Final = INTENTS.declines | INTENTS.yes_or_no | INTENTS.courtesy  # commands that may be the question
FULL_UNITS: Final = 4900  # of the 5,000 a text message takes


def contact(turn: Turn) -> Reply:
    """ "Ask my mentor …": sends it; without words it is asked for, or the mentor of the day is named."""
    words = question_in(turn.event.text or "")
    if words:
        return ask_mentor(turn, words)
    return ask_what(turn) if asks(turn.event.text or "") or turn.postback else name_mentor(turn)


def ask_what(turn: Turn) -> Reply:
    first = _first_reachable(turn, turn.me.id)
    version = turn.conversation.ask(ASK, turn.now)
    leave = [quick.choice(turn.text("ask-leave"), AskMentor(conversation=version))]
    name = people.by_ids(turn.session, [first])[first].name if first else None
    said = turn.text("ask-what", name=name) if name else turn.text("ask-what-nobody")
    return say(said, quick_replies=leave)


def name_mentor(turn: Turn) -> Reply:
    """Who the mentor is today, and how to ask them."""
    leave_question(turn)
    stage = turn.programme.stage_on(turn.day)
    mentor = mentoring.mentor_of(turn.session, stage, turn.me.id, turn.day) if stage else None
    items = [quick.choice(turn.text("ask-mentor"), AskMentor()), quick.command(turn.text, "my_status")]
    if mentor is None or stage is None:
        return say(turn.text("mentor-none"), quick_replies=items)
    key = "mentor-today" if questions.reachable(turn.session, [mentor.id]) else "mentor-today-not-on-line"
    position = mentor.position or stage.mentor_role(turn.text.language)
    return say(turn.text(key, name=mentor.name, position=position), quick_replies=items)


def tap_ask(turn: Turn) -> Reply:
    """The button "ask my mentor", or under its own question "not after all"."""
    button = turn.postback
    if isinstance(button, AskMentor) and button.conversation is not None:
        turn.conversation.close(turn.now)
        return say(turn.text("ask-left"), quick_replies=[quick.command(turn.text, "menu")])
    return ask_what(turn)


def take_question(turn: Turn) -> Reply:
    """What is typed after "ask what?" is the question; nothing typed is taken for anything else silently."""
    if turn.says("ask-leave") or (turn.is_command and turn.intent in INTENTS.declines):
        turn.conversation.close(turn.now)
        return say(turn.text("ask-left"), quick_replies=[quick.command(turn.text, "menu")])
    reply = ask_mentor(turn, turn.event.text or "")
    if turn.intent != "log_activity":
        return reply
    turn.conversation.ask("offer", turn.now, offered=turn.inbox_id)
    save = [quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)), quick.command(turn.text, "menu")]
    return Reply([*reply.messages, text_message(turn.text("ask-was-activity"), save)], reply.about)


def show_questions(turn: Turn) -> Reply:
    """All threads of the speaker: a participant's own, or those a mentor or coordinator may answer."""
    mine = is_participant(turn)
    threads = _threads(turn)
    if not threads:
        leave_question(turn)
        items = [quick.choice(turn.text("ask-mentor"), AskMentor())] if mine else []
        none = turn.text("questions-none-mine" if mine else "questions-none")
        return say(none, quick_replies=[*items, quick.command(turn.text, "menu")])
    turn.conversation.ask(THREADS, turn.now, questions=[thread.id for thread in threads])
    return Reply([thread_list(ThreadList(tuple(_card(turn, thread) for thread in threads), mine), turn.text)])


def open_question(turn: Turn) -> Reply:
    """One thread, by its button or its number."""
    question = _question(turn, _tapped_or_numbered(turn))
    return _show(turn, question) if question else _gone(turn)


def ask_for_answer(turn: Turn) -> Reply:
    """The button below a thread: what is typed next belongs to it."""
    button = turn.postback
    question = _question(turn, button.question) if isinstance(button, AnswerQuestion) else None
    if question is None:
        return _gone(turn)
    if isinstance(button, AnswerQuestion) and button.conversation is not None:  # "not now", below the question
        turn.conversation.close(turn.now)
        return say(turn.text("answer-left"), quick_replies=[quick.command(turn.text, "questions")])
    _take_over(turn, question)
    version = turn.conversation.ask(ANSWER, turn.now, thread=question.id)
    leave = [quick.choice(turn.text("answer-leave"), AnswerQuestion(question.id, conversation=version))]
    if question.person_id == turn.me.id:
        return say(turn.text("ask-on-what"), quick_replies=leave, about=About("question", question.id))
    said = turn.text("answer-what", name=_names(turn, [question.person_id])[question.person_id])
    return say(said, quick_replies=leave, about=About("question", question.id))


def take_answer(turn: Turn) -> Reply:
    """Words for a thread that was opened, or whose message is quoted."""
    about = _quoted(turn)
    question = _question(turn, about.id if about else int(turn.conversation.data.get("thread", 0)))
    if question is None:
        turn.conversation.close(turn.now)
        return _gone(turn)
    if turn.says("answer-leave") or (about is None and turn.is_command and turn.intent in INTENTS.declines):
        turn.conversation.close(turn.now)
        return say(turn.text("answer-left"), quick_replies=[quick.command(turn.text, "questions")])
    turn.conversation.close(turn.now)
    words, message_id = turn.event.text or "", turn.event.message_id
    questions.say(turn.session, question, words, by_person_id=turn.me.id, message_id=message_id, at=turn.now)
    if question.person_id == turn.me.id:
        return _send_on(turn, question)
    told = _tell(turn, question, question.person_id)
    name = _names(turn, [question.person_id])[question.person_id]
    said = turn.text("answer-sent" if told else "answer-not-on-line", name=name)
    items = [quick.command(turn.text, "questions"), quick.command(turn.text, "menu")]
    return say(said, quick_replies=items, about=About("question", question.id))


def ask_mentor(turn: Turn, words: str) -> Reply:
    """Send the speaker's words to whoever answers for them today."""
    turn.conversation.close(turn.now)
    holder = _first_reachable(turn, turn.me.id)
    message_id = turn.event.message_id or turn.event.id
    asked = questions.ask(turn.session, turn.me.id, words, held_by_id=holder, message_id=message_id, at=turn.now)
    question = turn.session.get_one(Question, asked)
    return _send_on(turn, question)


def _send_on(turn: Turn, question: Question) -> Reply:
    """A question, or more of it, goes to the first of today's who is on LINE; the asker hears who that is."""
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
        part = ""  # nobody they stand in for: they are the mentor
    return say(turn.text(f"ask-sent{part}", name=_names(turn, [holder])[holder]), quick_replies=items, about=about)


def _tell(turn: Turn, question: Question, person_id: int) -> bool:
    """Push a thread to one side of it. False: they are not on LINE."""
    chat = chats.of_person(turn.session, person_id)
    if chat is None:
        return False
    person = people.by_id(turn.session, person_id)
    text = turn.texts.in_language(person.language if person else turn.text.language)
    values = _card(turn, question, reader=person_id)
    messages: list[Message] = [thread_card(replace(values, said=values.said[-2:]), text)]
    newest = values.said[-1].words if values.said else ""
    if utf16(newest) > MESSAGE_UNITS:  # more than the card holds
        messages.append(text_message(shorten(newest, FULL_UNITS, "utf16")))
    turn.later.append((chat.line_user_id, Reply(messages, About("question", question.id))))
    return True


def _show(turn: Turn, question: Question) -> Reply:
    came_from = _take_over(turn, question)
    leave_question(turn)
    values = replace(_card(turn, question), came_from=came_from)
    return Reply([thread_card(values, turn.text)], About("question", question.id))


def _take_over(turn: Turn, question: Question) -> str | None:
    """Who opens another's thread has it from now on. Return from whom it came, once."""
    if question.person_id == turn.me.id:
        return None
    before = questions.take_over(turn.session, question, turn.me.id)
    questions.open_thread(turn.session, question, turn.now)
    return _names(turn, [before]).get(before) if before else None


def _card(turn: Turn, question: Question, reader: int | None = None) -> ThreadCard:
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
        waits=question.state == QuestionState.ASKED,
    )


def _threads(turn: Turn) -> list[Question]:
    if is_participant(turn):
        return questions.of_person(turn.session, turn.me.id)
    return questions.asked_of(turn.session, turn.programme, turn.me.id, _phase(turn), turn.day)


def _question(turn: Turn, question_id: int | None) -> Question | None:
    """A thread of the speaker's, or one that is theirs to answer; any other does not exist for them."""
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


def _tapped_or_numbered(turn: Turn) -> int | None:
    if isinstance(turn.postback, OpenQuestion):
        return turn.postback.question
    listed = turn.conversation.data.get("questions", []) if turn.conversation.open == THREADS else []
    number = next(iter(read_numbers(turn.event.text or "")), 0)
    return listed[number - 1] if 1 <= number <= len(listed) else None


def _quoted(turn: Turn) -> About | None:
    message_id = turn.event.quoted_message_id
    about = deliveries.what_was_sent(turn.session, turn.chat.line_user_id, message_id) if message_id else None
    return about if about and about.kind == "question" else None


def _takes_question(turn: Turn) -> bool:
    if not is_participant(turn) or turn.event.text is None or not is_asked(turn, ASK):
        return False
    return not turn.is_command or turn.intent in ANSWERS


def _takes_answer(turn: Turn) -> bool:
    if turn.event.text is None or turn.role is None:
        return False
    if _quoted(turn) is not None:
        return True
    if not is_asked(turn, ANSWER):
        return False
    verdict = read_verdict(turn.event.text)
    if verdict is not None and (verdict.numbers or verdict.all):
        return False
    return not turn.is_command or turn.intent not in INTENTS.leaves_thread


def _opens_numbered(turn: Turn) -> bool:
    return turn.event.text is not None and is_asked(turn, THREADS) and _tapped_or_numbered(turn) is not None


def _wants_questions(turn: Turn) -> bool:
    if turn.role is None:
        return False
    asked_to = turn.role is not Role.PARTICIPANT and turn.said_intent == "contact_mentor"
    return turn.said_intent == "questions" or turn.says("command-questions") or asked_to


routes = [
    on(_takes_answer)(take_answer),
    on(lambda turn: turn.role is not None and isinstance(turn.postback, AnswerQuestion))(ask_for_answer),
    on(lambda turn: turn.role is not None and isinstance(turn.postback, OpenQuestion))(open_question),
    on(lambda turn: is_participant(turn) and (isinstance(turn.postback, AskMentor) or turn.says("ask-mentor")))(
        tap_ask
    ),
    on(_takes_question)(take_question),
    on(_opens_numbered)(open_question),
    on(_wants_questions)(show_questions),
]
commands = [
    on(lambda turn: is_participant(turn) and question_in(turn.event.text or "") is not None)(contact),
    on_intent("contact_mentor")(contact),
]
