# คำสั่งสำรองและคืนข้อมูล (python -m bot backup, restore)

backup-which-file = ระบุไฟล์: python -m bot backup FILE หรือ python -m bot backup verify FILE
backup-progress = { $share }% ({ $done } จาก { $of } แถว)
backup-made = สำรองข้อมูลแล้ว: { $file } ({ $size } MB) ข้อมูล ณ { $at } มี { $rows } แถว และ { $files } ไฟล์
backup-missing = มี { $count } ไฟล์ที่ฐานข้อมูลกล่าวถึง แต่ไม่มีใน MEDIA_DIR: อาจเพิ่งถูกลบหรือยกเลิก ถ้ามีมากให้ตรวจโฟลเดอร์นั้น
backup-verified = ไฟล์สำรองใช้คืนได้ครบถ้วน: ข้อมูล ณ { $at } มี { $rows } แถว และ { $files } ไฟล์
restored = คืนข้อมูลแล้ว ณ { $at }: { $rows } แถว และ { $files } ไฟล์
restored-settled = ลบผู้ที่ขอลบหลังการสำรองอีกครั้ง { $erased } คน ไม่ส่งข้อความที่ค้าง { $skipped } รายการ ไม่แน่ใจว่าถึงผู้รับหรือไม่ { $doubtful } รายการ (ดูด้วย python -m bot queue list)
restored-purge = มีผู้ถูกลบระหว่างคืนข้อมูล: รัน python -m bot erase --purge เพื่อให้ไฟล์ของฐานข้อมูลไม่มีข้อมูลเดิมค้างอยู่
backup-never-migrated = DATABASE_URL: ฐานข้อมูลนี้ยังไม่มีตารางของระบบ ตรวจว่าชี้ถูกที่ หรือรัน python -m bot migrate ก่อน
backup-no-database = DATABASE_URL: ใช้ฐานข้อมูลไม่ได้ ({ $why }) ตรวจที่อยู่ สิทธิ์ และว่าฐานข้อมูลเปิดอยู่
backup-database-damaged = ฐานข้อมูลเสียหาย จึงไม่เขียนไฟล์สำรองทับความเสียหายนั้น: คืนจากไฟล์สำรองล่าสุดที่ตรวจแล้ว
backup-no-room = ที่ว่างใน { $folder } ไม่พอสำหรับสำเนาของฐานข้อมูล เพิ่มที่ว่าง หรือสำรองไปที่โฟลเดอร์อื่น
backup-cannot-write = เขียนใน { $folder } ไม่ได้ ({ $why }) แก้สิทธิ์ของโฟลเดอร์ เพิ่มที่ว่าง หรือเลือกโฟลเดอร์อื่น
backup-cannot-read = อ่าน { $file } ไม่ได้ ({ $why })
backup-exists = มีไฟล์ { $file } อยู่แล้ว ตั้งชื่ออื่น ระบบไม่เขียนทับไฟล์สำรอง
backup-is-none = { $file } ไม่ใช่ไฟล์สำรองของระบบนี้
backup-is-damaged = { $file } เสียหายหรือไม่ครบ จึงไม่คืนข้อมูลใดเลย ใช้ไฟล์สำรองอื่น
backup-reads-otherwise = { $file } คืนแล้วอ่านได้ไม่ตรงกับที่สำรองไว้ ใช้ไฟล์สำรองอื่น และแจ้งผู้พัฒนา
backup-is-encrypted = { $file } เข้ารหัสไว้ ระบุไฟล์กุญแจส่วนตัวด้วย --key
backup-other-key = กุญแจที่ให้มาเปิด { $file } ไม่ได้ ใช้กุญแจส่วนตัวของ BACKUP_PUBLIC_KEY ที่ใช้ตอนสำรอง
backup-wrong-public-key = BACKUP_PUBLIC_KEY: ไม่ใช่กุญแจสาธารณะของ age (ขึ้นต้นด้วย age1) สร้างคู่กุญแจด้วย age-keygen
backup-wrong-private-key = --key: { $file } ไม่ใช่ไฟล์กุญแจส่วนตัวของ age (AGE-SECRET-KEY-1…)
backup-of-newer-version = { $file } สร้างด้วยรุ่นที่ใหม่กว่า ({ $version }) อัปเดตระบบก่อน แล้วคืนข้อมูลอีกครั้ง
backup-other-schema = ตารางใน { $file } ไม่ตรงกับที่รุ่นของไฟล์ควรมี จึงไม่คืนข้อมูลใดเลย
restore-not-empty = DATABASE_URL: ฐานข้อมูลนี้มีข้อมูลอยู่แล้ว (ตาราง { $table }) คืนได้เฉพาะลงฐานข้อมูลว่าง: สร้างฐานใหม่แล้วตั้ง DATABASE_URL ไปที่นั่น
restore-media-not-empty = MEDIA_DIR: { $folder } มีไฟล์อยู่แล้ว คืนได้เฉพาะลงโฟลเดอร์ว่าง: ตั้ง MEDIA_DIR เป็นโฟลเดอร์ใหม่
restore-no-database = DATABASE_URL: ใช้ฐานข้อมูลปลายทางไม่ได้ ({ $why }) ตรวจที่อยู่ สิทธิ์ และสร้างฐานข้อมูลว่างไว้ก่อน
erasures-none = ไม่พบบันทึกการลบ (erasures.jsonl) ใน { $folder }: ผู้ที่ขอลบหลังการสำรองจะกลับมา ระบุที่อยู่ด้วย --erasures FILE หรือยืนยันว่าไม่มีด้วย --without-erasures
erasures-not-there = --erasures: ไม่มีไฟล์ { $file }
erasures-unreadable = { $file } ไม่ใช่บันทึกการลบของระบบนี้ หรืออ่านไม่ได้

migrate-current = ฐานข้อมูลเป็นโครงสร้างของรุ่นนี้แล้ว
migrate-step = { $revision } { $says }
migrate-would = มี { $count } ขั้นที่ต้องทำ ลองกับสำเนาของฐานข้อมูล ({ $rows } แถว) ใช้เวลา { $seconds } วินาที สำรองข้อมูลก่อน แล้วรัน python -m bot migrate
migrate-newer = ฐานข้อมูลเป็นของรุ่นที่ใหม่กว่า (โครงสร้าง { $revision }) อัปเดตโปรแกรมให้เป็นรุ่นนั้น
migrate-failed = ปรับโครงสร้างของสำเนาไม่สำเร็จ ({ $why }) ฐานข้อมูลจริงไม่เปลี่ยนแปลง ตรวจสิทธิ์และที่ว่าง ถ้ายังไม่ได้ให้แจ้งผู้พัฒนาก่อนอัปเดต
