"""Entries and questions on the web: the chat's rules, its audit, and its messages to those concerned."""

from sqlalchemy import select

from bot.dashboard import notices
from models.activities import states
from models.messaging import chat_queues
from models.messaging.conversations import Conversation
from models.people.audit import AuditEntry
from models.reviews.reviews import Review, Showing
from tests.dashboard.conftest import Web, line_id
from tests.dashboard.records import asked, recorded, state_of, told
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

WILAI = "วิไล บุญมา"


def test_an_entry_is_approved_once_its_author_is_told_and_the_next_page_says_so(web: Web) -> None:
    web.joins(SOMCHAI)
    first, second = recorded(web, SOMCHAI), recorded(web, SOMCHAI, "ตรวจฝายบ้านใหม่")
    prayun = web.signed_in(PRAYUN)
    page = prayun.reads("/app/reviews")
    assert "ประชุมหมู่บ้านเรื่องถังขยะเปียก" in page
    assert "ตรวจฝายบ้านใหม่" in page
    for _ in range(2):  # a second tap
        answer = prayun.post(f"/app/reviews/{first}", act="approve", revision="1", next=str(second), words="ทำได้ดี")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/app/reviews#entry-{second}")
    assert state_of(web, first) == "approved"
    assert "รับทราบไปแล้ว" in prayun.reads("/app/reviews")
    assert "รับทราบไปแล้ว" not in prayun.reads("/app/reviews")  # said once
    assert len([words for words in told(web, SOMCHAI) if "ทำได้ดี" in words]) == 1
    with web.database.read() as session:
        (made,) = session.scalars(select(Review))
        assert (made.act, made.words, made.activity_id) == ("approve", "ทำได้ดี", first)
        assert session.scalars(select(AuditEntry.actor).where(AuditEntry.action == "review:approve")).all()
        assert session.scalar(select(Showing.activity_id)) == first
        assert chat_queues.next_due(session, chat_queues.Direction.OUT, web.bot.clock.real())


@on_sqlite
def test_what_is_open_in_the_chat_stays_open(web: Web) -> None:
    entry, prayun_id = recorded(web, SOMCHAI), web.joins(PRAYUN)
    now = web.bot.clock.now()
    with web.database.write() as session:
        session.add(
            Conversation(chat_key=line_id(prayun_id), open="announce_what", data={"a": 1}, version=7, updated_at=now)
        )
    web.signed_in(PRAYUN).post(f"/app/reviews/{entry}", act="return", revision="1", part="photo")
    assert state_of(web, entry) == "returned"
    with web.database.read() as session:
        (talk,) = session.scalars(select(Conversation))
        assert (talk.open, talk.version) == ("announce_what", 7)


@on_sqlite
def test_a_return_needs_a_reason_or_a_part_and_an_entry_that_was_changed_is_shown_anew(web: Web) -> None:
    web.joins(SOMCHAI)
    entry, prayun = recorded(web, SOMCHAI), web.signed_in(PRAYUN)
    prayun.post(f"/app/reviews/{entry}", act="return", revision="1", words=" \r\n ")
    assert "พิมพ์เหตุผลหรือเลือกส่วนที่ต้องแก้" in prayun.reads("/app/reviews")
    with web.database.write() as session:
        session.get_one(states.Activity, entry).revision = 2
    prayun.post(f"/app/reviews/{entry}", act="approve", revision="1")
    assert "ฉบับล่าสุด" in prayun.reads("/app/reviews")
    assert state_of(web, entry) == "submitted"
    prayun.post(f"/app/reviews/{entry}", act="return", revision="2", words="ขาดจำนวนคน", part="people")
    assert state_of(web, entry) == "returned"
    assert len(told(web, SOMCHAI)) == 1


@on_sqlite
def test_words_alone_are_sent_once(web: Web) -> None:
    web.joins(SOMCHAI)
    entry, prayun = recorded(web, SOMCHAI), web.signed_in(PRAYUN)
    for _ in range(2):
        prayun.post(f"/app/reviews/{entry}", act="comment", revision="1", words="ขอรูปเพิ่ม")
    assert len(told(web, SOMCHAI)) == 1
    assert "ส่งไปแล้ว" in prayun.reads("/app/reviews")


@on_sqlite
def test_several_ticked_entries_are_approved_and_those_of_others_left_out(web: Web) -> None:
    mine = [recorded(web, SOMCHAI, f"งานที่ {number}") for number in range(3)]
    theirs, prayun = recorded(web, MALEE), web.signed_in(PRAYUN)
    ticked = [f"{mine[0]}:1", f"{mine[1]}:1", f"{mine[2]}:9", f"{theirs}:1", "x:1", "²:1"]
    answer = prayun.client.post("/app/reviews/several", data={"form_token": prayun.form_token(), "entry": ticked})
    assert answer.status_code == 303
    assert [state_of(web, one) for one in (*mine, theirs)] == ["approved", "approved", "submitted", "submitted"]
    page = prayun.reads("/app/reviews")
    assert "รับทราบแล้ว 2 รายการ" in page
    assert "ปลดล็อก" in page


def test_whose_entry_it_is_not_finds_nothing_there(web: Web) -> None:
    entry = recorded(web, SOMCHAI)
    acts = {"act": "approve", "revision": "1"}
    for name in (WILAI, SOMCHAI, KANDA):
        assert web.signed_in(name).post(f"/app/reviews/{entry}", **acts).status_code == 404
    prayun = web.signed_in(PRAYUN)
    assert prayun.post(f"/app/reviews/{entry}", act="delete", revision="1").status_code == 404
    assert prayun.post(f"/app/reviews/{entry}", form_token="guessed", **acts).status_code == 400
    assert state_of(web, entry) == "submitted"
    prayun.post(f"/app/reviews/{entry}", **acts)
    for name in (WILAI, SOMCHAI, "ธนา ใจงาม"):  # the last coordinates another agency
        assert web.signed_in(name).post(f"/app/reviews/{entry}/unlock").status_code == 404
    assert state_of(web, entry) == "approved"
    assert web.signed_in(KANDA).post(f"/app/reviews/{entry}/unlock").status_code == 303
    assert state_of(web, entry) == "submitted"


def test_a_question_is_answered_once_by_who_may(web: Web) -> None:
    question = asked(web, SOMCHAI, PRAYUN)
    for name in (WILAI, KANDA, SOMCHAI):
        assert web.signed_in(name).post(f"/app/questions/{question}", words="ได้").status_code == 404
    prayun = web.signed_in(PRAYUN)
    assert "ขอพบหารือได้เมื่อใด" in prayun.reads("/app/reviews")
    for _ in range(2):
        prayun.post(f"/app/questions/{question}", words="พรุ่งนี้ 9 โมง\x00")
    assert len([words for words in told(web, SOMCHAI) if "พรุ่งนี้ 9 โมง" in words]) == 1
    assert "ตอบแล้ว" in prayun.reads("/app/reviews")


def test_words_of_a_notice_are_of_this_session_and_cut_where_the_cookie_ends() -> None:
    assert notices.unpack(notices.pack("ทำแล้ว", "a"), "a") == "ทำแล้ว"
    assert notices.unpack(notices.pack("ทำแล้ว", "a"), "b") is None
    for broken in (None, "", "x", "x.y", "é.y", "." + notices.pack("ทำแล้ว", "a").partition(".")[2]):
        assert notices.unpack(broken, "a") is None
    long = "".join(chr(0x0E01 + (number * 7919) % 46) for number in range(9_000))
    packed = notices.pack(long, "a")
    assert len(packed) < 4_000
    assert (notices.unpack(packed, "a") or "")[:200] == long[:200]
