"""Which handler has a turn when several could: a table of who says what while what is open."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.inbound.router import ANYTHING, WORDS, Router
from bot.inbound.turn import Links, Turn
from bot.line.event import Event, read_event
from bot.postback import (
    KINDS,
    AddPin,
    ChooseActivity,
    ChoosePerson,
    DayPicked,
    Decide,
    ExportDays,
    HandleBroadcast,
    OpenActivity,
    OpenForm,
    OpenReview,
    Postback,
    SaveTyped,
    Say,
    SetLanguage,
    ShowSummary,
    ToggleSector,
    UnlockActivity,
    unpack,
)
from bot.settings import ROOT
from handlers import ROUTES
from models.activities.open_activities import OpenActivities
from models.messaging.chats import Chat
from models.messaging.conversations import Conversation
from models.people.people import Person, Role
from models.storage.batch import BatchSession
from models.storage.database import Database
from tests.bot.inbound.worker_under_test import PROGRAMME, TEXTS
from thai.context import Context
from thai.intents import INTENTS
from thai.understand import understand

NOW = datetime.fromisoformat("2023-07-12T09:00:00+07:00")
NOTICE = PROGRAMME.retention.notice_version
ENTRY_WORDS = "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
ENTRY = ("entry", {"activity": 3, "addition": None})
OFFERED = ("offer", {"offered": 5})
EDITED = ("edit", {"activity": 3, "part": "words", "offered": 5})
FORM = ("form", {"submission": 1, "key": "thinks", "free": True})
PREVIEWED = ("announce_send", {"broadcast": 1})
REMINDING = ("remind_missing", {"first": "2023-07-12", "last": "2023-07-12"})
DECIDING = ("decide", {"deed": "code", "person": 1})
WHICH = ("which_person", {"task": "look", "ids": [1]})
Open = tuple[str, dict[str, Any]] | None


@dataclass(frozen=True)
class Speaker:
    """Somebody who writes: registered or not, with a role or none (any more), having agreed to the notice or not."""

    role: Role | None = None
    registered: bool = True
    agreed: bool = True


PARTICIPANT, MENTOR, COORDINATOR = (Speaker(role) for role in Role)
OVER, STRANGER = Speaker(), Speaker(registered=False, agreed=False)
AGREED_STRANGER, HAS_NOT_AGREED = Speaker(registered=False), Speaker(Role.PARTICIPANT, agreed=False)
ROUTER = Router(ROUTES)


@pytest.fixture
def session(migrated_sqlite: Path, tmp_path: Path) -> Iterator[BatchSession]:
    """Of an empty database: what a turn is, is known without it, and what is asked of it is not there."""
    shutil.copy(migrated_sqlite, tmp_path / "castbot.db")
    database = Database(f"sqlite:///{tmp_path / 'castbot.db'}")
    with database.read() as opened:
        yield opened
    database.close()


def words(text: str, **more: Any) -> Event:
    return message("text", text=text, **more)


def message(kind: str, **more: Any) -> Event:
    return event("message", message={"type": kind, "id": "m1", **more})


def event(kind: str, **more: Any) -> Event:
    source = {"type": "user", "userId": "U" + "a" * 32}
    milliseconds = int(NOW.timestamp() * 1000)
    return read_event({"type": kind, "webhookEventId": "e1", "timestamp": milliseconds, "source": source, **more})


def tapped(button: Postback) -> Event:
    return event("postback", postback={"data": button.pack(), "params": {"date": "2023-07-10"}})


def label(key: str) -> Event:
    return words(TEXTS.in_language("th")(key))


def turn_of(
    session: BatchSession, who: Speaker, said: Event, open_: Open = None, *, asked: timedelta = timedelta(minutes=2)
) -> Turn:
    question, data = open_ or (None, {})
    role = who.role.value if who.role else None
    text = said.text
    return Turn(
        session=session,
        now=NOW,
        real_now=NOW,
        event=said,
        inbox_id=9,
        chat=Chat(
            line_user_id="U" + "a" * 32,
            person_id=1 if who.registered else None,
            language="th",
            consent_version=NOTICE if who.agreed else None,
        ),
        person=Person(id=1, key="P1", name="สมชาย ใจดี", language="th", state="active") if who.registered else None,
        role=who.role,
        conversation=Conversation(open=question, data=data, version=7, updated_at=NOW - asked),
        programme=PROGRAMME,
        text=TEXTS.in_language("th"),
        texts=TEXTS,
        links=Links(None, None),
        unsent={"gone"},
        open_activities=OpenActivities(session),
        understood=understand(text, Context(now=said.at, role=role, programme=PROGRAMME)) if text is not None else None,
        postback=unpack(said.postback_data) if said.postback_data is not None else None,
    )


def found(turn: Turn) -> str:
    """The module and name of the handler that would have this turn."""
    handler = next(route.handler for route in ROUTER.candidates(turn) if route.meant(turn) is not None)
    return f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"


@pytest.mark.parametrize(
    ("who", "said", "open_", "handler"),
    [
        # An open form has words, pictures and pins first; commands that are all that was said leave it.
        (PARTICIPANT, words(ENTRY_WORDS), FORM, "filling.take_words"),
        (PARTICIPANT, words("2"), FORM, "filling.take_words"),
        (PARTICIPANT, words("ข้าม"), FORM, "filling.take_words"),
        (PARTICIPANT, message("image"), FORM, "filling.receive"),
        (PARTICIPANT, message("location"), FORM, "filling.receive"),
        (PARTICIPANT, words("เมนู"), FORM, "talk.show_menu"),
        (PARTICIPANT, tapped(OpenForm("feedback7")), FORM, "opening.open_tapped"),
        (PARTICIPANT, tapped(OpenActivity(3)), FORM, "corrections.open_activity"),
        # Exact commands leave an open question, everything else answers it.
        (PARTICIPANT, words("เมนู"), ("ask_mentor", {}), "talk.show_menu"),
        (PARTICIPANT, words("ยกเลิก"), ("ask_mentor", {}), "talk.cancel"),
        (PARTICIPANT, words(ENTRY_WORDS), ("ask_mentor", {}), "questions.take_question"),
        (PARTICIPANT, words("ลาพักร้อนพรุ่งนี้ได้ไหม"), ("answer_question", {"thread": 1}), "questions.take_answer"),
        (PARTICIPANT, words("วันที่ 3"), ("leave", {}), "leave.answer_days"),
        (PARTICIPANT, words("เมนู"), ("leave", {}), "talk.show_menu"),
        # What is for others is no answer that one of them would get.
        (MENTOR, words("แจ้งน้อง ๆ ทุกคนว่าพรุ่งนี้หยุด"), ("why", {"activity": 3}), "broadcasts.begin"),
        (MENTOR, words("แจ้งผู้ประสานงานว่าไปไหนด้วย"), ("why", {"activity": 3}), "verdicts.give_reason"),
        (MENTOR, words("แจ้งน้อง ๆ ทุกคนว่าพรุ่งนี้หยุด"), ("answer_question", {"thread": 1}), "broadcasts.begin"),
        (MENTOR, words("แจ้งน้อง ๆ ทุกคนว่าพรุ่งนี้หยุด"), ("plan_why", {"plan": 1, "revision": 1}), "broadcasts.begin"),
        # What was done on a day, and a question, are no days of leave.
        (PARTICIPANT, words(ENTRY_WORDS), ("leave", {}), "recording.save_words"),
        (COORDINATOR, words("พรุ่งนี้กับมะรืนนี้น้อง ๆ เขาไปไหนกันบ้าง"), ("leave", {}), "offering.offer"),
        (COORDINATOR, words("พรุ่งนี้กับมะรืนนี้น้อง ๆ เขาไปไหนกันบ้าง"), ("leave_sure", {"readings": []}), "offering.offer"),
        # What is asked for in so many words is answered beside a question that it does not answer.
        (COORDINATOR, words("ขอรายงานสถานการณ์เดือนนี้เป็น word"), PREVIEWED, "papers.offer"),
        (COORDINATOR, words("ขอรายงานสถานการณ์เดือนนี้เป็น word"), DECIDING, "papers.offer"),
        (PARTICIPANT, words("ขอบคุณ"), EDITED, "talk.accept_thanks"),
        (PARTICIPANT, words("ประชุมกับพระ"), EDITED, "corrections.answer_part"),
        (PARTICIPANT, words("ใช่"), EDITED, "corrections.answer_part"),
        # A yes belongs to what was asked last.
        (PARTICIPANT, words("ใช่"), OFFERED, "recording.save_typed"),
        (PARTICIPANT, words("ใช่"), None, "talk.accept_thanks"),
        (COORDINATOR, words("ใช่"), PREVIEWED, "broadcasts.send"),
        (COORDINATOR, words("ใช่"), REMINDING, "summaries.answer_to_remind"),
        (COORDINATOR, words("ใช่"), DECIDING, "personnel.decide"),
        (COORDINATOR, words("ใช่"), ("holiday", {}), "holidays.say_answer"),
        (COORDINATOR, words("ไม่"), ("holiday", {}), "holidays.say_answer"),
        (COORDINATOR, tapped(Decide(yes=True, conversation=7)), DECIDING, "personnel.decide"),
        (COORDINATOR, tapped(Decide(yes=True, conversation=7)), REMINDING, "summaries.answer_to_remind"),
        (COORDINATOR, tapped(Decide(yes=True, conversation=6)), DECIDING, "personnel.explain_stale"),
        (COORDINATOR, tapped(HandleBroadcast(1, "send")), None, "broadcasts.send"),
        (COORDINATOR, words("1"), WHICH, "personnel.take_choice"),
        (COORDINATOR, tapped(ChoosePerson(1, conversation=7)), WHICH, "personnel.tap_choice"),
        # After a card its numbers and button words are about it; of several lists the one that was shown last.
        (PARTICIPANT, words("2"), ENTRY, "corrections.follow_typed"),
        (PARTICIPANT, words("25 คน"), ENTRY, "corrections.follow_typed"),
        (PARTICIPANT, words("2"), ("day", {"entries": [1, 2]}), "days.open_numbered"),
        (PARTICIPANT, words("1"), ("fix", {"entries": [2]}), "resubmitting.choose_numbered"),
        (PARTICIPANT, words("1"), ("questions", {"questions": [1]}), "questions.open_question"),
        (PARTICIPANT, words(ENTRY_WORDS), ENTRY, "recording.save_words"),
        (MENTOR, words("2"), ("reviews", {"listing": 1, "page": 1}), "waiting_list.open_numbered"),
        (MENTOR, words("1"), ("whose", {"entries": [1]}), "verdicts.choose"),
        # What is about one day is about that day's entries; else about the latest.
        (PARTICIPANT, words("ลบบันทึกเมื่อวาน"), None, "entries_said.delete_said"),
        (PARTICIPANT, words("ลบบันทึก"), None, "entries_said.delete_said"),
        # Labels of buttons, typed.
        (PARTICIPANT, label("ask-mentor"), None, "questions.tap_ask"),
        (PARTICIPANT, label("told-fix"), None, "resubmitting.choose"),
        (PARTICIPANT, label("offer-save"), OFFERED, "recording.save_typed"),
        (MENTOR, label("approve-all-yes"), None, "many_reviews.approve_all"),
        (COORDINATOR, label("announce-send-word"), PREVIEWED, "broadcasts.send"),
        # The same words and buttons are somebody else's, or nobody's, in another role.
        (MENTOR, words(ENTRY_WORDS), None, "offering.offer"),
        (MENTOR, tapped(Say("log_activity")), None, "talk.explain_recording"),
        (PARTICIPANT, message("image"), None, "additions.save_photo"),
        (MENTOR, message("image"), None, "talk.explain_recording"),
        (MENTOR, words("รับทราบ 1"), None, "verdicts.typed"),
        (MENTOR, words("รับทราบทั้งหมด"), None, "many_reviews.approve_all"),
        (PARTICIPANT, words("รับทราบ"), None, "talk.accept_thanks"),
        (COORDINATOR, words("รับทราบ"), None, "waiting_list.explain_whose_act"),
        (MENTOR, words("ขาดรูป"), ("why", {"activity": 3}), "verdicts.give_reason"),
        (MENTOR, words("รับทราบ 1-3"), ("why", {"activity": 3}), "verdicts.typed"),
        (MENTOR, tapped(OpenReview(3)), None, "waiting_list.open_review"),
        (PARTICIPANT, tapped(OpenReview(3)), None, "talk.explain_stale_button"),
        (COORDINATOR, tapped(UnlockActivity(3)), None, "unlocking.unlock_tapped"),
        (PARTICIPANT, tapped(UnlockActivity(3)), None, "talk.explain_stale_button"),
        (MENTOR, tapped(OpenActivity(3)), None, "talk.explain_stale_button"),
        (MENTOR, tapped(ChooseActivity(3)), None, "verdicts.choose"),
        (COORDINATOR, tapped(ExportDays("2023-07-12", "2023-07-12")), None, "downloads.choose"),
        (MENTOR, tapped(ExportDays("2023-07-12", "2023-07-12")), None, "downloads.own_again"),
        (MENTOR, tapped(ShowSummary("2023-07-12", "2023-07-12")), None, "summaries.show_summary"),
        (PARTICIPANT, words("สรุปวันนี้"), None, "summaries.decline_overseeing"),
        (PARTICIPANT, tapped(Say("broadcast")), None, "broadcasts.decline"),
        (COORDINATOR, words("ออกรหัสใหม่ให้ สมชาย"), None, "personnel.code_for"),
        (COORDINATOR, words("เพิ่มวันหยุด 1 ส.ค. วันหยุดพิเศษ"), None, "holidays.propose"),
        # Somebody unknown, or whose part has ended, gets no further than joining, but for their own data.
        (STRANGER, event("follow"), None, "joining.greet"),
        (STRANGER, words(ENTRY_WORDS), None, "joining.greet_stranger"),
        (STRANGER, tapped(OpenActivity(3)), None, "joining.greet_stranger"),
        (STRANGER, words("ใช่"), None, "joining.answer_consent"),
        # The consent can be withdrawn at any time, also in the middle of a form; a plain refusal answers what is asked.
        (PARTICIPANT, words("ถอนความยินยอม"), None, "withdrawing.ask_to_withdraw"),
        (MENTOR, words("ไม่ยินยอมแล้ว"), ENTRY, "withdrawing.ask_to_withdraw"),
        (
            PARTICIPANT,
            words("ถอนความยินยอม"),
            ("form", {"submission": 1, "key": "x", "free": True}),
            "withdrawing.ask_to_withdraw",
        ),
        (PARTICIPANT, words("ไม่ยินยอม"), None, "withdrawing.ask_to_withdraw"),
        (PARTICIPANT, words("ไม่ยินยอม"), ("forget_me", {}), "my_data.answer_to_forget"),
        (PARTICIPANT, words("ใช่"), ("withdraw_consent", {}), "withdrawing.answer_to_withdraw"),
        (PARTICIPANT, words("ยินยอมต่อไป"), ("withdraw_consent", {}), "withdrawing.answer_to_withdraw"),
        (STRANGER, words("ถอนความยินยอม"), None, "withdrawing.ask_to_withdraw"),
        (STRANGER, words("ABCD-EFGH-JKMN"), None, "joining.take_code"),
        (AGREED_STRANGER, words("ลงทะเบียน"), None, "joining.take_code"),
        (AGREED_STRANGER, words("ใช่"), None, "joining.greet_stranger"),
        (HAS_NOT_AGREED, words(ENTRY_WORDS), None, "joining.greet_stranger"),
        (HAS_NOT_AGREED, message("image"), FORM, "joining.greet_stranger"),
        (PARTICIPANT, words("ABCD-EFGH-JKMN"), None, "joining.already_registered"),
        (STRANGER, tapped(SetLanguage("en")), None, "talk.change_language"),
        (STRANGER, words("ช่วยเหลือ"), None, "talk.show_help"),
        (STRANGER, tapped(Say("my_data")), None, "my_data.show_my_data"),
        (OVER, words(ENTRY_WORDS), None, "joining.say_it_is_over"),
        (OVER, tapped(SaveTyped(5)), OFFERED, "joining.say_it_is_over"),
        (OVER, words("เมนู"), None, "talk.show_menu"),
        (OVER, tapped(Say("my_data")), None, "my_data.show_my_data"),
        # What nobody knows is answered kindly, or not at all.
        (PARTICIPANT, words("บลา บลา"), None, "offering.offer"),
        (PARTICIPANT, event("postback", postback={"data": "nonsense"}), None, "talk.explain_stale_button"),
        (PARTICIPANT, event("accountLink"), None, "talk.say_nothing"),
    ],
)
def test_of_the_handlers_that_could_the_first_has_it(
    session: BatchSession, who: Speaker, said: Event, open_: Open, handler: str
) -> None:
    assert found(turn_of(session, who, said, open_)) == handler


@pytest.mark.parametrize(
    ("open_", "handler"),
    [(PREVIEWED, "talk.accept_thanks"), (REMINDING, "talk.accept_thanks"), (DECIDING, "talk.accept_thanks")],
)
def test_a_yes_that_comes_much_later_sends_nothing(session: BatchSession, open_: Open, handler: str) -> None:
    assert found(turn_of(session, COORDINATOR, words("ใช่"), open_, asked=timedelta(minutes=45))) == handler


def test_in_groups_everything_is_answered_alike(session: BatchSession) -> None:
    for said in (words("เมนู"), tapped(OpenActivity(3)), event("follow"), message("image")):
        raw = said.raw | {"source": {"type": "group", "groupId": "C1", "userId": "U1"}}
        assert found(turn_of(session, PARTICIPANT, read_event(raw))) == "groups.explain_once"


def test_what_was_unsent_before_its_turn_is_not_read(session: BatchSession) -> None:
    said = words(ENTRY_WORDS)
    assert found(turn_of(session, PARTICIPANT, replace(said, message_id="gone"))) == "unsent.ignore_unsent"


def test_a_correction_may_be_the_last_a_returned_entry_lacks_and_leaves_an_open_form() -> None:
    for kind in (AddPin, DayPicked, ToggleSector, OpenActivity):
        (route,) = (route for route in ROUTES if ("postback", kind) in route.found_by)
        around = [one.__name__ for one in route.around]
        kept = ["keeping_reason", "keeping_candidate", "saying_what_waits", "keeping_undated"]
        assert around == ["following", "carrying_on", *kept]


def test_the_commonest_message_meets_few_routes(session: BatchSession) -> None:
    for open_ in (None, ENTRY, OFFERED):
        candidates = ROUTER.candidates(turn_of(session, PARTICIPANT, words(ENTRY_WORDS), open_))
        assert len(candidates) <= 16, [route.handler.__qualname__ for route in candidates]


def test_no_message_meets_many_routes(session: BatchSession) -> None:
    lines = (ROOT / "bench" / "thai" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::7]:
        for who in (PARTICIPANT, MENTOR, COORDINATOR, STRANGER):
            assert len(ROUTER.candidates(turn_of(session, who, words(json.loads(line)["text"]), ENTRY))) <= 26


def test_what_routes_are_found_by_exists() -> None:
    keys = [key for route in ROUTES for key in route.found_by]
    assert not {value for kind, value in keys if kind in ("intent", "typed", "command")} - set(INTENTS)
    assert not {value for kind, value in keys if kind == "postback"} - set(KINDS.values())
    for text in TEXTS:
        missing = {value for kind, value in keys if kind == "label"} - text.messages.keys()
        assert not missing, f"{text.language}: {missing}"


def test_every_button_has_a_route() -> None:
    assert {value for route in ROUTES for kind, value in route.found_by if kind == "postback"} == set(
        KINDS.values()
    ) - {Say}


def test_every_event_finds_a_handler() -> None:
    last = ROUTES[-1]
    assert (last.found_by, last.roles, last.when, last.reads) == ((ANYTHING,), None, None, None)


def test_what_reads_every_message_is_little() -> None:
    """A route found by any words costs every message something; what can be found by less is."""
    read = [route.handler.__name__ for route in ROUTES if WORDS in route.found_by or ANYTHING in route.found_by]
    assert len(read) <= 27, read
