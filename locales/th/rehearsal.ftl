# ซักซ้อมกำหนดการ (python -m bot rehearse): ใครจะได้รับอะไร เมื่อไร และใช้ข้อความเท่าไร

## สิ่งที่แก้ได้ก่อนเริ่ม
rehearsal-day-wrong = { $option } “{ $value }”: { $reason }
rehearsal-days-reversed = --from { $first } อยู่หลัง --to { $last } สลับกันแล้วลองใหม่
rehearsal-days-outside = ไม่มีข้อความใดในช่วงวันที่นี้ เลือกวันระหว่าง { $first } ถึง { $last }
rehearsal-share-wrong = --reporting “{ $value }”: เขียนเป็นส่วนของผู้ที่บันทึกทันเวลา ตั้งแต่ 0 ถึง 1 เช่น 0.6 หรือเป็นร้อยละ เช่น 60%
rehearsal-file-unwritable = เขียนไฟล์ { $file } ไม่ได้ ({ $detail }) เลือกที่อื่นแล้วลองใหม่
rehearsal-database-away = ต่อฐานข้อมูลไม่ได้ ({ $detail }) ตรวจ DATABASE_URL หรือเว้นว่างไว้เพื่อใช้รายชื่อตัวอย่าง
rehearsal-database-old = ฐานข้อมูลเป็นคนละรุ่นกับโปรแกรม พิมพ์ python -m bot migrate ก่อน
rehearsal-nobody = ยังไม่มีรายชื่อในฐานข้อมูล และโครงการนี้ไม่มีรายชื่อตัวอย่าง (roster.example.csv) นำเข้ารายชื่อด้วย python -m bot roster import FILE ก่อน
rehearsal-progress = กำลังซักซ้อม { $day } · { $count } ข้อความ
rehearsal-page-written = เขียนหน้าซักซ้อมไว้ที่ { $file } แล้ว เปิดด้วยเบราว์เซอร์ได้เลย

## ตารางในเครื่อง และหน้าเว็บ
rehearsal-title = ซักซ้อมกำหนดการแจ้งเตือน
rehearsal-of = { $name } · { $span }
rehearsal-assumed = สมมติว่าทุกคนลงทะเบียนแล้ว ผู้เข้าร่วมโครงการบันทึกทันเวลาร้อยละ { $share } และครูพี่เลี้ยงตอบทันเวลา
rehearsal-whose-database = รายชื่อจากฐานข้อมูล
rehearsal-whose-example = รายชื่อตัวอย่าง (ชื่อสมมติทั้งหมด)
rehearsal-months = ข้อความที่ส่งเอง (push) ต่อเดือน
rehearsal-month = เดือน
rehearsal-pushes = ส่งเอง
rehearsal-rides = ไปกับคำตอบ (ฟรี)
rehearsal-plan = โควตา
rehearsal-left = เหลือ
rehearsal-verdict = ผล
rehearsal-verdict-fits = พอ
rehearsal-verdict-reserve = แตะส่วนสำรอง
rehearsal-verdict-over = เกินโควตา
rehearsal-rules = แยกตามเรื่อง
rehearsal-rule = เรื่อง
rehearsal-first = เป็นเหตุให้ส่ง
rehearsal-along = ไปด้วยกัน
rehearsal-roles = แยกตามบทบาท
rehearsal-role = บทบาท
rehearsal-people = คน
rehearsal-days = วันที่ส่งมากที่สุด
rehearsal-day = วัน
rehearsal-total = รวม
rehearsal-nothing = ไม่มีข้อความใดในช่วงวันที่นี้
rehearsal-cost = LINE นับโควตาเฉพาะข้อความที่บอตส่งเอง หนึ่งคนนับเป็นหนึ่ง ข้อความที่ตอบกลับและที่ไปกับคำตอบไม่นับ โควตา { $plan } ข้อความต่อเดือน กันไว้ { $reserve } สำหรับเรื่องที่ต้องถึง

## เฉพาะหน้าเว็บ
rehearsal-language = English
rehearsal-sum-pushes = ข้อความที่ส่งเอง
rehearsal-sum-rides = ไปกับคำตอบ ไม่เสียโควตา
rehearsal-sum-people = คนที่ได้รับ
rehearsal-sum-busiest = ส่งมากที่สุด: { $day }
rehearsal-sum-share = ของโควตา ในเดือนที่ใช้มากที่สุด
rehearsal-calendar = ปฏิทิน
rehearsal-calendar-hint = แตะวันเพื่ออ่านข้อความของวันนั้น
rehearsal-legend-pushes = จำนวนคนที่ได้รับ
rehearsal-legend-holiday = วันหยุดราชการ
rehearsal-legend-begins = วันเริ่มช่วงหรือสถานที่ใหม่
rehearsal-chart-reserve = ส่วนสำรอง { $count }
rehearsal-chart-plan = โควตา { $count }
rehearsal-chart-label = { $month }: ส่งเอง { $count } จากโควตา { $plan } (ร้อยละ { $share })
rehearsal-percent = ร้อยละ { $share }
rehearsal-examples = ข้อความที่จะได้อ่าน
rehearsal-examples-hint = ตัวอย่างหนึ่งข้อความของแต่ละเรื่องและแต่ละบทบาท ชื่อ วัน และสถานที่เปลี่ยนไปตามผู้รับ
rehearsal-sent-to = ถึง { $count } คน
rehearsal-rides-to = ไปกับคำตอบของ { $count } คน
rehearsal-day-nothing = วันนี้ไม่มีข้อความใด
rehearsal-close = ปิด
rehearsal-previous = วันก่อนหน้า
rehearsal-next = วันถัดไป
rehearsal-others = อีก { $count } แบบ ต่างกันตามผู้รับ
rehearsal-cell = { $day }: { $count } คน
rehearsal-footer = สร้างเมื่อ { $day } · python -m bot rehearse · ยังไม่มีข้อความใดถูกส่งออกไป

## ชื่อเรื่อง
rehearsal-rule-phase_before = ก่อนเริ่มช่วง
rehearsal-rule-phase_start = เริ่มช่วง
rehearsal-rule-phase_end = สิ้นสุดช่วง
rehearsal-rule-stage_change = เปลี่ยนสถานที่ปฏิบัติงาน
rehearsal-rule-mentor_change_soon = ก่อนเปลี่ยนครูพี่เลี้ยง
rehearsal-rule-mentor_change_from = ครูพี่เลี้ยงส่งต่อ
rehearsal-rule-mentor_change_to = ครูพี่เลี้ยงรับช่วง
rehearsal-rule-new_mentor = ครูพี่เลี้ยงท่านใหม่
rehearsal-rule-evaluation_due = แบบประเมินของครูพี่เลี้ยง
rehearsal-rule-summary_phase = สรุปเมื่อสิ้นสุดช่วง
rehearsal-rule-summary_weekly = สรุปประจำสัปดาห์
rehearsal-rule-summary_daily = สรุปประจำวัน
rehearsal-rule-daily_missing = ยังไม่บันทึกวันนี้
rehearsal-rule-mentor_weekly = ประจำสัปดาห์ของครูพี่เลี้ยง
rehearsal-rule-review_nudge = บันทึกรอครูพี่เลี้ยง
rehearsal-rule-review_escalation = บันทึกรอผู้ทำหน้าที่แทน
rehearsal-rule-morning_after = ยังไม่บันทึกวันก่อน
rehearsal-rule-weekly_sectors = ภาคีที่ยังไม่ได้พบ
rehearsal-rule-silence_asked = ถามผู้ที่เงียบไป
rehearsal-rule-silence_mentor = แจ้งครูพี่เลี้ยงเรื่องผู้ที่เงียบไป
rehearsal-rule-silence_coordinator = แจ้งผู้ประสานงานเรื่องผู้ที่เงียบไป
rehearsal-rule-plan_wanted = ขอแผนพัฒนาเฉพาะบุคคล
rehearsal-rule-plan_check_in = ติดตามแผนพัฒนา
rehearsal-rule-plan_results = สรุปผลแผนพัฒนา
rehearsal-rule-plan_follow_up = ติดตามหน้าที่หลังสิ้นสุดโครงการ
rehearsal-rule-plan_waits = แผนพัฒนารอความเห็น
