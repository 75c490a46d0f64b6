# แผนพัฒนาเฉพาะบุคคล

## การ์ดแผน
plan-title-mine = แผนพัฒนาของฉัน
plan-title = แผนพัฒนาของ{ $name }
plan-count = เป้าหมาย { $count } ข้อ
plan-state-none = ยังไม่มีแผน
plan-state-draft = ร่าง ยังไม่ได้ส่ง
plan-state-waiting = ฉบับที่ { $number } · รอความเห็น: { $sides }
plan-state-change = ฉบับที่ { $number } · ขอให้แก้ไข
plan-state-agreed = ฉบับที่ { $number } · เห็นชอบแล้ว
plan-side-agency = ต้นสังกัด
plan-no-goals-mine = ยังไม่มีเป้าหมาย แตะ “เพิ่มเป้าหมาย” เพื่อเริ่มร่างแผน
plan-no-goals = ยังไม่ได้ส่งแผน
plan-no-what = ยังไม่ได้เขียนสิ่งที่จะทำ
plan-by = ภายใน { $day }
plan-with = ร่วมกับ { $name }
plan-missing = ยังขาด: { $parts }
plan-progress = { $month }: { $said }
plan-result = { $side }: { $said }
plan-changes = ฉบับนี้เปลี่ยนอะไร
plan-words = ความเห็นต่อฉบับนี้
plan-duties = หน้าที่เมื่อกลับไปปฏิบัติงาน
plan-duties-by = กำหนดโดย { $name } { $day }
plan-word = { $side } { $name }: { $said } ({ $day })
plan-word-none = { $side }: ยังไม่ได้ให้ความเห็น
plan-follow-up = { $when } · { $side }: { $said }
plan-note-first = แผนนี้ยังไม่ได้ส่ง ครบแล้วแตะ “ส่งขอความเห็นชอบ”
plan-note-draft = มีการแก้ไขที่ยังไม่ได้ส่ง เมื่อส่งจะเป็นฉบับที่ { $number }
plan-open-goal = เป้าหมายที่ { $number }
plan-changed-added = เพิ่มเป้าหมายที่ { $number }: { $what }
plan-changed-removed = นำเป้าหมายที่ { $number } ออก: { $what }
plan-changed-changed = เป้าหมายที่ { $number } แก้{ $parts }
plan-period-end = สรุปผล
plan-period-after = ครบ { $months } เดือน

## ส่วนของเป้าหมาย
plan-part-competency = สมรรถนะ
plan-part-what = สิ่งที่จะทำ
plan-part-method = วิธีพัฒนา
plan-part-by_day = กำหนดเสร็จ
plan-part-with_whom = ผู้ร่วมดำเนินการ

## ปุ่ม
plan-add = เพิ่มเป้าหมาย
plan-send = ส่งขอความเห็นชอบ
plan-agree = เห็นชอบแผน
plan-ask-change = ขอให้แก้ไขแผน
plan-ask-check-in = ตอบความก้าวหน้า
plan-ask-result = สรุปผลเป้าหมาย
plan-ask-follow-up = ตอบการติดตามหน้าที่
plan-duties-open = หน้าที่เมื่อกลับ
plan-duties-write = กำหนดหน้าที่เมื่อกลับ
plan-duties-rewrite = แก้หน้าที่เมื่อกลับ
plan-leave = ไว้ก่อน
plan-go-on = กรอกต่อ
plan-pick-day = เลือกจากปฏิทิน
plan-with-nobody = ไม่มีผู้ร่วม
plan-remove = ลบเป้าหมายนี้
plan-remove-yes = ยืนยันลบเป้าหมาย
plan-no-words = ไม่ระบุ
plan-change-competency = แก้สมรรถนะ
plan-change-what = แก้สิ่งที่จะทำ
plan-change-method = แก้วิธีพัฒนา
plan-change-by-day = แก้กำหนดเสร็จ
plan-change-with-whom = แก้ผู้ร่วมดำเนินการ

## ร่างแผน
plan-ask-competency = เป้าหมายนี้พัฒนาสมรรถนะด้านใด แตะหรือพิมพ์เลข
plan-ask-what = เป้าหมายที่ { $number }: ท่านจะทำอะไร พิมพ์ได้เลย
plan-ask-method = เป้าหมายที่ { $number }: พัฒนาด้วยวิธีใด แตะหรือพิมพ์เลข
plan-ask-by-day = เป้าหมายที่ { $number }: ให้เสร็จภายในวันใด แตะ หรือพิมพ์ เช่น “30 ก.ย.” “สิ้นเดือนตุลาคม”
plan-ask-with-whom = เป้าหมายที่ { $number }: ทำร่วมกับใคร แตะ หรือพิมพ์ชื่อหรือหน่วยงาน
plan-goal-stored = บันทึกเป้าหมายที่ { $number } แล้ว
plan-goal-what-to-do = เป้าหมายที่ { $number }: { $what } — ต้องการแก้ส่วนใด
plan-remove-sure = ลบเป้าหมายที่ { $number } “{ $what }” ออกจากแผนหรือไม่ ฉบับที่ส่งไปแล้วยังคงเดิม
plan-removed = ลบเป้าหมายที่ { $number } ออกจากแผนแล้ว
plan-left = พักไว้ก่อนได้ สิ่งที่กรอกแล้วอยู่ในร่างแผน พิมพ์ “แผนของฉัน” เพื่อทำต่อ
plan-not-answered = ยังไม่ได้บันทึกอะไร พิมพ์ “แผนพัฒนา” เพื่อเปิดใหม่
plan-too-long = ข้อความยาวเกินไป ขอไม่เกิน { $most } ตัวอักษร พิมพ์ใหม่ให้สั้นลง
plan-not-in-list = ไม่มีในรายการ แตะหรือพิมพ์เลขหน้าข้อ
plan-day-not-in-time = ไม่พบวันที่ที่ใช้ได้ ต้องเป็นวันนี้ถึง { $last }
plan-full = แผนมีเป้าหมายได้ไม่เกิน { $most } ข้อ ลบหรือแก้ข้อเดิมก่อน
plan-no-such-goal = ไม่พบเป้าหมายนี้ในแผนของท่าน พิมพ์ “แผนของฉัน” เพื่อดูแผนล่าสุด
plan-none-in-programme = โครงการนี้ไม่มีแผนพัฒนาเฉพาะบุคคล พิมพ์ “เมนู” เพื่อดูสิ่งที่ทำได้
plan-not-yet = ร่างแผนได้ตั้งแต่ { $day }
plan-over = โครงการสิ้นสุดแล้ว แผนจึงแก้ไขไม่ได้อีก
plan-gone = ไม่พบแผนนี้ในความดูแลของท่าน พิมพ์ “แผนพัฒนา” เพื่อดูรายการล่าสุด

## ส่งและเห็นชอบ
plan-nothing-to-send = ไม่มีการแก้ไขที่ยังไม่ได้ส่ง
plan-incomplete = เป้าหมายที่ { $number } ยังขาด: { $parts } กรอกให้ครบก่อนส่ง
plan-sent = ส่งแผนฉบับที่ { $number } แล้ว
plan-sent-to = { $side }: ส่งถึง{ $name } แล้ว
plan-sent-nobody = { $side }: ยังไม่มีผู้รับใน LINE จะเห็นแผนเมื่อเข้าใช้งาน
plan-told-sent = { $name } ส่งแผนพัฒนาเฉพาะบุคคลฉบับที่ { $number } ขอความเห็นชอบจากท่าน
plan-changed-meanwhile = แผนมีฉบับใหม่แล้ว นี่คือฉบับที่ { $number }
plan-agreed-already = ท่านเห็นชอบแผนฉบับที่ { $number } แล้ว
plan-agree-done = บันทึกความเห็นชอบแผนฉบับที่ { $number } ของ{ $name } แล้ว
plan-why = ขอให้{ $name } แก้ไขเรื่องใด พิมพ์ได้เลย
plan-change-sent = ส่งข้อความของท่านถึง{ $name } แล้ว
plan-change-kept = บันทึกข้อความของท่านแล้ว { $name } ยังไม่มี LINE จะเห็นในแผนเมื่อเข้าใช้งาน
plan-told-one-agreed = { $name } เห็นชอบแผนของท่านฉบับที่ { $number } แล้ว
plan-told-agreed = แผนของท่านฉบับที่ { $number } ได้รับความเห็นชอบครบแล้ว ท่านสุดท้ายคือ{ $name }
plan-told-change = { $name } ขอให้แก้ไขแผนของท่านฉบับที่ { $number }: “{ $words }” แตะเป้าหมายเพื่อแก้ แล้วส่งใหม่

## ความก้าวหน้าและผล
plan-said-words = { $said } “{ $words }”
plan-said-agree = เห็นชอบ
plan-said-change = ขอให้แก้ไข
plan-said-done = ทำแล้ว
plan-said-on-the-way = กำลังทำ
plan-said-not-begun = ยังไม่เริ่ม
plan-said-stuck = ติดขัด
plan-said-reached = บรรลุ
plan-said-partly = บรรลุบางส่วน
plan-said-not-reached = ไม่บรรลุ
plan-said-in-full = ปฏิบัติตามที่กำหนดทั้งหมด
plan-said-in-part = ปฏิบัติบางส่วน
plan-said-not-yet = ยังไม่ได้ปฏิบัติ
plan-about = แผนของ{ $name }
plan-question-check-in = ติดตามความก้าวหน้า { $when } · ข้อ { $place } จาก { $of }: “{ $what }” { $by } ตอนนี้เป็นอย่างไร พิมพ์เพิ่มเติมได้
plan-question-result = สรุปผล · ข้อ { $place } จาก { $of }: “{ $what }” { $by } บรรลุหรือไม่ พิมพ์เพิ่มเติมได้
plan-question-follow-up = { $when }หลังสิ้นสุดโครงการ หน้าที่ที่กำหนดไว้: “{ $words }” ขณะนี้ได้ปฏิบัติหรือไม่ พิมพ์เพิ่มเติมได้
plan-what-is-in-the-way = ติดขัดเรื่องใด พิมพ์ได้เลย หรือแตะ “ไม่ระบุ”
plan-noted = บันทึกแล้ว
plan-words-kept = บันทึกข้อความแล้ว เลือกคำตอบด้วย
plan-all-noted-check-in = บันทึกความก้าวหน้าครบทุกข้อแล้ว
plan-all-noted-result = บันทึกผลครบทุกข้อแล้ว
plan-all-noted-follow-up = บันทึกการติดตามหน้าที่แล้ว
plan-asked-over = คำถามนี้ปิดแล้ว
plan-progress-left = พักไว้ก่อนได้ ข้อที่ตอบแล้วบันทึกไว้ พิมพ์ “ติดตามแผน” เพื่อตอบต่อ
plan-nothing-asked = ขณะนี้ไม่มีข้อที่ต้องตอบ
plan-nothing-asked-until = ขณะนี้ไม่มีข้อที่ต้องตอบ ครั้งถัดไป { $day }
plan-told-stuck = { $name } ติดขัดในแผนพัฒนา { $count } ข้อ: “{ $words }”

## หน้าที่เมื่อกลับไปปฏิบัติงาน
duties-none = { $agency }ยังไม่ได้กำหนดหน้าที่เมื่อท่านกลับไปปฏิบัติงาน เมื่อกำหนดแล้วจะแจ้งให้ทราบในแชตนี้
duties-mine = หน้าที่เมื่อกลับไปปฏิบัติงาน ต้นสังกัดกำหนดเมื่อ { $day }: “{ $words }”
duties-confirm-please = ขอให้ท่านยืนยัน หรือขอให้แก้ไข
duties-confirm-from = ท่านยืนยันได้ตั้งแต่ { $day }
duties-confirmed-on = ท่านยืนยันแล้วเมื่อ { $day }
duties-confirm = ยืนยันหน้าที่
duties-ask-change = ขอให้แก้หน้าที่
duties-why = ขอให้แก้เรื่องใด พิมพ์ได้เลย
duties-confirmed = บันทึกการยืนยันหน้าที่เมื่อกลับไปปฏิบัติงานแล้ว
duties-change-sent = ส่งข้อความของท่านถึง{ $name } แล้ว
duties-change-kept = บันทึกข้อความของท่านแล้ว ต้นสังกัดจะเห็นในแผนของท่าน
duties-told-confirmed = { $name } ยืนยันหน้าที่เมื่อกลับไปปฏิบัติงานแล้ว
duties-told-change = { $name } ขอให้แก้หน้าที่เมื่อกลับไปปฏิบัติงาน: “{ $words }”
duties-write = { $name } กลับไปปฏิบัติหน้าที่และรับผิดชอบอะไร พิมพ์ได้เลย
duties-write-sure = กำหนดหน้าที่เมื่อกลับของ{ $name } ดังนี้หรือไม่: “{ $words }”
duties-write-yes = บันทึกหน้าที่
duties-write-other = พิมพ์ใหม่
duties-written = บันทึกหน้าที่เมื่อกลับของ{ $name } และแจ้งเจ้าตัวแล้ว
duties-written-already = ข้อความนี้บันทึกเป็นหน้าที่เมื่อกลับของ{ $name } ไว้แล้ว หน้าที่ที่ใช้อยู่แสดงในแผน
duties-written-not-told = บันทึกหน้าที่เมื่อกลับของ{ $name } แล้ว เจ้าตัวยังไม่มี LINE จะเห็นเมื่อเข้าใช้งาน
duties-told = { $name } กำหนดหน้าที่เมื่อท่านกลับไปปฏิบัติงาน: “{ $words }” พิมพ์ “หน้าที่เมื่อกลับ” เพื่อดูอีกครั้ง
duties-told-again = { $name } แก้หน้าที่เมื่อท่านกลับไปปฏิบัติงานเป็น: “{ $words }” พิมพ์ “หน้าที่เมื่อกลับ” เพื่อดูอีกครั้ง

## แผนของหลายคน
plans-above = แผนพัฒนาเฉพาะบุคคล
plans-title = ผู้เข้าร่วมโครงการ { $count } คน
plans-hint = แตะชื่อ หรือพิมพ์เลข เพื่อเปิดแผน
plans-nobody = ไม่มีผู้เข้าร่วมโครงการในความดูแลของท่าน
plans-your-turn = { $state } · รอความเห็นของท่าน
plans-stuck = { $state } · ติดขัด { $count } ข้อ
plans-count-agreed = เห็นชอบแล้ว { $count } คน
plans-count-waits-mentor = รอครูพี่เลี้ยง { $count } คน
plans-count-waits-agency = รอต้นสังกัด { $count } คน
plans-count-change = รอเจ้าตัวแก้ไข { $count } คน
plans-count-draft = กำลังร่าง { $count } คน
plans-count-none = ยังไม่มีแผน { $count } คน
plans-count-stuck = ติดขัด { $count } คน
plans-count-no-duties = ยังไม่มีหน้าที่เมื่อกลับ { $count } คน

## ข้างวันที่บันทึก
plan-progress-count = { $said } { $count } ข้อ
plan-in-month = แผนพัฒนา เดือนนี้: { $said }
status-plan = แผนพัฒนา
person-plan = แผนพัฒนา
