# คำสั่งที่ผู้ดูแลพิมพ์ในเครื่อง
import-done = นำเข้าแล้ว: เพิ่ม { $added } คน เปลี่ยน { $changed } คน คงเดิม { $same } คน
import-would = ยังไม่ได้นำเข้า ถ้านำเข้าจะ: เพิ่ม { $added } คน เปลี่ยน { $changed } คน คงเดิม { $same } คน
import-added = + { $name }
import-changed = ~ { $name }: { $what }
import-change-name = ชื่อ
import-change-agency = สังกัด
import-change-position = ตำแหน่ง
import-change-role = บทบาท พื้นที่ที่ดูแล หรือช่วงเวลา
import-change-ended = สิ้นสุด { $day }
import-change-area = { $stage } { $before } → { $after }
import-from-day = { $area } ตั้งแต่ { $day }
import-nowhere = ยังไม่ระบุ
import-number = หากนำเข้าผิดไฟล์ ยกเลิกได้ด้วย python -m bot roster undo { $number }
import-undone =
    ยกเลิกการนำเข้าครั้งที่ { $number } แล้ว คืนค่าเดิม { $restored } คน นำออก { $removed } คน
import-undone-kept = คงไว้ เพราะลงทะเบียนหรือมีข้อมูลแล้ว: { $names }
import-undo-none = ไม่มีการนำเข้าที่ยกเลิกได้
import-undo-unknown = ไม่มีการนำเข้าครั้งที่ { $number } ดูหมายเลขด้วย python -m bot roster imports
import-undo-already = การนำเข้าครั้งนี้ยกเลิกไปแล้ว
import-undo-never = ไฟล์นี้ยังไม่ได้นำเข้า จึงไม่มีอะไรให้ยกเลิก
import-undo-later = ยังไม่ได้ยกเลิก เพราะมีการนำเข้าภายหลัง (ครั้งที่ { $later }) ที่เปลี่ยนข้อมูลของ { $names } ยกเลิกครั้งนั้นก่อน
imports-none = ยังไม่เคยนำเข้ารายชื่อ
imports-by-command = ผู้ดูแลระบบ
imports-line =
    { $number } · { $at } · { $by } · เพิ่ม { $added } เปลี่ยน { $changed }{ $is_undone ->
        [no] {""}
       *[yes] {" "}· ยกเลิกแล้ว { $undone }
    }
import-not-in-file = ไม่อยู่ในไฟล์ จึงคงไว้ตามเดิม: { $names }
import-erased-left = { $count } คนได้ขอลบข้อมูลแล้ว จึงไม่นำกลับเข้ามา
import-nothing = ยังไม่ได้นำเข้า แก้ { $count } จุดแล้วลองใหม่:
import-same-how = อ่าน --same “{ $said }” ไม่ออก เขียนเช่น --same "นางมาลี ใจดี=12" ยังไม่ได้นำเข้าอะไร
person-not-found = ไม่พบบุคคล “{ $name }” ในทะเบียน
person-ambiguous = มีมากกว่าหนึ่งคนชื่อ “{ $name }” ระบุเลขแทน: { $ids }
person-erased = ลบข้อมูลของ { $name } แล้ว
invite-words = ลงทะเบียน { $code }
codes-not-printed = พิมพ์รหัสออกมาไม่ครบ จึงยังไม่ได้ออกรหัสใด ๆ ลองใหม่อีกครั้ง

## คำสั่ง form
form-published = เผยแพร่ { $key } ครั้งที่ { $number } แล้ว (รุ่น { $version })
form-published-same = { $key } ครั้งที่ { $number } เป็นไฟล์นี้อยู่แล้ว จึงไม่มีอะไรเปลี่ยน
form-would-publish = เผยแพร่ได้ จะเป็น { $key } ครั้งที่ { $number }
form-checked = “{ $title }” มี { $count } ข้อ ใช้ได้
form-checked-alone = ยังไม่ได้เทียบกับฉบับที่เผยแพร่แล้ว เพราะยังเปิดฐานข้อมูลไม่ได้
form-database-old = ฐานข้อมูลยังไม่พร้อมสำหรับโปรแกรมรุ่นนี้ พิมพ์ python -m bot migrate ก่อน
form-database-away = เปิดฐานข้อมูลไม่ได้ ตรวจ DATABASE_URL แล้วลองอีกครั้ง
form-refused = ยังเผยแพร่ไม่ได้ แก้ { $count } จุดแล้วลองใหม่:
form-file-unreadable = เปิดไฟล์ { $file } ไม่ได้ ({ $detail })
form-change-added = + เพิ่ม: { $paths }
form-change-removed = - ตัดออก: { $paths }
form-change-retyped = ~ เปลี่ยนชนิด: { $paths }
form-listed = { $key } · ครั้งที่ { $number } · { $title } · { $day }
form-none-published = ยังไม่มีแบบฟอร์มที่เผยแพร่
form-unknown = ไม่พบแบบฟอร์ม “{ $key }” พิมพ์ python -m bot form list เพื่อดูที่มี
form-version = ครั้งที่ { $number } (รุ่น { $version }) · { $day } · โดย { $by }
form-question = { $path } · { $type } · { $label }
form-xml-written = เขียนแล้ว { $count } ไฟล์ใน { $folder }
