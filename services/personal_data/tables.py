"""Where personal data is: of each table, whose a row is, and what of it is kept from the person it is about.

A table is either here or in `WITHOUT_PEOPLE`; a test holds both against the schema, so that a new one is not forgotten.
Kept back are secrets (hashes of links and codes: whoever has the file could not use them, and nobody needs them), and
what would tell of somebody else. Who rated a participant, and with which scores, is told by the closed round alone: by
kind, without names, as raters were promised (docs/evaluations.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NOT_SHOWN: Final = frozenset(  # of any table: secrets, and what only the bot's own work needs
    (
        "token_hash", "token_before", "token", "form_token", "device_hash", "code_hash", "pending_code", "reply_token",
        "retry_key", "holder", "shown", "digest",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Records:
    """Rows that are about a person: one of `columns` has their id, chat or name as an actor, or the row that `within`
    (column, table) refers to is their own (see OWNED). `without`: columns that are kept back."""

    columns: tuple[str, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    without: frozenset[str] = frozenset()


def _rows(*columns: str, within: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Records:
    """`within` has names of columns; `activity_id` refers to `activity`."""
    parents = tuple((column, column.removesuffix("_id")) for column in within)
    return Records(columns, parents, frozenset(without))


# The column that says whose a row of such a table is; what is inside it is then theirs too.
OWNED: Final[Mapping[str, str]] = {
    "activity": "person_id",
    "submission": "person_id",
    "plan": "person_id",
    "question": "person_id",
    "rater": "person_id",
}

PERSONAL: Final[Mapping[str, tuple[Records, ...]]] = {
    # who they are
    "person": (_rows("id"),),
    "membership": (_rows("person_id", "deputy_for_id", "said_by"),),
    "placement": (_rows("person_id"),),
    "mentor_term": (_rows("person_id", "mentor_id"),),
    "leave": (_rows("person_id", "said_by"),),
    "mute": (_rows("person_id"),),
    "extra_holiday": (_rows("added_by"),),
    "roster_import": (_rows("actor", "undone_by", without=("answers",)),),  # the answers name others
    "roster_import_change": (_rows("person_id"),),
    # what they recorded
    "activity": (_rows("person_id"),),
    "activity_mark": (_rows("person_id", within=("activity_id",)),),
    "activity_place": (_rows("person_id", within=("activity_id",)),),
    "activity_piece": (_rows("person_id", within=("activity_id",)),),
    "activity_revision": (_rows("person_id", "by_person_id", within=("activity_id",)),),
    "entry_count": (_rows("person_id"),),
    "entry_text": (_rows(within=("activity_id",)),),
    "entry_word": (_rows(within=("activity_id",)),),
    "media": (_rows("person_id", within=("activity_id", "submission_id")),),
    "shown_entry": (_rows("person_id", within=("activity_id",)),),
    "follow_up": (_rows("owner_id", "set_by_id", within=("activity_id", "submission_id")),),
    # what they and their mentors wrote to each other
    "review": (_rows("person_id", "by_person_id", within=("activity_id",)),),
    "review_showing": (_rows("by_person_id", within=("activity_id",)),),
    "review_list": (_rows("by_person_id"),),
    "question": (_rows("person_id", "held_by_id"),),
    "question_message": (_rows("person_id", "by_person_id", within=("question_id",)),),
    # forms
    "form_upload": (_rows("person_id", without=("source", "xform")),),
    "form_version": (_rows("published_by", without=("source", "xform")),),
    "submission": (_rows("person_id"), _rows("about_person_id")),
    "submission_answer": (_rows("person_id", within=("submission_id",)),),
    "submission_revision": (_rows("person_id", "by_person_id", within=("submission_id",)),),
    "submission_link": (_rows(within=("submission_id",)),),
    # development plans
    "plan": (_rows("person_id"),),
    "plan_goal": (_rows(within=("plan_id",)),),
    "plan_revision": (_rows(within=("plan_id",)),),
    "plan_duties": (_rows("by_person_id", within=("plan_id",)),),
    "plan_word": (_rows("by_person_id", within=("plan_id",)),),
    # teams of units
    "seat_nomination": (_rows("nominated_by_id", "decided_by_id", "person_id"),),
    "forum": (_rows("person_id", within=("activity_id",)),),
    "forum_heads": (_rows(within=("activity_id",)),),
    "step_report": (_rows("by_person_id"),),
    "unit_plan": (_rows("by_person_id"),),
    # the development plan of the organisation
    "training": (_rows("person_id", within=("activity_id",)),),
    "training_competency": (_rows(within=("activity_id",)),),
    "development_revision": (_rows("by_person_id"),),
    "course_spending": (_rows("by_person_id"),),
    "candidate": (_rows("person_id"), _rows("sent_by_id", without=("name", "facts"))),  # who was sent is somebody else
    "juror_marks": (_rows("juror_id"),),
    "selection_closing": (_rows("by_person_id"),),
    # rating rounds
    "rater": (_rows("person_id"),),
    "rater_link": (_rows(within=("rater_id",)),),
    "rating": (
        _rows(within=("rater_id",)),
        _rows("nominated_by_id", "decided_by_id", without=("scores", "submission_id", "submitted_at")),
        _rows(
            "about_person_id",
            without=(
                "rater_id", "nominated_by_id", "worked_together", "decided_by_id", "reason", "submission_id", "scores",
            ),
        ),
    ),
    "evaluation_result": (_rows("person_id"),),
    "evaluation_snapshot": (_rows("by_person_id", without=("body",)),),
    "rating_round_version": (_rows("by_person_id"),),
    "certificate": (_rows("person_id", "by_person_id"),),
    # messages
    "chat": (_rows("person_id", "line_user_id"),),
    "conversation": (_rows("chat_key"),),
    "inbox_event": (_rows("chat_key"),),
    "lane": (_rows("chat_key"),),
    "delivery": (_rows("chat_key"),),
    "sent_message": (_rows("chat_key"),),
    "reminder_occurrence": (_rows("person_id"),),
    "rehearsal": (_rows("person_id", without=("result",)),),  # its texts name others
    "read_summary": (_rows("person_id"),),
    "broadcast": (_rows("author_id"),),  # those received are added with their receivers' rows
    "broadcast_receiver": (_rows("person_id"),),
    # ways in and out
    "invite": (_rows("person_id"),),
    "sign_in_link": (_rows("person_id"),),
    "web_session": (_rows("person_id"),),
    "download": (_rows("person_id", "about_person_id"),),
    "feed": (_rows("person_id"),),
    "audit_entry": (_rows("person_id", "actor"),),
    "viewing": (_rows("person_id", "by_person_id"),),
}  # fmt: skip

# Tables in which nobody stands, and why.
WITHOUT_PEOPLE: Final[Mapping[str, str]] = {
    "backup": "backups that were made",
    "development_course": "courses that the organisation plans",
    "leftover_file": "hashes of files that are deleted within a minute",
    "mentor_terms_noted": "up to which day terms are noted",
    "push_usage": "pushes of the month, of all together",
    "rate": "when the next call to LINE is free",
    "reminder_rule": "rules of the programme",
    "selection_result": "ranks of units and of what units have sent, by numbers",
    "shared_time": "what the processes agree the time is",
    "tombstone": "LINE's ids of messages that were taken back, without whose",
}
