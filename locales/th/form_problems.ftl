# แบบฟอร์ม: สิ่งที่ทำให้เผยแพร่ไฟล์ไม่ได้ และควรแก้อย่างไร

form-problem-in-sheet = แผ่นงาน { $sheet }: { $why }
form-problem-in-row = แผ่นงาน { $sheet } บรรทัด { $row }: { $why }
form-problem-in-cell = แผ่นงาน { $sheet } บรรทัด { $row } คอลัมน์ { $column }: { $why }

form-problem-suffix = ไม่รู้จักไฟล์ชนิด { $suffix } ใช้ .md .xlsx .xls หรือ .csv
form-problem-too-big = ไฟล์ใหญ่เกินไป รับได้ไม่เกิน { $megabytes } เมกะไบต์
form-problem-too-many-rows = มีบรรทัดมากเกินไป รับได้ไม่เกิน { $rows } บรรทัดต่อแผ่นงาน
form-problem-not-utf8 = อ่านตัวอักษรไม่ออก (ไบต์ที่ { $byte }) โปรดบันทึกเป็น UTF-8
form-problem-not-xlsx = อ่านไฟล์ Excel นี้ไม่ได้ โปรดเปิดแล้วบันทึกเป็น .xlsx ใหม่
form-problem-not-text = อ่านตัวอักษรไม่ออก โปรดบันทึกเป็น CSV UTF-8
form-problem-formula = เป็นสูตรที่ยังไม่มีค่า ({ $shown }) โปรดวางเป็นค่า
form-problem-excel-error = เซลล์แสดง { $shown } ซึ่งเป็นข้อผิดพลาดของ Excel โปรดใส่ค่าที่ถูกต้อง
form-problem-hidden = บรรทัดที่ซ่อนไว้ในไฟล์ถูกอ่านด้วย: { $lines }
form-problem-csv = เครื่องหมายคำพูดใน CSV ไม่ครบคู่
form-problem-no-survey = ไม่พบคำถามใด ต้องมีแผ่นงาน survey ที่มีหัวคอลัมน์ type, name และ label
form-problem-sheet = ไม่ใช้แผ่นงานนี้ในแชต
form-problem-no-headings = ไม่พบบรรทัดหัวคอลัมน์
form-problem-heading-missing = ขาดหัวคอลัมน์ { $missing }
form-problem-heading-twice = { $header } กับ { $other } คือคอลัมน์เดียวกัน ให้เหลือเพียงหนึ่ง
form-problem-heading-spaces = หัวคอลัมน์ต้องไม่ว่างและไม่มีช่องว่าง
form-problem-language = ใส่รหัสภาษาต่อท้ายด้วย เช่น label::ไทย (th) หรือ label::English (en) ไม่เช่นนั้นจะไม่มีใครได้เห็น { $heading }
form-problem-column = ใช้คอลัมน์ { $heading } ในแชตไม่ได้ โปรดลบค่าออก
form-problem-other-form = เป็นแบบฟอร์ม { $new } ไม่ใช่ { $old } ตรวจ form_id ในแผ่นงาน settings

form-problem-no-type = ยังไม่ได้บอกชนิดของคำถาม
form-problem-type-unknown = ไม่รู้จักชนิด { $type } ดูชนิดที่ใช้ได้ในคู่มือ
form-problem-type-refused = ตอบคำถามชนิด { $type } ในแชตไม่ได้ โปรดใช้ชนิดอื่น เช่น text, image หรือ geopoint
form-problem-appearance = ใช้ appearance { $appearance } ในแชตไม่ได้ โปรดลบออก
form-problem-randomize = สลับลำดับตัวเลือกต้องกำหนด seed ด้วย เช่น randomize=true seed=42 หรือ seed=${"{"}ชื่อคำถาม{"}"} ให้ทุกครั้งที่ถามเรียงเหมือนกัน
form-problem-file-missing = ไม่พบไฟล์ { $file } ต้องอยู่ในโฟลเดอร์เดียวกับแบบฟอร์ม
form-problem-file-kind = อ่าน { $file } ไม่ได้ ใช้ได้: .csv ที่มีหัวคอลัมน์และอย่างน้อยหนึ่งบรรทัด .xml แบบ root/item หรือ .geojson ที่มีรายการสถานที่ (FeatureCollection) ในโฟลเดอร์เดียวกับแบบฟอร์ม
form-problem-file-heading = หัวคอลัมน์ “{ $heading }” ใน { $file } ต้องขึ้นต้นด้วยตัวอักษร และไม่มีช่องว่าง
form-problem-file-label = ไม่พบข้อความของตัวเลือกในไฟล์ ต้องมีคอลัมน์ label หรือบอกด้วย parameters เช่น value=code label=name_th
form-problem-no-label = คำถามนี้ยังไม่มีข้อความ ใส่ label ให้ครบ
form-problem-no-choices = ไม่มีตัวเลือกในรายการนี้ เพิ่มในแผ่นงาน choices
form-problem-no-name = คำถามนี้ยังไม่มี name ตั้งชื่อเป็นภาษาอังกฤษ เช่น village
form-problem-no-calculation = ยังไม่ได้บอกว่าคำนวณจากอะไร ใส่สูตรใน calculation
form-problem-repeat-choices = เลือกจากคำตอบของกลุ่มซ้ำได้ด้วย select_one เท่านั้น เพราะ { $type } คั่นคำตอบด้วยช่องว่าง ให้ใช้ select_one ในกลุ่มซ้ำแทน
form-problem-trigger = { $name } ไม่ใช่คำถามที่ถาม จึงใช้เป็น trigger ไม่ได้ ให้ใช้คำถามที่มีผู้ตอบ หรือเว้น trigger ว่างให้คำนวณทุกครั้ง
form-problem-list-unknown = ไม่มีรายการชื่อ { $list } ในแผ่นงาน choices
form-problem-name-twice = ชื่อ { $value } ซ้ำกับคำถามอื่นในกลุ่มเดียวกัน
form-problem-name-root = กลุ่มซ้ำชื่อ { $value } ตรงกับชื่อของแบบฟอร์มเอง เปลี่ยนเป็นชื่ออื่น
form-problem-name-meta = ชื่อ meta สงวนไว้ เปลี่ยนเป็นชื่ออื่น
form-problem-name-letters = ชื่อต้องขึ้นต้นด้วยตัวอักษร และมีเพียงตัวอักษร ตัวเลข _ - หรือ . เท่านั้น (ฯ ฿ ๏ ๚ ๛ ใช้ไม่ได้)
form-problem-choice-unnamed = ตัวเลือกนี้ยังไม่มี name
form-problem-choice-twice = มีตัวเลือกชื่อเดียวกันในรายการแล้ว
form-problem-choice-unlabelled = ตัวเลือกนี้ยังไม่มี label
form-problem-choice-spaces = ชื่อตัวเลือก “{ $name }” มีช่องว่าง ให้ใช้ _ แทน
form-problem-nested = กลุ่มซ้อนกันลึกเกินไป ซ้อนได้ไม่เกิน { $most } ชั้น
form-problem-begin-alone = เปิดกลุ่มไว้แต่ไม่มี end_group หรือ end_repeat ปิด
form-problem-end-alone = ปิดกลุ่มโดยไม่มี begin_group หรือ begin_repeat เปิดไว้
form-problem-parameters = เขียน parameters เป็น ชื่อ=ค่า คั่นด้วยช่องว่าง เช่น start=1 end=5 step=1
form-problem-parameter-unknown = ไม่รู้จัก { $rejected } ใช้ได้: { $accepted }
form-problem-range-number = { $name } ต้องเป็นตัวเลข
form-problem-range-zero = { $name } ต้องไม่เป็นศูนย์
form-problem-range-step = { $name } ต้องไม่กว้างกว่าช่วง start ถึง end

form-problem-reference-broken = เขียนการอ้างถึงคำถามไม่ครบ ต้องเป็น ${"{"}ชื่อคำถาม{"}"}
form-problem-reference-unknown = ไม่มีคำถามชื่อ { $q }
form-problem-reference-twice = มีคำถามชื่อ { $q } มากกว่าหนึ่งข้อ จึงไม่รู้ว่าหมายถึงข้อใด
form-problem-expression = อ่านสูตรนี้ไม่ออก ตรวจวงเล็บ เครื่องหมายคำพูด และจำนวนค่าในวงเล็บของฟังก์ชัน
form-problem-expression-long = สูตรยาวหรือซ้อนกันมากเกินไป
form-problem-expression-variable = ไม่รู้จัก ${ $name } ให้เขียน ${"{"}{ $name }{"}"}
form-problem-axis = ใช้แกน { $axis }:: ไม่ได้ ใช้ชื่อคำถาม .. หรือ . เท่านั้น
form-problem-function-unknown = ไม่รู้จักฟังก์ชัน { $function }()
form-problem-function-refused = ใช้ฟังก์ชัน { $function }() ในแชตไม่ได้
form-problem-loop = { $name } ต้องรอผลของตัวเอง จึงคำนวณไม่ได้ แก้ calculation หรือ relevant ที่อ้างถึงกันเป็นวง
form-failure-work = สูตรนี้ต้องคำนวณมากเกินไป ลดการวนซ้ำหรือเงื่อนไขที่ซ้อนกัน
form-failure-length = สูตรนี้สร้างข้อความยาวเกิน { $most } ตัวอักษร
form-failure-nodes = มีข้อที่ต้องตอบเกิน { $most } ข้อ ลดการทำซ้ำที่ซ้อนกัน
form-failure-instances = ทำซ้ำได้ไม่เกิน { $most } ครั้ง
form-failure-date = “{ $value }” ไม่ใช่วันที่ที่มีอยู่จริง ให้เขียนแบบ 2023-07-12
form-failure-seed = seed “{ $value }” ของ randomize() ไม่ใช่ตัวเลข
form-failure-place = “{ $value }” ไม่ใช่ตำแหน่ง ให้เขียนเป็น ละติจูด ลองจิจูด เช่น 13.75 100.5
form-failure-time = “{ $value }” ไม่ใช่เวลา ให้เขียนแบบ 14:30
form-failure-digest = ไม่รู้จักวิธีคำนวณ digest “{ $name }” ใช้ได้: MD5, SHA-1, SHA-256, SHA-384, SHA-512
form-failure-base64 = ข้อความนี้ไม่ใช่ base64
form-failure-pattern = รูปแบบ regex “{ $pattern }” เขียนไม่ถูก ตรวจวงเล็บ [ ] ( ) {"{"} {"}"} และเครื่องหมาย \
form-failure-pattern-unsupported = รูปแบบ regex “{ $pattern }” ใช้ (?=…) (?!…) (?<=…) (?<!…) (?>…) ตัวอ้างกลับ \1 หรือ *+ ++ ?+ ไม่ได้ ให้แยกเป็นหลายเงื่อนไขด้วย and หรือ not()
form-failure-pattern-large = รูปแบบ regex “{ $pattern }” ใหญ่เกินไป ใช้จำนวนซ้ำใน {"{"} {"}"} ให้น้อยลง แล้วตรวจความยาวด้วย string-length()
form-failure-pattern-class = รูปแบบ regex “{ $pattern }” มี [ หรือ && อยู่ภายใน [ ] ซึ่งแต่ละโปรแกรมเข้าใจไม่เหมือนกัน ให้เขียน \[ หรือแยกเป็นสองเงื่อนไข
form-failure-other = คำนวณสูตรนี้ไม่ได้ ({ $detail })
form-engines-date-text = วันที่ “{ $day }” เทียบกับข้อความ: JavaRosa (ODK Collect) ได้ผลเท็จเสมอ ส่วน ODK Web Forms และบอตเทียบเป็นวันที่ ให้เขียน date('{ $day }')
form-engines-days = ODK Web Forms นับวันตามเวลากรีนิช ผลจึงคลาดไป 7 ชั่วโมง ส่วน JavaRosa และบอตนับตามเวลาไทย ที่ตรงกันทุกโปรแกรมคือเทียบวันที่กับวันที่ หรือลบวันที่ด้วยวันที่
form-engines-regex = ODK Web Forms ยอมรับเมื่อบางส่วนตรง ส่วน JavaRosa และบอตต้องตรงทั้งหมด ให้เขียนรูปแบบเป็น { $pattern }
form-engines-function = JavaRosa (ODK Collect) ไม่รู้จัก { $function }() ให้ใช้ int() หรือ round()
form-engines-coalesce = โปรแกรมของ ODK ใช้ coalesce() ได้ครั้งละสองค่า ให้เขียนซ้อนกัน เช่น coalesce(a, coalesce(b, c))
form-engines-sum = โปรแกรมของ ODK ใช้ sum() กับคำตอบของกลุ่มซ้ำเท่านั้น ค่าอื่นให้บวกด้วย +
form-engines-substring-after = ODK Web Forms 0.22.0 ตัดออกเพียงตัวอักษรเดียว ให้ใช้ตัวคั่นที่มีตัวอักษรเดียว
form-engines-format = { $escapes } ใช้ไม่ได้ทุกโปรแกรม ใช้ได้: %Y %y %m %n %b %d %e %a %H %h %M %S %3
form-engines-truth = ใน ODK Web Forms คำถามที่ยังไม่ตอบก็เป็นจริง ส่วน JavaRosa และบอตเป็นเท็จ ให้เทียบกับค่า เช่น ${"{"}ชื่อคำถาม{"}"} != ''
form-engines-empty = ใน ODK Web Forms { $function }() ว่างเปล่าเมื่อมีคำตอบใดว่าง ส่วน JavaRosa และบอตข้ามคำตอบที่ว่าง ให้บังคับตอบ (required) หรือใช้ coalesce(…, 0) กับค่าเดี่ยว
form-engines-many = เทียบคำตอบของทุกครั้งที่ทำซ้ำ: JavaRosa (ODK Collect) ทำไม่ได้ ส่วน ODK Web Forms และบอตเป็นจริงเมื่อมีครั้งใดตรง ให้เขียน count(${"{"}ชื่อกลุ่มซ้ำ{"}"}[…]) > 0
form-engines-names = OData ของ ODK Central (21 สิงหาคม 2569) เรียก { $names } เป็นชื่อเดียวกัน จึงเหลือค่าเดียว (CSV ยังครบ) ถ้าจะส่งไป Central ให้ตั้งชื่อด้วยอักษรอังกฤษ แล้วเขียนภาษาไทยใน label
form-problem-retyped = { $name } มีคนตอบแล้วเป็น { $old } จึงเปลี่ยนเป็น { $new } ไม่ได้ ให้ตั้งคำถามใหม่ด้วยชื่ออื่น
form-problem-pyxform = ค่านี้ใช้กับ XLSForm ไม่ได้ แก้แล้วตรวจอีกครั้ง (pyxform: { $detail })
form-problem-warning = ข้อสังเกต ไม่ใช่ข้อผิด (pyxform: { $detail })
form-problem-remarks = ถือเป็นหมายเหตุ ไม่ใช่คำถาม เพราะไม่มี type, name และ label: บรรทัด { $lines }
form-problem-switched-off = ไม่ใช้ เพราะคอลัมน์ disabled เป็น yes: บรรทัด { $lines }
form-problem-left-out = ไม่ใช้ { $type } ในแชต จึงจะไม่มีค่านี้ในคำตอบ
form-problem-column-left-out = ไม่ใช้ค่านี้ในแชต
form-problem-yes-or-no = “{ $written }” ไม่ใช่ yes หรือ no และไม่ใช่ชื่อคำถาม เขียน yes, no, ใช่, ไม่ หรือสูตร
form-problem-file-unused = ไม่มีคำถามใดใช้ไฟล์ { $file } จึงไม่ได้เก็บไว้
form-problem-too-long = ไฟล์นี้ใหญ่หรือซับซ้อนเกินกว่าจะตรวจได้ในเวลาที่กำหนด โปรดแบ่งแบบฟอร์มให้เล็กลง
form-problem-busy = ขณะนี้ระบบกำลังตรวจแบบฟอร์มอื่น โปรดรอ 1 นาทีแล้วส่งใหม่
