demo-stranger = คนแปลกหน้า (ยังไม่ลงทะเบียน)
demo-try-newcomer = ยังไม่ลงทะเบียน · ลองพิมพ์รหัสนี้
demo-try-missing = ขาด { $count } วัน · ลองพิมพ์ “รายการ”
demo-try-returned = มีรายการส่งกลับให้แก้ไข · ลองพิมพ์ “สถานะ”
demo-try-waiting = รอตรวจ { $count } รายการ · ลองพิมพ์ “รอตรวจ”
