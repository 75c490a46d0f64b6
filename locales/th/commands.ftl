# คำสั่งที่ผู้ดูแลพิมพ์ในเครื่อง
roster-imported = นำเข้าแล้ว: เพิ่ม { $added } คน เปลี่ยน { $changed } คน คงเดิม { $same } คน
roster-added = + { $name }
roster-changed = ~ { $name }: { $what }
roster-change-name = ชื่อ
roster-change-agency = สังกัด
roster-change-position = ตำแหน่ง
roster-change-role = บทบาท พื้นที่ หรือช่วงเวลา
roster-change-area = พื้นที่ปฏิบัติงาน
roster-not-in-file = ไม่อยู่ในไฟล์ จึงคงไว้ตามเดิม: { $names }
roster-erased-left = { $count } คนได้ขอลบข้อมูลแล้ว จึงไม่นำกลับเข้ามา
roster-nothing-imported = ยังไม่ได้นำเข้า แก้ { $count } จุดแล้วลองใหม่:
person-not-found = ไม่พบบุคคล “{ $name }” ในทะเบียน
person-ambiguous = มีมากกว่าหนึ่งคนชื่อ “{ $name }” ระบุเลขแทน: { $ids }
person-erased = ลบข้อมูลของ { $name } แล้ว
invite-words = ลงทะเบียน { $code }
codes-not-printed = พิมพ์รหัสออกมาไม่ครบ จึงยังไม่ได้ออกรหัสใด ๆ ลองใหม่อีกครั้ง
