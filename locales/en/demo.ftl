demo-stranger = A stranger (not registered)
demo-try-newcomer = Not registered · type this code
demo-try-missing = { $count } days missing · type “My entries”
demo-try-returned = An entry was returned · type “My status”
demo-try-waiting = { $count } entries to review · type “To review”
demo-try-forum = { $unit } has held no forum yet · try “{ $said }วันนี้ ภาครัฐ 12 คน ประชาชน 80 คน เรื่องน้ำแล้ง มติให้ขุดลอกหนอง”
demo-try-team = Record another forum: “{ $said }วันนี้ ภาครัฐ 12 คน ประชาชน 80 คน เรื่องน้ำท่วม มติให้ขุดลอกคลอง”, or try “ทีมของเรา”
demo-try-progress = Try “{ $said }ไปถึงไหนแล้ว”
