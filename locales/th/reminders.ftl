# การ์ดแจ้งเตือน: สั้น อบอุ่น บอกว่าต้องทำอะไรต่อ
reminder-above = แจ้งเตือน · { $day }
reminder-day = วัน{ $weekday }ที่ { $day }
reminder-where-district = { $place }{ $district } จังหวัด{ $province }
reminder-where-province = { $place }{ $province }
reminder-names-and-more = { $names } และอีก { $count } คน

remind-phase-before-title = อีก { $days } วัน เริ่ม{ $phase }
remind-phase-before-participant =
    { $known ->
        [mentor] { $what } ณ { $where } ตั้งแต่{ $first } ถึง{ $last } ครูพี่เลี้ยงของท่านคือ { $mentor } เตรียมเอกสารตามหนังสือแจ้งของโครงการ และโทรศัพท์เครื่องนี้ไว้บันทึกงาน
        [area] { $what } ณ { $where } ตั้งแต่{ $first } ถึง{ $last } ชื่อครูพี่เลี้ยงจะแจ้งเมื่อมีการมอบหมาย เตรียมเอกสารตามหนังสือแจ้งของโครงการ และโทรศัพท์เครื่องนี้ไว้บันทึกงาน
        [place] { $what } ณ { $where } ตั้งแต่{ $first } ถึง{ $last } เตรียมเอกสารตามหนังสือแจ้งของโครงการ และโทรศัพท์เครื่องนี้ไว้บันทึกงาน
       *[nothing] { $what } ตั้งแต่{ $first } ถึง{ $last } สถานที่และเอกสารที่ต้องเตรียมเป็นไปตามหนังสือแจ้งของโครงการ
    }
remind-phase-before-mentor = ผู้เข้าร่วมโครงการ { $count } คนจะมา{ $what }กับท่าน ตั้งแต่{ $first } ถึง{ $last }: { $names }
remind-phase-before-owner = ช่วงที่ท่านดูแลเริ่ม{ $first } ถึง{ $last } มีผู้เข้าร่วมโครงการ { $count } คน ผู้เกี่ยวข้องได้รับแจ้งภายในวันเดียวกัน

remind-phase-start-title =
    { $days ->
        [0] วันนี้เริ่ม{ $phase }
        [1] พรุ่งนี้เริ่ม{ $phase }
       *[other] อีก { $days } วัน เริ่ม{ $phase }
    }
remind-phase-start-participant =
    { $known ->
        [mentor] { $what } ณ { $where } ตั้งแต่{ $first } ถึง{ $last } ครูพี่เลี้ยงของท่านคือ { $mentor } ทำอะไรในแต่ละวัน พิมพ์หรือส่งภาพมาที่นี่ได้เลย
        [area] { $what } ณ { $where } ตั้งแต่{ $first } ถึง{ $last } ชื่อครูพี่เลี้ยงจะแจ้งเมื่อมีการมอบหมาย ทำอะไรในแต่ละวัน พิมพ์หรือส่งภาพมาที่นี่ได้เลย
        [place] { $what } ณ { $where } ตั้งแต่{ $first } ถึง{ $last } มีเรื่องน่าบันทึกเมื่อไร พิมพ์หรือส่งภาพมาที่นี่ได้เลย
       *[nothing] { $what } ตั้งแต่{ $first } ถึง{ $last } มีเรื่องน่าบันทึกเมื่อไร พิมพ์หรือส่งภาพมาที่นี่ได้เลย
    }
remind-phase-start-mentor = ผู้เข้าร่วมโครงการ { $count } คนปฏิบัติงานกับท่าน ตั้งแต่{ $first } ถึง{ $last }: { $names } เมื่อมีบันทึกรอท่านดู ระบบจะสรุปให้ทุกสัปดาห์
remind-phase-start-owner = ช่วงที่ท่านดูแล ตั้งแต่{ $first } ถึง{ $last } มีผู้เข้าร่วมโครงการ { $count } คน

remind-phase-end-title = วันนี้วันสุดท้ายของ{ $phase }
remind-phase-end-participant =
    { $reports ->
        [expected] ขอบคุณที่ทุ่มเทตลอดช่วงนี้ ดูสถานะของท่านแล้วเติมวันที่ยังขาดได้ในตอนนี้เลย
       *[welcome] ขอบคุณที่ทุ่มเทตลอดช่วงนี้ มีเรื่องที่ยังไม่ได้บันทึก พิมพ์หรือส่งภาพมาที่นี่ได้เลย
    }
remind-phase-end-mentor = ขอบคุณที่ดูแลผู้เข้าร่วมโครงการ { $count } คน: { $names } หากมีบันทึกรอท่านอยู่ พิมพ์ “รอตรวจ” ได้เลย

remind-stage-change-title =
    { $days ->
        [0] วันนี้เริ่มงานที่{ $stage }
       *[other] อีก { $days } วัน ย้ายไป{ $stage }
    }
remind-stage-change-participant =
    { $known ->
        [mentor] ปฏิบัติงาน ณ { $where } ตั้งแต่{ $first } ถึง{ $last } ครูพี่เลี้ยงของท่านคือ { $mentor } ({ $mentor_role })
       *[other] ปฏิบัติงาน ณ { $where } ตั้งแต่{ $first } ถึง{ $last } ชื่อครูพี่เลี้ยง ({ $mentor_role }) จะแจ้งเมื่อมีการมอบหมาย
    }
remind-stage-change-mentor =
    { $days ->
        [0] ผู้เข้าร่วมโครงการ { $count } คนเริ่มปฏิบัติงานกับท่านวันนี้ ถึง{ $last }: { $names }
       *[other] ผู้เข้าร่วมโครงการ { $count } คนจะมาปฏิบัติงานกับท่าน ตั้งแต่{ $first } ถึง{ $last }: { $names }
    }

remind-mentor-change-soon-title = ก่อนเปลี่ยนครูพี่เลี้ยง บันทึก { $waiting } รายการรอท่านอยู่
remind-mentor-change-soon-mentor = ตั้งแต่{ $from_day } ผู้เข้าร่วมโครงการ { $count } คนจะมีครูพี่เลี้ยงท่านใหม่ ขอให้ท่านตรวจบันทึกก่อนถึงวันนั้น หลังจากนั้นท่านยังตอบรายการเหล่านี้ได้อีก { $days } วัน

remind-mentor-change-from-title = ส่งต่อผู้เข้าร่วมโครงการ { $count } คนแล้ว
remind-mentor-change-from-former_mentor =
    { $heirs ->
        [0] { $names } ยังไม่มีครูพี่เลี้ยงท่านใหม่
       *[other] ครูพี่เลี้ยงท่านใหม่ของ { $names } คือ { $to }
    } · { $waiting ->
        [0] ไม่มีบันทึกค้าง ขอบคุณที่ดูแลตลอดมา
       *[other] บันทึกที่ยังไม่ได้ตรวจ { $waiting } รายการส่งต่อไปด้วย { $answers ->
            [no] ขอบคุณที่ดูแลตลอดมา
           *[yes] ท่านยังตอบได้ถึง{ $until_day } พิมพ์ “รอตรวจ” ได้เลย
        }
    }

remind-mentor-change-to-title =
    { $planned ->
        [yes] รับช่วงบันทึกรอตรวจ { $waiting } รายการ
       *[no] ท่านเป็นครูพี่เลี้ยงของผู้เข้าร่วมโครงการ { $count } คน
    }
remind-mentor-change-to-mentor =
    { $names } · { $waiting ->
        [0] ไม่มีบันทึกค้างจากก่อนหน้านี้
       *[other] มีบันทึก { $waiting } รายการค้างมาก่อนถึงท่าน นานที่สุด { $days } วันทำการ { $mentors_before ->
            [0] ก่อนหน้านี้ยังไม่มีครูพี่เลี้ยง
           *[other] ครูพี่เลี้ยงก่อนหน้านี้คือ { $before } ซึ่งยังช่วยตอบได้อีกไม่กี่วัน
        }
    }

remind-new-mentor-title = ครูพี่เลี้ยงท่านใหม่
remind-new-mentor-participant =
    { $known ->
        [former] ครูพี่เลี้ยงของท่านคือ { $mentor } แทน { $former } บันทึกที่ส่งไปแล้วย้ายไปด้วย ไม่ต้องส่งใหม่
       *[new] ครูพี่เลี้ยงของท่านคือ { $mentor } บันทึกที่ส่งไปแล้วรอการตรวจตามปกติ
    }

remind-form-due-title =
    { $edge ->
        [opens] เปิด “{ $form }” แล้ว
        [closes] วันนี้วันสุดท้ายของ{ $form }
       *[half] ผ่านมาครึ่งทางของ{ $form }
    }
remind-form-due-participant =
    { $asks ->
        [sectors]
            { $edge ->
                [opens] รับฟังความเห็นให้ครบทั้ง { $sectors } ถึง{ $last } พบใครแล้วกรอกได้ทันที ครั้งละไม่กี่นาที
                [closes] ของท่านยังไม่ครบทั้ง { $sectors } กรอกส่วนที่เหลือภายในวันนี้ได้เลย
               *[half] ของท่านยังไม่ครบทั้ง { $sectors } ยังมีเวลาถึง{ $last }
            }
       *[once]
            { $edge ->
                [opens] กรอกได้ถึง{ $last } ใช้เวลาไม่กี่นาที
                [closes] ยังไม่ได้รับแบบของท่าน กรอกภายในวันนี้ได้เลย
               *[half] ยังไม่ได้รับแบบของท่าน ยังมีเวลาถึง{ $last }
            }
    }

remind-evaluation-due-title =
    { $edge ->
        [opens] เปิด “{ $form }” แล้ว
        [closes] วันนี้วันสุดท้ายของ{ $form }
       *[half] { $form }: ผ่านมาครึ่งทางแล้ว
    }
remind-evaluation-due-mentor =
    { $edge ->
        [opens] ขอความเห็นของท่านต่อผู้เข้าร่วมโครงการ { $count } คน ภายใน{ $last }: { $names }
        [closes] ยังเหลือ { $count } คนที่รอผลประเมินจากท่านวันนี้: { $names }
       *[half] ยังเหลือ { $count } คนที่รอผลประเมินจากท่าน ภายใน{ $last }: { $names }
    }

remind-daily-missing-title = วันนี้ยังไม่มีบันทึก
remind-daily-missing-participant = พิมพ์สั้น ๆ ว่าทำอะไร ที่ไหน กับใคร หรือส่งภาพมาก็ได้ ใช้เวลาไม่ถึงนาที

remind-daily-photo-title = วันนี้ไปไหนมาบ้าง
remind-daily-photo-participant = ภาพเดียวพร้อมชื่อหมู่บ้านหรือหน่วยงานก็เป็นบันทึกของวันนี้ได้ รายละเอียดเติมภายหลังได้

remind-daily-one-line-title = บันทึกของวันนี้ขอประโยคเดียว
remind-daily-one-line-participant = เช่น “ประชุมกับกำนันตำบลแม่ใจเรื่องน้ำ 12 คน” ระบบแยกสถานที่ จำนวนคน และภาคีให้

remind-daily-office-title = วันนี้ทำงานอะไร
remind-daily-office-participant = งานเอกสารหรือประชุมในสำนักงานก็นับเป็นงานของวัน พิมพ์สั้น ๆ ได้ ถ้าลา พิมพ์ว่า “ลาวันนี้”

remind-silence-asked-title = ไม่ได้รับบันทึกจากท่าน { $days } วันทำการแล้ว
remind-silence-asked-participant = ท่านลาหรือไปอบรมอยู่หรือไม่ หรือมีเรื่องใดติดขัด แตะ “แจ้งลา” หรือ “ถามพี่เลี้ยง” ถ้าวันนี้ทำงานเอกสารที่สำนักงาน แตะปุ่มแรกครั้งเดียว ระบบบันทึกวันนี้ให้

remind-silence-mentor-title =
    { $count ->
        [1] ไม่มีบันทึกจากผู้เข้าร่วมโครงการ { $days } วันทำการ
       *[other] ไม่มีบันทึกจากผู้เข้าร่วมโครงการ { $count } คน
    }
remind-silence-mentor-mentor = { $names } ไม่มีบันทึกและไม่ได้แจ้งลา ขอท่านช่วยสอบถามว่าติดขัดเรื่องใด

remind-silence-coordinator-title =
    { $count ->
        [1] ไม่มีบันทึกจากผู้เข้าร่วมโครงการ { $days } วันทำการ
       *[other] ไม่มีบันทึกจากผู้เข้าร่วมโครงการ { $count } คน
    }
remind-silence-coordinator-coordinator = { $names } ไม่มีบันทึกและไม่ได้แจ้งลา ขอท่านช่วยติดตาม แตะ “ใครยังไม่รายงาน” ดูสถานที่ปฏิบัติงานและครูพี่เลี้ยง

remind-morning-after-title = { $day } ยังไม่มีบันทึก
remind-morning-after-participant = ถ้าวันนั้นลงพื้นที่ พิมพ์ย้อนหลังได้เลย เช่น “{ $day } ประชุมกับผู้ใหญ่บ้าน” ถ้าลา พิมพ์ว่า “ลา” พร้อมวันที่

remind-morning-catch-up-title = เติมบันทึกของ{ $day } ได้อยู่
remind-morning-catch-up-participant = พิมพ์ว่าวันนั้นทำอะไร เช่น “{ $day } ประชุมประจำเดือนที่อำเภอ” จะเป็นงานในสำนักงานก็ได้

remind-morning-gap-title = บันทึกของ{ $day } ยังว่างอยู่
remind-morning-gap-participant = ประโยคเดียวพร้อมวันที่ก็พอ เช่น “{ $day } ตรวจเอกสารทั้งวัน” ถ้าลาหรือไปอบรม พิมพ์ว่า “ลา” พร้อมวันที่

remind-weekly-sectors-title = ภาคีที่ยังไม่ได้พบใน { $days } วัน
remind-weekly-sectors-participant = { $sectors } ลองเริ่มจาก{ $next } เช่น { $who }

remind-mentor-weekly-title = สัปดาห์นี้ของผู้เข้าร่วมโครงการ { $count } คน
remind-mentor-weekly-mentor =
    { $waiting ->
        [0] ไม่มีบันทึกค้างรอท่าน ขอหนึ่งประโยคถึงแต่ละคนในคำถามประจำสัปดาห์: { $names }
       *[other] มีบันทึก { $waiting } รายการรอท่านดู และขอหนึ่งประโยคถึงแต่ละคนในคำถามประจำสัปดาห์: { $names }
    }

remind-review-nudge-title = บันทึก { $waiting } รายการรอท่านอยู่
remind-review-nudge-mentor = รอมา { $days } วันทำการแล้ว แตะ “รอตรวจ” ดูและตอบได้ในครั้งเดียว

remind-review-escalation-title = บันทึก { $waiting } รายการยังไม่มีผู้ตอบ
remind-review-escalation-deputy = ครูพี่เลี้ยงที่ท่านปฏิบัติหน้าที่แทนยังไม่ได้ตอบมา { $days } วันทำการ ท่านดูและตอบแทนได้เลย

remind-plan-wanted-title =
    { $begun ->
        [yes] แผนพัฒนาของท่านยังไม่ได้ส่ง
       *[no] ขอแผนพัฒนาเฉพาะบุคคลของท่าน
    }
remind-plan-wanted-participant =
    { $begun ->
        [yes] แตะ “แผนพัฒนา” กรอกให้ครบ แล้วส่งขอความเห็นชอบจากครูพี่เลี้ยงและต้นสังกัด
       *[no] แตะ “แผนพัฒนา” เพิ่มเป้าหมายทีละข้อ แล้วส่งขอความเห็นชอบจากครูพี่เลี้ยงและต้นสังกัด
    }

remind-plan-check-in-title = ติดตามแผนพัฒนาเดือน { $month }
remind-plan-check-in-participant = ยังไม่ได้ตอบ { $count } ข้อ แตะ “ติดตามแผน” ข้อละหนึ่งแตะ

remind-plan-results-title = สรุปผลแผนพัฒนาเฉพาะบุคคล
remind-plan-results-participant = เป้าหมาย { $count } ข้อยังไม่ได้สรุปผล แตะ “แผนพัฒนา” บอกว่าบรรลุหรือไม่ และยืนยันหน้าที่เมื่อกลับ
remind-plan-results-mentor = ขอความเห็นของท่านว่าผู้เข้าร่วมโครงการ { $count } คนบรรลุเป้าหมายหรือไม่ แตะ “แผนพัฒนา”

remind-plan-follow-up-title = ครบ { $months } เดือนหลังสิ้นสุดโครงการ
remind-plan-follow-up-participant = ท่านได้ปฏิบัติหน้าที่ที่ต้นสังกัดกำหนดหรือไม่ แตะ “แผนพัฒนา” เพื่อตอบ
remind-plan-follow-up-coordinator = ขอความเห็นของต้นสังกัดว่าผู้ที่กลับไป { $count } คนได้ปฏิบัติหน้าที่ตามที่กำหนดหรือไม่ แตะ “แผนพัฒนา”

remind-plan-waits-title = แผนพัฒนา { $count } คนรอความเห็นของท่าน
remind-plan-waits-mentor = แตะ “แผนพัฒนา” เพื่อเปิดดูและเห็นชอบหรือขอให้แก้ไข
remind-plan-waits-coordinator = แตะ “แผนพัฒนา” เพื่อเปิดดูและเห็นชอบหรือขอให้แก้ไข

remind-nominations-wanted-title = ขอให้เสนอผู้ประเมินภายใน{ $last }
remind-nominations-wanted-participant =
    { $count ->
        [0] { $round }: ยังไม่มีผู้ประเมินที่ท่านเสนอ ขอภาคละ 1 คน
       *[other] { $round }: เสนอแล้ว { $count } คน ยังไม่มี{ $sectors }
    } แตะ “เสนอผู้ประเมิน” ระบบบอกว่าท่านเคยพบใครในแต่ละภาค

remind-rating-due-title = ยังรอการประเมินจากท่าน { $count } คน
remind-rating-due-rater = { $round }: { $names } ประเมินได้ถึง{ $last } ใช้เวลาคนละประมาณ 5 นาที

remind-raters-to-call-title = ผู้ประเมินที่ต้องโทรตาม { $count } คน
remind-raters-to-call-coordinator =
    { $round } รับคะแนนถึง{ $last } แตะ “ใครยังไม่ประเมิน” ดูเบอร์โทร แล้วแตะเบอร์เพื่อโทรออก { $in_line ->
        [0] { "" }
       *[other] อีก { $in_line } คนอยู่ใน LINE ระบบเตือนให้แล้ว
    }

remind-forums-wanted-title = { $unit }ยังรอเวที
remind-forums-wanted-participant =
    { $held ->
        [0] ยังไม่มีบันทึกเวทีของ{ $unit } เป้าหมาย { $wanted } คน จัดแล้วพิมพ์เล่ามาที่นี่ได้เลย พร้อมจำนวนคนแต่ละภาคส่วน
       *[other] มาแล้ว { $people } จาก { $wanted } คน และไม่มีเวทีใหม่เกินสองสัปดาห์ จัดแล้วพิมพ์เล่ามาที่นี่ได้เลย
    }
remind-posts-vacant-title = ทีมที่คนยังไม่ครบ { $teams } ทีม
remind-posts-vacant-coordinator =
    ขาด { $count } ที่นั่ง { $waiting ->
        [0] พิมพ์ “ทีมไหนยังขาดคน” เพื่อดูรายหน่วย
       *[other] และมีรายชื่อรอรับรอง { $waiting } คน พิมพ์ “รายชื่อรอ” เพื่อพิจารณา
    }

remind-training-wanted-title = บันทึกการพัฒนาของท่าน
remind-training-wanted-participant =
    { $had ->
        [0] ยังไม่มีบันทึกการอบรมของท่านในแผนนี้
       *[other] ไม่มีบันทึกการอบรมของท่านมา { $months } เดือนแล้ว
    } อบรม ดูงาน หรือเรียนออนไลน์แล้ว พิมพ์เล่ามาที่นี่ได้เลย หรือพิมพ์ “ยังขาดสมรรถนะอะไร” เพื่อดูเรื่องที่ควรพัฒนา
remind-courses-next-title = แผนพัฒนาเดือนหน้า { $count } รายการ
remind-courses-next-participant = ตามแผนเดือนหน้ามีสำหรับท่าน: { $names }
remind-courses-next-coordinator = ตามแผนเดือนหน้า: { $names }
remind-staff-gaps-title = สมรรถนะที่บุคลากรยังขาด ปี { $year }
remind-staff-gaps-coordinator = บุคลากรในความดูแลของท่าน { $staff } คน ยังพัฒนาไม่ครบ { $count } คน ที่ขาดมากที่สุด: { $names } พิมพ์ “สมรรถนะที่ยังขาด” เพื่อดูและใช้วางแผนปีต่อไป
remind-trainings-wait-title = การอบรมรอยืนยัน { $count } รายการ
remind-trainings-wait-coordinator = รายการแรกรอมา { $days } วัน พิมพ์ “รอยืนยัน” เพื่อตรวจและยืนยัน
remind-steps-late-title = ขั้นตอนของแผนที่เลยกำหนด { $count } รายการ
remind-steps-late-body = เช่น กิจกรรมที่ { $number } { $step } ทำแล้วพิมพ์ “กิจกรรมที่ { $number } เสร็จแล้ว”
remind-steps-next-title = กิจกรรมที่จะเริ่ม { $count } รายการ
remind-steps-next-body = ตามแผนจะเริ่ม: { $names } พิมพ์ “กิจกรรมถึงไหนแล้ว” เพื่อดูกำหนดและผู้รับผิดชอบ
remind-call-opens-title = ขอให้{ $unit }ส่ง { $call }
remind-call-opens-participant = { $wanted } { $least } { $of ->
        [people] คน พิมพ์ “เสนอชื่อ” ตามด้วยชื่อ ตำแหน่ง และเบอร์โทร
       *[projects] เรื่องขึ้นไป พิมพ์ “เสนอโครงการ” ตามด้วยชื่อโครงการ
    } ส่งในแชตนี้ภายใน{ $last }
remind-call-closes-title = { $call } ครบกำหนด{ $last }
remind-call-closes-participant =
    { $sent ->
        [0] { $unit }ยังไม่ได้ส่ง
       *[other] { $unit }ส่งแล้ว { $sent } จาก { $least }
    } { $of ->
        [people] พิมพ์ “เสนอชื่อ” ตามด้วยชื่อ ตำแหน่ง และเบอร์โทร
       *[projects] พิมพ์ “เสนอโครงการ” ตามด้วยชื่อโครงการ
    }
remind-call-over-title = { $call } พ้นวันปิดรับแล้ว
remind-call-over-participant =
    { $sent ->
        [0] { $unit }ยังไม่ได้ส่ง
       *[other] { $unit }ส่งแล้ว { $sent } จาก { $least }
    } ยังส่งได้ โดยระบบจะหมายเหตุว่าส่งหลังวันปิดรับ { $of ->
        [people] พิมพ์ “เสนอชื่อ” ตามด้วยชื่อ ตำแหน่ง และเบอร์โทร
       *[projects] พิมพ์ “เสนอโครงการ” ตามด้วยชื่อโครงการ
    }
remind-calls-awaited-title = { $call }: ยังขาด { $count } จาก { $units } หน่วย
remind-calls-awaited-coordinator =
    ครบกำหนด{ $last } รับแล้ว { $sent } รายการ พิมพ์ { $of ->
        [people] “หน่วยไหนยังขาดรายชื่อ”
       *[projects] “หน่วยไหนยังขาดโครงการ”
    } เพื่อดูรายหน่วยและผู้ประสานงาน
remind-marks-wanted-title = { $selection }: ยังไม่ได้ให้คะแนน { $count } ราย
remind-marks-wanted-juror = ขอให้ให้คะแนนครบทั้ง { $whole } รายภายใน{ $last } ที่เมนู “การคัดเลือก” บนเว็บ
