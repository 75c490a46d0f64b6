"""Districts are selected in rounds: jurors give marks, equal ones are decided with a reason, and units are told."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import urllib3
from openpyxl import load_workbook

from bot.postback import ShowSelection
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.people import people, web_sessions
from models.privacy import erasure
from models.selections import marks
from services.exports.making import ExportMaker
from services.selections.judging import judged
from services.units.forum_holders import forum_holders
from tests.patience import HANG
from tests.pilot_districts_chosen import choose_provincial_pilots
from tests.running_bot import RunningBot
from tests.scenarios.conftest import programme_running
from tests.scenarios.many_people import everything_in

PILOT = Path(__file__).parents[2] / "programmes" / "pilot-2565"
JULY = datetime.fromisoformat("2022-07-11T10:00:00+07:00")
HEADINGS = "รหัส,ชื่อ-สกุล,บทบาท,หน่วยงาน,หน่วย,ที่นั่งในทีม,ขอบเขต"
MAE_CHAI, CHIANG_DAO, EVERYTHING, JUROR = "สมชาย ใจดี", "วิไล บุญมา", "กานดา รักไทย", "ธนา ใจงาม"
ROWS = (
    f"P1,{MAE_CHAI},participant,กรมการปกครอง,แม่ใจ พะเยา,นายอำเภอ,",
    f"P2,{CHIANG_DAO},participant,กรมการปกครอง,เชียงดาว เชียงใหม่,นายอำเภอ,",
    f"C1,{EVERYTHING},coordinator,สป.มท.,,,all",
    f"C2,{JUROR},coordinator,คณะทำงานเฉพาะกิจด้านการบูรณาการแผนงานและยุทธศาสตร์,,,phase:2",
)
PLACE = "/app/selections/cluster"
MARKS = {
    # แม่ใจ and เวียงป่าเป้า lie in one cluster, เชียงดาว and ป่าซาง in another
    "5607": (40, 45), "5711": (45, 40), "5004": (50, 30), "5106": (10, 20),
}  # fmt: skip


@pytest.fixture
def pilot(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    with programme_running(request, tmp_path, PILOT, (HEADINGS, *ROWS), JULY) as opened:
        with opened.database.write() as session:
            choose_provincial_pilots(session, opened.bot.programme, JULY)
        yield opened


class Seat:
    """Somebody who is signed in on the web."""

    def __init__(self, pilot: RunningBot, name: str) -> None:
        self.url = pilot.url
        with pilot.database.write() as session:
            person = people.by_name(session, name)[0]
            _, token = web_sessions.begin(session, person.id, "Android", pilot.bot.clock.real())
        self.headers = {"Cookie": f"castbot={token}"}

    def reads(self, path: str = PLACE, notice: str = "") -> str:
        headers = {"Cookie": "; ".join(filter(None, (self.headers["Cookie"], notice)))}
        return urllib3.request("GET", f"{self.url}{path}", headers=headers, timeout=HANG).data.decode()

    def posts(self, path: str = PLACE, **said: str) -> str:
        """Send a form; return the page that comes or to which it leads, with what was said, or the status of a
        refusal."""
        token = self.reads("/app/devices").partition('name="form_token" value="')[2].partition('"')[0]
        fields = {"form_token": token, **said}
        sent = urllib3.request("POST", f"{self.url}{path}", fields=fields, headers=self.headers, redirect=False)
        if sent.status != 303:
            return sent.data.decode() if sent.status == 200 else str(sent.status)
        notice = sent.headers["Set-Cookie"].partition(";")[0]
        return self.reads(path, notice)


def given(**but: str) -> dict[str, str]:
    """The fields of the jurors' form for MARKS, with others in place of some."""
    fields = {}
    for code, (strategy, water) in MARKS.items():
        fields |= {f"mark-{code}.strategy": str(strategy), f"mark-{code}.water": str(water)}
    return fields | but


def seen(*codes: str) -> dict[str, str]:
    """The rows as a window shows them that has read MARKS."""
    return {f"seen-{code}": "/".join(map(str, MARKS[code])) for code in codes}


def exported(pilot: RunningBot, scope: str) -> list[list[object]]:
    """The rows of the file as somebody with this scope gets it."""
    out = io.BytesIO()
    with pilot.database.read() as session:
        programme, text = pilot.bot.programme, pilot.bot.texts.in_language("th")
        maker = ExportMaker(session, programme, scopes.of_scopes([scope], programme), text, date(2022, 8, 1))
        maker.make(ExportRequest("selections", "xlsx"), out)
    sheet = load_workbook(io.BytesIO(out.getvalue())).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def holders_of(pilot: RunningBot) -> list[str]:
    """The codes of the districts of which forums are wanted."""
    with pilot.database.read() as session:
        return [one.code for one in forum_holders(session, pilot.bot.programme, pilot.bot.clock.now().date())]


def test_jurors_mark_equal_ones_are_decided_with_a_reason_and_units_are_told(pilot: RunningBot) -> None:
    mae_chai, chiang_dao, whole = (pilot.joined(name) for name in (MAE_CHAI, CHIANG_DAO, EVERYTHING))
    pilot.joined(JUROR)
    juror, office, chief = Seat(pilot, JUROR), Seat(pilot, EVERYTHING), Seat(pilot, MAE_CHAI)
    shown = office.reads("/app/selections")
    assert [part for part in ("เลือกจังหวัดละ 1", "เลือกกลุ่มจังหวัดละ 1", "เลือก 9") if part not in shown] == []
    assert 'name="mark-5607.strategy"' in juror.reads()
    assert 'name="mark-' not in office.reads() + chief.reads()
    assert "อำเภอเชียงดาว" not in chief.reads()  # nobody sees who is judged before it is closed
    assert [office.posts(**given()), chief.posts(**given())] == ["404", "404"]
    partly = juror.posts(**given(**{"mark-5106.water": "๕๑"}))
    assert [part for part in ("อีก 1 รายยังไม่ครบ", 'value="๕๑"', "ยังไม่ได้เก็บ") if part not in partly] == []
    assert "เก็บคะแนนแล้ว 1 ราย" in juror.posts(**given(**seen("5607", "5711", "5004")))
    assert 'value="45"' in juror.reads()
    emptied = {"mark-5106.strategy": "", "mark-5106.water": "", **seen("5106")}
    assert "ลบคะแนน 1 ราย" in juror.posts(**emptied)
    assert "เก็บคะแนนแล้ว 1 ราย" in juror.posts(**given(**seen("5607", "5711", "5004")))

    assert len(holders_of(pilot)) == 18  # until a selection is closed forums are wanted of those in the file
    assert "ยังไม่พ้นวันให้คะแนน" in office.posts(act="close", although="1", reason="ตามมติ")
    pilot.line.clock(set="2022-08-01T10:00:00+07:00")
    assert juror.posts(**given(**{"mark-5607.water": "50"})) == "404"  # the days of marking are over
    assert juror.posts(act="close", although="1") == "404"
    preview = office.reads()
    assert preview.count("คะแนนเท่ากัน</span>") == 2
    assert "85.00" in preview
    assert "72 รายยังมีกรรมการ" in office.posts(act="close")
    assert "2 รายคะแนนเท่ากัน" in office.posts(act="close", although="1", reason="ตามมติ")
    same = office.posts(act="close", although="1", reason="ตามมติกรรมการ", **{"tie-5607": "1", "tie-5711": "๑"})
    assert "โดยไม่ให้ซ้ำกัน" in same  # two of one place are no decision
    assert 'value="ตามมติกรรมการ"' in same
    assert "บอกเหตุผล" in office.posts(act="close", although="1", **{"tie-5607": "1"})
    closed = office.posts(act="close", although="1", reason="ตามมติกรรมการ", **{"tie-5607": "1", "tie-5711": "2"})
    assert "เลือก 2 จาก 76 แจ้งหน่วยแล้ว 2 คน" in closed
    for phone, district in ((mae_chai, "อำเภอแม่ใจ"), (chiang_dao, "อำเภอเชียงดาว")):
        assert f"{district} ได้รับเลือก" in everything_in(phone.hears(1))
    assert "ปิดไปแล้ว" in office.posts(act="close", although="1", reason="อีกครั้ง")

    with pilot.database.read() as session:
        chosen = {one.candidate: one for one in marks.results(session, "cluster") if one.is_chosen}
        assert {key: (one.score, one.by_decision) for key, one in chosen.items()} == {
            "5607": ("85.00", True),
            "5004": ("80.00", False),
        }
        contest = pilot.bot.programme.selection("contest")
        assert sorted(one.key for one in judged(session, pilot.bot.programme, contest)) == ["5004", "5607"]
    assert holders_of(pilot) == ["5004", "5607"]  # then of those it chose, who share the people
    assert "7,500" in office.reads("/app/units")
    seen_by_chief = chief.reads()
    assert "อำเภอแม่ใจ" in seen_by_chief
    assert "อำเภอเวียงป่าเป้า" not in seen_by_chief  # only coordinators of everything see who was not chosen
    assert "ตามมติกรรมการ" not in seen_by_chief
    assert "85.00" not in seen_by_chief  # nor what marks it had
    assert "อำเภอเวียงป่าเป้า" in office.reads()
    rows, few = (exported(pilot, scope) for scope in ("all", "phase:2"))
    assert (len(rows), len(few)) == (1 + 2 * 76 + 2, 1 + 76 + 2)  # of the contest there is no score yet
    rows, few = ([sheet[0], *(row for row in sheet if "คัดเลือกอำเภอนำร่องระดับกลุ่มจังหวัด" in row)] for sheet in (rows, few))
    first = dict(zip(rows[0], next(row for row in rows if "อำเภอแม่ใจ" in row), strict=True))
    assert (float(str(first["คะแนนเฉลี่ย"])), first["จำนวนกรรมการ"], first["ได้รับเลือก"]) == (85, 1, 1)
    assert "คะแนนเฉลี่ย" not in few[0]
    assert {row[2] for row in few[1:]} == {"อำเภอแม่ใจ", "อำเภอเชียงดาว"}
    assert 'value="file"' in office.reads()
    assert 'value="file"' not in chief.reads()
    assert chief.posts(act="file", suffix="xlsx") == "404"
    mae_chai.says("อำเภอไหนได้รับเลือก")
    told = everything_in(mae_chai.hears(1))
    assert [part for part in ("อำเภอแม่ใจ", "อำเภอเชียงดาว", "ประกวด") if part not in told] == []
    whole.says("ส่งออกผลการคัดเลือก")
    assert "ลิงก์ดาวน์โหลด" in everything_in(whole.hears(1))  # a file, which this bot has no address for
    whole.taps(ShowSelection("contest").pack())
    assert "เริ่มให้คะแนน" in everything_in(whole.hears(1))

    with pilot.database.write() as session:
        for name in (JUROR, EVERYTHING):
            erasure.erase(session, people.by_name(session, name)[0], pilot.bot.clock.now(), actor="command")
    with pilot.database.read() as session:
        assert marks.of_selection(session, "cluster") == []
        end = marks.closing(session, "cluster")
        assert end is not None
        assert (end.by_person_id, end.reason) == (None, None)
        assert sum(one.is_chosen for one in marks.results(session, "cluster")) == 2  # what was closed stands


def test_before_anything_is_closed_the_chat_says_how_selections_stand(pilot: RunningBot) -> None:
    phone = pilot.joined(MAE_CHAI)
    phone.says("ผลการคัดเลือกออกหรือยัง")
    told = everything_in(phone.hears(1))
    assert "กรรมการให้คะแนนถึง" in told
    assert "รอผลของรอบก่อน" in told
    phone.says("วันนี้ประชุมผลการคัดเลือกกับปลัดอำเภอ 12 คน")  # work that is told of is an entry
    assert "บันทึกแล้ว" in everything_in(phone.hears(1))
