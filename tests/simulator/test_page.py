"""The page in a real browser: people write, tap, send, quote, unsend; screenshots are kept under var/screenshots/."""

# ruff: noqa: E501 - one case a line reads best

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from simulator.driver import Simulator, Someone
from tests.simulator.bots import Api, Json, RecordingBot, text
from tests.simulator.browsing import DESK, Browsing, choose_files, open_page, say, shoot

pytestmark = pytest.mark.browser

CARD: Json = {
    "type": "flex",
    "altText": "บันทึกแล้ว",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": "บันทึกแล้ว <img src=x onerror=document.title='broken'>", "wrap": True},
                {"type": "text", "text": "✏️ แก้วันที่", "action": {
                    "type": "datetimepicker", "label": "แก้วันที่", "data": "day", "mode": "date",
                    "initial": "2023-07-12", "max": "2023-07-12"}},
                {"type": "button", "action": {"type": "postback", "label": "ลบ", "data": "delete", "displayText": "ลบรายการ"}},
            ],
        },
    },
    "quickReply": {"items": [
        {"type": "action", "action": {"type": "message", "label": "เมนู", "text": "เมนู"}},
        {"type": "action", "action": {"type": "location", "label": "ส่งตำแหน่ง"}},
    ]},
}  # fmt: skip


@pytest.fixture
def somchai(line: Simulator, api: Api, bot: RecordingBot) -> Someone:
    """A participant whose bot answers everything with the card, and marks it read."""

    def answer(event: Json) -> None:
        if token := event.get("message", {}).get("markAsReadToken"):
            api.post("/v2/bot/chat/markAsRead", {"markAsReadToken": token})
        if token := event.get("replyToken"):
            api.reply(token, CARD)

    bot.hears = answer
    line.clock(set="2099-07-12T09:00:00+07:00", rate=0)
    return line.person("นายสมชาย ใจดี", role="participant", note="อ.แม่ใจ จ.พะเยา")


def photo() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_a_person_writes_and_sees_the_card_and_the_read_mark(
    browser: Browsing, line: Simulator, somchai: Someone
) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    say(page, "วันนี้ลงพื้นที่ บ้านหนองบัว 25 คน")
    expect(page.locator(".row.bot .flex-preview")).to_contain_text("บันทึกแล้ว")
    expect(page.locator(".row.me .read").first).to_be_visible()
    expect(page.locator(".day").first).to_have_text("อาทิตย์ 12 ก.ค. 2642")
    expect(page.get_by_role("button", name="ส่งตำแหน่ง")).to_be_visible()
    shoot(page, "chat-390")


def test_what_the_bot_writes_is_never_run(browser: Browsing, line: Simulator, api: Api, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    bad = "<script>document.title='broken'</script>"
    evil = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": bad}]}
    picture = {"type": "image", "url": "https://a.b/x');background:url(javascript:alert(1)"}
    button = {"type": "button", "action": {"type": "uri", "label": "<b>ก</b>", "uri": "https://a.b/');alert('x"}}
    api.push(
        somchai.user_id, CARD, text(bad), {"type": "flex", "altText": bad, "contents": {"type": "bubble", "body": evil}}
    )
    body = {"type": "box", "layout": "vertical", "contents": [button, picture]}
    api.push(somchai.user_id, {"type": "flex", "altText": "ก", "contents": {"type": "bubble", "body": body}})
    expect(page.locator(".row.bot").last).to_contain_text("<b>ก</b>")
    assert page.title() == "LINE บนโต๊ะ"
    assert page.locator("[onclick], .wall script").count() == 0
    page.evaluate("""() => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="document.title=1">')
        const image = document.body.lastElementChild
        return new Promise(done => image.addEventListener('error', done))
    }""")
    assert page.title() == "LINE บนโต๊ะ"


def test_buttons_quick_replies_and_pickers_speak_for_the_person(
    browser: Browsing, line: Simulator, bot: RecordingBot, somchai: Someone
) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    say(page, "เริ่ม")
    page.get_by_role("button", name="ลบ", exact=True).click()
    expect(page.locator(".row.me").last).to_contain_text("ลบรายการ")
    page.locator("[data-action=datetimepicker]").last.click()
    page.get_by_label("เลือกวันที่").fill("2023-07-10")
    expect(page.locator(".echo")).to_have_text("จันทร์ 10 กรกฎาคม 2566")
    shoot(page, "date-picker-390")
    page.get_by_role("button", name="ตกลง").click()
    expect(page.locator(".row.bot .flex-preview")).to_have_count(3)
    page.locator(".quick").get_by_role("button", name="เมนู").click()
    expect(page.locator(".row.me").last).to_contain_text("เมนู")
    postbacks = [event["postback"] for event in bot.events if event["type"] == "postback"]
    assert postbacks == [{"data": "delete"}, {"data": "day", "params": {"date": "2023-07-10"}}]


def test_photos_an_album_a_sticker_a_pin_and_a_file_are_sent(
    browser: Browsing, line: Simulator, bot: RecordingBot, somchai: Someone
) -> None:
    bot.hears = None
    page = open_page(browser, line.url, somchai.user_id)
    choose_files(page, "รูปภาพ", *[(f"{number}.jpg", "image/jpeg", photo()) for number in range(3)])
    expect(page.locator(".album img")).to_have_count(3)
    page.get_by_role("button", name="สติกเกอร์").click()
    page.get_by_role("button", name="ขอบคุณ").click()
    page.get_by_role("button", name="แนบ", exact=True).click()
    page.get_by_role("button", name="ตำแหน่ง").click()
    page.locator(".map .leaflet-marker-icon.pin").wait_for()
    page.get_by_label("ชื่อสถานที่").fill("ที่ว่าการอำเภอแม่ใจ")
    shoot(page, "map-390")
    page.get_by_role("button", name="ส่งตำแหน่งนี้").click()
    expect(page.locator(".place")).to_contain_text("ที่ว่าการอำเภอแม่ใจ")
    choose_files(page, "ไฟล์", ("แผน.pdf", "application/pdf", b"%PDF"))
    expect(page.locator(".file")).to_contain_text("แผน.pdf")
    shoot(page, "attachments-390")
    assert [event["message"]["type"] for event in bot.told(6)] == ["image"] * 3 + ["sticker", "location", "file"]


def test_the_camera_takes_a_photo_where_there_is_one(
    browser: Browsing, line: Simulator, bot: RecordingBot, api: Api, somchai: Someone
) -> None:
    bot.hears = None
    page = open_page(browser, line.url, somchai.user_id)
    page.get_by_role("button", name="แนบ", exact=True).click()
    page.get_by_role("button", name="กล้อง").click()
    expect(page.locator(".viewfinder video")).not_to_have_js_property("videoWidth", 0)
    shoot(page, "camera-390")
    page.get_by_role("button", name="ถ่ายและส่ง").click()
    expect(page.locator(".row.me img")).to_have_count(1)
    sent = api.get(f"/v2/bot/message/{bot.told(1)[0]['message']['id']}/content")
    with Image.open(io.BytesIO(sent.raw)) as taken:
        assert taken.width >= 640


def test_a_long_press_quotes_and_unsends(
    browser: Browsing, line: Simulator, bot: RecordingBot, somchai: Someone
) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    say(page, "ข้อความแรก")
    first = page.locator(".row.me").first
    expect(page.locator(".row.bot")).to_have_count(1)
    box = first.locator(".bubble").bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.get_by_role("dialog").wait_for()
    page.mouse.up()
    shoot(page, "message-menu-390")
    page.get_by_role("button", name="ตอบกลับ").click()
    say(page, "ขอเพิ่มเติม")
    expect(page.locator(".row.me").last.locator(".quote")).to_contain_text("ข้อความแรก")
    assert [event["message"].get("quotedMessageId") for event in bot.told(2)] == [None, bot.events[0]["message"]["id"]]

    first.click(button="right")
    page.get_by_role("button", name="ส่ง webhook นี้อีกครั้ง").click()
    expect(page.locator(".toast").last).to_contain_text("200")
    assert bot.events[-1]["deliveryContext"]["isRedelivery"] is True
    first.click(button="right")
    page.get_by_role("button", name="ยกเลิกข้อความ").click()
    expect(page.locator(".row.me").first).to_contain_text("ยกเลิกข้อความนี้แล้ว")
    assert bot.told(4)[-1]["type"] == "unsend"


def test_the_keyboard_alone_is_enough(browser: Browsing, line: Simulator, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    say(page, "สวัสดี")
    expect(page.locator(".row.bot")).to_have_count(1)
    page.locator(".row.me").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="ตอบกลับ")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".row.me").first).to_be_focused()
    page.locator("[data-action=postback]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".row.me").last).to_contain_text("ลบรายการ")


def test_everything_one_can_press_has_a_name(browser: Browsing, line: Simulator, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id, DESK, "&desk=journal")
    say(page, "สวัสดี")
    expect(page.locator(".row.bot")).to_have_count(1)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, textarea, select, [role=button]")]
        .filter((one) => one.offsetParent && !one.innerText.trim() && !one.getAttribute("aria-label") && !one.labels?.length)
        .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


def menu(api: Api, name: str, action: Json, alias: str | None = None) -> str:
    area = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": action}
    body = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": name,
        "chatBarText": name,
        "areas": [area],
    }
    menu_id: str = api.post("/v2/bot/richmenu", body).json["richMenuId"]
    out = io.BytesIO()
    Image.new("RGB", (2500, 843), "honeydew").save(out, "PNG")
    api.post(f"/v2/bot/richmenu/{menu_id}/content", out.getvalue(), Content_Type="image/png")
    if alias:
        api.post("/v2/bot/richmenu/alias", {"richMenuAliasId": alias, "richMenuId": menu_id})
    return menu_id


def test_rich_menus_are_drawn_tapped_and_switched(
    browser: Browsing, line: Simulator, api: Api, bot: RecordingBot, somchai: Someone
) -> None:
    second = {"type": "message", "label": "สถานะ", "text": "สถานะ"}
    menu(api, "หน้าสอง", second, "two")
    switch = {"type": "richmenuswitch", "label": "ถัดไป", "richMenuAliasId": "two", "data": "page=2"}
    first = menu(api, "หน้าแรก", switch)
    page = open_page(browser, line.url, somchai.user_id)
    api.post(f"/v2/bot/user/{somchai.user_id}/richmenu/{first}")
    expect(page.locator(".rich-menu img")).to_be_visible()
    shoot(page, "rich-menu-390")
    page.get_by_role("button", name="ถัดไป").click()
    page.get_by_role("button", name="สถานะ").click()
    expect(page.locator(".row.me").last).to_contain_text("สถานะ")
    page.get_by_role("button", name="หน้าสอง: ซ่อนเมนู").click()
    expect(page.locator(".rich-menu")).to_be_hidden()
    params = bot.told(1)[0]["postback"]["params"]
    assert params == {"newRichMenuAliasId": "two", "status": "SUCCESS"}


def test_line_for_pc_hides_what_pc_hides(browser: Browsing, line: Simulator, api: Api, somchai: Someone) -> None:
    api.post(f"/v2/bot/user/all/richmenu/{menu(api, 'เมนู', {'type': 'message', 'text': 'ก'})}")
    page = open_page(browser, line.url, somchai.user_id, more="&pc=1")
    say(page, "สวัสดี")
    expect(page.locator(".row.bot .flex-preview")).to_be_visible()
    expect(page.locator(".rich-menu")).to_be_hidden()
    expect(page.locator(".quick")).to_be_hidden()
    page.get_by_role("button", name="แนบ", exact=True).click()
    expect(page.get_by_role("button", name="ตำแหน่ง")).to_have_count(0)
    page.get_by_role("button", name="เพิ่มเติม").click()
    page.get_by_role("button", name="ดูแบบโทรศัพท์").click()
    expect(page.locator(".rich-menu")).to_be_visible()


def test_a_stranger_adds_the_bot_and_an_invite_link_fills_in_the_code(
    browser: Browsing, line: Simulator, bot: RecordingBot, somchai: Someone
) -> None:
    stranger = line.person("คนใหม่", friend=False)
    page = open_page(browser, line.url, stranger.user_id)
    shoot(page, "stranger-390")
    page.get_by_role("button", name="ใช้ลิงก์หรือ QR เชิญ").click()
    link = "https://line.me/R/oaMessage/%40castbot/?%E0%B8%A5%E0%B8%87%20ABCD-EFGH"
    page.get_by_label("วางลิงก์ หรือวาง/เลือกรูป QR").fill(link)
    page.get_by_role("button", name="เปิดลิงก์").click()
    expect(page.get_by_role("textbox", name="พิมพ์ข้อความ")).to_have_value("ลง ABCD-EFGH")
    page.get_by_role("textbox", name="พิมพ์ข้อความ").press("Enter")
    expect(page.locator(".row.me")).to_contain_text("ลง ABCD-EFGH")
    assert [event["type"] for event in bot.told(2)] == ["follow", "message"]


def test_a_qr_code_is_read_from_a_picture(browser: Browsing, line: Simulator, somchai: Someone) -> None:
    qrcode = pytest.importorskip("qrcode")
    out = io.BytesIO()
    qrcode.make("https://line.me/R/oaMessage/@castbot/?WXYZ").save(out)
    page = open_page(browser, line.url, somchai.user_id)
    page.get_by_role("button", name="เพิ่มเติม").click()
    page.get_by_role("button", name="ใช้ลิงก์หรือ QR เชิญ").click()
    page.locator("[data-choose=qr]").set_input_files(
        {"name": "qr.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    expect(page.get_by_role("textbox", name="พิมพ์ข้อความ")).to_have_value("WXYZ")


def test_blocking_ends_the_conversation_until_it_is_taken_back(
    browser: Browsing, line: Simulator, somchai: Someone
) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    page.get_by_role("button", name="เพิ่มเติม").click()
    page.get_by_role("button", name="บล็อก", exact=True).click()
    expect(page.get_by_role("textbox", name="พิมพ์ข้อความ")).to_have_count(0)
    page.get_by_role("button", name="เลิกบล็อก").click()
    expect(page.get_by_role("textbox", name="พิมพ์ข้อความ")).to_be_visible()


def test_dots_show_while_the_bot_thinks(browser: Browsing, line: Simulator, api: Api, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    api.post("/v2/bot/chat/loading/start", {"chatId": somchai.user_id, "loadingSeconds": 20})
    expect(page.locator(".dots")).to_be_visible()
    api.push(somchai.user_id, text("เสร็จแล้ว"))
    expect(page.locator(".dots")).to_have_count(0)


def test_several_people_stand_side_by_side_and_are_found_by_searching(
    browser: Browsing, line: Simulator, somchai: Someone
) -> None:
    for number in range(30):
        line.person(f"ผู้เข้าร่วมคนที่ {number}", role="participant")
    line.person("นายวิชัย มั่นคง", role="mentor", note="นายอำเภอแม่ใจ")
    page = open_page(browser, line.url, somchai.user_id, DESK)
    page.get_by_label("ค้นหาชื่อ บทบาท หรือหมายเหตุ").fill("วิชัย")
    expect(page.locator(".person")).to_have_count(1)
    page.get_by_role("button", name=re.compile("เปิดข้าง ๆ")).click()
    expect(page.locator(".phone")).to_have_count(2)
    say(page.locator(".phone").first, "สวัสดีจากสมชาย")
    expect(page.locator(".phone").first.locator(".row.bot")).to_have_count(1)
    expect(page.locator(".phone").last.locator(".row")).to_have_count(0)
    page.get_by_label("ค้นหาชื่อ บทบาท หรือหมายเหตุ").fill("")
    expect(page.locator(".person")).to_have_count(32)
    page.get_by_role("button", name="ครูพี่เลี้ยง", exact=True).click()
    expect(page.locator(".person")).to_have_count(1)
    page.get_by_role("button", name="ทั้งหมด", exact=True).first.click()
    shoot(page, "side-by-side-1440")


def test_the_panel_shows_the_journal_and_sends_a_webhook_again(
    browser: Browsing, line: Simulator, bot: RecordingBot, somchai: Someone
) -> None:
    page = open_page(browser, line.url, somchai.user_id, DESK, "&desk=journal")
    say(page, "สวัสดี")
    hook = page.locator(".line", has_text="message")
    expect(hook).to_have_count(1)
    shoot(page, "journal-1440")
    hook.click()
    expect(page.get_by_role("dialog")).to_contain_text("webhookEventId")
    page.get_by_role("button", name="ส่ง webhook นี้อีกครั้ง").click()
    expect(page.locator(".toast")).to_contain_text("200")
    assert [event["deliveryContext"]["isRedelivery"] for event in bot.events] == [False, True]


def test_the_panel_turns_clock_faults_and_quota(browser: Browsing, line: Simulator, api: Api, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id, DESK, "&desk=clock")
    expect(page.locator(".big-now")).to_contain_text("09:00:00")
    before = line.clock()["virtual"]
    page.locator("#desk").get_by_role("button", name="+1 วัน").click()
    expect(page.locator(".big-now")).to_contain_text("13 กรกฎาคม 2642")
    assert line.clock()["virtual"] == before + 86400
    page.get_by_role("tab", name="ความผิดปกติ").click()
    page.get_by_label("แบบ").select_option("500")
    page.get_by_label("การเรียก").select_option("push")
    page.get_by_role("button", name="เพิ่ม", exact=True).click()
    expect(page.locator(".set")).to_contain_text("ขัดข้องก่อนรับ")
    shoot(page, "faults-1440")
    assert api.push(somchai.user_id, text()).status == 500
    page.get_by_role("button", name="เอาออก").click()
    expect(page.locator(".set")).to_have_count(0)
    page.get_by_role("tab", name="โควตา").click()
    page.get_by_label("โควตาต่อเดือน").fill("300")
    page.get_by_role("button", name="บันทึก", exact=True).click()
    expect(page.locator(".big-now")).to_contain_text("300")
    assert api.get("/v2/bot/message/quota").json == {"type": "limited", "value": 300}
    page.get_by_role("tab", name="Webhook").click()
    page.get_by_role("button", name="ตรวจสอบ (Verify)").click()
    expect(page.locator(".toast").last).to_contain_text("200")


def test_the_page_speaks_english_too(browser: Browsing, line: Simulator, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id, DESK)
    page.get_by_role("button", name="Switch to English").click()
    expect(page.get_by_role("textbox", name="Enter a message")).to_be_visible()
    expect(page.locator("h1")).to_have_text("LINE on your desk")
    assert page.locator("html").get_attribute("lang") == "en"


def test_nothing_is_wider_than_a_phone(browser: Browsing, line: Simulator, api: Api, somchai: Someone) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    bubble = CARD["contents"]
    carousel = {"type": "flex", "altText": "หลายใบ", "contents": {"type": "carousel", "contents": [bubble] * 3}}
    button = {"type": "message", "label": "เลือก", "text": "เลือก"}
    columns = [{"text": f"ทางเลือก {n}", "actions": [button]} for n in range(4)]
    template = {"type": "template", "altText": "เลือก", "template": {"type": "carousel", "columns": columns}}
    api.push(somchai.user_id, text("ก" * 400), CARD, carousel, template)
    expect(page.locator(".row.bot")).to_have_count(4)
    shoot(page, "carousels-390")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    wall = page.locator(".wall")
    assert wall.evaluate("one => one.scrollWidth") == wall.evaluate("one => one.clientWidth")

    box = page.locator(".LySlider").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=5)
    page.mouse.up()
    assert page.locator(".LySlider").evaluate("one => one.scrollLeft") > 100


def test_a_lost_simulator_is_said_and_nothing_typed_is_lost(
    browser: Browsing, line: Simulator, somchai: Someone
) -> None:
    page = open_page(browser, line.url, somchai.user_id)
    line.stop()
    say(page, "มีใครอยู่ไหม")
    expect(page.locator(".toast.bad").first).to_contain_text("ขาดการติดต่อกับตัวจำลอง")
    expect(page.get_by_role("textbox", name="พิมพ์ข้อความ")).to_have_value("มีใครอยู่ไหม")
