"""Examples of the cards of development plans: one's own draft, one that waits for a mentor, one in the end, a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.cards.look import Piece
from bot.cards.plan import PlanCard, PlanGoalLine, plan_card
from bot.cards.plan_list import PlanLine, PlanList, plan_list
from bot.postback import AddGoal, AnswerPlan, AskProgress, SendPlan, WriteDuties
from locales.texts import Text

LONG = "จัดเวทีประชาคมร่วมกับ 7 ภาคีเครือข่ายทุกตำบล ถอดบทเรียน และจัดทำข้อเสนอเชิงนโยบายเสนอผู้ว่าราชการจังหวัด " * 4
FIRST = PlanGoalLine(
    number=1,
    competency="ภาวะผู้นำ",
    what="นำประชุมผู้นำชุมชนทุกเดือน",
    method="สอนงาน",
    by_day=date(2023, 9, 30),
    with_whom="ครูพี่เลี้ยง",
)
SECOND = PlanGoalLine(number=2, competency="การทำงานร่วมกับ 7 ภาคีเครือข่าย", missing=("สิ่งที่จะทำ", "วิธีพัฒนา", "กำหนดเสร็จ"))
DRAFT = PlanCard(
    mine=True,
    name="มาลี แสงทอง",
    state="ร่าง ยังไม่ได้ส่ง",
    goals=(FIRST, SECOND),
    note="แผนนี้ยังไม่ได้ส่ง ครบแล้วแตะ “ส่งขอความเห็นชอบ”",
    acts=(("plan-send", SendPlan()), ("plan-add", AddGoal())),
    may_edit=True,
)
TO_AGREE = PlanCard(
    mine=False,
    name="มาลี แสงทอง",
    state="ฉบับที่ 2 · รอความเห็น: ครูพี่เลี้ยง",
    goals=(FIRST,),
    waits=True,
    words=("ครูพี่เลี้ยง: ยังไม่ได้ให้ความเห็น", "ต้นสังกัด ธนา ใจงาม: เห็นชอบ (12 ก.ค. 2566)"),
    changes=("เป้าหมายที่ 1 แก้กำหนดเสร็จ",),
    acts=(
        ("plan-agree", AnswerPlan(3, 2, "agree")),
        ("plan-ask-change", AnswerPlan(3, 2, "change")),
        ("plan-duties-write", WriteDuties(7)),
    ),
)
LONGEST = PlanCard(
    mine=True,
    name="ว่าที่ร้อยตรีหญิงพิมพ์พรรณ์นิภาวรรณวิไลลักษณ์ เสนีย์วงศ์ ณ อยุธยาอัครราชธานี",
    state="ฉบับที่ 3 · เห็นชอบแล้ว",
    goals=tuple(
        PlanGoalLine(
            number=number,
            competency="เข้าใจในองค์กรและระบบงาน",
            what=LONG,
            method="ปฏิบัติงานจริงในพื้นที่",
            by_day=date(2023, 11, 30),
            with_whom=LONG,
            progress=f"พ.ย. 2566: ติดขัด “{LONG}”",
            progress_said="stuck",
            results=(f"ผู้เข้าร่วมโครงการ: บรรลุ “{LONG}”", f"ครูพี่เลี้ยง: บรรลุบางส่วน “{LONG}”"),
        )
        for number in range(1, 7)
    ),
    words=(f"ครูพี่เลี้ยง วิไล บุญมา: เห็นชอบ (12 ก.ค. 2566) {LONG}", f"ต้นสังกัด ธนา ใจงาม: เห็นชอบ (12 ก.ค. 2566) {LONG}"),
    changes=tuple(f"เป้าหมายที่ {number} แก้สิ่งที่จะทำ, กำหนดเสร็จ" for number in range(1, 7)),
    duties=LONG,
    after=("กำหนดโดย ธนา ใจงาม 1 ส.ค. 2566", f"ครบ 3 เดือน · ต้นสังกัด: ปฏิบัติบางส่วน “{LONG}”"),
    acts=(("plan-ask-result", AskProgress(3)), ("plan-add", AddGoal())),
    may_edit=True,
)
LIST = PlanList(
    scope="แผนพัฒนาเฉพาะบุคคล",
    counts=("เห็นชอบแล้ว 1 คน", "รอครูพี่เลี้ยง 1 คน", "ยังไม่มีแผน 1 คน"),
    lines=(
        PlanLine(7, "มาลี แสงทอง", "ฉบับที่ 2 · รอความเห็น: ครูพี่เลี้ยง · รอความเห็นของท่าน", waits=True),
        PlanLine(8, "สมชาย ใจดี", "ยังไม่มีแผน"),
        PlanLine(9, "อารี มั่นคง", "ฉบับที่ 1 · เห็นชอบแล้ว"),
    ),
    total=30,
)

PLAN_EXAMPLES: dict[str, Callable[[Text], Piece]] = {
    "plan_draft": lambda text: plan_card(DRAFT, text),
    "plan_to_agree": lambda text: plan_card(TO_AGREE, text),
    "plan_longest": lambda text: plan_card(LONGEST, text),
    "plan_none": lambda text: plan_card(
        PlanCard(mine=True, name="มาลี แสงทอง", state="ยังไม่มีแผน", acts=(("plan-add", AddGoal()),)), text
    ),
    "plans": lambda text: plan_list(LIST, text),
}
