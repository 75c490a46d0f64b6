# ครูพี่เลี้ยงตรวจบันทึก

## การ์ดของครูพี่เลี้ยง
reviews-title = รอตรวจ { $count } รายการ
reviews-more = ถัดไป
reviews-approve-all = รับทราบทั้งหมด
reviews-open = เปิด { $number }
review-title = { $number } · { $name }
review-waits = { $days ->
    [0] รอตรวจ · ส่งวันนี้
   *[other] รอตรวจมา { $days } วันทำการ
}
review-waits-again = { $days ->
    [0] ส่งใหม่ครั้งที่ { $round } · วันนี้
   *[other] ส่งใหม่ครั้งที่ { $round } · รอมา { $days } วันทำการ
}
review-waits-with-me = { $days ->
    [0] { $waits } ก่อนถึงท่าน
   *[other] { $waits } · กับท่าน { $days } วัน
}
review-state-approved = รับทราบแล้ว
review-state-returned = ส่งกลับให้แก้ไขแล้ว
review-changed = ครั้งที่ { $round } แก้ไข: { $changes }
review-said = ครูพี่เลี้ยง: { $words }
review-no-words = ไม่มีข้อความ
review-photos = ดูรูป { $count } รูป
review-approve = รับทราบ
review-praise = ชื่นชม
review-return = ส่งกลับแก้ไข
review-unlock = ปลดล็อก
review-act-numbered = { $act } { $number }
review-authors-turn = รอผู้บันทึกแก้ไขและส่งใหม่
review-hint = กดค้างที่การ์ดแล้วกด “ตอบกลับ” เพื่อเขียนถึงผู้บันทึก

## รอตรวจ
reviews-none = ไม่มีรายการรอตรวจ
reviews-none-to-look-after = วันนี้ยังไม่มีผู้เข้าร่วมในความดูแล จึงไม่มีรายการรอตรวจ
reviews-intro = { $left ->
    [0] รอตรวจ { $count } รายการ แตะบนการ์ด หรือพิมพ์เลข เช่น “ชื่นชม 2” “รับทราบ 1-3” “ส่งกลับ 2 ขาดรูป”
   *[other] รอตรวจ { $count } รายการ แตะบนการ์ด หรือพิมพ์เลข เช่น “ชื่นชม 2” “รับทราบ 1-3” “ส่งกลับ 2 ขาดรูป” · ดูต่อ พิมพ์ “ถัดไป”
}
reviews-questions = มีคำถามรอคำตอบ { $count } เรื่อง พิมพ์ “คำถาม” เพื่อเปิดดู
reviews-none-handed-on = ขณะนี้ท่านไม่มีผู้เข้าร่วมในความดูแล บันทึกของผู้ที่ท่านเคยดูแล ครูพี่เลี้ยงท่านใหม่เป็นผู้ตรวจ
reviews-former = { $count } รายการส่งมาเมื่อท่านเป็นครูพี่เลี้ยง ท่านยังตอบได้ถึงวัน{ $last } ครูพี่เลี้ยงท่านใหม่ก็เห็นรายการนี้ด้วย
reviews-came-over = รับช่วงจาก{ $name } { $count } รายการ
reviews-came-over-from-nobody = มี { $count } รายการที่ก่อนหน้านี้ยังไม่มีครูพี่เลี้ยง
reviews-last-page = แสดงครบทุกรายการแล้ว พิมพ์ “รอตรวจ” เพื่อดูใหม่ตั้งแต่ต้น
button-stale-review = ปุ่มนี้เป็นของคำถามก่อนหน้า พิมพ์ “รอตรวจ” เพื่อดูรายการล่าสุด
reviews-gone = ไม่พบรายการนี้ในรายการที่ดูแลอยู่ พิมพ์ “รอตรวจ” เพื่อดูรายการล่าสุด
reviews-no-number = ไม่มีรายการเลข { $numbers } ในชุดที่แสดงล่าสุด พิมพ์ “รอตรวจ” เพื่อดูเลข
reviews-nothing-done = ยังไม่ได้ตรวจรายการใด ดูรายการ พิมพ์ “รอตรวจ” แล้วแตะบนการ์ด หรือพิมพ์ “รับทราบ” “ส่งกลับ” กับเลขของรายการ
reviews-not-yours = การตรวจบันทึกเป็นหน้าที่ของครูพี่เลี้ยง พิมพ์ “เมนู” เพื่อดูสิ่งที่ทำได้
reviews-whose = หมายถึงบันทึกของใคร แตะหรือพิมพ์เลข
reviews-whose-with-reason = รับเหตุผลไว้แล้ว จะส่งไปพร้อมกัน เป็นบันทึกของใคร แตะหรือพิมพ์เลข
reviews-whose-choice = { $number } { $name } { $day }
reviews-no-photos = รูปของบันทึกนี้เปิดดูไม่ได้แล้ว
reviews-photos-text = ตอนนี้ยังเปิดรูปในแชตไม่ได้ แจ้งผู้ประสานงานให้ตั้งที่อยู่ของระบบ

## ทำแล้ว
review-done-approve = { $left ->
    [0] รับทราบบันทึกของ{ $name } วัน{ $day } แล้ว ไม่มีรายการรอตรวจแล้ว
   *[other] รับทราบบันทึกของ{ $name } วัน{ $day } แล้ว เหลืออีก { $left } รายการ
}
review-done-praise = { $left ->
    [0] ส่งคำชื่นชมถึง{ $name } เรื่องบันทึกวัน{ $day } แล้ว ไม่มีรายการรอตรวจแล้ว
   *[other] ส่งคำชื่นชมถึง{ $name } เรื่องบันทึกวัน{ $day } แล้ว เหลืออีก { $left } รายการ
}
review-done-return = { $left ->
    [0] ส่งบันทึกวัน{ $day } กลับให้{ $name } แก้ไขแล้ว ไม่มีรายการรอตรวจแล้ว
   *[other] ส่งบันทึกวัน{ $day } กลับให้{ $name } แก้ไขแล้ว เหลืออีก { $left } รายการ
}
review-done-comment = ส่งข้อความถึง{ $name } เรื่องบันทึกวัน{ $day } แล้ว · บันทึกนี้ยังรอ “รับทราบ” หรือ “ส่งกลับ”
review-done-comment-only = ส่งข้อความถึง{ $name } เรื่องบันทึกวัน{ $day } แล้ว
review-done-unlock = ปลดล็อกบันทึกของ{ $name } วัน{ $day } แล้ว บันทึกกลับมารอตรวจ และผู้บันทึกแก้ไขได้
review-done-many = { $act ->
    [approve] รับทราบแล้ว { $count } รายการ
   *[praise] ส่งคำชื่นชมแล้ว { $count } รายการ
}
review-sure = { $act ->
    [approve] จะรับทราบ { $count } รายการนี้ ใช่หรือไม่
   *[praise] จะชื่นชม { $count } รายการนี้ ใช่หรือไม่
}
review-sure-approve = ใช่ รับทราบ
review-sure-praise = ใช่ ชื่นชม
review-sure-no = ยังไม่ทำ
review-sure-left = ยังไม่ได้ทำอะไร บันทึกยังรอตรวจอยู่
review-second-waits = { $act ->
    [approve] ส่วนรายการ { $numbers } ยังไม่ได้รับทราบ พิมพ์อีกครั้ง เช่น “รับทราบ { $numbers }”
    [praise] ส่วนรายการ { $numbers } ยังไม่ได้ชื่นชม พิมพ์อีกครั้ง เช่น “ชื่นชม { $numbers }”
   *[return] ส่วนรายการ { $numbers } ยังไม่ได้ส่งกลับ หลังจากนี้พิมพ์อีกครั้ง เช่น “ส่งกลับ { $numbers } รูปไม่ชัด”
}
review-one-at-a-time = ข้อความนี้มีสองคำสั่ง จึงยังไม่ได้ทำอะไร พิมพ์ทีละคำสั่ง เช่น “ส่งกลับ 2 รูปไม่ชัด” แล้ว “รับทราบ 1”
review-which-numbers = ยังไม่แน่ใจว่าหมายถึงรายการไหน จึงยังไม่ได้ทำอะไร พิมพ์เลขอีกครั้ง เช่น “รับทราบ 1 3”
review-unsure = ยังไม่แน่ใจว่าให้ทำอะไรกับบันทึกนี้ แตะปุ่มที่ต้องการ
review-said-before = ข้อความนี้ส่งไปแล้ว
review-already-approved = บันทึกของ{ $name } วัน{ $day } รับทราบไปแล้ว ถ้าต้องการเปลี่ยน พิมพ์ “ปลดล็อก”
review-already-returned = บันทึกของ{ $name } วัน{ $day } ส่งกลับไปแล้ว รอผู้บันทึกแก้ไขและส่งใหม่
review-not-locked = บันทึกของ{ $name } วัน{ $day } ไม่ได้ล็อกอยู่
review-changed-meanwhile = ผู้บันทึกแก้บันทึกนี้หลังจากที่แสดง นี่คือฉบับล่าสุด
unlock-gone = ไม่พบบันทึกที่ล็อกอยู่ในขอบเขตที่ดูแล พิมพ์เช่น “ปลดล็อก สมชาย ใจดี 12 ก.ค.”
review-skipped = ข้าม { $count } รายการที่เปลี่ยนไปแล้ว พิมพ์ “รอตรวจ” เพื่อดู
review-not-on-line = { $name } ยังไม่ได้ใช้ LINE กับบอต จะเห็นข้อความนี้เมื่อเข้ามา

## ส่งกลับ: เพราะอะไร
review-why = ส่งบันทึกวัน{ $day } กลับให้{ $name } เพราะอะไร พิมพ์เหตุผล หรือแตะส่วนที่ต้องแก้
review-why-many = ส่งกลับได้ครั้งละหนึ่งรายการ พิมพ์เช่น “ส่งกลับ 2 ขาดรูป”
review-why-leave = ไม่ส่งกลับแล้ว
review-why-left = ไม่ได้ส่งกลับ บันทึกยังรอตรวจอยู่

## รับทราบทั้งหมด
approve-all-warning = กำลังจะรับทราบ { $count } รายการ
approve-all-unseen = { $count } รายการยังไม่ได้เปิดการ์ดดู
approve-all-photos = { $count } รายการมีรูปที่ยังไม่ได้เปิดดู
approve-all-questions = มีคำถาม { $count } เรื่องยังไม่ได้เปิดอ่าน
approve-all-sure = ถ้าแน่ใจ แตะหรือพิมพ์ “ยืนยันรับทราบทั้งหมด” ถ้ายังไม่แน่ใจ พิมพ์ “รอตรวจ”
approve-all-yes = ยืนยันรับทราบทั้งหมด
approve-all-done = { $people ->
    [1] รับทราบแล้ว { $count } รายการ
   *[other] รับทราบแล้ว { $count } รายการ ของผู้เข้าร่วม { $people } คน
}

## ถึงผู้บันทึก
told-returned = { $name } ส่งบันทึกวัน{ $day } กลับให้แก้ไข
told-returned-title = ส่งกลับให้แก้ไข
told-returned-parts = ที่ต้องแก้: { $parts }
told-fix = แก้ไขเลย
told-send-again = ส่งตรวจใหม่
told-returned-hint = แตะ “แก้ไขเลย” ระบบจะถามเฉพาะส่วนที่ต้องแก้ หรือพิมพ์ “ส่งตรวจใหม่” เมื่อพร้อม
told-comment = { $name } เขียนถึงบันทึกวัน{ $day }: { $words }
told-approve-words = { $name } รับทราบบันทึกวัน{ $day } แล้ว: { $words }
told-praise-words = { $name } ชื่นชมบันทึกวัน{ $day }: { $words }
told-approve = ครูพี่เลี้ยงรับทราบบันทึกวัน{ $day } แล้ว
told-praise = ครูพี่เลี้ยงชื่นชมบันทึกวัน{ $day } 👏
told-many = ครูพี่เลี้ยงรับทราบบันทึก { $count } รายการแล้ว: { $days }
told-many-praised = ครูพี่เลี้ยงรับทราบบันทึก { $count } รายการแล้ว: { $days } · ชื่นชม { $praised } รายการ 👏
told-unlocked = ปลดล็อกบันทึกวัน{ $day } แล้ว แก้ไขได้ตามต้องการ บันทึกกลับไปรอครูพี่เลี้ยงตรวจ
told-open = ดูบันทึก

## แก้แล้วส่งใหม่
fix-next = บันทึกแล้ว เหลืออีก { $count } ส่วน
fix-nothing-asked = แก้ได้ทุกส่วน แตะ ✏️ แล้วพิมพ์ “ส่งตรวจใหม่” เมื่อพร้อม
fix-sent-again = ส่งให้ครูพี่เลี้ยงตรวจครั้งที่ { $round } แล้ว
told-resubmitted = { $name } แก้บันทึกวัน{ $day } และส่งใหม่ · ครั้งที่ { $round } แก้ไข: { $changes }
fix-unchanged = ยังไม่ได้แก้ส่วนใดเลย แก้ก่อนแล้วค่อยส่ง หรือพิมพ์ “ส่งตรวจใหม่” อีกครั้งถ้าต้องการส่งตามเดิม
fix-none = ไม่มีบันทึกที่ต้องแก้ไข พิมพ์ “รายการ” เพื่อดูบันทึกทั้งหมด
fix-which = มี { $count } บันทึกที่ส่งกลับให้แก้ไข แตะหรือพิมพ์เลข
fix-choice = { $number } { $day }
change-nothing = ส่งตามเดิม

## ผู้เข้าร่วมถามว่าใครต้องทำอะไรต่อ
own-waiting = { $returned ->
    [0] รอครูพี่เลี้ยงตรวจ { $waiting } รายการ ไม่มีรายการที่ต้องแก้ไข
   *[other] รอครูพี่เลี้ยงตรวจ { $waiting } รายการ · ส่งกลับให้แก้ไข { $returned } รายการ
}
own-nothing = ยังไม่มีรายการที่รอตรวจหรือต้องแก้ไข
status-reviews = การตรวจ
status-waiting = { $questions ->
    [0] รอตรวจ { $count } รายการ
   *[other] รอตรวจ { $count } รายการ · คำถามรอคำตอบ { $questions } เรื่อง
}
record-state-submitted-waits = บันทึกแล้ว · รอครูพี่เลี้ยงตรวจ
record-state-resubmitted-waits = แก้ไขและส่งใหม่แล้ว · รอครูพี่เลี้ยงตรวจ
record-said = { $name }: { $words }
