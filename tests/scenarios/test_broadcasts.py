"""Announcements: nothing is sent by typing; to whom, how it reads and what it costs comes first; each hears it once."""

import pytest
from sqlalchemy import select

from models.coordination.broadcasts import Broadcast
from models.people.leave import grant
from models.people.people import Membership
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.announcing import LAND, WORDS, announced, carry_on, newest_broadcast, preview_of, state_of
from tests.scenarios.many_people import eventually, everything_in, nothing_more, settled, words_of


def test_an_announcement_is_addressed_looked_at_confirmed_and_reaches_each_once(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    asked = announced(kanda)
    assert "ส่งถึงใคร" in asked
    assert "ถึง 2 คน" in asked  # the participants
    kanda.says("ดูก่อนส่ง")
    as_read, preview = kanda.hears(2)
    assert WORDS in words_of(as_read)
    assert KANDA in words_of(as_read)
    assert "2 ข้อความ" in everything_in(preview)
    assert carry_on(running) == 0  # nothing is sent by typing or looking
    kanda.taps_label("ส่งถึง 2 คน")
    assert "เริ่มส่งแล้ว" in words_of(kanda.hears(1)[0])
    kanda.taps_label("ส่งถึง 2 คน")
    assert "ยืนยันไปแล้ว" in words_of(kanda.hears(1)[0])
    assert carry_on(running) == 2
    assert carry_on(running) == 0
    for phone in (somchai, malee):
        assert WORDS in words_of(phone.hears(1)[-1])
        assert nothing_more(running, phone, 2)
    eventually(lambda: carry_on(running) == 0 and state_of(running) == ["done"])
    kanda.says("ความคืบหน้าประกาศ")
    assert "ส่งแล้ว 2 จาก 2 คน" in everything_in(kanda.hears(1)[0])


def test_words_beside_the_preview_send_nothing_nor_does_a_yes_after_them(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    kanda.says("แจ้งทุกคนว่าพรุ่งนี้ประชุม 10 โมง")
    kanda.hears(2)
    for words in ("ใช่ แต่ขอเปลี่ยนเวลาเป็น 11 โมง", "ใช่"):
        kanda.says(words)
        assert "ยังไม่ได้ส่งประกาศ" in words_of(kanda.hears(1)[0])
    assert carry_on(running) == 0
    kanda.taps_label("ดูก่อนส่ง")
    kanda.hears(2)
    kanda.says("ใช่ค่ะ ส่งได้เลย")
    assert "เริ่มส่งแล้ว" in words_of(kanda.hears(1)[0])
    assert carry_on(running) == 1


def test_who_cannot_be_reached_is_named_with_the_reason(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    mentor = running.joined(PRAYUN)
    mentor.blocks()
    settled(running)
    announced(kanda)
    kanda.taps_label("ครูพี่เลี้ยง")
    kanda.hears(1)
    kanda.taps_label("ดูก่อนส่ง")
    assert "อีก 4 คน" in everything_in(kanda.hears(2)[-1])
    kanda.says("ส่งประกาศ")
    kanda.hears(1)
    carry_on(running)
    somchai.hears(1)
    eventually(lambda: carry_on(running) == 0 and state_of(running) == ["done"])
    kanda.says("ความคืบหน้าประกาศ")
    said = everything_in(kanda.hears(1)[0])
    assert f"{PRAYUN} · บล็อกบอต" in said
    assert f"{MALEE} · ยังไม่ลงทะเบียน" in said
    assert "ส่งแล้ว 1 จาก 1 คน" in said


def test_an_audience_is_chosen_by_role_agency_district_and_leave(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    announced(kanda)
    kanda.taps_label("กรมที่ดิน")
    assert "ถึง 1 คน" in everything_in(kanda.hears(1)[0])
    kanda.taps_label("กรมที่ดิน")
    assert "ถึง 2 คน" in everything_in(kanda.hears(1)[0])
    kanda.says("อ.แม่ใจ")
    assert "ถึง 1 คน" in everything_in(kanda.hears(1)[0])
    kanda.says("อ.แม่ใจ")
    kanda.hears(1)
    with running.database.write() as session:
        today = running.bot.clock.now().date()
        grant(session, running.person_id(SOMCHAI), today, today, said_by=1, now=running.bot.clock.now())
    kanda.taps_label("ยกเว้นผู้ลา")
    assert "ถึง 1 คน" in everything_in(kanda.hears(1)[0])
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    kanda.says("ยืนยัน")
    kanda.hears(1)
    carry_on(running)
    assert WORDS in words_of(malee.hears(1)[-1])
    assert nothing_more(running, somchai)


def test_an_agency_s_coordinator_reaches_nobody_else_whatever_they_choose(running: RunningBot) -> None:
    somchai, malee, land = running.joined(SOMCHAI), running.joined(MALEE), running.joined(LAND)
    asked = announced(land)
    assert "ถึง 1 คน" in asked
    assert "กรมการปกครอง" not in asked
    broadcast = eventually(lambda: newest_broadcast(running))
    for data in (
        f"address?broadcast={broadcast}&by=agency&pick=dopa",
        f"address?broadcast={broadcast}&by=role&pick=coordinator",
    ):
        land.taps(data)
        land.hears(1)
    land.taps(f"address?broadcast={broadcast}&by=agency&pick=dopa")
    land.hears(1)
    land.says("ดูก่อนส่ง")
    land.hears(2)
    land.says("ส่งประกาศ")
    land.hears(1)
    carry_on(running)
    assert WORDS in words_of(malee.hears(1)[-1])
    assert nothing_more(running, somchai)


@on_sqlite
def test_nobody_but_its_author_handles_an_announcement_and_only_coordinators_announce(running: RunningBot) -> None:
    kanda, land, somchai = running.joined(KANDA), running.joined(LAND), running.joined(SOMCHAI)
    announced(kanda)
    broadcast = newest_broadcast(running)
    for deed in ("look", "send", "cancel", "progress", "edit", "whom", "time", "now"):
        land.taps(f"announce?broadcast={broadcast}&deed={deed}")
        theirs = words_of(land.hears(1)[0])
        land.taps(f"announce?broadcast={broadcast + 999}&deed={deed}")
        assert words_of(land.hears(1)[0]) == theirs  # the same answer as for one that never was
        somchai.taps(f"announce?broadcast={broadcast}&deed={deed}")
        assert "ปุ่มนี้" in words_of(somchai.hears(1)[0])
    somchai.says("แจ้งทุกคน พรุ่งนี้หยุด")
    somchai.hears(1)
    assert carry_on(running) == 0
    assert state_of(running) == ["draft"]


@on_sqlite
def test_a_preview_of_before_sends_nothing_that_was_changed_since(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says("ดูก่อนส่ง")
    old = kanda.hears(2)[-1]
    send = next(i["action"]["data"] for i in old["quickReply"]["items"] if "send" in i["action"]["data"])
    broadcast = newest_broadcast(running)
    kanda.taps(f"address?broadcast={broadcast}&by=role&pick=mentor")
    kanda.hears(1)
    kanda.taps(send)
    assert "ตัวอย่างก่อนส่ง" in everything_in(kanda.hears(2)[-1])
    assert carry_on(running) == 0


def test_who_loses_their_scope_meanwhile_reaches_nobody(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    announced(kanda)
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    kanda.says("ส่งประกาศ")
    kanda.hears(1)
    with running.database.write() as session:
        held = session.scalar(select(Membership).where(Membership.person_id == running.person_id(KANDA)))
        held.scope = "agency:กรมที่ดิน"
    assert carry_on(running) == 0
    assert nothing_more(running, somchai)


def test_an_unsent_announcement_is_forgotten(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    said = kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    kanda.unsends(said.message_id)
    settled(running)
    with running.database.read() as session:
        found = session.scalar(select(Broadcast))
        assert (found.words, found.state) == (None, "cancelled")


@on_sqlite
def test_an_announcement_can_be_put_away(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says("ไม่ส่ง")
    assert "ไม่ได้ส่งประกาศ" in words_of(kanda.hears(1)[0])
    kanda.says("ประกาศ")
    assert "จะประกาศว่าอะไร" in words_of(kanda.hears(1)[0])


# ── what was said, to whom it was said ──


@on_sqlite
@pytest.mark.parametrize("step", ["nothing", "receivers", "preview", "words", "summary"])
def test_a_sentence_that_begins_with_announce_is_a_new_draft_at_every_step(running: RunningBot, step: str) -> None:
    kanda = running.joined(KANDA)
    if step in ("receivers", "preview"):
        announced(kanda, "ข้อความเก่า")
    if step == "preview":
        kanda.says("ดูก่อนส่ง")
        kanda.hears(2)
    if step in ("words", "summary"):
        kanda.says("ประกาศ" if step == "words" else "สรุปวันนี้")
        kanda.hears(1)
    said = announced(kanda, "ผู้ที่อยู่ อ.แม่ใจ ให้รายงานน้ำท่วม")
    assert "ผู้ที่อยู่ อ.แม่ใจ ให้รายงานน้ำท่วม" in said
    assert "ข้อความเก่า" not in said
    assert "ส่งถึงใคร" in said


@on_sqlite
@pytest.mark.parametrize(
    "words",
    [
        "พรุ่งนี้ขอให้ทุกท่านเตรียมแผนงานอำเภอเป้าหมาย",
        "ใครยังไม่ส่งรายงาน ขอให้ส่งด้วย",
        "สรุปสัปดาห์นี้ส่งภายใน ๓ วัน (ครั้งที่ ๒)",
        "เมนูใหม่มาแล้ว",
        "ยกเลิกประชุมวันศุกร์",
    ],
)
def test_what_follows_announce_is_text_whatever_it_says(running: RunningBot, words: str) -> None:
    kanda = running.joined(KANDA)
    assert words in announced(kanda, words)
    kanda.says("ดูก่อนส่ง")
    as_read, _ = preview_of(kanda)
    assert words in as_read  # with its own digits


@on_sqlite
@pytest.mark.parametrize("how", ["button", "word"])
def test_the_button_asks_what_to_announce_and_hears_the_answer(running: RunningBot, how: str) -> None:
    kanda = running.joined(KANDA)
    kanda.taps("say?intent=broadcast") if how == "button" else kanda.says("ประกาศ")
    assert "จะประกาศว่าอะไร" in words_of(kanda.hears(1)[0])
    kanda.says("ใครยังไม่ส่ง ขอให้ส่งวันนี้")
    assert "ใครยังไม่ส่ง ขอให้ส่งวันนี้" in everything_in(kanda.hears(1)[0])
    assert state_of(running) == ["draft"]


@on_sqlite
@pytest.mark.parametrize("way_out", ["ไม่ส่ง", "ยกเลิก", "เมนู"])
def test_what_to_announce_has_a_way_out(running: RunningBot, way_out: str) -> None:
    kanda = running.joined(KANDA)
    kanda.says("ประกาศ")
    kanda.hears(1)
    kanda.says(way_out)
    kanda.hears(1)
    kanda.says("ใครยังไม่ส่ง")
    kanda.hears(1)
    assert state_of(running) == []


@on_sqlite
@pytest.mark.parametrize(
    ("said", "words", "to", "people"),
    [
        ("ประกาศถึงครูพี่เลี้ยง ขอให้ตรวจบันทึกที่ค้าง", "ขอให้ตรวจบันทึกที่ค้าง", ("ครูพี่เลี้ยง",), 1),
        ("แจ้งกรมที่ดินว่า ส่งแผนภายในวันศุกร์", "ส่งแผนภายในวันศุกร์", ("กรมที่ดิน",), 1),
        ("ประกาศ อ.แม่ใจ น้ำท่วม งดลงพื้นที่", "อ.แม่ใจ น้ำท่วม งดลงพื้นที่", ("แม่ใจ",), 1),
        ("แจ้งนายอำเภอแม่ใจว่าขอบคุณสำหรับรถ", "ขอบคุณสำหรับรถ", ("ครูพี่เลี้ยง", "แม่ใจ"), 1),
        ("บอกมาลีว่าช่วยส่งเอกสารด้วย", "ช่วยส่งเอกสารด้วย", (MALEE,), 1),
        ("แจ้งทุกคนว่า พรุ่งนี้หยุด", "พรุ่งนี้หยุด", ("ผู้เข้าร่วมโครงการ",), 2),
        ("เรียน นายอำเภอทุกท่าน พรุ่งนี้หยุด", "เรียน นายอำเภอทุกท่าน พรุ่งนี้หยุด", ("ครูพี่เลี้ยง",), 1),
        (
            "ฝากแจ้งพี่เลี้ยงทุกท่านให้ตรวจบันทึกที่ค้าง",
            "ฝากแจ้งพี่เลี้ยงทุกท่านให้ตรวจบันทึกที่ค้าง",
            ("ครูพี่เลี้ยง",),
            1,
        ),
    ],
)
def test_the_receivers_that_were_said_are_chosen_and_shown(
    running: RunningBot, said: str, words: str, to: tuple[str, ...], people: int
) -> None:
    kanda = running.joined(KANDA)
    for name in (SOMCHAI, MALEE, PRAYUN):
        running.joined(name)
    kanda.says(said)
    as_read, preview = preview_of(kanda)
    assert as_read.endswith(f"\n{words}")
    assert [one for one in to if one not in preview] == []
    assert f"{people} ข้อความ" in preview


@on_sqlite
def test_receivers_that_are_not_understood_are_asked_for(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    running.joined(SOMCHAI)
    kanda.says("แจ้งกลุ่มจังหวัดล้านนาว่าพรุ่งนี้หยุด")
    note, card = kanda.hears(2)
    assert "ล้านนา" in words_of(note)
    assert "ถึง 0 คน" in everything_in(card)
    kanda.says("ครูพี่เลี้ยงที่ยังไม่มาประชุม")  # neither a number nor only receivers
    kanda.hears(1)
    kanda.says("แจ้งครูพี่เลี้ยงที่ยังไม่มาประชุมว่าขอให้ตรวจ")
    note, card = kanda.hears(2)
    assert "ที่ยังไม่มาประชุม" in words_of(note)
    assert state_of(running)[-1] == "draft"


@on_sqlite
def test_words_and_receivers_of_a_draft_can_be_changed(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    for name in (SOMCHAI, PRAYUN):
        running.joined(name)
    kanda.says("ประกาศถึงครูพี่เลี้ยง ประชุม ๙ โมง")
    preview_of(kanda)
    kanda.taps_label("แก้ข้อความ")
    old, how = kanda.hears(2)
    assert words_of(old) == "ประชุม ๙ โมง"
    assert "พิมพ์ข้อความใหม่" in words_of(how)
    kanda.says("ประชุม ๑๐ โมง")
    as_read, preview = preview_of(kanda)
    assert as_read.endswith("\nประชุม ๑๐ โมง")
    assert "ครูพี่เลี้ยง" in preview
    kanda.taps_label("เปลี่ยนผู้รับ")
    kanda.hears(1)
    kanda.says("ผู้เข้าร่วมโครงการ อ.แม่ใจ")
    assert "ถึง 1 คน" in everything_in(kanda.hears(1)[0])
    kanda.says("ดูก่อนส่ง")
    _, preview = preview_of(kanda)
    assert "ผู้เข้าร่วมโครงการ" in preview
    assert "ครูพี่เลี้ยง" not in preview
    assert state_of(running) == ["draft"]


def test_a_mentor_writes_to_those_in_their_care_and_to_nobody_else(running: RunningBot) -> None:
    somchai, malee, mentor = running.joined(SOMCHAI), running.joined(MALEE), running.joined(PRAYUN)
    mentor.says("ประกาศ พรุ่งนี้พบกันที่อำเภอ ๙ โมง")
    as_read, preview = preview_of(mentor)
    assert as_read.startswith("ประกาศจากครูพี่เลี้ยง")
    assert "1 ข้อความ" in preview
    mentor.says("ส่งประกาศ")
    mentor.hears(1)
    assert carry_on(running) == 1
    assert "พรุ่งนี้พบกันที่อำเภอ ๙ โมง" in words_of(somchai.hears(1)[-1])
    assert nothing_more(running, malee)
