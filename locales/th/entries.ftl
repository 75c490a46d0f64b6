# บันทึกกิจกรรมประจำวัน
how-to-record = เล่ามาได้เลยว่าวันนี้ทำอะไร ที่ไหน กับใคร ข้อความเดียวพอ หรือส่งรูปจากพื้นที่
pin-without-place = ตำแหน่งนี้อ่านพิกัดไม่ได้ ลองส่งใหม่อีกครั้ง
split-done = แยกเป็นรายการใหม่แล้ว
which-day = งานนี้ทำวันไหน
which-day-several = ข้อความนี้บอกไว้หลายวัน บันทึกวันไหน แตะหรือพิมพ์วันที่ หรือ “บันทึกทั้ง { $count } วัน”
which-day-future = { $day } ยังมาไม่ถึง จึงยังไม่ได้บันทึก เมื่อทำแล้วเล่ามาได้เลย ถ้าทำแล้ว บอกวันที่ทำ
which-day-impossible = ไม่มีวัน “{ $said }” ในปฏิทิน งานนี้ทำวันไหน
which-day-unknown = ยังไม่แน่ใจว่า “{ $said }” ตรงกับวันไหน งานนี้ทำวันไหน
which-day-not-allowed = { $why } งานนี้ทำวันไหน
which-day-waits = ข้อความ “{ $words }” ยังไม่ได้บันทึก
which-day-all = บันทึกทั้ง { $count } วัน
which-day-today = วันนี้
which-day-pick = เลือกวันเอง
which-day-none = ไม่บันทึก
which-day-left = ไม่ได้บันทึกข้อความนั้น
which-day-recorded = บันทึกแล้ว { $count } วัน: { $days } แก้แต่ละวันได้จาก “รายการ”
which-day-sentence = ประชุม { $words }
day-in-future = วัน{ $day } ยังมาไม่ถึง
day-before-programme = วัน{ $day } โครงการยังไม่เริ่ม
day-too-old = วัน{ $day } เกินกำหนดย้อนหลัง { $days } วัน (ย้อนได้ถึงวัน{ $earliest })
photo-gone = รูปที่ส่งมาก่อนหน้านี้รูปหนึ่งหมดอายุใน LINE ก่อนจะเก็บได้ ส่งใหม่อีกครั้งได้เลย
photo-too-large = รูปที่ส่งมาก่อนหน้านี้รูปหนึ่งใหญ่เกิน 10 MB ส่งใหม่แบบไม่ใช่คุณภาพต้นฉบับได้เลย
photo-not-a-photo = รูปที่ส่งมาก่อนหน้านี้รูปหนึ่งเปิดไม่ได้ ส่งใหม่อีกครั้งได้เลย
day-tell-ask = เล่างานของวัน{ $day } หรือส่งรูปได้เลย
pin-far = หมุดอยู่ห่างจาก { $area } ราว { $kilometres } กม. ใช่ที่ทำงานนี้หรือไม่ ถ้าใช่ไม่ต้องทำอะไร ถ้าไม่ใช่ ส่งพิกัดใหม่ได้เลย จะใช้แทนหมุดนี้

# On the card for somebody of whom nobody has heard; also the words of the entry.
paperwork-day = งานเอกสารในสำนักงาน
