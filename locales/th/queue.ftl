# คำสั่ง python -m bot queue: เรื่องที่ค้าง และสิ่งที่ผู้ดูแลระบบทำได้

queue-empty = ไม่มีเรื่องค้าง
queue-line = { $id } · { $state } · { $age } · { $whom } · { $reason }
queue-hint = ดูทีละเรื่อง เช่น python -m bot queue show { $id } แล้วเลือก queue retry หรือ queue drop
queue-state-parked = ยังไม่ได้รับการประมวลผล
queue-state-dead = LINE ไม่รับ
queue-state-uncertain = ไม่แน่ใจว่าถึงผู้รับหรือไม่
queue-person = บุคคล { $person }
queue-people = { $count } คน
queue-no-person = ยังไม่ทราบว่าเป็นใคร
queue-no-content = เนื้อหาถูกลบแล้ว ลองใหม่ไม่ได้ ใช้ queue drop
queue-age-minutes = { $count } นาที
queue-age-hours = { $count } ชั่วโมง
queue-age-days = { $count } วัน

queue-retried-event = { $id } จะได้รับการประมวลผลอีกครั้ง
queue-retried-message = { $id } จะส่งอีกครั้ง
queue-dropped = { $id } ปิดเรื่องแล้ว
queue-not-an-id = “{ $id }” ไม่ใช่รหัสของเรื่องที่ค้าง รหัสเป็นเช่น event-12 หรือ message-34 ดูได้ด้วย python -m bot queue list
queue-unknown = ไม่มีเรื่อง { $id } ค้างอยู่ อาจดำเนินการไปแล้ว ดูด้วย python -m bot queue list
queue-refused-settled = { $id } ดำเนินการไปแล้ว ดูด้วย python -m bot queue list
queue-refused-empty = เนื้อหาของ { $id } ถูกยกเลิกการส่งหรือลบไปแล้ว จึงลองใหม่ไม่ได้ ปิดเรื่องด้วย python -m bot queue drop { $id } --because late
queue-refused-expired = { $id } เลยเวลาที่ควรส่งแล้ว ปิดเรื่องด้วย python -m bot queue drop { $id } --because late
queue-refused-withdrawn = ผู้รับ { $id } ถอนความยินยอมแล้ว จึงไม่ส่งอะไรให้อีก ปิดเรื่องด้วย python -m bot queue drop { $id } --because late
queue-refused-doubtful = { $id } อาจถึงผู้รับไปแล้ว ถ้ายอมให้ได้รับซ้ำ ใช้ python -m bot queue retry { $id } --may-arrive-twice
queue-refused-earlier = ก่อน { $id } มี { $first } ของคนเดียวกันค้างอยู่ สั่งพร้อมกัน คือ python -m bot queue retry { $first } { $id } หรือปิด { $first } ก่อน

# สิ่งที่คนส่งมา
sent-image = [รูป]
sent-video = [วิดีโอ]
sent-audio = [เสียง]
sent-file = [ไฟล์]
sent-location = [พิกัด]
sent-sticker = [สติกเกอร์]
sent-postback = [กดปุ่ม]
sent-other = [อื่น ๆ]
