# ตรวจโฟลเดอร์ของโครงการ (python -m bot programme check และหน้า /app/programme)
programme-fault-no-file = ไม่มีไฟล์ { $name } ในโฟลเดอร์นี้
programme-remedy-no-file = ใส่ไฟล์นี้ หรือชี้ PROGRAMME ไปยังโฟลเดอร์ที่มีไฟล์นี้
programme-fault-unreadable = อ่านไฟล์ { $name } ไม่ได้ ({ $why })
programme-remedy-unreadable = ตรวจสิทธิ์การอ่านของไฟล์
programme-fault-not-utf8 = ไฟล์ { $name } ไม่ได้บันทึกเป็น UTF-8
programme-remedy-not-utf8 = บันทึกใหม่โดยเลือกการเข้ารหัส UTF-8
programme-fault-not-toml = ไฟล์ { $name } ไม่ใช่ TOML ที่ถูกต้อง ({ $why })
programme-remedy-not-toml = แก้บรรทัดนี้ก่อน แล้วตรวจใหม่ ข้อความต้องอยู่ในเครื่องหมายคำพูด และวงเล็บต้องปิดให้ครบ
programme-fault-too-long-file = ไฟล์ { $name } ใหญ่เกินไป
programme-remedy-too-long-file = ไฟล์ต้องไม่เกิน 2 ล้านไบต์
programme-fault-unchecked = ตรวจบางส่วนไม่ได้ ({ $value })
programme-remedy-unchecked = แก้ข้ออื่นก่อนแล้วตรวจใหม่ หากยังพบข้อนี้ โปรดแจ้งผู้พัฒนา
programme-fault-missing = ขาดคีย์ { $value }
programme-remedy-missing = เพิ่มบรรทัด { $value } = … ในส่วนนี้
programme-fault-unknown-key = ส่วนนี้ไม่มีคีย์ { $value }
programme-remedy-unknown-key = ลบ หรือใช้คีย์ที่มี: { $known }
programme-fault-not-a-choice = “{ $value }” ไม่ใช่ค่าที่เลือกได้
programme-remedy-not-a-choice = เลือกจาก { $known }
programme-fault-buddhist-year = { $value } เป็นปี พ.ศ.
programme-remedy-buddhist-year = ในไฟล์นี้เขียนปี ค.ศ.: { $other }
programme-fault-too-small = { $value } น้อยเกินไป
programme-remedy-too-small = เขียนตั้งแต่ { $least } ขึ้นไป
programme-fault-too-large = { $value } มากเกินไป
programme-remedy-too-large = เขียนไม่เกิน { $most }
programme-fault-pattern = “{ $value }” เขียนไม่ถูกรูปแบบ
programme-remedy-pattern = คีย์ใช้ a–z ตัวเลข _ และ - โดยขึ้นต้นด้วยตัวอักษร รหัสพื้นที่เป็นตัวเลข (รูปแบบ { $pattern })
programme-fault-empty = ยังว่างอยู่
programme-remedy-empty = เขียนอย่างน้อย { $least } อย่าง
programme-fault-too-many = มี { $value } อย่าง มากเกินไป
programme-remedy-too-many = ให้เหลือไม่เกิน { $most }
programme-fault-wrong-type =
    { $value } ไม่ใช่{ $expected ->
         [number] จำนวนเต็ม
         [date] วันที่
         [time] เวลา
         [list] รายการ
         [table] ตาราง
         [yes-no] true หรือ false
        *[text] ข้อความ
    }
programme-remedy-wrong-type =
    { $expected ->
         [number] เขียนตัวเลขโดยไม่ใส่เครื่องหมายคำพูด เช่น 3
         [date] เขียนวันที่เช่น 2023-07-03 โดยไม่ใส่เครื่องหมายคำพูด
         [time] เขียนเวลาเช่น 17:30:00 โดยไม่ใส่เครื่องหมายคำพูด
         [list] เขียนในวงเล็บเหลี่ยม เช่น ["a", "b"]
         [table] เขียนเป็นตาราง เช่น { "{" } th = "…", en = "…" { "}" }
         [yes-no] เขียน true หรือ false
        *[text] เขียนในเครื่องหมายคำพูด
    }
programme-fault-disagrees = ไม่ตรงกับส่วนอื่นของไฟล์ ({ $why })
programme-remedy-disagrees = แก้ส่วนใดส่วนหนึ่งให้ตรงกัน
programme-fault-repeated = { $value } ซ้ำ
programme-remedy-repeated = ใช้ชื่ออื่น หรือลบอันหนึ่งออก
programme-fault-unknown = ไม่มี { $what } ชื่อ { $value }
programme-remedy-unknown = ใช้ชื่อที่มี: { $known } หรือเพิ่ม { $what } นี้
programme-fault-quotas = โควตาของสังกัดรวมกัน { $value } คน เกินจำนวนทั้งโครงการ { $most } คน
programme-remedy-quotas = ลดโควตา หรือเพิ่ม capacity
programme-fault-coverage = มี [[sectors]] แต่ไม่มี [coverage]
programme-remedy-coverage = เพิ่ม [coverage] ที่มี name และ called
programme-fault-no-sectors = โครงการนี้ไม่มี [[sectors]]
programme-remedy-no-sectors = ลบคีย์นี้ หรือเพิ่ม [[sectors]]
programme-fault-before = { $value } อยู่ก่อน { $what } ({ $other })
programme-remedy-before = เขียนวันตั้งแต่ { $other }
programme-fault-after = { $value } อยู่หลัง { $what } ({ $other })
programme-remedy-after = เขียนวันไม่เกิน { $other }
programme-fault-outside = { $value } อยู่นอก { $what } ({ $first } ถึง { $last })
programme-remedy-outside = เขียนวันในช่วงนี้ หากคัดลอกจากรุ่นก่อน วันนี้อาจยังไม่ได้แก้
programme-fault-overlaps = { $what } ซ้อนกับ { $other } ({ $first } ถึง { $last })
programme-remedy-overlaps = ให้เริ่มหลัง { $last } หรือให้อันก่อนจบเร็วขึ้น
programme-fault-column-taken = ทุกบัญชีรายชื่อมีคอลัมน์ { $value } อยู่แล้ว
programme-remedy-column-taken = ตั้งชื่ออื่น เช่น target_district
programme-fault-area-code = รหัส { $value } ต้องมี { $digits } หลัก
programme-remedy-area-code = ใช้รหัสทางการ จังหวัด 2 หลัก อำเภอ 4 หลัก
programme-fault-not-more = ต้องมากกว่า { $other }
programme-remedy-not-more = เขียนตั้งแต่ { $least } ขึ้นไป
programme-fault-quiet = { $value } อยู่ในช่วงงดส่ง
programme-remedy-quiet = เลือกเวลานอก [quiet_hours]
programme-fault-certificate-score = มีคะแนนแต่ไม่บอกรอบประเมิน
programme-remedy-certificate-score = เพิ่ม round ใน [certificate]
programme-fault-form-taken = { $value } เป็นแบบฟอร์มของรอบ { $other } แล้ว
programme-remedy-form-taken = ให้แต่ละรอบมีแบบฟอร์มของตน
programme-fault-form-about = แบบฟอร์ม { $value } ยังไม่บอกว่าประเมินใคร
programme-remedy-form-about = เพิ่ม about = "{ $about }" ในแบบฟอร์มนั้น
programme-fault-form-role = แบบฟอร์ม { $value } เป็นของ { $role } ซึ่งไม่ใช่ผู้ประเมิน
programme-remedy-form-role = ใช้ for = "mentor" หรือ for = "rater"
programme-fault-form-mentors = แบบฟอร์ม { $value } เป็นของครูพี่เลี้ยงซึ่งเป็นผู้ประเมินประเภทเดียว
programme-remedy-form-mentors = ให้เหลือประเภทเดียว หรือใช้แบบฟอร์มที่ for = "rater"
programme-fault-form-closed = แบบฟอร์ม { $what } ไม่ได้เปิดในวันที่ { $value } (เปิด { $first } ถึง { $last })
programme-remedy-form-closed = ให้แบบฟอร์มเปิดตลอดรอบ
programme-fault-nobody-nominates = ไม่มีผู้ประเมินประเภทใดที่ผู้เข้าร่วมเสนอชื่อ
programme-remedy-nobody-nominates = เพิ่ม wanted_sectors และ nominated_by หรือลบ nominate_by
programme-fault-weights = น้ำหนักรวมกันได้ { $value } ไม่ใช่ 100
programme-remedy-weights = แก้ weight ให้รวมกันได้ 100
programme-fault-least-sectors = { $value } ภาคต้องมีผู้ประเมินอย่างน้อยเท่ากัน แต่ least เป็น { $most }
programme-remedy-least-sectors = เพิ่ม least หรือลด least_sectors
programme-fault-weight-nothing = น้ำหนักเป็น 0 จึงไม่นับ
programme-remedy-weight-nothing = ลบผู้ประเมินประเภทนี้ หรือให้น้ำหนัก
programme-fault-is-criterion = { $value } เป็นเกณฑ์ของ [evaluation] อยู่แล้ว
programme-remedy-is-criterion = ลบออกจาก [plan]
programme-fault-follow-up-late = ครบ { $value } เดือนหลังวันเก็บข้อมูลวันสุดท้าย ({ $last })
programme-remedy-follow-up-late = ลดจำนวนเดือน หรือเพิ่ม records_days
programme-fault-time = “{ $value }” ไม่ใช่เวลาที่โครงการใช้ได้
programme-remedy-time = เขียนเช่น “the day each phase starts, 09:00” “each working day 17:30 while reporting” “each Friday 15:30”
programme-fault-window = “{ $value }” ไม่ใช่ระยะเวลาที่ใช้ได้
programme-remedy-window = เขียนเช่น “3 hours” “2 days” “until 20:30” “until 1 day later 20:30”
programme-fault-rides = rides ต้องบอกเวลาของวัน
programme-remedy-rides = เขียนเช่น “until 17:30”
programme-fault-reminder-text = ต้องมี text หรือ card อย่างใดอย่างหนึ่ง
programme-remedy-reminder-text = เพิ่มหรือลบอย่างหนึ่ง
programme-fault-reminder-days = days ใช้คู่กับ condition ที่เป็น sectors_unmet หรือ silent เท่านั้น
programme-remedy-reminder-days = เพิ่มหรือลบ days
programme-fault-reminder-silence = การเตือนเมื่อเงียบต้องเป็นรายวันหรือรายสัปดาห์ และถึงบทบาทเดียว
programme-remedy-reminder-silence = แยกเป็นกฎละบทบาท (participant, mentor หรือ coordinator)
programme-fault-reminder-rides = rides ใช้กับ may_wait ไม่ได้
programme-remedy-reminder-rides = ลบ rides หรือเปลี่ยน urgency
programme-fault-reminder-spares = spares ใช้กับ not_reported ที่ urgency เป็น drop เท่านั้น
programme-remedy-reminder-spares = ลบ spares
programme-fault-reminder-summary = sees_somebody ใช้กับ card = "summary"
programme-remedy-reminder-summary = เพิ่ม card = "summary" แทน text
programme-fault-reminder-no-text = ไม่มีข้อความ { $value } ในระบบ
programme-remedy-reminder-no-text = ใช้ข้อความที่มี: { $known }
programme-fault-reminder-not-to = ข้อความ { $value } ไม่มีสำหรับ { $to }
programme-remedy-reminder-not-to = เอา { $to } ออก หรือใช้ข้อความอื่น
programme-fault-reminder-button = ไม่มีปุ่ม { $value }
programme-remedy-reminder-button = ใช้ปุ่มที่มี: { $known }
programme-fault-round-days = รอบต้องบอกทั้ง opens และ closes หรือไม่บอกทั้งคู่
programme-remedy-round-days = เพิ่มอีกคีย์ หรือลบทั้งคู่เพื่อใช้วันของแบบฟอร์ม
programme-fault-plan-agreed = agreed_by มีฝ่ายเดียวกันสองครั้ง
programme-remedy-plan-agreed = ลบอันหนึ่ง
programme-fault-plan-months = follow_up_months ต้องเรียงจากน้อยไปมากและไม่ซ้ำ
programme-remedy-plan-months = เรียงใหม่ เช่น [3, 6]
programme-fault-outside-folder = { $value } อยู่นอกโฟลเดอร์ของโครงการ
programme-remedy-outside-folder = ย้ายไฟล์เข้ามาในโฟลเดอร์ เช่น forms/แบบ.md
programme-fault-missing-file = ไม่มีไฟล์ { $value } ในโฟลเดอร์นี้
programme-remedy-missing-file = ใส่ไฟล์นี้ หรือแก้ชื่อ
programme-fault-words-file = { $value } จะไม่ถูกอ่าน
programme-remedy-words-file = ใช้ชื่อ { $known }
programme-fault-words-table = { $value } ไม่ใช่ตารางคำ
programme-remedy-words-table = เขียนเป็น [ชื่อ] แล้วตามด้วย "คำ" = "ประโยคตัวอย่าง"
programme-fault-words-sectors = ไม่มีภาคชื่อ { $value }
programme-remedy-words-sectors = ใช้คีย์ของ [[sectors]] ({ $known }) หลายภาคต่อด้วย - หรือ all
programme-fault-words-tags = ไม่มีเรื่องชื่อ { $value }
programme-remedy-words-tags = ใช้คีย์ของ tags: { $known }
programme-fault-words-stages = ไม่มีพื้นที่ของช่วงชื่อ { $value }
programme-remedy-words-stages = ใช้คีย์ของ [[stages]]: { $known }
programme-fault-words-commands = ไม่มีตารางคำสั่งชื่อ { $value }
programme-remedy-words-commands = ใช้ตารางที่มี: { $known }
programme-fault-words-example = คำ “{ $value }” ยังไม่มีประโยคตัวอย่าง
programme-remedy-words-example = เขียนประโยคที่ใช้คำนี้ในความหมายนี้
programme-fault-words-not-in-example = ประโยคตัวอย่าง “{ $example }” ไม่มีคำ “{ $value }”
programme-remedy-words-not-in-example = เขียนประโยคที่มีคำนี้
programme-fault-placeholder = ไม่มีอะไรเติมแทน { $value }
programme-remedy-placeholder = เขียนข้อความจริงแทน
programme-fault-form-unreadable = อ่านแบบฟอร์ม { $file } ไม่ได้
programme-remedy-form-unreadable = แก้ข้อผิดพลาดของแบบฟอร์มก่อน
programme-fault-criterion-missing = แบบฟอร์ม { $file } ไม่มีคำถามชื่อ { $value }
programme-remedy-criterion-missing = เพิ่มคำถามที่บังคับตอบหนึ่งข้อต่อเกณฑ์
programme-fault-criterion-many = แบบฟอร์ม { $file } มีคำถามชื่อ { $value } หลายข้อ
programme-remedy-criterion-many = ให้เหลือข้อเดียว
programme-fault-criterion-hidden = คำถาม { $value } ใน { $file } ไม่ได้ถามทุกครั้ง
programme-remedy-criterion-hidden = เอาเงื่อนไขหรือกลุ่มซ้ำออก
programme-fault-criterion-optional = คำถาม { $value } ใน { $file } เว้นว่างได้
programme-remedy-criterion-optional = เขียน required เป็น yes
programme-fault-criterion-type = คำถาม { $value } ใน { $file } ไม่ได้ตอบเป็นคะแนน
programme-remedy-criterion-type = ใช้ select_one หรือ range ของตัวเลข
programme-fault-criterion-numbers = ตัวเลือกของ { $value } ใน { $file } ไม่ใช่ตัวเลข
programme-remedy-criterion-numbers = ให้ชื่อตัวเลือกเป็นตัวเลข เช่น 1 ถึง 5
programme-fault-criterion-scale = { $value } ใน { $file } ใช้สเกลต่างจาก { $other }
programme-remedy-criterion-scale = ให้ทุกเกณฑ์ใช้สเกลเดียวกัน
programme-fault-call-question-missing = แบบฟอร์ม { $file } ไม่มีคำถามชื่อ { $value } ซึ่งการรับสมัครนี้ต้องใช้
programme-remedy-call-question-missing = เพิ่มคำถามที่บังคับตอบชื่อ { $value }
programme-fault-call-question-type = คำถาม { $value } ใน { $file } เป็นชนิด { $found } ไม่ตรงกับข้อมูลที่ต้องส่ง
programme-remedy-call-question-type = ใช้ชนิด { $wanted }
programme-fault-call-question-choice = ตัวเลือก { $other } ของ { $value } ใน { $file } ไม่มีใน [[calls.fields]]
programme-remedy-call-question-choice = ใช้ตัวเลือกต่อไปนี้ { $known }
programme-fault-no-roster = ไม่มีรายชื่อตัวอย่าง { $value }
programme-remedy-no-roster = เพิ่มเพื่อให้ซักซ้อมและสาธิตได้ก่อนมีรายชื่อจริง
programme-fault-over = โครงการจบแล้วเมื่อ { $value }
programme-remedy-over = หากเป็นรุ่นใหม่ วันที่อาจคัดลอกมาและยังไม่ได้แก้
programme-fault-round-over = รอบนี้ปิดไปแล้วเมื่อ { $value }
programme-remedy-round-over = หากเป็นรุ่นใหม่ วันที่อาจคัดลอกมาและยังไม่ได้แก้
programme-fault-calendar = ปฏิทินวันหยุดตั้งแต่ { $value } ยังไม่ครบ
programme-remedy-calendar = เมื่อ ครม. ประกาศแล้ว ให้เพิ่มที่ /app/holidays หรือใน [[holidays_extra]]
programme-fault-same-key = key ยังเป็น { $value } เหมือน programmes/{ $other }
programme-remedy-same-key = ตั้ง key ของโครงการนี้เอง
programme-fault-same-dates = วันที่ { $value } จาก { $all } แห่งยังเหมือน programmes/{ $other } ({ $where })
programme-remedy-same-dates = แก้เป็นวันของรุ่นนี้

programme-remedy-form = แก้ในไฟล์แบบฟอร์ม แล้วตรวจด้วย python -m bot form check FILE
programme-remedy-roster = แก้ในรายชื่อตัวอย่าง
programme-at = { $file } บรรทัด { $line }
programme-mend = แก้: { $remedy }
programme-meant = ใกล้เคียงที่สุด: { $word }
programme-well = { $file }: ไม่มีข้อผิด
programme-well-forms = { $name }: ช่วง { $phases } · กฎการเตือน { $reminders } · แบบฟอร์ม { $forms }
programme-wrong = ต้องแก้ { $count } ข้อ
programme-noticed = ควรดู { $count } ข้อ
programme-unwritable = เขียน { $file } ไม่ได้ ({ $detail }) เลือกที่อื่นแล้วลองใหม่

## โครงการใหม่ (programme new)
programme-blank = คำถามของโครงการใหม่ เติมคำตอบในเครื่องหมายคำพูด ข้อที่ไม่บังคับเว้นว่างได้
programme-sheet-programme = โครงการ
programme-sheet-phases = ช่วง
programme-ask-key = ชื่อย่อสำหรับระบบ ใช้ a–z ตัวเลข และ - เช่น agents-2570
programme-ask-name = ชื่อเต็มของโครงการ
programme-ask-name-en = ชื่อเต็มเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-short-name = ชื่อสั้นที่แสดงในแชต (เว้นว่างได้)
programme-ask-short-name-en = ชื่อสั้นเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-owner = หน่วยงานเจ้าของโครงการ
programme-ask-owner-en = ชื่อหน่วยงานเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-contact-phone = เบอร์โทรสำหรับผู้ที่ยังไม่มีรหัสเชิญ (เว้นว่างได้)
programme-ask-people = ผู้เข้าร่วมโครงการมีกี่คน
programme-ask-start = วันแรกของโครงการ เช่น 7 มิ.ย. 2570
programme-ask-end = วันสุดท้ายของโครงการ
programme-ask-sectors = ติดตามการพบภาคีเครือข่าย 7 ภาคหรือไม่ (yes/no เว้นว่างคือ yes)
programme-ask-weekdays = วันใดของสัปดาห์ที่ต้องรายงาน เช่น พุธ หรือ จันทร์, พฤหัสบดี (เว้นว่างคือจันทร์ถึงศุกร์)
programme-ask-phase-name = ชื่อช่วง เช่น ช่วงที่ 1 ปฏิบัติงานในอำเภอ
programme-ask-phase-name-en = ชื่อช่วงเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-phase-start = วันแรกของช่วง
programme-ask-phase-end = วันสุดท้ายของช่วง
programme-ask-phase-work = ทำอะไร: training ฝึกอบรม, district ทำงานในอำเภอ, province ทำงานในจังหวัด, closing สรุปผล
programme-ask-phase-mentor = ครูพี่เลี้ยงคือตำแหน่งใด เช่น นายอำเภอ (เว้นว่างได้)
programme-ask-phase-mentor-en = ตำแหน่งครูพี่เลี้ยงเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-seats = ที่นั่งในทีมของแต่ละหน่วย คั่นด้วยจุลภาค เช่น นายอำเภอ, ปลัดอำเภอ, ผู้แทน อปท. (เว้นว่างได้)
programme-ask-forums = ทีมจัดเวทีประชาคมหรือไม่ (yes/no เว้นว่างคือ yes)
programme-ask-forum-people = คนที่ต้องการให้มาเวทีทั้งหมดกี่คน (เว้นว่างคือ 1000)
programme-ask-forum-first = วันแรกของการจัดเวที (เว้นว่างคือวันแรกของโครงการ)
programme-ask-forum-last = วันสุดท้ายของการจัดเวที (เว้นว่างคือวันสุดท้ายของโครงการ)
programme-ask-chosen = คณะกรรมการคัดเลือกกี่ราย (เว้นว่างหากไม่มีการคัดเลือก)
programme-ask-jurors = คณะกรรมการมีกี่คน (เว้นว่างคือหน่วยงานเจ้าของโครงการให้คะแนนเอง)
programme-ask-first-round = หากมีสองรอบ รอบแรกเลือกไว้กี่ราย (เว้นว่างหากมีรอบเดียว)
programme-ask-chosen-in = จำนวนที่เลือกนับจากไหน: all ทั้งหมดรวมกัน, district แต่ละอำเภอ, province แต่ละจังหวัด (เว้นว่างคือ all)
programme-ask-judged-from = วันแรกที่ให้คะแนน (เว้นว่างคือวันแรกของโครงการ)
programme-ask-judged-until = วันสุดท้ายที่ให้คะแนน (เว้นว่างคือวันสุดท้ายของโครงการ)
programme-ask-of = ขอให้หน่วยส่งอะไร: people รายชื่อคน, projects โครงการ
programme-ask-call-name = เรียกสิ่งที่ขอให้ส่งว่าอะไร เช่น รายชื่อผู้แทนรุ่นใหม่
programme-ask-call-name-en = ชื่อนั้นเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-wanted = ต้องการคนหรือโครงการแบบใด หนึ่งประโยค
programme-ask-wanted-en = ประโยคนั้นเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-opens = วันแรกที่เปิดรับ (เว้นว่างคือวันแรกของโครงการ)
programme-ask-closes = วันสุดท้ายที่เปิดรับ
programme-ask-late = พ้นวันแล้ว: mark รับและหมายเหตุ, refuse ไม่รับ (เว้นว่างคือ mark)
programme-ask-least = หน่วยละอย่างน้อยกี่ราย (เว้นว่างคือ 1)
programme-ask-most = หน่วยละไม่เกินกี่ราย (เว้นว่างคือเท่าอย่างน้อย)
programme-ask-budget = งบประมาณทั้งแผน กี่บาท (เว้นว่างได้)
programme-ask-unit-name = ชื่อหน่วย เช่น กองคลัง หรือ อำเภอแม่ใจ จังหวัดพะเยา
programme-ask-unit-name-en = ชื่อหน่วยเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-step-name = ชื่อกิจกรรม เช่น อบรมทีมอำเภอ
programme-ask-step-name-en = ชื่อกิจกรรมเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-step-first = วันแรกของกิจกรรม
programme-ask-step-last = วันสุดท้ายของกิจกรรม
programme-ask-step-people = เป้าหมายกี่คน (เว้นว่างได้)
programme-ask-division-name = ชื่อส่วนราชการในองค์กร เช่น กองคลัง
programme-ask-division-name-en = ชื่อส่วนราชการเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-course-name = ชื่อหลักสูตรหรือกิจกรรมพัฒนา
programme-ask-course-name-en = ชื่อหลักสูตรเป็นภาษาอังกฤษ (เว้นว่างได้)
programme-ask-course-way = วิธี: training ฝึกอบรม, study_visit ดูงาน, meeting ประชุม/สัมมนา, coaching สอนงาน, e_learning ออนไลน์, orientation ปฐมนิเทศ (เว้นว่างคือ training)
programme-ask-course-first = วันแรกของหลักสูตร
programme-ask-course-last = วันสุดท้ายของหลักสูตร
programme-ask-course-people = กี่คน (เว้นว่างได้)
programme-ask-course-budget = งบประมาณกี่บาท (เว้นว่างได้)
programme-sheet-units = หน่วย
programme-sheet-steps = กิจกรรม
programme-sheet-divisions = ส่วนราชการ
programme-sheet-courses = หลักสูตร
programme-ask-more =
    { $list ->
        [units] มีหน่วยต่อไปอีกหรือไม่ (yes/no)
        [steps] มีกิจกรรมต่อไปอีกหรือไม่ (yes/no)
        [divisions] มีส่วนราชการต่อไปอีกหรือไม่ (yes/no)
        [courses] มีหลักสูตรต่อไปอีกหรือไม่ (yes/no)
       *[phases] มีช่วงต่อไปอีกหรือไม่ (yes/no)
    }
programme-ask-which =
    { $list ->
        [units] หน่วยที่ { $number }
        [steps] กิจกรรมที่ { $number }
        [divisions] ส่วนราชการที่ { $number }
        [courses] หลักสูตรที่ { $number }
       *[phases] ช่วงที่ { $number }
    }
programme-answer-missing = ข้อนี้ต้องตอบ
programme-answer-unknown = ไม่มีคำถามนี้ มีเพียง { $known }
programme-answer-list = ต้องมี { $least } ถึง { $most } รายการ แต่ละรายการเป็น [[{ $list }]]
programme-answer-text = เขียนเป็นข้อความบรรทัดเดียว ไม่ใช้ { "{" } { "}" } และ $
programme-answer-key = ใช้ a–z ตัวเลข _ และ - โดยขึ้นต้นด้วยตัวอักษร เช่น agents-2570
programme-answer-day = เขียนวันที่เช่น 7 มิ.ย. 2570 หรือ 2027-06-07
programme-answer-number = เขียนตัวเลขตั้งแต่ 1 ถึง { $most }
programme-answer-no-district = ชื่อต้องบอกอำเภอและจังหวัดที่หน่วยตั้งอยู่ เช่น ตำบลศรีถ้อย อำเภอแม่ใจ จังหวัดพะเยา
programme-answer-no-province = ชื่อต้องบอกอำเภอและจังหวัดที่หน่วยตั้งอยู่ เช่น ตำบลศรีถ้อย อำเภอแม่ใจ จังหวัดพะเยา
programme-answer-weekdays = เขียนชื่อวันของสัปดาห์ คั่นด้วยจุลภาค เช่น จันทร์, พุธ
programme-answer-choice = เลือกจาก { $choices }
programme-answers-unreadable = อ่านไฟล์ { $file } ไม่ได้ ({ $why })
programme-answers-suffix = ไฟล์คำตอบต้องเป็น .toml หรือ .xlsx
programme-answer-wrong = { $where }: { $why }
programme-kind-unknown = ไม่มีโครงการแบบ { $kind } เลือกจาก { $known }
programme-exists = { $folder } มีอยู่แล้วและไม่ว่าง เลือกชื่ออื่น
programme-made = สร้าง { $folder } แล้ว: programme.toml แบบฟอร์ม คำ และรายชื่อตัวอย่าง
programme-next = ต่อไป: แก้ programme.toml ตามต้องการ แล้วพิมพ์ python -m bot programme check { $folder } ซักซ้อมด้วย PROGRAMME={ $folder } python -m bot rehearse และลองใช้ด้วย PROGRAMME={ $folder } make demo
programme-not-asked = ไม่มีใครตอบคำถามที่นี่ ใช้ --answers FILE (ไฟล์เปล่า: --blank FILE)
programme-blank-written = เขียนคำถามไว้ที่ { $file } แล้ว เติมคำตอบแล้วใช้ --answers { $file }
programme-no-folder = ระบุโฟลเดอร์ที่จะสร้าง เช่น python -m bot programme new programmes/agents-2570 --from field
