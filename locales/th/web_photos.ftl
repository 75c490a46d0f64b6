# หน้าเว็บ /app/photos: ภาพถ่าย
web-photos = ภาพถ่าย
web-photos-count = { $count } ภาพ
web-photos-none = ยังไม่มีภาพตามที่เลือก ลองล้างตัวกรองแล้วดูใหม่
web-photos-none-yet = ยังไม่มีภาพ ภาพที่ส่งพร้อมบันทึกจะแสดงที่นี่
web-photos-download = ดาวน์โหลด { $count } ภาพในหน้านี้พร้อมคำบรรยาย (ZIP)
web-photos-file = ไฟล์
web-photos-day = วันที่
web-photos-author = ผู้บันทึก
web-photos-place = สถานที่
web-photos-sectors = ภาคีเครือข่าย
web-photos-words = ข้อความ
web-photos-moment = ก่อนหรือหลังดำเนินการ
