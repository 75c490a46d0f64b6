# หน้าเว็บ: ปฏิทินโครงการ
web-dates = ปฏิทินโครงการ
web-dates-shows = แสดง
web-dates-from-start = ตั้งแต่เริ่มโครงการ
web-dates-by-day = ตามวันที่
web-dates-what = รายการ
web-dates-when = เมื่อ
web-dates-to = ถึง
web-dates-today = วันนี้
web-dates-none = ไม่มีรายการ
web-dates-recurring = การเตือนประจำ
web-dates-begins = เริ่ม { $name }
web-dates-ends = วันสุดท้าย { $name }
web-dates-holiday = { $name }
web-dates-reminder = { $name }
web-dates-kind-phase = ช่วง
web-dates-kind-stage = พื้นที่ปฏิบัติงาน
web-dates-kind-round = การประเมิน
web-dates-kind-holiday = วันหยุด
web-dates-kind-reminder = การเตือน
web-dates-each-day = ทุกวันทำการ { $at } น.
web-dates-each-week = { $day ->
    [0] ทุกวันจันทร์ { $at } น.
    [1] ทุกวันอังคาร { $at } น.
    [2] ทุกวันพุธ { $at } น.
    [3] ทุกวันพฤหัสบดี { $at } น.
    [4] ทุกวันศุกร์ { $at } น.
    [5] ทุกวันเสาร์ { $at } น.
   *[6] ทุกวันอาทิตย์ { $at } น.
}
web-dates-to-participant = ผู้เข้าร่วมโครงการ
web-dates-to-mentor = ครูพี่เลี้ยง
web-dates-to-former_mentor = ครูพี่เลี้ยงเดิม
web-dates-to-deputy = ผู้ทำหน้าที่แทน
web-dates-to-coordinator = ผู้ประสานงาน
web-dates-to-owner = ผู้ประสานงานของช่วง
web-dates-to-juror = กรรมการ
web-dates-to-body = หน่วยงานเจ้าของกิจกรรม
web-dates-to-rater = ผู้ประเมิน
