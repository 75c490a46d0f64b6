# หน้าเว็บ /app/obstacles: ปัญหาอุปสรรคและข้อเสนอ
web-obstacles = ปัญหาอุปสรรค
web-obstacles-none = ไม่มีปัญหาอุปสรรคในช่วงวันที่และพื้นที่ที่เลือก
web-obstacle-open = ยังไม่ดำเนินการ
web-obstacle-at_work = กำลังดำเนินการ
web-obstacle-done = เสร็จแล้ว
web-obstacle-state = สถานะ
web-obstacle-owner = ผู้รับผิดชอบ
web-obstacle-nobody = ยังไม่ระบุ
web-obstacle-until = ติดตามภายในวันที่
web-obstacle-who = ของ { $who }
web-obstacle-owner-is = ผู้รับผิดชอบ { $name }
web-obstacle-until-is = ติดตามภายใน { $day }
web-obstacle-set = ปรับสถานะและผู้รับผิดชอบ
web-obstacle-save = บันทึก
