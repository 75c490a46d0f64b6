"""What a coordinator does with links: revoked, issued anew, printed as cards; and where raters are."""

import json
import re
from datetime import date

import pytest
import urllib3

from bot.postback import ShowRound
from models.evaluations.raters import RaterLink
from models.people import people
from models.people.people import Placement
from services.evaluations import nominations
from tests.databases import on_sqlite
from tests.patience import HANG
from tests.running_bot import KANDA, MALEE, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in
from tests.scenarios.test_raters import IN_THE_ROUND, SOMSRI, WHOLE, get, link_from, said
from tests.scenarios.test_raters_in_line import link, running

__all__ = ["link", "running"]
pytestmark = on_sqlite
LAND = "ธนา ใจงาม"  # coordinates the agency of MALEE
OUTSIDE = "อยู่นอกอำเภอที่ผู้รับการประเมินไปปฏิบัติงาน"


def test_a_link_is_revoked_and_issued_anew_from_the_raters_card(running: RunningBot, link: str) -> None:
    kanda = running.joined(KANDA)
    assert get(running, link)[0] == 200
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("ยกเลิกลิงก์")
    assert "เปิดไม่ได้อีก" in everything_in(kanda.hears(1)[-1])
    assert get(running, link) == get(running, "/r/" + "a" * 32)
    kanda.taps_label("ออกลิงก์ใหม่")
    kanda.hears(2)
    assert get(running, link_from(kanda))[0] == 200


def test_cards_are_a_one_time_download_with_links_that_open(running: RunningBot) -> None:
    kanda, thana = running.joined(KANDA), running.joined(LAND)
    said(running.joined(SOMCHAI), WHOLE)
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("เห็นชอบ")
    kanda.hears(1)
    running.line.clock(set=IN_THE_ROUND)
    thana.taps(ShowRound("final", "cards").pack())
    assert "มีลิงก์ครบทุกคน" in everything_in(thana.hears(1)[-1])  # the rater is not in their scope
    said(kanda, "ผู้ประเมิน")
    kanda.taps_label("บัตร QR 1 ใบ")
    shown = json.dumps(kanda.hears(1)[-1])
    path = re.findall(r"https://bot\.example(/d/[A-Za-z0-9_-]+)", shown)[-1]
    assert get(running, path)[0] == 200  # looking uses nothing up
    with running.database.read() as session:
        assert session.query(RaterLink).count() == 0
    answer = urllib3.request("POST", running.url + path, timeout=HANG)
    assert (answer.status, answer.headers["Content-Type"], answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert urllib3.request("POST", running.url + path, timeout=HANG).status == 404
    with running.database.read() as session:
        assert session.query(RaterLink).filter(RaterLink.revoked_at.is_(None)).count() == 1
    kanda.taps(ShowRound("final", "cards").pack())
    assert "มีลิงก์ครบทุกคน" in everything_in(kanda.hears(1)[-1])


@pytest.mark.parametrize(
    ("where", "flagged"),
    [("อ.แม่ใจ", False), ("อำเภอเมือง", False), ("อ.เทพา จ.สงขลา", True), ("", False)],
    ids=["pilot", "target", "elsewhere", "unsaid"],
)
def test_a_rater_of_another_district_is_flagged_to_the_coordinator_and_not_refused(
    running: RunningBot, where: str, flagged: bool
) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    said(somchai, f"เสนอผู้ประเมิน {SOMSRI} ประธานกลุ่มสตรี {where} ภาคประชาสังคม 0812345678 ทำงานร่วมกันเรื่องขยะ")
    listed = said(kanda, "ผู้ประเมิน")
    assert "ทำงานที่ อ.แม่ใจ จ.พะเยา, อ.เมืองพะเยา จ.พะเยา" in listed
    assert (OUTSIDE in listed) is flagged
    kanda.taps_label("เห็นชอบ")
    assert "เห็นชอบแล้ว" in everything_in(kanda.hears(1)[-1])


def test_partners_of_every_district_in_which_somebody_worked_are_theirs(running: RunningBot) -> None:
    with running.database.write() as session:
        malee = people.by_name(session, MALEE)[0].id
        moved = Placement(person_id=malee, stage="target", area="4001", from_day=date(2023, 10, 2))
        session.add(moved)  # midway
    said(running.joined(MALEE), "เสนอผู้ประเมิน นายทวี มากมูล นักข่าว อ.เมืองขอนแก่น 0810000011 ทำงานร่วมกันเรื่องข่าว")
    with running.database.read() as session:
        (row,) = nominations.raters_of(session, "final", [malee])
        assert (row.rater.area, row.flags) == ("4001", ())
        assert row.worked_in[-1] == "4001"
        assert len(row.worked_in) > 1
