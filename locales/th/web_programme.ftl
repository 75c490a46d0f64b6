# หน้า /app/programme: ตรวจโฟลเดอร์ของโครงการ
web-programme = ตรวจโครงการ
web-programme-what = สิ่งที่ผิดหรือควรดูในโฟลเดอร์ของโครงการที่ใช้อยู่ พร้อมวิธีแก้ ผู้ดูแลระบบตรวจแบบฟอร์มและรายชื่อตัวอย่างด้วยได้ ด้วย python -m bot programme check
web-programme-well = ไม่มีข้อผิด
web-programme-wrong = โฟลเดอร์มีข้อผิด { $count } ข้อ ระบบจะเริ่มใหม่ไม่ได้จนกว่าจะแก้
web-programme-changed = โฟลเดอร์เปลี่ยนไปหลังจากระบบเริ่มทำงาน สิ่งที่เปลี่ยนจะมีผลเมื่อเริ่มระบบใหม่
web-programme-span = ตั้งแต่{ $first } ถึง{ $last }
web-programme-found = สิ่งที่พบ
web-programme-fault = ต้องแก้
web-programme-notice = ควรดู
web-programme-forms = แบบฟอร์มของโครงการ
web-programme-form = แบบฟอร์ม
web-programme-version = รุ่นที่เผยแพร่
web-programme-unpublished = ยังไม่เผยแพร่ แบบฟอร์มอาจมีข้อผิด
