"""Those whom a change concerns hear of it at once, whether they write or not."""

import pytest
from sqlalchemy import select

from bot.__main__ import main
from models.messaging.deliveries import Delivery
from tests.running_bot import MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import all_said, nothing_more, words_of

STORY = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
WILAI = "วิไล บุญมา"  # mentor of Malee's district


@pytest.mark.parametrize("how", ["chat", "command"])
def test_the_mentor_of_somebody_who_is_erased_is_told_without_the_name(
    running: RunningBot, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    somchai, mentor, other = running.joined(SOMCHAI), running.joined(PRAYUN), running.joined(WILAI)
    running.joined(MALEE)
    somchai.says(STORY)
    somchai.hears(1)
    if how == "chat":
        somchai.says("ลบข้อมูลของฉัน")
        somchai.hears(1)
        assert nothing_more(running, mentor, 0)
        somchai.says("ยืนยันลบทั้งหมด")
        assert "ลบข้อมูลทั้งหมดแล้ว" in words_of(somchai.hears(1)[0])
    else:
        monkeypatch.setenv("DATABASE_URL", running.bot.settings.database_url)
        monkeypatch.setenv("MEDIA_DIR", str(running.bot.settings.media_dir))
        monkeypatch.setenv("CLOCK_FILE", str(running.bot.settings.clock_file))
        monkeypatch.setenv("LINE_CHANNEL_SECRET", running.bot.settings.line_channel_secret.get_secret_value())
        assert main(["erase", SOMCHAI]) == 0
    told = words_of(mentor.hears(1)[0])
    assert "คนหนึ่งในความดูแลของท่านได้ลบข้อมูลของตนแล้ว" in told
    assert "สมชาย" not in told
    all_said(running)
    assert nothing_more(running, mentor)
    assert nothing_more(running, other, 0)
    with running.database.read() as session:
        assert not any(SOMCHAI in str(one.messages) for one in session.scalars(select(Delivery)))
