demo-stranger = A stranger (not registered)
demo-try-newcomer = Not registered · type this code
demo-try-missing = { $count } days missing · type “My entries”
demo-try-returned = An entry was returned · type “My status”
demo-try-waiting = { $count } entries to review · type “To review”
demo-try-forum = { $unit } has held no forum yet · try “{ $said }วันนี้ ภาครัฐ 12 คน ประชาชน 80 คน เรื่องน้ำแล้ง มติให้ขุดลอกหนอง”
demo-try-team = Record another forum: “{ $said }วันนี้ ภาครัฐ 12 คน ประชาชน 80 คน เรื่องน้ำท่วม มติให้ขุดลอกคลอง”, or try “ทีมของเรา”
demo-try-progress = Try “{ $said }ไปถึงไหนแล้ว”
demo-try-training = Type “อบรมหลักสูตรการเขียนหนังสือราชการ 2 วัน มาแล้ว” and choose the competencies
demo-try-lacking = Type “ยังขาดสมรรถนะอะไร” or “แผนพัฒนาของฉัน”
demo-try-confirm = Type “รอยืนยัน” and confirm what your people learned
demo-try-call =
    { $kinds ->
        [projects] { $unit } has sent no project yet · try “เสนอโครงการ พัฒนางานของหน่วยเรา”
       *[people] { $unit } has sent no name yet · try “เสนอชื่อ นางสาวสมศรี ใจดี นิติกรปฏิบัติการ 0812345678”
    }
demo-try-answered =
    has sent · try “ของเราส่งไปหรือยัง” { $kinds ->
        [people] or “ส่งชื่อได้ถึงวันไหน”
       *[projects] or “เสนอโครงการ”
    }
demo-try-awaited =
    { $kinds ->
        [projects] try “หน่วยไหนยังขาดโครงการ”
       *[people] try “หน่วยไหนยังไม่ส่งชื่อ”
    }
demo-try-juror-open = Juror: { $selection } · open “Selections” on the web and give marks
demo-try-juror-over = Juror: { $selection }, marks are given · open “Selections” on the web: decide equal marks and close
