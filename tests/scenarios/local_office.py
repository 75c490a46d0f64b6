"""The office of a development plan: its people, what they say and tap, and which trainings are on record."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from bot.postback import Postback
from models.activities.activities import Activity
from models.development.trainings import Training, competencies_of
from simulator.driver import Someone
from tests.running_bot import RunningBot
from tests.scenarios.many_people import everything_in

LOCAL = Path(__file__).parents[2] / "programmes" / "local-2567"
FEBRUARY = datetime.fromisoformat("2024-02-14T10:00:00+07:00")
HEADINGS = "id,name,role,agency,position,group,line,scope"
CLERK, BUYER, OTHER, HEAD, HR = "สมชาย ใจดี", "มาลี แสงทอง", "ประยูร ศรีสุข", "วิไล บุญมา", "กานดา รักไทย"
ROWS = (
    f"S1,{CLERK},participant,กองคลัง,นักวิชาการเงินและบัญชี,มีประสบการณ์,การเงินและบัญชี,",
    f"S2,{BUYER},participant,กองคลัง,เจ้าพนักงานพัสดุ,แรกบรรจุ,พัสดุ,",
    f"S3,{OTHER},participant,กองช่าง,นายช่างโยธา,มีประสบการณ์,ช่างโยธา,",
    f"S4,{HEAD},participant,กองคลัง,ผู้อำนวยการกองคลัง,อำนวยการท้องถิ่น,การเงินและบัญชี,",
    f"S4,{HEAD},coordinator,กองคลัง,ผู้อำนวยการกองคลัง,,,agency:กองคลัง",
    f"C1,{HR},coordinator,สำนักปลัด,นักทรัพยากรบุคคล,,,all",
)
TOLD = "อบรมหลักสูตรการบริหารพัสดุภาครัฐ 3 วัน ที่ จ.ขอนแก่น เมื่อวันที่ 5-7 ก.พ. 67"


def says(phone: Someone, words: str, count: int = 1) -> str:
    phone.says(words)
    return everything_in(phone.hears(count))


def taps(phone: Someone, button: Postback, count: int = 1) -> str:
    phone.taps(button.pack())
    return everything_in(phone.hears(count))


def trainings_of(office: RunningBot) -> list[tuple[Training, Activity, tuple[str, ...]]]:
    with office.database.read() as session:
        found = session.execute(
            select(Training, Activity).join(Activity, Activity.id == Training.activity_id).order_by(Activity.id)
        ).all()
        return [(one, entry, competencies_of(session, [entry.id]).get(entry.id, ())) for one, entry in found]
