# หน้าเว็บ /app/rehearsal: ซักซ้อมกำหนดการแจ้งเตือน
web-rehearsal = ซักซ้อมการแจ้งเตือน
web-rehearsal-what = ดูว่าใครจะได้อ่านข้อความใด วันใด และใช้โควตาเท่าใด โดยไม่ส่งจริง
web-rehearsal-share = ผู้ที่บันทึกทันเวลา
web-rehearsal-of-hundred = ร้อยละ { $share }
web-rehearsal-hint = ใช้รายชื่อ วันลา และวันหยุดที่มีอยู่ตอนนี้ ใช้เวลา 1–5 นาที ทำงานอื่นระหว่างรอได้
web-rehearsal-start = เริ่มซักซ้อม
web-rehearsal-asked = รับคำขอแล้ว กำลังซักซ้อม
web-rehearsal-going = กำลังซักซ้อม
web-rehearsal-begins = กำลังเตรียมรายชื่อ
web-rehearsal-come-to = ถึง { $day } · { $count } ข้อความ
web-rehearsal-again = ดูความคืบหน้า
web-rehearsal-failed = ซักซ้อมไม่สำเร็จ โปรดเริ่มใหม่ ถ้ายังไม่สำเร็จ แจ้งผู้ดูแลระบบ
web-rehearsal-outdated = ไฟล์โครงการเปลี่ยนไปหลังจากซักซ้อมครั้งก่อน โปรดเริ่มใหม่
web-rehearsal-of = ซักซ้อมเมื่อ { $at } · บันทึกทันเวลาร้อยละ { $share } · { $people } คน
web-rehearsal-days = ข้อความแต่ละวัน
web-rehearsal-messages = { $count } ข้อความ
web-rehearsal-first-month = เดือนแรก
