# แผนพัฒนาบุคลากรขององค์กร: บันทึกการอบรม สมรรถนะที่ยังขาด แผนรายปี งบประมาณ

dev-none = ไม่มีข้อมูลส่วนนี้สำหรับท่าน แตะเมนูเพื่อดูสิ่งที่ทำได้
dev-days = { $count } วัน
dev-hours = { $count } ชั่วโมง
dev-only-staff = เฉพาะบุคลากรในแผนบันทึกการอบรมของตนเองได้ หากท่านอยู่ในแผนด้วย โปรดแจ้งงานการเจ้าหน้าที่ให้เพิ่มในรายชื่อ
dev-not-done = ยังไม่บันทึก เพราะข้อความนี้บอกถึงการอบรมที่ยังไม่เกิดขึ้น เสร็จแล้วพิมพ์เล่าอีกครั้ง เช่น “อบรม…มาแล้ว 2 วัน”
dev-done-or-not = อบรมเสร็จแล้วใช่หรือไม่ แตะ “อบรมแล้ว บันทึก” หรือพิมพ์ใหม่พร้อมวันหรือจำนวนชั่วโมง
dev-several = ข้อความนี้มีการพัฒนา { $count } รายการ
dev-several-below = แตะทีละรายการเพื่อบันทึก หรือพิมพ์ข้อความละหนึ่งรายการ
dev-several-record = แตะเพื่อบันทึก
dev-record = อบรมแล้ว บันทึก
dev-told-before = รายการนี้บันทึกไว้แล้ว จึงไม่บันทึกซ้ำ
dev-same = มี “{ $topic }” ({ $days }) บันทึกไว้แล้ว เป็นรายการเดียวกันหรือไม่
dev-same-open = ใช่ เปิดรายการเดิม
dev-same-new = ไม่ใช่ บันทึกใหม่
dev-too-long = ยังไม่บันทึก เพราะ { $hours } ใน { $days } เป็นไปไม่ได้ โปรดพิมพ์ใหม่พร้อมวันเริ่มและวันสุดท้าย เช่น “เมื่อวันที่ 5-9 ก.พ.”
dev-retell = แก้ไขด้วยข้อความ
dev-retell-how = พิมพ์เล่าใหม่ในข้อความเดียว เช่น “อบรมการเขียนหนังสือราชการ 2 วัน เมื่อวันที่ 5-6 ก.พ.” หรือพิมพ์เฉพาะส่วนที่แก้ เช่น “3 วัน”
dev-retell-leave = ไม่แก้แล้ว
dev-make = เป็นการอบรม
dev-not-training = ไม่ใช่การอบรม
dev-words-tell-none = ข้อความใหม่ไม่ได้บอกเรื่องอบรม เรื่อง วัน และระยะเวลาจึงยังเหมือนเดิม
dev-no-topic = ไม่ระบุเรื่อง
dev-way = วิธีพัฒนา
dev-day = วันที่
dev-length = ระยะเวลา
dev-place = สถานที่
dev-course = ตามแผน
dev-course-line = { $number }. { $name }
dev-certificate = หลักฐาน
dev-photos = รูป { $count } รูป
dev-competencies = สมรรถนะ
dev-ask-competencies = ได้สมรรถนะใด แตะเลือก หรือพิมพ์เลข เช่น 1 3 · มีใบประกาศ ส่งรูปได้เลย
dev-no-number = ไม่มีเลข { $numbers } โปรดพิมพ์เลข 1 ถึง { $count }
dev-no-competency = ยังไม่ได้เลือกสมรรถนะ
dev-way-change = แก้วิธีพัฒนา
dev-which-way = พัฒนาด้วยวิธีใด แตะเลือก
dev-drop = ลบรายการนี้
dev-dropped = ลบรายการนี้แล้ว
dev-locked = รายการนี้ยืนยันแล้ว จึงแก้ไม่ได้ หากไม่ถูกต้อง โปรดแจ้งผู้บังคับบัญชา
dev-state-waiting = บันทึกแล้ว รอผู้บังคับบัญชายืนยัน
dev-state-confirmed = ยืนยันแล้ว
dev-state-returned = ส่งกลับให้แก้ไข
dev-state-deleted = ลบแล้ว
dev-told-unsent = { $name } ถอนข้อความของการอบรมวันที่ { $day } ซึ่งยืนยันไปแล้ว { $stays ->
    [0] รายการนี้จึงไม่นับอีก
   *[other] เรื่องที่อบรมจึงว่างลง วันและหลักฐานยังอยู่
}
dev-returned-words = ผู้บังคับบัญชาแจ้งว่า { $words }
dev-confirm = ยืนยันการอบรม
dev-return = ส่งกลับให้แก้ไข
dev-return-why = ให้แก้ไขเรื่องใด พิมพ์หนึ่งประโยค จะแจ้งเจ้าของรายการให้ หรือแตะ “ไม่ส่งกลับแล้ว”
dev-return-leave = ไม่ส่งกลับแล้ว
dev-return-left = ไม่ได้ส่งกลับ รายการยังรอยืนยันอยู่
dev-return-waits = ยังไม่ได้ส่ง “{ $topic }” กลับให้ { $name } พิมพ์เรื่องที่ให้แก้ไข หรือแตะ “ไม่ส่งกลับแล้ว”
dev-confirmed = ยืนยัน “{ $topic }” ของ { $name } แล้ว
dev-returned = ส่ง “{ $topic }” กลับให้ { $name } แล้ว
dev-told-confirmed = { $by } ยืนยันการอบรม “{ $topic }” ของท่านแล้ว
dev-told-returned = { $by } ขอให้แก้ไขการอบรม “{ $topic }”: { $words } แตะ “เปิดรายการนี้” หรือพิมพ์ “ประวัติการอบรม” แล้วเลือก
dev-waiting-more = รออีก { $count } รายการ
dev-open = เปิดรายการนี้
dev-nothing-waits = ไม่มีการอบรมที่รอท่านยืนยัน

dev-view-own = แผนพัฒนาของฉัน
dev-view-gaps = สมรรถนะที่ยังขาด
dev-view-mine = ประวัติการอบรม
dev-view-year = ดูแผนทั้งปี
dev-view-untrained = ใครยังไม่ได้อบรม
dev-view-budget = งบใช้ไปเท่าไร
dev-view-waiting = การอบรมที่รอยืนยัน
dev-view-revisions = ประวัติการปรับแผน

dev-own-title = แผนพัฒนาของฉัน ปี { $year }
dev-own-below = พัฒนาแล้ว { $had } จาก { $needed } สมรรถนะ{ $waiting ->
    [0] {""}
   *[other] {" "}· รอยืนยัน { $waiting }
} · { $hours } ชั่วโมง
dev-waits-confirmed = อบรมแล้ว รอยืนยัน
dev-own-note = กลุ่ม { $group } · รายการข้างบนคือที่วางแผนไว้สำหรับท่านในปีนี้
dev-gaps-title = ยังขาด { $count } สมรรถนะ
dev-gaps-of-title = { $name } ยังขาด { $count } สมรรถนะ
dev-gaps-none = พัฒนาครบทุกสมรรถนะตามแผนแล้ว { $below }
dev-serves = มีในแผน: { $name } ({ $months })
dev-kind-core = สมรรถนะหลัก
dev-kind-executive = ผู้บริหาร
dev-kind-line = สายงาน
dev-mine-title = อบรมแล้ว { $count } รายการ
dev-mine-below = รวม { $hours } ชั่วโมง (1 วันนับตามที่แผนกำหนด)
dev-mine-open = แตะรายการ หรือพิมพ์เลข เพื่อเปิดดูและแก้ไข
dev-mine-none = ยังไม่มีบันทึกการอบรมของท่าน { $how }
dev-year = ปี { $year }
dev-year-title = แผนพัฒนาบุคลากร ปี { $year }
dev-year-below = { $count } รายการ · งบ { $budget } บาท
dev-year-button = แผนปี { $year }
dev-everybody = บุคลากรทุกกลุ่ม
dev-budget-line = งบ { $budget } บาท · { $owner }
dev-change-how = ปรับแผน พิมพ์เช่น “หลักสูตรที่ 3 ใช้งบ 25,000 บาท” “ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะ…” “เพิ่มหลักสูตร ปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะ…”
dev-budget-title = งบประมาณพัฒนาบุคลากร
dev-budget-below = ใช้ไปแล้ว { $spent } บาท
dev-budget-year = ตั้งไว้ { $allotted } · ตามแผน { $planned } · คงเหลือ { $left } บาท
dev-spent = ใช้ { $spent } บาท
dev-spent-how = แจ้งการใช้งบ พิมพ์เช่น “หลักสูตรที่ 3 ใช้งบ 25,000 บาท”
dev-untrained-title = ยังไม่ได้อบรม { $count } คน
dev-untrained-below = ปี { $year } อบรมแล้ว { $done } จาก { $staff } คน
dev-lacks = ยังขาด { $count } สมรรถนะ
dev-not-joined = ยังไม่ได้ลงทะเบียนใช้ระบบ
dev-people = { $count } คน
dev-no-group = ไม่ระบุกลุ่ม
dev-gap-line = { $name }: ขาด { $lacking } จาก { $needed } คน
dev-groups-title = สมรรถนะที่ยังขาด รายกลุ่ม
dev-groups-below = บุคลากร { $staff } คน · แถบคือส่วนที่พัฒนาแล้ว

dev-not-yours = เฉพาะคณะกรรมการหรืองานการเจ้าหน้าที่ปรับแผนและแจ้งการใช้งบได้
dev-no-course = ไม่มีหลักสูตรที่ { $number } ในแผน แตะเพื่อดูเลขของแต่ละรายการ
dev-change-unclear = ยังไม่ปรับ เพราะยังไม่ทราบว่าปรับเรื่องใด พิมพ์เช่น “ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะ…” “เลื่อนหลักสูตรที่ 3 ไปเดือนมีนาคม เพราะ…” หรือ “เพิ่มหลักสูตร ปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะ…”
dev-change-no-month = ยังไม่เพิ่ม “{ $name }” เพราะยังไม่ทราบว่าจัดเดือนใด โปรดพิมพ์ใหม่พร้อมเดือนและเหตุผล เช่น “เพิ่มหลักสูตร ปฐมพยาบาล เดือนมีนาคม 2568 งบ 20,000 บาท เพราะ…”
dev-change-days = ยังไม่ปรับ เพราะวันที่อยู่นอกปีของแผน หรือคร่อมสองปี โปรดระบุเดือนในปีเดียว
dev-change-nothing = แผนเป็นเช่นนั้นอยู่แล้ว จึงไม่มีอะไรเปลี่ยน
dev-why = { $change }
    ปรับเพราะเหตุใด พิมพ์หนึ่งประโยค แล้วระบบบันทึกเป็นฉบับแก้ไข หรือแตะ “ไม่ปรับแล้ว”
dev-why-leave = ไม่ปรับแล้ว
dev-why-left = ไม่ได้ปรับ แผนยังเหมือนเดิม
dev-why-waits = ยังไม่ได้ปรับแผน: { $change }
    พิมพ์เหตุผลหนึ่งประโยค หรือแตะ “ไม่ปรับแล้ว”
dev-reason-or-not = ข้อความนี้เป็นเหตุผลใช่หรือไม่ แตะ “ใช้เป็นเหตุผล” หรือพิมพ์เหตุผลใหม่
dev-reason-use = ใช้เป็นเหตุผล
dev-revised = บันทึกแผนฉบับแก้ไขครั้งที่ { $number } แล้ว
    { $change }
    เหตุผล: { $reason }
dev-revision = แก้ไขครั้งที่ { $number } · ปี { $year }
dev-revisions-title = ปรับแผนแล้ว { $count } ครั้ง
dev-revisions-none = แผนยังไม่เคยปรับ ใช้ตามที่ประกาศไว้เดิม
dev-reason = เหตุผล: { $words }
dev-added = เพิ่ม { $course } · { $months } · งบ { $budget } บาท
dev-course-dropped = ยกเลิก { $course }
dev-changed = { $course }: { $parts }
dev-changed-budget = งบ { $before } เป็น { $after } บาท
dev-changed-months = เลื่อนจาก { $before } เป็น { $after }
dev-changed-else = แก้รายละเอียด
dev-spending-stored = { $number }. { $name } ใช้งบ { $amount } บาท บันทึกแล้ว { $over ->
    [0] ใช้ไปรวม { $whole } จากที่วางแผนไว้ { $budget } บาท
   *[other] ใช้ไปรวม { $whole } บาท ซึ่งเกินที่วางแผนไว้ { $budget } บาท
}
dev-spending-shown = { $course }: ใช้ { $amount } บาท แจ้งเมื่อ { $day } แตะ “ถอนยอดนี้” หากไม่ถูกต้อง
dev-spendings-none = ยังไม่มีการแจ้งใช้งบ
dev-spendings-title = แจ้งใช้งบแล้ว { $count } ยอด
dev-spendings-how = แตะยอด หรือพิมพ์เลข เพื่อเปิดดูและถอน
dev-view-spendings = ยอดที่แจ้งไว้
dev-baht = { $amount } บาท
dev-amount-range = ยังไม่บันทึก เพราะจำนวนเงินต้องไม่เกิน { $most } บาทต่อหลักสูตร โปรดตรวจตัวเลขแล้วพิมพ์ใหม่
dev-course-there = แผนมี { $course } ในช่วงเดียวกันอยู่แล้ว จึงไม่เพิ่มซ้ำ หากจะแก้ พิมพ์ “ปรับแผน: หลักสูตรที่” ตามด้วยเลข
dev-over-allotted = แผนปี { $year } รวม { $planned } บาทแล้ว ซึ่งเกินที่ตั้งไว้ { $allotted } บาท
dev-spending-back = ถอนยอดนี้
dev-spending-taken-back = ถอนยอด { $amount } บาทแล้ว

dev-how-to-record = อบรม ดูงาน หรือเรียนออนไลน์มา พิมพ์เล่าข้อความเดียว เช่น “อบรมหลักสูตรการเขียนหนังสือราชการ 2 วัน ที่ขอนแก่น” หรือ “เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง” แล้วส่งรูปใบประกาศตามมาได้
dev-menu-how = บันทึกการอบรม
dev-menu-how-about = อบรม ดูงาน เรียนออนไลน์ พิมพ์ข้อความเดียว
dev-menu-own = แผนพัฒนาของฉัน
dev-menu-own-about = วางแผนอะไรไว้ให้ท่านในปีนี้
dev-menu-gaps = สมรรถนะที่ยังขาด
dev-menu-gaps-about = ของตนเอง หรือรายกลุ่มที่ท่านดูแล
dev-menu-waiting = การอบรมที่รอยืนยัน
dev-menu-waiting-about = ตรวจและยืนยันด้วยการแตะครั้งเดียว
dev-menu-untrained = ใครยังไม่ได้อบรม
dev-menu-untrained-about = ในปีงบประมาณนี้
dev-menu-budget = งบใช้ไปเท่าไร
dev-menu-budget-about = ตั้งไว้ ใช้ไป คงเหลือ รายปี
dev-menu-year = ดูแผนทั้งปี
dev-menu-year-about = หลักสูตร เดือน งบ และผู้รับผิดชอบ
help-participant-training = อบรม ดูงาน เรียนออนไลน์แล้ว พิมพ์เล่าข้อความเดียว เช่น “เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง” แล้วเลือกสมรรถนะ ส่งรูปใบประกาศได้
help-participant-gaps = พิมพ์ “แผนพัฒนาของฉัน” “ยังขาดสมรรถนะอะไร” หรือ “ประวัติการอบรม”
help-coordinator-training = พิมพ์ “รอยืนยัน” ตรวจการอบรมของคนในความดูแล พิมพ์ “ใครยังไม่ได้อบรม” หรือ “สมรรถนะที่ยังขาด”
help-coordinator-gaps = พิมพ์ “แผนปี 2568” หรือ “งบใช้ไปเท่าไร” คณะกรรมการปรับแผนได้ เช่น “ปรับแผน: หลักสูตรที่ 3 งบ 30,000 บาท เพราะ…”

web-development = แผนพัฒนา
web-dev-state = สถานะ
web-dev-waiting = การอบรมที่รอยืนยัน { $count } รายการ
web-dev-lacking = ขาด
web-dev-gap = ขาดรวม { $lacking } จาก { $needed }
web-dev-staff = บุคลากร { $count } คน
web-dev-worst = ขาดมากที่สุดอยู่บนสุด
web-dev-never = ยังไม่เคยอบรม
web-dev-year = ปี
web-dev-allotted = ตั้งไว้
web-dev-planned = ตามแผน
web-dev-spent = ใช้ไป
web-dev-left = คงเหลือ
web-dev-course = หลักสูตร/โครงการ
web-dev-months = ช่วงเวลา
web-dev-for = กลุ่มเป้าหมาย
web-dev-budget = งบประมาณ (บาท)
web-dev-owner = ผู้รับผิดชอบ
web-dev-revised = แก้ไขแล้ว
web-dev-change = ปรับแผน
web-dev-which = รายการ
web-dev-new = เพิ่มรายการใหม่
web-dev-name = ชื่อ (เฉพาะรายการใหม่)
web-dev-first = ตั้งแต่วันที่
web-dev-last = ถึงวันที่
web-dev-reason = เหตุผล
web-dev-reason-needed = ยังไม่ปรับ โปรดระบุเหตุผล
web-dev-change-hint = ช่องที่เว้นว่างไว้คงเดิม ระบบบันทึกเป็นฉบับแก้ไขและให้เลขเอง
web-dev-do = บันทึกฉบับแก้ไข
web-dev-drop = ยกเลิกรายการนี้
export-trainings = การอบรม
export-gaps = สมรรถนะที่ยังขาด
export-dev-name = ชื่อ-สกุล
export-dev-agency = ส่วนราชการ
export-dev-group = กลุ่มบุคลากร
export-dev-line = สายงาน
export-dev-topic = เรื่อง
export-dev-days = วัน
export-dev-hours = ชั่วโมง
export-dev-course = เลขที่ในแผน
export-dev-needed = สมรรถนะที่ต้องมี
export-dev-lacking = จำนวนที่ขาด
export-dev-lacks = สมรรถนะที่ขาด
export-dev-waits = อบรมแล้ว รอยืนยัน
export-dev-trainings = จำนวนครั้ง
export-dev-last = อบรมล่าสุด
registered-next-development-participant = อบรม ดูงาน หรือเรียนออนไลน์แล้ว พิมพ์เล่าข้อความเดียว เช่น “เรียนออนไลน์ เรื่องจริยธรรม 6 ชั่วโมง” พิมพ์ “ยังขาดสมรรถนะอะไร” เพื่อดูเรื่องที่ควรพัฒนา
registered-next-development-mentor = พิมพ์ “แผนปี” เพื่อดูแผนพัฒนาบุคลากร เมื่อมีเรื่องที่ต้องทราบ บอตจะแจ้งที่นี่
registered-next-development-coordinator = พิมพ์ “รอยืนยัน” เพื่อตรวจการอบรมของคนในความดูแล พิมพ์ “ใครยังไม่ได้อบรม” หรือ “งบใช้ไปเท่าไร” เพื่อดูภาพรวม

# In a coordinator's summary
waits-trainings = การอบรมรอยืนยัน { $count } รายการ พิมพ์ “รอยืนยัน”
