"""Understands a message: returns its intent and slots. The other modules of this package are used through this one."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial

from thai import announcements, asking, command_rules, guesses, nominations
from thai.announcements import AnnouncementSaid
from thai.classifier import ABOUT, OF_SOMEBODY, Likelihoods, is_learned, likelihoods
from thai.command_rules import CommandReading
from thai.context import Context
from thai.features import features
from thai.intents import INTENTS, OVERSEEING, UNKNOWN
from thai.leave_days import asks_for_leave, tells_only_anothers_illness
from thai.meaning import Cause, Doubt, DoubtKind, Place, Slots, Understood
from thai.normalise import folded, retyped, tidy
from thai.sentence import Sentence, read
from thai.slots import slots_of

__all__ = ["Cause", "Context", "Place", "Slots", "Understood", "understand"]

# The share of a message's letters a command must explain before it is carried out, shown, or shown to
# somebody whose long messages are activities.
ENOUGH_TO_ACT = 0.85
ENOUGH_TO_SHOW = 0.65
ENOUGH_FROM_PARTICIPANTS = 0.75
ENOUGH_FOR_COURTESY = 0.25

# If so many letters about work follow a question, it is a request to record them.
NARRATIVE_TAIL = 25

# Invite codes: groups of four without look-alikes, or one run of capitals and digits.
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[A-Za-z0-9]{4}[- ]){2,5}[A-Za-z0-9]{4}|(?=[A-Z]*\d)[A-Z0-9]{12,24})(?![A-Za-z0-9])"
)
_WORDS_AROUND_CODE = 80

# People notice sooner or later that they type on the wrong keyboard layout.
LONGEST_RETYPED = 80

# The least likelihoods, by all features of a message together: below which what a rule finds is not believed; above
# which something is recorded, shown or asked about that no rule finds.
UNLIKELY_ACT = 0.2
UNLIKELY = 0.05
LIKELY_RECORD = 0.4
LIKELY_FULL_RECORD = 0.15  # of one that says at least three of when, where, who, how many and about what
FULL_RECORD = 3
LIKELY_FULLEST_RECORD = 0.05  # of one that says four of them: ๕/๗/๒๕๖๖ ลงพื้นที่บ้านหนองบัว ประชุมกับผู้ใหญ่บ้าน 12 คน
FULLEST_RECORD = 4
LIKELY = 0.4
LIKELY_ACT = 0.45
LIKELY_OF_MANY = 0.4  # of what is shown to those who look after others, if no rule finds it
UNLIKELY_OF_MANY = 0.25  # of what a rule finds for them
VERY_LIKELY = 0.65
NEARLY_CERTAIN = 0.85  # from which the whole message counts for more than single words
SHORTEST_RECORD = 20  # characters; shorter words without a deed, a place or people belong to what was said before
SURE = 0.6
SURE_ACT = 0.7  # of a command that changes something, and is asked about
VERY_SURE = 0.8  # that work is told, and nothing is asked of the mentor
# That a message is another command than the one whose rule explains all of its words.
SURE_OF_ANOTHER = 0.85
REFUTED = 0.03
SHORTEST_REFUTED = 12  # characters
LEAST_LEAVE = 0.02  # of leave that is asked for in words that also tell work
LEAST_HELP = 0.1  # of a message with a word that asks how, to be answered with help
ENOUGH_KNOWN = 0.7  # share of a message's letters in known words, for asking about a command that no rule finds
# What cannot be seen on a card: asked about unless the whole message is likely to mean it.
ASKED_UNLESS_LIKELY = frozenset(("leave", "delete_activity"))
ALWAYS_ASKED = ASKED_UNLESS_LIKELY | INTENTS.verdict  # if no rule is sure of it
MAY_ANNOUNCE = frozenset(INTENTS["broadcast"].roles)
MAY_NOMINATE = frozenset(INTENTS["nominate_rater"].roles)
# A guessed yes could answer what was not read, and long courtesy says something else besides.
NEVER_GUESSED = frozenset(("confirm",))
WHO_LACKS = "who_is_missing"
LEAST_ANNOUNCEMENT = 0.02  # of words that are built as one
SHORTEST_ANNOUNCEMENT = 25  # characters; shorter words only ask for one to be made
LONGEST_COURTESY = 40  # characters

# The number of best readings that are considered.
READINGS = 3


def understand(text: str, context: Context) -> Understood:
    """Return what the message means from this speaker now. It accepts any str and never raises."""
    tidied = tidy(text)
    said = announcements.certain_announcement_in(text, context) if context.role in MAY_ANNOUNCE else None
    if said is not None:
        return _announcement(said, text, tidied, context)
    sentence = read(folded(tidied), context)
    nominates = context.role in MAY_NOMINATE and nominations.nominations_in(text, context)
    if nominates and not (context.tells_activities and _records_a_day(tidied, sentence)):
        return Understood(text, "nominate_rater", exact=False, guesses=(), slots=Slots(message=tidied))
    result = _understood(text, tidied, sentence, context)
    if context.role in OVERSEEING and result.intent != UNKNOWN and not result.exact and asking.thinks_aloud(tidied):
        return replace(result, intent=UNKNOWN, guesses=(result.intent, "menu"), doubts=(), because=())
    if "leave" in (result.intent, *result.guesses) and tells_only_anothers_illness(sentence):
        offered = ("log_activity", "menu") if context.tells_activities else ("menu", "help")
        return replace(result, intent=UNKNOWN, exact=False, guesses=offered, doubts=())
    if _is_told_to_others(result, tidied, sentence, context):
        told = (Doubt("intent", DoubtKind.GUESSED),)
        return Understood(text, "broadcast", exact=False, guesses=(), slots=Slots(message=tidied), doubts=told)
    if result.intent == "broadcast" and announcements.asks_of_one(tidied):
        return Understood(text, UNKNOWN, exact=False, guesses=("broadcast", "help"), slots=Slots())  # ประกาศผลเมื่อไหร่
    if result.intent != UNKNOWN:
        return _asked_if_told_to_others(result, context)
    other = retyped(tidied) if len(tidied) <= LONGEST_RETYPED else None
    if other:
        sentence = read(other, context)
        again = _understood(text, other, sentence, context)
        if again.intent != UNKNOWN and (again.exact or sentence.known_share >= 0.8):
            return again
    return result


def _records_a_day(tidied: str, sentence: Sentence) -> bool:
    """Return whether a message that speaks of raters tells what was done on a day: who else rated something there is no
    rater of the participant."""
    is_deed = any(token.key("fieldwork") for token in sentence.tokens)
    is_work = is_deed and bool(sentence.days) and guesses.tells_of_work(sentence)
    return is_work and not nominations.begins_a_nomination(tidied)


def _is_told_to_others(result: Understood, tidied: str, sentence: Sentence, context: Context) -> bool:
    """Return whether what was read as a wish to see something is words for others: แจ้งน้องทุกจว. … ใครลงพื้นที่ก็ส่งได้"""
    shown = result.intent != UNKNOWN and not INTENTS[result.intent].acting and not result.exact
    long_enough = context.role in MAY_ANNOUNCE and len(tidied) >= SHORTEST_ANNOUNCEMENT
    told = shown and long_enough and announcements.begins_to_tell(tidied, context)
    return told and not guesses.asks(sentence.tokens)


def _asked_if_told_to_others(result: Understood, context: Context) -> Understood:
    """Return a verdict with a doubt if the message tells somebody of it: แจ้งมาลีว่าอนุมัติแล้ว gives none yet."""
    if result.intent not in INTENTS.verdict or result.doubts_of("intent"):
        return result
    if announcements.announcement_in(result.text, context) is None:
        return result
    return replace(result, doubts=(*result.doubts, Doubt("intent", DoubtKind.GUESSED)))


def _announcement(said: AnnouncementSaid, text: str, tidied: str, context: Context) -> Understood:
    """Return an announcement: its words are as they were written, and no command."""
    slots, _ = slots_of(read(folded(tidied), context), "broadcast", None, tidied, None)
    return Understood(text, "broadcast", said.words is None, (), replace(slots, message=said.words))


def _understood(original: str, tidied: str, sentence: Sentence, context: Context) -> Understood:
    found = command_rules.readings(sentence.tokens, sentence.explained, sentence.day_tokens, context.role)
    code = _code(tidied, found)

    def meaning(intent: str, reading: CommandReading | None = None, *, exact: bool = False) -> Understood:
        slots, doubts = slots_of(sentence, intent, reading, tidied, code)
        because = _causes(sentence, intent) if reading or intent == "log_activity" else ()
        return Understood(original, intent, exact and not slots.message, (), slots, because, doubts)

    if code:
        return meaning("register")
    words_to_mentor = asking.question_in(tidied) if context.role == "participant" else None
    asks_for_leave = any(reading.rule.intent == "leave" for reading in found)  # เรียน นอภ. ขออนุญาตลากิจ …
    weighed = cache(partial(_weighed, sentence, context))  # costs most of understanding; plain commands do not need it
    if words_to_mentor and not asks_for_leave and weighed().of("log_activity") < VERY_SURE:  # ขอรายงานผลการลงพื้นที่ …
        told = meaning("contact_mentor")
        return replace(told, slots=replace(told.slots, message=words_to_mentor), doubts=())
    asks = guesses.asks(sentence.tokens)
    reading = next((reading for reading in found[:READINGS] if _sure(reading, sentence, context, asks)), None)
    if reading and reading.complete:
        if len(tidied) < SHORTEST_REFUTED or not _is_refuted(reading, weighed()):
            return meaning(reading.rule.intent, reading, exact=_exact(reading, sentence, context))
        reading = None
    likely = weighed()
    chosen = _chosen(reading, found, sentence, context, asks, likely)
    if chosen is None and _may_tell_others(original, likely, context):
        chosen = "broadcast", None, True
    if chosen:
        intent, reading, guessed = chosen
        told = meaning(intent, reading, exact=reading is not None and _exact(reading, sentence, context))
        if intent == "broadcast" and told.slots.message is None:
            whole = (
                tidied if len(tidied) >= SHORTEST_ANNOUNCEMENT else None
            )  # nothing that was written is asked for again
            told = replace(told, slots=replace(told.slots, message=asking.words_after_that(tidied) or whole))
        return replace(told, doubts=(*told.doubts, Doubt("intent", DoubtKind.GUESSED))) if guessed else told
    typo = guesses.misspelt(sentence.text, context.role, context.words)
    if typo:
        return meaning(typo, exact=True)
    if guesses.asks_how(sentence.tokens) and likely.of("help") >= LEAST_HELP:
        return meaning("help")
    unknown = replace(
        meaning(UNKNOWN), guesses=likely.two_to_offer(context, (one.rule.intent for one in found[:READINGS])), doubts=()
    )
    if not asks:
        return unknown
    return replace(unknown, slots=replace(unknown.slots, sectors=(), tags=(), people_count=None))


Choice = tuple[str, CommandReading | None, bool]


def _chosen(
    reading: CommandReading | None,
    found: list[CommandReading],
    sentence: Sentence,
    context: Context,
    asks: bool,
    likely: Likelihoods,
) -> Choice | None:
    """Return (intent, its reading, whether it is only guessed) by rules and by likelihood together.

    The rules find a command, the likelihood of the whole message confirms it. What no rule finds is shown if it is
    likely, recorded or asked about if it is very likely.
    """
    oversees = context.role in OVERSEEING
    if reading and not _is_another(reading, likely):
        intent, share = reading.rule.intent, likely.with_questions(reading.rule.intent)
        if _is_explained(reading, context, likely) or share >= _least(reading, oversees):
            return intent, reading, intent in ASKED_UNLESS_LIKELY and share < SURE and context.role is not None
    if sentence.is_only_a_value:
        return None  # "57 คน" and "จันทร์ที่แล้ว" answer something
    if context.tells_activities and likely.of("log_activity") >= _least_of_record(sentence):
        away = next((one for one in found if one.rule.intent == "leave"), None)
        if (
            away
            and sentence.people.count is None
            and likely.of("leave") >= LEAST_LEAVE
            and asks_for_leave(sentence.text)
        ):
            return "leave", away, True  # ใคร่ขออนุญาตลากิจ … แล้วจะกลับมาประชุมวันที่ 15 tells no work yet
        told = not asks and guesses.tells_of_work(sentence)
        if told or (likely.of("log_activity") >= VERY_LIKELY and len(sentence.text) >= SHORTEST_RECORD):
            return "log_activity", None, False
    intent, share = likely.best_of_kinds
    if intent.startswith(ABOUT):
        return None  # no intent is of its kind
    if intent == UNKNOWN or intent in NEVER_GUESSED or (intent == "log_activity"):
        return None
    if oversees and intent == OF_SOMEBODY:
        return (intent, None, False) if sentence.person and share >= LIKELY_OF_MANY else None
    matching = next((reading for reading in found if reading.rule.intent == intent), None)
    if share < NEARLY_CERTAIN:
        if not (context.tells_activities or matching or intent in INTENTS.acting) and _tells_of_people(sentence):
            return None  # who tells of people met asks for no list
        if intent == WHO_LACKS and matching is None and not guesses.speaks_of_lack(sentence):
            return None  # ใครลาออกบ้าง asks for other people
    if intent in INTENTS.courtesy and (share < SURE or not _is_only_courtesy(sentence)):
        return None
    if intent in INTENTS.acting:
        if share < LIKELY_ACT or not _may_be_guessed(intent, share, sentence, context):
            return None
        return intent, matching, intent in ALWAYS_ASKED or matching is None or share < SURE
    many = matching is None and oversees
    return (intent, matching, False) if share >= (LIKELY_OF_MANY if many else LIKELY) else None


def _may_tell_others(text: str, likely: Likelihoods, context: Context) -> bool:
    """Return whether words that nothing else explains are built as an announcement (แจ้ง … ว่า …) and may be one: they
    are shown as a draft, and who gets them is asked."""
    if context.role not in MAY_ANNOUNCE:
        return False
    (best, _), (second, share) = likely.ranked[:2]
    is_next = best == "broadcast" or (best == UNKNOWN and second == "broadcast" and share >= LEAST_ANNOUNCEMENT)
    return is_next and announcements.announcement_in(text, context) is not None


def _least_of_record(sentence: Sentence) -> float:
    """Return the least likelihood with which a message that tells of work is recorded, by how much it says."""
    if sentence.kinds_of_slots >= FULLEST_RECORD:
        return LIKELY_FULLEST_RECORD
    return LIKELY_FULL_RECORD if sentence.kinds_of_slots >= FULL_RECORD else LIKELY_RECORD


def _weighed(sentence: Sentence, context: Context) -> Likelihoods:
    return Likelihoods(likelihoods(features(sentence, context), context.role))


def _is_refuted(reading: CommandReading, likely: Likelihoods) -> bool:
    """Return whether a longer message is almost certainly no such command, though a rule explains all of its words:
    ลงย้อนหลังได้กี่วัน asks how, and for no list."""
    wanted, share = likely.best
    told = likely.with_questions(reading.rule.intent)
    shown = wanted != UNKNOWN and wanted not in INTENTS.acting
    return shown and share >= SURE_OF_ANOTHER and told < REFUTED


def _is_another(reading: CommandReading, likely: Likelihoods) -> bool:
    """Return whether the whole message is nearly certain to be another command of this speaker's than a rule finds."""
    intent, share = likely.best
    return (
        share >= NEARLY_CERTAIN
        and intent not in (reading.rule.intent, UNKNOWN)
        and likely.with_questions(reading.rule.intent) < UNLIKELY
    )


def _is_explained(reading: CommandReading, context: Context, likely: Likelihoods) -> bool:
    """Return whether only the rules know a command: one without examples, of a stranger, or of a role that is told
    whose command it is."""
    if context.role is None or not is_learned(reading.rule.intent):
        return True
    not_theirs = context.role not in INTENTS[reading.rule.intent].roles
    return not_theirs and (reading.tail is None or likely.best[1] < LIKELY)


def _least(reading: CommandReading, oversees: bool) -> float:
    """Return the least likelihood of a command that a rule finds. Single words that those who look after others use in
    many sentences (สรุป, ส่ง, รายงาน) find many a rule."""
    if reading.rule.intent in INTENTS.acting | INTENTS.with_message:
        return UNLIKELY_ACT
    return UNLIKELY_OF_MANY if oversees else UNLIKELY


def _may_be_guessed(intent: str, share: float, sentence: Sentence, context: Context) -> bool:
    """Return whether a command that changes something may be asked about: not for others, except leave; no verdict with
    แต่, or in what tells of work; and not among many unknown words, unless it is likely all the same."""
    of_others = intent == "leave" and context.role == "coordinator"
    if intent in INTENTS.for_oneself and context.people and sentence.person and not of_others:
        return False
    if intent in INTENTS.verdict and guesses.says_but(sentence.tokens):
        return False
    if intent in INTENTS.verdict and sentence.kinds_of_slots >= 2 and not sentence.person:
        return False
    return share >= SURE_ACT or sentence.known_share >= ENOUGH_KNOWN


def _tells_of_people(sentence: Sentence) -> bool:
    return sentence.speaks_of_people and guesses.tells_of_work(sentence)


def _is_only_courtesy(sentence: Sentence) -> bool:
    """Return whether a message is too short, and has too little in it, to say something besides courtesy."""
    return len(sentence.text) <= LONGEST_COURTESY and not sentence.kinds_of_slots


def _code(tidied: str, found: list[CommandReading]) -> str | None:
    """Return the invite code in a message that is about nothing else."""
    match = _CODE.search(tidied)
    if not match:
        return None
    about_it = any(reading.rule.intent == "register" for reading in found)
    alone = len(tidied) - len(match[0]) <= 8
    return match[0] if alone or (about_it and len(tidied) - len(match[0]) <= _WORDS_AROUND_CODE) else None


def _sure(reading: CommandReading, sentence: Sentence, context: Context, asks: bool) -> bool:
    """Return whether it is certain that the command was meant."""
    intent = reading.rule.intent
    if context.people and sentence.person and intent in INTENTS.for_oneself:
        return False
    if reading.rule.chatty:
        return (
            reading.share >= ENOUGH_FOR_COURTESY and not (asks and not reading.complete) and sentence.kinds_of_slots < 2
        )
    if reading.tail is not None:
        told = len(sentence.text) - reading.tail
        most = INTENTS[intent].most_slots
        if most is not None and sentence.kinds_of_slots > most and not sentence.person:
            return False
        return not asks or intent not in INTENTS.never_asked or (intent == "log_activity" and told >= NARRATIVE_TAIL)
    if intent in INTENTS.acting:
        return reading.share >= ENOUGH_TO_ACT and (not asks or reading.complete)
    return reading.share >= (ENOUGH_FROM_PARTICIPANTS if context.tells_activities else ENOUGH_TO_SHOW)


def _exact(reading: CommandReading, sentence: Sentence, context: Context) -> bool:
    """Return whether the message has nothing but the command; วันนี้ adds nothing to it, except to a yes or no."""
    if sentence.times or (sentence.days and reading.rule.intent in INTENTS.yes_or_no):
        return False  # ใช่ 9 โมง says another time
    only_today = all(day.first == context.today and not day.last for day in sentence.days)
    return reading.complete and (not reading.slots or (only_today and not (sentence.places or sentence.person)))


def _causes(sentence: Sentence, intent: str) -> tuple[Cause, ...]:
    return (*sentence.sectors, *sentence.tags) if intent == "log_activity" else ()
