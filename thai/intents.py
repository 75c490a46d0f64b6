"""The table of all intents: what understanding, conversations and menus need to know of each.

The words of an intent are in data/rules.toml, its handler is in handlers/, its texts are in locales/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

UNKNOWN: Final = "unknown"
STRANGER: Final = "stranger"
EVERYBODY: Final = (STRANGER, "participant", "mentor", "coordinator")
REGISTERED: Final = EVERYBODY[1:]
PARTICIPANT: Final = ("participant",)
OVERSEEING: Final = ("mentor", "coordinator")
MENTOR: Final = ("mentor",)
COORDINATOR: Final = ("coordinator",)


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that a message or a button can mean. Each flag is a column; `Intents` has the intents with it."""

    key: str
    roles: tuple[str, ...]  # roles that may use it; others may be told why not
    in_rules: bool = True  # data/rules.toml has words for it

    # How a message is understood.
    acting: bool = False  # it changes something, so a mistake matters; other intents only show or open something
    courtesy: bool = False  # it may come with other words without changing their meaning
    yes_or_no: bool = False  # an answer; with thanks it is courtesy: "ok thanks"
    never_asked: bool = False  # a question never asks to do it, whatever its first words: ลาป่วยได้กี่วัน
    for_oneself: bool = False  # only for oneself: หยุดเตือนสมชาย does not mute the speaker
    most_slots: int | None = None  # its words also begin narratives: with more kinds of slots it is one

    # Which slots belong to it.
    of_work_done: bool = False  # number of people, sectors, tags
    asks_about_sectors: bool = False  # the sectors are those that are asked about, met or not
    about_somebody: bool = False  # the person
    with_message: bool = False  # the text that follows its words
    of_days_to_come: bool = False  # a day that can be past or future is future
    report: bool = False  # รายวัน and รายสัปดาห์ are its period

    # What it does in a conversation.
    declines: bool = False  # closes the open question without an answer
    form_way: bool = False  # an action in an open form
    leaves_form: bool = False  # closes an open form if the message is only this command; others may be an answer
    leaves_thread: bool = False  # closes a question that waits for words
    verdict: str | None = None  # a mentor's act on an entry: approve, praise or return
    after_the_end: bool = False  # also for people whose part in the programme is over

    # How menus show it.
    pictogram: str = ""
    opens_keyboard: bool = False  # after a tap on it, people type
    of_the_work: bool = False  # drawn in teal on rich menus, the others in indigo


class Intents(Mapping[str, Intent]):
    """The intents by key, and for each flag the set of intents with it."""

    acting: frozenset[str]
    courtesy: frozenset[str]
    yes_or_no: frozenset[str]
    never_asked: frozenset[str]
    for_oneself: frozenset[str]
    of_work_done: frozenset[str]
    asks_about_sectors: frozenset[str]
    about_somebody: frozenset[str]
    with_message: frozenset[str]
    of_days_to_come: frozenset[str]
    report: frozenset[str]
    declines: frozenset[str]
    form_way: frozenset[str]
    leaves_form: frozenset[str]
    leaves_thread: frozenset[str]
    verdict: frozenset[str]
    after_the_end: frozenset[str]

    def __init__(self, *rows: Intent) -> None:
        self._rows = {row.key: row for row in rows}
        for flag in fields(Intent):
            if flag.name in Intents.__annotations__:
                setattr(self, flag.name, frozenset(row.key for row in rows if getattr(row, flag.name)))

    def __getitem__(self, key: str) -> Intent:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


INTENTS: Final = Intents(
    # ---- entries ----
    Intent(
        "log_activity", PARTICIPANT, acting=True, never_asked=True, of_work_done=True, leaves_form=True,
        pictogram="📝", opens_keyboard=True,
    ),
    Intent(
        "list_activities", PARTICIPANT, about_somebody=True, report=True, leaves_form=True, leaves_thread=True,
        pictogram="📅", of_the_work=True,
    ),
    Intent("edit_activity", PARTICIPANT, of_work_done=True),
    Intent("delete_activity", PARTICIPANT, acting=True, for_oneself=True),
    # ---- forms and what is due ----
    Intent("start_feedback", REGISTERED, asks_about_sectors=True, leaves_form=True, pictogram="📋"),
    Intent(
        "coverage", REGISTERED, asks_about_sectors=True, about_somebody=True, leaves_form=True, pictogram="🧭",
    ),
    Intent(
        "my_status", REGISTERED, about_somebody=True, leaves_form=True, leaves_thread=True,
        pictogram="📊", of_the_work=True,
    ),
    Intent("my_schedule", REGISTERED, of_days_to_come=True, leaves_form=True),
    Intent("evaluation_result", REGISTERED, leaves_form=True, leaves_thread=True),
    # ---- the development plan ----
    Intent("my_plan", REGISTERED, about_somebody=True, leaves_form=True, leaves_thread=True),
    Intent("plan_checkin", REGISTERED, about_somebody=True, leaves_form=True),
    Intent("duties_on_return", REGISTERED, about_somebody=True, leaves_form=True),
    # ---- questions to the mentor ----
    Intent(
        "contact_mentor", PARTICIPANT, about_somebody=True, with_message=True, leaves_form=True, pictogram="💬",
    ),
    Intent("questions", REGISTERED, in_rules=False),
    # ---- leave and quiet ----
    Intent(
        "leave", REGISTERED, acting=True, never_asked=True, for_oneself=True, most_slots=2, of_days_to_come=True,
    ),
    Intent("mute", REGISTERED, acting=True, for_oneself=True, of_days_to_come=True, leaves_form=True),
    Intent("unmute", REGISTERED, acting=True, for_oneself=True, leaves_form=True),
    # ---- reviews ----
    Intent(
        "pending_reviews", MENTOR, about_somebody=True, leaves_form=True, leaves_thread=True, pictogram="✅",
    ),
    Intent("approve", MENTOR, acting=True, about_somebody=True, verdict="approve"),
    Intent(
        "praise", MENTOR, acting=True, never_asked=True, most_slots=1, about_somebody=True, with_message=True,
        verdict="praise",
    ),
    Intent(
        "return_entry", MENTOR, acting=True, never_asked=True, about_somebody=True, with_message=True,
        verdict="return",
    ),
    # ---- overseeing ----
    Intent("summary", OVERSEEING, about_somebody=True, report=True, leaves_form=True, pictogram="📈"),
    Intent(
        "who_is_missing", OVERSEEING, about_somebody=True, report=True, leaves_form=True,
        pictogram="🔎", of_the_work=True,
    ),
    Intent(
        "broadcast", OVERSEEING, acting=True, never_asked=True, with_message=True, of_days_to_come=True,
        pictogram="📣",
    ),
    Intent("export", COORDINATOR, about_somebody=True, report=True, leaves_form=True, pictogram="📤"),
    Intent("dashboard_link", REGISTERED, leaves_form=True),
    # ---- raters of the evaluations ----
    Intent("nominate_rater", REGISTERED, about_somebody=True, with_message=True, leaves_form=True, pictogram="🙋"),
    Intent(
        "list_raters", REGISTERED, about_somebody=True, leaves_form=True, most_slots=2, pictogram="🗳️",
    ),
    # ---- one's own data and language ----
    Intent("my_data", EVERYBODY, leaves_form=True, pictogram="👤"),
    Intent("forget_me", EVERYBODY, acting=True, for_oneself=True, leaves_form=True),
    Intent("withdraw_consent", EVERYBODY, for_oneself=True, leaves_form=True, leaves_thread=True),
    Intent("set_language", EVERYBODY, acting=True, for_oneself=True, leaves_form=True, after_the_end=True),
    Intent("register", EVERYBODY, acting=True, pictogram="🔑", opens_keyboard=True),
    # ---- finding one's way ----
    Intent("help", EVERYBODY, leaves_form=True, after_the_end=True, pictogram="💡"),
    Intent("menu", EVERYBODY, leaves_form=True, after_the_end=True, pictogram="☰"),
    Intent("cancel", REGISTERED, acting=True, declines=True, form_way=True),
    Intent("back", REGISTERED, acting=True, declines=True, form_way=True),
    Intent("skip", REGISTERED, acting=True, declines=True, form_way=True),
    Intent("park", REGISTERED, acting=True, form_way=True),
    Intent("resume", REGISTERED, acting=True, form_way=True),
    Intent("confirm", EVERYBODY, acting=True, yes_or_no=True),
    Intent("deny", EVERYBODY, acting=True, yes_or_no=True, declines=True),
    Intent("greeting", REGISTERED, courtesy=True),
    Intent("thanks", REGISTERED, courtesy=True),
    # ---- neither a command nor an activity ----
    Intent(UNKNOWN, (), in_rules=False, of_work_done=True),
)  # fmt: skip

# The intents offered to each role, by the rows of its rich menu; the areas of a row share its width. Cards offer the
# same intents in this order, except the menu itself.
MENUS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    STRANGER: (("register", "help", "menu"),),
    "participant": (
        ("log_activity", "list_activities", "my_status", "start_feedback"),
        ("coverage", "contact_mentor", "my_data", "menu", "help"),
    ),
    "mentor": (
        ("pending_reviews", "summary", "who_is_missing", "start_feedback"),
        ("my_status", "my_data", "menu", "help"),
    ),
    "coordinator": (
        ("summary", "who_is_missing", "broadcast", "export"),
        ("my_status", "my_data", "menu", "help"),
    ),
}
