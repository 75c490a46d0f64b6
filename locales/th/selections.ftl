# การคัดเลือก
web-selections = การคัดเลือก
web-marks-stored =
    { $emptied ->
        [0] { $count ->
            [0] ไม่มีคะแนนที่เปลี่ยน
           *[other] เก็บคะแนนแล้ว { $count } ราย
        }
       *[other] เก็บคะแนนแล้ว { $count } ราย ในนั้นลบคะแนน { $emptied } ราย
    }
web-marks-broken = อีก { $count } รายยังไม่ครบทุกหัวข้อ ไม่ใช่ตัวเลข หรือเกินคะแนนเต็ม จึงยังไม่ได้เก็บ แก้แล้วเก็บอีกครั้ง
selection-marks-broken = ยังไม่ได้เก็บ
selection-state-waiting = รอรอบก่อน
selection-state-coming = ยังไม่เริ่ม
selection-state-open = กำลังให้คะแนน
selection-state-over = ให้คะแนนครบกำหนดแล้ว รอปิด
selection-state-closed = ปิดแล้ว
selection-stands-waiting = { $selection }: รอผลของรอบก่อน
selection-stands-coming = { $selection }: เริ่มให้คะแนน { $opens }
selection-stands-open = { $selection }: กรรมการให้คะแนนถึง { $closes }
selection-stands-over = { $selection }: กรรมการให้คะแนนแล้ว รอประกาศผล
selection-stands-closed = { $selection }: ประกาศผลแล้ว
selection-jury = ผู้ให้คะแนน: { $bodies } หัวข้อ: { $aspects }
selection-aspect = { $aspect } { $most } คะแนน
selection-places = เลือก{ $group }ละ { $count }
selection-places-of-all = เลือก { $count }
selection-results = ผลการคัดเลือก
selection-closed-at = ปิดเมื่อ { $at }
selection-reason = เหตุผล: { $reason }
selection-group = กลุ่ม
selection-rank = ลำดับ
selection-candidate = ผู้รับการคัดเลือก
selection-score = คะแนนเฉลี่ย
selection-outcome = ผล
selection-chosen = ได้รับเลือก
selection-by-decision = คะแนนเท่ากัน ตัดสินตอนปิด
selection-marks = ให้คะแนน
selection-marks-how = ให้ครบทุกหัวข้อของแต่ละราย แก้ได้จนถึงวันสุดท้าย รายที่เว้นว่างหรือลบคะแนนออกจะไม่นับ
selection-marks-store = เก็บคะแนน
selection-judged = ผู้รับการคัดเลือก { $count }
selection-jurors = กรรมการ { $count } คน
selection-nobody = ยังไม่มีผู้รับการคัดเลือก
selection-preview = ตรวจก่อนปิด
selection-preview-what = ปิดแล้วแก้ไม่ได้ หน่วยของทุกรายจะได้รับแจ้งผล
selection-tied = คะแนนเท่ากัน
selection-tie-order = ลำดับของ { $name } ในกลุ่มที่คะแนนเท่ากัน
selection-tie-what = รายที่คะแนนเท่ากัน ใส่ลำดับ 1 2 3 ตามมติกรรมการ และบอกเหตุผล
selection-lacks = กรรมการยังไม่ครบ
selection-although = ปิดแม้กรรมการให้คะแนนไม่ครบ
selection-reason-label = เหตุผล
selection-close = ปิดและแจ้งผล
selection-closed = ปิดแล้ว เลือก { $count } จาก { $of } แจ้งหน่วยแล้ว { $told } คน
selection-not-closed-early = ยังไม่พ้นวันให้คะแนน หรือปิดไปแล้ว จึงปิดไม่ได้
selection-not-closed-already = ปิดไปแล้ว
selection-not-closed-waiting = รอบก่อนยังไม่ปิด ปิดรอบก่อนก่อน
selection-not-closed-nobody = ยังไม่มีผู้รับการคัดเลือก
selection-not-closed-missing = { $count } รายยังมีกรรมการให้คะแนนไม่ครบ รอให้ครบ หรือเลือกปิดแม้ไม่ครบพร้อมเหตุผล
selection-not-closed-tied = { $count } รายคะแนนเท่ากัน ใส่ลำดับตามมติกรรมการโดยไม่ให้ซ้ำกัน แล้วปิดอีกครั้ง
selection-not-closed-reason = บอกเหตุผลก่อนปิด เพราะมีคะแนนเท่ากันหรือกรรมการไม่ครบ
selection-below = เลือก { $count } ราย
selection-told-award = { $selection }: { $name } ได้รางวัล{ $award }
selection-told-chosen = { $selection }: { $name } ได้รับเลือก
selection-told-not = { $selection }: { $name } ไม่ได้รับเลือกในรอบนี้ ขอบคุณที่ร่วมโครงการ
export-selections = ผลการคัดเลือก
export-selection-jurors = จำนวนกรรมการ
export-selection-award = รางวัล
