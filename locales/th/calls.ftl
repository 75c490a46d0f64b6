# การรับรายชื่อและโครงการจากหน่วยงาน
call-number = { $number }/{ $year }
call-receipt = เลขรับ { $number }
call-incomplete = ยังไม่ครบ
call-erased = (ลบข้อมูลแล้ว)
call-count-people = { $count } คน
call-count-projects = { $count } เรื่อง
call-figure-people = { $sent }/{ $least } คน
call-figure-projects = { $sent }/{ $least } เรื่อง

# สิ่งที่ยังขาด
call-ask-text = ขอ{ $field }ของ { $name }
call-ask-phone = ขอเบอร์โทรศัพท์ของ { $name }
call-ask-email = ขออีเมลของ { $name }
call-ask-day = { $field } วันใด พิมพ์เช่น “30 ก.ย. 2561”
call-ask-choice = เลือก{ $field }ของ { $name }
call-again-text = ยังอ่านไม่ได้ พิมพ์ใหม่อีกครั้ง
call-again-phone = ยังไม่พบเบอร์โทรศัพท์ พิมพ์ตัวเลข 9–10 หลัก
call-again-email = ยังไม่พบอีเมล พิมพ์เช่น “name@example.go.th”
call-again-day = ยังอ่านวันที่ไม่ได้ พิมพ์วัน เดือน และปี
call-again-choice = ยังไม่ตรงกับตัวเลือก เลือกจากปุ่มได้เลย
call-missing = ยังขาด { $fields }
call-go-on = เติมให้ครบ
call-go-on-one = เติม { $name }
call-show-own = ดูที่ส่งแล้ว
call-show-all = ดูทุกหน่วย
call-all-units = ทุกหน่วย

# หลังส่ง
call-after-more = ส่งแล้ว { $sent } จาก { $least } ยังเหลืออีก { $left }
call-after-may = ครบแล้ว ส่งเพิ่มได้อีก { $left }
call-after-whole = ส่งครบแล้ว
call-until = เปลี่ยนหรือถอนได้ถึง { $day }
call-late = ส่งหลังกำหนด { $day } จึงบันทึกว่าล่าช้า
call-late-mark = ล่าช้า
call-late-count = ล่าช้า { $count }
call-late-all = ส่งหลังกำหนด { $count } รายการ
call-full = { $unit } ส่งครบ { $count } แล้ว เลือกว่าจะให้แทนรายใด หรือถอนรายนี้
call-instead = แทน { $name }
call-full-over = { $unit } ส่งครบ { $count } แล้ว และพ้นวันปิดรับ จึงส่งเพิ่มไม่ได้ หากจำเป็น ติดต่อผู้ดูแลโครงการ
call-in-place-of = จะแทน { $name } เมื่อข้อมูลครบ ระหว่างนี้ { $name } ยังอยู่ตามเดิม
call-send-now = ส่งรายนี้
call-correct = แก้{ $field }
call-correct-day = แก้วันที่{ $field }
call-rename = แก้ชื่อ
call-rename-which = จะแก้ชื่อของรายใด
call-ask-name-people = ชื่อที่ถูกต้องของ { $name } คืออะไร พิมพ์คำนำหน้า ชื่อ และนามสกุล
call-ask-name-projects = ชื่อที่ถูกต้องของ { $name } คืออะไร พิมพ์ชื่อเต็ม
call-renamed = แก้ชื่อแล้ว เดิม { $name } เลขรับและข้อมูลอื่นคงเดิม
call-refused-of-roster = ชื่อ { $name } มาจากบัญชีรายชื่อ ติดต่อผู้ดูแลโครงการให้แก้ในบัญชี
call-refused-named-already = หน่วยของท่านส่งชื่อนี้ไว้แล้วในรายอื่น จึงยังไม่ได้แก้ { $name } พิมพ์ “ของเราส่งไปหรือยัง” เพื่อดูทุกราย
call-corrected = แก้แล้ว
call-named-too = บันทึกแล้วเช่นกัน: { $names } พิมพ์ “ของเราส่งไปหรือยัง” เพื่อดูทุกราย
call-other-unit = ชื่อนี้มีหน่วยอื่นส่งแล้ว ตรวจกับผู้ดูแลโครงการ
call-twice = ส่งซ้ำ { $name }: { $units }
call-twice-more = ส่งซ้ำ { $name }: { $units } และอีก { $count } หน่วย
help-title-calls = ส่งรายชื่อและโครงการในแชตนี้
call-not-eligible = ส่งไม่ได้: { $reason }

# ถอนและปฏิเสธ
call-withdraw-people = ถอนชื่อ
call-withdraw-projects = ถอนโครงการ
call-withdraw-one = ถอน { $name }
call-withdraw-which = จะถอนรายใด
call-sure-withdraw = จะถอน { $name } หรือไม่
call-sure-replace = จะให้ { $new } แทน { $name } หรือไม่
call-instead-of-whom = ไม่แน่ใจว่า “{ $name }” คือรายใด จะให้ { $new } แทนรายใด
call-yes-withdraw = ถอน
call-yes-replace = เปลี่ยน
call-no = ไม่ คงไว้ตามเดิม
call-kept = คงไว้ตามเดิม รายที่ส่งแล้วไม่เปลี่ยนแปลง
call-withdrawn = ถอน { $name } แล้ว ส่งใหม่ได้จนถึงวันปิดรับ
call-withdrawn-over = ถอน { $name } แล้ว หลังวันปิดรับ
call-nothing-sent = หน่วยของท่านยังไม่ได้ส่งรายใด
call-refused-not-open = { $call } เริ่มรับ { $opens } ส่งใหม่ได้ตั้งแต่วันนั้น
call-refused-closed = { $call } ปิดรับแล้วเมื่อ { $closes } หากจำเป็น ติดต่อผู้ดูแลโครงการ
call-refused-sent-already = { $name } ส่งไปแล้ว หากข้อมูลผิด แตะปุ่ม “แก้” ใต้การ์ดได้ถึง { $closes }
call-gone = ใช้ไม่ได้แล้ว รายนี้ถูกถอนหรือไม่ใช่ของหน่วยท่าน พิมพ์ “ของเราส่งไปหรือยัง” เพื่อดูรายการล่าสุด
call-refused-gone = { $name } ถูกถอนหรือเปลี่ยนไปแล้ว พิมพ์ “ของเราส่งไปหรือยัง” เพื่อดูรายการล่าสุด
call-refused-full-closed = ไม่ได้รับ { $name } เพราะหน่วยของท่านส่งครบแล้ว และปิดรับเมื่อ { $closes } หากจำเป็น ติดต่อผู้ดูแลโครงการ
call-refused-not-ready = { $name } ยังไม่ครบ เติมให้ครบก่อนส่ง
call-refused-too-late-to-withdraw = ปิดรับแล้วเมื่อ { $closes } จึงถอนหรือเปลี่ยน { $name } เองไม่ได้ ติดต่อผู้ดูแลโครงการ
call-not-contact = ผู้ประสานงานของหน่วยเป็นผู้ส่ง { $call } แจ้งผู้ประสานงานให้ส่งในแชตนี้
call-for-own-unit = ข้อความนี้มีชื่อ { $unit } ท่านส่งได้เฉพาะของ { $own } จึงยังไม่ได้บันทึก หากส่งในนาม { $own } พิมพ์ใหม่โดยไม่ใส่ชื่อหน่วยอื่น
call-for-which-unit =
    { $kind ->
        [projects] ยังไม่ได้บันทึก บอกชื่อหน่วยด้วยว่าส่งแทนหน่วยใด พิมพ์เช่น “{ $unit } เสนอโครงการ …”
       *[people] ยังไม่ได้บันทึก บอกชื่อหน่วยด้วยว่าส่งแทนหน่วยใด พิมพ์เช่น “{ $unit } เสนอชื่อ นาย …”
    }
call-unit-not-yours = { $unit } ไม่อยู่ในหน่วยที่ท่านดูแลใน { $call } จึงยังไม่ได้บันทึก ให้ผู้ประสานงานของหน่วยเป็นผู้ส่ง
call-name-the-unit = ส่งแทนหน่วยนี้ได้ โดยพิมพ์ “{ $unit }” นำหน้า
call-told-sent = ผู้ดูแลโครงการส่ง { $name } แทนหน่วยของท่านใน { $call } เลขรับ { $number }
call-told-withdrawn = ผู้ดูแลโครงการถอน { $name } ของหน่วยของท่านใน { $call }
call-not-asked = { $unit } ไม่ได้อยู่ในหน่วยที่ขอให้ส่ง

# วิธีส่งและกำหนด
call-how = { $call } { $count }: { $wanted }
call-how-each = { $call } หน่วยละ { $count }: { $wanted }
call-how-any = { $call }: { $wanted }
call-how-fields = แต่ละรายบอก { $fields }
call-how-example-people = พิมพ์เช่น “เสนอชื่อ นางสาวสมศรี ใจดี ตำแหน่งนิติกรปฏิบัติการ โทร 08x-xxx-xxxx”
call-how-example-projects = พิมพ์เช่น “เสนอโครงการ” ตามด้วยชื่อโครงการ แล้วตอบตามปุ่ม
call-outcome = { $call }: { $outcome }
call-outcome-unknown = { $call }: ยังไม่มีกำหนดว่าใครคัดเลือกและแจ้งผลเมื่อใด สอบถาม { $contact }
call-deadline-before = { $call } รับ { $opens } ถึง { $closes }
call-deadline-open =
    { $days ->
        [0] { $call } ส่งได้ถึงวันนี้ { $closes }
       *[other] { $call } ส่งได้ถึง { $closes } เหลือ { $days } วัน
    }
call-deadline-over = { $call } ครบกำหนดแล้วเมื่อ { $closes }
call-later-mark = หลังจากนั้นยังรับ แต่บันทึกว่าล่าช้า
call-later-refuse = หลังจากนั้นไม่รับ

# รายหน่วย
call-below = ครบ { $whole } จาก { $units } หน่วย · ยังไม่ส่งเลย { $nothing } · รับแล้ว { $sent } รายการ · หน่วยที่ขาดอยู่บนสุด
call-unit-below = ส่งแล้ว { $sent } จาก { $count }
call-drafts = กำลังเติม { $count } ราย
call-contact = ผู้ประสานงาน: { $names }

call-form-sent = ส่งตามประกาศแล้ว เลขรับ { $number } แก้ไขได้ในแบบฟอร์มที่ส่งจนถึงวันปิดรับ
call-form-only = รายการนี้ส่งและแก้ไขด้วยแบบฟอร์ม โดยผู้ที่ส่ง พิมพ์ “แบบฟอร์ม”
call-refused-not-contact = { $call }: ผู้ประสานงานของหน่วยเป็นผู้ส่ง แบบฟอร์มยังเก็บไว้
call-refused-nameless = { $call }: ยังไม่มีชื่อในแบบฟอร์ม
call-refused-full = { $call }: หน่วยส่งครบจำนวนแล้ว ถอนรายการเดิมก่อน แล้วส่งแบบฟอร์มนี้ได้ แบบฟอร์มยังเก็บไว้
registered-next-calls =
    ส่งในแชตนี้ได้เลย: { $calls } { $kinds ->
        [people] พิมพ์ “เสนอชื่อ”
        [projects] พิมพ์ “เสนอโครงการ”
       *[both] พิมพ์ “เสนอชื่อ” หรือ “เสนอโครงการ”
    }

# เมนู คำแนะนำ เว็บ ไฟล์
rich-calls-people = ส่งชื่อ
rich-calls-projects = ส่งโครงการ
rich-calls-coordinator-people = ยังขาดชื่อ
rich-calls-coordinator-projects = ยังขาดโครงการ
rich-calls-mine = ที่ส่งแล้ว
rich-calls-deadline = กำหนดส่ง
menu-call-people = เสนอชื่อ
menu-call-projects = เสนอโครงการ
menu-call-about-participant = { $call } ภายใน { $day }
menu-call-about-coordinator = ใครส่งแล้ว ใครยัง ภายใน { $day }
menu-call-coordinator-people = หน่วยไหนยังขาดรายชื่อ
menu-call-coordinator-projects = หน่วยไหนยังขาดโครงการ
help-participant-calls =
    พิมพ์ { $kinds ->
        [people] “เสนอชื่อ”
        [projects] “เสนอโครงการ”
       *[both] “เสนอชื่อ” หรือ “เสนอโครงการ”
    } ตามด้วยชื่อ สิ่งที่ยังขาดจะถามทีละข้อ แล้วได้เลขรับ
help-participant-sent = พิมพ์ “ของเราส่งอะไรแล้ว” ดูที่ส่งและที่ยังขาด พิมพ์ “ส่งได้ถึงวันไหน” ดูกำหนด
help-coordinator-calls =
    พิมพ์ { $kinds ->
        [projects] “หน่วยไหนยังขาดโครงการ”
       *[people] “หน่วยไหนยังขาดรายชื่อ”
    } ดูรายหน่วย หรือ “ส่งออกรายชื่อที่เสนอ” เป็นไฟล์
web-calls = รายชื่อและโครงการ
web-call-sent = ส่งแล้ว
web-call-candidates = รายการที่รับแล้ว
web-call-contact = ผู้ประสานงาน
web-call-state = สถานะ
web-call-lacking = ขาด { $count }
web-call-whole = ครบ
web-call-without = หน่วยที่ยังส่งไม่ครบ: { $call }
web-call-none = ยังไม่มีรายการ
export-candidates = รายชื่อและโครงการที่เสนอ
export-candidate-call = เรื่อง
export-candidate-number = เลขรับ
export-candidate-name = ชื่อ
export-candidate-sent = วันที่ส่ง
export-candidate-late = ล่าช้า

# In a coordinator's summary
waits-call = { $name } ยังไม่ครบ { $count } หน่วย

# สมาชิกจากรายชื่อที่ส่งมา
members-title =
    { $count ->
       *[other] รับเข้าโครงการ { $count } คน
    }
members-take-in = รับเข้าโครงการ
members-which = รับจากรายการใด
members-there = เป็นสมาชิกอยู่แล้ว
members-more = และอีก { $count } คน
members-done = รับเข้าโครงการแล้ว
members-nobody = { $call }: ทุกคนเป็นสมาชิกแล้ว หรือยังไม่มีผู้ที่ส่งมา
members-not-open = { $call } ยังเปิดรับอยู่ รับเข้าโครงการได้หลังวันปิดรับ
members-not-selection = { $call } ยังไม่ได้ปิดการคัดเลือก ปิดการคัดเลือกก่อน แล้วรับผู้ได้รับเลือกเข้าโครงการ
members-not-never = { $call } ไม่ได้กำหนดให้ผู้ที่ส่งมาเป็นสมาชิก
members-alike = อาจเป็นผู้ที่อยู่ในบัญชีแล้ว จึงยังไม่รับ: { $names } หากเป็นคนละคน เพิ่มในบัญชีรายชื่อ
