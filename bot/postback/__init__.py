"""The data of our buttons: small dataclasses that are packed into LINE's postback data and read back."""

from __future__ import annotations

import dataclasses
from typing import Final

from bot.line.numbers import POSTBACK_DATA
from bot.postback.activities import (
    AddPhoto,
    AddPin,
    AnswerDeletion,
    ChooseReading,
    DayPicked,
    DeleteActivity,
    DeleteOfDay,
    DoneEditing,
    EditActivity,
    LeaveUnrecorded,
    OpenActivity,
    OpenDay,
    PaperworkDay,
    RecordOn,
    RecordOnAll,
    RecordOnPicked,
    RestoreDeleted,
    SaveTyped,
    ShowMonth,
    SplitActivity,
    TellOfDay,
    ToggleSector,
    ToggleTag,
    UndoDelete,
)
from bot.postback.button import Postback
from bot.postback.calls import (
    ChooseForCandidate,
    CorrectCandidate,
    HandleCandidate,
    PutInPlace,
    ShowCall,
    ShowSelection,
)
from bot.postback.coordination import (
    AddressBroadcast,
    ChoosePerson,
    Decide,
    ExportDays,
    HandleBroadcast,
    HandleRoster,
    OfDays,
    RemindMissing,
    ShowComparison,
    ShowDetails,
    ShowMissing,
    ShowPerson,
    ShowPhotosOfDays,
    ShowReceivers,
    ShowSummary,
)
from bot.postback.development import (
    ChooseCompetency,
    ChooseWay,
    ConfirmTraining,
    DropTraining,
    LeaveReason,
    RecordTraining,
    ShowDevelopment,
    TakeSpendingBack,
    UseAsReason,
)
from bot.postback.evaluations import ShowRound
from bot.postback.everyday import (
    AskLeaveDays,
    CancelLeave,
    ChooseLeave,
    Consent,
    DeclineLeave,
    ForgetMe,
    Meant,
    MuteUntil,
    Say,
    SetHoliday,
    SetLanguage,
    TakeLeave,
    WithdrawConsent,
)
from bot.postback.fields import FIELD_NAMES, READERS
from bot.postback.forms import (
    EditAnswer,
    FormChoice,
    FormMoment,
    FormStep,
    OpenForm,
    TakeAsAnswer,
)
from bot.postback.plans import (
    AddGoal,
    AnswerDuties,
    AnswerGoal,
    AnswerPlan,
    AskProgress,
    ChangeGoal,
    ChooseForGoal,
    GoalDayPicked,
    LeavePlan,
    OpenGoal,
    RemoveGoal,
    SendPlan,
    ShowPlan,
    ShowPlans,
    WriteDuties,
)
from bot.postback.raters import HandleRater, RateNow, ShowEntry
from bot.postback.reviews import (
    AnswerThread,
    ApproveAll,
    AskMentor,
    ChooseActivity,
    ConfirmVerdict,
    FixActivity,
    FlagPart,
    MoreReviews,
    OpenReview,
    OpenThread,
    PassOn,
    ReviewActivity,
    SendAgain,
    ShowPhotos,
    UnlockActivity,
)
from bot.postback.units import (
    AnswerStep,
    ChangeForum,
    ChoosePost,
    HandleNomination,
    LeaveForum,
    OwnForum,
    RevisePlan,
    ShowUnits,
    TakeForForum,
    TakeStepBack,
)

__all__ = [
    "KINDS",
    "AddGoal",
    "AddPhoto",
    "AddPin",
    "AddressBroadcast",
    "AnswerDeletion",
    "AnswerDuties",
    "AnswerGoal",
    "AnswerPlan",
    "AnswerStep",
    "AnswerThread",
    "ApproveAll",
    "AskLeaveDays",
    "AskMentor",
    "AskProgress",
    "CancelLeave",
    "ChangeForum",
    "ChangeGoal",
    "ChooseActivity",
    "ChooseCompetency",
    "ChooseForCandidate",
    "ChooseForGoal",
    "ChooseLeave",
    "ChoosePerson",
    "ChoosePost",
    "ChooseReading",
    "ChooseWay",
    "ConfirmTraining",
    "ConfirmVerdict",
    "Consent",
    "CorrectCandidate",
    "DayPicked",
    "Decide",
    "DeclineLeave",
    "DeleteActivity",
    "DeleteOfDay",
    "DoneEditing",
    "DropTraining",
    "EditActivity",
    "EditAnswer",
    "ExportDays",
    "FixActivity",
    "FlagPart",
    "ForgetMe",
    "FormChoice",
    "FormMoment",
    "FormStep",
    "GoalDayPicked",
    "HandleBroadcast",
    "HandleCandidate",
    "HandleNomination",
    "HandleRater",
    "HandleRoster",
    "LeaveForum",
    "LeavePlan",
    "LeaveReason",
    "LeaveUnrecorded",
    "Meant",
    "MoreReviews",
    "MuteUntil",
    "OfDays",
    "OpenActivity",
    "OpenDay",
    "OpenForm",
    "OpenGoal",
    "OpenReview",
    "OpenThread",
    "OwnForum",
    "PaperworkDay",
    "PassOn",
    "Postback",
    "PutInPlace",
    "RateNow",
    "RecordOn",
    "RecordOnAll",
    "RecordOnPicked",
    "RecordTraining",
    "RemindMissing",
    "RemoveGoal",
    "RestoreDeleted",
    "ReviewActivity",
    "RevisePlan",
    "SaveTyped",
    "Say",
    "SendAgain",
    "SendPlan",
    "SetHoliday",
    "SetLanguage",
    "ShowCall",
    "ShowComparison",
    "ShowDetails",
    "ShowDevelopment",
    "ShowEntry",
    "ShowMissing",
    "ShowMonth",
    "ShowPerson",
    "ShowPhotos",
    "ShowPhotosOfDays",
    "ShowPlan",
    "ShowPlans",
    "ShowReceivers",
    "ShowRound",
    "ShowSelection",
    "ShowSummary",
    "ShowUnits",
    "SplitActivity",
    "TakeAsAnswer",
    "TakeForForum",
    "TakeLeave",
    "TakeSpendingBack",
    "TakeStepBack",
    "TellOfDay",
    "ToggleSector",
    "ToggleTag",
    "UndoDelete",
    "UnlockActivity",
    "UseAsReason",
    "WithdrawConsent",
    "WriteDuties",
    "unpack",
]

KINDS: Final[dict[str, type[Postback]]] = {
    known.kind: known
    for known in (
        EditActivity, DayPicked, ToggleSector, ToggleTag, DoneEditing, DeleteActivity, UndoDelete, OpenActivity,
        AddPhoto, AddPin, SplitActivity, ShowMonth, OpenDay, PaperworkDay, AnswerDeletion, DeleteOfDay, RestoreDeleted,
        ChooseReading, RecordOn, RecordOnAll, RecordOnPicked, TellOfDay, LeaveUnrecorded, Consent, Meant,
        Say,
        SaveTyped, SetLanguage, ForgetMe, WithdrawConsent, TakeLeave, ChooseLeave, AskLeaveDays, DeclineLeave,
        CancelLeave, MuteUntil, SetHoliday,
        ReviewActivity, FlagPart, OpenReview, ShowPhotos, MoreReviews, ApproveAll, ChooseActivity,
        ConfirmVerdict,
        UnlockActivity, FixActivity,
        SendAgain, AskMentor, OpenThread, AnswerThread, PassOn,
        OpenForm, FormChoice, FormMoment, FormStep, EditAnswer, TakeAsAnswer,
        ShowSummary, ShowMissing, ShowDetails, ShowComparison, RemindMissing, ExportDays, ShowPerson,
        ShowPhotosOfDays, ShowReceivers, ShowRound, ChoosePerson, Decide,
        AddressBroadcast, HandleBroadcast, HandleRoster,
        ShowPlan, ShowPlans, AddGoal, OpenGoal, ChangeGoal, ChooseForGoal, GoalDayPicked, RemoveGoal, SendPlan,
        AnswerPlan, AskProgress, AnswerGoal, WriteDuties, AnswerDuties, LeavePlan,
        HandleRater, RateNow, ShowEntry,
        ShowUnits, ChangeForum, LeaveForum, TakeForForum, OwnForum, RevisePlan, AnswerStep, ChoosePost,
        HandleNomination, TakeStepBack,
        ShowDevelopment, ChooseCompetency, ChooseWay, DropTraining, RecordTraining, ConfirmTraining,
        TakeSpendingBack, LeaveReason, UseAsReason,
        ShowCall, HandleCandidate, ChooseForCandidate, CorrectCandidate, PutInPlace, ShowSelection,
    )
}  # fmt: skip
FIELDS: Final = {kind: tuple(one.name for one in dataclasses.fields(known)) for kind, known in KINDS.items()}


def unpack(data: str) -> Postback | None:
    """Return the postback in `data`, or None if it is not a complete and valid one of ours. It never raises."""
    if len(data) > POSTBACK_DATA:
        return None
    kind, question_mark, said = data.partition("?")
    known = KINDS.get(kind)
    if known is None or not question_mark:
        return None
    values: dict[str, str | int | bool] = {}
    for pair in said.split("&") if said else ():
        wire, _, written = pair.partition("=")
        name = FIELD_NAMES.get(wire, wire)
        if name not in FIELDS[kind] or name in values:
            return None
        value = READERS[name](written)
        if value is None:
            return None
        values[name] = value
    try:
        return known(**values)  # type: ignore[arg-type]
    except TypeError:  # a field is missing
        return None
