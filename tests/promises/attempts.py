"""What can be tried on somebody else's things, and who may: the table behind the promise of no cross access.

A new act is one more line. `tries` does it, with the id of a thing; the same with an id nobody has must be answered
in the same words to whoever may not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.postback import (
    AddPhoto,
    AddPin,
    AnswerGoal,
    AnswerPlan,
    AnswerThread,
    AskProgress,
    ChooseCompetency,
    ChooseWay,
    ConfirmTraining,
    DayPicked,
    DeleteActivity,
    DoneEditing,
    DropTraining,
    EditActivity,
    FixActivity,
    FlagPart,
    HandleRater,
    MakeTraining,
    MarkPhotos,
    NotTraining,
    OpenActivity,
    OpenReview,
    OpenThread,
    Postback,
    RetellTraining,
    ReviewActivity,
    SendAgain,
    ShowEntry,
    ShowPhotos,
    ShowPlan,
    ToggleSector,
    ToggleTag,
    UndoDelete,
    UnlockActivity,
    WriteDuties,
)
from bot.postback.fields import FLAGS
from simulator.driver import Someone

OWNER, MENTOR, DEPUTY = "owner", "mentor", "deputy"
OTHER_MENTOR, OTHER_PARTICIPANT = "mentor elsewhere", "another participant"
WHOLE, OTHER_AGENCY, STRANGER = "coordinator of all", "coordinator of another agency", "stranger"
ROLES: Final = (OWNER, MENTOR, DEPUTY, OTHER_MENTOR, OTHER_PARTICIPANT, WHOLE, OTHER_AGENCY, STRANGER)
REVIEWERS: Final = frozenset((MENTOR, DEPUTY))

Try = Callable[[Someone, int], object]


@dataclass(frozen=True)
class Attempt:
    """`on`: the kind of thing (entry, question, plan, person); `allowed`: the roles for whom that thing exists."""

    name: str
    on: str
    tries: Try
    allowed: frozenset[str]


def tap(button: Callable[[int], Postback], **params: str) -> Try:
    return lambda phone, thing: phone.taps(button(thing).pack(), params=params or None)


def _of(name: str, on: str, button: Callable[[int], Postback], *allowed: str, **params: str) -> Attempt:
    return Attempt(name, on, tap(button, **params), frozenset(allowed))


def _on_entries() -> list[Attempt]:
    mine = (OWNER,)
    return [
        _of("open", "entry", OpenActivity, *mine),
        _of("pick a day", "entry", DayPicked, *mine, date="2023-07-10"),
        *(_of(f"edit {part}", "entry", _editing(part), *mine) for part in ("day", "people", "words", "sectors")),
        _of("toggle a sector", "entry", lambda n: ToggleSector(n, "media"), *mine),
        _of("toggle a tag", "entry", lambda n: ToggleTag(n, "water"), *mine),
        _of("finish", "entry", DoneEditing, *mine),
        _of("add a photo", "entry", AddPhoto, *mine),
        _of("add a pin", "entry", AddPin, *mine),
        _of("mark its photos", "entry", lambda n: MarkPhotos(n, "before"), *mine),
        _of("mend", "entry", FixActivity, *mine),
        _of("send again", "entry", SendAgain, *mine),
        _of("look at it", "entry", OpenReview, *REVIEWERS),
        _of("look at its pictures", "entry", ShowPhotos, *REVIEWERS),
        *(_of(act, "entry", _acting(act), *REVIEWERS) for act in ("approve", "praise", "return")),
        *(_of(f"return for {flag}", "entry", _flagging(flag), *REVIEWERS) for flag in FLAGS),
        _of("show it to executives", "entry", ShowEntry, *mine),
        _of("unlock", "entry", UnlockActivity, *REVIEWERS, WHOLE),
        _of("undo the deletion", "entry", UndoDelete, *mine),
        _of("delete", "entry", DeleteActivity, *mine),
        # an entry that tells of no training is none for these, whosever it is
        _of("choose a competency", "entry", lambda n: ChooseCompetency(n, "accuracy")),
        _of("choose a way", "entry", ChooseWay),
        _of("take a training back", "entry", DropTraining),
        _of("tell a training again", "entry", RetellTraining),
        _of("make it a training", "entry", MakeTraining),
        _of("make it no training", "entry", NotTraining),
        _of("confirm a training", "entry", lambda n: ConfirmTraining(n, yes=True)),
    ]


def _on_questions() -> list[Attempt]:
    return [
        _of("open the thread", "question", OpenThread, OWNER, *REVIEWERS),
        _of("answer the thread", "question", AnswerThread, OWNER, *REVIEWERS),
    ]


def _on_plans() -> list[Attempt]:
    """For whoever may say a side's word on a plan: its owner, the mentor, and the coordinator of all in place of an
    agency's own."""
    others = (*REVIEWERS, WHOLE)
    return [
        _of("show the plan", "person", ShowPlan, *others),
        _of("write duties", "person", WriteDuties, WHOLE),
        _of("agree to the plan", "plan", lambda n: AnswerPlan(n, 1, "agree"), *others),
        _of("ask for a change of the plan", "plan", lambda n: AnswerPlan(n, 1, "change"), *others),
        _of("ask for what is asked", "plan", AskProgress, OWNER, *others),
        _of("say how a goal is", "plan", lambda n: AnswerGoal(n, "result", "end", "reached", 1), OWNER, *others),
        _of(
            "say what became of the duties",
            "plan",
            lambda n: AnswerGoal(n, "follow_up", "3", "in_full"),
            OWNER,
            *others,
        ),
    ]


def _editing(part: str) -> Callable[[int], Postback]:
    return lambda entry: EditActivity(entry, part)


def _acting(act: str) -> Callable[[int], Postback]:
    return lambda entry: ReviewActivity(entry, 1, act)


def _flagging(flag: str) -> Callable[[int], Postback]:
    return lambda entry: FlagPart(entry, flag)


def _on_raters() -> list[Attempt]:
    """On a rater whom the owner has nominated, and whom only coordinators decide about."""
    deciding = ("accept", "link", "unlink")
    return [
        _of("say the rater's sector", "rater", lambda rating: HandleRater(rating, "sector", "media"), OWNER, WHOLE),
        _of("look at the rater", "rater", _rating("look"), OWNER, WHOLE),
        *(_of(f"{act} the rater", "rater", _rating(act), OWNER, WHOLE) for act in deciding),
        _of("take the nomination back", "rater", _rating("drop"), OWNER, WHOLE),
    ]


def _rating(act: str) -> Callable[[int], Postback]:
    return lambda rating: HandleRater(rating, act)


ATTEMPTS: Final = (*_on_entries(), *_on_questions(), *_on_plans(), *_on_raters())
