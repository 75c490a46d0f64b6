"""The pilot districts of 2565 with a small team: who is on the roster, and what they say and hear."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from models.units.forums import Forum, heads_of
from simulator.driver import Json, Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import everything_in

PILOT = Path(__file__).parents[2] / "programmes" / "pilot-2565"
AUGUST = datetime.fromisoformat("2022-08-10T10:00:00+07:00")
HEADINGS = "รหัส,ชื่อ-สกุล,บทบาท,หน่วยงาน,ตำแหน่ง,หน่วย,ที่นั่งในทีม,ขอบเขต"
CHIEF, WOMEN, ABBOT, OTHER = "สมชาย ใจดี", "มาลี แสงทอง", "ประยูร ศรีสุข", "วิไล บุญมา"
EVERYTHING, NORTH, SOUTH, OWNER = "กานดา รักไทย", "ธนา ใจงาม", "อำนาจ ทองดี", "สุดา เจ้าของงาน"
ROWS = (
    f"P1,{CHIEF},participant,กรมการปกครอง,นายอำเภอ,แม่ใจ พะเยา,นายอำเภอ,",
    f"P2,{WOMEN},participant,ภาคีเครือข่าย,,อำเภอแม่ใจ จังหวัดพะเยา,ประธานสตรีอำเภอ,",
    f"P3,{ABBOT},participant,ภาคีเครือข่าย,,๕๖๐๗,ผู้นำภาคศาสนา,",
    f"P4,{OTHER},participant,กรมการปกครอง,นายอำเภอ,เชียงดาว เชียงใหม่,นายอำเภอ,",
    f"C1,{EVERYTHING},coordinator,สป.มท.,,,,all",
    f"C2,{NORTH},coordinator,สป.มท.,,,,unit:north-upper-2",
    f"C4,{OWNER},coordinator,กรมการปกครอง,,,,phase:2",
    f"C3,{SOUTH},coordinator,สป.มท.,,,,province:สงขลา",
)
FORUM = "วันนี้จัดเวทีประชาคม ต.แม่ใจ เรื่องน้ำแล้ง ภาครัฐ ๒๐ คน ศาสนา 5 คน ประชาชน 80 คน มติให้ขุดลอกหนองเล็งทราย"


def roster(folder: Path, *rows: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join([HEADINGS, *rows]), "utf-8")
    return path


def forums_of(pilot: RunningBot) -> list[tuple[Forum, dict[str, int]]]:
    with pilot.database.read() as session:
        found = list(session.scalars(select(Forum).order_by(Forum.activity_id)))
        heads = heads_of(session, [one.activity_id for one in found])
        return [(one, heads.get(one.activity_id, {})) for one in found]


def newest(phone: Someone) -> Json:
    """The newest message that a phone has heard."""
    return [one["message"] for one in phone.chat() if one["from"] == "bot"][-1]


def says(phone: Someone, words: str, count: int = 1) -> str:
    phone.says(words)
    return everything_in(phone.hears(count))
