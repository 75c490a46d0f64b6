# Raters: nominated in the chat, decided, their links and pages.

command-nominate-rater = เสนอผู้ประเมิน
about-nominate-rater = เสนอชื่อภาคีที่รู้จักงานของท่านให้เป็นผู้ประเมิน
command-list-raters = ผู้ประเมิน
about-list-raters = ดูรายชื่อผู้ประเมินและสถานะ

rater-no-round = ขณะนี้ไม่มีรอบการประเมินที่รับเสนอชื่อผู้ประเมิน
rater-how =
    เสนอผู้ประเมินของ{ $round } พิมพ์ชื่อ หน่วยงาน ภาค และเบอร์โทรในข้อความเดียว เช่น
    เสนอผู้ประเมิน นางสมศรี บุญมา ประธานกลุ่มสตรี ภาคประชาสังคม 081 234 5678 ทำงานร่วมกันเรื่องถังขยะเปียก
    { $by ->
        [past] เสนอได้ถึงวัน{ $closes }
       *[other] ขอให้เสนอภายในวัน{ $by } เพื่อให้พิจารณาทันก่อนเปิดรอบ หลังจากนั้นยังเสนอได้ถึงวัน{ $closes }
    }
rater-sectors-title = ควรมีผู้ประเมินอย่างน้อยภาคละ 1 คน
rater-sector-covered = ✓ { $sector } เสนอแล้ว
rater-sector-met = • { $sector } เคยพบ { $names }
rater-sector-none = • { $sector } ยังไม่มีผู้ที่บันทึกไว้

rater-whom-ask = เสนอผู้ประเมินให้ใคร พิมพ์ชื่อผู้เข้าร่วมโครงการ
rater-whom-unknown = ไม่พบ “{ $name }” ในความดูแลของท่าน พิมพ์ชื่อผู้เข้าร่วมโครงการอีกครั้ง
rater-whom-several = พบหลายคน คือ { $names } พิมพ์ชื่อและนามสกุลของผู้ที่ต้องการ
rater-name-ask = ผู้ประเมินชื่ออะไร พิมพ์ชื่อพร้อมคำนำหน้า
rater-ask-organisation = { $name } อยู่หน่วยงาน กลุ่ม หรือตำแหน่งใด
rater-ask-sector = { $name } อยู่ภาคใด
rater-ask-contact = ติดต่อ { $name } ได้ทางใด พิมพ์เบอร์โทรหรือไอดีไลน์
rater-ask-worked_together = { $name } เคยทำงานร่วมกันเรื่องใด
rater-without = ไม่ระบุ
rater-no-phone = ไม่มีโทรศัพท์และไลน์
rater-no-phone-short = ไม่มีเบอร์
rater-which-sector-again = ไม่พบภาคนี้ แตะเลือกจากปุ่ม
rater-contact-again = ยังไม่เห็นเบอร์โทรหรือไอดีไลน์ พิมพ์อีกครั้ง เช่น 081 234 5678 หรือ line: somsri
rater-doubt-phone = เบอร์โทรมีตัวเลขไม่ครบหรือเกิน เบอร์มือถือมี 10 หลัก เบอร์บ้านมี 9 หลัก
rater-doubt-two_sectors = ภาคที่ระบุไม่ตรงกับหน่วยงาน โปรดเลือกภาคอีกครั้ง
rater-stored-several =
    เสนอผู้ประเมิน { $count } คนแล้ว
    { $names }
    แตะ “ผู้ประเมิน” เพื่อดูสถานะ
rater-refused-oneself = ผู้รับการประเมินประเมินตนเองไม่ได้ โปรดเสนอผู้ที่เคยทำงานร่วมกัน
rater-refused-already = เสนอ { $name } ไว้แล้ว
rater-refused-out = { $name } ไม่ได้รับความเห็นชอบแล้ว หากมีเหตุผลใหม่ โปรดแจ้งผู้ประสานงาน
rater-dropped = ถอนการเสนอ { $name } แล้ว

rater-fact-organisation = หน่วยงาน
rater-fact-sector = ภาค
rater-fact-area = พื้นที่
rater-fact-worked-in = ทำงานที่
rater-fact-phone = โทร
rater-fact-line = ไลน์
rater-fact-worked = ร่วมงาน
rater-fact-about = ประเมิน
rater-fact-link = ลิงก์
rater-fact-reason = เหตุผล
rater-state-nominated = รอพิจารณา
rater-state-accepted = เห็นชอบแล้ว
rater-state-given = ประเมินแล้ว
rater-state-struck = ไม่ได้รับความเห็นชอบ
rater-state-withdrawn = ถอนออกแล้ว
rater-link-none = ยังไม่ได้ส่ง
rater-link-sent = ส่งแล้ว ยังไม่ได้เปิด
rater-link-opened = เปิดแล้ว
rater-flag-same_phone = เบอร์นี้ใช้กับผู้ประเมินมากกว่าหนึ่งคน
rater-flag-family_name = นามสกุลเดียวกับผู้รับการประเมิน
rater-flag-same_body = อยู่หน่วยงานต้นสังกัดเดียวกับผู้รับการประเมิน
rater-flag-on_roster = มีผู้ใช้ชื่อนี้อยู่ในโครงการ
rater-flag-other_district = อยู่นอกอำเภอที่ผู้รับการประเมินไปปฏิบัติงาน
rater-do-accept = เห็นชอบ
rater-do-strike = ไม่เห็นชอบ
rater-do-link = ออกลิงก์
rater-do-link-anew = ออกลิงก์ใหม่
rater-do-unlink = ยกเลิกลิงก์
rater-do-drop = ถอนการเสนอ

rater-reason-ask = ไม่ให้ { $name } ประเมิน { $about } เพราะเหตุใด พิมพ์เหตุผล
rater-reason-ask-given = { $name } ประเมิน { $about } แล้ว หากถอนออก คะแนนนี้จะไม่นับ พิมพ์เหตุผล
rater-reason-not-worked = ไม่ได้ทำงานร่วมกัน
rater-reason-family = เป็นญาติกัน
rater-reason-unreachable = ติดต่อไม่ได้
rater-reason-enough = ภาคนี้มีครบแล้ว
rater-struck = บันทึกแล้ว { $name } จะไม่ได้ประเมิน { $about }
rater-struck-given = ถอนแล้ว คะแนนที่ { $name } ให้ { $about } ไม่นับ และแสดงในบัญชีคะแนน
rater-told-accepted = ผู้ประเมินที่ท่านเสนอ { $name } ได้รับความเห็นชอบแล้ว ผู้ประสานงานจะส่งลิงก์ให้ผู้ประเมินเอง
rater-told-struck = ผู้ประเมินที่ท่านเสนอ { $name } ไม่ได้รับความเห็นชอบ เพราะ { $reason } เสนอผู้อื่นได้โดยพิมพ์ “เสนอผู้ประเมิน”

rater-no-address = ยังออกลิงก์ไม่ได้ เพราะยังไม่ได้ตั้งที่อยู่เว็บของระบบ โปรดแจ้งผู้ดูแลระบบ
rater-link-in-line = ส่งลิงก์ให้ { $name } ทาง LINE แล้ว ลิงก์เดิมใช้ไม่ได้แล้ว
rater-link-forward = ลิงก์ใหม่ของ { $name } ลิงก์เดิมใช้ไม่ได้แล้ว ส่งต่อข้อความถัดไป หรือให้ส่องรหัส
rater-link-revoked = ยกเลิกลิงก์ของ { $name } แล้ว เปิดไม่ได้อีก คำตอบที่กรอกไว้ยังอยู่ ออกลิงก์ใหม่ได้ทุกเมื่อ
rater-print-cards = บัตร QR { $count } ใบ
rater-cards-nobody = ผู้ประเมินที่เห็นชอบแล้วมีลิงก์ครบทุกคน ถ้าต้องการลิงก์ใหม่ของใคร เปิดการ์ดของผู้นั้นแล้วแตะ “ออกลิงก์ใหม่”
rater-cards-days = { $round } · { $count } ใบ หน้าละ 4 ใบ
export-rater-cards = บัตรรหัส QR ของผู้ประเมิน
rater-invitation =
    เรียน { $name }
    ขอความร่วมมือประเมินการปฏิบัติงานของ { $about } ในโครงการ { $programme } ใช้เวลาประมาณ 5 นาที
    { $url }
    ลิงก์นี้เป็นของท่านผู้เดียว ใช้ได้ถึงวัน{ $closes }

rater-mine = ท่านเสนอผู้ประเมิน { $count } คน
rater-mine-others = ผู้อื่นเสนออีก { $count } คน
rater-line = { $name } · { $state }
rater-line-about = { $name } ({ $about }) · { $state }
rater-mine-link = ผู้ประสานงานส่งลิงก์ให้ผู้ประเมินโดยตรง หากผู้ประเมินทำลิงก์หาย โปรดแจ้งผู้ประสานงาน

rater-open-above = แบบประเมินของท่าน
rater-open-rating = เปิดแบบประเมิน
rater-left = รอท่านประเมิน { $count } คน
rater-until = ประเมินได้ถึง
rater-link-own = ลิงก์นี้เป็นของท่านผู้เดียว ลิงก์และรหัสที่ได้รับก่อนหน้านี้ใช้ไม่ได้แล้ว
rater-joined = เรียน { $name } เชื่อม LINE แล้ว ระบบจะเตือนท่านทางนี้ไม่เกินสองครั้งก่อนปิดรับการประเมิน
rater-waits = เรียน { $name } { $round } ยังรอท่านประเมิน { $count } คน แตะ “เปิดแบบประเมิน” เพื่อรับลิงก์
rater-nothing-waits = ขณะนี้ไม่มีผู้ที่รอท่านประเมิน ขอบคุณที่สละเวลา หากมีข้อสงสัย สอบถาม{ $contact }
rater-overseen = ผู้ประเมินที่รอพิจารณา { $waits } คน เห็นชอบแล้ว { $accepted } คน ประเมินแล้ว { $given } คน
rater-pending = ยังไม่ประเมิน { $name } ({ $about }) { $phone }
rater-more = และอีก { $count } คน

shown-command = บันทึกให้ผู้บริหารดู
shown-title = บันทึกที่ผู้บริหารเห็น { $count } จาก { $most } รายการ แตะเพื่อเลือกหรือเอาออก
shown-line = ✓ { $day } { $words }
shown-hide = ✕ { $day } { $words }
shown-add = + { $day } { $words }
shown-full = เลือกได้ { $most } รายการ เอาออกก่อนหนึ่งรายการ แล้วเลือกใหม่

## หน้าของผู้ประเมิน
rater-greeting = เรียน { $name }
rater-who = { $owner } ขอความร่วมมือจากท่านในการประเมินผลการปฏิบัติงาน
rater-whom = ผู้รับการประเมิน: { $names }
rater-whom-many = ผู้รับการประเมิน { $count } คน
rater-notice-title = คำตอบของท่านใช้อย่างไร
rater-notice-use = คะแนนของท่านนำไปรวมกับของผู้ประเมินท่านอื่น เพื่อเป็นผลการประเมินของโครงการ
rater-notice-name = ผู้รับการประเมินไม่ทราบว่าใครให้คะแนนเท่าไร ข้อความที่ท่านเขียนจะแสดงโดยไม่ระบุชื่อ และเมื่อมีผู้ประเมินประเภทเดียวกันอย่างน้อย 3 คน
rater-notice-stored = เก็บชื่อ หน่วยงาน ช่องทางติดต่อ และคำตอบของท่านถึงวัน{ $kept } แล้วลบ
rater-notice-leave = ท่านไม่ตอบก็ได้ และขอให้ลบข้อมูลได้ทุกเมื่อที่{ $contact }
rater-agree = ยินยอมและเริ่มประเมิน
rater-decline = หากไม่ประสงค์ประเมิน ปิดหน้านี้ได้เลย
rater-other-language = English
rater-notice-version = ประกาศฉบับที่ { $version }
rater-progress = ประเมินแล้ว { $done } จาก { $of } คน
rater-closes = ประเมินได้ถึงวัน{ $closes }
rater-rate = ประเมิน
rater-go-on = ประเมินต่อ
rater-given = ✓ ประเมินแล้ว
rater-back = ‹ รายชื่อทั้งหมด
rater-saved = บันทึกแล้ว เปิดลิงก์เดิมเพื่อทำต่อได้ แม้ใช้เครื่องอื่น
rater-page-note = คำตอบบันทึกไว้ทุกข้อ ส่งแล้วแก้ไม่ได้ ลิงก์นี้เป็นของท่านผู้เดียว ใช้ได้ถึงวัน{ $closes }
rater-remind-why = ไม่มีเวลาตอนนี้ รับการเตือนและลิงก์ทาง LINE ได้
rater-remind = รับการเตือนทาง LINE
rater-done-title = ขอบคุณ
rater-thanks = ได้รับการประเมิน { $name } แล้ว ขอบคุณที่สละเวลา
rater-already = มีการส่งแบบประเมิน { $name } จากลิงก์นี้แล้ว คำตอบที่ส่งก่อนใช้ได้ ไม่ต้องส่งอีก
rater-next = ประเมินคนถัดไป: { $name }
rater-close-page = ปิดหน้านี้ได้เลย
rater-gone-title = เปิดลิงก์นี้ไม่ได้
rater-gone = ลิงก์อาจไม่ครบ หมดเวลา หรือมีลิงก์ใหม่แทนแล้ว โปรดสอบถามผู้ที่ส่งลิงก์ให้ท่าน หรือ{ $contact }
rater-evidence-title = ผลงานที่บันทึกไว้
rater-days = บันทึกการปฏิบัติงาน { $days } จาก { $expected } วัน
rater-sectors = พบภาคีเครือข่าย { $met } จาก { $of } ภาค
rater-mentors = { $round } ครูพี่เลี้ยงให้ { $mean }
rater-entries-title = บันทึกที่ผู้รับการประเมินเลือก
rater-photo-alt = ภาพประกอบบันทึก

export-raters = ผู้ประเมิน
export-rater-round = รอบการประเมิน
export-rater-kind = ประเภทผู้ประเมิน
export-rater-about = ผู้รับการประเมิน
export-rater-name = ผู้ประเมิน
export-rater-state = สถานะ
export-rater-flags = ข้อสังเกต
rater-card-title = ขอเชิญประเมินการปฏิบัติงาน
rater-card-how = ส่องรหัสด้วยกล้องโทรศัพท์ ใช้ได้ถึงวัน
rater-card-personal = รหัสนี้เป็นของท่านผู้เดียว โปรดอย่าส่งต่อ
rater-card-about = ประเมิน { $names }
raters-imported = นำเข้าผู้ประเมิน { $people } คน รวม { $added } รายการใหม่ มีอยู่แล้ว { $same } รายการ
raters-would-import = จะนำเข้าผู้ประเมิน { $people } คน รวม { $added } รายการใหม่ มีอยู่แล้ว { $same } รายการ ยังไม่ได้บันทึก
raters-no-links = ไม่มีผู้ประเมินที่ต้องออกลิงก์ ใช้ --all เพื่อออกลิงก์ใหม่แทนลิงก์เดิม
raters-sheet-written = เขียนบัตร { $count } ใบลงใน { $file } ลิงก์ก่อนหน้าของผู้ประเมินเหล่านี้ใช้ไม่ได้แล้ว
raters-file-nothing = ไม่ได้นำเข้า มี { $count } ข้อที่ต้องแก้
raters-file-line = บรรทัด { $line } { $column }: { $why }
raters-file-empty = ไม่มีผู้ประเมินในไฟล์
raters-file-unreadable = เปิดไฟล์ { $said } ไม่ได้ ใช้ไฟล์ Excel หรือ CSV
raters-file-too-large = ไฟล์ใหญ่เกินไป แบ่งเป็นหลายไฟล์
raters-file-no-headings = ไม่พบหัวตาราง ต้องมีอย่างน้อย ชื่อ และ ประเภท
raters-file-heading-missing = ไม่มีหัวตาราง { $said }
raters-file-kind = ไม่มีประเภทผู้ประเมิน “{ $said }” ในรอบนี้
raters-file-name = ไม่มีชื่อ
raters-file-phone = เบอร์โทร “{ $said }” มีตัวเลขไม่ครบหรือเกิน
raters-file-sector = ไม่มีภาค “{ $said }”
raters-file-district = ไม่มีอำเภอ “{ $said }” เขียนชื่ออำเภอ เช่น แม่ใจ หรือ เมือง จ.พะเยา
raters-file-about = ไม่พบผู้เข้าร่วมโครงการชื่อ “{ $said }” หรือมีมากกว่าหนึ่งคน
raters-file-oneself = { $said } ประเมินตนเองไม่ได้
