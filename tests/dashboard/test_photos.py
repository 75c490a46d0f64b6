"""Photos on the web: who sees which, and the ZIP with what the page shows and nothing else."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

from models.activities.activities import ActivityState
from models.messaging import chats
from tests.dashboard.conftest import Web
from tests.dashboard.stored import an_entry
from tests.dashboard.test_people_in_a_browser import a_picture
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI

MONDAY, TUESDAY = date(2023, 7, 10), date(2023, 7, 11)


def test_the_gallery_and_its_zip_have_the_photos_of_the_scope_with_captions(web: Web) -> None:
    web.joins(SOMCHAI)
    web.joins(MALEE)
    green, red, blue = a_picture("#3a7"), a_picture("#a33"), a_picture("#33a")
    assert "ยังไม่มีภาพ ภาพที่ส่งพร้อมบันทึก" in web.signed_in(KANDA).reads("/app/photos")
    assert "ลองล้างตัวกรอง" in web.signed_in(KANDA).reads("/app/photos?from=2023-07-11")
    an_entry(web, SOMCHAI, MONDAY, "=ประชุม 1", picture=green)
    an_entry(web, SOMCHAI, TUESDAY, "ประชุม 2", picture=red)
    an_entry(web, MALEE, TUESDAY, "รังวัด", picture=blue, state=ActivityState.APPROVED)
    for name, asked, expected in (
        (KANDA, "", [blue, red, green]),
        (KANDA, "?from=2023-07-11&agency=กรมที่ดิน", [blue]),
        (PRAYUN, "", [red, green]),
        (MALEE, "", [blue]),
        (MALEE, f"?person={web.person_id(SOMCHAI)}", []),
    ):
        visiting = web.signed_in(name)
        tokens = re.findall(r'<img src="(/m/[^"]+)"', visiting.reads(f"/app/photos{asked}"))
        assert len(tokens) == len(expected)
        answer = visiting.get(f"/app/photos/zip{asked}")
        with ZipFile(BytesIO(answer.data)) as zipped:
            assert zipped.testzip() is None
            files = sorted(one for one in zipped.namelist() if one.endswith(".jpg"))
            assert sorted(zipped.read(one) for one in files) == sorted(expected)
            captions = list(csv.reader(StringIO(zipped.read("captions.csv").decode("utf-8-sig"))))[1:]
        assert sorted(row[0] for row in captions) == files
        if name == PRAYUN:
            assert captions[1][1:3] == ["2023-07-10", SOMCHAI]
            assert captions[1][5] == "'=ประชุม 1"  # no formula
    with web.database.write() as session:
        chat = chats.of_person(session, web.person_id(MALEE))
        assert chat is not None
        chat.consent_version = None
    with ZipFile(BytesIO(web.signed_in(KANDA).get("/app/photos/zip").data)) as zipped:
        kept = [zipped.read(one) for one in zipped.namelist() if one.endswith(".jpg")]
    assert sorted(kept) == sorted([red, green])
