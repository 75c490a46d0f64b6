"""Papers by link: made when they are taken, with what their person sees then; audited; gone with who they are about."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import select, update

from models.activities.media import Media
from models.coordination import downloads, scopes
from models.coordination.downloads import Download, ExportRequest
from models.people import people
from models.people.audit import AuditEntry
from models.people.people import Membership, Role
from models.privacy.erasure import erase
from models.privacy.viewings import Viewing, ViewingWay
from services.media.pictures import keep_picture, take_picture
from services.papers.building.word import Paper
from services.papers.fields import Fields
from services.papers.filling import fill_in
from services.reports.access import kinds_for
from services.reports.asked import PaperAsked, PaperSource
from services.reports.kinds import KINDS
from services.reports.making import FinishedPaper, WrongTemplate, make
from tests.dashboard.conftest import Visiting, Web
from tests.dashboard.entries import stored
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI
from tests.services.papers.papers import pages

THANA = "ธนา ใจงาม"  # coordinates the land department's people
TUESDAY = date(2023, 7, 11)
HERS = "เดินสำรวจหมุดรังวัดกับชาวบ้าน"
HIS = "ประชุมเรื่องถังขยะเปียกกับเจ้าอาวาส"


def taken(visiting: Visiting, **said: str) -> bytes:
    """Ask for a paper on the page, follow the link and take the file."""
    answer = visiting.post("/app/papers", **({"kind": "situation", "suffix": "pdf", "period": "this-month"} | said))
    assert answer.status_code == 303
    address = answer.headers["Location"].partition("?")[0]
    assert address.startswith("/d/")
    shown = visiting.reads(address)
    assert "รายงานสถานการณ์" in shown
    answer = visiting.client.post(address)
    assert answer.status_code == 200
    return answer.get_data()


def words_of(file: bytes) -> str:
    document = docx.Document(BytesIO(file))
    return "".join(element.text or "" for element in document.element.iter(f"{W}t"))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@on_sqlite
def test_a_situation_report_holds_what_its_person_oversees_on_one_page(web: Web) -> None:
    stored(web, SOMCHAI, TUESDAY, HIS)
    stored(web, MALEE, TUESDAY, HERS)
    (page,) = pages(taken(web.signed_in(KANDA)))
    joined = "".join(page.split())
    assert HIS in joined
    assert HERS in joined
    assert "ทั้งโครงการ" in joined
    assert "๑๒กรกฎาคม๒๕๖๖" in joined
    (his,) = pages(taken(web.signed_in(THANA)))
    assert HERS in "".join(his.split())
    assert HIS not in "".join(his.split())
    (mentor,) = pages(taken(web.signed_in(PRAYUN)))
    assert HIS in "".join(mentor.split())
    assert HERS not in "".join(mentor.split())
    with web.database.read() as session:
        acts = [row.action for row in session.scalars(select(AuditEntry).where(AuditEntry.action.like("%download")))]
        seen = session.execute(
            select(Viewing.by_person_id, Viewing.person_id).where(Viewing.way == ViewingWay.DOWNLOAD)
        )
        looked = {(row[0], row[1]) for row in seen}
        assert set(session.scalars(select(Viewing.times))) == {1}  # a paper that was fetched once
    assert acts == ["offer_download", "download"] * 3
    ids = {name: web.person_id(name) for name in (KANDA, THANA, PRAYUN, SOMCHAI, MALEE)}
    assert {(ids[KANDA], ids[SOMCHAI]), (ids[KANDA], ids[MALEE]), (ids[THANA], ids[MALEE])} <= looked
    assert (ids[THANA], ids[SOMCHAI]) not in looked


@on_sqlite
def test_place_agency_days_and_word_are_chosen(web: Web) -> None:
    stored(web, SOMCHAI, TUESDAY, HIS)
    stored(web, MALEE, TUESDAY, HERS)
    kanda = web.signed_in(KANDA)
    assert HERS in words_of(taken(kanda, suffix="docx", agency="กรมที่ดิน"))
    assert HIS not in words_of(taken(kanda, suffix="docx", agency="กรมที่ดิน"))
    early = words_of(taken(kanda, suffix="docx", period="between", **{"from": "2023-07-03", "to": "2023-07-05"}))
    assert HIS not in early
    assert "๓–๕ กรกฎาคม ๒๕๖๖" in early


@on_sqlite
def test_days_may_be_of_the_buddhist_era_and_days_without_anything_are_refused(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    asked = {"kind": "situation", "suffix": "docx", "period": "between"}
    early = words_of(taken(kanda, **asked, **{"from": "2566-07-03", "to": "2566-07-05"}))
    assert "๓–๕ กรกฎาคม ๒๕๖๖" in early
    for days, sentence in (({"from": "2023-09-01", "to": "2023-09-30"}, "ยังไม่ถึง"), ({}, "โปรดระบุวันเริ่ม")):
        answer = kanda.post("/app/papers", **asked, **days)
        assert sentence in kanda.reads(answer.headers["Location"])


@on_sqlite
def test_an_agency_outside_of_one_s_scope_is_refused_on_the_page(web: Web) -> None:
    thana = web.signed_in(THANA)
    asked = {"kind": "situation", "suffix": "docx", "period": "this-month", "agency": "กรมการปกครอง"}
    answer = thana.post("/app/papers", **asked)
    assert "ไม่อยู่ในพื้นที่ที่ท่านดูแล" in thana.reads(answer.headers["Location"])


@on_sqlite
def test_whoever_may_not_have_a_paper_gets_what_is_not_there(web: Web) -> None:
    somchai, prayun = web.signed_in(SOMCHAI), web.signed_in(PRAYUN)
    asked = {"kind": "situation", "suffix": "pdf", "period": "season"}
    assert somchai.post("/app/papers", **asked).status_code == 404
    assert prayun.post("/app/papers", **asked | {"suffix": "exe"}).status_code == 404
    assert prayun.post("/app/papers", **asked | {"kind": "../x"}).status_code == 404
    with web.database.write() as session:  # a link from when Somchai was a coordinator
        wanted = ExportRequest("paper-situation", "pdf")
        _, token = downloads.offer(session, web.person_id(SOMCHAI), wanted, web.bot.clock.real())
    assert somchai.get(f"/d/{token}").status_code == 404
    assert somchai.client.post(f"/d/{token}").status_code == 404


@on_sqlite
def test_a_link_ends_with_the_role(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    answer = kanda.post("/app/papers", kind="situation", suffix="docx", period="this-month")
    address = answer.headers["Location"].partition("?")[0]
    with web.database.write() as session:
        for one in session.scalars(select(Membership).where(Membership.person_id == web.person_id(KANDA))):
            session.delete(one)
    assert kanda.client.post(address).status_code == 404


def test_a_link_to_a_paper_goes_with_the_person_it_is_about(web: Web) -> None:
    with web.database.write() as session:
        wanted = ExportRequest("paper-situation", "pdf", about_person_id=web.person_id(SOMCHAI))
        downloads.offer(session, web.person_id(KANDA), wanted, web.bot.clock.real())
    with web.database.write() as session:
        erase(session, people.by_name(session, SOMCHAI)[0], web.bot.clock.now(), actor="command")
    with web.database.read() as session:
        assert session.scalars(select(Download)).all() == []


@on_sqlite
def test_an_office_s_template_with_mistakes_is_said_and_the_link_still_works(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    paper = Paper()
    paper.paragraph("{{ opning }}")
    (folder / "situation.docx").write_bytes(paper.whole("x"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("services.papers.template_files._folder", lambda _: folder)
        kanda = web.signed_in(KANDA)
        answer = kanda.post("/app/papers", kind="situation", suffix="docx", period="this-month")
        address = answer.headers["Location"].partition("?")[0]
        kanda.reads(address)
        refused = kanda.client.post(address)
        assert refused.status_code == 409
        assert "opning" in refused.get_data(as_text=True)
        assert "opening" in refused.get_data(as_text=True)
    assert kanda.client.post(address).status_code == 200


@on_sqlite
def test_the_page_offers_what_a_role_may_have(web: Web) -> None:
    page = web.signed_in(KANDA).reads("/app/papers?kind=situation")
    for kind in kinds_for(Role.COORDINATOR, web.bot.programme):
        assert f'value="{kind.key}"' in page
    for kind in KINDS:
        shown = f'value="{kind}"' in web.signed_in(SOMCHAI).reads("/app/papers")
        assert shown == ("participant" in {role.value for role in KINDS[kind].roles})
    assert 'value="development"' not in page  # CAST has no plan of an organisation


@on_sqlite
def test_the_longest_words_names_and_photos_stay_on_one_page(web: Web) -> None:
    unbroken = "กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยามหาดิลกภพนพรัตน์"
    names = {SOMCHAI: "นายสมชายพงศ์ไพบูลย์ศักดิ์ดาธนกิตติคุณากร วรรณประเสริฐสุขสวัสดิ์ไพศาล"}
    for name in (SOMCHAI, MALEE):
        web.joins(name)  # pictures of who has not agreed are not shown
    with web.database.write() as session:
        for name, longer in names.items():
            people.by_name(session, name)[0].name = longer
    for number, name in enumerate((names[SOMCHAI], MALEE) * 3):
        words = f"อุปสรรค งบประมาณไม่พอ ขอรถน้ำเพิ่ม {unbroken} " + "ประชุมเรื่องการจัดการน้ำกับทุกภาคส่วน " * 12
        entry = stored(web, name, TUESDAY, f"{number} {words}")
        with_photo(web, name, entry)
    with web.database.read() as session:
        programme = web.bot.calendar.current(session)
        access = scopes.of_scopes([scopes.ALL], programme)
        text, now, folder = web.bot.texts.in_language("th"), web.bot.clock.now(), web.bot.settings.programme
        source = PaperSource(session, programme, folder, access, text, now, web.bot.media)
        made = make(source, PaperAsked("situation"), "pdf")
        whole = make(source, PaperAsked("summary"), "pdf")
    (page,) = pages(made.file)
    assert made.fits
    assert made.not_shown == ()
    assert "ลงชื่อ" in page
    assert "อุปสรรค" in page
    with pypdfium2.PdfDocument(made.file) as document:
        photos = [one for one in document[0].get_objects(max_depth=5) if one.type == IMAGE]
    assert len(photos) == 2  # one of each person
    assert len(pages(whole.file)) > 3
    assert len(whole.file) < 2_000_000


def with_photo(web: Web, name: str, entry: int) -> None:
    out = BytesIO()
    Image.effect_noise((800, 600), 90).convert("RGB").save(out, "JPEG")
    kept = keep_picture(web.bot.media, take_picture(out.getvalue()))
    with web.database.write() as session:
        person_id = people.by_name(session, name)[0].id
        session.add(
            Media(
                person_id=person_id, chat_key="c", activity_id=entry, message_id=f"photo-{entry}", state="stored",
                token=f"t{entry}", sha256=kept.sha256, content_type=kept.content_type, size=kept.size,
                width=kept.width, height=kept.height, created_at=web.bot.clock.real(),
            )
        )  # fmt: skip


IMAGE = 3  # PDFium's number of this kind of object


@on_sqlite
def test_a_sheet_of_codes_is_made_on_the_page_too_and_once(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    assert "แผ่นรหัส" in kanda.get("/app/papers").text
    answer = kanda.post("/app/papers", kind="codes", suffix="docx", codes="people", a_page="4")
    link = answer.headers["Location"].partition("?")[0]
    kanda.get(link)
    first, second = (kanda.client.post(link) for _ in range(2))
    assert first.data.startswith(b"PK")
    assert second.status_code == 404
    again = kanda.post("/app/papers", kind="codes", suffix="docx", codes="people", a_page="4")
    nothing = kanda.client.post(again.headers["Location"].partition("?")[0])
    assert (nothing.status_code, "ครบทุกคน" in nothing.text) == (409, True)


def test_how_far_a_paper_is_stands_on_its_page_and_in_the_chat_s_card_until_it_is_there(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    kanda = web.signed_in(KANDA)
    link = kanda.post("/app/papers", kind="summary", suffix="docx", period="this-month").headers["Location"]
    link = link.partition("?")[0]
    kanda.get(link)
    seen: list[tuple[int | None, int | None] | None] = []

    def look() -> Download | None:
        with web.bot.database.read() as session:
            return downloads.being_made(session, web.person_id(KANDA), "paper-summary", web.bot.clock.real())

    def made(source: PaperSource, *_: object) -> FinishedPaper:
        source.told(50, 1000)
        found = look()
        seen.append((found.steps_done, found.steps) if found else None)
        if len(seen) == 1:
            raise WrongTemplate(Path("summary.docx"), [])
        return FinishedPaper(b"PK", "docx")

    monkeypatch.setattr("bot.web.paper_files.make", made)
    for status in (409, 200):  # one that fails is not being made either
        assert kanda.client.post(link).status_code == status
        assert look() is None
    assert seen == [(50, 1000) if web.bot.database.writes_beside_readers else (0, 1)] * 2
    assert kanda.get(f"{link}?progress=1").get_json() == {"said": None}
    with web.bot.database.write() as session:
        found = session.scalars(select(Download).order_by(Download.id.desc())).first()
        downloads.note_step(session, found.id, 50, 1000, web.bot.clock.real())
    assert "50 จาก 1000" in kanda.get(f"{link}?progress=1").get_json()["said"]


def test_others_store_while_a_paper_is_written(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite without WAL commits nothing while a transaction reads, and a paper is written and printed for seconds."""
    changed: list[int] = []

    def written(template: Path, fields: Fields) -> bytes:
        with web.bot.database.write() as session:
            changed.append(session.execute(update(Download).values(steps_done=7)).rowcount)
        return fill_in(template, fields)

    monkeypatch.setattr("services.reports.making.fill_in", written)
    kanda = web.signed_in(KANDA)
    link = kanda.post("/app/papers", kind="summary", suffix="docx", period="this-month").headers["Location"]
    link = link.partition("?")[0]
    kanda.get(link)
    assert kanda.client.post(link).status_code == 200
    assert changed
    assert changed[0] >= 1
