"""Promise 19: erasure is complete. Canaries are in words, pictures, places, answers, questions, queues and names: after
erasing and unsending a byte search over the database's own files, the media and the log finds none, nor a LINE id."""

from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.__main__ import main
from models.forms import forms, submissions
from models.messaging.chat_queues import ChatQueue
from models.messaging.chats import Chat
from models.people import people
from models.people.audit import AuditEntry
from models.people.people import KEYED, Person, PersonState, plain_hash
from models.privacy import erasure
from scheduler.housekeeping import Housekeeping
from services.forms.filling import begin
from services.roster.applying import apply_roster
from services.roster.planning import key_of
from services.roster.rows import RosterRow
from simulator.driver import Someone
from tests.placements import placements
from tests.running_bot import PRAYUN, SECRET, RunningBot
from tests.scenarios.interviewing import publish
from tests.scenarios.many_people import all_said, eventually, photo

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@pytest.fixture
def canary() -> str:
    return f"canary{token_hex(6)}"


def joined(running: RunningBot, canary: str) -> Someone:
    """A participant without an id, whose name and agency are canaries too."""
    row = RosterRow(2, None, f"นาง{canary} ชื่อเฉพาะ", "participant", f"{canary} กรม", f"{canary} ตำแหน่ง",
                    placements("5607", "5601", "56"))  # fmt: skip
    with running.database.write() as session:
        apply_roster(session, [row], running.bot.programme, running.bot.clock.now())
    return running.joins(row.name)


def with_a_life(running: RunningBot, phone: Someone, canary: str) -> bytes:
    """Leave canaries in everything that a person can leave. Return the bytes of a picture."""
    body = photo("crimson", (151, 43))
    mentor = running.joined(PRAYUN)
    for words in (f"{WORK} {canary}", f"ถามพี่เลี้ยง {canary} จะทำอย่างไร"):
        phone.says(words)
        phone.hears(1)
    phone.sends_image(body)
    phone.hears(1)
    phone.sends_location(19.35, 99.81, canary, f"{canary} ต.แม่ใจ อ.แม่ใจ จ.พะเยา")
    phone.hears(1)
    mentor.says("รอตรวจ")
    mentor.hears(1)
    mentor.says("คำถาม")
    mentor.hears(1)
    publish(running)
    now = running.bot.clock.now()
    with running.database.write() as session:
        version, person = forms.newest(session, "survey"), people.by_name(session, phone.name)[0]
        assert version is not None
        words = (f"{canary} words", "m77")
        draft = begin(session, version, person_id=person.id, now=now, language="th", words=words)
        draft.hold(session, "people[1]/leader", f"{canary} answer", now)
        submissions.new_link(session, draft.submission, now)
    phone.says(f"เอ่อ {canary}")
    phone.hears(1)
    all_said(running)
    eventually(lambda: list(running.bot.settings.media_dir.rglob("*.thumb.jpg")))
    return body


def found_in(running: RunningBot, *needles: str | bytes) -> list[str]:
    """The files of the database and of the bot in which any of these bytes are."""
    folder, wanted = running.bot.settings.media_dir.parent, [n.encode() if isinstance(n, str) else n for n in needles]
    folders = [folder]
    if not running.database.is_sqlite:
        with running.database.read() as session:
            folders.append(Path(session.scalar(text("SHOW data_directory"))))
    files = [path for one in folders for path in one.rglob("*") if path.is_file() and path.name != "clock.json"]
    return [f"{path}: {needle!r}" for path in files for needle in wanted if needle in _content(path)]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # the database removed it meanwhile
        return b""


def command(running: RunningBot, monkeypatch: pytest.MonkeyPatch, *words: str, secret: str = SECRET) -> int:
    settings = running.bot.settings
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("MEDIA_DIR", str(settings.media_dir))
    monkeypatch.setenv("LINE_CHANNEL_SECRET", secret)
    return main(list(words))


def closes(running: RunningBot) -> None:
    """Nothing of the bot's own works on the database any more, as in the quiet hour of a purge."""
    all_said(running)
    eventually(lambda: bool(Housekeeping(running.bot).remove_nobodys()) or not _left(running))


def _left(running: RunningBot) -> list[str]:
    with running.database.read() as session:
        return list(session.scalars(select(Chat.line_user_id).where(Chat.person_id.is_(None))))


@pytest.mark.parametrize("how", ["chat", "command"])
def test_after_erasing_and_a_purge_no_byte_of_a_person_is_left(
    running: RunningBot, canary: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], how: str
) -> None:
    phone = joined(running, canary)
    body = with_a_life(running, phone, canary)
    assert found_in(running, canary, body)
    if how == "chat":
        for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
            phone.says(words)
            phone.hears(1)
    else:
        assert command(running, monkeypatch, "erase", phone.name) == 0
    Housekeeping(running.bot).remove_leftovers()
    closes(running)
    assert command(running, monkeypatch, "erase", "--purge") == 0
    assert found_in(running, canary, body, phone.user_id) == []
    said = capfd.readouterr()
    assert canary not in said.err + said.out.replace(f"ลบข้อมูลของ {phone.name}", "")


def test_after_an_unsend_and_a_purge_no_byte_of_the_message_is_left(
    running: RunningBot, canary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, mentor = running.joins("สมชาย ใจดี"), running.joined(PRAYUN)
    sent = phone.says(f"{WORK} {canary}")
    phone.hears(1)
    mentor.says("รอตรวจ")
    mentor.hears(1)
    all_said(running)
    assert found_in(running, canary)
    phone.unsends(sent.message_id)
    all_said(running)
    assert command(running, monkeypatch, "erase", "--purge") == 0
    assert found_in(running, canary) == []


def test_a_line_id_goes_with_the_erasure_and_whoever_writes_again_is_new(running: RunningBot, canary: str) -> None:
    phone = joined(running, canary)
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        phone.says(words)
        phone.hears(1)
    closes(running)
    with running.database.read() as session:
        assert phone.user_id not in str(session.execute(select(ChatQueue.chat_key)).all())
        assert not session.scalars(select(Chat).where(Chat.line_user_id == phone.user_id)).all()
    phone.says(WORK)
    assert "ยินยอม" in str(phone.hears(1))


def test_a_chat_that_is_being_answered_is_not_removed(running: RunningBot, canary: str) -> None:
    phone = running.stranger(canary)
    phone.says("สวัสดี")
    phone.hears(1)
    all_said(running)
    with running.database.write() as session:  # its raw event is kept for a day
        assert erasure.remove_chats(session) == 0


def test_the_audit_ties_no_erased_person_to_a_chat(running: RunningBot, canary: str) -> None:
    phone = joined(running, canary)
    person_id = running.person_id(phone.name)
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        phone.says(words)
        phone.hears(1)
    with running.database.read() as session:
        mine = session.scalars(select(AuditEntry).where(AuditEntry.person_id == person_id)).all()
        assert {"register", "erase"} <= {entry.action for entry in mine}
        assert not [entry for entry in mine if "chat" in entry.ids]


# ── who was erased is recognised, and by nobody without the secret ──


def row_of(name: str) -> RosterRow:
    return RosterRow(2, None, name, "participant", "กรมที่ดิน", "นักวิชาการ", placements("5607", "5601", "56"))


def erased(running: RunningBot, name: str) -> Any:
    with running.database.write() as session:
        apply_roster(session, [row_of(name)], running.bot.programme, running.bot.clock.now())
        person = people.by_name(session, name)[0]
        erasure.erase(session, person, running.bot.clock.now(), actor="command")
        return person.id


def test_the_key_of_an_erased_person_cannot_be_computed_from_their_name(running: RunningBot) -> None:
    name = "ประสิทธิ์ นามเฉพาะ"
    person_id = erased(running, name)
    with running.database.read() as session:
        key = session.get_one(Person, person_id).key
    assert key.startswith(KEYED)
    assert plain_hash(key_of(row_of(name))) not in key
    with running.database.write() as session:
        assert apply_roster(session, [row_of(name)], running.bot.programme, running.bot.clock.now()).erased == 1


def test_a_hash_of_an_earlier_version_is_recognised_and_replaced(running: RunningBot) -> None:
    name = "ประเสริฐ นามเดิม"
    with running.database.write() as session:
        plain = f"erased:{plain_hash(key_of(row_of(name)))}"
        session.add(Person(key=plain, name="#1", state=PersonState.ERASED, created_at=running.bot.clock.now()))
    for _ in range(2):
        with running.database.write() as session:
            assert apply_roster(session, [row_of(name)], running.bot.programme, running.bot.clock.now()).erased == 1
        Housekeeping(running.bot).remove_nobodys()
        with running.database.read() as session:
            assert not session.scalars(select(Person).where(Person.key.startswith("erased:"))).all()


def test_a_roster_is_not_imported_without_the_secret_when_somebody_was_erased(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    erased(running, "ประสาน นามลบ")
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name,role,scope\nX9,สมศรี ใหม่,coordinator,all\n", "utf-8")
    assert command(running, monkeypatch, "roster", "import", str(roster), secret="") == 2
    assert "LINE_CHANNEL_SECRET" in capsys.readouterr().err
    assert command(running, monkeypatch, "roster", "import", str(roster)) == 0


def test_erase_says_whom_or_what(running: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command(running, monkeypatch, "erase") == 2
