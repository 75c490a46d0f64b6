# รายชื่อ (roster): สิ่งที่ไม่ถูกต้องในไฟล์ และที่ถูกควรเป็นอย่างไร

roster-file = ไฟล์: { $reason }
roster-sheet = แผ่นงาน “{ $sheet }”: { $reason }
roster-in-sheet = แผ่นงาน “{ $sheet }” { $problem }
roster-line = แถว { $line }: { $reason }
roster-cell = แถว { $line } คอลัมน์ “{ $column }” ค่า “{ $value }”: { $reason }
roster-empty-cell = แถว { $line } คอลัมน์ “{ $column }”: { $reason }

roster-unreadable = เปิดไฟล์ไม่ได้ ({ $detail })
roster-too-big = ไฟล์ใหญ่เกินไป รับได้ไม่เกิน { $megabytes } เมกะไบต์
roster-too-many = มี { $count } แถว แชตรับได้ไม่เกิน { $most } แถว ไฟล์ใหญ่กว่านี้ให้ผู้ดูแลระบบนำเข้าด้วยคำสั่ง
roster-csv = เครื่องหมายคำพูดใน CSV ไม่ครบคู่
roster-broken-excel = อ่านไฟล์ Excel นี้ไม่ได้ โปรดเปิดแล้วบันทึกเป็น .xlsx ใหม่
roster-encoding = อ่านตัวอักษรไม่ออก โปรดบันทึกเป็น CSV UTF-8
roster-no-headings = ไม่พบแถวหัวคอลัมน์ อย่างน้อยต้องมี name (ชื่อ) และ role (บทบาท)
roster-nobody = มีแต่หัวคอลัมน์ ยังไม่มีรายชื่อ
roster-heading-unknown = ไม่รู้จักหัวคอลัมน์นี้ หมายถึง “{ $meant }” ใช่หรือไม่
roster-heading-twice = ซ้ำกับคอลัมน์ “{ $other }” ให้เหลือเพียงคอลัมน์เดียว
roster-heading-missing = ไม่มีคอลัมน์ { $heading }
roster-heading-taken = โครงการให้คอลัมน์ { $column } ใช้หัวคอลัมน์ “{ $heading }” ซึ่งเป็นของคอลัมน์ { $other } อยู่แล้ว แก้ roster_headings ใน programme.toml
roster-column-ignored = ไม่ได้ใช้คอลัมน์ “{ $heading }”
roster-lines-hidden = บรรทัดที่ซ่อนไว้ในไฟล์ถูกอ่านด้วย: { $lines }
roster-sheet-unread = ไม่ได้อ่านแผ่นงาน “{ $name }” เพราะไม่มีหัวคอลัมน์ของรายชื่อ
roster-sheet-hidden = ไม่ได้อ่านแผ่นงาน “{ $name }” เพราะซ่อนอยู่
roster-area-without-mentor = { $area } ยังไม่มีครูพี่เลี้ยงครบทุกวันที่มีผู้เข้าร่วมโครงการ

roster-formula = เป็นสูตรที่ยังไม่มีค่า โปรดวางเป็นค่า
roster-excel-error = เซลล์แสดงข้อผิดพลาดของ Excel โปรดใส่ค่าที่ถูกต้อง
roster-too-long = ยาวเกินไป ไม่เกิน { $most } ตัวอักษร
roster-name-missing = ต้องมีชื่อและนามสกุล
roster-name-wrong = ต้องเป็นชื่อคน
roster-name-only-title = เป็นเพียงคำนำหน้า ต้องมีชื่อและนามสกุล
roster-beside-name = อยู่ถัดจากชื่อแต่ไม่มีหัวคอลัมน์ ถ้าเป็นส่วนหนึ่งของชื่อ ให้ใส่หัวคอลัมน์ (คำนำหน้า, ชื่อ, นามสกุล) ถ้าไม่ใช่ ให้ลบหรือใส่หัวคอลัมน์อื่น
roster-role-unknown = ไม่รู้จักบทบาทนี้ ใช้ได้: { $known }
roster-agency-missing = ต้องระบุหน่วยงานของผู้เข้าร่วมโครงการ
roster-agency-unknown = ไม่ใช่หน่วยงานในโครงการ ใกล้เคียง: { $nearest }

roster-day-unreadable = อ่านวันที่ไม่ออก เขียนเช่น 1/10/2566, 1 ต.ค. 2566 หรือ 2023-10-01
roster-day-year = ปี { $year } ไม่น่าถูกต้อง ใช้ พ.ศ. หรือ ค.ศ. สี่หลัก
roster-day-impossible = ไม่มีวันที่นี้ในปฏิทิน เขียนวัน/เดือน/ปี
roster-days-reversed = วันสิ้นสุดมาก่อนวันเริ่ม ({ $start })

roster-district-unknown = ไม่พบอำเภอนี้ ใกล้เคียง: { $nearest }
roster-province-unknown = ไม่พบจังหวัดนี้ ใกล้เคียง: { $nearest }
roster-area-unknown = ไม่พบอำเภอหรือจังหวัดนี้ ใกล้เคียง: { $nearest }
roster-district-ambiguous = มีหลายอำเภอที่ตรงกัน ระบุจังหวัดด้วย: { $nearest }
roster-province-ambiguous = มีหลายจังหวัดที่ตรงกัน: { $nearest }
roster-area-either = เป็นได้ทั้งอำเภอและจังหวัด เขียน “อ.{ $name }” หรือ “จ.{ $name }”
roster-district-missing = ต้องระบุอำเภอ เช่น แม่ใจ พะเยา
roster-province-missing = ต้องระบุจังหวัด เช่น พะเยา
roster-not-in-stage = ไม่ใช่พื้นที่ที่กำหนดไว้ ใช้ได้: { $allowed }

roster-area-missing = ครูพี่เลี้ยงต้องมีพื้นที่ (อำเภอหรือจังหวัด) หรือระบุว่าทำหน้าที่แทนใคร
roster-unit-missing = ต้องระบุหน่วยของทีม
roster-unit-unknown = ไม่พบหน่วยนี้ในโครงการ ใกล้เคียง: { $nearest }
roster-unit-several = มีหลายหน่วยชื่อนี้ ระบุให้ชัดว่าเป็น { $known }
roster-seat-missing = ต้องระบุที่นั่งในทีม
roster-seat-unknown = ไม่มีที่นั่งนี้ในทีม มี { $known }
roster-group-missing = ต้องระบุกลุ่มบุคลากร
roster-listed-unknown = ไม่มีในแผนพัฒนา มี { $known }
roster-fact-missing = ต้องระบุ เพราะใช้ตรวจคุณสมบัติของผู้ที่เสนอชื่อ
roster-day-to-come = เป็นวันที่ยังมาไม่ถึง ตรวจปีอีกครั้ง
roster-seat-taken = ที่นั่ง{ $seat }มีได้ { $many } คนในเวลาเดียวกัน และมี { $others } อยู่แล้ว
roster-scope-missing = ผู้ประสานงานต้องมีขอบเขต: all, phase:2, agency:กรมที่ดิน หรือ province:พะเยา
roster-scope-malformed = อ่านขอบเขตไม่ออก เขียนเช่น all, phase:2, agency:กรมที่ดิน, province:พะเยา
roster-scope-phase = ไม่มีช่วงนี้ในโครงการ มีช่วง { $known }
roster-not-for-role = คอลัมน์นี้ใช้กับ{ $wanted ->
    [participant] ผู้เข้าร่วมโครงการ
    [mentor] ครูพี่เลี้ยง
   *[coordinator] ผู้ประสานงาน
  }เท่านั้น แถวนี้เป็น{ $role ->
    [participant] ผู้เข้าร่วมโครงการ
    [mentor] ครูพี่เลี้ยง
   *[coordinator] ผู้ประสานงาน
  } ให้เว้นว่าง

roster-id-of-another = รหัสนี้เป็นของ { $name } (แถว { $other }) แต่ละคนต้องมีรหัสของตน
roster-id-needed = มีหลายคนชื่อและหน่วยงานนี้ ต้องใส่รหัสว่าเป็นคนใด
roster-near-match = “{ $name }” อาจเป็นคนเดียวกับผู้ที่มีอยู่แล้ว: { $near } ถ้าเป็นคนเดียวกัน สั่งใหม่พร้อม --same "{ $name }={ $id }" ถ้าเป็นคนใหม่ สั่งใหม่พร้อม --new "{ $name }"
roster-same-nobody = ไม่มีผู้ที่มีเลข { $id } ซึ่ง “{ $name }” จะเป็นได้ หรือเป็นของคนอื่นในไฟล์แล้ว
roster-duplicate = ซ้ำกับแถว { $other } ในช่วงเวลาเดียวกัน ลบแถวหนึ่งหรือแก้วันที่
roster-two-places =
    แถว { $first } และแถว { $then } เป็นคนเดียวกันแต่คนละพื้นที่ในช่วงเวลาเดียวกัน ถ้าย้าย ใส่วันสุดท้ายในที่เดิมที่คอลัมน์ “ถึง” ของแถว { $first }{ $known ->
        [no] {""}
       *[yes] {" "}คือ { $last }
    } และวันแรกในที่ใหม่ที่คอลัมน์ “ตั้งแต่” ของแถว { $then } ถ้าไม่ได้ย้าย ลบแถวหนึ่ง
roster-gap = { $name } ไม่มีแถวสำหรับ { $first } ถึง { $last } จึงไม่นับว่าเข้าร่วมโครงการในวันเหล่านั้น ถ้าไม่ใช่ ให้แก้วันที่
roster-two-mentors = { $name } (แถว { $other }) เป็นครูพี่เลี้ยงของพื้นที่นี้อยู่แล้วในช่วงเวลาเดียวกัน แก้วันที่ หรือระบุว่าทำหน้าที่แทน
roster-deputy-of-nobody = ไม่มีครูพี่เลี้ยงชื่อนี้ ใส่ชื่อและนามสกุลเต็มของครูพี่เลี้ยงที่ทำหน้าที่แทน
roster-over-capacity = ผู้เข้าร่วมโครงการเกิน { $capacity } คนในเวลาเดียวกัน
roster-over-quota = { $agency } มีผู้เข้าร่วมโครงการ { $count } คนในเวลาเดียวกัน เกินโควตา { $quota } คน
erase-whom = บอกว่าจะลบใคร หรือใช้ --purge
erase-needs-secret = การลบข้อมูลของคนต้องมี LINE_CHANNEL_SECRET ค่าเดียวกับที่บอตใช้อยู่ เพราะแฮชที่สร้างจากค่านี้ทำให้รายชื่อครั้งต่อไปรู้ว่าลบผู้นี้แล้ว ตั้งค่าแล้วสั่งใหม่อีกครั้ง ยังไม่ได้ลบอะไร
import-needs-secret = มีผู้ที่ขอลบข้อมูลแล้ว ต้องมี LINE_CHANNEL_SECRET จึงจะรู้ว่าเป็นแถวใดในรายชื่อ ยังไม่ได้นำเข้าอะไร
purge-done = ฐานข้อมูลเขียนไฟล์ใหม่แล้ว สิ่งที่ลบไปไม่เหลืออยู่ในไฟล์ของฐานข้อมูล สำเนาสำรองต้องลบแยกต่างหาก
purge-not-done-vacuum = ยังเขียนตารางใหม่ไม่ได้ ต้องใช้สิทธิ์ผู้ดูแลฐานข้อมูล (VACUUM FULL) และไม่มีใครใช้ฐานข้อมูลอยู่
purge-not-done-log = ยังเขียนทับบันทึกการเปลี่ยนแปลง (WAL) ไม่ได้ ต้องใช้สิทธิ์ผู้ดูแลฐานข้อมูล (CHECKPOINT, pg_switch_wal) และไม่มีใครใช้ฐานข้อมูลอยู่
