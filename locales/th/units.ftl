# ทีมของหน่วย เวทีประชาคม และขั้นตอนของโครงการ
units-none = ท่านยังไม่อยู่ในทีมของหน่วยใด หากไม่ถูกต้อง แจ้งผู้ประสานงาน
unit-as-district = อำเภอ{ $name }
unit-as-province = จังหวัด{ $name }
unit-as-subdistrict = ตำบล{ $name }
unit-not-seen = { $name } ไม่ใช่หน่วยที่ท่านดูได้ พิมพ์คำถามโดยไม่ระบุชื่อ เพื่อดูหน่วยของท่าน
unit-which = { $name } มีหลายหน่วย หมายถึงหน่วยใด

# เวที
forum-above = บันทึก{ $name }
forum-day = วันที่
forum-heads = ผู้เข้าร่วม
forum-agenda = วาระ
forum-decided = มติ
forum-heads-line = { $sector } { $count }
forum-heads-total = รวม { $count } คน
forum-differs = รวมทุกภาคส่วนได้ { $sum } คน แต่ระบุว่ามาทั้งหมด { $total } คน ตรวจอีกครั้ง
forum-ask-heads = มาจากภาคส่วนใด กี่คน พิมพ์เช่น “ภาครัฐ 20 ศาสนา 5 ประชาชน 80”
forum-ask-agenda = เวทีนี้หารือเรื่องอะไร
forum-ask-decided = เวทีมีมติหรือข้อสรุปอย่างไร
forum-heads-again = ยังอ่านจำนวนไม่ได้ พิมพ์ภาคส่วนตามด้วยตัวเลข
forum-heads-unsure = จำนวนคนยังไม่ชัด (เป็นช่วง ขัดกัน หรือเกินจริง) จึงยังไม่นับ พิมพ์ภาคส่วนตามด้วยตัวเลข
forum-either-heads = ข้อความนี้เป็นจำนวนคนของเวทีนี้ หรือเป็นกิจกรรมอื่น
forum-either-agenda = ข้อความนี้เป็นวาระของเวทีนี้ หรือเป็นกิจกรรมอื่น
forum-either-decided = ข้อความนี้เป็นมติของเวทีนี้ หรือเป็นกิจกรรมอื่น
forum-take-heads = เป็นจำนวนคนของเวที
forum-take-agenda = เป็นวาระของเวที
forum-take-decided = เป็นมติของเวที
forum-recorded-apart = ข้อความนี้บันทึกเป็นกิจกรรมแล้ว หากต้องการใส่ในเวที พิมพ์อีกครั้ง
forum-elsewhere = บันทึกแล้ว แต่ { $place } อยู่นอก{ $unit } นับเป็นเวทีของ{ $unit }หรือไม่
forum-elsewhere-yes = นับเป็นของเรา
forum-elsewhere-no = ไม่นับ
forum-elsewhere-left = เก็บเป็นกิจกรรม ไม่นับเป็นเวทีของหน่วยท่าน
forum-leave = ไม่ระบุ
forum-change-heads = แก้จำนวนคน
forum-change-agenda = แก้วาระ
forum-change-decided = แก้มติ
forum-locked = บันทึกนี้อนุมัติแล้ว ขอให้ผู้ตรวจปลดก่อนจึงแก้ได้
forum-last = ล่าสุด { $day }
forum-none-yet = ยังไม่ได้จัด
forum-figure = { $people }/{ $wanted } คน
forum-count =
    { $count ->
        [0] ยังไม่ได้จัด
       *[other] จัดแล้ว { $count } ครั้ง · { $last }
    }
forum-people = { $count } คน
forum-told-agenda = วาระ: { $words }
forum-told-decided = มติ: { $words }
how-to-record-forum = จัด{ $name }มา พิมพ์เช่น “{ $said } ต.แม่ใจ ภาครัฐ 20 คน ประชาชน 80 คน เรื่องน้ำแล้ง มติให้ขุดลอกหนอง”
forum-how = ยังไม่มีบันทึกเวที พิมพ์เช่น “{ $said }วันนี้ ภาครัฐ 20 คน ประชาชน 80 คน เรื่องน้ำแล้ง มติให้ขุดลอกหนอง”
forums-title = { $name } { $count } ครั้ง
forums-below = มาแล้ว { $people } จาก { $wanted } คน · ยังไม่จัด { $without } หน่วย · น้อยที่สุดอยู่บนสุด
forums-of-below = จัดแล้ว { $count } ครั้ง · { $people }/{ $wanted } คน
forums-button = เวทีของหน่วยนี้

# ทีม
teams-title = { $name }
teams-below = มีแล้ว { $held } จาก { $seats } ที่นั่ง · ครบ { $whole } จาก { $teams } ทีม
teams-whole = ครบทุกทีมแล้ว
teams-whole-but = ทุกที่นั่งมีผู้ดำรงแล้ว ยังมีรายชื่อรอรับรอง { $count } คน
team-figure = { $held }/{ $seats } คน
team-vacant = ว่าง: { $seats }
team-nominated = รอรับรอง { $count } คน
team-title = { $name } { $unit }
team-below = มีแล้ว { $held } จาก { $seats } คน
team-vacant-seat = ว่าง { $count }
team-not-joined = { $name } (ยังไม่ลงทะเบียน)
team-named = { $name } (รอรับรอง)
team-button = ดูทีม
record-button = บันทึกของทีม
record-title = บันทึกของ{ $unit }
record-below = { $count } รายการ ล่าสุดอยู่บนสุด
record-none = ยังไม่มีใครในทีมบันทึก
record-photo-only = ภาพถ่าย
record-by = โดย { $name }

# ที่นั่งในทีม
seat-how = เสนอชื่อได้ พิมพ์เช่น “เสนอ { $seat } นางสมศรี ใจดี 08x-xxx-xxxx”
seat-ask = เสนอ { $name } เป็นผู้แทนตำแหน่งใด
seat-stored = เสนอ { $name } เป็น{ $seat } { $unit } แล้ว รอผู้ประสานงานรับรอง
seat-renewed = ปรับการเสนอ { $name } เป็น{ $seat } { $unit } แล้ว รอผู้ประสานงานรับรอง
seat-one-each = บันทึกเฉพาะ { $name } เสนอคนอื่นได้อีก ข้อความละ 1 คน
seat-instead-of = แทน { $names } ที่เสนอไว้ก่อน
seat-held-already = ตำแหน่งนี้มี { $names } อยู่แล้ว ผู้ประสานงานจะพิจารณาก่อนเปลี่ยนตัว
seat-held-by = มี { $names } อยู่ในตำแหน่งนี้
seat-phone = โทร { $phone }
seat-no-phone = ไม่มีเบอร์โทร
seat-no-phone-said = ยังไม่มีเบอร์โทร พิมพ์ชื่อเดิมพร้อมเบอร์อีกครั้งเพื่อเพิ่มได้
seat-refused-decided = { $name } ได้รับการพิจารณาไปแล้ว
seat-refused-taken = ที่นั่งนี้มีผู้อยู่แล้ว หากเปลี่ยนตัว ให้ปรับในรายชื่อก่อนรับ { $name }
seat-refused-full = โครงการมีคนครบจำนวนแล้ว จึงยังรับ { $name } ไม่ได้
seat-refused-known = มีชื่อ { $name } ในโครงการแล้ว หากเป็นคนเดียวกัน ให้ย้ายด้วยไฟล์รายชื่อ
waiting-button = รอรับรอง { $count } คน
waiting-none = ไม่มีรายชื่อรอรับรอง
waiting-title = รายชื่อรอรับรอง { $count } คน
waiting-below = ปุ่มด้านล่างใช้กับ { $name }
waiting-first = รายนี้รอนานที่สุด
waiting-next = รายชื่อถัดไป
nomination-accept = รับเข้าทีม
nomination-decline = ไม่รับ
nomination-back = ถอน { $name }
nomination-back-own = ถอนชื่อ
nomination-done-accept = รับ { $name } เข้าทีมแล้ว รหัสลงทะเบียน { $code } ส่งให้เจ้าตัวได้เลย
nomination-done-decline = ไม่รับ { $name } แล้ว ผู้เสนอได้รับแจ้ง
nomination-done-back = ถอนชื่อ { $name } แล้ว
nomination-told-accepted = { $by } รับ { $name } เป็น “{ $seat }” แล้ว รหัสลงทะเบียนอยู่ที่ผู้ประสานงาน
nomination-told-declined = { $by } ไม่รับ { $name } เป็น{ $seat } เสนอชื่อใหม่ได้

# กิจกรรมของโครงการ
steps-none = โครงการนี้ไม่ได้กำหนดกิจกรรมรายเดือนไว้
steps-title = กิจกรรม { $count } ข้อ
steps-below = เสร็จ { $done } · เลยกำหนด { $late }
steps-how = รายงานได้ พิมพ์เช่น “กิจกรรมที่ { $number } มา 742 คน” หรือ “กิจกรรมที่ { $number } เสร็จแล้ว”
steps-button = ดูทุกกิจกรรม
step-name = { $number }. { $name }
step-owner = { $span } · { $owner }
step-coming = ยังไม่ถึง
step-open = อยู่ระหว่างดำเนินการ
step-late = เลยกำหนด
step-reached = ครบเป้าหมายแล้ว
step-done = เสร็จ { $day }
step-stored = บันทึกแล้ว { $step } · { $state }
step-back = ถอนรายงานนี้
step-taken-back = ถอนรายงานของกิจกรรมที่ { $number } แล้ว
step-back-one = ถอนรายงานข้อ { $number }
step-each-its-people = ระบุจำนวนคนทีละกิจกรรม พิมพ์เช่น “กิจกรรมที่ 3 มา 742 คน”
step-ask-done =
    ยืนยันว่าเสร็จแล้ว ใช่หรือไม่
    { $steps }
step-ask-done-again =
    รายงานว่าเสร็จไว้ก่อนแล้ว รายงานซ้ำหรือไม่
    { $steps }
step-ask-again =
    { $step }
    เคยรายงาน { $people } คนไว้แล้ว หากเพิ่มอีกจะรวมเป็น { $whole } คน เพิ่มหรือไม่
step-ask-over =
    { $step }
    เพิ่ม { $people } คน จะรวมเป็น { $whole } คน เกินเป้าหมาย { $wanted } คน เพิ่มหรือไม่
step-sure-yes = ยืนยันรายงาน
step-sure-no = ไม่รายงาน
step-not-stored = ยังไม่ได้บันทึกรายงานนี้
step-not-yours = ผู้รายงานกิจกรรมนี้คือ { $owner } หรือผู้ประสานงานที่ดูแลทั้งโครงการ
step-reported = รายงานล่าสุด { $day } โดย { $name }
step-counted-seats = จำนวนคนของกิจกรรมนี้นับจากที่นั่งในทีมโดยอัตโนมัติ
step-counted-forums = จำนวนคนของกิจกรรมนี้นับจากบันทึกเวทีโดยอัตโนมัติ

# หน้าเว็บ
web-units = ทีมและเวที
web-units-forums = { $name } { $count } ครั้ง
web-units-teams = ทีม
web-units-worst = น้อยที่สุดอยู่บนสุด
web-unit = หน่วย
web-unit-forums = ครั้ง
web-forum-people-of = ผู้ร่วมเวที จาก { $wanted } คน
web-forum-units-without = หน่วยที่ยังไม่จัดเวที
web-unit-people = คน
web-unit-last = ล่าสุด
web-unit-held = มีแล้ว
web-unit-vacant = ที่นั่งว่าง
web-unit-seat = ที่นั่ง
web-unit-photos = ภาพถ่าย { $count } ภาพ
web-unit-who = ผู้ดำรงที่นั่ง
web-step = กิจกรรม
web-step-months = ระยะเวลา
web-step-state = สถานะ

# ไฟล์ส่งออก
export-forums = เวที
export-teams = ทีม
export-unit-day = วันที่จัด
export-unit-above = สังกัดหน่วย
export-unit-place = สถานที่
export-unit-people = ผู้เข้าร่วมทั้งหมด
export-unit-photos = ภาพถ่าย
export-unit-by = ผู้บันทึก
export-seat-joined = ลงทะเบียนแล้ว
export-seat-nominated = รอรับรอง

# แผนเดียวของหน่วย
plan-of-unit-stored = บันทึก{ $name } ฉบับที่ { $number } ของ{ $unit } แล้ว ทุกคนในทีมเห็นได้
plan-of-unit-too-long = ยาวเกิน { $most } ตัวอักษร สรุปเฉพาะที่เปลี่ยนแล้วส่งใหม่
plan-of-unit-empty = ยังไม่ได้บันทึก ระบุสิ่งที่ปรับใน{ $name } พิมพ์เช่น “ปรับ { $said }: เพิ่มฝายชะลอน้ำ 2 จุด”
plan-of-unit-whether = บันทึกข้อความนี้เป็น{ $name } ฉบับใหม่ของ{ $unit }หรือไม่
plan-of-unit-whose = ข้อความนี้ระบุ “{ $said }” บันทึกเป็น{ $name } ฉบับใหม่ของ{ $unit }หรือไม่
plan-of-unit-store = บันทึกเป็นแผน
plan-of-unit-left = ไม่ได้บันทึกเป็นแผน
plan-of-unit-revision = ฉบับที่ { $number }
plan-of-unit-none = ยังไม่มี
plan-of-unit-taken-back = ข้อความของฉบับนี้ถูกนำออกแล้ว
plan-of-unit-below =
    { $count ->
        [0] ยังไม่มีแผน
       *[other] { $count } ฉบับ ล่าสุดอยู่บนสุด
    }
plan-of-unit-how = ปรับแผนได้ พิมพ์เช่น “ปรับ { $said }: เพิ่มฝายชะลอน้ำ 2 จุด” ระบบให้เลขฉบับเอง
plan-of-unit-button = ดูทุกฉบับ
plan-of-units-below = มีแล้ว { $count } จาก { $units } หน่วย · หน่วยที่ยังไม่มีอยู่บนสุด

rich-units-forums = { $forum }
rich-units-teams = รายชื่อทีม
rich-units-plan = แผนของเรา
rich-units-steps = กิจกรรม
menu-units-forums = { $forum }ถึงไหนแล้ว
menu-units-forums-about = จัดแล้วกี่ครั้ง มากี่คน หน่วยใดยังไม่จัด
menu-units-teams = รายชื่อทีม
menu-units-teams-about = ใครอยู่ตำแหน่งใด ตำแหน่งใดยังว่าง
menu-units-plan = ดู { $plan_said }
menu-units-plan-about = { $plan }ทุกฉบับ ล่าสุดอยู่บนสุด
menu-units-steps = กิจกรรมไปถึงไหนแล้ว
menu-units-steps-about = ข้อใดเสร็จแล้ว ข้อใดถึงกำหนด
help-participant-forums = เล่า{ $forum }ในข้อความเดียว เช่น “{ $forum_said }วันนี้ เรื่องน้ำแล้ง ภาครัฐ 20 คน ประชาชน 80 คน มติขุดสระ”
help-participant-teams = พิมพ์ “ทีมของเรา” ดูทีม พิมพ์ “เสนอ” ตามด้วยตำแหน่ง ชื่อ และเบอร์โทร เพื่อเสนอชื่อ
help-participant-unit-plan = พิมพ์ “ปรับ { $plan_said }:” ตามด้วยสิ่งที่ปรับ ระบบให้เลขฉบับเอง
help-coordinator-forums = พิมพ์ “{ $forum_said }ถึงไหนแล้ว” ดูรายหน่วย น้อยที่สุดอยู่บนสุด
help-coordinator-teams = พิมพ์ “อำเภอไหนยังขาดคนในทีม” หรือ “รายชื่อรอ” เพื่อรับรองผู้ที่เสนอมา
help-coordinator-steps = พิมพ์ “กิจกรรมไปถึงไหนแล้ว” ดูทุกข้อ รายงานได้ เช่น “กิจกรรมที่ 3 มา 742 คน”

# In a coordinator's summary
waits-nominations = ผู้ที่เสนอเข้าทีมรอรับรอง { $count } คน พิมพ์ “รายชื่อรอ”
