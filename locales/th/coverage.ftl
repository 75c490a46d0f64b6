# ภาคีเครือข่ายที่พบแล้ว
coverage-title = พบแล้ว { $met } จาก { $of } ภาค
coverage-since = นับตั้งแต่ { $day } จากบันทึกและแบบรับฟังความเห็น
coverage-times = { $count } ครั้ง · ล่าสุด { $days } วันก่อน
coverage-today = { $count } ครั้ง · ล่าสุดวันนี้
coverage-gap = ยังไม่พบ
coverage-next = คนต่อไปที่ควรพบ: { $sector }
coverage-who = เช่น { $who }
coverage-note-view = บันทึกความเห็นภาคนี้
