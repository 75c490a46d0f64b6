# The rating rounds: raters, ratings, scores, results.

rating-counted = บันทึกคะแนนแล้ว
rating-late = บันทึกแล้ว แต่ส่งหลังวันสุดท้ายของรอบการประเมิน ผู้ประสานงานจะเห็นว่าส่งช้า
rating-already = ท่านประเมินผู้นี้ในรอบนี้ไปแล้ว จึงนับคะแนนครั้งแรก หากต้องการแก้ไข ให้แก้ไขแบบที่ส่งครั้งแรก
rating-not_asked = บันทึกแล้ว แต่คะแนนนี้ไม่นับ เพราะผู้ประสานงานถอนการประเมินนี้แล้ว หากมีข้อสงสัย โปรดสอบถามผู้ประสานงาน
rating-closed = บันทึกแล้ว แต่รอบการประเมินนี้ปิดและลงนามผลแล้ว คะแนนนี้จึงไม่นับ หากต้องให้นับ โปรดแจ้งผู้ประสานงาน

# how a round stands

round-coming = ยังไม่เปิด
round-open = เปิดอยู่
round-over = พ้นวันสุดท้ายแล้ว รอปิดรอบ
round-closed = ปิดรอบแล้ว
round-form-not-published = ยังไม่ได้เผยแพร่แบบประเมิน { $form } โปรดเริ่มบอต หรือใช้คำสั่ง form publish
round-form-lacks-criterion = แบบประเมินที่เผยแพร่อยู่ ({ $form }) ไม่ได้ถามครบทุกหลักเกณฑ์ โปรดเผยแพร่ฉบับที่ครบ

# scores

score-none = ยังไม่มีคะแนน
score-total = คะแนนเฉลี่ย { $total } (ร้อยละ { $percent })
score-final = ผลสุดท้าย
score-provisional = ผลชั่วคราว
lack-kind = ยังไม่มีคะแนนจาก{ $kind } (ต้องมีอย่างน้อย { $least } คน น้ำหนักร้อยละ { $weight })
lack-raters = { $kind }ประเมินแล้ว { $have } คน ต้องมีอย่างน้อย { $least } คน (ขาด { $short } คน)
lack-sectors = { $kind }มาจาก { $have } ภาค ต้องมีอย่างน้อย { $least } ภาค (ขาด { $short } ภาค)
lack-criterion = { $kind }ยังไม่ได้ให้คะแนนครบทุกหลักเกณฑ์ ({ $have } จาก { $least })
lack-closing = ยังไม่ปิดรอบการประเมิน

# terms

terms-differ = ⚠️ programme.toml ต่างจากเงื่อนไขที่ใช้อยู่ ซึ่งยังใช้ต่อไป:
terms-weight = น้ำหนักของ{ $of }: { $before } เป็น { $after }
terms-least = จำนวนผู้ประเมินขั้นต่ำของ{ $of }: { $before } เป็น { $after }
terms-least-sectors = จำนวนภาคขั้นต่ำของ{ $of }: { $before } เป็น { $after }
terms-kind-added = เพิ่มประเภทผู้ประเมิน { $of } (น้ำหนัก { $after })
terms-kind-gone = ไม่มีประเภทผู้ประเมิน { $of } อีก (น้ำหนักเดิม { $before })
terms-criterion-added = เพิ่มหลักเกณฑ์ { $of }
terms-criterion-gone = ไม่มีหลักเกณฑ์ { $of } อีก
terms-form = แบบประเมิน: { $before } เป็น { $after }
terms-late = คะแนนที่ส่งช้า: { $before } เป็น { $after }
terms-best = คะแนนเต็มของหลักเกณฑ์: { $before } เป็น { $after }
terms-opens = วันแรก: { $before } เป็น { $after }
terms-closes = วันสุดท้าย: { $before } เป็น { $after }
terms-effect = ถ้าใช้ตามไฟล์: จากคะแนนที่นับอยู่ { $given } รายการ จะไม่นับ { $gone } รายการ และผลของผู้เข้าร่วม { $scores } คนจะเปลี่ยน
terms-revise = ให้ใช้ตามไฟล์: python -m bot evaluation revise { $round } --reason "เหตุผล"
terms-same = เงื่อนไขของรอบ { $round } ตรงกับ programme.toml หรือยังไม่ได้เปิด ไม่มีอะไรเปลี่ยน
terms-closed = รอบ { $round } ปิดแล้ว เงื่อนไขเปลี่ยนไม่ได้
terms-revised = เงื่อนไขของรอบ { $round } เป็นฉบับที่ { $version } แล้ว คะแนนที่ให้ไว้ยังอยู่ครบ

# commands

evaluation-headline = { $round } · { $name } · { $state } · { $opens } – { $closes } · ครบแล้ว { $whole } จาก { $all } คน
evaluation-awaited = รอ: { $name } · { $count } คน · { $where }
evaluation-no-round = ไม่มีรอบ { $round } ใน programme.toml มี: { $known }
evaluation-database = เปิดฐานข้อมูลไม่ได้ หรือยังเป็นรุ่นเก่า โปรดตรวจ DATABASE_URL แล้วใช้ python -m bot migrate
evaluation-opened = เปิดรอบ { $round } แล้ว (เงื่อนไขฉบับที่ { $version })
evaluation-close-preview = เมื่อปิดรอบ: ผลสุดท้าย { $whole } คน ผลชั่วคราว { $lacking } คน ปิดจริงให้เพิ่ม --yes (ถ้ายังขาด เพิ่ม --although-missing)
evaluation-signed = ลงนามดิจิทัลแล้ว · ฉบับที่ { $number } · sha256 { $sha } · กุญแจ { $key }
evaluation-changed = ⚠️ หลังลงนาม คะแนนของผู้เข้าร่วม { $count } คนเปลี่ยนไป ถ้าต้องการลงนามใหม่: python -m bot evaluation close { $round } --reason "เหตุผล" --yes
evaluation-not-closed = รอบ { $round } ยังไม่ปิด จึงยังไม่มีผลที่ลงนาม
evaluation-written = เขียนผลที่ลงนาม { $count } คนลงใน { $file } แล้ว ตรวจสอบด้วย python -m bot evaluation verify
evaluation-no-key = ยังไม่ได้ตั้ง EVALUATION_KEY จึงลงนามไม่ได้ สร้างกุญแจด้วย python -m bot evaluation key แล้วเก็บไว้ในที่ปลอดภัย
evaluation-no-public-key = ต้องมีกุญแจเพื่อตรวจสอบ: ตั้ง EVALUATION_KEY หรือระบุ --public-key
evaluation-unreadable = เปิดไฟล์ { $file } ไม่ได้ ({ $detail })
cannot-close-not-open = รอบ { $round } ยังไม่เปิด จึงปิดไม่ได้
cannot-close-nobody = ไม่มีผู้เข้าร่วมโครงการในรอบ { $round }
cannot-close-lacking = ยังขาดผู้ประเมินตามรายการข้างต้น ถ้าจะปิดทั้งที่ยังขาด ให้เพิ่ม --although-missing ผลของผู้ที่ขาดจะเป็นผลชั่วคราว
cannot-close-needs-reason = รอบ { $round } ปิดแล้ว ถ้าจะลงนามผลใหม่ ให้ระบุ --reason
cannot-close-closed-now = มีผู้ปิดรอบนี้ไปเมื่อครู่ โปรดดูผลด้วย evaluation status

# proofs

proof-good = ✅ ลายเซ็นถูกต้อง · รอบ { $round } ฉบับที่ { $number } · ปิดเมื่อ { $closed } · กุญแจ { $key }
proof-chain-good = ✅ ผลที่ลงนามทั้งหมด { $count } ฉบับต่อเนื่องกันครบ
proof-no-snapshot = ❌ ไฟล์นี้ไม่ใช่ผลการประเมินที่ลงนาม หรือไฟล์เสียหาย
proof-changed = ❌ ข้อความถูกแก้ไขหลังลงนาม หรือลายเซ็นไม่ถูกต้อง
proof-other-key = ❌ ลงนามด้วยกุญแจอื่น ไม่ใช่กุญแจที่ใช้ตรวจ
proof-result-changed = ❌ มีผลที่ไม่ตรงกับผลที่ลงนามไว้
proof-chain-broken = ❌ ไม่ต่อเนื่องกับผลที่ลงนามฉบับก่อนหน้า

# the card of a round

round-above = ผลการประเมิน
round-of-phase = ประเมินช่วงที่ { $phase }
round-none = ยังไม่มีรอบการประเมินที่เปิด พิมพ์ “กำหนดการ” เพื่อดูว่าการประเมินครั้งต่อไปเริ่มเมื่อใด
round-nobody = ไม่มีผู้เข้าร่วมโครงการของรอบนี้ในขอบเขตของท่าน พิมพ์ “สรุป” เพื่อดูว่าขอบเขตของท่านมีใครบ้าง
round-headline = { $state } · วันสุดท้าย { $closes } · ครบแล้ว { $whole } จาก { $all } คน
round-page = หน้า { $page } จาก { $of }
round-awaited = ใครยังไม่ประเมิน
round-awaited-count = เหลือ { $count } คน
round-awaited-below = { $round } · รอผู้ประเมิน { $count } คน
round-awaited-nobody = ผู้ประเมินที่รับไว้แล้วประเมินครบทุกคน
round-in-line = อยู่ใน LINE
round-table = ตารางคะแนน
round-spread = คะแนนเฉลี่ยของผู้ที่ครบแล้ว { $mean } (ต่ำสุด { $low } สูงสุด { $high })
round-kind-mean = { $kind } { $mean }
round-same = ⚠️ ผู้ประเมินที่ให้ทุกคนเท่ากันหมด { $count } คน: { $names }
round-given = คะแนนที่ท่านให้
round-given-none = ท่านยังไม่ได้ให้คะแนนใครในรอบนี้ พิมพ์ “แบบฟอร์ม” เพื่อเปิดแบบประเมิน
round-own-above = ผลการประเมินของท่าน
round-own-not-yet = { $round }ยังไม่ปิดรอบ จึงยังดูผลไม่ได้ เมื่อปิดรอบแล้ว พิมพ์ “ผลประเมินของฉัน” อีกครั้ง
round-kind-came = ผู้ประเมิน { $count } คน · น้ำหนักร้อยละ { $weight } · { $mean } × { $weight } ÷ 100 = { $share }
round-words = ความเห็นจาก{ $kind }: { $words }
evaluation-signed-short = ลงนามดิจิทัลแล้ว ฉบับที่ { $number } · { $sha }
score-short = { $total } ({ $percent })
score-so-far = { $total } จากน้ำหนัก { $weight }
round-close = ปิดรอบการประเมิน
round-close-above = ก่อนปิดรอบการประเมิน
round-close-what = จะลงนามผลสุดท้าย { $whole } คน ผลชั่วคราว { $lacking } คน
round-close-more = และอีก { $count } คนที่ยังขาด
round-close-for-good = ปิดแล้วจะไม่รับคะแนนอีก หากคะแนนเปลี่ยนภายหลัง ท่านลงนามใหม่ได้พร้อมเหตุผล
round-close-now = ปิดรอบและลงนาม
round-close-although = ปิดรอบทั้งที่ยังขาด
round-close-not-yours = ผู้ที่ปิดรอบนี้ได้คือผู้ประสานงานที่ดูแลผู้เข้าร่วมโครงการทุกคน โปรดแจ้งผู้ประสานงานโครงการ
round-close-no-key = ยังลงนามไม่ได้ เพราะระบบยังไม่มีกุญแจ โปรดแจ้งผู้ดูแลระบบให้ตั้ง EVALUATION_KEY
round-closed-signed = ปิด{ $round }และลงนามดิจิทัลแล้ว ✅ ฉบับที่ { $number } · { $sha } ผู้เข้าร่วมโครงการดูผลของตนได้แล้ว พิมพ์ “ผลการประเมิน” เพื่อดูตาราง
round-cannot-close-not-open = รอบนี้ยังไม่เปิด จึงยังปิดไม่ได้
round-cannot-close-nobody = รอบนี้ไม่มีผู้เข้าร่วมโครงการ จึงไม่มีผลให้ลงนาม
round-cannot-close-lacking = ยังขาดผู้ประเมิน พิมพ์ “ผลการประเมิน” เพื่อดูว่าขาดใคร
round-cannot-close-needs-reason = รอบนี้ปิดและลงนามไปแล้ว หากคะแนนเปลี่ยนภายหลัง พิมพ์ “ผลการประเมิน” แล้วแตะ “ลงนามผลใหม่”
round-cannot-close-closed-now = มีผู้ปิดรอบนี้ไปเมื่อครู่ พิมพ์ “ผลการประเมิน” เพื่อดูผล
round-sign-again = ลงนามผลใหม่
round-changed = ⚠️ หลังลงนาม คะแนนของผู้เข้าร่วมโครงการ { $count } คนเปลี่ยนไป ผลที่ลงนามไว้ยังเป็นของเดิม
round-why = ลงนามผลของ{ $round }ใหม่เพราะเหตุใด พิมพ์เหตุผล ผลเดิมยังเก็บไว้และต่อเนื่องกับผลใหม่
round-not-closed = รอบนี้ยังไม่ปิด พิมพ์ “ผลการประเมิน” แล้วแตะ “ปิดรอบการประเมิน”
round-signed-again = ลงนามผลใหม่แล้ว ✅ ฉบับที่ { $number } · { $sha } พิมพ์ “ผลการประเมิน” เพื่อดูตาราง
round-opening-of-phase = เปิดรอบช่วงที่ { $phase }
round-open-above = ก่อนเปิดรอบการประเมิน
round-open-what = เมื่อเปิดแล้ว เงื่อนไขนี้เป็นฉบับที่ 1 ผู้ประเมินให้คะแนนได้ทันที การแก้ไขภายหลังเป็นฉบับใหม่พร้อมเหตุผล คะแนนที่ให้ไว้ยังอยู่
round-open-now = เปิดรอบเดี๋ยวนี้
round-open-already = รอบนี้เปิดแล้ว พิมพ์ “ผลการประเมิน” เพื่อดูตาราง
round-opened = เปิด “{ $round }” แล้ว รับคะแนนถึง { $closes } พิมพ์ “ผลการประเมิน” เพื่อดูตาราง
round-weight = ร้อยละ { $weight }
round-least =
    { $sectors ->
        [0] อย่างน้อย { $count } คน
       *[other] อย่างน้อย { $count } คน จาก { $sectors } ภาค
    }
round-days = กำหนดเดิม { $opens } – { $closes }

# the export

export-rating-round = รอบ
export-rating-person = เลขที่
export-rating-name = ชื่อ
export-rating-agency = สังกัด
export-rating-kind = ประเภท (รหัส)
export-rating-kind-name = ประเภทผู้ประเมิน
export-rating-sector = ภาค
export-rating-counts = นับ
export-rating-why = เหตุที่ไม่นับ
export-rating-late = ส่งช้า
export-rating-rater = เลขที่ผู้ประเมิน
export-result-counted = { $kind }: จำนวนที่นับ
export-result-mean = { $kind }: คะแนนเฉลี่ย
export-result-weight = { $kind }: น้ำหนัก
export-result-total = คะแนนเฉลี่ยรวม
export-result-percent = ร้อยละ
export-result-state = สถานะ
rating-left-out-withdrawn = ถอนแล้ว
rating-left-out-late = ส่งหลังวันสุดท้าย
rating-left-out-same_rater = ผู้ประเมินคนเดิม นับครั้งแรก
rating-left-out-kind_gone = ไม่มีประเภทนี้ในเงื่อนไขปัจจุบัน
