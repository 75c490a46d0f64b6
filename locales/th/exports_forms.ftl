# หัวตารางของแบบฟอร์มที่ส่งออก
export-form-id = รหัส
export-form-version = รุ่นของแบบฟอร์ม
export-form-person = ผู้ส่ง
export-form-agency = หน่วยงาน
export-form-about = เกี่ยวกับ
export-form-started = เริ่มเมื่อ
export-form-submitted = ส่งเมื่อ
export-form-day = วันที่ส่ง
export-form-words = ข้อความที่เริ่มไว้
