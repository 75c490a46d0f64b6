# คำสั่งที่แตะหรือพิมพ์ได้ เมนู และวิธีใช้

command-register = ลงทะเบียน
command-log-activity = บันทึกวันนี้
command-list-activities = รายการ
command-my-status = สถานะ
command-pending-reviews = รอตรวจ
command-contact-mentor = ถามพี่เลี้ยง
command-my-data = ข้อมูลของฉัน
command-help = ช่วยเหลือ
command-menu = เมนู
about-register = ใช้รหัสเชิญที่ได้รับ
about-log-activity = พิมพ์เล่าหรือส่งรูปงานของวันนี้
about-list-activities = ปฏิทินบันทึก เปิดดูและแก้ไข
about-my-status = ช่วงของโครงการ พื้นที่ ความคืบหน้า
about-pending-reviews = บันทึกที่รอรับทราบ ชื่นชม หรือส่งกลับ
about-contact-mentor = ส่งคำถามถึงครูพี่เลี้ยงวันนี้
about-my-data = ดูข้อมูลที่เก็บไว้ หรือขอให้ลบ
about-help = วิธีใช้และผู้ติดต่อ

menu-above = เมนู
menu-title = ทำอะไรได้บ้าง
menu-greeting = สวัสดี { $name }
menu-hint = แตะ หรือพิมพ์คำในเมนูได้เลย
menu-other-language = English

help-above = วิธีใช้
help-title-participant = บันทึกงานในข้อความเดียว
help-title-mentor = สำหรับครูพี่เลี้ยง
help-title-coordinator = สำหรับผู้ประสานงาน
help-title-stranger = เริ่มใช้งาน
help-example = วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน
help-participant-write = พิมพ์เล่างานที่ทำ ข้อความเดียวพอ ระบบบันทึกให้ทันที เช่น
help-participant-photos = ส่งรูปหรือพิกัดภายใน 5 นาที จะรวมอยู่ในบันทึกเดียวกัน
help-participant-correct = แก้ได้ทุกส่วน แตะ ✏️ บนบันทึก หรือพิมพ์เลขหน้าหัวข้อ
help-participant-earlier = ย้อนหลังได้ { $days } วัน โดยขึ้นต้นว่า “เมื่อวาน” หรือบอกวันที่
help-participant-mentor = พิมพ์ “ถามพี่เลี้ยง” ตามด้วยคำถาม คำตอบจะมาในแชตนี้
help-participant-look = พิมพ์ “รายการ” ดูปฏิทินบันทึก พิมพ์ “สถานะ” ดูความคืบหน้า
help-mentor-review = พิมพ์ “รอตรวจ” ดูบันทึกที่รออยู่ แตะ “รับทราบ” “ชื่นชม” หรือ “ส่งกลับแก้ไข”
help-mentor-quote = กดค้างที่การ์ดแล้วกดตอบกลับ เพื่อเขียนถึงผู้บันทึก
help-mentor-questions = พิมพ์ “คำถาม” ดูคำถามจากผู้เข้าร่วม
help-mentor-status = พิมพ์ “สถานะ” ดูช่วงของโครงการและผู้เข้าร่วมที่ดูแล
help-mentor-data = พิมพ์ “ข้อมูลของฉัน” ดูข้อมูลที่เก็บไว้ เปลี่ยนภาษา หรือขอให้ลบ
help-coordinator-status = พิมพ์ “สถานะ” ดูช่วงของโครงการวันนี้
help-coordinator-data = พิมพ์ “ข้อมูลของฉัน” ดูข้อมูลที่เก็บไว้ เปลี่ยนภาษา หรือขอให้ลบ
help-stranger-register = พิมพ์รหัสเชิญที่ได้รับ เช่น ลงทะเบียน K7PM-3XQD-9RTW
help-stranger-ask = ยังไม่มีรหัส สอบถามหน่วยงานเจ้าของโครงการด้านล่าง
help-contact = ติดต่อ { $contact }
