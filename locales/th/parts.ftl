# ส่วนต่าง ๆ ของบันทึก: ชื่อ ปุ่มแก้ไข คำถาม สิ่งที่แก้แล้ว เหตุที่ส่งกลับ

doubt-weekday = วัน{ $weekday }ไม่ตรงกับวันที่ { $day } – ใช่วันไหน
doubt-which-day = ข้อความบอกไว้หลายวัน – งานนี้ทำวันไหน
doubt-which-number = ข้อความบอกไว้หลายจำนวน – มีคนร่วมกี่คน
doubt-like-name = ชื่อสถานที่สะกดไม่ตรง – หมายถึง{ $place } ใช่หรือไม่
offer-day = แก้วันที่เป็น { $value }
offer-people = แก้เป็น { $value }
offer-places = แก้เป็น { $value }
offer-sectors = แก้เป็น { $value }
offer-said = ยังไม่ได้แก้ แตะปุ่มใต้การ์ด หรือพิมพ์ “ใช่” เพื่อแก้ตามที่บอก
denied-entry = บันทึกนี้ยังเหมือนเดิม แก้ส่วนใด แตะ ✏️ หรือพิมพ์เลขหน้าหัวข้อ ถ้าไม่ต้องการบันทึกนี้ พิมพ์ “ลบ”
choice-over = คำถามนี้ตอบแล้วหรือผ่านไปแล้ว เปิดบันทึกเพื่อดูหรือแก้ไขได้

record-part-day = วันที่
record-edit-day = แก้วันที่
ask-day = เป็นงานของวันไหน พิมพ์ เช่น เมื่อวาน หรือ 10 ก.ค.
ask-day-again = ยังอ่านวันที่ไม่ได้ พิมพ์ เช่น เมื่อวาน หรือ 10 ก.ค. ถ้าเป็นเรื่องใหม่ พิมพ์ “บันทึกเป็นกิจกรรม”
change-day = วันที่ { $before } เป็น { $after }
change-day-said = วันที่ { $after }
flag-day = วันที่

record-part-people = จำนวนคน
record-edit-people = แก้จำนวนคน
record-people = { $count } คน
ask-people = มีคนร่วมกี่คน พิมพ์ตัวเลข เช่น 25 หรือ “ไม่ระบุ”
ask-people-again = ยังอ่านจำนวนไม่ได้ พิมพ์เป็นตัวเลข เช่น 25 หรือ “ไม่ระบุ” ถ้าเป็นเรื่องใหม่ พิมพ์ “บันทึกเป็นกิจกรรม”
change-people = จำนวนคน { $before } เป็น { $after }
change-people-said = จำนวนคน { $after }
change-people-none = จำนวนคน ไม่ระบุ
flag-people = จำนวนคน

record-part-sectors = ภาคีเครือข่าย
record-edit-sectors = แก้ภาคีเครือข่าย
choices-title-sectors = พบภาคีเครือข่ายใดบ้าง
change-sectors = ภาคีเครือข่าย
flag-sectors = ภาคีเครือข่าย

record-part-places = สถานที่
record-edit-places = แก้สถานที่
ask-places = ที่ไหน พิมพ์ เช่น บ้านหนองบัว ต.แม่ใจ
change-places = สถานที่
flag-places = สถานที่

record-part-tags = เรื่อง
record-edit-tags = แก้เรื่อง
choices-title-tags = เป็นเรื่องอะไรบ้าง
change-tags = เรื่อง

record-part-words = ข้อความ
record-edit-words = แก้ข้อความ
ask-words = พิมพ์ข้อความใหม่ของบันทึกนี้
change-words = ข้อความ
flag-words = ข้อความ

ask-photo = ส่งรูปมาได้เลย จะเพิ่มในบันทึกนี้
change-photo = เพิ่มรูป
flag-photo = รูป

ask-pin = ส่งพิกัดมาได้เลย จะเพิ่มในบันทึกนี้
change-pin = ปักหมุดใหม่
