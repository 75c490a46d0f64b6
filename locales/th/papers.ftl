# ── Papers that an office files: what stands in them ──
paper-situation-subject = รายงานสถานการณ์โครงการ { $programme } { $scope } { $days }
paper-situation-opening = ตามที่กระทรวงมหาดไทยได้ดำเนิน{ $programme } ขอรายงานสถานการณ์ { $scope } ระหว่างวันที่ { $days } โดยสรุปดังนี้
paper-percent = { $share }%
paper-note-reported = { $reported } จาก { $expected } วัน
paper-note-entries = ของ { $people } คน
paper-note-week-before = สัปดาห์ก่อน { $count }
paper-note-waiting = นานที่สุด { $days } วันทำการ
paper-note-in-time = อยู่ในกำหนด
paper-note-silent = นานที่สุด { $days } วันทำการ
paper-note-nobody = ไม่มี
paper-elsewhere = ไม่อยู่ในพื้นที่ใด
paper-ask = จึงเรียนมาเพื่อโปรดทราบ และโปรด{ $what }
paper-ask-several = จึงเรียนมาเพื่อโปรดทราบ และโปรดพิจารณา { $what }
paper-ask-one = ({ $number }) { $what }
paper-ask-nothing = จึงเรียนมาเพื่อโปรดทราบ
paper-ask-provinces = สั่งการให้จังหวัดที่รายงานต่ำกว่าร้อยละ 80 รวม { $count } จังหวัด ({ $names }) เร่งรัดการบันทึก
paper-ask-silent = ให้หน่วยงานต้นสังกัดติดตามผู้ที่ขาดการติดต่อ { $count } คน
paper-ask-reviews = ให้ครูพี่เลี้ยงตรวจรายการที่ค้าง { $count } รายการ
paper-ask-obstacles = พิจารณาอุปสรรคและข้อเสนอข้างต้น
paper-emblem = ครุฑ
paper-alt-trend = แผนภูมิร้อยละของวันที่รายงานแล้วรายสัปดาห์
paper-alt-map = แผนที่ประเทศไทย วงกลมตามจำนวนรายการของแต่ละจังหวัด
paper-alt-sectors = แผนภูมิจำนวนรายการที่พบภาคีเครือข่ายแต่ละภาคส่วน
paper-alt-photo = ภาพกิจกรรม { $place }

# ── kinds ──
paper-situation = รายงานสถานการณ์ 1 หน้า
paper-situation-about = ตัวเลขเทียบเป้าหมาย แนวโน้ม แผนที่ เรื่องจากพื้นที่ อุปสรรค พร้อมลงนาม

# ── the command ──
paper-usage = โปรดเขียน: report KIND --out FILE, report check FILE หรือ report template KIND --out FILE
paper-needs-out = โปรดบอกชื่อไฟล์ด้วย --out เช่น --out รายงาน.docx
paper-kind-unknown = ไม่มีเอกสารชนิด { $kind } ชนิดที่มี: { $known }
paper-suffix-unknown = ทำไฟล์ { $suffix } ไม่ได้ โปรดตั้งชื่อไฟล์ลงท้ายด้วย .docx หรือ .pdf
paper-day-unknown = อ่านวันที่ { $said } ไม่ได้ โปรดเขียนอย่าง 2023-07-31
paper-days-backwards = วันเริ่ม { $first } อยู่หลังวันสิ้นสุด { $last } โปรดสลับกัน
paper-scope-unknown = ไม่รู้จักขอบเขต { $said } โปรดเขียน all, phase:2, agency:กรมที่ดิน หรือ province:56
paper-needs-person = เอกสาร { $kind } ต้องระบุบุคคล โปรดเพิ่ม --person แล้วตามด้วยรหัสหรือชื่อเต็ม
paper-needs-round = เอกสาร { $kind } ต้องระบุรอบประเมิน โปรดเพิ่ม --round ตามด้วย: { $known }
paper-round-unknown = ไม่มีรอบประเมิน { $said } รอบที่มี: { $known }
paper-no-office = ไม่พบ LibreOffice ({ $command }) หรือทำ PDF ไม่สำเร็จ โปรดตรวจ PAPER_OFFICE หรือเอาค่านี้ออก
paper-cannot-write = เขียนไฟล์ { $file } ไม่ได้ โปรดเลือกที่อื่น
paper-step = { $done }/{ $all }
paper-making = กำลังจัดทำ { $kind }
paper-done = บันทึก { $file } แล้ว ({ $size } KB)
paper-too-long = ข้อความยาวเกิน 1 หน้า โปรดลดข้อความในแม่แบบ { $kind }.docx
paper-not-shown = PDF ไม่ได้แสดงเหมือนใน Word: { $what }
paper-not-shown-font = แบบอักษรอื่น (ใช้ Sarabun แทน)
paper-not-shown-italic = ตัวเอน
paper-not-shown-text-box = กล่องข้อความ
paper-not-shown-floating = ตำแหน่งของภาพที่ลอยข้างข้อความ
paper-not-shown-picture = ภาพชนิดที่เปิดไม่ได้
paper-not-shown-footnote = เชิงอรรถ
paper-not-shown-columns = คอลัมน์
paper-not-shown-drawing = รูปวาดหรือวัตถุ
paper-not-shown-field = ช่องที่ Word คำนวณ

# ── what is wrong in a template ──
paper-template-fine = แม่แบบ { $file } ถูกต้อง
paper-template-wrong = แม่แบบ { $file } มีที่ต้องแก้ { $count } แห่ง
paper-problem-field = ไม่มีช่อง { $name }{ $nearest } {"—"} { $where }
paper-problem-not-a-list = ช่อง { $name } ไม่ใช่รายการ จึงวนซ้ำไม่ได้{ $nearest } {"—"} { $where }
paper-problem-not-a-group = ช่อง { $name } ไม่มีส่วนย่อย{ $nearest } {"—"} { $where }
paper-problem-syntax = เขียนช่องไม่ครบ ({ $name }){ $nearest } {"—"} { $where }
paper-problem-file = ไม่ใช่ไฟล์ Word (.docx) หรือไฟล์เสีย โปรดบันทึกใหม่จาก Word
paper-problem-nearest = {" "}หมายถึง { $nearest } ใช่หรือไม่
paper-where-body = หน้า { $page } ย่อหน้าที่ { $paragraph } "{ $quoted }"
paper-where-header = หัวกระดาษ ย่อหน้าที่ { $paragraph } "{ $quoted }"
paper-where-footer = ท้ายกระดาษ ย่อหน้าที่ { $paragraph } "{ $quoted }"
