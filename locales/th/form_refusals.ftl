# แบบฟอร์ม: เหตุที่ยังรับคำตอบไม่ได้ และตอบอย่างไรจึงจะได้

form-refusal-required = ข้อนี้ต้องตอบก่อน จึงจะไปต่อได้
form-refusal-constraint = คำตอบนี้ยังไม่ตรงตามที่แบบฟอร์มกำหนด ตอบเป็นอย่างอื่น ถ้ายังไม่แน่ใจ ข้ามไปทำข้ออื่นหรือถามผู้ประสานงานได้
form-refusal-choice = ไม่มีตัวเลือกนี้ เลือกจากรายการที่ให้ไว้
form-refusal-choices-twice = เลือกซ้ำ ให้เลือกแต่ละข้อเพียงครั้งเดียว
form-refusal-rank-all = ต้องเรียงให้ครบทั้ง { $count } ข้อ
form-refusal-text = ข้อนี้ตอบเป็นข้อความ
form-refusal-text-long = ข้อความยาวเกินไป ไม่เกิน { $most } ตัวอักษร
form-refusal-integer = ข้อนี้ตอบเป็นจำนวนเต็ม เช่น 12
form-refusal-integer-size = จำนวนนี้มากเกินไป ลองตรวจอีกครั้ง
form-refusal-decimal = ข้อนี้ตอบเป็นตัวเลข เช่น 12 หรือ 12.5
form-refusal-range = ตอบตั้งแต่ { $start } ถึง { $end } ทีละ { $step }
form-refusal-date = ข้อนี้ตอบเป็นวันที่ เช่น วันนี้ เมื่อวาน หรือ 12 ก.ค. 2566
form-refusal-time = ข้อนี้ตอบเป็นเวลา เช่น 9.30 น.
form-refusal-dateTime = ข้อนี้ตอบเป็นวันและเวลา เช่น 12 ก.ค. 2566 เวลา 9.30 น.
form-refusal-geotrace = เส้นทางต้องมีอย่างน้อย 2 จุด ส่งพิกัดจุดถัดไปได้เลย
form-refusal-geoshape = แนวเขตต้องมีอย่างน้อย 3 จุด ส่งพิกัดมุมถัดไปได้เลย
form-refusal-places = ปักได้ไม่เกิน { $most } จุด
form-refusal-geopoint = ข้อนี้ตอบเป็นตำแหน่ง กดส่งตำแหน่งที่ตั้งได้เลย
form-refusal-image = ข้อนี้ขอเป็นภาพ ถ่ายหรือเลือกภาพแล้วส่งมาได้เลย
form-refusal-audio = ข้อนี้ขอเป็นเสียง กดไมโครโฟนแล้วส่งมาได้เลย
form-refusal-file = ข้อนี้ขอเป็นไฟล์ แนบแล้วส่งมาได้เลย
form-refusal-acknowledge = ข้อนี้กดหรือพิมพ์ รับทราบ
form-refusal-readonly = ข้อนี้มีไว้อ่าน ไม่ต้องตอบ
form-refusal-unknown = ตอนนี้ไม่ได้ถามข้อนี้แล้ว พิมพ์ ทำต่อ เพื่อไปข้อถัดไป
form-refusal-evaluation = คำตอบนี้ทำให้แบบฟอร์มคำนวณต่อไม่ได้ ลองตอบแบบอื่น ถ้ายังไม่ได้ ให้แจ้งผู้ประสานงานว่า { $question } คำนวณไม่ได้
form-refusal-instances = ทำซ้ำได้ไม่เกิน { $most } ครั้ง
