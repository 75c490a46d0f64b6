# ถ้อยคำบนการ์ด: สั้น อบอุ่น เป็นกลาง
# Words a person may type are in curly quotation marks; the commands themselves stand in menus.ftl.

## บันทึก
record-state-submitted = บันทึกแล้ว
record-state-returned = ครูพี่เลี้ยงส่งกลับให้แก้ไข
record-state-resubmitted = แก้ไขและส่งใหม่แล้ว
record-state-approved = ครูพี่เลี้ยงรับทราบแล้ว
record-state-deleted = ลบแล้ว
record-state-note = เก็บเป็นบันทึกช่วยจำ
record-note-gap = วันนั้นอยู่ระหว่างพักของโครงการ จึงเก็บไว้เป็นบันทึกช่วยจำ ไม่นับเป็นวันรายงาน
record-note-before = วันนั้นโครงการยังไม่เริ่ม จึงเก็บไว้เป็นบันทึกช่วยจำ ไม่นับเป็นวันรายงาน
record-note-after = วันนั้นโครงการสิ้นสุดแล้ว จึงเก็บไว้เป็นบันทึกช่วยจำ ไม่นับเป็นวันรายงาน
record-photos = 📷 { $count } รูป
record-pinned = 📍 ปักหมุดแล้ว
record-not-said = ยังไม่ระบุ
record-no-words = ยังไม่มีข้อความ เล่าเพิ่มสั้น ๆ ได้
record-photos-before = ภาพก่อนดำเนินการ { $count } รูป
record-photos-after = ภาพหลังดำเนินการ { $count } รูป
moment-before = ภาพก่อน
moment-after = ภาพหลัง
ask-photo-before = โปรดส่งภาพก่อนดำเนินการของบันทึกนี้
ask-photo-after = โปรดส่งภาพหลังดำเนินการของบันทึกนี้
photos-marked-before = ระบุเป็นภาพก่อนดำเนินการแล้ว { $count } รูป{ $lacks ->
    [yes] {" "}เมื่องานเสร็จ กด “เพิ่มรูป” ของบันทึกนี้เพื่อส่งภาพหลัง
   *[no] {""}
}
photos-marked-after = ระบุเป็นภาพหลังดำเนินการแล้ว { $count } รูป{ $lacks ->
    [yes] {" "}ถ้ามีภาพก่อนดำเนินการ ส่งเพิ่มในบันทึกนี้ได้
   *[no] {""}
}
record-add-photo = เพิ่มรูป
record-add-pin = ปักหมุด
record-delete = ลบ
record-hint = แตะ ✏️ หรือพิมพ์เลขหน้าหัวข้อเพื่อแก้ เช่น 2

## สิ่งที่เพิ่มเข้ามา และบันทึกที่ลบ
addition-photo = เพิ่มรูป { $count } รูปในบันทึกวัน{ $day } แล้ว · ถ้าเป็นคนละเรื่อง พิมพ์ “แยกรายการ”
addition-pin = เพิ่มพิกัดในบันทึกวัน{ $day } แล้ว · ถ้าเป็นคนละเรื่อง พิมพ์ “แยกรายการ”
addition-words = เพิ่มข้อความในบันทึกวัน{ $day } แล้ว · ถ้าเป็นคนละเรื่อง พิมพ์ “แยกรายการ”
addition-split = แยกรายการ
addition-open = ดูบันทึก
deleted-line = ลบบันทึกวัน{ $day } แล้ว · นำกลับมาได้ พิมพ์ “เลิกลบ”
deleted-undo = เลิกลบ

## ปุ่มของโทรศัพท์
quick-camera = ถ่ายรูป
quick-camera-roll = เลือกรูป
quick-location = ส่งพิกัด

## ปฏิทินและรายวัน
month-name = { $month ->
    [1] มกราคม
    [2] กุมภาพันธ์
    [3] มีนาคม
    [4] เมษายน
    [5] พฤษภาคม
    [6] มิถุนายน
    [7] กรกฎาคม
    [8] สิงหาคม
    [9] กันยายน
    [10] ตุลาคม
    [11] พฤศจิกายน
   *[12] ธันวาคม
}
month-title = { $month } { $year }
calendar-above = รายการของฉัน
calendar-total = รายงานแล้ว { $reported } จาก { $expected } วัน
calendar-entries = บันทึกแล้ว { $count } รายการ
calendar-weekdays = อา จ อ พ พฤ ศ ส
calendar-mark-filled = บันทึกแล้ว
calendar-mark-approved = รับทราบแล้ว
calendar-mark-returned = ส่งกลับให้แก้ไข
calendar-mark-missing = ยังไม่มีบันทึก
calendar-mark-note = บันทึกช่วยจำ
calendar-mark-leave = ลา
calendar-mark-holiday = วันหยุดราชการ
calendar-hint = แตะวันที่เพื่อเปิด หรือพิมพ์ เช่น “รายการ 5 ก.ค.”
day-above = บันทึกของวัน
day-count = { $count } รายการ
day-empty = ยังไม่มีบันทึก
day-empty-hint = แตะปุ่ม หรือพิมพ์ข้อความที่ขึ้นต้นด้วยวันที่
day-empty-closed = เพิ่มบันทึกของวันนี้ไม่ได้แล้ว
day-tell = เล่างานของวันนั้น
day-hint = แตะเพื่อเปิด หรือพิมพ์เลขหน้ารายการ
day-above-delete = เลือกรายการที่จะลบ
day-delete-hint = แตะรายการที่จะลบ หรือพิมพ์เลขหน้ารายการ
day-delete = ลบรายการ { $number }
day-more = และอีก { $count } รายการ
day-open = เปิดรายการ { $number }
day-month = ดูทั้งเดือน

## สถานะ
status-outside-gap = พักระหว่างช่วง
status-outside-before = โครงการยังไม่เริ่ม
status-outside-after = โครงการสิ้นสุดแล้ว
status-week = สัปดาห์ที่ { $week } จาก { $of }
status-today = วันนี้
status-stage = ปฏิบัติงานใน
status-area = พื้นที่
status-mentor = ครูพี่เลี้ยง
status-mentor-not-on-line = ยังไม่ได้ลงทะเบียนในบอต
status-people = ผู้ที่ดูแล
status-days = รายงานแล้ว { $reported } จาก { $expected } วัน
status-streak = ต่อเนื่อง { $count } วัน
status-sectors = พบภาคีเครือข่ายแล้ว { $met } จาก { $of }
status-times = { $count } ครั้ง
status-not-met = ยังไม่พบ
status-next = ต่อไป: { $name } เริ่มวัน{ $day }
status-next-area = ต่อไป: { $name } { $area } เริ่มวัน{ $day }

## เลือกหลายข้อ
choices-chosen = เลือกแล้ว { $count } ข้อ
choices-none = ยังไม่ได้เลือก
choices-done = เสร็จแล้ว
choices-hint = แตะหรือพิมพ์เลข แล้วพิมพ์ “เสร็จแล้ว”

## ยินดีต้อนรับ ความเป็นส่วนตัว ความยินยอม
welcome-above = ยินดีต้อนรับ
welcome-title = บอตภาคสนาม CAST
welcome-title-named = สวัสดี { $name }
welcome-what = ผู้ช่วยบันทึกงานภาคสนามของ { $programme } พิมพ์เล่าหรือส่งรูปจากพื้นที่ ที่เหลือระบบจัดให้
privacy-title = ก่อนเริ่มใช้งาน: ข้อมูลส่วนบุคคล
privacy-heading-what = เก็บอะไร
privacy-heading-why = เพื่ออะไร ใครเห็น
privacy-heading-how-long = เก็บนานเท่าไร
privacy-heading-rights = ดู แก้ไข หรือลบ
privacy-what = ชื่อ สังกัด ตำแหน่ง รหัสผู้ใช้ LINE และข้อความ รูป พิกัดที่ส่งมา
privacy-why = เพื่อติดตามและประเมินผลการปฏิบัติงานในโครงการ ผู้ที่เห็นคือครูพี่เลี้ยง ผู้ประสานงานที่เกี่ยวข้อง และ{ $owner }
privacy-how-long = ถึงวัน{ $day } แล้วลบ หากไม่ยินยอม สิ่งที่ส่งมาจะถูกลบภายใน 24 ชั่วโมง
privacy-rights = พิมพ์ “ข้อมูลของฉัน” หรือ “ลบข้อมูลของฉัน” ได้ทุกเมื่อ สอบถาม{ $contact }
consent-yes = ยินยอม
consent-no = ไม่ยินยอม
consent-hint = พิมพ์ “ยินยอม” หรือ “ไม่ยินยอม” ก็ได้ · ประกาศฉบับที่ { $version }
stranger-above = สวัสดี
stranger-title = บอตภาคสนาม CAST
stranger-what = ที่นี่คือผู้ช่วยบันทึกงานภาคสนามของ { $programme } สำหรับผู้เข้าร่วมโครงการ ครูพี่เลี้ยง และผู้ประสานงาน
stranger-code = หากมีรหัสเชิญ พิมพ์มาได้เลย เช่น
stranger-code-example = ลงทะเบียน K7PM-3XQD-9RTW
stranger-ask = ยังไม่มีรหัส หรือมีข้อสงสัย สอบถาม{ $contact }
registered-above = ลงทะเบียนเรียบร้อย
registered-title = ยินดีต้อนรับ { $name }
registered-role = บทบาท
registered-agency = สังกัด
registered-position = ตำแหน่ง
registered-phase = ช่วงนี้
registered-area = พื้นที่
registered-mentor = ครูพี่เลี้ยง
registered-next = ขั้นต่อไป
registered-next-participant = พิมพ์เล่างานของวันนี้หนึ่งข้อความ หรือส่งรูปจากพื้นที่ ระบบบันทึกให้ทันที แล้วแก้ไขภายหลังได้ทุกส่วน
registered-next-mentor = พิมพ์ “รอตรวจ” เพื่อดูบันทึกที่รออยู่ หรือ “สถานะ” เพื่อดูผู้เข้าร่วมที่ดูแล เมื่อมีเรื่องใหม่ บอตจะแจ้งที่นี่
registered-next-coordinator = พิมพ์ “สถานะ” เพื่อดูช่วงของโครงการ เมื่อมีเรื่องที่ต้องทราบ บอตจะแจ้งที่นี่

## ข้อมูลของฉัน
my-data-above = ข้อมูลส่วนบุคคล
my-data-title = ข้อมูลของฉัน
my-data-name = ชื่อ
my-data-unknown = ยังไม่ได้ลงทะเบียน
my-data-consent = ความยินยอม
my-data-consented = ยินยอมเมื่อวัน{ $day } (ฉบับที่ { $version })
my-data-no-consent = ยังไม่ได้ให้ความยินยอม
my-data-stored = ที่เก็บไว้
my-data-counts = บันทึก { $activities } รายการ · รูป { $photos } รูป · พิกัด { $pins } จุด · แบบฟอร์ม { $forms } ชุด
my-data-notice = ประกาศความเป็นส่วนตัว ฉบับที่ { $version }
my-data-hint = พิมพ์ “ถอนความยินยอม” “ลบข้อมูลของฉัน” หรือ “English” ก็ได้
my-data-hint-file = ขอบันทึกทั้งหมดเป็นไฟล์ได้ พิมพ์ “ขอไฟล์บันทึกของฉัน”
withdraw-above = ความยินยอม
withdraw-title = ถอนความยินยอมหรือไม่
withdraw-heading-stops = สิ่งที่จะหยุด
withdraw-stops = ระบบจะไม่บันทึกสิ่งที่ส่งมาอีก ไม่ส่งการเตือนและประกาศ ลิงก์แบบฟอร์ม รูป และไฟล์ดาวน์โหลดจะไม่เปิด
withdraw-heading-kept = สิ่งที่ยังเก็บไว้
withdraw-kept = บันทึก { $activities } รายการ และแบบฟอร์ม { $forms } ชุดที่ส่งไว้แล้วยังอยู่ถึงวัน{ $day } เพราะ{ $owner }ใช้ติดตามและรายงานผลโครงการ และการถอนไม่กระทบสิ่งที่ทำไปก่อนหน้านี้
withdraw-heading-again = หากเปลี่ยนใจ
withdraw-again = พิมพ์ “ยินยอม” ได้ทุกเมื่อ แล้วใช้ต่อได้เหมือนเดิม
withdraw-heading-erasing = การลบเป็นอีกเรื่องหนึ่ง
withdraw-erasing = ถอนแล้วจะยังไม่ลบอะไร หากต้องการลบด้วย พิมพ์ “ลบข้อมูลของฉัน” หลังจากนั้น
withdraw-confirm = ยืนยันถอนความยินยอม
withdraw-keep = ยินยอมต่อไป
withdraw-hint = พิมพ์ “ใช่” หรือ “ไม่” ก็ได้
forget-me-ask = ลบข้อมูลของฉัน
forget-me-above = ลบข้อมูลของฉัน
forget-me-title = ต้องการลบทั้งหมดหรือไม่
forget-me-what = จะลบบันทึก { $activities } รายการ รูป { $photos } รูป แบบฟอร์ม พิกัด และข้อความทั้งหมดที่เคยส่งมา และยกเลิกการลงทะเบียน
forget-me-final = เมื่อลบแล้ว นำกลับมาไม่ได้
forget-me-keep = เก็บไว้
forget-me-confirm = ยืนยันลบทั้งหมด
forget-me-hint = พิมพ์ “เก็บไว้” หรือ “ยืนยันลบทั้งหมด” ก็ได้
