"""Examples of the cards about a development plan: a training with its choices, and one that waits to be confirmed."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.look import Piece
from bot.cards.training import CompetencyChoice, TrainingCard, training_card
from bot.cards.unit_list import UnitLine, UnitList, unit_list
from bot.postback import ChooseCompetency, ChooseWay, ConfirmTraining, DropTraining, ShowDevelopment
from locales.texts import Text

NAMES = ("มุ่งผลสัมฤทธิ์", "การยึดมั่นในความถูกต้องและจริยธรรม", "การบริการเป็นเลิศ", "ความละเอียดรอบคอบและความถูกต้องของงาน")


def _own(text: Text) -> Piece:
    return training_card(
        TrainingCard(
            above=text("dev-state-waiting"),
            title="การจัดซื้อจัดจ้างภาครัฐ",
            facts=(
                (text("dev-way"), "ฝึกอบรม"),
                (text("dev-day"), "5–7 ก.พ. 2567"),
                (text("dev-length"), text("dev-days", count=3)),
                (text("dev-course"), text("dev-course-line", number=3, name="การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ")),
            ),
            asked=text("dev-ask-competencies"),
            choices=tuple(
                CompetencyChoice(number, name, number == 4, ChooseCompetency(7, f"key_{number}"))
                for number, name in enumerate(NAMES, 1)
            ),
            others=(
                (text("dev-way-change"), ChooseWay(7)),
                (text("dev-drop"), DropTraining(7)),
                (text("dev-view-own"), ShowDevelopment("own")),
            ),
            camera=True,
        ),
        text,
    )


def _to_confirm(text: Text) -> Piece:
    return training_card(
        TrainingCard(
            above="มาลี แสงทอง",
            title="การจัดการขยะ",
            facts=((text("dev-way"), "ศึกษาดูงาน"), (text("dev-day"), "8–9 ก.พ. 2567")),
            flags=(text("dev-no-competency"),),
            main=(
                (text("dev-confirm"), ConfirmTraining(7, yes=True)),
                (text("dev-return"), ConfirmTraining(7, yes=False)),
            ),
            others=((text("dev-waiting-more", count=4), ShowDevelopment("waiting")),),
        ),
        text,
    )


def _several(text: Text) -> Piece:
    told = (
        ("การจัดซื้อจัดจ้างภาครัฐ", "อบรมการจัดซื้อจัดจ้างภาครัฐ 3 วัน 5-7 ก.พ."),
        ("วินัยและจริยธรรมของพนักงานส่วนตำบล", "อบรมวินัย 3 ชม."),
    )
    return unit_list(
        UnitList(
            view="own",
            above="แผนพัฒนาบุคลากร 3 ปี",
            title=text("dev-several", count=2),
            below=text("dev-several-below"),
            lines=tuple(
                UnitLine(topic, text("dev-several-record"), ("ฝึกอบรม · 3 วัน · 5–7 ก.พ. 2567",), typed=words)
                for topic, words in told
            ),
            others=((text("dev-view-own"), ShowDevelopment("own")),),
        ),
        text,
    )


DEVELOPMENT_EXAMPLES: dict[str, Callable[[Text], Piece]] = {
    "training": _own,
    "training_waits": _to_confirm,
    "trainings_of_one_message": _several,
}
